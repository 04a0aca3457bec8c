"""Which reports are owed and when. Pure.

Which kinds are sent regularly is a setting of the commune; any other kind can still be made when somebody asks for it.
The due day ("trước ngày 05 tháng cuối của quý, năm") speaks of quarters and longer periods: a report on a month is due
on the month's last day.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from lantoa.core.periods import PeriodKind, ReportCalendar, ReportPeriod, Window, report_period, windows_of_year
from vanban.vocabulary import Labelled

KINDS = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF_YEAR, PeriodKind.NINE_MONTHS, PeriodKind.YEAR)
SOON_DAYS, LATE_DAYS = 30, 60
"""From so many days before it is due, and so many after, a report that is not made stands on the home page. What is
older was sent on paper, or will not be sent."""


class SlotState(Labelled):
    """Tình trạng của một kỳ báo cáo, in the order of the list."""

    NEXT = "next", "Sắp phải gửi"
    OVERDUE = "overdue", "Đã qua hạn gửi, chưa lập trên phần mềm"
    MADE = "made", "Đã lập"
    AHEAD = "ahead", "Chưa đến kỳ"
    ON_DEMAND = "on_demand", "Lập khi cần"


@dataclass(frozen=True, slots=True)
class DueDay:
    """The day of the period's last month before which (``before``) or on which a report is due; None = its last day."""

    day: int | None = None
    before: bool = True
    from_plan: bool = False


def calendar_of(kind: PeriodKind, *, data_from_day: int, due: DueDay) -> ReportCalendar:
    """How a kind is reported. ``data_from_day`` 1 = the calendar's own months."""
    from_day = data_from_day if data_from_day > 1 else None
    if kind is PeriodKind.MONTH or due.day is None:
        return ReportCalendar(data_from_day=from_day)
    return ReportCalendar(data_from_day=from_day, due_day=due.day, due_before=due.before)


def periods_of_year(year: int, running: Iterable[Window], *, data_from_day: int, due: DueDay) -> list[ReportPeriod]:
    """Every report of a year that touches one of the plans' periods, in the order of due dates, longer periods later.

    The second half of a year that a plan covers as a whole is what its yearly report tells, so it has none of its own.
    """
    plans = list(running)
    found = [
        report_period(kind, window, calendar_of(kind, data_from_day=data_from_day, due=due))
        for kind in KINDS
        for window in windows_of_year(kind, year)
        if any(plan.overlaps(window) for plan in plans) and not _is_told_by_year(kind, window, plans)
    ]
    return sorted(found, key=lambda one: (one.due_on, one.period.end, one.period.days))


def _is_told_by_year(kind: PeriodKind, window: Window, plans: Collection[Window]) -> bool:
    if kind is not PeriodKind.HALF_YEAR or window.start.month == 1:
        return False
    first_half = Window(date(window.start.year, 1, 1), date(window.start.year, 6, 30))
    return any(plan.overlaps(first_half) and plan.overlaps(window) for plan in plans)


def slot_state(period: ReportPeriod, *, asked: bool, made: bool, today: date) -> SlotState:
    """Where a report stands. ``asked``: its kind is sent regularly."""
    if made:
        return SlotState.MADE
    if today < period.data.start:
        return SlotState.AHEAD
    if not asked:
        return SlotState.ON_DEMAND
    return SlotState.OVERDUE if today > period.due_on else SlotState.NEXT


def is_pressing(state: SlotState, days_left: int) -> bool:
    """Whether a report stands on the home page."""
    return state in {SlotState.NEXT, SlotState.OVERDUE} and -LATE_DAYS <= days_left <= SOON_DAYS
