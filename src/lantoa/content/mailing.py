"""A leader's link by e-mail: intent (the row) → attempt → what became of it, as the mail of digests (ADR 0014).

The secret is made at the moment of sending and stands nowhere but in the mail: neither in the row nor in the job.
"""

import secrets
from dataclasses import dataclass
from email.message import EmailMessage

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from lantoa.communes.models import Person
from lantoa.content.models import ApprovalLink
from lantoa.content.rules.links import MailState, token_hash
from lantoa.core import clock, mail
from lantoa.core.tenancy import scope
from lantoa.ledger.actions import record

OUTCOMES = {
    mail.Outcome.SENT: MailState.SENT, mail.Outcome.REFUSED: MailState.REFUSED, mail.Outcome.LATER: MailState.NOT_SENT,
    mail.Outcome.UNKNOWN: MailState.UNKNOWN,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Letter:
    message: EmailMessage
    to: str


def can_mail(person: Person) -> bool:
    """Whether a link may go to them by mail: a server is set, and they have an address."""
    return mail.is_ready() and bool(person.email)


def deliver(commune_id: int, link_id: int) -> None:
    """Send the mail of a link that waits for it. No transaction is open while the server is spoken to."""
    with scope([commune_id]):
        letter = _begun(link_id)
    if letter is None:
        return
    receipt = mail.send(letter.message, to=letter.to)
    with scope([commune_id]):
        _settle(link_id, OUTCOMES[receipt.outcome])


def _begun(link_id: int) -> _Letter | None:
    """Claim it, with a fresh secret; None where there is nothing to send (any more)."""
    rows = ApprovalLink.objects.select_for_update(of=("self",)).select_related("item__commune", "person", "made_by")
    link: ApprovalLink | None = rows.filter(pk=link_id).first()
    if link is not None and link.mail_state == MailState.SENDING.value:  # who began it died
        _settle(link_id, MailState.UNKNOWN)
        return None
    if link is None or link.mail_state != MailState.WAITING.value or link.used_at or link.revoked_at:
        return None
    if not can_mail(link.person):
        _settle(link_id, MailState.NOT_SENT)
        return None
    token = f"{link.commune_id}.{secrets.token_urlsafe(32)}"
    link.token_hash, link.mail_state, link.mailed_at = token_hash(token), MailState.SENDING.value, clock.now()
    link.save(update_fields=["token_hash", "mail_state", "mailed_at"])
    return _Letter(_composed(link, token), link.person.email)


def _composed(link: ApprovalLink, token: str) -> EmailMessage:
    url = f"{settings.PUBLIC_URL}{reverse('content_by_link', args=[token])}"
    context = {"link": link, "item": link.item, "commune": link.item.commune, "url": url}
    with translation.override(settings.LANGUAGE_CODE):
        message = mail.new_message(
            subject=f"Xin duyệt: {link.item.title} ({link.item.commune.name})", to=link.person.email,
            message_id=f"<duyet-{link.commune_id}-{link.pk}@{mail.sender_domain()}>",
        )  # fmt: skip
        text, html = (render_to_string(f"content/link_mail.{end}", context) for end in ("txt", "html"))
    mail.fill(message, text=text, html=html)
    return message


def _settle(link_id: int, state: MailState) -> None:
    row = ApprovalLink.objects.select_related("item").get(pk=link_id)
    row.mail_state = state.value
    row.save(update_fields=["mail_state"])
    record(action="content.link_mailed", on=row.item, by=None, person=row.person_id, outcome=state.value)
