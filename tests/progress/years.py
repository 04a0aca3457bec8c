"""Invented years of invented wards: how people of several kinds fill the windows of their commitments.

None of the behaviours is the model of the forecast: nobody here draws from a Poisson stream. Each is a small story
of how work is done, with chances of its own; the year of a ward mixes them."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lantoa.core.periods import PeriodKind, Window
from lantoa.plans.rules.commitment import CommitmentFacts, CommitmentKind, DueWindow, Measure, MeasureKind, Modality
from lantoa.plans.rules.expansion import expand
from lantoa.plans.rules.matching import ActivityFacts, ActivityLink
from lantoa.progress.rules.forecast import Forecast, Verdict, forecast
from lantoa.progress.rules.judging import ProgressState, judge
from lantoa.progress.rules.rhythm import Rhythm, learned
from lantoa.progress.rules.tracks import is_weekday, track_of, work_days

YEAR = Window(date(2026, 1, 1), date(2026, 12, 31))
TET = Window(date(2026, 2, 14), date(2026, 2, 22))
Dice = random.Random
Days = list[date]


def working_days(window: Window) -> Days:
    """Weekdays outside of Tết."""
    days = (window.start + timedelta(n) for n in range(window.days))
    return [day for day in days if is_weekday(day) and day not in TET]


@dataclass
class Worker:
    """One person's way. ``skill``: the chance that a planned piece is really done. ``stops``: stops when it is
    enough."""

    way: str
    skill: float
    stops: bool

    def works(self, dice: Dice, window: Window, need: int) -> Days:
        """The days on which pieces were done in a window, in order."""
        days = working_days(window)
        done = sorted(WAYS[self.way](self, dice, days, need)) if days else []
        return done[:need] if self.stops else done


def steady(worker: Worker, dice: Dice, days: Days, need: int) -> Days:
    """Evenly spread, a day or two early or late, some of it falls through."""
    step = len(days) / need
    places = [min(max(int((n + 0.5) * step + dice.gauss(0, step / 4)), 0), len(days) - 1) for n in range(need)]
    done = [days[place] for place in places if dice.random() < worker.skill]
    return done + ([dice.choice(days)] if dice.random() < 0.3 else [])


def procrastinating(worker: Worker, dice: Dice, days: Days, need: int) -> Days:
    """Nothing before the last third; then all of it, or in a bad month only what could still be done."""
    last = days[-max(len(days) // 3, 1) :]
    if dice.random() < worker.skill:
        return [dice.choice(last) for _ in range(need)]
    return [dice.choice(last) for _ in range(dice.randrange(need))]


def bursty(worker: Worker, dice: Dice, days: Days, need: int) -> Days:
    """Campaigns: now and then several on neighbouring days, then nothing for a while."""
    done: Days = []
    for _ in range(dice.choice((1, 1, 2, 2, 3))):
        if dice.random() < worker.skill:
            place = dice.randrange(len(days))
            done += [days[min(place + dice.randrange(3), len(days) - 1)] for _ in range(max(round(need * 0.6), 1))]
    return done


def dying(worker: Worker, dice: Dice, days: Days, need: int) -> Days:
    """Good in January, every month a little less, hardly anything at the end of the year."""
    left = max(1.1 - days[0].month / (8 + 8 * worker.skill), 0.05)
    return steady(Worker("steady", left, stops=False), dice, days, need)


def seasonal(worker: Worker, dice: Dice, days: Days, need: int) -> Days:
    """Slow around Tết and in summer, and everything else gets done at the end of a half-year."""
    slow = days[0].month in {1, 2, 7, 8}
    skill = worker.skill * (0.7 if slow else 1.1)
    return steady(Worker("steady", skill, stops=False), dice, days, need)


WAYS: dict[str, Callable[[Worker, Dice, Days, int], Days]] = {
    "steady": steady, "procrastinating": procrastinating, "bursty": bursty, "dying": dying, "seasonal": seasonal,
}  # fmt: skip

SHAPES = (
    (PeriodKind.MONTH, MeasureKind.COUNT, 4), (PeriodKind.MONTH, MeasureKind.COUNT, 2),
    (PeriodKind.MONTH, MeasureKind.COUNT, 8), (PeriodKind.MONTH, MeasureKind.DELIVERABLE, 1),
    (PeriodKind.QUARTER, MeasureKind.COUNT, 3), (PeriodKind.QUARTER, MeasureKind.COUNT, 6),
    (PeriodKind.QUARTER, MeasureKind.DELIVERABLE, 1), (PeriodKind.HALF_YEAR, MeasureKind.COUNT, 2),
    (PeriodKind.HALF_YEAR, MeasureKind.DELIVERABLE, 1), (PeriodKind.YEAR, MeasureKind.COUNT, 4),
    (PeriodKind.YEAR, MeasureKind.DELIVERABLE, 1),
)  # fmt: skip


@dataclass
class Promise:
    """A commitment, its windows, and everything that was really done for it in the year."""

    facts: CommitmentFacts
    windows: list[DueWindow]
    activities: list[ActivityFacts]
    way: str


def promise(dice: Dice, number: int, way: str, shape: tuple[PeriodKind, MeasureKind, int]) -> Promise:
    """One commitment, lived through the whole year by one worker."""
    window_kind, measure, need = shape
    facts = CommitmentFacts(
        id=str(number), kind=CommitmentKind.TASK, modality=Modality.MUST,
        measure=Measure(measure, n=need if measure is MeasureKind.COUNT else None), window_kind=window_kind,
    )  # fmt: skip
    worker = Worker(way, skill=dice.uniform(0.55, 1.0), stops=dice.random() < 0.6)
    windows = expand(facts, YEAR)
    days = [day for due in windows for day in worker.works(dice, due.window, need)]
    link = (ActivityLink(facts.id),)
    activities = [ActivityFacts(f"{number}-{n:04d}", day, "news", links=link) for n, day in enumerate(sorted(days))]
    return Promise(facts, windows, activities, way)


def ward(seed: int, ways: tuple[str, ...] = tuple(WAYS)) -> list[Promise]:
    """A ward's year: every shape of commitment twice, each done in a way of its own."""
    dice = random.Random(seed)  # noqa: S311 - data of a test
    return [promise(dice, n, dice.choice(ways), shape) for n, shape in enumerate((*SHAPES, *SHAPES))]


def wards(seeds: range, ways: tuple[str, ...] = tuple(WAYS)) -> Iterator[list[Promise]]:
    """Several wards, one for each seed."""
    for seed in seeds:
        yield ward(seed, ways)


@dataclass(frozen=True)
class Guess:
    """A window that was still open on a day: what was foretold, and what became of it."""

    foretold: Forecast
    state: ProgressState
    was_met: bool


DAYS = work_days(Window(date(2025, 1, 1), date(2027, 12, 31)), lambda day: is_weekday(day) and day not in TET)


def guesses(year: list[Promise], at: float) -> Iterator[Guess]:
    """The forecast of each window of a ward's year at the share ``at`` of its days, from what was known on that
    day."""
    real = {
        (one.facts.id, due.window.start): track_of(one.facts, due, one.activities, days=DAYS)
        for one in year for due in one.windows
    }  # fmt: skip
    for one in year:
        for due in one.windows:
            today = due.window.start + timedelta(int(due.window.days * at))
            known = [activity for activity in one.activities if activity.happened_on <= today]
            track = track_of(one.facts, due, known, days=DAYS)
            past = sorted((track for track in real.values() if track.time.end < today), key=lambda track: track.time)
            ward_past = [other for other in past if other.measure is track.measure]
            foretold = forecast(
                track, own=[other for other in past if other.commitment_id == one.facts.id],
                ward=learned(Rhythm(), ward_past, belief=6.0, fade=1.0), today=today, days=DAYS,
            )  # fmt: skip
            if foretold and foretold.verdict is not Verdict.MET:
                state = judge(one.facts, due, known, today=today).state
                yield Guess(foretold, state, real[one.facts.id, due.window.start].met_at is not None)
