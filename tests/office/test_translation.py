"""English: the catalogue is whole and says the same as the Vietnamese; pages in English hold no Vietnamese of ours."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from gettext import GNUTranslations
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from lantoa.communes.roles import Role
from lantoa.core.periods import PeriodKind
from lantoa.core.saying import pattern_of, said
from lantoa.core.tenancy import scope
from lantoa.plans.actions.adoption import adopt_version
from lantoa.plans.actions.unattended import accept_what_was_read
from lantoa.plans.models import PlanVersion
from lantoa.progress.rules import ProgressState
from tests.factories import World, build_world
from tests.plans.samples import read
from vanban.vocabulary import ActivityKind, Audience, Channel, Topic

PRODUCT = Path(settings.BASE_DIR)
CATALOGUE = PRODUCT / "locale" / "en" / "LC_MESSAGES"
VALUE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
IN_TEMPLATE = re.compile(r"\{%\s*translate\s+\"([^\"]+)\"|[=:(]_\(\"([^\"]+)\"\)|[=:(]_\('([^']+)'\)")
OF_THE_DOCUMENT = {"ỦY BAN NHÂN DÂN", "%(place)s, ngày … tháng … năm …", "Nơi nhận:"}  # a sample of the printed head
OF_THE_MENU = "Tiếng Việt"  # the menu calls every language by its own name; elsewhere it is translated
CALLS = {"_", "gettext", "gettext_lazy", "ngettext"}
LETTERS = re.compile("[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE)


@dataclass
class Message:
    """One entry of django.po."""

    vietnamese: str
    english: list[str]
    flags: str


def messages() -> list[Message]:
    text = (CATALOGUE / "django.po").read_text()
    return [found for block in text.split("\n\n") if (found := _message(block)) and found.vietnamese]


def _message(block: str) -> Message:
    parts: dict[str, str] = {}
    flags, key = "", ""
    for line in block.splitlines():
        if line.startswith("#"):
            flags += line if line.startswith("#,") else ""
            continue
        name, literal = ("", line) if line.startswith('"') else line.split(" ", 1)
        key = name or key
        parts[key] = parts.get(key, "") + ast.literal_eval(literal)
    return Message(parts.get("msgid", ""), [text for key, text in parts.items() if key.startswith("msgstr")], flags)


def test_every_message_has_its_english() -> None:
    found = messages()
    assert len(found) > 1000
    assert [one.vietnamese for one in found if not all(one.english)] == []
    assert [one.vietnamese for one in found if "fuzzy" in one.flags] == []
    left = [text for one in found for text in one.english if LETTERS.search(VALUE.sub("", text.replace("Lan Tỏa", "")))]
    assert {text for text in left if "CHỦ TỊCH" not in text and "Thạch Khôi" not in text} <= OF_THE_DOCUMENT


def test_values_are_the_same_in_both_languages() -> None:
    def values(text: str) -> list[str]:
        return sorted(VALUE.findall(text))

    wrong = [
        one.vietnamese for one in messages() if any(values(text) != values(one.vietnamese) for text in one.english)
    ]
    assert wrong == []


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    with (CATALOGUE / "django.mo").open("rb") as file:
        compiled = GNUTranslations(file)
    wrong = [one.vietnamese for one in messages() if _looked_up(compiled, one) != one.english[0]]
    assert wrong == []


def _looked_up(compiled: GNUTranslations, one: Message) -> str:
    """Older Pythons find a message with a plural only when they are given a number."""
    text = one.vietnamese
    return compiled.ngettext(text, text, 1) if len(one.english) > 1 else compiled.gettext(text)


def test_what_the_code_says_is_in_the_catalogue() -> None:
    known = {one.vietnamese for one in messages()}
    said_here = {text for text in (*_of_templates(), *_of_python()) if LETTERS.search(text)}
    assert len(said_here) > 600
    assert sorted(said_here - known) == [], "run `make messages` and translate what it lists"


def _of_templates() -> Iterator[str]:
    for path in PRODUCT.rglob("templates/**/*.*"):
        for groups in IN_TEMPLATE.findall(path.read_text()):
            yield "".join(groups).replace("%", "%%")  # as Django looks it up


def _of_python() -> Iterator[str]:
    for path in PRODUCT.rglob("*.py"):
        if "migrations" in path.parts or "sample" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {
                "_",
                "gettext",
                "gettext_lazy",
                "ngettext",
            }:
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    yield str(first.value)


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="GNU gettext is not installed")
def test_collecting_again_finds_nothing_new(tmp_path: Path) -> None:
    """Also what the two readings above do not see: plurals, blocks, sentences of the rules."""
    root = PRODUCT.parents[1]
    copy = tmp_path / "src" / "lantoa"
    shutil.copytree(PRODUCT, copy, ignore=shutil.ignore_patterns("__pycache__", "static"))
    (tmp_path / "scripts").mkdir()
    script = shutil.copy(root / "scripts" / "messages.py", tmp_path / "scripts")
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "lantoa.settings"}
    done = subprocess.run([sys.executable, script], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (copy / CATALOGUE.relative_to(PRODUCT) / "django.po").read_text() == (CATALOGUE / "django.po").read_text()


@pytest.mark.parametrize("labels", [Channel, Topic, Audience, ActivityKind, PeriodKind, ProgressState, Role])
def test_labels_of_closed_lists_are_translated(labels: type[Role]) -> None:
    with translation.override("en"):
        assert [one.label for one in labels if LETTERS.search(gettext(one.label))] == []


@pytest.mark.parametrize(
    ("sentence", "english"),
    [
        ("Tháng 8/2025", "Month 8/2025"),
        ("6 tháng cuối năm 2025", "Last 6 months of 2025"),
        ("Từ 01/08/2025 đến 31/12/2025", "From 01/08/2025 to 31/12/2025"),
        ("Đã có “Tổ {0} %s” trong danh sách.", "“Tổ {0} %s” is in the list already."),
        ("Kế hoạch số 12/KH-UBND", "Kế hoạch số 12/KH-UBND"),
        ("", ""),
        ("{0} {} %(n)s 1", "{0} {} %(n)s 1"),
    ],
)
def test_finished_sentences_are_found_by_their_pattern(sentence: str, english: str) -> None:
    assert said(sentence) == sentence
    with translation.override("en"):
        assert said(sentence) == english


def test_the_pattern_keeps_all_values_in_order() -> None:
    assert pattern_of("Ngày 05/03/2026 (hôm nay 1.200): “a 1”") == "Ngày {0} (hôm nay {1}): {2}"


@pytest.fixture
def world(db: None) -> World:
    """A ward with an adopted plan."""
    world = build_world()
    with scope([world.commune.pk]):
        version = read(world.commune)
        accept_what_was_read(version=version, by=world.owner)
        adopt_version(version=PlanVersion.objects.get(pk=version.pk), by=world.owner)
    return world


PAGES = (
    "home", "plans_list", "plans_upload", "activities_list", "activities_log", "reports_list", "due_list",
    "due_calendar", "progress_board", "progress_units", "progress_topics", "communes_account", "content_list",
    "content_marked", "content_new", "media_list", "media_upload", "media_large", "media_link", "print_list",
    "channels_accounts", "channels_log", "contributors_inbox", "contributors_opinions", "contributors_places",
    "editorial_calendar",
)  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_pages_in_english_hold_no_vietnamese_of_the_catalogue(world: World, name: str) -> None:
    client = world.client(Role.PLAN_OWNER)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    answer = client.get(reverse(name))
    page = unescape(re.sub(r"<script.*?</script>", "", answer.content.decode(), flags=re.DOTALL))
    assert '<html lang="en">' in page
    shown = {text.strip() for text in re.split(r"<[^>]*>", page)}
    spoken = {text for _, text in re.findall(r'(aria-label|title|placeholder|data-text-[a-z]+)="([^"]*)"', page)}
    own = {one.vietnamese for one in messages() if one.english[0] != one.vietnamese} - {OF_THE_MENU}
    assert sorted((shown | spoken) & own) == []


def test_vietnamese_unless_the_person_chooses(world: World) -> None:
    english = {"Accept-Language": "en-GB,en;q=0.9"}
    stranger = Client().get(reverse("account_login"), headers=english)
    assert '<html lang="vi">' in stranger.content.decode()
    client = world.client(Role.OFFICER)
    page = client.get(reverse("home"), headers=english).content.decode()
    assert '<html lang="vi">' in page
    offered = re.search(r'<form method="post" action="([^"]+)">.{,400}name="language" value="en"', page, re.DOTALL)
    assert offered, "the person's menu offers the other language"
    client.post(offered[1], {"language": "en", "next": reverse("plans_list")})
    assert client.get(reverse("plans_list")).headers["Content-Language"] == "en"
    client.post(offered[1], {"language": "vi", "next": "/"})
    assert client.get(reverse("plans_list")).headers["Content-Language"] == "vi"
