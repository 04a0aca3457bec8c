import io
import time
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table

from tests.vanban.form_sample import COLUMNS, report
from vanban.form.document import OfficialDocument, Paragraph
from vanban.form.docx import render_docx


@pytest.fixture(scope="module")
def made():
    return Document(io.BytesIO(render_docx(report())))


def words(made) -> list[str]:
    out = []
    for block in made.iter_inner_content():
        if isinstance(block, Table):
            out += [cell.text for row in block.rows for cell in row.cells]
        else:
            out.append(block.text)
    return out


def test_text_stands_in_order(made) -> None:
    text = "\n".join(words(made))
    places = [
        text.index(part)
        for part in (
            "PHƯỜNG HOA MAI",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Số: 05/BC-UBND",
            "Hoa Mai, ngày 05 tháng 02 năm 2026",
            "BÁO CÁO",
            "Kính gửi:",
            "Căn cứ Luật",
            "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH",
            "18 buổi",
            "đ) Mạng xã hội: <script>",
            "29/24 buổi",
            "2026./.",
            "Nơi nhận:",
            "PHÓ CHỦ TỊCH",
            "Trần Thị Bình Minh",
            "Phụ lục I",
        )
    ]
    assert places == sorted(places)


def test_page_is_a4_with_the_margins_of_the_decree(made) -> None:
    section = made.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert not section.first_page_header.paragraphs or not section.first_page_header.paragraphs[0].text


def test_appendices_lie_or_stand_and_number_from_one(made) -> None:
    sections = made.sections
    assert len(sections) == 3
    assert sections[1].page_width > sections[1].page_height
    assert sections[2].page_width < sections[2].page_height
    assert [s._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) for s in list(sections)[1:]] == ["1", "1"]


def test_styles_have_names_and_the_font_of_the_decree(made) -> None:
    style = made.styles["VB Nội dung"]
    assert style.font.name == "Times New Roman"
    assert style.font.size.pt == 14
    assert made.styles["VB Nơi nhận"].font.size.pt == 12
    assert made.styles["VB Danh sách nơi nhận"].font.size.pt == 11
    used = {p.style.name for p in made.paragraphs}
    assert {"VB Nội dung", "VB Mục I", "VB Khoản 1", "VB Căn cứ", "VB Điểm a"} <= used


def test_data_table_repeats_its_head_and_keeps_rows_whole(made) -> None:
    table = next(t for t in made.tables if t.cell(0, 0).text == "TT")
    assert [cell.text for cell in table.rows[0].cells] == list(COLUMNS)
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert round(sum(column.width for column in table.columns) / Mm(1)) == 165
    assert table.columns[0].width < table.columns[1].width


def test_signature_row_does_not_break(made) -> None:
    table = next(t for t in made.tables if t.cell(0, 0).text.startswith("Nơi nhận"))
    assert table.rows[0]._tr.trPr.find(qn("w:cantSplit")) is not None


def test_same_document_same_bytes() -> None:
    first = render_docx(report())
    time.sleep(0.01)
    assert render_docx(report()) == first
    assert all(i.date_time == (2000, 1, 1, 0, 0, 0) for i in zipfile.ZipFile(io.BytesIO(first)).infolist())


def test_decomposed_letters_come_out_composed() -> None:
    document = replace(report(), body=(Paragraph("Xa\u0303 ho\u0323\u0302i \x00\x0b"),), appendices=())
    assert "Xã hội" in words(Document(io.BytesIO(render_docx(document))))


def test_an_almost_empty_document_opens() -> None:
    bare = OfficialDocument(kind="", title="", issuer=())
    assert Document(io.BytesIO(render_docx(bare))).tables
