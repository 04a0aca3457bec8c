"""What a person answers to a reminder: by its link or on the page, once, with one entry for each use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from lantoa.activities.actions import log_activity
from lantoa.activities.models import Activity
from lantoa.activities.rules import ActivityDraft, ServiceDraft
from lantoa.communes.models import Membership, Person
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.core.tenancy import scope
from lantoa.files.actions import Received
from lantoa.ledger.actions import record
from lantoa.plans.models import Commitment
from lantoa.plans.rules.commitment import MeasureKind
from lantoa.reminders.access import Asked, access_by_link, find_link
from lantoa.reminders.models import Answer, DigestItem, ReminderLink
from lantoa.reminders.rules.links import Reply, check_reply, closed, commune_of_token
from lantoa.reminders.states import AnswerKind
from vanban.vocabulary import ActivityKind

BY_LINK = "Ghi qua đường dẫn nhắc việc."
"""Stands in the note of an activity that was logged without signing in: everybody who reads it sees how it came."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One answer as it came: ``key`` is made by the form; ``what`` and ``times`` are for what was done."""

    key: UUID
    reply: Reply
    what: str = ""
    kind: str = ""
    channel: str = ""
    times: int = 1


@transaction.atomic
def mark_opened(*, token: str, now: datetime) -> None:
    """Note that a person, not a scanner of mails, looked at the item. The first time only."""
    asked = access_by_link(token, lock=True)
    link = asked.link
    if link is not None and link.opened_at is None:
        link.opened_at = now
        link.save(update_fields=["opened_at"])
        record(action="reminder_link.opened", on=link, by=link.person, item=link.item_id)


def answer_by_link(*, token: str, sent: Sent, files: Sequence[Received] = ()) -> Answer:
    """Answer the one item of the link, and close it. The same answer again (double tap, resend) gives the first one.

    Every try counts, also one that is refused. Opens the scope of the commune by itself.

    Raises:
        Refused: ``reminder_link_closed``; see ``rules.links.check_reply`` and ``activities.actions.log_activity``.
    """
    commune_id = commune_of_token(token)
    with scope([commune_id]):
        if known := _known(find_link(token), sent.key):
            return known
        _count_try(token)
    with scope([commune_id]):
        if known := _known(find_link(token, lock=True), sent.key):
            return known
        asked = access_by_link(token)
        if asked.link is None:
            raise closed()
        return _answered(asked, asked.link.person, sent, files=files)


def answer_signed_in(*, asked: Asked, by: Person, sent: Sent, files: Sequence[Received] = ()) -> Answer:
    """Answer an item on the page. Raises as ``answer_by_link``."""
    with transaction.atomic():
        known: Answer | None = Answer.objects.filter(key=sent.key, person=by).first()
        return known or _answered(asked, by, sent, files=files)


def _known(link: ReminderLink | None, key: UUID) -> Answer | None:
    if link is None or link.used_at is None:
        return None
    found: Answer | None = Answer.objects.filter(link=link, key=key).first()
    return found


def _count_try(token: str) -> None:
    asked = access_by_link(token, lock=True)
    if asked.link is not None:
        asked.link.tries += 1
        asked.link.save(update_fields=["tries"])
        record(action="reminder_link.tried", on=asked.link, by=asked.link.person, number=asked.link.tries)


def _answered(asked: Asked, person: Person, sent: Sent, *, files: Sequence[Received]) -> Answer:
    reply, now = sent.reply, clock.now()
    DigestItem.objects.select_for_update(of=("self",)).get(pk=asked.item.pk)  # two answers at once: one after the other
    if Answer.objects.filter(key=sent.key).exists():
        raise Refused("answer_sent", "Câu trả lời này đã được gửi. Hãy tải lại trang nếu muốn trả lời khác.")
    check_reply(reply, allowed=asked.kinds, today=clock.today())
    activity = _logged(asked, person, sent, files=files) if reply.kind is AnswerKind.DONE else None
    row = Answer.of(
        asked.item.commune_id, item=asked.item, link=asked.link, key=sent.key, work=asked.work, person=person,
        kind=reply.kind.value, note=reply.note[:500], activity=activity, at=now,
        promised_on=reply.on if reply.kind is AnswerKind.WILL_DO else None,
    )  # fmt: skip
    row.save(force_insert=True)
    _close_links(asked, person, now)
    record(
        action="reminder.answered", on=row, by=person, kind=reply.kind.value, work=asked.work.pk,
        by_link=asked.link is not None, activity=activity and activity.pk,
        promised_on=row.promised_on and row.promised_on.isoformat(),
    )  # fmt: skip
    return row


def _close_links(asked: Asked, person: Person, now: datetime) -> None:
    if asked.link is not None:
        ReminderLink.objects.filter(pk=asked.link.pk).update(used_at=now)
    others = ReminderLink.objects.filter(person=person, item__work=asked.work, used_at__isnull=True)
    others.filter(revoked_at__isnull=True).update(revoked_at=now)


def _logged(asked: Asked, person: Person, sent: Sent, *, files: Sequence[Received]) -> Activity:
    """The activity that "đã làm" stands for, under the name of who was reminded; its key follows from the answer's, so
    that it is logged once."""
    if sent.reply.on is None:
        raise Refused("day_missing", "Hãy chọn ngày đã làm.")
    draft = _draft(asked.work.commitment, person, sent)
    logged = log_activity(commune=asked.item.commune, draft=draft, by=person, files=files)
    return logged.activity


def _draft(commitment: Commitment, person: Person, sent: Sent) -> ActivityDraft:
    assert sent.reply.on is not None  # noqa: S101 - the caller looked
    seat = Membership.objects.filter(person=person, ended_at__isnull=True, unit__isnull=False).order_by("pk").first()
    ratio = commitment.measure == MeasureKind.RATIO.value
    numbers = (sent.reply.numerator, sent.reply.denominator) if ratio else (None, None)
    return ActivityDraft(
        key=uuid5(NAMESPACE_URL, f"lantoa-reminder/{sent.key}"), title=sent.what[:300],
        kind=sent.kind or usual_kind(commitment), happened_on=sent.reply.on, unit_id=seat.unit_id if seat else None,
        channels=(sent.channel,) if sent.channel else tuple(commitment.match_channels[:1]),
        topics=tuple(commitment.match_topics), audiences=tuple(commitment.match_audiences), times=sent.times,
        note=" ".join(part for part in (sent.reply.note, BY_LINK) if part),
        services=(ServiceDraft(commitment.pk, *numbers),),
    )  # fmt: skip


def usual_kind(commitment: Commitment) -> str:
    """The kind of activity that the commitment counts first; another one where it counts any."""
    return commitment.match_kinds[0] if commitment.match_kinds else ActivityKind.OTHER.value


@transaction.atomic
def mark_handled(*, answer: Answer, by: Person, now: datetime) -> None:
    """The plan owner has dealt with a call for help: the work is reminded of again."""
    row: Answer = Answer.objects.select_for_update(of=("self",)).get(pk=answer.pk)
    if row.handled_at is None:
        row.handled_at, row.handled_by = now, by
        row.save(update_fields=["handled_at", "handled_by"])
        record(action="reminder.handled", on=row, by=by)
