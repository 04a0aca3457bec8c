"""A person's calendar: which of the ward's work and days stand in it, and the secret address that gives it out."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.communes.models import Commune, Person
from lantoa.communes.queries import work_calendar
from lantoa.core import clock
from lantoa.core.periods import ONE_DAY, Window
from lantoa.core.saying import said
from lantoa.editorial.feed import item_days
from lantoa.ledger.actions import record
from lantoa.progress.rules import NOT_OWED, ProgressState
from lantoa.reminders.inspecting import inspection_events
from lantoa.reminders.mailing import absolute
from lantoa.reminders.models import CalendarFeed, FeedEvent
from lantoa.reminders.queries import people_facts, running_progress, work_facts
from lantoa.reminders.rules.calendar import DayEvent, Entry, Told, as_icalendar, brought_up_to_date, reach
from lantoa.reminders.rules.gathering import PersonFacts, WorkFacts, recipients
from lantoa.reminders.rules.links import token_hash

UNDATED = NOT_OWED | {ProgressState.WAITING_DATE}
"""States of work that has no place on a calendar: nobody owes it, or its day is not known."""
PREFIX: dict[ProgressState, str] = {
    ProgressState.DONE: "Đã xong: {text}",
    ProgressState.LATE: "Quá hạn: {text}",
    ProgressState.MISSED: "Không hoàn thành: {text}",
}
LONGEST_SUMMARY = 280


@dataclass(frozen=True, slots=True)
class File:
    """A calendar to give out: its bytes, and when anything in it last changed."""

    data: bytes
    changed_at: datetime


@transaction.atomic
def make_feed(*, commune: Commune, person: Person, with_holidays: bool, by: Person) -> tuple[CalendarFeed, str]:
    """A new secret address; the one before stops at once.

    Returns:
        The row and the secret, which is nowhere else and can't be had again.
    """
    now = clock.now()
    CalendarFeed.objects.filter(person=person, revoked_at__isnull=True).update(revoked_at=now)
    token = f"{commune.pk}.{secrets.token_urlsafe(32)}"
    feed = CalendarFeed.of(
        commune.pk, person=person, token_hash=token_hash(token), with_holidays=with_holidays, created_at=now
    )
    feed.save()
    record(action="calendar_feed.made", on=feed, by=by, person=person.pk, holidays=with_holidays)
    return feed, token


@transaction.atomic
def revoke_feed(*, person: Person, by: Person) -> None:
    """Switch the person's address off; nothing happens where none is on."""
    feed: CalendarFeed | None = CalendarFeed.objects.filter(person=person, revoked_at__isnull=True).first()
    if feed is not None:
        feed.revoked_at = clock.now()
        feed.save(update_fields=["revoked_at"])
        record(action="calendar_feed.revoked", on=feed, by=by, person=person.pk)


def feed_of(person: Person) -> CalendarFeed | None:
    """The person's address that is on, if any."""
    found: CalendarFeed | None = CalendarFeed.objects.filter(person=person, revoked_at__isnull=True).first()
    return found


@transaction.atomic
def calendar_file(feed: CalendarFeed, *, now: datetime) -> File:
    """The person's calendar as it is now; remembers what it said, so that changes and cancellations are told right."""
    today = now.astimezone(clock.WARD_TIME).date()
    rows = {row.uid: row for row in FeedEvent.objects.select_for_update().filter(person=feed.person)}
    told = {uid: _told(row) for uid, row in rows.items()}
    entries = brought_up_to_date(events_of(feed, today), told, now=now.replace(microsecond=0), today=today)
    _remember(feed, entries, rows)
    name = _("Việc tuyên truyền CCHC – %(commune)s") % {"commune": feed.commune.name}
    changed = max((entry.changed_at for entry in entries), default=feed.created_at)
    return File(as_icalendar(name, entries), changed)


def events_of(feed: CalendarFeed, today: date) -> list[DayEvent]:
    """Everything that stands in the person's calendar today."""
    people = people_facts()
    me = next((one for one in people if one.id == feed.person_id), None)
    if me is None:
        return []
    events = [*_works(feed.commune_id, me, people, today=today)]
    events += inspection_events(feed.commune_id, me, people, base=absolute(""), today=today)
    events += _items(feed.commune_id, me)
    events += _holidays(feed.commune_id, today) if feed.with_holidays else []
    return events


def _works(
    commune_id: int, me: PersonFacts, people: tuple[PersonFacts, ...], *, today: date
) -> Iterable[DayEvent]:  # fmt: skip
    progress = running_progress(today)
    for work in work_facts(progress) if progress else ():
        if work.state not in UNDATED and me.id in recipients(work, people):
            yield _work_event(commune_id, work)
            if work.duty_on and work.duty_on != work.deadline:
                yield _turn_event(commune_id, work, work.duty_on)


def _items(commune_id: int, me: PersonFacts) -> Iterable[DayEvent]:
    """What the person writes: to be finished, to go out."""
    for one in item_days(me.id):
        words = _("Phát hành: %(title)s") if one.goes_out else _("Hạn nội dung: %(title)s")
        name = "phat-hanh" if one.goes_out else "noi-dung"
        url = absolute(one.path) if one.path else ""
        uid = f"{name}-{one.item_id}.{commune_id}@lantoa"
        yield DayEvent(uid, Window(one.on, one.on), _short(words % {"title": one.title}), url, url)


def _turn_event(commune_id: int, work: WorkFacts, on: date) -> DayEvent:
    """The turn that a roster gave, where it is another day than the deadline."""
    url = absolute(f"{reverse('progress_commitment', args=[work.commitment_id])}#ky-{work.work_id}")
    words = f"Đến phiên: {' '.join(work.subject.split())}"
    return DayEvent(
        f"phien-{work.work_id}.{commune_id}@lantoa", Window(on, on), _short(words), f"{work.detail}\n{url}", url
    )


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_SUMMARY else f"{words[: LONGEST_SUMMARY - 1].rstrip()}…"


def _work_event(commune_id: int, work: WorkFacts) -> DayEvent:
    words = PREFIX.get(work.state, "Hạn: {text}").format(text=" ".join(work.subject.split()))
    url = absolute(f"{reverse('progress_commitment', args=[work.commitment_id])}#ky-{work.work_id}")
    lines = [" ".join(work.subject.split()), work.detail, said(work.state.label), url]
    return DayEvent(
        f"viec-{work.work_id}.{commune_id}@lantoa", Window(work.deadline, work.deadline),
        _short(words),
        "\n".join(line for line in lines if line), url,
    )  # fmt: skip


def _holidays(commune_id: int, today: date) -> Iterable[DayEvent]:
    calendar, days = work_calendar(), reach(today)
    day = days.start
    while day <= days.end:
        if name := calendar.holiday(day):
            yield DayEvent(f"nghi-{day:%Y%m%d}.{commune_id}@lantoa", Window(day, day), f"Nghỉ: {name}")
        day += ONE_DAY


def _told(row: FeedEvent) -> Told:
    return Told(
        row.fingerprint, row.sequence, row.changed_at, Window(row.first_day, row.last_day), row.summary, row.cancelled
    )


def _remember(feed: CalendarFeed, entries: list[Entry], rows: dict[str, FeedEvent]) -> None:
    """Write what changed, forget what is not spoken of any more."""
    spoken = {entry.event.uid for entry in entries}
    FeedEvent.objects.filter(pk__in=[row.pk for uid, row in rows.items() if uid not in spoken]).delete()
    changed = [_row(feed, entry) for entry in entries if _differs(entry, rows.get(entry.event.uid))]
    FeedEvent.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["commune", "person", "uid"],
        update_fields=["fingerprint", "sequence", "changed_at", "first_day", "last_day", "summary", "cancelled"],
    )  # fmt: skip


def _differs(entry: Entry, row: FeedEvent | None) -> bool:
    return row is None or (row.sequence, row.cancelled) != (entry.sequence, entry.event.cancelled)


def _row(feed: CalendarFeed, entry: Entry) -> FeedEvent:
    event = entry.event
    return FeedEvent.of(
        feed.commune_id, person=feed.person, uid=event.uid, fingerprint=event.fingerprint, sequence=entry.sequence,
        changed_at=entry.changed_at, first_day=event.days.start, last_day=event.days.end, summary=event.summary,
        cancelled=event.cancelled,
    )  # fmt: skip
