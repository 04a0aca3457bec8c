"""A plan that was written and issued here becomes a plan version: read like any other document, its commitments taken
from the rows in which people wrote them, adopted at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from lantoa.communes.models import Commune, Person
from lantoa.core.errors import Refused
from lantoa.files.models import StoredFile
from lantoa.ledger.actions import record
from lantoa.plans.actions.adoption import adopt_version
from lantoa.plans.actions.reading import Read, save_reading
from lantoa.plans.models import Commitment, Contradiction, Plan, PlanVersion
from lantoa.plans.rules.intake import ItemDraft
from lantoa.plans.rules.review import Decision

Items = Callable[[str], Sequence[ItemDraft]]
"""The commitments, given the text in which their places are looked for."""
BOTH = "both"
APPROVED_SO = "Lãnh đạo đã duyệt văn bản như vậy."


@dataclass(frozen=True, slots=True)
class IssuedHead:
    """What the plan says about itself, as its authors and the clerk entered it."""

    title: str
    number: str
    issued_on: date
    period_start: date
    period_end: date


@transaction.atomic
def enter_issued(
    *, commune: Commune, head: IssuedHead, file: StoredFile, read: Read, items: Items, by: Person | None
) -> tuple[PlanVersion, str]:
    """The version, and why it could not be adopted at once ("" where it was): then it waits in the review."""
    plan = Plan.of(
        commune.pk, title=head.title, number=head.number, issued_on=head.issued_on, period_start=head.period_start,
        period_end=head.period_end, created_by=by,
    )  # fmt: skip
    plan.save(force_insert=True)
    version = PlanVersion.of(commune.pk, plan=plan, file=file, created_by=by)
    version.save(force_insert=True)
    record(action="plan.received", on=version, by=by, file=file.pk, sha256=file.sha256, edition=1)
    save_reading(version_id=version.pk, read=read, items=items(str(read.reading.get("text") or "")))
    Commitment.objects.filter(version=version).update(decision=Decision.ACCEPTED.value)
    Contradiction.objects.filter(version=version).update(decision=BOTH, note=APPROVED_SO, decided_by=by)
    version.refresh_from_db()
    try:
        with transaction.atomic():
            adopt_version(version=version, by=by)
    except Refused as error:
        return version, error.message
    return version, ""
