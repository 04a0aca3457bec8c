"""Tables of tasks: true ones of DOCX and PDF, and the one that PDF-to-text flattened (guessed, marked so).

A flattened table has lost its columns. Rows are cut at their running numbers; inside a row the units are found at line
starts and what follows them is the deadline. A person has to confirm the result.
"""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from vanban.flat import Flat, clean, fold
from vanban.organisations import Found, unit_at
from vanban.source import Cell, Line, Source, Table

COLUMNS = (
    ("number", re.compile(r"^(?:(?:s ?)?t ?t|số ?tt|số thứ tự)$")),
    ("lead", re.compile(
        r"chủ trì|(?:đơn vị|cơ quan|bộ phận|người) (?:được giao )?(?:thực hiện|phụ trách|đầu mối)|phụ trách|"
        r"^thực hiện$"
    )),
    ("coordinating", re.compile(r"phối hợp")),
    ("deadline", re.compile(r"thời gian|thời hạn|tiến độ|hoàn thành|hạn")),
    ("output", re.compile(r"sản phẩm|kết quả|đầu ra")),
    ("target", re.compile(r"chỉ tiêu|số lượng|khối lượng|định mức")),
    ("funding", re.compile(r"kinh phí|dự toán")),
    ("task", re.compile(r"nhiệm vụ|nội dung|công việc|hoạt động|tên")),
    ("note", re.compile(r"ghi chú")),
)  # fmt: skip
LAYOUT = re.compile(r"CỘNG H[ÒO]A|Độc lập|Số ?:|Nơi nhận|TM\. |KT\. |CHỦ TỊCH")
ROW_ALONE = re.compile(r"^(\d{1,3})\.?$")
ROW_FIRST = re.compile(r"^(\d{1,3})\. (?=\S)")
ROW_LAST = re.compile(r"(?:^|.* )(\d{1,3})\.$")
LINE = re.compile(r"[^\n]+")
DEADLINE_START = re.compile(
    r"(?:Chậm nhất|Muộn nhất|Trong|Định kỳ|Theo|Hằng|Hàng|Thường xuyên|Trước|Quý|Tháng|Năm|Từ|Cả năm|Ngày|Khi|"
    r"Sau|Hoàn thành|\d{1,2}/\d)"
)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One row of a table of tasks; a cell that is empty or has no column is None. ``number`` is the one written, else
    the row's place among the tasks."""

    number: int | None
    task: Cell
    lead: Cell | None = None
    coordinating: Cell | None = None
    deadline: Cell | None = None
    output: Cell | None = None
    target: Cell | None = None
    certain: bool = True


def is_layout(table: Table) -> bool:
    """Whether a table only places the head or the signature of the document side by side."""
    return len(table.rows) <= 6 and any(LAYOUT.search(cell.text) for row in table.rows for cell in row)


def layout_lines(source: Source) -> list[Line]:
    """The lines of layout tables, which belong to the running text."""
    lines: list[Line] = []
    for table in source.tables:
        if is_layout(table):
            for start, end in {(cell.start, cell.end) for row in table.rows for cell in row}:
                found = LINE.finditer(source.text, start, end)
                flows = source.format == "docx"
                lines.extend(Line(m.start(), m.end(), table.page, flows=flows) for m in found if m.group().strip())
    return sorted(lines, key=lambda line: line.start)


def columns_of(header: tuple[Cell, ...]) -> dict[str, int]:
    """Which column is what, by the words of the header; the first column that fits wins."""
    found: dict[str, int] = {}
    for index, cell in enumerate(header):
        words = fold(cell.text)
        name = next((name for name, pattern in COLUMNS if pattern.search(words) and name not in found), None)
        if name:
            found[name] = index
    return found


def task_rows(table: Table) -> list[TaskRow]:
    """The tasks of a table; [] where it is no table of tasks. Rows that only group others are left out."""
    if not table.rows:
        return []
    columns = columns_of(table.rows[0])
    if "task" not in columns or not ({"lead", "deadline"} & columns.keys()):
        return []
    made = [_task_row(row, columns, certain=table.certain) for row in whole_rows(table, columns)]
    kept = [row for row in made if row]
    return [row if row.number else replace(row, number=place) for place, row in enumerate(kept, 1)]


REACHES_DOWN = ("lead", "coordinating", "deadline", "output")


def whole_rows(table: Table, columns: dict[str, int]) -> list[tuple[Cell, ...]]:
    """The rows under the header; a unit or time in a merged cell stands in each row that it reaches down to."""
    shared = {columns[name] for name in REACHES_DOWN if name in columns}
    rows: list[tuple[Cell, ...]] = []
    above = table.rows[0]
    for row in table.rows[1:]:
        above = tuple(
            above[column] if cell.goes_on and rows and column in shared else cell for column, cell in enumerate(row)
        )
        rows.append(above)
    return rows


def _task_row(row: tuple[Cell, ...], columns: dict[str, int], *, certain: bool) -> TaskRow | None:
    cells = {name: _cell(row, index) for name, index in columns.items()}
    task, number = cells.get("task"), cells.get("number")
    others = {name: cells.get(name) for name in ("lead", "coordinating", "deadline", "output", "target")}
    if not task or not any(others.values()) or len({clean(cell.text) for cell in row}) == 1:
        return None
    if columns_of(row) == columns:
        return None
    digits = re.match(r"\d+", number.text.strip()) if number else None
    return TaskRow(int(digits.group()) if digits else None, task, **others, certain=certain)


def _cell(row: tuple[Cell, ...], index: int) -> Cell | None:
    cell = row[index] if index < len(row) else None
    return cell if cell and cell.text.strip(" .-–…\n") else None


@dataclass(frozen=True, slots=True)
class _Lines:
    """Flat text of many lines, and the offsets where lines begin."""

    flat: Flat
    starts: tuple[int, ...]


def flattened(source: Source, start: int) -> Table | None:
    """The table of tasks that stands as loose lines behind an offset; None where no header and rows are seen."""
    lines = _join(source, [line for line in source.lines if line.start >= start])
    header = _header(lines)
    if not header:
        return None
    body = [offset for offset in lines.starts if offset >= header[1]]
    numbers = _row_numbers(lines.flat.text, header[1], body)
    ends = [*[start for start, _ in numbers[1:]], len(lines.flat.text)]
    rows = [_guess_row(lines, number, end, width=len(header[0])) for number, end in zip(numbers, ends, strict=True)]
    return Table((header[0], *rows), certain=False) if rows else None


def _join(source: Source, lines: list[Line]) -> _Lines:
    starts: list[int] = []
    text: list[str] = []
    at: list[int] = []
    length = 0
    for line in lines:
        flat = Flat.of(source.text, [(line.start, line.end)])
        if not flat.text:
            continue
        if text:
            text.append(" ")
            at.append(line.start)
            length += 1
        starts.append(length)
        text.append(flat.text)
        at.extend(flat.at)
        length += len(flat.text)
    return _Lines(Flat("".join(text), at), tuple(starts))


HEADER_CELLS = re.compile(
    r"(?P<number>S?TT) (?P<task>(?:Tên |Các )?(?:[Nn]hiệm vụ|[Nn]ội dung|[Cc]ông việc)(?: [\w, ]{1,30}?)??) "
    r"(?P<lead>(?:(?:Cơ quan|Đơn vị|Bộ phận)[\w, ]{0,30}?)?(?:chủ trì|Chủ trì|thực hiện)) "
    r"(?:(?P<coordinating>(?:(?:Cơ quan|Đơn vị|Bộ phận)[\w, ]{0,30}?)?(?:phối hợp|Phối hợp)(?: thực hiện)?) )?"
    r"(?P<deadline>(?:Thời (?:gian|hạn)|Tiến độ)(?: (?:thực hiện|hoàn thành))?)(?: (?P<note>Ghi chú))?"
)


def _header(lines: _Lines) -> tuple[tuple[Cell, ...], int] | None:
    match = HEADER_CELLS.search(lines.flat.text)
    if not match:
        return None
    names = [name for name, value in match.groupdict().items() if value and name != "note"]
    return tuple(_made(lines.flat, match.start(name), match.end(name)) for name in names), match.end()


def _made(flat: Flat, start: int, end: int) -> Cell:
    span = flat.span(start, end)
    return Cell(flat.text[start:end].strip(), *span)


def _row_numbers(text: str, begin: int, starts: list[int]) -> list[tuple[int, int]]:
    """Where the running numbers of the rows stand; the first may share a line with the header."""
    found: list[tuple[int, int]] = []
    bounds = [begin, *starts, len(text) + 1]
    for start, after in pairwise(bounds):
        line = text[start : after - 1]
        shift = start + len(line) - len(line.lstrip())
        place = _number_place(line.strip(), len(found) + 1)
        if place:
            found.append((shift + place[0], shift + place[1]))
    return found


def _number_place(line: str, wanted: int) -> tuple[int, int] | None:
    """Where in a line the wanted row number stands alone, first or last."""
    for pattern in (ROW_ALONE, ROW_FIRST, ROW_LAST):
        match = pattern.match(line)
        if match and int(match[1]) == wanted:
            return match.span(1)
    return None


def _guess_row(lines: _Lines, number: tuple[int, int], end: int, *, width: int) -> tuple[Cell, ...]:
    flat = lines.flat
    start = number[1] + (flat.text[number[1] : number[1] + 1] == ".")
    inside = [offset for offset in lines.starts if start <= offset < end]
    cuts = _cuts(flat.text[:end], inside, start)
    cells = [_made(flat, *number)] + [_made(flat, first, last) for first, last in cuts]
    if width == 4:
        del cells[3]
    return tuple(cells)


def _cuts(text: str, starts: list[int], begin: int) -> list[tuple[int, int]]:
    """Task, lead, coordinating, deadline of a row as offsets; a cell that is not seen is empty."""
    row = text.rstrip()
    breaks = {*starts, len(row) + 1}
    for place in starts:
        lead = _unit_line(row, place, breaks)
        if not lead:
            continue
        other = _unit_line(row, lead.end + 1, breaks)
        after = (other or lead).end + 1
        if after >= len(row) or DEADLINE_START.match(row, after):
            with_whom = (other.start, other.end) if other else (lead.end, lead.end)
            return [(begin, place), (lead.start, lead.end), with_whom, (min(after, len(row)), _balanced(row, after))]
    late = next((place for place in reversed(starts) if DEADLINE_START.match(row, place)), len(row))
    return [(begin, late), (late, late), (late, late), (late, _balanced(row, late))]


def _unit_line(row: str, place: int, breaks: set[int]) -> Found | None:
    """The unit that begins at an offset and ends where a line ends."""
    unit = unit_at(row, place) if place < len(row) else None
    return unit if unit and unit.end + 1 in breaks else None


def _balanced(row: str, start: int) -> int:
    """The end of a cell without a stray closing bracket."""
    cell = row[start:]
    extra = cell.count(")") - cell.count("(")
    if extra > 0 and cell.endswith(")"):
        return start + cell[:-1].rfind(")") + 1
    return len(row)
