"""What would close a gap: proposed days for the pieces that a window lacks, spread over the working days that are
left."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lantoa.core.errors import Refused
from lantoa.core.holidays import WorkCalendar
from lantoa.core.periods import ONE_DAY, Window
from lantoa.progress.rules.forecast import Forecast, Verdict

MOST_PROPOSED = 12
"""Days that one proposal names; what is missing beyond is shared among them."""
MEND_DAYS = 15
"""As long after its window can work still be made good: the grace of ``judging.Pace``."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """On this day so many pieces. ``fills``: the pieces that the window then has."""

    on: date
    pieces: int
    fills: int


def time_left(foretold: Forecast, today: date, window_end: date) -> Window | None:
    """The days on which the gap can be closed: until the deadline, or, when that has passed, until work can no
    longer be made good. None when nothing can be done any more."""
    last = foretold.deadline
    if foretold.verdict is Verdict.MISSED:
        last = max(foretold.deadline, window_end) + timedelta(days=MEND_DAYS)
    return Window(today, last) if today <= last else None


def proposals(
    gap: int, left: Window, *, calendar: WorkCalendar, have: int = 0, each: int = 1, taken: Collection[date] = ()
) -> list[Proposal]:
    """One day for each entry that is missing, evenly spread, on working days that are not ``taken`` while there are
    others; the last one some days before the end. Empty where nothing is missing or no working day is left.

    ``gap``: pieces that are missing; ``each``: pieces of one entry; ``have``: pieces that are there or planned.
    """
    days = calendar.working_days(Window(left.start + ONE_DAY, left.end)) if left.days > 1 else []
    days = days or calendar.working_days(left)
    if not days or gap <= 0:
        return []
    free = [day for day in days if day not in taken]
    entries = min(-(-gap // each), MOST_PROPOSED)
    return _shared(_spread(free if len(free) >= entries else days, entries), gap, have)


def _spread(days: Sequence[date], entries: int) -> list[date]:
    """So many days at even distances; the same day more than once only where there are fewer days than entries."""
    return [days[min((number + 1) * len(days) // (entries + 1), len(days) - 1)] for number in range(entries)]


def _shared(days: Sequence[date], gap: int, have: int) -> list[Proposal]:
    """The gap, shared among the days; the first ones take what does not divide."""
    made, each, more = [], *divmod(gap, len(days))
    for number, day in enumerate(days):
        pieces = each + (number < more)
        have += pieces
        made.append(Proposal(day, pieces, have))
    return made


def check_day(day: date, left: Window | None) -> None:
    """A planned day has to come, and in time.

    Raises:
        Refused: ``planned_day``.
    """
    if left is None or day not in left:
        until = f" đến {left.end:%d/%m/%Y}" if left else ""
        raise Refused(
            "planned_day",
            f"Ngày {day:%d/%m/%Y} không kịp hoặc đã qua: hãy chọn một ngày từ hôm nay{until}.",
        )
