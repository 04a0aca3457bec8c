"""Reads about amendments: which activities serve what is dropped, and what nobody counts any more."""

from collections.abc import Iterable

from django.db import models

from lantoa.activities.models import Service
from lantoa.plans.models import Commitment, Handover, Plan, PlanVersion
from lantoa.plans.rules.review import Decision, VersionState


def evidence_counts(ids: Iterable[int]) -> dict[int, int]:
    """How many standing activities serve each commitment."""
    rows = Service.objects.filter(commitment_id__in=list(ids), activity__withdrawn_at__isnull=True)
    counted = rows.values("commitment_id").order_by().annotate(n=models.Count("pk"))
    return {row["commitment_id"]: row["n"] for row in counted}


def handovers_of(version: PlanVersion) -> dict[int, int | None]:
    """What a person chose for the evidence of dropped commitments: the heir, or None for "stays where it is"."""
    return dict(Handover.objects.filter(version=version).values_list("former_id", "to_id"))


def left_behind(plan: Plan) -> models.QuerySet[Commitment]:
    """Commitments of replaced editions that activities still serve: those activities count nowhere in the plan."""
    rows = Commitment.objects.filter(
        version__plan=plan, version__state=VersionState.SUPERSEDED.value, decision=Decision.ACCEPTED.value
    )
    serving = Service.objects.filter(commitment=models.OuterRef("pk"), activity__withdrawn_at__isnull=True)
    return rows.filter(models.Exists(serving)).select_related("version", "lead").order_by("version", "position")
