"""A remark of the linter is set aside with a reason, or taken back to the list."""

from django.db import transaction

from lantoa.communes.models import Person
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.ledger.actions import record
from lantoa.plans.findings import FindingView
from lantoa.plans.models import FindingDismissal, PlanVersion

SHORTEST, LONGEST = 3, 300


@transaction.atomic
def dismiss(*, version: PlanVersion, finding: FindingView, reason: str, by: Person) -> FindingDismissal:
    """Set a remark aside for this plan and its later editions. Twice is once: the first reason stays.

    Raises:
        Refused("reason_missing"): nothing is set aside without a word why; ("reason_too_long").
    """
    words = checked_reason(reason)
    row: FindingDismissal
    row, made = FindingDismissal.objects.get_or_create(
        plan_id=version.plan_id,
        key=finding.key,
        commune_id=version.commune_id,
        defaults={
            "code": finding.code, "message": finding.message[:500], "reason": words,
            "dismissed_by": by, "dismissed_at": clock.now(),
        },
    )  # fmt: skip
    if made:
        record(action="plan.finding_dismissed", on=version, by=by, rule=finding.code, key=finding.key)
    return row


def checked_reason(reason: str) -> str:
    """The reason on one line. Raises as ``dismiss``."""
    words = " ".join(reason.replace("\x00", " ").split())
    if len(words) < SHORTEST:
        raise Refused("reason_missing", "Hãy ghi lý do bỏ qua nhận xét này, ví dụ “tên đúng theo quyết định mới”.")
    if len(words) > LONGEST:
        raise Refused("reason_too_long", f"Lý do dài quá {LONGEST} ký tự. Hãy viết gọn lại.")
    return words


@transaction.atomic
def take_back(*, version: PlanVersion, key: str, by: Person) -> bool:
    """The remark stands again; False where it was not set aside."""
    row = FindingDismissal.objects.select_for_update().filter(plan_id=version.plan_id, key=key).first()
    if row is None:
        return False
    record(action="plan.finding_taken_back", on=version, by=by, rule=row.code, key=key)
    row.delete()
    return True
