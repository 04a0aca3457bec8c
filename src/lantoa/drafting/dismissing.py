"""A remark of the linter on a draft is set aside with a reason, or taken back; on issue the plan inherits them."""

from django.db import transaction

from lantoa.communes.models import Person
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.drafting.models import Draft, DraftDismissal
from lantoa.drafting.remarks import Remark
from lantoa.drafting.rules.life import Stage
from lantoa.ledger.actions import record
from lantoa.plans.actions.findings import checked_reason
from lantoa.plans.models import FindingDismissal, PlanVersion

OVER = frozenset({Stage.ISSUED, Stage.DROPPED})


@transaction.atomic
def dismiss_remark(*, draft: Draft, remark: Remark, reason: str, by: Person) -> DraftDismissal:
    """Set a remark aside for this draft as long as its place says the same. Twice is once: the first reason stays.

    Raises:
        Refused("reason_missing"), ("reason_too_long"); ("draft_closed").
    """
    _check_open(draft)
    row: DraftDismissal
    row, made = DraftDismissal.objects.get_or_create(
        draft=draft, key=remark.mark, commune_id=draft.commune_id,
        defaults={
            "code": remark.code, "message": remark.message[:500], "reason": checked_reason(reason), "by": by,
            "at": clock.now(),
        },
    )  # fmt: skip
    if made:
        record(action="draft.remark_dismissed", on=draft, by=by, rule=remark.code, key=remark.mark)
    return row


@transaction.atomic
def take_remark_back(*, draft: Draft, mark: str, by: Person) -> bool:
    """The remark stands again; False where it was not set aside. Raises Refused("draft_closed")."""
    _check_open(draft)
    row = DraftDismissal.objects.select_for_update().filter(draft=draft, key=mark).first()
    if row is None:
        return False
    record(action="draft.remark_taken_back", on=draft, by=by, rule=row.code, key=mark)
    row.delete()
    return True


def _check_open(draft: Draft) -> None:
    if Stage(draft.stage) in OVER:
        raise Refused("draft_closed", "Kế hoạch đã ban hành hoặc đã bỏ; nhận xét nay xem ở trang của kế hoạch.")


def hand_on(draft: Draft, version: PlanVersion) -> None:
    """The issued plan says the same words: what was set aside in the draft is set aside there, with reason and name."""
    rows = [
        FindingDismissal.of(
            draft.commune_id, plan_id=version.plan_id, code=row.code, key=row.key, message=row.message,
            reason=row.reason, dismissed_by=row.by, dismissed_at=row.at,
        )
        for row in DraftDismissal.objects.filter(draft=draft).select_related("by")
    ]  # fmt: skip
    FindingDismissal.objects.bulk_create(rows, ignore_conflicts=True)
