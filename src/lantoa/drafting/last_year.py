"""Last year's plan as it went: its commitments with their progress, for the plan that follows it."""

from datetime import date

from lantoa.core import clock
from lantoa.drafting.rules.renewing import Kept, LastPlan
from lantoa.drafting.rules.taking import Taken
from lantoa.plans.models import Commitment, PlanElement, PlanVersion
from lantoa.plans.queries import adopted_versions, due_rule, measure_of
from lantoa.plans.rules.commitment import CommitmentKind
from lantoa.progress.queries import PlanProgress, plan_progress
from lantoa.progress.rules import ProgressState, roll_up

SHORT = (ProgressState.MISSED, ProgressState.LATE)
MOST = 40
"""Contents and forms that are taken over."""


def plans_to_follow() -> list[PlanVersion]:
    """Adopted plans whose period is known, the latest first."""
    return [version for version in adopted_versions() if version.plan.period_start and version.plan.period_end]


def last_plan(version: PlanVersion, *, today: date | None = None) -> LastPlan:
    """Everything of a plan that the next one begins with."""
    progress = plan_progress(version, today=today or clock.today())
    plan = version.plan
    year = plan.period_end.year if plan.period_end else progress.period.end.year
    lines = tuple(_kept(row, progress) for row in progress.commitments.values())
    named = {kind: _texts(version, kind) for kind in ("content", "channel")}
    return LastPlan(year, f"{plan.title} ({plan.number})", lines, named["content"], named["channel"])


def _texts(version: PlanVersion, kind: str) -> tuple[str, ...]:
    rows = PlanElement.objects.filter(version=version, kind=kind).values_list("text", flat=True)
    whole = [text for text in dict.fromkeys(rows) if len(text) > 25]
    return tuple(whole[:MOST])


def _kept(row: Commitment, progress: PlanProgress) -> Kept:
    windows = [one for one in progress.windows if one.commitment_id == str(row.pk)]
    totals = roll_up(windows)
    return Kept(
        taken_of(row), owed=totals.owed - totals.count(ProgressState.NOT_DUE), done=totals.done,
        short=totals.count(*SHORT), have=totals.have, need=totals.need,
    )  # fmt: skip


def taken_of(row: Commitment) -> Taken:
    """A commitment as rows of drafts take it; reads ``coordinating``."""
    return Taken(
        id=str(row.pk), is_target=row.kind == CommitmentKind.TARGET.value, text=row.text, measure=measure_of(row),
        window=row.window, due=due_rule(row), lead=str(row.lead_id or ""),
        coordinating=tuple(str(link.unit_id) for link in row.coordinating.all()), output=row.output, unit=row.unit_text,
    )  # fmt: skip
