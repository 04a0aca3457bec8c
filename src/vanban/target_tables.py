"""Targets in the columns of a table: "Chỉ tiêu | Đơn vị tính | Kế hoạch năm | Đơn vị thực hiện". The column of figures
is known by what stands in it, because its heading has a hundred names.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from vanban.flat import clean, fold
from vanban.quantities import Quantity, find_quantities, measure_of, period_of
from vanban.reading import MeasureKind, Modality, Target
from vanban.source import Cell, Table
from vanban.tables import columns_of, whole_rows

NAME = re.compile(r"chỉ tiêu|nội dung|nhiệm vụ|hoạt động|công việc|tên|mục tiêu")
UNIT = re.compile(r"^(?:đơn vị tính|đvt|đv tính)")
NO_FIGURE = re.compile(r"^s?tt$|thứ tự|kinh phí|dự toán|thời gian|thời hạn|tiến độ|hoàn thành|ghi chú|văn bản")
FIGURE = re.compile(
    r"(?:(?:≥|>=|≤|<=|>|<|trên|từ|đạt|tối thiểu|ít nhất|tối đa|không quá|dưới) ?)*(?P<n>\d[\d.,]*)(?: ?%)?(?: trở lên)?"
    r"(?: [^\d.;]{1,40})?$",
    re.I,
)
PERIOD = re.compile(r"(?:0?6 tháng(?: (?:đầu|cuối) năm)?|quý (?:IV|III|II|I)|năm|tháng|quý|tuần)(?:[ /]\d{4})?", re.I)


def targets_of(source: str, table: Table, taken: set[int | None]) -> Iterator[Target]:
    """The targets of a table that has a column of figures, their section left empty; none of the
    rows in ``taken``, whose wording had them."""
    places = _places(table)
    if not places:
        return
    name, figure, unit = places
    columns = columns_of(table.rows[0])
    for row in whole_rows(table, columns):
        number = _number(row, columns)
        item = _quantity(row[figure], row[unit] if unit is not None else None)
        if item and row[name].text.strip() and not (number is not None and number in taken):
            made = _made(source, (row[name], row[figure]), item, heading=table.rows[0][figure].text)
            lead = row[columns["lead"]].text if "lead" in columns else ""
            yield replace(made, row=number, lead=clean(lead) or None)


def _places(table: Table) -> tuple[int, int, int | None] | None:
    """The columns of what is counted, of the figures, and of their unit."""
    heads = [fold(cell.text) for cell in table.rows[0]] if table.certain and table.rows else []
    name = next((at for at, words in enumerate(heads) if NAME.search(words)), None)
    if name is None:
        return None
    unit = next((at for at, words in enumerate(heads) if UNIT.search(words)), None)
    for at, words in enumerate(heads):
        cells = [row[at].text.strip() for row in table.rows[1:] if row[at].text.strip()]
        figures = [text for text in cells if FIGURE.match(clean(text))]
        if at > name and at != unit and not NO_FIGURE.search(words) and figures and 2 * len(figures) > len(cells):
            return name, at, unit
    return None


def _number(row: tuple[Cell, ...], columns: dict[str, int]) -> int | None:
    text = row[columns["number"]].text.strip() if "number" in columns else ""
    digits = re.match(r"\d+", text)
    return int(digits.group()) if digits else None


def _quantity(figure: Cell, unit: Cell | None) -> tuple[str, Quantity] | None:
    """The quantity that a figure and its unit make, and the words it was read from."""
    value, of = clean(figure.text), clean(unit.text) if unit else ""
    match = FIGURE.match(value)
    if not match:
        return None
    if of == "%":
        of, value = "", value if "%" in value else f"{value}%"
    words = f"{value} {of.lower()}".strip()
    found = find_quantities(words)
    if found and found[0].kind is MeasureKind.DELIVERABLE:
        return None
    if found and "%" in words and "%" not in figure.text:
        return words, replace(found[0], quantity=match["n"], unit="%")
    if found:
        return words, replace(found[0], unit=found[0].unit or of or None)
    if not of:
        return None
    number = float(match["n"].replace(".", "").replace(",", "."))
    return words, Quantity(match.start("n"), len(words), match["n"], of, None, MeasureKind.COUNT, number)


def _made(source: str, cells: tuple[Cell, Cell], found: tuple[str, Quantity], *, heading: str) -> Target:
    words, item = found
    name = clean(cells[0].text)
    start, end = min(cell.start for cell in cells), max(cell.end for cell in cells)
    clause = f"{name} {words}"
    placed = replace(item, start=item.start + len(name) + 1, end=item.end + len(name) + 1)
    named = PERIOD.search(heading)
    period = period_of(clause, placed, placed.end) or (named.group() if named else None)
    measure = measure_of(clause, placed, period)
    missing = measure.kind is MeasureKind.COUNT and not measure.per and not measure.start
    return Target(
        text=clean(source[start:end]),
        span=(start, end),
        section="",
        quantity=item.quantity,
        unit=item.unit,
        comparator=item.comparator,
        period=period,
        modality=item.modality if item.comparator else Modality.MUST,
        measure=measure,
        doubts=("quantity_period_missing",) if missing else (),
    )
