"""Spreadsheets that go out for an import: the template to fill in, and the faulty rows with what is wrong with them."""

import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from typing import IO, Any

import xlsxwriter  # type: ignore[import-untyped]

from lantoa.activities.importing.rules.headings import Field
from lantoa.activities.importing.rules.values import text_of
from lantoa.activities.models import ImportRow, ImportRun
from lantoa.communes.queries import units_in_use
from lantoa.core import clock
from lantoa.core.spreadsheet import OPTIONS, Cell, CellKind, Column, Looks, Sheet, write_cell, write_workbook
from vanban.vocabulary import ActivityKind, Audience, Channel, Labelled, Topic

ROWS_WITH_LISTS = 5000
LISTS = "Danh mục"
WIDTHS = {
    Field.HAPPENED_ON: 16, Field.TITLE: 55, Field.KIND: 28, Field.UNIT: 32, Field.CHANNELS: 34, Field.TOPICS: 34,
    Field.AUDIENCES: 28, Field.PEOPLE: 14, Field.TIMES: 12, Field.PLACE: 26, Field.LINKS: 36, Field.INTEGRATED: 12,
    Field.NOTE: 30,
}  # fmt: skip
CHOICES: dict[Field, type[Labelled]] = {
    Field.KIND: ActivityKind, Field.CHANNELS: Channel, Field.TOPICS: Topic, Field.AUDIENCES: Audience,
}  # fmt: skip
HELP = (
    "Mỗi dòng là một hoạt động đã làm. Hai cột có dấu * là bắt buộc. Ngày ghi ngày/tháng/năm. "
    "Nhiều kênh, nội dung, đối tượng thì ngăn bằng dấu chấm phẩy (;). Xóa dòng ví dụ trước khi nhập."
)
STARRED = frozenset({Field.HAPPENED_ON, Field.TITLE})


def template(commune: str) -> IO[bytes]:
    """The template: headings, one example, drop-down lists of this commune's units and of the closed lists."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    units = [unit.name for unit in units_in_use()]
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        looks = Looks(book)
        page, lists = book.add_worksheet("Hoạt động"), book.add_worksheet(LISTS)
        _write_form(page, looks, commune, units=units)
        ranges = _write_lists(lists, looks, units)
        _offer(page, ranges)
    file.seek(0)
    return file


HEAD = 3
"""Row of the headings, counted from 0: title, commune and help stand above."""


def _write_form(page: Any, looks: Looks, commune: str, *, units: Sequence[str]) -> None:
    page.write_string(0, 0, "HOẠT ĐỘNG TUYÊN TRUYỀN ĐÃ THỰC HIỆN", looks.title)
    page.write_string(1, 0, commune, looks.issuer)
    page.write_string(2, 0, HELP, looks.note)
    for column, field in enumerate(Field):
        page.set_column(column, column, WIDTHS[field])
        page.write_string(HEAD, column, f"{field.label} *" if field in STARRED else field.label, looks.head)
    for column, value in enumerate(_example(units)):
        kind = CellKind.DATE if isinstance(value, date) else CellKind.TEXT
        write_cell(page, (HEAD + 1, column), value, looks=looks, kind=kind)
    page.freeze_panes(HEAD + 1, 0)


def _example(units: Sequence[str]) -> list[Cell]:
    values: dict[Field, Cell] = {
        Field.HAPPENED_ON: clock.today(), Field.TITLE: "Ví dụ: Phát bản tin hướng dẫn nộp hồ sơ trực tuyến",
        Field.KIND: ActivityKind.BROADCAST.label, Field.UNIT: units[0] if units else "",
        Field.CHANNELS: Channel.BROADCAST.label, Field.TOPICS: Topic.ONLINE_SERVICES.label,
        Field.AUDIENCES: Audience.RESIDENTS.label, Field.PEOPLE: 1200, Field.TIMES: 1,
    }  # fmt: skip
    return [values.get(field, "") for field in Field]


def _write_lists(page: Any, looks: Looks, units: Sequence[str]) -> dict[Field, str]:
    """The closed lists, one in each column; returns where each stands, as a formula of Excel."""
    columns: dict[Field, Sequence[str]] = {
        Field.UNIT: units,
        **{field: [one.label for one in labels] for field, labels in CHOICES.items()},
        Field.INTEGRATED: ["có", "không"],
    }
    longest = max(map(len, columns.values()), default=0)
    for row in range(longest + 1):  # row by row: the file is written in constant memory
        for column, (field, words) in enumerate(columns.items()):
            if row == 0:
                page.set_column(column, column, 45)
                page.write_string(0, column, field.label, looks.head)
            elif row <= len(words):
                write_cell(page, (row, column), words[row - 1], looks=looks, kind=CellKind.TEXT)
    page.freeze_panes(1, 0)
    return {
        field: f"='{LISTS}'!${chr(65 + column)}$2:${chr(65 + column)}${len(words) + 1}"
        for column, (field, words) in enumerate(columns.items())
        if words
    }


def _offer(page: Any, ranges: dict[Field, str]) -> None:
    """Drop-down lists; where several values are allowed, other text only draws a remark."""
    several = {Field.CHANNELS, Field.TOPICS, Field.AUDIENCES}
    for column, field in enumerate(Field):
        if field in ranges:
            rule = {
                "validate": "list", "source": ranges[field],
                "error_type": "information" if field in several else "warning",
                "error_title": "Không có trong danh mục",
                "error_message": "Hãy chọn trong danh sách; nhiều giá trị thì ngăn bằng dấu chấm phẩy (;).",
            }  # fmt: skip
            page.data_validation(HEAD + 1, column, HEAD + ROWS_WITH_LISTS, column, rule)


def faulty_rows(run: ImportRun, rows: Iterable[ImportRow], commune: str) -> IO[bytes]:
    """The rows that cannot be entered, as they were, with a column "Lỗi" in front. Corrected, the file is given again:
    the column "Lỗi" is not read."""
    headings = [heading or f"Cột {number}" for number, heading in enumerate(run.headings, start=1)]
    columns = (Column("Lỗi", 60), *(Column(heading, 24) for heading in headings))
    lines = ([_faults(row, run), *_cells(row, len(headings))] for row in rows)
    note = f"Các dòng chưa nhập được của “{run.file.name}”. Sửa trong tệp này rồi tải lên lại; cột Lỗi không được đọc."
    sheet = Sheet("Các dòng cần sửa", columns, lines, notes=(note,))
    return write_workbook([sheet], commune=commune, made_at=clock.now())


def _faults(row: ImportRow, run: ImportRun) -> str:
    names = {field.value: heading_of(run, field) for field in Field}
    return "\n".join(f"Dòng {row.number}, {names.get(one['field'], '')}: {one['text']}" for one in row.problems)


def heading_of(run: ImportRun, field: Field) -> str:
    """The heading of the column that holds the field, as it stands in the file; else the field's own name."""
    column = run.columns.get(field.value)
    known = column is not None and column < len(run.headings) and run.headings[column]
    return f"cột “{known or field.label}”"


def _cells(row: ImportRow, width: int) -> list[Cell]:
    cells = [_cell(cell) for cell in row.cells[:width]]
    return cells + [""] * (width - len(cells))


def _cell(cell: Any) -> Cell:
    if isinstance(cell, dict):
        return date.fromisoformat(cell["d"])
    return cell if isinstance(cell, int | float) and not isinstance(cell, bool) else text_of(cell)
