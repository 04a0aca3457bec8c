"""Progress in windows alone, by plain columns: from the kept counts without reading a single activity (ADR 0020), or
counted anew from the activities. Both are what ``plan_progress`` says, without the names of the activities.

What is kept is believed only where it was made for the days and terms that hold now; the rest is counted from the
activities here and now, so a window that nobody has counted yet is right, too.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import models
from django.db.models.functions import Cast

from lantoa.activities.counting import summed
from lantoa.activities.counts import key_of, made_for, tallies
from lantoa.core.periods import PeriodKind, Window
from lantoa.plans.models import Commitment, DueWork, PlanVersion, WindowCount
from lantoa.plans.queries import judged_facts
from lantoa.plans.rules.commitment import CommitmentFacts, DueWindow
from lantoa.plans.rules.counting import Slot
from lantoa.plans.rules.review import Decision
from lantoa.plans.rules.tally import Tally
from lantoa.progress.rules import WindowProgress, with_alternatives
from lantoa.progress.rules.judging import Sums, judge_tally

_ACCEPTED = Decision.ACCEPTED.value
COLUMNS = ("made_for", "have", "grades", "numerator", "denominator")


class _Row(NamedTuple):
    """One piece of due work and what is kept of it, in the order of ``_WORK``."""

    work: int
    commitment: int
    kind: str
    start: date
    end: date
    due_on: date | None
    waiting_for: str
    waived: str
    terms: int | None
    made_for: str | None
    have: int
    grades: str
    numerator: int | None
    denominator: int | None

    @property
    def is_believed(self) -> bool:
        """Whether the kept count is the sum of these days and terms."""
        return self.terms is None and self.made_for == key_of(self.start, self.end, None)


_WORK = (
    "pk", "commitment_id", "window_kind", "window_start", "window_end", "due_on", "waiting_for", "waived_reason",
    "terms_id", "count__made_for", "count__have", "grades", "count__numerator", "count__denominator",
)  # fmt: skip


def counted_windows(version: PlanVersion, *, today: date) -> list[WindowProgress]:
    """Every window of an adopted version as ``plan_progress`` judges it, without naming the activities. Two queries;
    three more where counts are missing, one where terms differ."""
    return _windows(version, today, believing=True)


def recounted_windows(version: PlanVersion, *, today: date) -> list[WindowProgress]:
    """The same, every window counted from the activities. Five queries, one more where terms differ."""
    return _windows(version, today, believing=False)


def _windows(version: PlanVersion, today: date, *, believing: bool) -> list[WindowProgress]:
    rows, facts = _rows(version), judged_facts(Commitment.objects.filter(version=version, decision=_ACCEPTED))
    anew = [row for row in rows if not (believing and row.is_believed)]
    terms = _terms(anew, facts)
    sums = summed(
        Slot(
            row.work, row.commitment, Window(row.start, row.end), (terms.get(row.work) or facts[row.commitment]).measure
        )
        for row in anew
    )
    judged = [
        judge_tally(
            terms.get(row.work) or facts[row.commitment], _due(row[1:7]),
            sums[row.work] if row.work in sums else _kept(row), today=today, waived=bool(row.waived),
        )
        for row in rows
    ]  # fmt: skip
    return with_alternatives(judged, {one.id: one.alternative_group for one in facts.values()})


def _rows(version: PlanVersion) -> list[_Row]:
    works = DueWork.objects.filter(commitment__version=version, commitment__decision=_ACCEPTED)
    works = works.annotate(grades=Cast("count__grades", models.TextField()))
    ordered = works.order_by("commitment__position", "commitment_id", "window_end", "id")
    return [_Row._make(row) for row in ordered.values_list(*_WORK)]


@lru_cache(maxsize=16_384)
def _due(row: tuple[int, str, date, date, date | None, str]) -> DueWindow:
    """What is due, from its columns; a window that was seen before is not made anew."""
    commitment, kind, start, end, due_on, waiting_for = row
    return DueWindow(str(commitment), PeriodKind(kind), Window(start, end), due_on, waiting_for)


def _kept(row: _Row) -> Sums:
    return Sums(row.have, _grades(row.grades), row.numerator, row.denominator)


@lru_cache(maxsize=4096)
def _grades(text: str) -> Mapping[str, int]:
    found: Mapping[str, int] = json.loads(text)
    return found


def _terms(rows: Iterable[_Row], facts: Mapping[int, CommitmentFacts]) -> dict[int, CommitmentFacts]:
    """By due work: what the windows that an amendment left behind are judged by."""
    left = {row.work: row for row in rows if row.terms is not None}
    if not left:
        return {}
    former = judged_facts(Commitment.objects.filter(pk__in={row.terms for row in left.values()}))
    return {
        work: replace(facts[row.commitment], measure=former[row.terms].measure, modality=former[row.terms].modality)
        for work, row in left.items()
        if row.terms is not None
    }


def kept_tallies(works: list[DueWork], *, with_pieces: bool = False) -> dict[int, Tally]:
    """The tally of each window, by the id of its due work; ``pieces`` and ``shares`` only where they are asked for.

    ``works``: with ``commitment`` and ``terms``. One query; three more where counts are missing.
    """
    columns = (*COLUMNS, "pieces") if with_pieces else COLUMNS
    commitments = {work.commitment_id for work in works}
    rows = WindowCount.objects.filter(work__commitment_id__in=commitments).values_list("work_id", *columns)
    kept = {row[0]: row[1:] for row in rows}
    found, missing = {}, []
    for work in works:
        row = kept.get(work.pk)
        if row is None or row[0] != made_for(work):
            missing.append(work)
        else:
            found[work.pk] = _tally(row)
    return found | {work.pk: tally for work, tally in tallies(missing).items()} if missing else found


def _tally(row: tuple[Any, ...]) -> Tally:
    _made_for, have, grades, part, whole, *rest = row
    pieces: list[Any] = rest[0] if rest else []
    if part is None:
        return Tally(have, grades, part, whole, pieces=tuple((date.fromisoformat(day), n) for day, n in pieces))
    shares = tuple((date.fromisoformat(day), one, all_of) for day, one, all_of in pieces)
    return Tally(have, grades, part, whole, tuple((day, 1) for day, _one, _all in shares), shares)
