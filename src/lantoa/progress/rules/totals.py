"""Roll-up of progress: sums that do not depend on order or on grouping, so that a unit, a ward and a
province agree.

Ratios keep numerator and denominator all the way up; a percentage is only ever computed at the end.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from typing import TypeVar

from lantoa.plans.rules.commitment import MeasureKind
from lantoa.progress.rules.judging import NOT_OWED, ProgressState, WindowProgress, percent_of

Key = TypeVar("Key", bound=str)


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over windows. ``need`` and ``have`` are pieces of work (ratios left out); ``numerator`` and
    ``denominator`` are sums over measurements, meaningful for commitments of one kind; ``activity_ids`` is
    a union, so an activity that serves several commitments is one activity."""

    by_state: Mapping[ProgressState, int] = field(default_factory=dict)
    need: int = 0
    have: int = 0
    numerator: int = 0
    denominator: int = 0
    grades: Mapping[str, int] = field(default_factory=dict)
    activity_ids: frozenset[str] = frozenset()

    def __add__(self, other: "Totals") -> "Totals":
        return Totals(
            by_state=_summed(self.by_state, other.by_state),
            need=self.need + other.need,
            have=self.have + other.have,
            numerator=self.numerator + other.numerator,
            denominator=self.denominator + other.denominator,
            grades=_summed(self.grades, other.grades),
            activity_ids=self.activity_ids | other.activity_ids,
        )

    def count(self, *states: ProgressState) -> int:
        """How many windows are in any of these states."""
        return sum(self.by_state.get(state, 0) for state in states)

    @property
    def owed(self) -> int:
        """Windows that somebody owes: all but waived, optional and standing aside for an alternative."""
        return sum(n for state, n in self.by_state.items() if state not in NOT_OWED)

    @property
    def done(self) -> int:
        """Windows that are fulfilled."""
        return self.count(ProgressState.DONE)

    @property
    def percent_done(self) -> Decimal | None:
        """Share of the owed windows that are fulfilled; None where nothing is owed."""
        return percent_of(self.done, self.owed)

    @property
    def percent(self) -> Decimal | None:
        """Share of the summed measurements; None where nothing was measured."""
        return percent_of(self.numerator, self.denominator)


def totals_of(one: WindowProgress) -> Totals:
    """One window as a sum."""
    return roll_up((one,))


def roll_up(progress: Iterable[WindowProgress]) -> Totals:
    """The sum over windows; rolling up parts and adding them gives the same."""
    there = list(progress)
    pieces = [one for one in there if one.measure_kind is not MeasureKind.RATIO]
    grades: Counter[str] = Counter()
    for one in there:
        grades.update(one.grades)
    return Totals(
        by_state=dict(Counter(one.state for one in there)),
        need=sum(one.need for one in pieces),
        have=sum(one.have for one in pieces),
        numerator=sum(one.numerator or 0 for one in there),
        denominator=sum(one.denominator or 0 for one in there),
        grades=dict(grades),
        activity_ids=frozenset(chain.from_iterable(one.activity_ids for one in there)),
    )


def unit_totals(progress: Iterable[WindowProgress], lead_of: Mapping[str, str | None]) -> dict[str | None, Totals]:
    """Units side by side: the totals of the commitments that each one leads; None = without a lead unit."""
    found: dict[str | None, list[WindowProgress]] = defaultdict(list)
    for one in progress:
        found[lead_of.get(one.commitment_id)].append(one)
    return {unit_id: roll_up(windows) for unit_id, windows in found.items()}


def _summed(left: Mapping[Key, int], right: Mapping[Key, int]) -> dict[Key, int]:
    return {key: left.get(key, 0) + right.get(key, 0) for key in left.keys() | right.keys()}
