"""What the evidence of one window adds up to: pieces by grade, on which days, and the latest measurement. Pure.

Sums only; whether it is enough, late or at risk is judged in the room of progress. A tally may be kept
(``WindowCount``), since it can be made again from the activities at any time and has to come out the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from lantoa.core.periods import Window
from lantoa.plans.rules.commitment import Measure, MeasureKind
from lantoa.plans.rules.matching import ActivityFacts, admits


@dataclass(frozen=True, slots=True)
class Tally:
    """``have``: pieces (ratio: measurements), which is also the sum of ``grades``. ``numerator`` of
    ``denominator``: the latest measurement. ``pieces``: (day, how many) for each activity, in the order of days and
    ids; ``shares``: (day, numerator, denominator) of each measurement."""

    have: int = 0
    grades: Mapping[str, int] = field(default_factory=dict)
    numerator: int | None = None
    denominator: int | None = None
    pieces: tuple[tuple[date, int], ...] = ()
    shares: tuple[tuple[date, int, int], ...] = ()


def linked_in(commitment_id: str, window: Window, activities: Iterable[ActivityFacts]) -> list[ActivityFacts]:
    """The activities that a person linked to the commitment for this window, each once, in the order of their ids."""
    once = {a.id: a for a in activities if a.counts_in(commitment_id, window)}
    return [once[key] for key in sorted(once)]


def is_counted(commitment_id: str, measure: Measure, activity: ActivityFacts) -> bool:
    """A measurement counts for the share that a person gave it for, whatever the activity; the rest has to match."""
    if measure.kind is MeasureKind.RATIO:
        return activity.measurement(commitment_id) is not None
    return admits(measure.match, activity)


def tally_of(commitment_id: str, measure: Measure, counted: Iterable[ActivityFacts]) -> Tally:
    """The sum over activities that count. Their order does not matter: of two measurements on one day the one with
    the greater id is the later."""
    ordered = sorted(counted, key=lambda activity: (activity.happened_on, activity.id))
    grades: dict[str, int] = {}
    for activity in ordered:
        grades[activity.grade.value] = grades.get(activity.grade.value, 0) + pieces_of(measure, activity)
    pieces = tuple((activity.happened_on, pieces_of(measure, activity)) for activity in ordered)
    shares = _shares(commitment_id, ordered) if measure.kind is MeasureKind.RATIO else ()
    _day, part, whole = shares[-1] if shares else (None, None, None)
    return Tally(sum(grades.values()), dict(sorted(grades.items())), part, whole, pieces, shares)


def pieces_of(measure: Measure, activity: ActivityFacts) -> int:
    """How many pieces of the measure an activity stands for."""
    return activity.count if measure.kind is MeasureKind.COUNT else 1


def _shares(commitment_id: str, ordered: list[ActivityFacts]) -> tuple[tuple[date, int, int], ...]:
    measured = ((activity.happened_on, activity.measurement(commitment_id)) for activity in ordered)
    return tuple((day, *found) for day, found in measured if found)
