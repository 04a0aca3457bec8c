"""Every table of the product as an Excel file, in one look: who, what, when, which filter, a fixed header.

Written row by row in constant memory. What people typed is never a formula: a text that begins like one carries
Excel's own mark for text (the apostrophe), so that it stays text also when somebody edits the cell.
"""

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import IO, Any

import xlsxwriter  # type: ignore[import-untyped]
from django.http import FileResponse

from lantoa.core.clock import WARD_TIME

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_767
LONGEST_NAME = 31
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
"""What a spreadsheet may take for the beginning of a formula or of a command (OWASP, CSV injection)."""

Cell = str | int | float | Decimal | date | datetime | bool | None
OPTIONS = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    "default_date_format": "dd/mm/yyyy", "remove_timezone": True,
}  # fmt: skip


class CellKind(StrEnum):
    """How the cells of a column look."""

    TEXT = "text"
    CENTER = "center"
    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``width`` in characters; ``choices``: the only values that Excel lets a person pick."""

    heading: str
    width: int = 18
    kind: CellKind = CellKind.TEXT
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table on a sheet of its own. ``notes``: lines under the title, such as the filter."""

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Cell]]
    name: str = ""
    notes: tuple[str, ...] = field(default=())


def write_workbook(sheets: Sequence[Sheet], *, commune: str, made_at: datetime) -> IO[bytes]:
    """The workbook in a temporary file, at its beginning; it disappears when it is closed."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        book.set_properties({"title": sheets[0].title, "company": commune})
        looks = Looks(book)
        for number, sheet in enumerate(sheets, start=1):
            page = book.add_worksheet(sheet_name(sheet.name or sheet.title, number))
            _write_sheet(page, sheet, looks, lines=(commune, *sheet.notes, _made(made_at)))
    file.seek(0)
    return file


def download(file: IO[bytes], name: str) -> FileResponse:
    """The answer that lets a person save the file as ``name``.xlsx."""
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=MEDIA_TYPE)


def sheet_name(wanted: str, number: int = 1) -> str:
    """A name that Excel takes: no ``[]:*?/\\``, no more than 31 characters, never empty."""
    clean = "".join(" " if letter in "[]:*?/\\'" or ord(letter) < 32 else letter for letter in wanted)
    return " ".join(clean.split())[:LONGEST_NAME].strip() or f"Bảng {number}"


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        base = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
        cell = {**base, "border": 1, "border_color": "#999999", "text_wrap": True}
        number_formats = {
            CellKind.DATE: "dd/mm/yyyy", CellKind.MOMENT: "dd/mm/yyyy hh:mm", CellKind.NUMBER: "#,##0",
            CellKind.PERCENT: "0%",
        }  # fmt: skip
        aligned = {CellKind.TEXT: "left", CellKind.NUMBER: "right", CellKind.PERCENT: "right"}
        self.issuer = book.add_format({**base, "bold": True})
        self.title = book.add_format({**base, "bold": True, "font_size": 14})
        self.note = book.add_format({**base, "italic": True})
        head = {**cell, "bold": True, "bg_color": "#E7EEF5", "align": "center", "valign": "vcenter"}
        self.head = book.add_format(head)
        self.cells = {
            kind: book.add_format(
                {**cell, "align": aligned.get(kind, "center")}
                | ({"num_format": number_formats[kind]} if kind in number_formats else {})
            )
            for kind in CellKind
        }
        self.defused = book.add_format({**cell, "align": "left", "quote_prefix": True})


def _made(moment: datetime) -> str:
    return f"Lập lúc {moment.astimezone(WARD_TIME):%H:%M ngày %d/%m/%Y}"


def _write_sheet(page: Any, sheet: Sheet, looks: Looks, *, lines: Sequence[str]) -> None:
    commune, *notes = lines
    page.write_string(0, 0, commune.upper(), looks.issuer)
    page.write_string(1, 0, sheet.title, looks.title)
    for row, line in enumerate(notes, start=2):
        page.write_string(row, 0, line[:LONGEST_CELL], looks.note)
    head = len(notes) + 3
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, column.width)
        page.write_string(head, number, column.heading, looks.head)
    last = head
    for last, values in enumerate(sheet.rows, start=head + 1):
        for number, value in enumerate(values):
            write_cell(page, (last, number), value, looks=looks, kind=sheet.columns[number].kind)
    _set_up(page, head, last=last, columns=len(sheet.columns))


def _set_up(page: Any, head: int, *, last: int, columns: int) -> None:
    page.freeze_panes(head + 1, 0)
    page.autofilter(head, 0, max(last, head + 1), columns - 1)
    page.repeat_rows(head)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
    page.set_footer("&C&P/&N")


def write_cell(page: Any, at: tuple[int, int], value: Cell, *, looks: Looks, kind: CellKind) -> None:
    """One value: dates as dates, numbers as numbers, everything else as text that nothing computes."""
    row, column = at
    look = looks.cells[kind]
    if value is None or value == "":
        page.write_blank(row, column, None, look)
    elif isinstance(value, datetime):
        page.write_datetime(row, column, value.astimezone(WARD_TIME).replace(tzinfo=None), look)
    elif isinstance(value, date):
        page.write_datetime(row, column, value, look if kind is CellKind.DATE else looks.cells[CellKind.DATE])
    elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        page.write_number(row, column, value, look)
    else:
        text = str(value)[:LONGEST_CELL]
        page.write_string(row, column, text, looks.defused if text.startswith(RISKY) else look)
