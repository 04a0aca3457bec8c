"""Decisions of a review. Each locks the version, so that nothing changes under an adoption, and asks what the person
saw, so that two reviewers never overwrite each other unknowingly."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from lantoa.communes.models import Person, Unit, UnitAlias
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.ledger.actions import record
from lantoa.plans.access import check_in_review
from lantoa.plans.actions.remembering import keep_contradiction, keep_item
from lantoa.plans.actions.settling import settle
from lantoa.plans.models import Commitment, CommitmentUnit, Contradiction, Plan, PlanVersion
from lantoa.plans.rules.commitment import CommitmentKind
from lantoa.plans.rules.doubts import is_sure
from lantoa.plans.rules.review import Decision, Origin

CHANGED = "Mục này vừa được người khác sửa. Nội dung mới hiện bên dưới; xin xem lại rồi quyết định."
GONE = (Decision.DROPPED.value, Decision.MERGED.value)


@transaction.atomic
def decide_item(*, item: Commitment, decision: Decision, seen: int | None, by: Person) -> Commitment:
    """Accept or drop an item, or take a decision back (PENDING). ``seen``: the revision on the person's page.

    Raises:
        Refused("item_changed"): somebody else changed it meanwhile; ("already_adopted"): the review is over.
    """
    row = _locked(item, seen)
    row.decision, row.merged_into = decision.value, None
    _save(row, "decision", "merged_into")
    keep_item(row, by=by)
    record(action=f"plan.item_{decision.value}", on=row, by=by, version=row.version_id)
    return row


@transaction.atomic
def correct_item(
    *, item: Commitment, values: Mapping[str, Any], coordinating: Iterable[Unit], seen: int | None, by: Person,
    accept: bool, remember: bool = False,
) -> Commitment:  # fmt: skip
    """Write what a person corrected; what they have looked at is not doubted any more. Raises as ``decide_item``.

    ``remember``: from now on the plan's name for the lead means the unit that was chosen.
    """
    row = _locked(item, seen)
    for field, value in values.items():
        setattr(row, field, value)
    row.doubts = []
    if accept:
        row.decision, row.merged_into = Decision.ACCEPTED.value, None
    row.revision += 1
    row.save()
    _set_coordinating(row, coordinating)
    if remember and row.lead_id and row.lead_text:
        remember_alias(commune_id=row.commune_id, unit_id=row.lead_id, text=row.lead_text)
    if accept:
        keep_item(row, by=by)
    record(action="plan.item_corrected", on=row, by=by, version=row.version_id, accepted=accept)
    return row


@transaction.atomic
def add_item(
    *, version: PlanVersion, values: Mapping[str, Any], coordinating: Iterable[Unit], by: Person,
    span: tuple[int, int] | None = None,
) -> Commitment:  # fmt: skip
    """An item that the reader did not find. It is accepted: a person has just written it."""
    _lock_version(version.pk)
    last = Commitment.objects.filter(version=version).order_by("-position").first()
    start, end = span or (None, None)
    row = Commitment.of(
        version.commune_id, version=version, origin=Origin.ADDED.value, decision=Decision.ACCEPTED.value,
        position=_place(version, start, last), span_start=start, span_end=end, **values,
    )  # fmt: skip
    row.save(force_insert=True)
    _set_coordinating(row, coordinating)
    record(action="plan.item_added", on=row, by=by, version=version.pk)
    return row


@transaction.atomic
def merge_items(*, item: Commitment, into: Commitment, seen: int | None, by: Person) -> Commitment:
    """Say that two items are one: ``item`` goes into ``into``, which keeps its words; a missing lead comes along.

    Raises:
        Refused("merge_itself"), Refused("merge_gone"): the target is the item itself, dropped, or merged away.
    """
    row = _locked(item, seen)
    if into.pk == row.pk:
        raise Refused("merge_itself", "Không gộp một mục vào chính nó được. Hãy chọn mục khác.")
    if into.version_id != row.version_id or into.decision in GONE:
        raise Refused("merge_gone", "Mục nhận đã bị bỏ hoặc đã gộp vào mục khác. Hãy chọn mục khác.")
    Commitment.objects.filter(merged_into=row).update(merged_into=into)
    row.decision, row.merged_into = Decision.MERGED.value, into
    _save(row, "decision", "merged_into")
    if into.lead_id is None and row.lead_id:
        into.lead_id, into.lead_text = row.lead_id, row.lead_text
        _save(into, "lead", "lead_text")
    record(action="plan.item_merged", on=row, by=by, version=row.version_id, into=into.pk)
    return row


@transaction.atomic
def accept_sure(*, version: PlanVersion, by: Person | None) -> int:
    """Accept every undecided item that was read without a doubt; proposals and doubtful ones stay. Returns how many."""
    _lock_version(version.pk)
    pending = Commitment.objects.filter(version=version, decision=Decision.PENDING.value, origin=Origin.READ.value)
    sure = [row for row in pending if is_sure(row.doubts, CommitmentKind(row.kind))]
    for row in sure:
        row.decision, row.revision = Decision.ACCEPTED.value, row.revision + 1
    Commitment.objects.bulk_update(sure, ["decision", "revision"], batch_size=200)
    record(action="plan.sure_accepted", on=version, by=by, items=len(sure))
    return len(sure)


@transaction.atomic
def decide_contradiction(*, contradiction: Contradiction, decision: str, note: str, by: Person | None) -> None:
    """Which side holds: left, right or both. The items that it concerns follow (``settling``). Raises
    Refused("contradiction_choice") for anything else."""
    if decision not in ("left", "right", "both"):
        raise Refused("contradiction_choice", "Hãy chọn một trong ba: bên trái, bên phải hoặc cả hai.")
    _lock_version(contradiction.version_id)
    contradiction.decision, contradiction.note = decision, note[:300]
    contradiction.decided_by, contradiction.decided_at = by, clock.now()
    settle(contradiction)
    contradiction.save()
    if by is not None:
        keep_contradiction(contradiction, by=by)
    record(action="plan.contradiction_decided", on=contradiction, by=by, decision=decision)


@transaction.atomic
def edit_head(*, version: PlanVersion, values: Mapping[str, Any], by: Person) -> None:
    """Title, number, date and period of the edition under review. Those of an amendment are its own until it is
    adopted: the plan keeps the head of the edition in force."""
    row = _lock_version(version.pk)
    owner: PlanVersion | Plan = row if row.based_on_id else Plan.objects.select_for_update().get(pk=version.plan_id)
    changed = [field for field, value in values.items() if getattr(owner, field) != value]
    for field in changed:
        setattr(owner, field, values[field])
    owner.save(update_fields=changed)
    record(action="plan.head_changed", on=row.plan, by=by, fields=changed)


@transaction.atomic
def confirm_commune(*, version: PlanVersion, by: Person | None) -> None:
    """A person says that the plan is ours although its head names another commune. An operator at the command line is
    nobody in the commune: then the remark itself is taken away, and the ledger keeps that it was."""
    row = _lock_version(version.pk)
    if by is None:
        row.other_commune = ""
    row.other_commune_confirmed_by = by
    row.save(update_fields=["other_commune_confirmed_by", "other_commune"])
    record(action="plan.commune_confirmed", on=row, by=by)


def remember_alias(*, commune_id: int, unit_id: int, text: str) -> None:
    """From now on the name means this unit; a person said so, which outweighs what was remembered before."""
    UnitAlias.objects.update_or_create(commune_id=commune_id, text=text[:200], defaults={"unit_id": unit_id})


def _lock_version(pk: int) -> PlanVersion:
    row: PlanVersion = PlanVersion.objects.select_for_update(of=("self",)).get(pk=pk)
    check_in_review(row)
    return row


def _locked(item: Commitment, seen: int | None) -> Commitment:
    _lock_version(item.version_id)
    row: Commitment = Commitment.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if seen is not None and seen != row.revision:
        raise Refused("item_changed", CHANGED)
    return row


def _save(row: Commitment, *fields: str) -> None:
    row.revision += 1
    row.save(update_fields=[*fields, "revision"])


def _set_coordinating(row: Commitment, units: Iterable[Unit]) -> None:
    wanted = {unit.pk for unit in units if unit.pk != row.lead_id}
    CommitmentUnit.objects.filter(commitment=row).exclude(unit_id__in=wanted).delete()
    there = set(CommitmentUnit.objects.filter(commitment=row).values_list("unit_id", flat=True))
    CommitmentUnit.objects.bulk_create(
        [CommitmentUnit.of(row.commune_id, commitment=row, unit_id=pk) for pk in sorted(wanted - there)]
    )


def _place(version: PlanVersion, start: int | None, last: Commitment | None) -> int:
    """After the item that stands before it in the text; at the end where it has no place."""
    if start is not None:
        before = Commitment.objects.filter(version=version, span_start__lte=start).order_by("-position").first()
        return before.position + 1 if before else 1
    return last.position + 10 if last else 10
