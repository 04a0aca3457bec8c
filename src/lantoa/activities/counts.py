"""Counts of windows, kept in the transaction of each change of an activity or its evidence (design §5, ADR 0020).

Every action that changes what counts calls ``recount`` after its entry in the ledger: the ledger is written by one
transaction of a commune at a time, so whoever counts sees everything that was counted before. What is counted is
counted anew from the rows, never added to: a wrong count mends itself with the next change, and every night
(``jobs``)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db import models

from lantoa.activities.counting import counted
from lantoa.activities.models import Activity, Service
from lantoa.core.periods import Window
from lantoa.ledger.actions import queue_up
from lantoa.plans.models import Commitment, DueWork, WindowCount
from lantoa.plans.queries import measure_of
from lantoa.plans.rules.commitment import Measure
from lantoa.plans.rules.counting import Slot
from lantoa.plans.rules.tally import Tally

COLUMNS = ("made_for", "have", "grades", "numerator", "denominator", "pieces")


@dataclass(frozen=True, slots=True)
class Touched:
    """What an activity bears on: commitments, and the days on which it counts for them."""

    commitments: frozenset[int] = frozenset()
    days: frozenset[date] = frozenset()

    def __or__(self, other: "Touched") -> "Touched":
        return Touched(self.commitments | other.commitments, self.days | other.days)


def touched_by(activity: Activity) -> Touched:
    """What the activity bears on as it stands now; to be asked before a change, and after it."""
    rows = list(Service.objects.filter(activity=activity).values_list("commitment_id", "counted_on"))
    days = frozenset(counted_on or activity.happened_on for _commitment, counted_on in rows)
    return Touched(frozenset(commitment for commitment, _counted_on in rows), days)


def recount_of(activity: Activity, before: Touched | None = None) -> None:
    """Count what the activity bears on, and what it bore on ``before`` the change."""
    recount((before or Touched()) | touched_by(activity))


def recount(touched: Touched) -> None:
    """Count the windows of these commitments that hold one of these days."""
    if touched.commitments and touched.days:
        holds = models.Q()
        for day in touched.days:
            holds |= models.Q(window_start__lte=day, window_end__gte=day)
        _keep(list(_works(touched.commitments).filter(holds)))


def recount_all(commitments: Iterable[int]) -> None:
    """Count every window of these commitments: after many changes at once, and where windows are new."""
    _keep(list(_works(frozenset(commitments))))


def forget(commitments: Iterable[int]) -> None:
    """Keep no counts of these commitments until ``recount_all``: between the batches of an import they are counted when
    they are asked for."""
    WindowCount.objects.filter(work__commitment_id__in=list(commitments)).delete()


def _works(commitments: frozenset[int]) -> models.QuerySet[DueWork]:
    rows = DueWork.objects.filter(commitment_id__in=commitments)
    return rows.select_related("commitment", "terms").defer("commitment__text", "terms__text")


def _keep(works: list[DueWork]) -> None:
    if works:
        queue_up(works[0].commune_id)  # free where the entry was written already
    made = [
        WindowCount.of(work.commune_id, work=work, **columns_of(work, tally)) for work, tally in tallies(works).items()
    ]
    WindowCount.objects.bulk_create(
        made, batch_size=500, update_conflicts=True, unique_fields=["work"], update_fields=list(COLUMNS)
    )


def columns_of(work: DueWork, tally: Tally) -> dict[str, object]:
    """A tally as the columns of ``WindowCount``."""
    found = tally.shares or tally.pieces
    return {
        "made_for": made_for(work), "have": tally.have, "grades": dict(tally.grades), "numerator": tally.numerator,
        "denominator": tally.denominator, "pieces": [[one[0].isoformat(), *one[1:]] for one in found],
    }  # fmt: skip


def made_for(work: DueWork) -> str:
    """Of which days and under which terms a count is the sum."""
    return key_of(work.window_start, work.window_end, work.terms_id)


@lru_cache(maxsize=4096)
def key_of(start: date, end: date, terms_id: int | None) -> str:
    """See ``made_for``."""
    return f"{start}/{end}/{terms_id or 0}"


def measure_for(work: DueWork) -> Measure:
    """The measure of one window: that of its commitment, or the terms that an amendment left to it."""
    terms: Commitment = work.terms or work.commitment
    return measure_of(terms)


def tallies(works: Iterable[DueWork]) -> dict[DueWork, Tally]:
    """The tally of each window from the activities themselves. Three queries, whatever the number."""
    there = list(works)
    found = counted(slot_of(work, measure_for(work)) for work in there)
    return {work: found[work.pk].tally for work in there}


def slot_of(work: DueWork, measure: Measure) -> Slot:
    """A piece of due work as the counting sees it."""
    return Slot(work.pk, work.commitment_id, Window(work.window_start, work.window_end), measure)
