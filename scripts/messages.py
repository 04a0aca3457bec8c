"""The English catalogue: collects what the pages say into django.po and compiles it (``make messages``).

Needs GNU gettext (Debian: apt-get install gettext). Runs only when words change: the compiled catalogue is committed.
Words come from three places: templates, gettext in Python, and what the rules say without knowing gettext (labels of
closed lists, names of periods, refusals of every room, sentences of the modules in ``SAYING``), which
``lantoa.core.saying`` looks up when a page is made.
"""
# ruff: noqa: INP001, T201

import ast
import importlib
import itertools
import os
import pkgutil
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PRODUCT = ROOT / "src" / "lantoa"
CATALOGUE = Path("locale") / "en" / "LC_MESSAGES"
VIETNAMESE = set("àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ")
SAYING = (
    "activities/accepting/access.py", "activities/accepting/actions.py", "activities/accepting/rules.py",
    "activities/access.py", "activities/actions.py", "activities/entry.py", "activities/importing/reading.py",
    "activities/pages.py", "activities/rules.py", "activities/suggest.py", "amendments/rules.py", "channels/*.py",
    "channels/*/channel.py", "channels/*/errors.py", "channels/*/wording.py", "channels/rules/*.py",
    "communes/actions.py", "communes/invitation_actions.py", "communes/rules.py", "content/*actions.py",
    "content/approved.py", "content/rules/checking.py", "content/rules/comparing.py", "content/rules/facts.py",
    "content/rules/items.py", "content/rules/kinds.py", "content/rules/life.py", "content/rules/links.py",
    "contributors/*actions.py", "contributors/rules.py", "core/errors.py", "core/sealing.py", "documents/actions.py",
    "drafting/access.py", "drafting/actions.py", "drafting/entering.py", "drafting/life_actions.py",
    "drafting/rules/blanks.py", "drafting/rules/higher.py", "drafting/word.py", "editorial/*.py", "files/checks.py",
    "files/pictures.py", "files/uploads.py", "media/*.py", "media/rules/*.py", "plans/access.py", "plans/actions/*.py",
    "plans/document.py", "plans/due_actions.py", "plans/jobs.py", "plans/plan_page.py", "plans/queries.py",
    "plans/review_page.py", "plans/rules/defaults.py", "plans/rules/doubtful.py", "plans/rules/doubts.py",
    "plans/rules/expansion.py", "plans/rules/matching.py", "plans/rules/review.py", "plans/wording.py",
    "portal/actions.py", "portal/rules.py", "printed/actions.py", "printed/rules/*.py", "printed/sheets.py",
    "progress/due.py", "progress/pages.py", "reminders/answering.py", "reminders/rules/links.py", "reports/access.py",
    "reports/actions.py", "reports/desks.py", "reports/life_actions.py", "reports/pages.py", "reports/word.py",
    "press/*.py", "watching/*.py", "watching/rules/*.py",
)  # fmt: skip
"""Where sentences for people are written without gettext; refusals are found in every room."""
UNSAID = {"apps.py", "models.py"}  # names of rooms and of columns
ROOMS = (
    "activities", "amendments", "care", "channels", "citations", "content", "contributors", "documents", "drafting",
    "editing", "editorial", "files", "inspections", "media", "phone", "plans", "portal", "press", "printed", "progress",
    "reminders", "reports", "roster", "subscribers", "watching",
)  # fmt: skip
REFUSING = {"Refused", "NotAllowed"}
SEARCHING = re.compile(r"\(\?|\\[dwsS]|\[[a-z]-[a-z]")  # a regular expression, no sentence
NAMED = re.compile(r"\{\w+\}")  # a place for a value in a text for str.format
WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")  # of the tag vweekday: nothing shows that these are words
DURATIONS = ("{0} phút {1} giây", "{0} phút", "{0} giây")  # of content/previews.py
FIRST = ("Chưa có bài", "Ảnh, tệp thứ {0} chưa có lời", "{0} dùng [[", "{0} chưa nêu")
"""How begins what must be mended in an item before it is approved."""


def labels() -> Iterator[str]:
    """The labels of all closed lists."""
    import lantoa
    import vanban
    from vanban.vocabulary import Labelled

    for package in (vanban, lantoa):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".rules" in module.name or module.name.startswith("vanban.") or module.name.count(".") == 2:
                _imported(module.name)
    for kind in _below(Labelled):
        yield from (member.label for member in kind)


def _imported(name: str) -> None:
    if not name.endswith(("__main__", ".settings", ".wsgi")):
        importlib.import_module(name)


def _below(kind: type) -> Iterator[type]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def period_names() -> Iterator[str]:
    """How periods are called, one of each shape."""
    from lantoa.core.periods import PeriodKind, Window, label_of, windows_of_year
    from lantoa.core.saying import pattern_of

    for kind in PeriodKind:
        if kind is not PeriodKind.PLAN:
            yield from (pattern_of(label_of(kind, window)) for window in windows_of_year(kind, 2025))
    yield pattern_of(label_of(PeriodKind.PLAN, Window(date(2025, 8, 1), date(2026, 2, 3))))


def days_off() -> Iterator[str]:
    """The names of public holidays, of the years that moved or added any and of the next."""
    from lantoa.core.holidays import public_holidays
    from lantoa.core.saying import pattern_of

    for year in range(2025, 2031):
        yield from (pattern_of(name) for name in public_holidays(year).values())


def sentences() -> Iterator[str]:
    """Vietnamese literals of the modules in ``SAYING``, with {0} for their values."""
    for place in SAYING:
        for path in (one for one in sorted(PRODUCT.glob(place)) if one.name not in UNSAID):
            yield from sentences_of(path.read_text())


def composed() -> Iterator[str]:
    """Sentences that the rules of content put together from two: what is wrong with a fact, a form, a step."""
    from lantoa.content.rules import checking, facts, kinds, life
    from lantoa.core.errors import Refused
    from lantoa.core.saying import pattern_of

    tree = ast.parse(Path(facts.__file__).read_text())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_wrong"]
    yield from (pattern_of(facts._wrong("0", _text(call.args[1])).message) for call in calls)
    must = [one for one in sentences_of(Path(checking.__file__).read_text()) if one.startswith(FIRST)]
    for kind in facts.FactKind:
        for fact in (None, facts.Fact("k", kind, "0", "0")):
            literal = checking.Literal(kinds.Form.ARTICLE, kind, "0", "0", fact)
            found = [checking._judged(literal, differs=differs) for differs in (True, False)]
            yield from (pattern_of(one.words) for one in found)
            must += [one.words for one in found if one.must]
    for first in must:
        refused = [checking.unready(NAMED.sub("“0”", first), others=others) for others in (0, 1)]
        yield from (pattern_of(one.message) for one in refused)
    for state, step in itertools.product(life.ItemState, life.StepKind):
        try:
            life.next_state(life.Standing(state, frozenset(life.Hat)), step)
        except Refused as refusal:
            yield pattern_of(refusal.message)


def refusals() -> Iterator[str]:
    """The sentences of ``Refused(code, sentence)``, wherever a room refuses; of ``Refused(code, NAME)``, what the
    module gives that name."""
    for room in ROOMS:
        for path in sorted((PRODUCT / room).rglob("*.py")):
            tree = ast.parse(path.read_text())
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in REFUSING:
                    yield from _sentences_in(node)
                    for named in (one.id for one in node.args[1:2] if isinstance(one, ast.Name)):
                        yield from _given_to(named, tree)


def _given_to(name: str, tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(isinstance(one, ast.Name) and one.id == name for one in node.targets):
            yield from _sentences_in(node.value)


def sentences_of(source: str) -> Iterator[str]:
    """The sentences of one module: no docstrings, no words that are given to gettext there."""
    yield from _sentences_in(ast.parse(source))


def _sentences_in(tree: ast.AST) -> Iterator[str]:
    from lantoa.core.saying import pattern_of

    passed = {id(inner) for node in ast.walk(tree) if _known(node) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        text = _text(node)
        if id(node) not in passed and VIETNAMESE & set(text.lower()) and not SEARCHING.search(text):
            yield pattern_of(NAMED.sub("0", text)) if isinstance(node, ast.JoinedStr) or NAMED.search(text) else text
        if isinstance(node, ast.JoinedStr):
            passed |= {id(inner) for inner in ast.walk(node)}


def _known(node: ast.AST) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id in {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "0" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def collect(copy: Path) -> None:
    """Fills the catalogue of a copy of the product, so that the product is never seen with the collected list in it."""
    from django.core.management import call_command
    from django.core.management.commands import makemessages

    class Command(makemessages.Command):
        msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]  # a guess is no translation

    words = sorted(
        {*labels(), *period_names(), *sentences(), *composed(), *days_off(), *refusals(), *DURATIONS, *WEEKDAYS}
    )
    (copy / "collected.py").write_text("".join(f"_({word!r})\n" for word in words))
    (copy / CATALOGUE).mkdir(parents=True, exist_ok=True)
    os.chdir(copy)
    call_command(
        Command(), locale=["en"], no_location=True, no_obsolete=True, no_wrap=True, verbosity=0,
        ignore_patterns=["office/locale", "sample/*"],
    )  # fmt: skip


def tidy(text: str) -> str:
    """Without the hour of the run, which would change the file every time."""
    return "".join(line for line in text.splitlines(keepends=True) if "-Date:" not in line)


def main() -> int:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.settings")
    os.environ.setdefault("DATABASE_URL", "postgresql://nobody@localhost/nothing")
    os.environ.setdefault("LANTOA_SECRET_KEY", "only-for-collecting-words")
    django.setup()
    if not shutil.which("xgettext"):
        print("Cần có GNU gettext: apt-get install gettext", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "lantoa"
        shutil.copytree(PRODUCT, copy, ignore=shutil.ignore_patterns("__pycache__", "static"))
        collect(copy)
        found = tidy((copy / CATALOGUE / "django.po").read_text())
    target = PRODUCT / CATALOGUE
    target.mkdir(parents=True, exist_ok=True)
    (target / "django.po").write_text(found)
    subprocess.run(["msgfmt", "--check-format", "-o", target / "django.mo", target / "django.po"], check=True)
    missing = subprocess.run(
        ["msgattrib", "--untranslated", "--no-wrap", target / "django.po"], check=True, capture_output=True, text=True
    ).stdout.split("\n\n")[1:]  # after the head
    print(*missing or ["Đã dịch đủ."], sep="\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
