"""Writes about evidence after it was given: accepted, returned, put back, replaced, withdrawn. Nothing is deleted.

Every action leaves one entry about the activity, so that its history tells the whole story.
"""

from collections.abc import Sequence

from django.db import transaction

from lantoa.activities.accepting.queries import facts_of, pieces_of, waiting
from lantoa.activities.accepting.rules import check_judge, check_note, check_way, may_judge
from lantoa.activities.actions import attached, locked
from lantoa.activities.counts import recount_of
from lantoa.activities.models import Activity, Evidence
from lantoa.activities.rules import check_reason, clean_links
from lantoa.communes.models import Person
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.core.grades import EvidenceState
from lantoa.files.actions import Received
from lantoa.ledger.actions import record

S = EvidenceState


@transaction.atomic
def accept_all(*, activity: Activity, by: Person) -> list[Evidence]:
    """Accept every piece of the activity that waits for this person; none (somebody was faster) is no fault.

    Raises:
        Refused: ``activity_withdrawn``.
    """
    row = locked(activity)
    ids = waiting().filter(activity=row).exclude(added_by=by).values_list("pk", flat=True)
    pieces = [piece for piece in pieces_of(row, list(ids)) if may_judge(facts_of(piece), by.pk)]
    if pieces:
        _judge(row, pieces, S.ACCEPTED, by=by)
    return pieces


@transaction.atomic
def accept(*, activity: Activity, ids: Sequence[int], by: Person) -> list[Evidence]:
    """Accept these pieces of the activity.

    Raises:
        Refused: ``evidence_own``, ``evidence_no_need``, ``evidence_state``, ``activity_withdrawn``.
    """
    return _judge(locked(activity), _found(activity, ids), S.ACCEPTED, by=by)


@transaction.atomic
def reopen(*, activity: Activity, ids: Sequence[int], by: Person) -> list[Evidence]:
    """Undo: what was accepted or returned waits again. Raises as ``accept``."""
    return _judge(locked(activity), _found(activity, ids), S.WAITING, by=by)


@transaction.atomic
def give_back(*, piece: Evidence, note: str, by: Person) -> Evidence:
    """Return one piece to its giver, who reads the note and mends it. Raises as ``accept``, and ``note_missing``."""
    clean = check_note(note)
    row = locked(piece.activity)
    return _judge(row, _found(row, [piece.pk]), S.RETURNED, by=by, note=clean)[0]


@transaction.atomic
def replace_piece(*, piece: Evidence, by: Person, files: Sequence[Received] = (), link: str = "") -> Evidence:
    """A better file or link in place of one that was returned, or that still waits; the new one waits.

    Raises:
        Refused: ``evidence_missing`` (neither or both), ``evidence_same``, ``evidence_state``, ``link_bad``,
            ``activity_withdrawn``.
    """
    links = clean_links([link])
    if len(files) + len(links) != 1:
        raise Refused("evidence_missing", "Hãy chọn một tệp mới hoặc dán một đường dẫn để thay minh chứng này.")
    row = locked(piece.activity)
    old = _found(row, [piece.pk])[0]
    check_way(facts_of(old), S.REPLACED)
    new = attached(row, by=by, files=files, links=links)
    if not new:
        raise Refused("evidence_same", "Tệp hoặc đường dẫn này đã có trong hoạt động: hãy chọn tệp khác để thay.")
    new[0].replaces = old
    new[0].save(update_fields=["replaces"])
    _set(old, S.REPLACED, note=old.note)
    record(action="activity.evidence_replaced", on=row, by=by, evidence=[new[0].pk], replaced=old.pk)
    recount_of(row)
    return new[0]


@transaction.atomic
def withdraw_piece(*, piece: Evidence, reason: str, by: Person) -> Evidence:
    """Take one piece back: it stays to be read, with the reason, and proves nothing any more.

    Raises:
        Refused: ``reason_missing``, ``evidence_state``, ``activity_withdrawn``.
    """
    clean = check_reason(reason)
    row = locked(piece.activity)
    found = _found(row, [piece.pk])[0]
    check_way(facts_of(found), S.WITHDRAWN)
    _set(found, S.WITHDRAWN, by=by, note=clean)
    record(action="activity.evidence_withdrawn", on=row, by=by, evidence=[found.pk])
    recount_of(row)
    return found


_ACTIONS = {
    S.ACCEPTED: "activity.evidence_accepted",
    S.RETURNED: "activity.evidence_returned",
    S.WAITING: "activity.evidence_reopened",
}


def _found(activity: Activity, ids: Sequence[int]) -> list[Evidence]:
    pieces = pieces_of(activity, ids)
    if not pieces or len(pieces) != len(set(ids)):
        raise Refused("evidence_gone", "Không tìm thấy minh chứng này trong hoạt động: hãy tải lại trang.")
    return pieces


def _judge(
    activity: Activity, pieces: list[Evidence], to: EvidenceState, *, by: Person, note: str = ""
) -> list[Evidence]:
    for piece in pieces:
        check_judge(facts_of(piece), by.pk)
        check_way(facts_of(piece), to)
    for piece in pieces:
        _set(piece, to, by=by if to is not S.WAITING else None, note=note)
    record(action=_ACTIONS[to], on=activity, by=by, evidence=[piece.pk for piece in pieces])
    recount_of(activity)
    return pieces


def _set(piece: Evidence, state: EvidenceState, *, by: Person | None = None, note: str = "") -> None:
    piece.state, piece.note = state.value, note
    if state is not S.REPLACED:  # who returned it stays with what was returned
        piece.judged_by, piece.judged_at = by, clock.now() if by else None
    piece.save(update_fields=["state", "note", "judged_by", "judged_at"])
