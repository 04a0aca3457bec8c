"""A table as an Excel file. Every cell is text or a number, never a formula: what people typed stays as it was."""

import io
from collections.abc import Sequence

import xlsxwriter  # type: ignore[import-untyped]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST = 60


def table_xlsx(header: Sequence[str], rows: Sequence[Sequence[str | int]], *, name: str = "Bảng") -> bytes:
    """One sheet with a bold, fixed header row and columns as wide as their words. ``name``: of the sheet, at most 31
    characters are kept."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(_sheet_name(name))
        bold, plain = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"text_wrap": True})
        for column, title in enumerate(header):
            cells = [title, *(str(row[column]) for row in rows)]
            sheet.set_column(column, column, min(max(len(cell) for cell in cells) + 2, WIDEST))
            sheet.write_string(0, column, title, bold)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, int):
                    sheet.write_number(number, column, value, plain)
                else:
                    sheet.write_string(number, column, value, plain)
        sheet.freeze_panes(1, 0)
    return out.getvalue()


def _sheet_name(name: str) -> str:
    """Excel refuses some signs in the name of a sheet."""
    return "".join(" " if letter in "[]:*?/\\'" else letter for letter in name)[:31].strip() or "Bảng"
