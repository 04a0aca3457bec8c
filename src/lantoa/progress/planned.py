"""Reads of planned work: which rows still stand, and what a page needs to plan more."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lantoa.communes.queries import work_calendar
from lantoa.core.periods import Window
from lantoa.plans.models import DueWork
from lantoa.progress.forecast import forecasts_of
from lantoa.progress.models import PlannedWork
from lantoa.progress.queries import PlanProgress
from lantoa.progress.rules import WindowProgress
from lantoa.progress.rules.closing import Proposal, proposals, time_left
from lantoa.progress.rules.forecast import Forecast


def planned_of(progress: PlanProgress) -> Mapping[int, Sequence[PlannedWork]]:
    """Planned work that is not done yet, by the id of its due work, in order of days. One query, kept with
    ``progress``: every change of a row leaves an entry in the ledger, as every change of what was done does."""
    known: Mapping[int, Sequence[PlannedWork]] | None = progress.memo.get("planned")
    if known is None:
        known = progress.memo["planned"] = _open_rows(progress)
    return known


def _open_rows(progress: PlanProgress) -> Mapping[int, Sequence[PlannedWork]]:
    judged = {work.pk: one for work, one in progress.pairs()}
    rows = PlannedWork.objects.filter(work_id__in=list(judged)).select_related("assignee", "unit")
    found: dict[int, list[PlannedWork]] = defaultdict(list)
    for row in rows:
        if is_open(row, judged[row.work_id]):
            found[row.work_id].append(row)
    return dict(found)


def is_open(row: PlannedWork, one: WindowProgress) -> bool:
    """Whether the window still lacks what the row was planned for."""
    return not one.met and one.have < row.fills


@dataclass(frozen=True, slots=True)
class Closing:
    """A window with what would close its gap. ``gap``: pieces that are neither done nor planned."""

    work: DueWork
    one: WindowProgress
    foretold: Forecast
    left: Window | None
    planned: Sequence[PlannedWork]
    proposed: Sequence[Proposal]

    @property
    def gap(self) -> int:
        """Pieces that nothing is planned for."""
        return max(self.foretold.gap - sum(row.pieces for row in self.planned), 0)


def closing_of(progress: PlanProgress, work_id: int) -> Closing | None:
    """What would close the gap of one window; None where there is no gap to foretell."""
    foretold = forecasts_of(progress).get(work_id)
    if foretold is None or not foretold.gap:
        return None
    work, one = next(pair for pair in progress.pairs() if pair[0].pk == work_id)
    left = time_left(foretold, progress.today, one.window.end)
    planned = planned_of(progress).get(work_id, ())
    return Closing(work, one, foretold, left, planned, _proposed(foretold, one, left=left, planned=planned))


def _proposed(
    foretold: Forecast, one: WindowProgress, *, left: Window | None, planned: Sequence[PlannedWork]
) -> list[Proposal]:
    """Proposals for what is not planned yet; a day that has passed without the work does not count as a plan."""
    if left is None:
        return []
    ahead = [row for row in planned if row.planned_on >= left.start]
    covered = sum(row.pieces for row in ahead)
    return proposals(
        foretold.gap - covered, left, calendar=work_calendar(), have=one.have + covered, each=foretold.each,
        taken=[row.planned_on for row in ahead],
    )  # fmt: skip
