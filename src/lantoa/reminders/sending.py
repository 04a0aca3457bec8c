"""The mail of a digest: intent (the row) → attempt → receipt. Killed at any moment, it never goes out twice.

An attempt is written down and committed before the first word is said to the mail server. Whoever finds an attempt
without a receipt does not try again: nobody knows whether that mail arrived, so a person asks (``to_confirm``).
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from lantoa.communes.models import Person
from lantoa.core.mail import Outcome, Receipt
from lantoa.ledger.actions import record
from lantoa.reminders.drawing import why_no_mail
from lantoa.reminders.models import Digest, DigestItem, ReminderLink
from lantoa.reminders.queries import is_here
from lantoa.reminders.rules.links import LASTS, token_hash
from lantoa.reminders.rules.timing import SILENCE, is_too_late, try_again_at
from lantoa.reminders.states import DigestState

S = DigestState
OUTCOMES = {Outcome.SENT: S.SENT, Outcome.REFUSED: S.REFUSED, Outcome.UNKNOWN: S.UNKNOWN}

SETTLED = {
    S.SENT: "digest.sent", S.REFUSED: "digest.refused", S.UNKNOWN: "digest.unknown", S.DROPPED: "digest.dropped",
    S.TO_CONFIRM: "digest.to_confirm", S.PAGE_ONLY: "digest.page_only",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try: the digest, which try it is, and the secrets of its links by item. They are nowhere else."""

    digest: Digest
    number: int
    tokens: dict[int, str]


@transaction.atomic
def claim(*, now: datetime) -> Attempt | None:
    """Take the next mail that is due, so that nobody else can; None where none is left. Rows that may not be sent any
    more are settled on the way."""
    while True:
        due = Digest.objects.filter(state=S.PLANNED.value, send_after__lte=now).order_by("send_after", "id")
        row: Digest | None = due.select_for_update(skip_locked=True, of=("self",)).first()
        if row is None:
            return None
        row.person = Person.objects.get(pk=row.person_id)
        if not _gave_up(row, now):
            return _begun(row, now)


def _gave_up(row: Digest, now: datetime) -> bool:
    """Looked at again at the moment of sending: too late, gone, or no mail wanted any more."""
    if is_too_late(row.on, now):
        _settle(row, S.REFUSED if row.attempts else S.DROPPED, now, why="put_off" if row.attempts else "too_late")
    elif not is_here(row.person_id):
        _settle(row, S.DROPPED, now, why="left")
    elif why := why_no_mail(row.commune_id, row.person, row.on):
        _settle(row, S.PAGE_ONLY, now, why=why)
    else:
        return False
    return True


def _begun(row: Digest, now: datetime) -> Attempt:
    row.state, row.attempts, row.tried_at = S.SENDING.value, row.attempts + 1, now
    row.save(update_fields=["state", "attempts", "tried_at"])
    items = DigestItem.objects.filter(digest=row, work__isnull=False)
    tokens = {item.pk: new_link(item=item, person=row.person, now=now) for item in items}
    record(action="digest.sending", on=row, by=None, attempt=row.attempts, links=len(tokens))
    return Attempt(row, row.attempts, tokens)


def new_link(*, item: DigestItem, person: Person, now: datetime) -> str:
    """A link to the item for the person; earlier ones to the same work are closed. Returns its secret."""
    earlier = ReminderLink.objects.filter(person=person, item__work_id=item.work_id, revoked_at__isnull=True)
    earlier.filter(used_at__isnull=True).update(revoked_at=now)
    token = f"{item.commune_id}.{secrets.token_urlsafe(32)}"
    ReminderLink.of(
        item.commune_id, token_hash=token_hash(token), item=item, person=person, created_at=now, expires_at=now + LASTS
    ).save()
    return token


@transaction.atomic
def receive(*, attempt: Attempt, receipt: Receipt, now: datetime) -> Digest:
    """Write down what became of the attempt. A receipt that comes after somebody gave it up still counts."""
    row: Digest = Digest.objects.select_for_update().get(pk=attempt.digest.pk)
    is_ours = row.attempts == attempt.number and row.state in {S.SENDING.value, S.TO_CONFIRM.value}
    if not is_ours:
        return row
    row.smtp_code = receipt.code
    if receipt.outcome is Outcome.LATER:
        row.state, row.send_after, row.why = S.PLANNED.value, try_again_at(row.attempts, now), receipt.step
        row.save(update_fields=["state", "send_after", "smtp_code", "why"])
        record(action="digest.put_off", on=row, by=None, attempt=row.attempts, step=receipt.step, code=receipt.code)
    else:
        _settle(row, OUTCOMES[receipt.outcome], now, why=receipt.step)
    return row


@transaction.atomic
def give_up_silent(*, now: datetime) -> int:
    """Attempts without a receipt: their process died. Nobody knows what became of them, so a person is asked."""
    silent = Digest.objects.filter(state=S.SENDING.value, tried_at__lte=now - SILENCE)
    rows = list(silent.select_for_update(skip_locked=True))
    for row in rows:
        _settle(row, S.TO_CONFIRM, now, why="no_receipt")
    return len(rows)


@transaction.atomic
def confirm(*, digest: Digest, arrived: bool, by: Person, now: datetime) -> Digest:
    """Somebody asked the person whether the mail came. Nothing is sent again either way."""
    row: Digest = Digest.objects.select_for_update().get(pk=digest.pk)
    if row.state in {S.UNKNOWN.value, S.TO_CONFIRM.value}:
        _settle(row, S.SENT if arrived else S.REFUSED, now, why="confirmed", by=by)
    return row


def _settle(row: Digest, state: DigestState, now: datetime, *, why: str, by: Person | None = None) -> None:
    row.state, row.settled_at, row.why = state.value, now, why
    row.save(update_fields=["state", "settled_at", "why", "smtp_code"])
    facts: dict[str, Any] = {"attempt": row.attempts, "why": why, "code": row.smtp_code}
    record(action=SETTLED[state], on=row, by=by, **facts)
