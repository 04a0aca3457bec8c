"""Writes of the contributor: send, add, answer. The desk's: ``desk_actions``."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction

from lantoa.communes.models import Commune, Membership, Neighbourhood, Person
from lantoa.communes.roles import Role
from lantoa.contributors.models import Message, Submission, SubmissionFile
from lantoa.contributors.rules import MOST_A_DAY, MOST_FILES, Sending, check_words, checked, title_of
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.files.actions import Received, enter
from lantoa.ledger.actions import queue_up, record


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of it. ``is_new`` false: it was there already (a double tap, a second try)."""

    submission: Submission
    is_new: bool


@transaction.atomic
def send(*, commune: Commune, sending: Sending, files: Sequence[Received], by: Person) -> Sent:
    """Keep what a contributor sends, once per key. What came under the same key with other words or more files is
    added to it: a form that was mended and sent again loses nothing.

    Raises:
        Refused: see ``rules.checked``; ("news_many"): more in one day than anybody has to tell; ("news_key").
    """
    queue_up(commune.pk)
    said = checked(sending, files=len(files), today=clock.today())
    known: Submission | None = Submission.objects.filter(commune=commune, key=said.key).first()
    if known is not None:
        return Sent(_supplemented(known, said, files, by=by), is_new=False)
    _check_number(by)
    row = _made(commune, said, by)
    _attach(row, files, by=by)
    record(action="news.sent", on=row, by=by, kind=row.kind, files=len(files))
    return Sent(row, is_new=True)


def _made(commune: Commune, said: Sending, by: Person) -> Submission:
    where = neighbourhood_of(commune, by)
    row = Submission.of(
        commune.pk, key=said.key, kind=said.kind.value, title=title_of(said.text, said.kind, str(where or "")),
        text=said.text, caption=said.caption, place=said.place, happened_on=said.happened_on, topic=said.topic,
        consent=said.consent, credited=said.credited, neighbourhood=where, sent_by=by, sent_at=clock.now(),
    )  # fmt: skip
    row.save(force_insert=True)
    return row


def neighbourhood_of(commune: Commune, person: Person) -> Neighbourhood | None:
    """For which neighbourhood the person contributes."""
    seats = Membership.objects.filter(
        commune=commune, person=person, role=Role.CONTRIBUTOR.value, ended_at__isnull=True
    )
    seat = seats.select_related("neighbourhood").first()
    return seat.neighbourhood if seat else None


def _check_number(by: Person) -> None:
    since = datetime.combine(clock.today(), time.min, clock.WARD_TIME)
    if Submission.objects.filter(sent_by=by, sent_at__gte=since).count() >= MOST_A_DAY:
        raise Refused("news_many", f"Hôm nay anh/chị đã gửi {MOST_A_DAY} tin: hãy gửi tiếp vào ngày mai.")


def _supplemented(row: Submission, said: Sending, files: Sequence[Received], *, by: Person) -> Submission:
    if row.sent_by_id != by.pk:
        raise Refused("news_key", "Biểu mẫu này đã được dùng. Hãy mở lại trang “Gửi tin” rồi gửi.")
    more = _attach(row, files, by=by)
    if said.text != row.text and not row.messages.filter(text=said.text, by=by).exists() and said.text:
        _said(row, said.text, by=by, from_desk=False)
        record(action="news.added_to", on=row, by=by, files=more)
    elif more:
        Submission.objects.filter(pk=row.pk).update(waits=True)
        record(action="news.added_to", on=row, by=by, files=more)
    return row


def _attach(row: Submission, files: Sequence[Received], *, by: Person) -> int:
    """Add files that are not there yet; returns how many. Raises Refused("news_files")."""
    there = set(row.files.values_list("file__sha256", flat=True))
    new = [one for one in {one.sha256: one for one in files}.values() if one.sha256 not in there]
    if len(there) + len(new) > MOST_FILES:
        raise Refused("news_files", f"Mỗi tin kèm được {MOST_FILES} tệp: hãy gửi các tệp còn lại ở tin sau.")
    for place, one in enumerate(new, len(there)):
        file = enter(commune=row.commune, received=one, by=by)
        SubmissionFile.of(row.commune_id, submission=row, file=file, position=place).save(force_insert=True)
    return len(new)


@transaction.atomic
def answer(*, submission: Submission, text: str, by: Person) -> Message:
    """The contributor says more about what they sent. Raises Refused("news_words")."""
    row = _said(submission, check_words(text), by=by, from_desk=False)
    record(action="news.answered", on=submission, by=by, from_desk=False)
    return row


def _said(submission: Submission, text: str, *, by: Person, from_desk: bool) -> Message:
    row = Message.of(
        submission.commune_id, submission=submission, text=text, from_desk=from_desk, by=by, at=clock.now()
    )
    row.save(force_insert=True)
    Submission.objects.filter(pk=submission.pk).update(waits=not from_desk)
    return row
