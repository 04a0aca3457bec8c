"""A document, its DOCX as somebody left it in Word, the changes between them, and what accepting them makes."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from docx import Document

from tests.vanban.form_kinds import KINDS, decision, letter, plan
from vanban.errors import ReadError
from vanban.form.back import Change, accept, changes
from vanban.form.document import DataTable, OfficialDocument, Paragraph, plain
from vanban.form.docx import render_docx
from vanban.form.errors import FormError


def worked(document: OfficialDocument, work: Callable[[Any], None]) -> bytes:
    """The DOCX of a document after somebody worked on it."""
    made = Document(io.BytesIO(render_docx(document)))
    work(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def paragraph(made: Any, start: str) -> Any:
    every = [*made.paragraphs, *(p for t in made.tables for c in t._cells for p in c.paragraphs)]
    return next(one for one in every if one.text.startswith(start))


def rewritten(made: Any, start: str, text: str) -> None:
    found = paragraph(made, start)
    for run in found.runs[1:]:
        run._r.getparent().remove(run._r)
    found.runs[0].text = text


@pytest.mark.parametrize("kind", KINDS)
def test_what_nobody_touched_has_no_changes(kind: str) -> None:
    document = KINDS[kind]()
    assert changes(document, render_docx(document)) == ()
    assert accept(document, ()) == document


def test_a_changed_paragraph_is_one_change_and_is_taken_over() -> None:
    before = plan()
    start = "Trên đây là Kế hoạch"
    text = "Trên đây là Kế hoạch tuyên truyền cải cách hành chính năm 2026 của Ủy ban nhân dân phường Hoa Mai./."
    found = changes(before, worked(before, lambda made: rewritten(made, start, text)))
    assert [(one.kind, plain(one.after.text)) for one in found] == [("changed", text)]
    after = accept(before, found)
    assert plain(after.body[-1].text) == text
    assert after.body[:-1] == before.body[:-1]


def test_a_new_point_is_one_change_and_the_letters_below_move() -> None:
    before = plan()

    def put_in(made: Any) -> None:
        old = [one for one in made.paragraphs if one.style.name == "VB Điểm a"][10]  # a) of III.1, counted by Word
        new = old.insert_paragraph_before("", style=old.style)
        new._p.get_or_add_pPr().append(_numbers_of(old))
        new.add_run("Bố trí công chức làm đầu mối.")

    found = changes(before, worked(before, put_in))
    assert [one.kind for one in found] == ["added"]
    after = accept(before, found)
    labels = [block.label for block in after.body if hasattr(block, "label")]
    assert labels == [*"abcdđeghik", *"abcd", *"ab"]
    assert any("làm đầu mối" in plain(getattr(block, "text", "")) for block in after.body)


def _numbers_of(old: Any) -> Any:
    from copy import deepcopy

    return deepcopy(old._p.pPr.numPr)


def test_removed_and_moved_paragraphs() -> None:
    before = decision()

    def work(made: Any) -> None:
        gone = paragraph(made, "Quyết định này có hiệu lực")
        gone._p.getparent().remove(gone._p)
        first, last = paragraph(made, "Đưa tin"), paragraph(made, "Phản ánh ý kiến")
        last._p.addnext(first._p)

    found = changes(before, worked(before, work))
    assert sorted(one.kind for one in found) == ["moved", "removed"]
    after = accept(before, found)
    articles = [block.number for block in after.body if type(block).__name__ == "Article"]
    points = [(block.label, plain(block.text)[:8]) for block in after.body if type(block).__name__ == "Point"]
    assert articles == ["1", "2", "3"]
    assert points == [("a", "Gửi ảnh,"), ("b", "Phản ánh"), ("c", "Đưa tin ")]
    assert accept(before, [one for one in found if one.kind == "moved"]).body[7:9] != before.body[7:9]


def test_head_and_foot_are_compared() -> None:
    before = letter()

    def work(made: Any) -> None:
        rewritten(made, "Số:", "Số: 19/UBND-VHXH")
        rewritten(made, "Hoa Mai, ngày", "Hoa Mai, ngày 12 tháng 3 năm 2026")
        rewritten(made, "V/v", "V/v báo cáo kết quả tuyên truyền quý I")
        rewritten(made, "Lê Quang", "Hoàng Minh Đức")
        rewritten(made, "- Lưu", "- Lưu: VT, VHXH (02 bản).")

    found = changes(before, worked(before, work))
    assert {one.path for one in found} == {"number", "date", "title", "signer", "recipients[2]"}
    after = accept(before, found)
    assert (after.number, after.issued_on.day) == ("19/UBND-VHXH", 12)
    assert after.title == "báo cáo kết quả tuyên truyền quý I"
    assert after.signature.signer == "Hoàng Minh Đức"
    assert after.signature.authority == before.signature.authority
    assert after.recipients[-1] == "Lưu: VT, VHXH (02 bản)"
    assert changes(after, render_docx(after)) == ()


def test_tables_are_compared_row_by_row() -> None:
    before = plan()

    def work(made: Any) -> None:
        table = next(one for one in made.tables if one.cell(0, 0).text == "TT")
        table.rows[2]._tr.getparent().remove(table.rows[2]._tr)
        table.cell(1, 4).paragraphs[0].runs[0].text = "Hằng quý"

    found = changes(before, worked(before, work))
    assert [(one.kind, one.path) for one in found] == [
        ("changed", "appendices[0].blocks[0].rows[0]"),
        ("removed", "appendices[0].blocks[0].rows[1]"),
    ]
    assert found[0].place == "Phụ lục thứ 1, đoạn 1, dòng 1 của bảng"
    table = accept(before, found).appendices[0].blocks[0]
    assert isinstance(table, DataTable)
    assert len(table.rows) == 13
    assert plain(table.rows[0][4]) == "Hằng quý"
    assert table.widths == before.appendices[0].blocks[0].widths


def test_a_paragraph_in_a_foreign_style_is_read_by_its_text() -> None:
    before = letter()
    data = worked(before, lambda made: paragraph(made, "Yêu cầu các").insert_paragraph_before("- Gửi ảnh, video."))
    found = changes(before, data)
    assert [(one.kind, type(one.after).__name__) for one in found] == [("added", "Bullet")]


def test_pictures_are_told_of_and_cannot_be_taken_over() -> None:
    from PIL import Image

    def work(made: Any) -> None:
        picture = io.BytesIO()
        Image.new("RGB", (8, 8)).save(picture, "PNG")
        picture.seek(0)
        paragraph(made, "Yêu cầu các").add_run().add_picture(picture)

    found = changes(letter(), worked(letter(), work))
    assert [(one.path, one.can_be_accepted) for one in found if one.path == "strange"] == [("strange", False)]
    assert accept(letter(), [one for one in found if one.path == "strange"]) == letter()


def test_a_change_of_another_document_is_refused() -> None:
    stranger = Change("changed", "body[99]", None, Paragraph("x"))
    with pytest.raises(FormError) as caught:
        accept(letter(), [stranger])
    assert caught.value.code == "bad_change"


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(ReadError):
        changes(letter(), b"%PDF-1.7")


def test_irregular_numbers_stay_as_they_were() -> None:
    body = tuple(
        replace(block, number="7") if getattr(block, "number", "") == "3" else block for block in letter().body
    )
    before = replace(letter(), body=body)
    data = worked(before, lambda made: rewritten(made, "Yêu cầu các đơn vị nghiêm túc", "Yêu cầu thực hiện./."))
    after = accept(before, changes(before, data))
    assert [block.number for block in after.body if type(block).__name__ == "Clause"] == ["1", "2", "7"]
