"""What a commitment (chỉ tiêu, nhiệm vụ) is, as plain values; the names here are the choices of the tables.

One shape for targets and tasks: a measure per window, a rule for the due date, a modality that says how
binding it is. Pure: no Django, no clock. Every id is a string (``str(pk)``).
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from lantoa.core.periods import PeriodKind, Window
from vanban.vocabulary import Labelled

WindowKind = PeriodKind
"""Over which stretch of time the measure counts: the same closed list as the periods of the calendar."""


class CommitmentKind(Labelled):
    """Loại cam kết."""

    TARGET = "target", "Chỉ tiêu"
    TASK = "task", "Nhiệm vụ"


class Modality(Labelled):
    """Mức độ ràng buộc, theo lời văn của kế hoạch."""

    MUST = "must", "Phải thực hiện"
    FLOOR = "floor", "Ít nhất, tối thiểu"
    ONE_OF = "one_of", "Một trong các hình thức"
    ENCOURAGED = "encouraged", "Khuyến khích"
    REQUESTED = "requested", "Đề nghị phối hợp"


class MeasureKind(Labelled):
    """Cách đo."""

    COUNT = "count", "Đếm số hoạt động"
    RATIO = "ratio", "Tỷ lệ phần trăm"
    DELIVERABLE = "deliverable", "Sản phẩm hoàn thành"


class DueKind(Labelled):
    """Cách xác định hạn."""

    WINDOW_END = "window_end", "Ngày cuối của kỳ"
    FIXED_DATE = "fixed_date", "Ngày cụ thể"
    DAYS_AFTER_EVENT = "days_after_event", "Số ngày kể từ một văn bản hoặc sự kiện"
    DAY_OF_LAST_MONTH = "day_of_last_month", "Ngày trong tháng cuối của kỳ"
    ROSTER = "roster", "Theo lịch phân công"
    HIGHER_CALENDAR = "higher_calendar", "Theo lịch của cấp trên"
    NONE = "none", "Thường xuyên, không có hạn riêng"


@dataclass(frozen=True, slots=True)
class Match:
    """Which activities count. An empty set asks for nothing; codes are those of ``vanban.vocabulary``."""

    kinds: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    audiences: frozenset[str] = frozenset()
    unit_ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Measure:
    """How much per window: ``n`` matching activities (COUNT), ``percent`` of 0–100 (RATIO), or one
    accepted thing (DELIVERABLE). ``above`` = strictly more than the percentage ("đạt trên 80%")."""

    kind: MeasureKind
    n: int | None = None
    percent: Decimal | None = None
    above: bool = False
    match: Match = field(default_factory=Match)

    @property
    def need(self) -> int:
        """How many pieces of work per window; a ratio needs one measurement that reaches its percentage."""
        return self.n or 1 if self.kind is MeasureKind.COUNT else 1

    @property
    def is_measurable(self) -> bool:
        """Whether it says how much: a count without a number and a ratio without a percentage do not."""
        if self.kind is MeasureKind.COUNT:
            return self.n is not None and self.n > 0
        if self.kind is MeasureKind.RATIO:
            return self.percent is not None and 0 < self.percent <= 100
        return True


@dataclass(frozen=True, slots=True)
class DueRule:
    """When a window's work is due.

    ``on``: FIXED_DATE, and the single date given to ROSTER or HIGHER_CALENDAR once it is known.
    ``dates``: the roster's or the calendar's dates, where each window has its own.
    ``days`` after ``event_on``: DAYS_AFTER_EVENT ("chậm nhất 20 ngày kể từ ngày …"); ``event`` says what is
    awaited; ``working_days`` leaves out weekends and public holidays (``core.holidays``).
    ``day``: DAY_OF_LAST_MONTH; ``before`` = "trước ngày 05", so that the last good day is the 4th.
    """

    kind: DueKind = DueKind.WINDOW_END
    on: date | None = None
    dates: tuple[date, ...] = ()
    days: int | None = None
    working_days: bool = False
    event: str = ""
    event_on: date | None = None
    day: int | None = None
    before: bool = False


@dataclass(frozen=True, slots=True)
class CommitmentFacts:
    """One adopted commitment, as the rules see it.

    ``also_window_kinds``: further windows of the same duty ("hằng quý, 6 tháng, năm"). ``active_from`` and
    ``active_to`` default to the plan's period. ``alternative_group`` names the set of which one member is
    enough.
    """

    id: str
    kind: CommitmentKind
    modality: Modality
    measure: Measure
    window_kind: WindowKind = PeriodKind.PLAN
    also_window_kinds: tuple[WindowKind, ...] = ()
    active_from: date | None = None
    active_to: date | None = None
    due: DueRule = field(default_factory=DueRule)
    alternative_group: str | None = None
    title: str = ""
    lead_unit_id: str | None = None
    coordinating_unit_ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DueWindow:
    """One piece of due work: what a commitment owes in one window.

    ``due_on`` None means that no date is known: ``waiting_for`` then says in Vietnamese what is awaited,
    or is empty for a continuous duty that has no date of its own.
    """

    commitment_id: str
    kind: WindowKind
    window: Window
    due_on: date | None
    waiting_for: str = ""
