"""Writes about activities: enter, change, add evidence, withdraw. Nothing is ever deleted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from lantoa.activities.counts import recount_of, touched_by
from lantoa.activities.following import follow, in_force
from lantoa.activities.models import Activity, Evidence, Service
from lantoa.activities.queries import earliest_day, servable
from lantoa.activities.rules import (
    ActivityDraft,
    ServiceDraft,
    check_draft,
    check_reason,
    clean_links,
    completed,
    grade_of_entry,
)
from lantoa.communes.models import Commune, Person
from lantoa.core import clock
from lantoa.core.clock import WARD_TIME
from lantoa.core.errors import Refused
from lantoa.core.grades import EvidenceState
from lantoa.files.actions import Received, enter
from lantoa.files.models import StoredFile
from lantoa.ledger.actions import queue_up, record

_COLUMNS = tuple(field.name for field in fields(ActivityDraft) if field.name not in {"key", "services"})


@dataclass(frozen=True, slots=True)
class Logged:
    """The activity of a key; ``is_new`` False = the same entry had been sent before."""

    activity: Activity
    is_new: bool


def log_activity(
    *, commune: Commune, draft: ActivityDraft, by: Person, files: Sequence[Received] = (), links: Iterable[str] = ()
) -> Logged:
    """Enter what was done, once per ``draft.key``: a second call (double tap, resend) answers with the first one.

    ``files``: from ``files.actions.receive``. Who may enter for which unit is decided by ``access.check_log_for``.

    Raises:
        Refused: see ``rules.check_draft`` and ``rules.clean_links``; ``key_taken``: another person's key.
    """
    with transaction.atomic():
        queue_up(commune.pk)
        if known := _known(draft.key, by):
            return Logged(known, is_new=False)
        draft, addresses = in_force(completed(draft)), clean_links(links)
        _check(draft)
        row = _inserted(commune, draft, by)
        if row is None:
            return Logged(_of_key(draft.key, by), is_new=False)
        _serve(row, draft.services)
        pieces = attached(row, by=by, files=files, links=addresses)
        grade = grade_of_entry(has_file=bool(files), has_link=bool(addresses))
        record(action="activity.logged", on=row, by=by, grade=grade.value, evidence=_ids(pieces), **_facts(draft))
        follow(row)
        recount_of(row)
        return Logged(row, is_new=True)


def change_activity(*, activity: Activity, draft: ActivityDraft, by: Person) -> Activity:
    """Correct an entry and what it serves; its key, evidence and first author stay.

    Raises:
        Refused: see ``rules.check_draft``; ``activity_withdrawn``.
    """
    with transaction.atomic():
        row = locked(activity)
        draft, before = in_force(completed(draft)), touched_by(row)
        _check(draft, already=_served_by(row))
        changed = [name for name in _COLUMNS if _plain(getattr(row, name)) != _plain(getattr(draft, name))]
        for name in changed:
            setattr(row, name, _plain(getattr(draft, name)))
        row.save()
        changed += ["services"] if _serve(row, draft.services) else []
        if changed:
            record(action="activity.changed", on=row, by=by, changed=sorted(changed), **_facts(draft))
            follow(row)
            recount_of(row, before)
        return row


def add_evidence(
    *, activity: Activity, by: Person, files: Sequence[Received] = (), links: Iterable[str] = ()
) -> list[Evidence]:
    """Give an activity more evidence, at any time later.

    Raises:
        Refused: ``evidence_missing`` when there is neither a file nor a link; ``link_bad``; ``activity_withdrawn``.
    """
    addresses = clean_links(links)
    if not files and not addresses:
        raise Refused("evidence_missing", "Chưa có gì để thêm: hãy chọn ảnh, tệp hoặc dán đường dẫn bài đăng.")
    with transaction.atomic():
        row = locked(activity)
        pieces = attached(row, by=by, files=files, links=addresses)
        if pieces:
            record(action="activity.evidence_added", on=row, by=by, evidence=_ids(pieces))
            recount_of(row)
        return pieces


def withdraw_activity(*, activity: Activity, reason: str, by: Person) -> Activity:
    """Take an entry back: it stays to be read, with the reason, and counts nowhere any more.

    Raises:
        Refused: ``reason_missing``; ``activity_withdrawn``.
    """
    with transaction.atomic():
        row = locked(activity)
        row.withdrawn_reason = check_reason(reason)
        row.withdrawn_at, row.withdrawn_by = clock.now(), by
        row.save(update_fields=["withdrawn_reason", "withdrawn_at", "withdrawn_by", "folded"])
        record(action="activity.withdrawn", on=row, by=by)
        recount_of(row)
        return row


def _known(key: UUID, by: Person) -> Activity | None:
    found: Activity | None = Activity.objects.filter(key=key, logged_by=by).first()
    return found


def _of_key(key: UUID, by: Person) -> Activity:
    known = _known(key, by)
    if known is None:
        raise Refused("key_taken", "Biểu mẫu này đã được dùng: hãy mở lại trang Ghi hoạt động và nhập lại.")
    return known


def _inserted(commune: Commune, draft: ActivityDraft, by: Person) -> Activity | None:
    """The new row; None where another request with the same key was faster (the database decides)."""
    values = {name: _plain(getattr(draft, name)) for name in _COLUMNS}
    row = Activity.of(commune.pk, key=draft.key, logged_by=by, **values)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        if not Activity.objects.filter(key=draft.key).exists():
            raise
        return None
    return row


def _check(draft: ActivityDraft, already: frozenset[int] = frozenset()) -> None:
    served = {one.id: one for one in servable(already)}
    check_draft(draft, served, today=clock.today(), earliest=earliest_day())


def locked(activity: Activity) -> Activity:
    """The row, locked until the end of the transaction, after the commune's queue: everybody takes the queue first.
    Raises ``activity_withdrawn``."""
    queue_up(activity.commune_id)
    row: Activity = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    if row.is_withdrawn:
        raise Refused("activity_withdrawn", "Hoạt động này vừa được rút nên không thay đổi được nữa.")
    return row


def _served_by(row: Activity) -> frozenset[int]:
    return frozenset(row.services.values_list("commitment_id", flat=True))


def _serve(row: Activity, wanted: Iterable[ServiceDraft]) -> bool:
    """Make the activity serve exactly these commitments. Returns whether anything changed."""
    there = {one.commitment_id: one for one in row.services.all()}
    goal = {one.commitment_id: one for one in wanted}
    gone = [pk for pk in there if pk not in goal]
    changed = bool(gone)
    row.services.filter(commitment_id__in=gone).delete()
    for pk, draft in goal.items():
        service = there.get(pk) or Service.of(row.commune_id, activity=row, commitment_id=pk)
        numbers = (draft.numerator, draft.denominator)
        if pk not in there or (service.numerator, service.denominator) != numbers:
            service.numerator, service.denominator = numbers
            service.save()
            changed = True
    return changed


def attached(row: Activity, *, by: Person, files: Sequence[Received], links: Iterable[str]) -> list[Evidence]:
    """New pieces of evidence; a file or a link that the activity already has is not added twice."""
    today = clock.today()
    there = row.evidence.exclude(state=EvidenceState.WITHDRAWN.value)  # what was withdrawn may be given again
    have = set(there.values_list("file__sha256", flat=True))
    known = set(there.values_list("url", flat=True))
    stored = [enter(commune=row.commune, received=one, by=by) for one in files if one.sha256 not in have]
    pieces = [_piece(row, by, dated_on=_dated_on(file, today), file=file) for file in dict.fromkeys(stored)]
    pieces += [_piece(row, by, dated_on=today, url=link) for link in links if link not in known]
    for piece in pieces:
        piece.save(force_insert=True)
    return pieces


def _piece(row: Activity, by: Person, **values: Any) -> Evidence:
    grade = grade_of_entry(has_file="file" in values, has_link="url" in values)
    return Evidence.of(row.commune_id, activity=row, added_by=by, grade=grade.value, **values)


def _dated_on(file: StoredFile, today: date) -> date:
    """The day the camera says; the day of entry where it says nothing or names a day to come."""
    taken = file.taken_at.astimezone(WARD_TIME).date() if file.taken_at else today
    return min(taken, today)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _ids(pieces: Iterable[Evidence]) -> list[int]:
    return [piece.pk for piece in pieces]


def _facts(draft: ActivityDraft) -> dict[str, Any]:
    """What the ledger keeps of an entry: codes and numbers, no words that a person wrote."""
    return {
        "kind": draft.kind, "happened_on": draft.happened_on.isoformat(), "unit_id": draft.unit_id,
        "channels": list(draft.channels), "topics": list(draft.topics), "people": draft.people, "times": draft.times,
        "commitments": sorted(one.commitment_id for one in draft.services),
    }  # fmt: skip
