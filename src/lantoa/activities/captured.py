"""Activities that the system records by itself: what another room saw happen, with a file that the system made or the
address of what another system says it did.

Grades A and B (``core.grades``): nobody typed that it happened, and nobody needs to look whether it is what it says.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from lantoa.activities.actions import log_activity
from lantoa.activities.counts import recount_of
from lantoa.activities.models import Activity, Evidence
from lantoa.activities.rules import ActivityDraft
from lantoa.communes.models import Commune, Person
from lantoa.core import clock
from lantoa.core.grades import EvidenceGrade
from lantoa.files.models import StoredFile
from lantoa.ledger.actions import queue_up, record


def record_captured(*, commune: Commune, draft: ActivityDraft, by: Person) -> Activity:
    """Enter what the system saw, once per ``draft.key``. Its evidence follows with ``attach_captured``.

    Raises:
        Refused: as ``log_activity``.
    """
    return log_activity(commune=commune, draft=draft, by=by).activity


def captured(key: UUID) -> Activity | None:
    """The activity that was recorded under the key, whoever gave the order."""
    found: Activity | None = Activity.objects.filter(key=key).first()
    return found


@dataclass(frozen=True, slots=True)
class Proof:
    """Where an activity can be seen. ``grade``: A of this system, B another system's receipt, C a person's word with a
    link or picture, which a second person still has to look at. A receipt may have neither link nor file."""

    grade: EvidenceGrade
    caption: str
    url: str = ""
    file: StoredFile | None = None


@transaction.atomic
def attach_proof(*, activity: Activity, proof: Proof, by: Person | None) -> Evidence:
    """The proof as evidence of the activity; the same one is attached once."""
    queue_up(activity.commune_id)
    there = activity.evidence.filter(url=proof.url, file=proof.file, caption=proof.caption[:200])
    known: Evidence | None = there.first()
    if known is not None:
        return known
    piece = Evidence.of(
        activity.commune_id, activity=activity, grade=proof.grade.value, url=proof.url[:500], file=proof.file,
        caption=proof.caption[:200], dated_on=clock.today(), added_by=by,
    )  # fmt: skip
    piece.save(force_insert=True)
    record(action="activity.evidence_captured", on=activity, by=by, evidence=[piece.pk], grade=piece.grade)
    recount_of(activity)
    return piece


@transaction.atomic
def attach_captured(*, activity: Activity, file: StoredFile, caption: str, by: Person | None) -> Evidence:
    """A file that the system made about the activity, as evidence of grade A; the same bytes are attached once."""
    queue_up(activity.commune_id)
    known: Evidence | None = activity.evidence.filter(file__sha256=file.sha256).first()
    if known is not None:
        return known
    piece = Evidence.of(
        activity.commune_id, activity=activity, grade=EvidenceGrade.A.value, file=file, caption=caption[:200],
        dated_on=clock.today(), added_by=by,
    )  # fmt: skip
    piece.save(force_insert=True)
    record(action="activity.evidence_captured", on=activity, by=by, evidence=[piece.pk], grade=piece.grade)
    recount_of(activity)
    return piece


@transaction.atomic
def mark_gone(*, evidence: Evidence, at: datetime | None) -> Evidence:
    """The page that the evidence points to is not there any more since ``at``, or is back (None). It stays evidence:
    what was published was published; people see that it cannot be opened now."""
    queue_up(evidence.commune_id)
    evidence.gone_at = at
    evidence.save(update_fields=["gone_at"])
    code = "activity.evidence_gone" if at else "activity.evidence_back"
    record(action=code, on=evidence.activity, by=None, evidence=[evidence.pk])
    return evidence
