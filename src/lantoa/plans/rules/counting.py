"""Many windows counted at once, from rows as lean as they come: what ``matching`` and ``tally`` say of one window, for
ten thousand activities in a few hundredths of a second. Pure.

The answer is that of ``linked_in``, ``is_counted`` and ``tally_of`` for each window (held by a property test). It is
quick because whether an activity is of the kind that a measure counts is asked once for all that are alike.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from lantoa.core.periods import Window
from lantoa.plans.rules.commitment import Match, Measure, MeasureKind
from lantoa.plans.rules.matching import ActivityFacts, admits
from lantoa.plans.rules.tally import Tally


class Likeness(NamedTuple):
    """All that a measure can ask of an activity (``matching.MatchField``)."""

    kind: str
    channels: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    audiences: frozenset[str] = frozenset()
    unit_id: str | None = None


class Done(NamedTuple):
    """One standing activity: its day, how many pieces it stands for, what it is like, the best grade of its
    evidence."""

    on: date
    times: int
    like: Likeness
    grade: str


Link = tuple[int, int, date | None, int | None, int | None]
"""That an activity serves a commitment (``matching.ActivityLink``): their numbers, the day on which it is counted
(None: its own), numerator and denominator of what was measured."""


class Slot(NamedTuple):
    """A window to be counted: the number of its due work, its commitment's, and by which measure."""

    work: int
    commitment: int
    window: Window
    measure: Measure


@dataclass(frozen=True, slots=True)
class Counted:
    """``tally`` of one window; ``ids``: of which activities, in the order of ``tally.pieces``; ``unmatched``: linked,
    but not what the measure counts."""

    tally: Tally = field(default_factory=Tally)
    ids: tuple[int, ...] = ()
    unmatched: tuple[int, ...] = ()


_Piece = tuple[date, str, int, int, str, int | None, int | None]
"""What one activity brings to one window: its day and its id as it is written elsewhere (in this order they are
sorted), its number, pieces, grade, and what was measured."""


class Fits(dict[Likeness, bool]):
    """Whether activities of a likeness are what a measure counts; asked once for each."""

    def __init__(self, match: Match) -> None:
        super().__init__()
        self.match = match

    def __missing__(self, like: Likeness) -> bool:
        found = self[like] = admits(self.match, _facts(like))
        return found


class _Bin:
    """One window while it is filled."""

    __slots__ = ("fits", "is_ratio", "of_count", "pieces", "slot", "unmatched")

    def __init__(self, slot: Slot, fits: "Fits") -> None:
        self.slot, self.fits = slot, fits
        self.is_ratio = slot.measure.kind is MeasureKind.RATIO
        self.of_count = slot.measure.kind is MeasureKind.COUNT
        self.pieces: list[_Piece] = []
        self.unmatched: list[int] = []

    def take(self, activity: int, done: Done, share: tuple[int | None, int | None]) -> None:
        """One activity that is linked to the commitment for this window."""
        (on, times, like, grade), (part, whole) = done, share
        if not (part is not None and whole) if self.is_ratio else not self.fits[like]:
            self.unmatched.append(activity)
            return
        self.pieces.append((on, str(activity), activity, times if self.of_count else 1, grade, part, whole))

    def counted(self) -> Counted:
        """What it all adds up to."""
        self.pieces.sort()
        grades: dict[str, int] = {}
        for _on, _key, _activity, times, grade, _part, _whole in self.pieces:
            grades[grade] = grades.get(grade, 0) + times
        part, whole = self.pieces[-1][5:] if self.is_ratio and self.pieces else (None, None)
        tally = Tally(
            sum(grades.values()), dict(sorted(grades.items())), part, whole,
            tuple([(piece[0], piece[3]) for piece in self.pieces]), self._shares(),
        )  # fmt: skip
        return Counted(tally, tuple([piece[2] for piece in self.pieces]), tuple(self.unmatched))

    def _shares(self) -> tuple[tuple[date, int, int], ...]:
        if not self.is_ratio:
            return ()
        return tuple((piece[0], piece[5] or 0, piece[6] or 0) for piece in self.pieces)


def _facts(like: Likeness) -> ActivityFacts:
    return ActivityFacts(
        id="", happened_on=date.min, kind=like.kind, channels=like.channels, topics=like.topics,
        audiences=like.audiences, unit_id=like.unit_id,
    )  # fmt: skip


def count(slots: Iterable[Slot], activities: Mapping[int, Done], links: Iterable[Link]) -> dict[int, Counted]:
    """Every window counted, by the number of its due work.

    ``activities``: those that stand, by number; ``links`` of others are passed over. A pair of activity and commitment
    is linked once. The order of links does not matter.
    """
    bins = _bins(slots)
    for activity, commitment, counted_on, part, whole in links:
        done = activities.get(activity)
        if done is None:
            continue
        day = counted_on or done.on
        for start, end, one in bins.get(commitment, ()):
            if start <= day <= end:
                one.take(activity, done, (part, whole))
    return {one.slot.work: one.counted() for found in bins.values() for _start, _end, one in found}


def _bins(slots: Iterable[Slot]) -> Mapping[int, Sequence[tuple[date, date, _Bin]]]:
    fits: dict[Match, Fits] = {}
    found: dict[int, list[tuple[date, date, _Bin]]] = {}
    for slot in slots:
        match = slot.measure.match
        one = _Bin(slot, fits.get(match) or fits.setdefault(match, Fits(match)))
        found.setdefault(slot.commitment, []).append((slot.window.start, slot.window.end, one))
    return found
