"""Progress as it stands: rows read into facts, judged by the rules. Nothing here is stored (design §1)."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from typing import Any

from lantoa.activities.queries import activity_facts
from lantoa.core.periods import Window
from lantoa.plans.models import Commitment, DueWork, PlanVersion
from lantoa.plans.queries import adopted_commitments, commitment_facts, due_window, terms_of
from lantoa.plans.rules.commitment import CommitmentFacts
from lantoa.plans.rules.matching import ActivityFacts
from lantoa.progress.rules import WindowProgress, judge, with_alternatives


@dataclass(frozen=True, slots=True)
class PlanProgress:
    """A plan's progress on one day.

    ``windows``: one judgement for each piece of due work, in the order of the plan and of time; ``rows`` the due
    work of the same index; ``commitments`` by id; ``activities``: every fact that was judged; ``memo``: what was
    derived from it alone, to be derived once."""

    version: PlanVersion
    today: date
    period: Window
    commitments: Mapping[str, Commitment]
    facts: Mapping[str, CommitmentFacts]
    rows: tuple[DueWork, ...]
    windows: tuple[WindowProgress, ...]
    activities: tuple[ActivityFacts, ...] = field(repr=False)
    memo: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def pairs(self) -> list[tuple[DueWork, WindowProgress]]:
        """Each piece of due work with its judgement."""
        return list(zip(self.rows, self.windows, strict=True))


def plan_progress(version: PlanVersion, *, today: date) -> PlanProgress:
    """Judge every window of an adopted version from the evidence alone. Six queries, whatever the size."""
    commitments = {str(row.pk): row for row in adopted_commitments(version)}
    facts = {key: commitment_facts(row) for key, row in commitments.items()}
    rows = tuple(_due_work(version))
    activities = tuple(activity_facts(version.pk))
    serving = Serving(activities)
    judged = [
        judge(
            terms_of(row, facts[str(row.commitment_id)]), due, serving.within(due.commitment_id, due.window),
            today=today, waived=bool(row.waived_reason),
        )
        for row in rows
        for due in (due_window(row),)
    ]  # fmt: skip
    windows = with_alternatives(judged, {key: one.alternative_group for key, one in facts.items()})
    return PlanProgress(
        version=version, today=today, period=_period(version, today), commitments=commitments, facts=facts,
        rows=rows, windows=tuple(windows), activities=activities,
    )  # fmt: skip


def _due_work(version: PlanVersion) -> list[DueWork]:
    rows = DueWork.objects.filter(commitment__version=version, commitment__decision="accepted")
    return list(
        rows.select_related("assignee", "unit", "terms").order_by(
            "commitment__position", "commitment_id", "window_end", "id"
        )
    )


class Serving:
    """Activities by the commitment that they serve and the day on which they count, so that a window is asked only
    for its own: a large ward has hundreds for each commitment."""

    def __init__(self, activities: Iterable[ActivityFacts]) -> None:
        found: dict[str, list[tuple[date, str, ActivityFacts]]] = {}
        for activity in activities:
            for link in activity.links:
                day = link.counted_on or activity.happened_on
                found.setdefault(link.commitment_id, []).append((day, activity.id, activity))
        self._sorted = {key: sorted(rows, key=_DAY_AND_ID) for key, rows in found.items()}

    def within(self, commitment_id: str, window: Window) -> list[ActivityFacts]:
        """What counts for the commitment in the window."""
        rows = self._sorted.get(commitment_id, [])
        first, after = bisect_left(rows, window.start, key=_DAY), bisect_right(rows, window.end, key=_DAY)
        return [activity for _day, _id, activity in rows[first:after]]


_DAY = itemgetter(0)
_DAY_AND_ID = itemgetter(0, 1)


def _period(version: PlanVersion, today: date) -> Window:
    plan = version.plan
    return Window(plan.period_start or date(today.year, 1, 1), plan.period_end or date(today.year, 12, 31))
