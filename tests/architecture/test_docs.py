"""The documents say what the code does: generated pages are up to date, nothing is left out, links lead somewhere."""

import ast
import importlib
import re
import sys
import unicodedata
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
GUIDE = DOCS / "huong-dan"
HEAVIEST = 150_000
"""Bytes of one picture: people read the guide over a phone's line."""
NOT_FOR_PAGES = ("src/lantoa/core/", "src/lantoa/cli.py", "management/commands")
"""Refusals that only an administrator at the command line can meet: docs/how-to speaks of them."""


@pytest.fixture(scope="module")
def docs() -> ModuleType:
    """scripts/docs.py."""
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        return importlib.import_module("docs")
    finally:
        sys.path.pop(0)


def pages() -> list[Path]:
    return [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]


def test_generated_pages_are_up_to_date(docs: ModuleType) -> None:
    stale = [name for name, make in docs.PAGES.items() if (DOCS / name).read_text() != docs.NOTE + make()]
    assert stale == [], "run make docs"


def test_the_picture_of_the_architecture_shows_the_rooms_of_the_contract(docs: ModuleType) -> None:
    drawn = docs.draw_architecture
    assert drawn.rooms() == list(drawn.WORDS)
    assert drawn.PICTURE.read_text() == drawn.picture(), "run make docs"


def test_every_variable_that_is_read_has_a_meaning_and_no_other(docs: ModuleType) -> None:
    assert set(docs.SETTINGS) == set(docs.settings_read())


def test_variables_are_found_however_they_are_read(docs: ModuleType) -> None:
    """The page is made by looking for quoted names; this looks for anything that has the form of one."""
    named = {
        name
        for path in (ROOT / "src").rglob("*.py")
        for name in re.findall(r"\b(LANTOA_[A-Z_]+[A-Z]|DATABASE_[A-Z_]*URL)\b", path.read_text())
    }
    assert named <= set(docs.SETTINGS)


def test_every_command_is_documented(docs: ModuleType) -> None:
    cli = (ROOT / "src/lantoa/cli.py").read_text()
    commands = set(re.findall(r"commands\.add_parser\(\s*\"([a-z-]+)\"", cli)) | set(
        re.findall(r"^        \"([a-z-]+)\": \"", cli, re.MULTILINE)
    )
    text = (DOCS / "reference/commands.md").read_text()
    assert {"run", "backup", "import-plan", "manage"} <= commands
    assert [name for name in sorted(commands) if not re.search(rf"^    {name}\b", text, re.MULTILINE)] == []


def test_links_lead_somewhere(docs: ModuleType) -> None:
    assert docs.broken_links() == []


def test_every_page_can_be_reached_from_the_index() -> None:
    """docs/README.md, or a page that it links to, names each page."""
    seen, todo = set(), [DOCS / "README.md"]
    while todo:
        page = todo.pop()
        if page in seen or page.suffix != ".md" or not page.exists():
            continue
        seen.add(page)
        todo += [
            (page.parent / link.partition("#")[0]).resolve()
            for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text())
        ]
    assert sorted(str(page.relative_to(ROOT)) for page in set(DOCS.rglob("*.md")) - seen) == []


def test_every_picture_is_small_and_shown() -> None:
    text = "".join(page.read_text() for page in pages())
    pictures = [*(DOCS / "images").glob("*.png")]
    assert pictures
    assert [one.name for one in pictures if one.stat().st_size > HEAVIEST] == []
    assert [one.name for one in pictures if one.name not in text] == []


def codes_of_refusals() -> set[str]:
    """The first argument of every ``Refused(…)`` and of every refusal of the reader that a page can show."""
    found = set()
    for path in (ROOT / "src").rglob("*.py"):
        if any(part in str(path) for part in NOT_FOR_PAGES):
            continue
        for call in ast.walk(ast.parse(path.read_text())):
            named = isinstance(call, ast.Call) and getattr(call.func, "id", "") in {"Refused", "ReadError", "refusal"}
            if named and call.args and isinstance(call.args[0], ast.Constant):
                found.add(call.args[0].value)
    return found


def test_the_guide_speaks_of_every_refusal() -> None:
    """Each group of messages in the guide names its codes in a comment."""
    from vanban.readers.refusals import MESSAGES

    guide = (GUIDE / "8-cau-hoi-va-thong-bao.md").read_text()
    told = set(" ".join(re.findall(r"<!-- codes: ([a-z_0-9 ]+) -->", guide)).split())
    needed = codes_of_refusals() | set(MESSAGES)
    assert sorted(needed - told) == [], "say in the guide what it means and what to do"
    assert sorted(told - needed) == [], "no such refusal any more"


def test_vietnamese_pages_are_composed_and_whole() -> None:
    """Composed letters (NFC), the Vietnamese Đ and not its Icelandic twin, no sign that stands for a lost letter."""
    for page in pages():
        text = page.read_text()
        assert unicodedata.is_normalized("NFC", text), page
        assert not re.search("[\N{LATIN CAPITAL LETTER ETH}\N{REPLACEMENT CHARACTER}]", text), page
