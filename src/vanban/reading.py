"""A reading: what was found in a plan, every item with its place. ``as_dict()`` is what ``vanban read --json`` prints.

Nothing here is invented: what the document does not say is None. Dates of the structured fields are ISO 8601; the
texts beside them are as written. ``doubts`` are stable codes of what the reader was unsure of (``DOUBTS``).
"""

import dataclasses
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from vanban.source import Span, Table, UncertainKind
from vanban.vocabulary import Labelled


class DeadlineKind(Labelled):
    """Cách nói thời hạn (requirement A5)."""

    FIXED_DATE = "fixed_date", "Ngày cụ thể"
    DAYS_AFTER_EVENT = "days_after_event", "Số ngày kể từ một sự kiện"
    DAY_OF_LAST_MONTH = "day_of_last_month", "Ngày trong tháng cuối của kỳ"
    PERIODIC = "periodic", "Định kỳ"
    PERIOD = "period", "Trong một khoảng thời gian"
    HIGHER_CALENDAR = "higher_calendar", "Theo lịch, chỉ đạo của cấp trên"
    ROSTER = "roster", "Theo lịch phân công"
    CONTINUOUS = "continuous", "Thường xuyên"
    VAGUE = "vague", "Chưa rõ"


class Modality(StrEnum):
    """How binding the wording is."""

    MUST = "must"
    FLOOR = "floor"
    ONE_OF = "one_of"
    ENCOURAGED = "encouraged"
    REQUESTED = "requested"


class MeasureKind(StrEnum):
    """How a target is measured."""

    COUNT = "count"
    RATIO = "ratio"
    COVERAGE = "coverage"
    DELIVERABLE = "deliverable"


DOUBTS = {
    "lead_missing": "Chưa thấy đơn vị chủ trì.",
    "lead_group": "Chủ trì là một nhóm đơn vị, chưa rõ đơn vị nào.",
    "coordinating_vague": "Đơn vị phối hợp nêu chung chung.",
    "deadline_vague": "Thời hạn nêu chung chung.",
    "deadline_weak": "Năm nêu trong câu có thể không phải là thời hạn.",
    "deadline_year_assumed": "Thời hạn không ghi năm; lấy theo năm của kế hoạch.",
    "deadline_several": "Câu nêu nhiều ngày; mới lấy ngày đầu.",
    "table_guessed": "Bảng đã mất cột, nội dung các ô là phỏng đoán.",
    "split_uncertain": "Đoạn có nhiều việc, có thể cần tách.",
    "quantity_period_missing": "Chỉ tiêu chưa nêu kỳ (tháng, quý, năm).",
    "quantity_word": "Số lượng viết bằng chữ.",
    "target_in_contents": "Con số nằm trong phần nội dung tuyên truyền, có thể không phải là chỉ tiêu.",
    "duty_implied": "Câu nêu trách nhiệm nhưng nằm ngoài phần tổ chức thực hiện.",
}
"""Every doubt a reader may have, with its Vietnamese wording."""


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of the text, with the code of one of the product's own lists where it is known."""

    text: str
    span: Span
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and all that stands under it; ``title`` is what the heading says."""

    label: str
    title: str
    span: Span
    children: tuple["Section", ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """The plan's period: as written, and its first and last day."""

    text: str
    span: Span
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Reference:
    """An act that the plan names. ``number`` is mended where a line end or a blank broke it; ``as_written`` is not.
    ``date`` is as written, ``issued_on`` the same day in ISO form."""

    text: str
    span: Span
    kind: str | None
    number: str | None
    as_written: str | None = None
    date: str | None = None
    issued_on: str | None = None
    issuer: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due. Which fields are filled depends on ``kind``.

    ``frequencies``: week, month, quarter, half_year, nine_months, year. ``date``: FIXED_DATE. ``day`` and ``before``:
    DAY_OF_LAST_MONTH ("trước ngày 05 tháng cuối của quý"), or the day of every month where ``frequencies`` says month.
    ``days``, ``working_days``, ``event``: DAYS_AFTER_EVENT. ``start``, ``end``: PERIOD. ``roster`` is True where a
    roster fixes the days ("theo lịch phân công").
    """

    text: str
    span: Span
    kind: DeadlineKind
    frequencies: tuple[str, ...] = ()
    date: str | None = None
    day: int | None = None
    before: bool = False
    days: int | None = None
    working_days: bool = False
    event: str | None = None
    start: str | None = None
    end: str | None = None
    roster: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """A target made countable. ``n`` per ``per`` (COUNT, DELIVERABLE), ``percent`` (RATIO, COVERAGE = all of
    them); ``above``: strictly more. ``activity``, ``channel``, ``audience`` are codes of ``vanban.vocabulary``;
    ``options`` are the kinds of activity of which one is enough. ``start``/``end`` (``from``/``to`` in JSON)
    where the text limits the time."""

    kind: MeasureKind
    n: int | None = None
    percent: float | None = None
    above: bool = False
    per: str | None = None
    activity: str | None = None
    channel: str | None = None
    audience: str | None = None
    start: str | None = None
    end: str | None = None
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """A quantified sentence: the wording, and the measure made of it."""

    text: str
    span: Span
    section: str
    quantity: str
    unit: str | None
    comparator: str | None
    period: str | None
    modality: Modality
    measure: Measure
    lead: str | None = None
    row: int | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """Something that someone is to do; ``row`` is the row number of an appendix table, else None."""

    text: str
    span: Span
    section: str
    lead: str | None
    coordinating: tuple[str, ...] = ()
    deadline: Deadline | None = None
    output: str | None = None
    modality: Modality = Modality.MUST
    row: int | None = None
    doubts: tuple[str, ...] = ()
    lead_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two places that do not agree: lead, frequency, deadline, name, year. For a person to decide."""

    kind: str
    left: Item
    right: Item
    message: str


class Level(Labelled):
    """How grave a remark of the linter is."""

    ERROR = "error", "Lỗi"
    WARNING = "warning", "Cảnh báo"
    HINT = "hint", "Gợi ý"


@dataclass(frozen=True, slots=True)
class Finding:
    """A remark of the linter (``vanban.check``): ``message`` says what is wrong, ``where`` in words where it stands,
    ``mend`` what to do. ``span`` is the place, ``other`` a second one that it is compared with; None where something
    is missing from the whole document. ``key`` stays the same when the text is read again or moves: a remark that was
    dismissed is known by it."""

    code: str
    level: Level
    message: str
    span: Span | None = None
    other: Span | None = None
    where: str = ""
    mend: str = ""
    excerpt: str = ""
    page: int | None = None
    line: int | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a scan or of a restored text that are not plainly what stands on the paper (``vanban.source.Uncertain``
    as part of a reading). ``box`` is ``(x0, top, x1, bottom)`` in points from the top left of the upright page."""

    text: str
    span: Span
    kind: UncertainKind
    confidence: float | None = None
    others: tuple[str, ...] = ()
    page: int = 1
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one plan; see ``as_dict`` for the JSON form."""

    text: str
    kind: str | None
    number: str | None
    issued_on: str | None
    place: str | None
    issuer: str | None
    title: str | None
    period: Period | None
    commune: Item | None
    sections: tuple[Section, ...] = ()
    references: tuple[Reference, ...] = ()
    targets: tuple[Target, ...] = ()
    tasks: tuple[Task, ...] = ()
    contents: tuple[Item, ...] = ()
    channels: tuple[Item, ...] = ()
    audiences: tuple[Item, ...] = ()
    organisations: tuple[Item, ...] = ()
    recipients: tuple[Item, ...] = ()
    funding: tuple[Item, ...] = ()
    tables: tuple[Table, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    findings: tuple[Finding, ...] = ()
    uncertain: tuple[Stretch, ...] = ()
    source: dict[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """The JSON form: plain dicts, lists, strings and numbers; spans are ``[start, end]``."""
        data = {name: plain(getattr(self, name)) for name in self.__slots__ if name != "tables"}
        data["tables"] = [table_as_dict(table) for table in self.tables]
        return data


RENAMED = {"start": "from", "end": "to"}


def plain(value: Any) -> Any:
    """Dataclasses, enums and tuples as JSON values."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        rename = RENAMED if isinstance(value, Measure) else {}
        return {
            rename.get(item.name, item.name): plain(getattr(value, item.name)) for item in dataclasses.fields(value)
        }
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value.value if isinstance(value, StrEnum) else value


def table_as_dict(table: Table) -> dict[str, Any]:
    """A table with its cells' texts and spans, header first."""
    rows = [[{"text": cell.text, "span": [cell.start, cell.end]} for cell in row] for row in table.rows]
    return {"page": table.page, "certain": table.certain, "rows": rows}
