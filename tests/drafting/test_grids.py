"""Points, bold words and tables of a draft: as they are kept, printed, and taken back from Word."""

import io
from typing import Any

import pytest
from docx import Document

from lantoa.core.errors import Refused
from lantoa.drafting.rules.blocks import Block, block_from
from lantoa.drafting.rules.composing import Paper, compose
from lantoa.drafting.rules.grids import rows_of, text_of
from lantoa.drafting.rules.merging import Content
from lantoa.drafting.rules.returning import came, is_takeable, taken_over
from lantoa.drafting.rules.states import State
from vanban.form.back import changes
from vanban.form.document import DataTable, Point, as_runs, plain
from vanban.form.docx import render_docx

PAPER = Paper("Tuyên truyền", ("ỦY BAN NHÂN DÂN", "PHƯỜNG HOA MAI"), "Hoa Mai", body_name="UBND phường Hoa Mai")
TABLE = "TT | Kênh | Số lượng\n1 | Truyền thanh | 24\n2 | Trang thông tin điện tử | 36"
BLOCKS = (
    Block("s1", "section", "Nội dung"),
    Block("p1", "text", "Trọng tâm: cải cách thủ tục hành chính.", bold="lead"),
    *(Block(f"a{number}", "point", f"Nội dung thứ {number};") for number in range(1, 7)),
    Block("h1", "heading", "Hình thức"),
    Block("b1", "point", "Trên truyền thanh;", bold="whole"),
    Block("b2", "item", "hai lần mỗi tuần;"),
    Block("b3", "point", "Trên mạng xã hội."),
    Block("g1", "table", TABLE),
)


def test_points_run_through_the_vietnamese_alphabet_and_begin_anew_under_a_heading() -> None:
    points = [one for one in compose(BLOCKS, PAPER, {}).body if isinstance(one, Point)]
    assert "".join(one.label for one in points) == "abcdđeab"


def test_what_is_bold_is_bold_and_says_the_same() -> None:
    body = compose(BLOCKS, PAPER, {}).body
    lead, whole = as_runs(body[1].text), as_runs(body[9].text)  # type: ignore[union-attr]
    assert [(run.text, run.bold) for run in lead] == [("Trọng tâm:", True), (" cải cách thủ tục hành chính.", False)]
    assert [run.bold for run in whole] == [True]


def test_a_table_is_kept_as_lines_and_printed_as_a_table() -> None:
    table = compose(BLOCKS, PAPER, {}).body[-1]
    assert isinstance(table, DataTable)
    assert table.header == ("TT", "Kênh", "Số lượng")
    assert table.aligns == ("center", "left", "center")
    assert text_of([[plain(cell) for cell in row] for row in (table.header, *table.rows)]) == TABLE


def test_a_table_that_was_pasted_is_made_even() -> None:
    pasted = block_from({"key": "g1", "kind": "table", "text": "A\tB\r\n1\t2\t3\n\n  \nx|y"})
    assert rows_of(pasted.text) == (("A", "B", ""), ("1", "2", "3"), ("x", "y", ""))
    assert block_from({"key": "g1", "kind": "table", "text": " \n|\n"}).text == ""


@pytest.mark.parametrize("text", ["|".join("a" * 11), "\n".join("ab" * 201), "x" * 30_001])
def test_a_table_too_large_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="draft_long"):
        block_from({"key": "g1", "kind": "table", "text": text})


def test_points_and_tables_come_back_from_word() -> None:
    document = compose(BLOCKS, PAPER, {})
    assert changes(document, render_docx(document)) == ()
    made: Any = Document(io.BytesIO(render_docx(document)))
    table = next(one for one in made.tables if one.cell(0, 0).text == "TT")
    table.cell(1, 2).paragraphs[0].runs[0].text = "30"
    next(one for one in made.paragraphs if "mạng xã hội" in one.text).runs[-1].text = "Trên mạng xã hội Zalo."
    out = io.BytesIO()
    made.save(out)
    found = changes(document, out.getvalue())
    assert all(one.takeable for one in came(found))
    taken, _title = taken_over(
        [one for one in found if is_takeable(one)], Content(BLOCKS, 1), State(BLOCKS, document), names={}, number=2
    )
    now = {block.key: block for block in taken.blocks}
    assert now["g1"].text == TABLE.replace("24", "30")
    assert now["b3"].text == "Trên mạng xã hội Zalo."
    assert set(now) == {"g1", "b3"}
