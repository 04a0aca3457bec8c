"""Writes of the editors' desk: take over into content, answer, note an opinion, decline."""

from html import escape

from django.db import transaction

from lantoa.communes.models import Person
from lantoa.content.actions import Head, create_item
from lantoa.content.models import Item
from lantoa.content.rules.items import SourceLine
from lantoa.content.rules.kinds import ContentKind
from lantoa.content.rules.words import Picture, Words
from lantoa.contributors.models import Message, Submission
from lantoa.contributors.rules import (
    Consent,
    SubmissionKind,
    SubmissionState,
    body_of,
    check_nameless,
    check_step,
    check_takes,
    check_words,
)
from lantoa.core import clock
from lantoa.ledger.actions import record

KINDS = {
    SubmissionKind.NEWS.value: ContentKind.NEWS, SubmissionKind.PICTURES.value: ContentKind.PICTURES,
    SubmissionKind.VOICE.value: ContentKind.AUDIO,
}  # fmt: skip


@transaction.atomic
def take_over(*, submission: Submission, unit_id: int | None, by: Person) -> Item:
    """Make a draft of content from it, credited, with its files where the people in them agreed. Again: the same one.

    Raises:
        Refused("news_opinion"), ("news_step").
    """
    row = locked(submission)
    if row.item is not None:
        return row.item
    check_takes(SubmissionKind(row.kind))
    check_step(SubmissionState(row.state), SubmissionState.TAKEN)
    item = create_item(commune=row.commune, key=row.key, head=_head(row, unit_id), words=_words(row), by=by)
    row.item = item
    _decided(row, SubmissionState.TAKEN, by=by)
    record(action="news.taken", on=row, by=by, item=item.pk)
    return item


def credit_of(row: Submission) -> str:
    """ "Hoàng Thị Nga (cộng tác viên Tổ dân phố 5)"; without the name where the person did not want it."""
    seat = f"cộng tác viên {row.neighbourhood}" if row.neighbourhood else "cộng tác viên"
    return f"{row.sent_by.name} ({seat})" if row.credited else seat[0].upper() + seat[1:]


def _head(row: Submission, unit_id: int | None) -> Head:
    source = SourceLine(f"{credit_of(row)} gửi ngày {row.sent_at.astimezone(clock.WARD_TIME):%d/%m/%Y}")
    topics = (row.topic,) if row.topic else ()
    return Head(
        KINDS[row.kind], topics=topics, audiences=("residents",), unit_id=unit_id, credit=credit_of(row)[:150],
        sources=(source,),
    )  # fmt: skip


def _words(row: Submission) -> Words:
    paragraphs = body_of(row.text, row.place, row.happened_on)
    files = row.files.all() if row.consent in {Consent.NOBODY.value, Consent.GIVEN.value} else []
    media = tuple(Picture(one.file_id, alt=row.caption, credit=credit_of(row)) for one in files)
    body = "".join(f"<p>{escape(one)}</p>" for one in paragraphs)
    return Words(row.title, body=body, media=media)


@transaction.atomic
def reply(*, submission: Submission, text: str, by: Person) -> Message:
    """Answer or thank the contributor. Raises Refused("news_words")."""
    row = locked(submission)
    words = check_words(text)
    message = Message.of(row.commune_id, submission=row, text=words, from_desk=True, by=by, at=clock.now())
    message.save(force_insert=True)
    row.waits = False
    row.save(update_fields=["waits"])
    record(action="news.answered", on=row, by=by, from_desk=True)
    return message


@transaction.atomic
def note(*, submission: Submission, told: str, topic: str, by: Person) -> Submission:
    """Take note; an opinion goes into the list for the report as ``told``, without anybody's name.

    Raises:
        Refused("news_step"), ("news_words"), ("news_personal").
    """
    row = locked(submission)
    check_step(SubmissionState(row.state), SubmissionState.NOTED)
    if row.kind == SubmissionKind.OPINION.value:
        row.told = check_words(told)
        check_nameless(row.told)
    row.topic = topic
    _decided(row, SubmissionState.NOTED, by=by)
    record(action="news.noted", on=row, by=by)
    return row


@transaction.atomic
def decline(*, submission: Submission, reason: str, by: Person) -> Submission:
    """It is not used; the contributor reads why. Raises Refused("news_step"), ("news_words")."""
    row = locked(submission)
    check_step(SubmissionState(row.state), SubmissionState.DECLINED)
    row.reason = check_words(reason)
    _decided(row, SubmissionState.DECLINED, by=by)
    record(action="news.declined", on=row, by=by)
    return row


def locked(submission: Submission) -> Submission:
    """The row, nobody else deciding about it."""
    rows = Submission.objects.select_for_update(of=("self",))
    row: Submission = rows.select_related("commune", "neighbourhood", "sent_by", "item").get(pk=submission.pk)
    return row


def _decided(row: Submission, state: SubmissionState, *, by: Person) -> None:
    row.state, row.waits, row.decided_by, row.decided_at = state.value, False, by, clock.now()
    row.save()
