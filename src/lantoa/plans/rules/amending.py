"""What an amendment does to due work: only what changed is planned again, and what is over stays as it was judged.

ADR 0022: a window that ended before the amendment takes effect, or that it would change half-way although a later one
comes, keeps the measure of the former edition. Only the last (or only) window of its kind is changed while it runs:
otherwise a yearly target could not be amended at all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lantoa.core.periods import PeriodKind
from lantoa.plans.rules.commitment import CommitmentFacts, DueWindow

Key = tuple[PeriodKind, date]


@dataclass(frozen=True, slots=True)
class Replanned:
    """The windows of a commitment after an amendment; every former and every wanted window is considered once.

    ``kept``: go along unchanged, judged as before; ``on``: go on under the new terms, with their new dates; ``new``:
    added; ``left``: no longer owed, they stay with the former edition.
    """

    kept: tuple[DueWindow, ...] = ()
    on: tuple[DueWindow, ...] = ()
    new: tuple[DueWindow, ...] = ()
    left: tuple[DueWindow, ...] = ()

    @property
    def first_day(self) -> date | None:
        """From which window on the new terms hold; None where there is none."""
        return min((due.window.start for due in (*self.on, *self.new)), default=None)


def key_of(due: DueWindow) -> Key:
    """What tells the windows of one commitment apart."""
    return due.kind, due.window.start


def replan(there: Sequence[DueWindow], wanted: Sequence[DueWindow], *, effective_on: date) -> Replanned:
    """Former windows (``there``; none for a new commitment) and those of the new edition → what becomes of each.

    Wanted windows that ended before ``effective_on`` are not planned: nobody owes by a plan that came later.
    """
    target, known = {key_of(due): due for due in wanted}, {key_of(due) for due in there}
    last = _last_windows(wanted)
    kept = [due for due in there if _is_over(due, target, last, effective_on=effective_on)]
    over = {key_of(due) for due in kept}
    on = [target[key_of(due)] for due in there if key_of(due) not in over and key_of(due) in target]
    left = [due for due in there if key_of(due) not in over and key_of(due) not in target]
    new = [due for due in wanted if key_of(due) not in known and due.window.end >= effective_on]
    if not there:
        new = [due for due in new if due.window.start >= effective_on or due in last]
    return Replanned(tuple(kept), tuple(on), tuple(new), tuple(left))


def _last_windows(wanted: Iterable[DueWindow]) -> tuple[DueWindow, ...]:
    found: dict[PeriodKind, DueWindow] = {}
    for due in wanted:
        if due.kind not in found or found[due.kind].window < due.window:
            found[due.kind] = due
    return tuple(found.values())


def _is_over(due: DueWindow, target: dict[Key, DueWindow], last: tuple[DueWindow, ...], *, effective_on: date) -> bool:
    if due.window.end < effective_on:
        return True
    wanted = target.get(key_of(due))
    return wanted is not None and due.window.start < effective_on and wanted not in last


def same_terms(one: CommitmentFacts, other: CommitmentFacts) -> bool:
    """Whether two editions of a commitment judge evidence alike: the measure and how binding it is."""
    return (one.measure, one.modality) == (other.measure, other.modality)


def effective_day(stated: date | None, issued_on: date | None, today: date) -> date:
    """From when an amendment holds: the day that a person or the document says, otherwise the day of its adoption."""
    return stated or issued_on or today


LITTLE_IN_COMMON = 0.4
"""Below this share of clauses that go on, the document is hardly an edition of the plan; unrelated plans of the same
genre reach 0.32 at most."""


def is_other_plan(kept: float, former: int) -> bool:
    """Whether an edition has so little in common with the former one that it was probably sent by mistake."""
    return former >= 3 and kept < LITTLE_IN_COMMON
