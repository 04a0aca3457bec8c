"""Adoption (ban hành): the version is frozen under a fingerprint, and what the ward owes appears as due work."""

from django.db import transaction
from django.forms.models import model_to_dict

from lantoa.communes.models import Person
from lantoa.core import clock
from lantoa.core.clock import WARD_TIME
from lantoa.core.errors import Refused
from lantoa.ledger.actions import queue_up, record
from lantoa.plans.actions.handing_on import hand_on
from lantoa.plans.editions import Compared, compare_items, edition_in_force, effective_on, is_unchanged
from lantoa.plans.heads import keep_head, take_head
from lantoa.plans.models import Commitment, PlanVersion
from lantoa.plans.queries import blockers_of
from lantoa.plans.rules.digest import digest_of
from lantoa.plans.rules.review import Decision, VersionState, check_transition
from lantoa.plans.scheduling import create_due_work

NOT_FROZEN = ("id", "same_as", "merged_into", "decision", "revision", "doubts", "assumptions")
"""Traces of the review, which are not what the ward owes."""


@transaction.atomic
def adopt_version(*, version: PlanVersion, by: Person | None) -> int:
    """Freeze a reviewed first edition and make its due work. Returns how many pieces of due work there are.

    Raises:
        Refused("already_adopted"): somebody was quicker; ("not_ready"): something still stands in the way;
        ("is_amendment"): another edition is in force, see ``adopt_over``.
    """
    row = _checked(version)
    if edition_in_force(row.plan):
        words = "Kế hoạch này đang có một bản được thực hiện. Hãy mở trang So sánh với bản đang thực hiện để ban hành."
        raise Refused("is_amendment", words)
    _freeze(row, by)
    due = create_due_work(row)
    record(action="plan.adopted", on=row, by=by, plan=row.plan_id, digest=row.digest, due=due, superseded=[])
    return due


@transaction.atomic
def adopt_over(*, version: PlanVersion, by: Person) -> Compared:
    """Freeze an amendment and put it in the place of the edition in force; due work goes on with what continues it.

    Evidence is not moved here: call ``amendments.actions.adopt_amendment``. Returns what was compared with what.

    Raises:
        Refused: as ``adopt_version``; ("nothing_changed"): the amendment brings nothing new.
    """
    row = _checked(version)
    former = _lock_former(row)
    compared = compare_items(former, row)
    if is_unchanged(compared):
        raise Refused("nothing_changed", "Bản này không có gì thay đổi so với bản đang thực hiện, không cần ban hành.")
    keep_head(former, row.plan)
    former.state = VersionState.SUPERSEDED.value
    former.save(update_fields=["state"])
    take_head(row)
    row.effective_on = effective_on(row)
    _freeze(row, by)
    due = hand_on(compared)
    record(
        action="plan.amended", on=row, by=by, plan=row.plan_id, digest=row.digest, superseded=[former.pk],
        effective_on=row.effective_on.isoformat(), **due.as_counts(),
    )  # fmt: skip
    return compared


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


def _checked(version: PlanVersion) -> PlanVersion:
    """The version, locked, with nothing in its way. The commune's queue comes first, as for whoever logs: two that take
    queue and rows in different orders would wait for each other."""
    queue_up(version.commune_id)
    row: PlanVersion = (
        PlanVersion.objects.select_for_update(of=("self",)).select_related("plan", "adopted_by").get(pk=version.pk)
    )
    _check_first(row)
    check_transition(VersionState(row.state), VersionState.ADOPTED)
    if blockers := blockers_of(row):
        raise Refused("not_ready", f"Chưa ban hành được. {blockers[0].message}")
    return row


def _freeze(row: PlanVersion, by: Person | None) -> None:
    row.state, row.adopted_at, row.adopted_by = VersionState.ADOPTED.value, clock.now(), by
    row.digest = digest_of(row.text, frozen_items(row))
    row.save(update_fields=["state", "adopted_at", "adopted_by", "digest", "effective_on"])


def _check_first(row: PlanVersion) -> None:
    if row.state != VersionState.ADOPTED.value or row.adopted_at is None:
        return
    who = row.adopted_by.name if row.adopted_by else "quản trị hệ thống"
    at = row.adopted_at.astimezone(WARD_TIME)
    raise Refused("already_adopted", f"Kế hoạch đã được {who} ban hành lúc {at:%H:%M} ngày {at:%d/%m/%Y}.")


def _lock_former(row: PlanVersion) -> PlanVersion:
    found: PlanVersion | None = (
        PlanVersion.objects.select_for_update(of=("self",))
        .filter(plan=row.plan_id, state=VersionState.ADOPTED.value)
        .first()
    )
    if found is None:
        raise Refused("nothing_in_force", "Kế hoạch này chưa được ban hành nên chưa có gì để sửa đổi, bổ sung.")
    return found
