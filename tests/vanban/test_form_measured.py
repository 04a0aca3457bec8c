"""Each block of a document, measured in our PDF, against Nghị định 30/2020/NĐ-CP, Phụ lục I."""

import ctypes
import io
import unicodedata
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from docx import Document
from pypdfium2 import raw

from tests.vanban.form_kinds import KINDS, letter, plan
from tests.vanban.form_measured import PLACES, TABLE, Prescribed, found, near, row, rule_below
from tests.vanban.printed import Page, pages_of
from vanban.form.document import OfficialDocument, Paragraph
from vanban.form.docx import render_docx
from vanban.form.looks import LOOKS
from vanban.form.pdf import pdf_available, render_pdf

pytestmark = pytest.mark.skipif(not pdf_available(), reason="máy này thiếu Pango nên không in được PDF")
VOWELS = ("a", "a\u0306", "a\u0302", "e", "e\u0302", "i", "o", "o\u0302", "o\u031b", "u", "u\u031b", "y")
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
MARKED = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES]
VIETNAMESE = "".join(MARKED) + "đbcdghklmnpqrstvx"


@pytest.fixture(scope="module")
def printed() -> dict[str, list[Page]]:
    return {name: pages_of(render_pdf(document())) for name, document in KINDS.items()}


@pytest.mark.parametrize("one", TABLE, ids=lambda one: one.block)
def test_a_block_stands_and_looks_as_prescribed(one: Prescribed, printed: dict[str, list[Page]]) -> None:
    page, line = found(one, printed[one.kind])
    assert PLACES[one.place](page, line), (one.place, line.x, line.end, line.middle, line.y)


def test_the_reference_says_what_is_measured(printed: dict[str, list[Page]]) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "form.md").read_text()
    assert [line for one in TABLE if (line := row(one, printed[one.kind])) not in page] == []


@pytest.mark.parametrize("kind", KINDS)
def test_text_keeps_within_the_margins(kind: str, printed: dict[str, list[Page]]) -> None:
    for page in printed[kind]:
        words = [word for word in page.words if 20 < word.y < page.height - 20]
        assert min(word.x for word in words) >= 29.9
        assert max(word.end for word in words) <= page.width - 15 + 0.3
        assert min(word.y for word in words) > 23


def test_number_and_date_stand_on_one_line(printed: dict[str, list[Page]]) -> None:
    for pages in printed.values():
        number, place = pages[0].line("Số:"), next(line for line in pages[0].lines() if "ngày" in line.text.lower())
        assert near(number.y, place.y, 0.1)


def test_rules_are_as_long_as_prescribed(printed: dict[str, list[Page]]) -> None:
    for kind, start, low, high in (
        ("ke-hoach", "Độc lập", 0.97, 1.03),
        ("ke-hoach", "PHƯỜNG HOA MAI", 1 / 3, 1 / 2),
        ("ke-hoach", "trên địa bàn phường", 1 / 3, 1 / 2),
        ("to-trinh", "PHÒNG VĂN HÓA", 1 / 3, 1 / 2),
    ):
        page = printed[kind][0]
        line = next(one for one in page.lines() if one.text.startswith(start) and one.words[0].bold)
        rule = rule_below(page, line)
        assert low <= rule.width / (line.end - line.x) <= high, (kind, start, rule, line.x, line.end)
        assert near(rule.x + rule.width / 2, line.middle)


def test_page_numbers_stand_in_the_top_margin_and_not_on_the_first(printed: dict[str, list[Page]]) -> None:
    numbers = [[word for word in page.words if word.y < 19] for page in printed["ke-hoach"]]
    assert [[word.text for word in page] for page in numbers] == [[], ["2"], ["3"], [], ["2"], ["3"], [], ["2"]]
    for page, words in zip(printed["ke-hoach"], numbers, strict=True):
        for word in words:
            assert (word.size, word.bold, word.italic) == (13.0, False, False)
            assert near((word.x + word.end) / 2, 30 + (page.width - 45) / 2)


def test_paragraphs_are_six_points_apart_and_lines_at_most_one_and_a_half(printed: dict[str, list[Page]]) -> None:
    lines = [line for line in printed["ke-hoach"][1].lines(apart=99) if line.y > 20 and line.words[0].size == 14]
    steps = {round((b.y - a.y) * 72 / 25.4, 1) for a, b in pairwise(lines)}
    within, between = min(steps), max(steps)
    assert 14 * 1.149 <= within <= 14 * 1.149 * 1.5
    assert between - within >= 5.9


def test_the_table_would_see_a_wrong_size_or_place(printed: dict[str, list[Page]]) -> None:
    one = next(one for one in TABLE if one.block == "Tên loại")
    with pytest.raises(AssertionError):
        found(replace(one, size=(11, 12)), printed["ke-hoach"])
    assert not PLACES["left"](*found(one, printed["ke-hoach"]))


def test_word_styles_have_the_looks_that_were_measured() -> None:
    styles = Document(io.BytesIO(render_docx(plan()))).styles
    for look in LOOKS.values():
        style = styles[look.name]
        assert (style.font.size.pt, bool(style.font.bold), bool(style.font.italic)) == (
            look.size,
            look.bold,
            look.italic,
        )
        assert style.font.name == "Times New Roman"


def test_marks_are_absent_unless_given() -> None:
    words = " ".join(word.text for page in pages_of(render_pdf(letter())) for word in page.words)
    assert "KHẨN" not in words
    assert "MẬT" not in words


@pytest.mark.parametrize("bold", [False, True])
def test_every_vietnamese_letter_is_printed_with_our_own_letters(*, bold: bool) -> None:
    """No letter falls back to another font, none is an empty box: each has a glyph of its own and an outline."""
    from vanban.form.document import Run

    letters = VIETNAMESE + VIETNAMESE.upper() + "0123456789.,;:!?()[]/-–—“”‘’\"'%&+=<>§…"
    runs = tuple(Run(" ".join(letters), bold=bold, italic=italic) for italic in (False, True))
    document = OfficialDocument("Báo cáo", "x", ("x",), body=tuple(Paragraph((run,)) for run in runs))
    data = render_pdf(document)
    printed = "".join(word.text for page in pages_of(data) for word in page.words)
    assert set(letters) <= set(printed)
    for page in pdfium.PdfDocument(data):
        text = page.get_textpage()
        for index in range(text.count_chars()):
            letter = chr(raw.FPDFText_GetUnicode(text, index))
            if not letter.isspace():
                assert "Van-Ban-Serif" in _font(text, index), letter
                left, bottom, right, top = text.get_charbox(index)
                assert right > left, letter
                assert top > bottom, letter


def _font(text: pdfium.PdfTextPage, index: int) -> str:
    room, flags = ctypes.create_string_buffer(100), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, index, room, 100, flags)
    return room.value.decode()


def test_the_frame_of_urgency_has_the_size_of_the_stamp(printed: dict[str, list[Page]]) -> None:
    page = printed["thong-bao"][0]
    line = page.line("THƯỢNG KHẨN")
    around = [
        r for r in page.rules if r.x < line.x and r.x + r.width > line.end and abs(r.y - line.y) < 9 and r.width < 50
    ]
    left, right = min(r.x for r in around), max(r.x + r.width for r in around)
    top, bottom = min(r.y for r in around if r.y < line.y), max(r.y + r.height for r in around)
    assert near(right - left, 40, 0.5)
    assert 7.5 < bottom - top < 8.5
