"""Plans whose tasks and targets stand in tables: other columns in another order, units in merged cells, figures in a
column of their own. Printed by our own writers and by Word's, read back."""

from io import BytesIO

import pytest
from docx import Document

from tests.vanban.careful import fold
from vanban.form.document import Appendix, Block, DataTable, Heading, OfficialDocument, Paragraph
from vanban.form.docx import render_docx
from vanban.form.pdf import pdf_available, render_pdf
from vanban.plan import read_plan
from vanban.readers import open_source
from vanban.reading import MeasureKind, Reading

VHXH, OFFICE = "Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND"
TASKS = DataTable(
    ("STT", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian", "Sản phẩm/Kết quả", "Ghi chú"),
    (
        ("I", "Công tác chỉ đạo, điều hành", "", "", "", "", ""),
        ("1", "Ban hành Kế hoạch truyền thông", VHXH, OFFICE, "Tháng 01/2026", "Kế hoạch", ""),
        ("2", "Tập huấn tuyên truyền viên, tối thiểu 02 lớp/năm", VHXH, "Các tổ dân phố", "Quý II/2026", "Lớp", ""),
        ("II", "Công tác truyền thông", "", "", "", "", ""),
        ("3", "Đăng 05 tin, bài/tháng trên Fanpage", OFFICE, "Các phòng, ban", "Hằng tháng", "Tin, bài", "Lồng ghép"),
        ("4", "Phát hành tờ rơi tại 17 tổ dân phố", VHXH, "", "Trước ngày 30/6/2026", "", ""),
    ),
    (10, 45, 28, 28, 25, 20, 14),
)
TARGETS = DataTable(
    ("TT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch 6 tháng", "Đơn vị thực hiện"),
    (
        ("1", "Tỷ lệ hồ sơ thủ tục hành chính nộp trực tuyến", "%", "≥ 75", "Trung tâm Phục vụ hành chính công"),
        ("2", "Số tin, bài đăng trên Trang thông tin điện tử xã", "Tin, bài", "30", VHXH),
        ("3", "Số buổi phát thanh về cải cách hành chính trên đài truyền thanh xã", "Buổi", "48", VHXH),
    ),
    (10, 70, 25, 30, 45),
)
PRINTERS = [
    pytest.param(render_docx, "docx"),
    pytest.param(render_pdf, "pdf", marks=pytest.mark.skipif(not pdf_available(), reason="máy này thiếu Pango")),
]


def plan(table: DataTable) -> OfficialDocument:
    """A plan whose number its own appendix repeats, and whose basis has the same number of a higher body."""
    body: tuple[Block, ...] = (
        Paragraph("Ủy ban nhân dân phường Đông Triều ban hành Kế hoạch như sau:"),
        Heading("I", "Mục đích, yêu cầu", 1),
        Paragraph("Nâng cao nhận thức của người dân."),
        Heading("II", "Nhiệm vụ", 1),
        Paragraph("Chi tiết tại Phụ lục kèm theo."),
    )
    return OfficialDocument(
        kind="KẾ HOẠCH",
        title="Truyền thông cải cách hành chính năm 2026",
        issuer=("ỦY BAN NHÂN DÂN", "PHƯỜNG ĐÔNG TRIỀU"),
        number="40/KH-UBND",
        basis=("Căn cứ Kế hoạch số 40/KH-UBND ngày 12/01/2026 của UBND tỉnh Quảng Ninh.",),
        body=body,
        appendices=(Appendix("Danh mục", (table,), "", "Kèm theo Kế hoạch số 40/KH-UBND của UBND phường Đông Triều"),),
    )


def printed(printer: object, ending: str, table: DataTable) -> Reading:
    assert callable(printer)
    return read_plan(open_source(printer(plan(table)), f"ke-hoach.{ending}"))


@pytest.mark.parametrize(("printer", "ending"), PRINTERS)
def test_columns_in_another_order(printer: object, ending: str) -> None:
    reading = printed(printer, ending, TASKS)
    rows = [(task.row, task.lead, task.coordinating, task.deadline and task.deadline.text) for task in reading.tasks]
    assert rows == [
        (1, VHXH, (OFFICE,), "Tháng 01/2026"),
        (2, VHXH, ("Các tổ dân phố",), "Quý II/2026"),
        (3, OFFICE, ("Các phòng, ban",), "Hằng tháng"),
        (4, VHXH, (), "Trước ngày 30/6/2026"),
    ]
    assert [(target.row, target.quantity, target.measure.per) for target in reading.targets] == [
        (2, "02", "year"),
        (3, "05", "month"),
    ]


@pytest.mark.parametrize(("printer", "ending"), PRINTERS)
def test_a_plan_is_not_its_own_act_but_another_of_the_same_number_is(printer: object, ending: str) -> None:
    [act] = printed(printer, ending, TASKS).references
    assert (act.number, act.issuer) == ("40/KH-UBND", "UBND tỉnh Quảng Ninh")


@pytest.mark.parametrize(("printer", "ending"), PRINTERS)
def test_targets_in_columns(printer: object, ending: str) -> None:
    reading = printed(printer, ending, TARGETS)
    found = [(one.quantity, one.unit, one.comparator, one.period, one.measure.kind) for one in reading.targets]
    assert found == [
        ("75", "%", "≥", "6 tháng", MeasureKind.RATIO),
        ("30", "tin, bài", None, "6 tháng", MeasureKind.COUNT),
        ("48", "buổi", None, "6 tháng", MeasureKind.COUNT),
    ]
    assert reading.targets[0].measure.percent == 75
    assert [one.lead for one in reading.targets] == ["Trung tâm Phục vụ hành chính công", VHXH, VHXH]
    for one in reading.targets:
        assert fold(reading.text[slice(*one.span)]) == fold(one.text)


def word_file() -> bytes:
    """A header of two rows, rows that group, and units and times in merged cells."""
    rows = (
        ("TT", "Nhiệm vụ", "Phân công", "", "Thời gian thực hiện"),
        ("", "", "Chủ trì", "Phối hợp", ""),
        ("A", "TUYÊN TRUYỀN TRỰC TIẾP", "", "", ""),
        ("1", "Tổ chức hội nghị tuyên truyền tại 12 thôn", VHXH, "Các thôn", "Quý II/2026"),
        ("2", "Lồng ghép trong sinh hoạt chi bộ, họp thôn", "", "Chi bộ các thôn", ""),
        ("3", "Phát thanh định kỳ mỗi tuần 02 lần", "", "", "Cả năm"),
    )
    document = Document()
    for text in ("KẾ HOẠCH", "Tuyên truyền cải cách hành chính năm 2026", "I. NHIỆM VỤ"):
        document.add_paragraph(text)
    table = document.add_table(rows=len(rows), cols=5)
    table.style = "Table Grid"
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if text:
                table.cell(at, column).text = text
    for column in (0, 1, 4):
        table.cell(0, column).merge(table.cell(1, column))
    for top, left, bottom, right in ((0, 2, 0, 3), (2, 1, 2, 4), (3, 2, 4, 2), (3, 4, 4, 4)):
        table.cell(top, left).merge(table.cell(bottom, right))
    held = BytesIO()
    document.save(held)
    return held.getvalue()


def test_a_merged_cell_holds_for_every_row_it_covers_and_an_empty_one_for_none() -> None:
    reading = read_plan(open_source(word_file(), "ke-hoach.docx"))
    assert [(task.row, task.lead, task.deadline and task.deadline.text) for task in reading.tasks] == [
        (1, VHXH, "Quý II/2026"),
        (2, VHXH, "Quý II/2026"),
        (3, None, "Cả năm"),
    ]
    [target] = reading.targets
    assert (target.quantity, target.period, target.measure.per) == ("02", "mỗi tuần", "week")
