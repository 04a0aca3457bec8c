"""Minutes: two sign side by side, the recipients stand below, no place and date in the head (Mẫu 1.9, Phụ lục III)."""

import io
from typing import Any

import docx

from vanban.form.document import OfficialDocument, Paragraph, Signature
from vanban.form.docx import render_docx
from vanban.form.html import render_html
from vanban.form.tree import tree_from_json, tree_to_json

MINUTES = OfficialDocument(
    kind="BIÊN BẢN", title="Kiểm tra công tác tuyên truyền", issuer=("PHƯỜNG HOA MAI",), number="/BB-UBND",
    body=(Paragraph("Thời gian bắt đầu: 08 giờ 00 phút."),), signature=Signature(("Người kiểm tra",), "Vũ Đức Thắng"),
    cosigner=Signature(("Đại diện đơn vị được kiểm tra",), "Lê Quốc Bảo"), recipients=("Như trên;", "Lưu: VT."),
    dated=False,
)  # fmt: skip


def tables() -> list[Any]:
    return list(docx.Document(io.BytesIO(render_docx(MINUTES))).tables)


def test_both_sign_side_by_side_and_the_recipients_stand_below() -> None:
    _head, both, below = tables()
    left, right = (cell.text.split() for cell in both.rows[0].cells)
    assert (left[-3:], right[-3:]) == (["Lê", "Quốc", "Bảo"], ["Vũ", "Đức", "Thắng"])
    assert both.rows[0].cells[0].text.startswith("ĐẠI DIỆN ĐƠN VỊ")
    assert below.rows[0].cells[0].text.startswith("Nơi nhận:")
    assert below.rows[0].cells[1].text.strip() == ""


def test_minutes_have_a_number_and_no_date_in_the_head() -> None:
    words = tables()[0].rows[1]
    assert "/BB-UBND" in words.cells[0].text
    assert words.cells[1].text == ""
    assert "tháng" not in render_html(MINUTES)


def test_html_says_the_same() -> None:
    page = render_html(MINUTES)
    assert page.index("Lê Quốc Bảo") < page.index("Vũ Đức Thắng") < page.index("Nơi nhận")
    assert page.count("Vũ Đức Thắng") == 1


def test_the_tree_keeps_both() -> None:
    assert tree_from_json(tree_to_json(MINUTES)) == MINUTES
