"""The mail that asks a mailbox to confirm: intent (the row) → attempt → receipt, as all mail of the program (ADR 0014).

An attempt is committed before the first word is said; one without an end is not repeated: whoever gets no mail asks
again on the page.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from lantoa.core import mail
from lantoa.core.mail import Outcome, Receipt
from lantoa.subscribers.models import Subscriber
from lantoa.subscribers.rules import TOKEN_LASTS, LetterState, State, next_letter, token_hash

ENDS = {Outcome.SENT: LetterState.SENT, Outcome.REFUSED: LetterState.REFUSED, Outcome.UNKNOWN: LetterState.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Letter:
    """One attempt: which, to whom, the whole message."""

    subscriber_id: int
    number: int
    to: str
    message: EmailMessage


def begin(*, subscriber_id: int, now: datetime) -> Letter | None:
    """Write the attempt down; None where there is nothing to send (any more)."""
    rows = Subscriber.objects.select_for_update(of=("self",)).select_related("commune")
    row = rows.filter(pk=subscriber_id, state=State.PENDING.value, letter=LetterState.PLANNED.value).first()
    if row is None:
        return None
    token = new_token(row.commune_id)
    row.token_hash, row.token_until = token_hash(token), now + TOKEN_LASTS
    row.letter, row.letter_tries, row.mailed_at = LetterState.SENDING.value, row.letter_tries + 1, now
    row.save(update_fields=["token_hash", "token_until", "letter", "letter_tries", "mailed_at"])
    return Letter(row.pk, row.letter_tries, row.address, compose(row, token=token, now=now))


def compose(row: Subscriber, *, token: str, now: datetime) -> EmailMessage:
    """The mail: what was asked, the link, and that nothing happens without it."""
    link = f"{settings.PUBLIC_URL}{reverse('portal_join_confirm', args=[row.place, token])}"
    message = mail.new_message(
        subject=f"Xác nhận đăng ký nhận bản tin của {row.commune.name}", to=row.address,
        message_id=f"<xac-nhan-{row.commune_id}-{row.pk}-{int(now.timestamp())}@{mail.sender_domain()}>",
    )  # fmt: skip
    context = {"commune": row.commune, "link": link, "days": TOKEN_LASTS.days, "agreed": row.agreed}
    mail.fill(
        message, text=render_to_string("subscribers/confirm.txt", context),
        html=render_to_string("subscribers/confirm.html", context),
    )  # fmt: skip
    return message


def end(*, letter: Letter, receipt: Receipt, now: datetime) -> datetime | None:
    """Write down what became of it. Returns when it is to be tried again, None where it is not."""
    rows = Subscriber.objects.select_for_update()
    row = rows.filter(pk=letter.subscriber_id, letter=LetterState.SENDING.value, letter_tries=letter.number).first()
    if row is None:
        return None
    wait = next_letter(letter.number) if receipt.outcome is Outcome.LATER else None
    state = LetterState.PLANNED if wait else ENDS.get(receipt.outcome, LetterState.REFUSED)
    row.letter = state.value
    row.save(update_fields=["letter"])
    return now + wait if wait else None


def new_token(commune_id: int) -> str:
    """A secret for a link that says of which commune it is."""
    return f"{commune_id}.{secrets.token_urlsafe(32)}"
