"""The last judgements, kept for as long as nothing happened in the commune (``ledger.kept``)."""

from datetime import date

from lantoa.ledger.kept import kept
from lantoa.plans.models import PlanVersion
from lantoa.plans.queries import adopted_version
from lantoa.progress.queries import PlanProgress, plan_progress


def recent_progress(version: PlanVersion, *, today: date) -> PlanProgress:
    """The same as ``plan_progress``. What is returned is shared between requests: read it, never change it."""
    return kept(version.commune_id, ("progress", version.pk, today), lambda: plan_progress(version, today=today))


def running_progress(commune_id: int, *, today: date) -> PlanProgress | None:
    """The progress of the plan that runs on a day; None where none was adopted yet. Shared, as above."""
    version = kept(commune_id, ("running plan", today), lambda: adopted_version(today))
    return recent_progress(version, today=today) if version else None
