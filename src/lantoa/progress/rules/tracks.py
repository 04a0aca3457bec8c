"""One window of one commitment as the forecast looks at it: when, of its working time, each piece of work was done.

Positions are shares of the *working* days of a window up to its deadline (Tết, holidays and weekends hold no work, so
no time passes in them): 0 = on the first day, 0.5 = half of the working days lay before it, 1 or more = after the
deadline. So a February with Tết and an October can be laid over each other.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from lantoa.core.periods import ONE_DAY, Window
from lantoa.plans.rules.commitment import CommitmentFacts, DueWindow, MeasureKind, WindowKind
from lantoa.plans.rules.matching import ActivityFacts
from lantoa.plans.rules.tally import Tally, is_counted, linked_in, tally_of

AFTER = 2.0
"""The position of everything that was done after the deadline."""


def is_weekday(day: date) -> bool:
    """Monday to Friday: what is known without the holidays of the State and of the commune."""
    return day.weekday() < 5


@dataclass(frozen=True, slots=True)
class WorkDays:
    """The working days of a stretch of time, counted once. ``before[i]`` lie before day ``first + i``."""

    first: date
    before: tuple[int, ...]

    def until(self, day: date) -> int:
        """How many working days lie before ``day``; days outside of the stretch count as its ends."""
        return self.before[min(max((day - self.first).days, 0), len(self.before) - 1)]

    def share(self, day: date, time: Window) -> float:
        """The position of a day in a window; ``AFTER`` when it lies behind it."""
        return self.places([day], time)[day]

    def places(self, on: Iterable[date], time: Window) -> dict[date, float]:
        """The positions of many days in one window, each day counted once."""
        start, end = self.until(time.start), self.until(time.end + ONE_DAY)
        return {day: AFTER if day > time.end else self._place(day, time, start=start, end=end) for day in set(on)}

    def _place(self, day: date, time: Window, *, start: int, end: int) -> float:
        if end <= start:
            return max((day - time.start).days, 0) / time.days
        return max(self.until(day) - start, 0) / (end - start)

    def last_before(self, day: date, not_before: date) -> date | None:
        """The last working day up to ``day``; None where there is none from ``not_before`` on."""
        while day >= not_before:
            if self.until(day + ONE_DAY) > self.until(day):
                return day
            day -= ONE_DAY
        return None


def work_days(stretch: Window, is_working: Callable[[date], bool] = is_weekday) -> WorkDays:
    """Count the working days of a stretch. ``is_working``: see ``is_weekday``."""
    days = (stretch.start + timedelta(days=n) for n in range(stretch.days))
    return WorkDays(stretch.start, (0, *accumulate(int(is_working(day)) for day in days)))


@dataclass(frozen=True, slots=True)
class Track:
    """One window up to its deadline.

    ``pieces``: (position, how many, day), in order; for a ratio one piece for each measurement. ``met_at``: the
    position at which the measure was reached in time, else None. ``shares``: (day, percent) of each measurement.
    """

    commitment_id: str
    kind: WindowKind
    time: Window
    measure: MeasureKind
    need: int
    pieces: tuple[tuple[float, int, date], ...] = ()
    met_at: float | None = None
    percent: float | None = None
    shares: tuple[tuple[date, float], ...] = ()

    @property
    def total(self) -> int:
        """Pieces that were done in time."""
        return sum(number for position, number, _day in self.pieces if position < AFTER)

    @property
    def done(self) -> int:
        """All pieces, also those that came after the deadline."""
        return sum(number for _position, number, _day in self.pieces)

    def done_before(self, position: float) -> int:
        """Pieces that had been done when so much of the time had passed."""
        return sum(number for at, number, _day in self.pieces if at < position)


def track_of(
    commitment: CommitmentFacts, due: DueWindow, activities: Iterable[ActivityFacts], *, days: WorkDays
) -> Track:
    """What happened in one window. Work that is counted in it counts on the day it was done: handed in late is late."""
    linked = linked_in(commitment.id, due.window, activities)
    counted = [a for a in linked if is_counted(commitment.id, commitment.measure, a)]
    return track_of_tally(commitment, due, tally_of(commitment.id, commitment.measure, counted), days=days)


def track_of_tally(commitment: CommitmentFacts, due: DueWindow, tally: Tally, *, days: WorkDays) -> Track:
    """The same from what the evidence adds up to."""
    time = Window(due.window.start, max(due.due_on or due.window.end, due.window.start))
    if commitment.measure.kind is MeasureKind.RATIO:
        return _ratio_track(commitment, due, tally, days=days, time=time)
    place = days.places((day for day, _number in tally.pieces), time)
    pieces = tuple([(place[day], number, day) for day, number in tally.pieces])
    need = commitment.measure.need
    return Track(commitment.id, due.kind, time, commitment.measure.kind, need, pieces, _met_at(pieces, need))


def _met_at(pieces: Iterable[tuple[float, int, date]], need: int) -> float | None:
    done = 0
    for position, number, _day in pieces:
        done += number
        if done >= need:
            return position if position < AFTER else None
    return None


def _ratio_track(commitment: CommitmentFacts, due: DueWindow, tally: Tally, *, days: WorkDays, time: Window) -> Track:
    shares = tuple((day, 100 * part / whole) for day, part, whole in tally.shares)
    wanted = commitment.measure.percent
    goal = float(wanted) if wanted is not None else 100.0
    pieces = tuple((days.share(day, time), 1, day) for day, _share in shares)
    in_time = [(day, share) for day, share in shares if day <= time.end]
    met_at = None
    if in_time and (in_time[-1][1] > goal if commitment.measure.above else in_time[-1][1] >= goal):
        met_at = days.share(in_time[-1][0], time)
    return Track(commitment.id, due.kind, time, MeasureKind.RATIO, 1, pieces, met_at, goal, shares)
