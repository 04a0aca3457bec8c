"""Writes about amendments: what continues what, what becomes of evidence, and the adoption with all that it moves."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from lantoa.activities.following import lock_services, move_services
from lantoa.amendments.queries import handovers_of
from lantoa.amendments.rules import check_effective, heirs
from lantoa.communes.models import Person
from lantoa.core.errors import Refused
from lantoa.inspections.models import Inspection
from lantoa.inspections.rules import InspectionState
from lantoa.ledger.actions import queue_up, record
from lantoa.plans.access import check_in_review
from lantoa.plans.actions.adoption import adopt_over
from lantoa.plans.editions import owed_under, period_of, standing_items
from lantoa.plans.models import Commitment, Handover, PlanVersion
from lantoa.plans.queries import adopted_commitments


@transaction.atomic
def adopt_amendment(*, version: PlanVersion, by: Person) -> int:
    """Put an amendment in force: due work goes on, evidence goes with the commitments that continue theirs. Returns
    how many services of activities moved.

    An activity that is logged at the same moment either stands in the ledger already and moves along, or it follows by
    itself (``activities.following``).

    Raises:
        Refused: as ``plans.actions.adoption.adopt_over``.
    """
    queue_up(version.commune_id)
    if version.based_on:
        lock_services(owed_under(version.based_on).values_list("pk", flat=True))
    compared = adopt_over(version=version, by=by)
    moving = heirs(compared.changes, handovers_of(compared.version))
    moved = move_services(moving)
    _move_inspections(moving)
    if moved:
        pairs = [[old, new] for old, new in sorted(moving.items())]
        record(action="plan.evidence_moved", on=compared.version, by=by, services=moved, pairs=pairs)
    return moved


def _move_inspections(moving: Mapping[int, int]) -> None:
    """An inspection that is still to be held carries out what continues its task; a finished one stays as it was."""
    still_open = (InspectionState.PLANNED.value, InspectionState.RUNNING.value)
    for row in Inspection.objects.filter(commitment_id__in=list(moving), state__in=still_open):
        row.commitment_id = moving[row.commitment_id or 0]
        row.save(update_fields=["commitment"])


@transaction.atomic
def choose_consequences(
    *, version: PlanVersion, effective_on: date | None, handed: Mapping[int, int | None], by: Person
) -> None:
    """From when the amendment holds, and where the evidence of dropped commitments goes (None: it stays).

    Raises:
        Refused("effective_outside"): a day outside of the plan; ("handover_unknown"): not an item of the two editions.
    """
    row = _locked(version)
    check_effective(effective_on, period_of(row))
    former = set(owed_under(row.based_on).values_list("pk", flat=True)) if row.based_on else set()
    new = set(standing_items(row).values_list("pk", flat=True))
    if not set(handed) <= former or not {to for to in handed.values() if to} <= new:
        raise Refused("handover_unknown", "Mục được chọn không còn trong hai bản. Hãy tải lại trang rồi chọn lại.")
    row.effective_on = effective_on
    row.save(update_fields=["effective_on"])
    for former_id, to_id in handed.items():
        values = {"to_id": to_id}
        Handover.objects.update_or_create(commune_id=row.commune_id, version=row, former_id=former_id, defaults=values)
    record(
        action="plan.consequences_chosen", on=row, by=by, handed=sum(to is not None for to in handed.values()),
        effective_on=effective_on.isoformat() if effective_on else None,
    )  # fmt: skip


@transaction.atomic
def tie_item(*, item: Commitment, former: Commitment | None, by: Person) -> None:
    """Say which former commitment an item continues, or that it is new. Raises Refused("handover_unknown")."""
    version = _locked(item.version)
    if former is not None and former.version_id != version.based_on_id:
        raise Refused("handover_unknown", "Mục được chọn không còn trong bản trước. Hãy tải lại trang rồi chọn lại.")
    row: Commitment = Commitment.objects.select_for_update(of=("self",)).get(pk=item.pk)
    row.continues = former
    row.save(update_fields=["continues"])
    record(action="plan.item_tied", on=row, by=by, version=version.pk, former=former.pk if former else None)


@transaction.atomic
def move_left_behind(*, former: Commitment, to: Commitment, by: Person) -> int:
    """After the adoption: count the evidence of a dropped commitment for one that is in force. Returns how many.

    Raises:
        Refused("handover_unknown"): ``to`` is not in force, or ``former`` still is.
    """
    in_force = adopted_commitments().filter(version__plan_id=former.version.plan_id)
    if not in_force.filter(pk=to.pk).exists() or in_force.filter(pk=former.pk).exists():
        raise Refused("handover_unknown", "Mục được chọn không thuộc bản đang thực hiện. Hãy tải lại trang.")
    queue_up(former.commune_id)
    moved = move_services({former.pk: to.pk})
    if moved:
        record(action="plan.evidence_moved", on=to.version, by=by, services=moved, pairs=[[former.pk, to.pk]])
    return moved


def _locked(version: PlanVersion) -> PlanVersion:
    rows = PlanVersion.objects.select_for_update(of=("self",)).select_related("plan", "based_on")
    row: PlanVersion = rows.get(pk=version.pk)
    check_in_review(row)
    return row
