"""One row of the spreadsheet → what would be entered, or what is wrong with each of its cells. Pure."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from lantoa.activities.importing.rules.days import DayOrder, read_day
from lantoa.activities.importing.rules.headings import Field
from lantoa.activities.importing.rules.values import (
    codes_of,
    guessed_kind,
    number_of,
    text_of,
    truth_of,
)
from lantoa.activities.rules import ActivityDraft, check_draft, clean_links, completed
from lantoa.core.errors import Refused
from lantoa.core.folding import fold
from lantoa.plans.rules.units import Certainty, UnitFacts, match_unit
from vanban.sheets import Cell
from vanban.vocabulary import ActivityKind, Audience, Channel, Labelled, Topic

F = Field
NO_KEY = UUID(int=0)
LONGEST = {F.TITLE: 300, F.PLACE: 200, F.NOTE: 2000}
SHORTEST_TITLE = 5
_KINDS = "hãy ghi một loại trong danh mục, ví dụ “Tin, bài”, “Buổi phát thanh” (xem trang Danh mục của tệp mẫu)."
_NUMERAL = re.compile(r"(?:[IVXL]+|[A-ZĐ]|[a-zđ])[.)]?")
TOTALS = ("tong cong", "cong", "tong", "tong so", "nguoi lap", "nguoi lap bieu", "ghi chu:")


@dataclass(frozen=True, slots=True)
class Context:
    """What a row is read with. ``unit_of``: a unit's name → its id, or None; ``own_unit`` where the row names none;
    ``may_log``: whether the person may enter for a unit; ``earliest``: first day of any plan."""

    columns: Mapping[str, int]
    today: date
    earliest: date | None = None
    order: DayOrder = DayOrder.DAY_FIRST
    unit_of: Callable[[str], int | None] = lambda _name: None
    own_unit: int | None = None
    may_log: Callable[[int | None], bool] = lambda _unit: True


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a cell, and what to do; as a remark: what was assumed."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row as read. ``draft`` None = it cannot be entered; ``skipped``: no activity (a heading of a group, a sum)."""

    draft: ActivityDraft | None = None
    links: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()
    skipped: bool = False


@dataclass(slots=True)
class _Reading:
    """Problems and remarks while one row is read."""

    cells: Sequence[Cell]
    context: Context
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    unlisted: list[str] = field(default_factory=list)

    def cell(self, one: Field) -> Cell:
        column = self.context.columns.get(one.value)
        return self.cells[column] if column is not None and column < len(self.cells) else ""

    def text(self, one: Field) -> str:
        return text_of(self.cell(one))

    def wrong(self, one: Field, text: str) -> None:
        self.problems.append(Problem(one.value, text))

    def remark(self, one: Field, text: str) -> None:
        self.remarks.append(Problem(one.value, text))


def read_row(cells: Sequence[Cell], context: Context) -> Row:
    """Read one row. Every cell is looked at, so that all its faults are told at once."""
    reading = _Reading(cells, context)
    if _is_no_activity(reading):
        return Row(skipped=True)
    draft = _draft(reading)
    links = _links(reading)
    if draft is not None and not reading.problems:
        _check(reading, draft)
    problems, remarks = tuple(reading.problems), tuple(reading.remarks)
    return Row(None if problems else draft, links, problems, remarks)


def _is_no_activity(reading: _Reading) -> bool:
    """Headings of groups ("I. Quý I"), sums, signatures: hardly anything stands in them, or they say that they are."""
    filled = [cell for cell in reading.cells if cell != ""]
    if reading.cell(F.HAPPENED_ON) != "" and len(filled) > 2:
        return False
    texts = [fold(cell) for cell in filled if isinstance(cell, str)][:2]
    if any(text in TOTALS or text.startswith(("tong cong", "nguoi lap")) for text in texts):
        return True
    return len(filled) == 1 or (len(filled) == 2 and bool(_NUMERAL.fullmatch(text_of(filled[0]))))


def _draft(reading: _Reading) -> ActivityDraft | None:
    day = _day(reading)
    title = _bounded_text(reading, F.TITLE)
    if len(title) < SHORTEST_TITLE:
        shown = f"“{title}” quá ngắn" if title else "chưa có"
        reading.wrong(F.TITLE, f"nội dung {shown}: hãy ghi một câu ngắn nói đã làm gì.")
    kind = _kind(reading, title)
    values = ActivityDraft(
        key=NO_KEY, title=title, kind=kind, happened_on=day or reading.context.today, unit_id=_unit(reading),
        channels=_codes(reading, F.CHANNELS, Channel), topics=_codes(reading, F.TOPICS, Topic),
        audiences=_codes(reading, F.AUDIENCES, Audience), people=_number(reading, F.PEOPLE),
        times=_times(reading), place=_bounded_text(reading, F.PLACE), integrated=_integrated(reading),
        note="\n".join(filter(None, (_bounded_text(reading, F.NOTE), *reading.unlisted))),
    )  # fmt: skip
    return completed(values) if day and kind else None


def _day(reading: _Reading) -> date | None:
    read = read_day(reading.cell(F.HAPPENED_ON), reading.context.order)
    if read.problem:
        reading.wrong(F.HAPPENED_ON, read.problem)
    if read.remark:
        reading.remark(F.HAPPENED_ON, read.remark)
    return read.day


def _bounded_text(reading: _Reading, one: Field) -> str:
    text = reading.text(one)
    text = text if one is F.NOTE else " ".join(text.split())
    if len(text) > LONGEST[one]:
        reading.wrong(one, f"dài {len(text)} ký tự, tối đa {LONGEST[one]}: hãy viết ngắn lại.")
    return text


def _kind(reading: _Reading, title: str) -> str:
    given = reading.text(F.KIND)
    if given:
        codes, unknown = codes_of(given, ActivityKind)
        if len(codes) == 1 and not unknown:
            return codes[0]
        reading.wrong(F.KIND, f"“{given[:60]}” không phải một loại hoạt động: {_KINDS}")
        return ""
    guess = guessed_kind(title) or guessed_kind(reading.text(F.CHANNELS))
    if guess is None:
        reading.wrong(F.KIND, f"chưa rõ loại hoạt động: {_KINDS}")
        return ""
    reading.remark(F.KIND, f"Chưa ghi loại, hiểu là “{ActivityKind(guess).label}” theo nội dung.")
    return guess


def _codes(reading: _Reading, one: Field, labels: type[Labelled]) -> tuple[str, ...]:
    """The codes of a cell. What is not in the list is told and left out: it does not stand in the way of the row."""
    codes, unknown = codes_of(reading.cell(one), labels)
    for part in unknown:
        reading.remark(one, f"“{part[:60]}” không có trong danh mục nên chỉ được ghi vào ghi chú, không dùng để tính.")
        reading.unlisted.append(f"{one.label}: {part[:200]}")
    return codes


def _number(reading: _Reading, one: Field) -> int | None:
    found = number_of(reading.cell(one))
    if isinstance(found, str):
        reading.wrong(one, f"“{found[:40]}” không phải số nguyên: hãy chỉ ghi số, ví dụ 45.")
        return None
    return found


def _times(reading: _Reading) -> int:
    found = _number(reading, F.TIMES)
    return 1 if found is None else found


def _integrated(reading: _Reading) -> bool:
    found = truth_of(reading.cell(F.INTEGRATED))
    if found is None:
        reading.wrong(F.INTEGRATED, f"“{reading.text(F.INTEGRATED)[:40]}” không rõ: hãy ghi “có” hoặc để trống.")
    return bool(found)


def _unit(reading: _Reading) -> int | None:
    name, context = reading.text(F.UNIT), reading.context
    unit = context.unit_of(name) if name else context.own_unit
    if name and unit is None:
        reading.wrong(F.UNIT, f"“{name[:60]}” chưa có trong danh mục đơn vị: hãy ghi đúng tên đơn vị đã khai báo.")
    elif not context.may_log(unit):
        reading.wrong(F.UNIT, f"“{name[:60]}” không phải đơn vị của anh/chị: chỉ nhập được hoạt động của đơn vị mình.")
    return unit


def _links(reading: _Reading) -> tuple[str, ...]:
    lines = [part for line in reading.text(F.LINKS).replace(";", "\n").split() if (part := line.strip())]
    if not lines or not any("." in line or "/" in line for line in lines):
        return ()
    try:
        return clean_links(lines)
    except Refused as refusal:
        reading.wrong(F.LINKS, refusal.message)
        return ()


FIELD_OF_CODE = {
    "day_future": F.HAPPENED_ON, "day_before_plan": F.HAPPENED_ON, "number_people": F.PEOPLE, "number_times": F.TIMES,
}  # fmt: skip


def _check(reading: _Reading, draft: ActivityDraft) -> None:
    """The same rules as for an entry by hand."""
    try:
        check_draft(draft, {}, today=reading.context.today, earliest=reading.context.earliest)
    except Refused as refusal:
        reading.wrong(FIELD_OF_CODE.get(refusal.code, F.TITLE), refusal.message)


def fingerprint(draft: ActivityDraft) -> str:
    """The same for two rows that tell of the same thing: day, title, kind, unit, place."""
    parts = (draft.happened_on.isoformat(), fold(draft.title), draft.kind, str(draft.unit_id or ""), fold(draft.place))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def unit_finder(units: Sequence[UnitFacts]) -> Callable[[str], int | None]:
    """A name of a unit → its id, where it is certain; each name is looked up once."""
    known: dict[str, int | None] = {}

    def find(name: str) -> int | None:
        if name not in known:
            match = match_unit(name, units)
            sure = match.certainty in {Certainty.EXACT, Certainty.ALIAS} and match.unit_id
            known[name] = int(match.unit_id or 0) if sure else None
        return known[name]

    return find
