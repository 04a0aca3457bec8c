"""A review without a reviewer, for a plan that an operator imports: everything that was read is taken over, nothing
that was not. What a person would have had to decide is told, so that it can be looked at afterwards."""

from dataclasses import dataclass

from django.db import transaction

from lantoa.communes.models import Person
from lantoa.core.errors import Refused
from lantoa.ledger.actions import record
from lantoa.plans.actions.review import confirm_commune, decide_contradiction
from lantoa.plans.models import Commitment, Contradiction, PlanVersion
from lantoa.plans.queries import OTHER_COMMUNE, item_facts, needs_confirmation
from lantoa.plans.rules.review import Decision, Origin, is_due_complete

NOTE = "Nhập bằng lệnh: giữ cả hai nội dung, chưa có người quyết định."


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken over and what was left, in numbers and words."""

    accepted: int
    dropped: int
    remarks: tuple[str, ...]


@transaction.atomic
def accept_what_was_read(*, version: PlanVersion, by: Person | None, is_ours: bool = False) -> Taken:
    """Accept every item that was read and can be followed up; drop proposals and targets that nothing can measure.

    Contradictions are kept open in substance: both sides stand, with a note that says so. ``is_ours``: the operator
    says that the plan is the commune's although its head names another one.

    Raises:
        Refused("other_commune"): the head names another commune and the operator did not say so.
    """
    if needs_confirmation(version) and not is_ours:
        raise Refused("other_commune", OTHER_COMMUNE.format(name=version.other_commune))
    remarks = [row.message for row in Contradiction.objects.filter(version=version, decision="")]
    for row in Contradiction.objects.filter(version=version, decision=""):
        decide_contradiction(contradiction=row, decision="both", note=NOTE, by=by)
    if needs_confirmation(version):
        remarks.append(f"Văn bản ghi tên “{version.other_commune}”.")
        confirm_commune(version=version, by=by)
    pending = list(Commitment.objects.filter(version=version, decision=Decision.PENDING.value))
    for row in pending:
        row.decision = (Decision.ACCEPTED if _can_be_kept(row) else Decision.DROPPED).value
        row.revision += 1
    Commitment.objects.bulk_update(pending, ["decision", "revision"], batch_size=200)
    accepted = sum(row.decision == Decision.ACCEPTED.value for row in pending)
    record(action="plan.accepted_unattended", on=version, by=by, accepted=accepted, items=len(pending))
    return Taken(accepted, len(pending) - accepted, tuple(remarks))


def _can_be_kept(row: Commitment) -> bool:
    facts = item_facts(row)
    measurable = facts.measure is not None and facts.measure.is_measurable
    return facts.origin is not Origin.PROPOSED and measurable and is_due_complete(facts.due)
