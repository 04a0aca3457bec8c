"""Progress from the kept counts (ADR 0020): the same judgements without reading a single activity.

What is kept is believed only where it was made for the days and terms that hold now; the rest is counted from the
activities here and now, so a window that nobody has counted yet is right, too.
"""

from datetime import date
from typing import Any

from lantoa.activities.counts import key_of, made_for, tallies
from lantoa.core.periods import PeriodKind, Window
from lantoa.plans.models import DueWork, PlanVersion, WindowCount
from lantoa.plans.queries import adopted_commitments, commitment_facts, due_window, terms_of
from lantoa.plans.rules.commitment import CommitmentFacts, DueWindow
from lantoa.plans.rules.tally import Tally
from lantoa.progress.rules import WindowProgress, with_alternatives
from lantoa.progress.rules.judging import judge_tally

COLUMNS = ("made_for", "have", "grades", "numerator", "denominator")
WORK = (
    "pk", "commitment_id", "window_kind", "window_start", "window_end", "due_on", "waiting_for", "waived_reason",
    "terms_id", *(f"count__{name}" for name in COLUMNS),
)  # fmt: skip


def counted_windows(version: PlanVersion, *, today: date) -> list[WindowProgress]:
    """Every window of an adopted version as ``plan_progress`` judges it, without naming the activities. Three queries;
    four more where counts are missing or terms differ."""
    commitments = adopted_commitments(version).select_related(None).prefetch_related(None)
    facts = {row.pk: commitment_facts(row) for row in commitments.prefetch_related("coordinating")}
    works = DueWork.objects.filter(commitment__version=version, commitment__decision="accepted")
    rows = list(works.order_by("commitment__position", "commitment_id", "window_end", "id").values_list(*WORK))
    other = _counted_now([row[0] for row in rows if not _is_believed(row)], facts, today)
    judged = [other.get(row[0]) or _judged(row, facts[row[1]], today) for row in rows]
    return with_alternatives(judged, {one.id: one.alternative_group for one in facts.values()})


def _is_believed(row: tuple[Any, ...]) -> bool:
    _pk, _commitment, _kind, start, end, _due, _waiting, _waived, terms, made, *_counts = row
    return terms is None and made == key_of(start, end, terms)


def _judged(row: tuple[Any, ...], facts: CommitmentFacts, today: date) -> WindowProgress:
    _pk, _commitment, kind, start, end, due_on, waiting, waived, _terms, _made, *counts = row
    due = DueWindow(facts.id, PeriodKind(kind), Window(start, end), due_on, waiting)
    return judge_tally(facts, due, Tally(*counts), today=today, waived=bool(waived))


def _counted_now(ids: list[int], facts: dict[int, CommitmentFacts], today: date) -> dict[int, WindowProgress]:
    """What is not kept, counted from the activities."""
    if not ids:
        return {}
    works = DueWork.objects.filter(pk__in=ids).select_related("commitment", "terms")
    return {
        work.pk: judge_tally(
            terms_of(work, facts[work.commitment_id]), due_window(work), tally,
            today=today, waived=bool(work.waived_reason),
        )
        for work, tally in tallies(works).items()
    }  # fmt: skip


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
