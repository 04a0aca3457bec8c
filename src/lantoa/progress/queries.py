"""Progress as it stands: rows read into facts, judged by the rules. Nothing here is stored (design §1)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lantoa.activities.counting import counted
from lantoa.activities.counts import slot_of
from lantoa.activities.queries import activity_facts
from lantoa.core.periods import Window
from lantoa.plans.models import Commitment, DueWork, PlanVersion
from lantoa.plans.queries import adopted_commitments, commitment_facts, due_window, terms_of
from lantoa.plans.rules.commitment import CommitmentFacts
from lantoa.plans.rules.counting import Counted
from lantoa.plans.rules.matching import ActivityFacts
from lantoa.plans.rules.tally import Tally
from lantoa.progress.rules import WindowProgress, with_alternatives
from lantoa.progress.rules.judging import judge_tally


@dataclass(frozen=True, slots=True)
class PlanProgress:
    """A plan's progress on one day.

    ``windows``: one judgement for each piece of due work, in the order of the plan and of time; ``rows`` the due
    work of the same index; ``commitments`` by id; ``tallies`` what was counted, by the number of the due work;
    ``memo``: what was derived from it alone, to be derived once."""

    version: PlanVersion
    today: date
    period: Window
    commitments: Mapping[str, Commitment]
    facts: Mapping[str, CommitmentFacts]
    rows: tuple[DueWork, ...]
    windows: tuple[WindowProgress, ...]
    tallies: Mapping[int, Tally] = field(repr=False)
    memo: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def pairs(self) -> list[tuple[DueWork, WindowProgress]]:
        """Each piece of due work with its judgement."""
        return list(zip(self.rows, self.windows, strict=True))

    @property
    def activities(self) -> tuple[ActivityFacts, ...]:
        """Every standing activity with its links to this version: read when somebody asks for more than sums."""
        if "activities" not in self.memo:
            self.memo["activities"] = tuple(activity_facts(self.version.pk))
        found: tuple[ActivityFacts, ...] = self.memo["activities"]
        return found


def plan_progress(version: PlanVersion, *, today: date) -> PlanProgress:
    """Judge every window of an adopted version from the evidence alone. Six queries, whatever the size."""
    commitments = {str(row.pk): row for row in adopted_commitments(version)}
    facts = {key: commitment_facts(row) for key, row in commitments.items()}
    rows = tuple(_due_work(version))
    terms = [terms_of(row, facts[str(row.commitment_id)]) for row in rows]
    found = counted(slot_of(row, one.measure) for row, one in zip(rows, terms, strict=True))
    judged = [_judged(row, one, found[row.pk], today=today) for row, one in zip(rows, terms, strict=True)]
    windows = with_alternatives(judged, {key: one.alternative_group for key, one in facts.items()})
    return PlanProgress(
        version=version, today=today, period=_period(version, today), commitments=commitments, facts=facts,
        rows=rows, windows=tuple(windows), tallies={work: one.tally for work, one in found.items()},
    )  # fmt: skip


def _judged(row: DueWork, terms: CommitmentFacts, found: Counted, *, today: date) -> WindowProgress:
    one = judge_tally(terms, due_window(row), found.tally, today=today, waived=bool(row.waived_reason))
    one.activity_ids = tuple(sorted(map(str, found.ids)))
    one.unmatched_ids = tuple(sorted(map(str, found.unmatched)))
    return one


def _due_work(version: PlanVersion) -> list[DueWork]:
    rows = DueWork.objects.filter(commitment__version=version, commitment__decision="accepted")
    return list(
        rows.select_related("assignee", "unit", "terms").order_by(
            "commitment__position", "commitment_id", "window_end", "id"
        )
    )


def _period(version: PlanVersion, today: date) -> Window:
    plan = version.plan
    return Window(plan.period_start or date(today.year, 1, 1), plan.period_end or date(today.year, 12, 31))
