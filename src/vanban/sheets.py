"""Spreadsheets as plain values: rows of cells from .xlsx, .xls, .ods and text tables (CSV), in a process of its own.

The reader of spreadsheets is native code, and a hostile file of a few kilobytes can ask it for half a terabyte (one
cell in the last corner of a sheet). So only a child opens the file, within limits: it dies alone, the sender is told.
Formulas are never computed: what the file says that they gave is read. Hidden sheets are named and not read.
"""

import csv
import datetime
import io
import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from vanban.errors import ReadError
from vanban.readers.text import decode

MOST_MEMORY = 1024 * 1024 * 1024
MOST_SECONDS = 40
"""Of processor time."""
MOST_ROWS = 20_000
"""With something in them, on one sheet; an import of more is cut by its sender."""
MOST_SHEETS = 12
MOST_COLUMNS = 60
LONGEST_CELL = 5_000
MOST_MERGED = 50_000

Cell = str | int | float | bool | dict[str, str]
"""Text, a number, a truth, or a day: ``{"d": "2025-03-05"}``."""
Tell = Callable[[int], None]
"""Hears how many rows were read."""

MESSAGES = {
    "sheet_password": "Tệp đang đặt mật khẩu nên không đọc được: hãy mở tệp, bỏ mật khẩu, lưu lại rồi gửi.",
    "sheet_broken": "Tệp bị hỏng, không mở được: hãy mở bằng Excel, Lưu thành một tệp .xlsx mới rồi gửi.",
    "sheet_too_complex": "Tệp quá lớn hoặc có ô nằm rất xa bảng: hãy chép riêng bảng cần nhập sang tệp mới rồi gửi.",
    "sheet_empty": "Tệp không có ô nào có nội dung (các trang tính ẩn không được đọc): hãy kiểm tra lại tệp.",
    "sheet_encoding": "Chữ trong tệp không đọc được: hãy mở bằng Excel, Lưu thành .xlsx hoặc CSV UTF-8 rồi gửi.",
}


def refused(code: str) -> ReadError:
    """The refusal of a code, with its words for the official."""
    return ReadError(code, MESSAGES[code])


@dataclass(frozen=True, slots=True)
class SheetRows:
    """One visible sheet: its rows that are not empty, each with its number on the sheet (from 1). ``cut``: more than
    ``MOST_ROWS`` of them, the rest was left."""

    name: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A spreadsheet. ``hidden``: names of sheets that were not read; ``encoding`` of a text table."""

    sheets: tuple[SheetRows, ...]
    hidden: tuple[str, ...] = ()
    encoding: str = ""


def read_book(data: bytes, tell: Tell = lambda _rows: None) -> Book:
    """Bytes → every visible sheet. Raises ``ReadError`` with one of ``MESSAGES``; RuntimeError by our own fault."""
    command = [sys.executable, "-P", "-m", "vanban.sheets", str(MOST_MEMORY)]
    quiet = {**os.environ, "RUST_BACKTRACE": "0"}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=quiet) as child:
        try:
            said = _heard(child, data, tell)
        finally:
            child.kill()
    if said.error:
        raise refused(said.error)
    if said.end is None:
        if child.returncode == 1:
            raise RuntimeError("the reading process failed; its traceback is on stderr")
        raise refused("sheet_too_complex")
    sheets = tuple(SheetRows(name, tuple(rows), cut) for name, rows, cut in said.sheets if rows)
    if not sheets:
        raise refused("sheet_empty")
    return Book(sheets, tuple(said.end["hidden"]), str(said.end["encoding"]))


class _Said:
    """What the child said so far."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, list[tuple[int, tuple[Cell, ...]]], bool]] = []
        self.end: Mapping[str, Any] | None = None
        self.error = ""


def _heard(child: "subprocess.Popen[bytes]", data: bytes, tell: Tell) -> _Said:
    assert child.stdin is not None  # noqa: S101 - asked for above
    assert child.stdout is not None  # noqa: S101
    try:
        child.stdin.write(data)
        child.stdin.close()
    except BrokenPipeError:
        pass
    said = _Said()
    for line in child.stdout:
        _take(said, json.loads(line), tell)
    child.wait()
    return said


def _take(said: _Said, what: Any, tell: Tell) -> None:
    if isinstance(what, list):
        rows = said.sheets[-1][1]
        rows += [(number, tuple(cells)) for number, cells in what]
        tell(len(rows))
    elif "error" in what:
        said.error = what["error"]
    elif "sheet" in what:
        said.sheets.append((what["sheet"], [], False))
    elif "cut" in what:
        name, rows, _cut = said.sheets[-1]
        said.sheets[-1] = (name, rows, True)
    else:
        said.end = what


# What follows runs in the child.

PIECE = 500
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
_NOT_SEEN = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
Rows = Iterator[tuple[int, Sequence[object]]]


def plain(value: object) -> Cell:
    """A cell as JSON: composed letters, no invisible signs; days as days, times as text."""
    if isinstance(value, datetime.datetime):
        return {"d": value.date().isoformat()}
    if isinstance(value, datetime.date):
        return {"d": value.isoformat()}
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return int(value) if float(value).is_integer() and abs(value) < 1e15 else value
    return _clean(str(value)[:LONGEST_CELL])


@lru_cache(maxsize=8192)
def _clean(text: str) -> str:
    composed = _NOT_SEEN.sub("", unicodedata.normalize("NFC", text))
    lines = (_SPACES.sub(" ", line).strip() for line in composed.splitlines())
    return "\n".join(line for line in lines if line)


def _say(what: object) -> None:
    sys.stdout.buffer.write(json.dumps(what, allow_nan=False).encode() + b"\n")
    sys.stdout.buffer.flush()


def _say_rows(rows: Rows) -> None:
    piece: list[tuple[int, list[Cell]]] = []
    count = 0
    for number, values in rows:
        cells = [plain(value) for value in values[:MOST_COLUMNS]]
        while cells and cells[-1] == "":
            cells.pop()
        if not cells:
            continue
        if count == MOST_ROWS:
            _say({"cut": True})
            break
        count += 1
        piece.append((number, cells))
        if len(piece) == PIECE:
            _say(piece)
            piece = []
    if piece:
        _say(piece)


def _read_workbook(data: bytes) -> dict[str, object]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            pages = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
            shown = [one.name for one in pages if one.visible == SheetVisibleEnum.Visible]
            for name in shown[:MOST_SHEETS]:
                _say({"sheet": name})
                _say_rows(_sheet_rows(book.get_sheet_by_name(name)))
    except PasswordError as error:
        raise refused("sheet_password") from error
    except (CalamineError, OSError, ValueError) as error:
        raise refused("sheet_broken") from error
    return {"hidden": [one.name for one in pages if one.name not in shown], "encoding": ""}


def _sheet_rows(sheet: Any) -> Rows:
    """Rows from 1; a cell merged over several rows says its value in each of them (a date over a day's work)."""
    left = sheet.start[1] if sheet.start else 0
    over = _merged_down(sheet.merged_cell_ranges or [])
    held: dict[int, object] = {}
    for number, values in enumerate(sheet.iter_rows()):
        if number not in over and not any(values):
            continue  # a million empty rows are nothing (rows of zeros are, too)
        cells = [""] * left + list(values)
        for column, first, _last in over.get(number, ()):
            if number == first:
                held[column] = cells[column] if column < len(cells) else ""
            elif column < len(cells) and cells[column] == "":
                cells[column] = held.get(column, "")
        yield number + 1, cells


def _merged_down(ranges: Iterable[Any]) -> dict[int, list[tuple[int, int, int]]]:
    found: dict[int, list[tuple[int, int, int]]] = {}
    left = MOST_MERGED
    for (top, column), (bottom, _right) in ranges:
        left -= bottom - top + 1
        if bottom > top and left > 0:
            for row in range(top, bottom + 1):
                found.setdefault(row, []).append((column, top, bottom))
    return found


SEPARATORS = ("\t", ";", ",", "|")


def separator_of(text: str) -> str:
    """What separates the columns: the sign that the first lines have most often, and equally often."""
    first, _newline, _rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[4]
    lines = [re.sub(r'"[^"]*"', "", line) for line in text[:20_000].splitlines()[:30] if line.strip()]

    def score(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in lines]
        most = max(set(counts), key=counts.count, default=0)
        return (counts.count(most) if most else 0, most)

    return max(SEPARATORS, key=score)


def _read_text(data: bytes) -> dict[str, object]:
    try:
        text, encoding = decode(data)
    except ReadError as error:
        raise refused("sheet_encoding") from error
    text = text.lstrip("\ufeff")
    _say({"sheet": "CSV"})
    csv.field_size_limit(LONGEST_CELL * 20)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text))
    try:
        _say_rows((number, row) for number, row in enumerate(rows, start=1) if not _is_sign(row))
    except csv.Error as error:
        raise refused("sheet_broken") from error
    return {"hidden": [], "encoding": encoding}


def _is_sign(row: Sequence[str]) -> bool:
    """Excel's own first line "sep=;", whichever way it was cut."""
    return bool(row) and row[0].lower().startswith("sep=") and len("".join(row)) <= 5


def main() -> None:
    """The child: reads stdin within its limits."""
    from vanban.apart import limit

    limit(int(sys.argv[1]), MOST_SECONDS)
    data = sys.stdin.buffer.read()
    try:
        _say(_read_workbook(data) if data[:4] in {b"PK\x03\x04", b"\xd0\xcf\x11\xe0"} else _read_text(data))
    except ReadError as error:
        _say({"error": error.code})
    except MemoryError:
        sys.exit(2)


if __name__ == "__main__":
    main()
