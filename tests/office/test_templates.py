"""What holds for all templates, styles and vendored files, read as text."""

import re
import subprocess
from pathlib import Path

import pytest
from django.template.loader import get_template, render_to_string
from django.utils import translation

from lantoa.office.appearance import STATE_ICONS
from tests.office.faces import staff_request

pytestmark = pytest.mark.urls("tests.office.urls")
OFFICE = Path(__file__).resolve().parents[2] / "src" / "lantoa" / "office"
STATIC = OFFICE / "static" / "lantoa"
ALL = sorted((OFFICE.parent).rglob("templates/**/*.html"))
CSS = {path.name: path.read_text() for path in sorted((STATIC / "css").glob("*.css"))}
SYMBOLS = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons" / "sprite.svg").read_text()))
SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)", re.I)
HANDLER = re.compile(r"<[^>]*\s(on[a-z]{3,}|href=.javascript:|hx-on[:\w-]*)\s*=", re.I)
ICON = re.compile(r"""{% icon "([\w-]+)\"""")
ICON_PARAMETER = re.compile(r"""\bicon="([\w-]+)\"""")


def name_of(path: Path) -> str:
    return str(path).split("/templates/", 1)[1]


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_a_template_compiles_and_keeps_to_the_policy(path: Path) -> None:
    get_template(name_of(path))
    text = path.read_text()
    assert not SCRIPT.search(text), "inline script: the policy blocks it"
    assert not HANDLER.search(text), "inline handler: the policy blocks it"


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_a_template_names_only_icons_that_are_there(path: Path) -> None:
    used = {*ICON.findall(path.read_text()), *ICON_PARAMETER.findall(path.read_text())}
    assert used <= SYMBOLS


def test_every_state_has_an_icon_in_the_sprite_and_a_colour() -> None:
    assert set(STATE_ICONS.values()) <= SYMBOLS
    for state in STATE_ICONS:
        assert f'[data-state="{state.value}"]' in CSS["components.css"]
        assert f"--{state.value}-bg:" in CSS["tokens.css"]


@pytest.mark.parametrize("name", CSS)
def test_styles_use_only_names_that_are_defined(name: str) -> None:
    set_somewhere = set(re.findall(r"(--[\w-]+)\s*:", "".join(CSS.values())))
    without_default = set(re.findall(r"var\((--[\w-]+)\)", CSS[name]))
    assert without_default <= set_somewhere


def test_styles_ask_for_nothing_from_elsewhere() -> None:
    for name, text in CSS.items():
        for url in re.findall(r'url\("([^"]+)"\)', text):
            assert (STATIC / "css" / url).resolve().is_file(), f"{name}: {url}"
        assert "//" not in text.replace("://", "")
        assert "http" not in text


@pytest.mark.parametrize("licence", ["fonts/OFL.txt", "icons/LICENSE", "vendor/htmx/LICENSE", "VENDORED.md"])
def test_what_others_made_comes_with_its_licence(licence: str) -> None:
    assert (STATIC / licence).stat().st_size > 200


def _contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


TOKENS = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", CSS["tokens.css"]))
PAIRS = [(f"{state.value}-fg", f"{state.value}-bg") for state in STATE_ICONS]
PAIRS += [(text, sheet) for text in ("ink", "ink-2", "ink-3", "action") for sheet in ("paper", "surface", "surface-2")]


@pytest.mark.parametrize(("text", "sheet"), PAIRS)
def test_text_stands_out_from_its_sheet(text: str, sheet: str) -> None:
    assert _contrast(TOKENS[text], TOKENS[sheet]) >= 4.5


@pytest.mark.parametrize("frame", ["line-strong", "focus"])
def test_frames_of_fields_stand_out(frame: str) -> None:
    assert _contrast(TOKENS[frame], TOKENS["surface"]) >= 3


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "405.html", "413.html", "429.html", "507.html"])
def test_error_pages_need_nobody_signed_in(name: str) -> None:
    request = staff_request()
    del request.actor  # type: ignore[attr-defined]
    assert "Về trang chính" in render_to_string(name, request=request)


def test_the_page_of_a_broken_program_leans_on_nothing() -> None:
    text = render_to_string("500.html")
    assert "chưa được lưu" in text
    assert "<link" not in text
    assert "{%" not in text


def test_a_title_with_marks_is_not_escaped_twice() -> None:
    words = {"page_question": "Rút “A & B” <i>?", "what": "x", "url_back": "/"}
    html = render_to_string("confirm.html", words, staff_request())
    assert "<title>Rút “A &amp; B” " in html
    assert "<h1>Rút “A &amp; B” &lt;i&gt;?</h1>" in html


def test_the_libraries_speak_plain_vietnamese() -> None:
    with translation.override("vi"):
        assert translation.gettext("This field is required.") == "Mục này không được để trống."
        assert "Caps Lock" in translation.gettext("The username and/or password you specified are not correct.")
    with translation.override("en"):
        assert translation.gettext("This field is required.") == "This field is required."


def test_the_compiled_words_are_those_of_the_source(tmp_path: Path) -> None:
    folder = OFFICE / "locale" / "vi" / "LC_MESSAGES"
    try:
        subprocess.run(["msgfmt", "-o", tmp_path / "new.mo", folder / "django.po"], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("msgfmt is not installed (apt-get install gettext)")
    assert (tmp_path / "new.mo").read_bytes() == (folder / "django.mo").read_bytes()
