"""Documents at the edge: thirty recipients, rows higher than a page, long words, letters that no font has."""

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from fontTools import ttLib

from tests.vanban.form_kinds import CHAIR, DUTIES, ISSUER
from tests.vanban.printed import pages_of
from tests.vanban.test_form_office import OFFICE, converted
from vanban.check import check_document
from vanban.cli import main
from vanban.form.back import changes
from vanban.form.document import Appendix, DataTable, OfficialDocument, Paragraph
from vanban.form.docx import render_docx
from vanban.form.glyphs import _covered, printable, without_glyph
from vanban.form.long import HALF, breaks, in_parts
from vanban.form.pdf import pdf_available, render_pdf
from vanban.form.widths import FOLDER

prints = pytest.mark.skipif(not pdf_available(), reason="máy này thiếu Pango nên không in được PDF")
SHORT = OfficialDocument(
    kind="Kế hoạch",
    title="Tuyên truyền cải cách hành chính năm 2026",
    issuer=ISSUER,
    number="15/KH-UBND",
    place="Hoa Mai",
    issued_on=date(2026, 1, 20),
    body=(Paragraph(DUTIES[0]),),
    signature=CHAIR,
    recipients=("Sở Nội vụ", "Lưu: VT, VHXH"),
)
MANY = replace(
    SHORT,
    recipients=(
        *(f"Phòng, ban, đơn vị, tổ dân phố số {one} thuộc phường (để thực hiện)" for one in range(30)),
        "Lưu: VT",
    ),
)
HIGH = DataTable(
    ("TT", "Nội dung", "Ghi chú"), (("1", " ".join([DUTIES[0]] * 14), "Cao"), ("2", "Ngắn", "")), (10, 100, 55)
)
MONTHS = DataTable(
    ("TT", "Nhiệm vụ", *(f"Tháng {month}" for month in range(1, 11))),
    tuple((str(row), f"Phát thanh lần {row}", *(str(row % 7) for _ in range(10))) for row in range(1, 61)),
    (8, 60, *([15] * 10)),
    small=True,
)
TALL = replace(
    SHORT,
    body=(Paragraph("Mở đầu."), HIGH, Paragraph("Kết thúc./.")),
    appendices=(Appendix("Lịch phát thanh", (MONTHS,), landscape=True),),
)
LONG_WORDS = replace(
    SHORT, title="Từ" + "dài" * 60, body=(Paragraph("A" * 300), Paragraph("https://x.vn/" + "a-b/" * 60))
)
EDGES = {"many": MANY, "tall": TALL, "words": LONG_WORDS}


@prints
def test_the_signature_follows_the_text_and_the_rest_of_thirty_recipients_the_signature() -> None:
    first, second = pages_of(render_pdf(MANY))
    assert first.line("TM. ỦY BAN NHÂN DÂN").y < 150
    assert first.line("- Phòng, ban, đơn vị, tổ dân phố số 0")
    assert second.line("- Lưu: VT.")


def test_recipients_are_parted_by_their_height_and_none_is_lost() -> None:
    beside, below = in_parts(MANY.recipients)
    assert beside + below == MANY.recipients
    assert beside
    assert below
    assert in_parts(SHORT.recipients) == (SHORT.recipients, ())


@prints
def test_a_row_higher_than_a_page_begins_where_it_stands_under_a_head_on_each_page() -> None:
    first, second, *_ = pages_of(render_pdf(TALL))
    assert [any("Nội dung" in line.text for line in page.lines()) for page in (first, second)] == [True, True]
    assert any("Cao" in line.text for line in first.lines())


def test_only_rows_higher_than_half_a_page_break() -> None:
    assert [breaks(HIGH, row, 165) for row in HIGH.rows] == [True, False]
    table = next(iter(docx.Document(io.BytesIO(render_docx(TALL))).tables[1:2]))
    fixed = [bool(row._tr.findall(".//" + qn("w:cantSplit"))) for row in table.rows]
    assert fixed == [True, False, True]
    assert HALF < 140


@prints
def test_no_word_runs_off_the_page() -> None:
    for page in pages_of(render_pdf(LONG_WORDS)):
        assert all(line.end < 196 for line in page.lines())


@pytest.mark.parametrize("name", EDGES)
def test_what_comes_back_from_word_is_the_same(name: str) -> None:
    assert changes(EDGES[name], render_docx(EDGES[name])) == ()


@prints
@pytest.mark.skipif(OFFICE is None, reason="máy này không có LibreOffice")
def test_libreoffice_breaks_them_as_we_do(tmp_path: Path) -> None:
    edges = {name: EDGES[name] for name in ("many", "tall")}
    for name, document in edges.items():
        (tmp_path / f"{name}.docx").write_bytes(render_docx(document))
    converted(tmp_path, "pdf", tmp_path / "pdf")
    for name, document in edges.items():
        ours, theirs = pages_of(render_pdf(document)), pages_of((tmp_path / "pdf" / f"{name}.pdf").read_bytes())
        words = [[[word.text for word in page.words] for page in pages] for pages in (ours, theirs)]
        assert [sorted(page) for page in words[0]] == [sorted(page) for page in words[1]], name


@pytest.mark.parametrize(
    "text",
    ["≥ 80 %, m², CO₂, № 5, “ngoặc”, – — …, 50.000₫, €", "Êđê, Jrai, Ƀahnar, ĕ ĭ ŏ ŭ č ñ", "α β √ ≈ → ■ □", "Ðắk"],
)
def test_letters_of_the_country_and_usual_signs_are_there(text: str) -> None:
    assert without_glyph(text) == ()


@pytest.mark.parametrize("face", ["Regular", "Bold", "Italic", "BoldItalic"])
def test_the_list_of_letters_is_that_of_the_files(face: str) -> None:
    font = ttLib.TTFont(FOLDER / "fonts" / f"VanBanSerif-{face}.ttf", lazy=True)
    assert set(font.getBestCmap()) == _covered()


def test_what_no_letter_draws_is_seen_and_said() -> None:
    assert without_glyph("chữ 喃 và 😀, 😀") == ("喃", "😀")
    assert printable("✓ chữ 喃 \u200b😀") == "√ chữ □ \u200b□"


@prints
def test_only_our_letters_are_in_the_file_whatever_stands_in_the_text() -> None:
    made = render_pdf(replace(SHORT, title="Chữ 𡨸喃 😀 №", body=(Paragraph("К ≈ ✓ ☐ 漢字 �"),)))
    fonts = {word.font for page in pages_of(made) for word in page.words}
    assert all("Van" in font for font in fonts), fonts
    assert any("□□" in word.text for page in pages_of(made) for word in page.words)


def test_the_linter_tells_it_where_it_is_written() -> None:
    found = [
        one
        for one in check_document(replace(SHORT, body=(Paragraph("Thành công 😀."),)))
        if one.finding.code == "letter_absent"
    ]
    assert [(one.part, one.index) for one in found] == [("body", 0)]
    assert "U+1F600" in found[0].finding.message
    assert not [one for one in check_document(SHORT) if one.finding.code == "letter_absent"]


@prints
def test_the_command_tells_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tree = tmp_path / "a.json"
    tree.write_text(json.dumps({"kind": "THÔNG BÁO", "title": "Về 😀", "issuer": ["UBND"]}), encoding="utf-8")
    assert main(["render", str(tree), "--pdf"]) == 0
    assert "U+1F600" in capsys.readouterr().err
