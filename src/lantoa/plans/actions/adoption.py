"""Adoption (ban hành): the version is frozen under a fingerprint, and what the ward owes appears as due work."""

from django.db import transaction
from django.forms.models import model_to_dict

from lantoa.communes.models import Person
from lantoa.core import clock
from lantoa.core.clock import WARD_TIME
from lantoa.core.errors import Refused
from lantoa.ledger.actions import record
from lantoa.plans.models import Commitment, PlanVersion
from lantoa.plans.queries import blockers_of
from lantoa.plans.rules.digest import digest_of
from lantoa.plans.rules.review import Decision, VersionState, check_transition
from lantoa.plans.scheduling import create_due_work

NOT_FROZEN = ("id", "same_as", "merged_into", "decision", "revision", "doubts", "assumptions")
"""Traces of the review, which are not what the ward owes."""


@transaction.atomic
def adopt_version(*, version: PlanVersion, by: Person | None) -> int:
    """Freeze a reviewed version and make its due work. Returns how many pieces of due work there are.

    Raises:
        Refused("already_adopted"): somebody was quicker; ("not_ready"): something still stands in the way.
    """
    row: PlanVersion = (
        PlanVersion.objects.select_for_update(of=("self",)).select_related("plan", "adopted_by").get(pk=version.pk)
    )
    _check_first(row)
    check_transition(VersionState(row.state), VersionState.ADOPTED)
    if blockers := blockers_of(row):
        raise Refused("not_ready", f"Chưa ban hành được. {blockers[0].message}")
    superseded = _supersede(row)
    row.state, row.adopted_at, row.adopted_by = VersionState.ADOPTED.value, clock.now(), by
    row.digest = digest_of(row.text, frozen_items(row))
    row.save(update_fields=["state", "adopted_at", "adopted_by", "digest"])
    due = create_due_work(row)
    record(action="plan.adopted", on=row, by=by, plan=row.plan_id, digest=row.digest, due=due, superseded=superseded)
    return due


def frozen_items(version: PlanVersion) -> list[dict[str, object]]:
    """The accepted items as plain values, in order: what the fingerprint is taken of."""
    accepted = Commitment.objects.filter(version=version, decision=Decision.ACCEPTED.value)
    rows = accepted.order_by("position", "id").prefetch_related("coordinating")
    return [
        {
            **{key: value for key, value in model_to_dict(row).items() if key not in NOT_FROZEN},
            "coordinating": sorted(link.unit_id for link in row.coordinating.all()),
        }
        for row in rows
    ]


def _check_first(row: PlanVersion) -> None:
    if row.state != VersionState.ADOPTED.value or row.adopted_at is None:
        return
    who = row.adopted_by.name if row.adopted_by else "quản trị hệ thống"
    at = row.adopted_at.astimezone(WARD_TIME)
    raise Refused("already_adopted", f"Kế hoạch đã được {who} ban hành lúc {at:%H:%M} ngày {at:%d/%m/%Y}.")


def _supersede(row: PlanVersion) -> list[int]:
    """Before the new one is adopted: the table allows one adopted version per plan."""
    earlier = PlanVersion.objects.select_for_update().filter(plan=row.plan_id, state=VersionState.ADOPTED.value)
    pks = [version.pk for version in earlier]
    PlanVersion.objects.filter(pk__in=pks).update(state=VersionState.SUPERSEDED.value)
    return pks
