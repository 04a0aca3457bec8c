"""Page set-up, read from real DOCX and PDF files."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tests.vanban.check.clean_plan import PLAN
from tests.vanban.form_sample import report
from vanban.check import check, check_document
from vanban.check.tree import source_of_document
from vanban.corrections import source_as_dict, source_from_dict
from vanban.form.document import DataTable, Paragraph
from vanban.form.docx import render_docx
from vanban.form.pdf import render_pdf
from vanban.plan import read_document
from vanban.readers import open_source
from vanban.readers.text import source_of

PAGE = ("paper", "margins", "font", "font_size", "page_number")


def counted(edge: Any) -> None:
    """The pages are numbered there."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " PAGE \\* MERGEFORMAT ")
    edge.paragraphs[0]._p.append(field)


def longer(document: Any) -> None:
    for number in range(40):
        document.add_paragraph(f"- Việc thứ {number}: niêm yết công khai thủ tục hành chính tại trụ sở hằng tháng.")


def at_the_foot(document: Any) -> None:
    uncounted(document)
    counted(document.sections[0].footer)


def uncounted(document: Any) -> None:
    longer(document)
    header = document.sections[0].header.paragraphs[0]._p
    header.remove(header[-1])


def word(change: Callable[[Any], None]) -> bytes:
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    for line in PLAN.splitlines():
        if line.strip():
            document.add_paragraph(line)
    counted(section.header)
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def paper(document: Any) -> None:
    document.sections[0].page_width, document.sections[0].page_height = Mm(216), Mm(279)


def margin(document: Any) -> None:
    document.sections[0].left_margin = Mm(20)


def font(document: Any) -> None:
    document.styles["Normal"].font.name = "Arial"


def letters(document: Any) -> None:
    document.styles["Normal"].font.size = Pt(11)


def codes(data: bytes) -> set[str]:
    return {one.code for one in read_document(open_source(data)).findings if one.code in PAGE}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (paper, "paper"),
        (margin, "margins"),
        (font, "font"),
        (letters, "font_size"),
        (at_the_foot, "page_number"),
        (uncounted, "page_number"),
    ],
)
def test_what_departs_from_the_decree_is_found(change: Callable[[Any], None], code: str) -> None:
    assert codes(word(change)) == {code}


def test_a_page_by_the_decree_is_let_be() -> None:
    assert codes(word(lambda document: None)) == set()


@pytest.mark.parametrize("render", [render_docx, render_pdf])
def test_our_own_documents_are_by_the_decree(render: Callable[[Any], bytes]) -> None:
    assert codes(render(report(rows=2, paragraphs=3))) == set()


def test_the_set_up_is_kept_with_the_source() -> None:
    source = open_source(word(margin))
    assert source.setup
    assert source_from_dict(source_as_dict(source)) == source


def test_a_reading_can_be_checked_without_its_source() -> None:
    reading = read_document(source_of(PLAN.replace("Niêm yết công khai", "Lòng ghép, niêm yết công khai")))
    assert [one.code for one in check(replace(reading, findings=()))] == ["typo"]


def test_remarks_on_a_tree_name_its_parts() -> None:
    document = report(rows=2, paragraphs=2)
    wrong = replace(
        document, body=(*document.body, Paragraph("Đề nghị các đơn vị tại đại phương thực hiện./.", anchor="cuoi"))
    )
    found = [one for one in check_document(wrong) if one.finding.code == "typo"]
    assert [(one.part, one.index, one.anchor) for one in found] == [("body", len(document.body), "cuoi")]
    assert "đại phương" in source_of_document(wrong).text


def test_one_page_needs_no_number() -> None:
    document = docx.Document()
    document.add_paragraph("THÔNG BÁO")
    document.add_paragraph("Nghỉ lễ ngày 02/9/2026./.")
    out = io.BytesIO()
    document.save(out)
    assert "page_number" not in codes(out.getvalue())


@pytest.mark.parametrize(
    ("labels", "wrong"),
    [
        (("1", "2", "4"), "sau “2” là “4”"),
        (("1.", "2.", "2.", "3."), "cùng đánh số “2”"),
        (("1", "2", "3"), ""),
        (("01", "02", "03"), ""),
        (("I", "1", "2", "II", "1", "2"), ""),
        (("1", "2", "II", "3", "4"), ""),
        (("", "1", "", "2", "3"), ""),
        (("1", "3"), ""),
    ],
)  # fmt: skip
def test_gaps_in_the_numbers_of_a_table(labels: tuple[str, ...], wrong: str) -> None:
    table = DataTable(("TT", "Nhiệm vụ"), tuple((label, f"Việc thứ {at}") for at, label in enumerate(labels)))
    document = replace(report(rows=2, paragraphs=2), body=(table,), appendices=())
    found = [one.finding.message for one in check_document(document) if one.finding.code == "row_gap"]
    assert len(found) == bool(wrong)
    assert not wrong or wrong in found[0]
