"""How a commitment unfolds over the calendar: each window once, each with its due date or with what it
waits for."""

from collections.abc import Iterable
from datetime import date, timedelta

from lantoa.core.holidays import NATIONAL, WorkCalendar
from lantoa.core.periods import ONE_DAY, PeriodKind, Window, month_day_on, windows_within
from lantoa.plans.rules.commitment import CommitmentFacts, DueKind, DueRule, DueWindow, WindowKind

WAITING = {
    DueKind.FIXED_DATE: "Chờ nhập ngày cụ thể",
    DueKind.DAYS_AFTER_EVENT: "Chờ ngày ban hành văn bản hoặc ngày diễn ra sự kiện",
    DueKind.DAY_OF_LAST_MONTH: "Chờ xác định ngày trong tháng cuối kỳ",
    DueKind.ROSTER: "Chờ lịch phân công",
    DueKind.HIGHER_CALENDAR: "Chờ lịch của cấp trên",
}


def active_window(commitment: CommitmentFacts, plan_period: Window) -> Window | None:
    """The days on which a commitment runs within its plan; None when none of its days belongs to the plan."""
    start = commitment.active_from or plan_period.start
    end = commitment.active_to or plan_period.end
    return Window(start, end).intersection(plan_period) if start <= end else None


def expand(
    commitment: CommitmentFacts, plan_period: Window, calendar: WorkCalendar = NATIONAL
) -> list[DueWindow]:  # fmt: skip
    """All due work of a commitment in its plan, in order of time. ``calendar``: the commune's working days.

    Every window of its kinds stands there exactly once, also the ones whose date is not known yet: they
    are something to count in, and wait. Two kinds that name the same days ("quý IV" and a plan of one
    quarter) are one piece of work.
    """
    active = active_window(commitment, plan_period)
    if active is None:
        return []
    kinds: dict[Window, WindowKind] = {}
    for kind in (commitment.window_kind, *commitment.also_window_kinds):
        for window in windows_within(kind, active):
            kinds.setdefault(window, kind)
    return [_due_window(commitment, kind, window, calendar=calendar) for window, kind in sorted(kinds.items())]


def expand_all(
    commitments: Iterable[CommitmentFacts], plan_period: Window, calendar: WorkCalendar = NATIONAL
) -> list[DueWindow]:  # fmt: skip
    """The due work of a whole plan: what has a date first, in order of the date."""
    due = [window for commitment in commitments for window in expand(commitment, plan_period, calendar)]
    return sorted(due, key=lambda d: (d.due_on or d.window.end, d.due_on is None, d.commitment_id, d.window))


def _due_window(commitment: CommitmentFacts, kind: WindowKind, window: Window, *, calendar: WorkCalendar) -> DueWindow:
    due_on = due_date(commitment.due, kind, window, calendar=calendar)
    waiting = "" if due_on else waiting_for(commitment.due)
    return DueWindow(commitment.id, kind, window, due_on, waiting)


def waiting_for(due: DueRule) -> str:
    """What a window without a date waits for, in Vietnamese; empty for a continuous duty."""
    if due.kind is DueKind.DAYS_AFTER_EVENT and due.event:
        return f"Chờ: {due.event}"
    return WAITING.get(due.kind, "")


def due_date(due: DueRule, kind: WindowKind, window: Window, *, calendar: WorkCalendar = NATIONAL) -> date | None:
    """The last good day of one window under a rule; None while it is not known (or never, for NONE).

    A day that the plan names stays that day, also where it is a day off; only a period counted from an event ends with
    the next working day (ADR 0017).
    """
    if due.kind is DueKind.WINDOW_END:
        return window.end
    if due.kind is DueKind.DAY_OF_LAST_MONTH:
        return _in_last_month(due, window)
    if due.kind in (DueKind.ROSTER, DueKind.HIGHER_CALENDAR):
        return _from_calendar(due, kind, window)
    found = event_due_date(due, calendar) if due.kind is DueKind.DAYS_AFTER_EVENT else _day_or_before(due)
    if found is None or due.kind is DueKind.NONE:
        return None
    return found if kind is PeriodKind.PLAN or found in window else window.end


def event_due_date(due: DueRule, calendar: WorkCalendar = NATIONAL) -> date | None:
    """``days`` (working days) after the event, which itself is not counted; None until the event has its date.

    A period whose last day is a day off ends with the next working day: Bộ luật Dân sự 2015, Điều 147 khoản 2 và 3,
    Điều 148 khoản 5.
    """
    counted = counted_day(due, calendar)
    return calendar.next_working(counted) if counted else None


def counted_day(due: DueRule, calendar: WorkCalendar = NATIONAL) -> date | None:
    """The day to which a period from an event counts, before the rule about days off."""
    if due.kind is not DueKind.DAYS_AFTER_EVENT or due.event_on is None or due.days is None:
        return None
    if due.working_days:
        return calendar.add_working_days(due.event_on, due.days)
    return due.event_on + timedelta(days=due.days)


def _day_or_before(due: DueRule) -> date | None:
    return due.on - ONE_DAY if due.on and due.before else due.on


def _in_last_month(due: DueRule, window: Window) -> date | None:
    if due.day is None:
        return None
    found = month_day_on(window, due.day, before=due.before)
    # A window clipped to its last days would be due before it begins: then its own end is the only fair date.
    return found if found >= window.start else window.end


def _from_calendar(due: DueRule, kind: WindowKind, window: Window) -> date | None:
    known = [*due.dates, due.on] if due.on else list(due.dates)
    if kind is not PeriodKind.PLAN:
        known = [day for day in known if day in window]
    return max(known, default=None)
