"""A clerk decides about doubtful words of a text that was read from pictures; the plan is read anew from the result."""

import hashlib
from collections.abc import Sequence

from django.db import transaction

from lantoa.communes.models import Person
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.ledger.actions import record
from lantoa.plans.access import check_in_review
from lantoa.plans.jobs import read_version
from lantoa.plans.models import Commitment, Contradiction, PlanVersion
from lantoa.plans.queries import source_of
from lantoa.plans.rules.doubtful import check_untouched
from lantoa.plans.rules.review import Decision, VersionState
from vanban.corrections import Correction, corrected, source_as_dict
from vanban.errors import ReadError

STALE = "Văn bản vừa được người khác đối chiếu. Hãy xem lại các chỗ còn lại rồi chọn; lựa chọn vừa gửi chưa được ghi."


def text_key(version: PlanVersion) -> str:
    """Names the text that a form was made for."""
    return hashlib.sha256(version.text.encode()).hexdigest()[:16]


@transaction.atomic
def correct_text(*, version: PlanVersion, corrections: Sequence[Correction], seen: str, by: Person) -> bool:
    """Put the decisions into the source. Returns whether the plan is being read anew (some words have changed).

    Raises:
        Refused: ``not_in_review``, ``already_adopted``; ``review_begun`` where words change and items were decided
        already; ``text_changed`` where somebody else was quicker; ``bad_correction``.
    """
    row: PlanVersion = PlanVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    check_in_review(row)
    source = source_of(row)
    if source is None or seen != text_key(row):
        raise Refused("text_changed", STALE)
    try:
        after = corrected(source, corrections)
    except ReadError as error:
        raise Refused(error.code, error.message) from error
    again = after.text != source.text
    if again:
        check_untouched(_decided(row))
        _read_anew(row)
    row.reading = {**(row.reading or {}), "kept": source_as_dict(after), "again": again}
    row.save()
    record(action="plan.text_corrected", on=row, by=by, places=len(corrections), changed=again)
    return again


def _decided(row: PlanVersion) -> int:
    items = Commitment.objects.filter(version=row).exclude(decision=Decision.PENDING.value)
    return items.count() + Contradiction.objects.filter(version=row).exclude(decision="").count()


def _read_anew(row: PlanVersion) -> None:
    row.state, row.progress, row.stage = VersionState.READING.value, 0, "Đang đọc lại theo chữ đã sửa"
    row.asked_at = clock.now()
    read_version.defer(row.commune_id, row.pk)
