"""What a person's calendar says: events of whole days, what changed since the calendar was last told, as iCalendar.

RFC 5545: a day is ``VALUE=DATE`` and ends before the next one begins; what changed has a higher SEQUENCE under the same
UID; what is gone is told once more as CANCELLED, because calendars keep what they have seen.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from lantoa.core.periods import ONE_DAY, Window

PRODUCT = "-//Lan Toa//Nhac viec//VI"
ZONE = "Asia/Ho_Chi_Minh"
REFRESH = timedelta(hours=1)
BEFORE, AHEAD = timedelta(days=60), timedelta(days=400)
"""How far back and ahead a calendar reaches."""


@dataclass(frozen=True, slots=True)
class DayEvent:
    """Something on one day or several whole days. ``uid`` never changes for the same thing."""

    uid: str
    days: Window
    summary: str
    description: str = ""
    url: str = ""
    cancelled: bool = False

    @property
    def fingerprint(self) -> str:
        """Changes whenever anything that a calendar shows changes."""
        said = [self.days.start.isoformat(), self.days.end.isoformat(), self.summary, self.description, self.url]
        return hashlib.sha256(json.dumps([*said, self.cancelled], ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Told:
    """What a calendar was told last under one UID."""

    fingerprint: str
    sequence: int
    changed_at: datetime
    days: Window
    summary: str
    cancelled: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with its place in the history of its UID."""

    event: DayEvent
    sequence: int
    changed_at: datetime


def reach(today: date) -> Window:
    """The days that a calendar holds."""
    return Window(today - BEFORE, today + AHEAD)


def brought_up_to_date(
    events: Iterable[DayEvent], told: Mapping[str, Told], *, now: datetime, today: date
) -> list[Entry]:
    """What to tell now, in order of days: what is the same stays as it was told; what changed, came back or is gone
    gets the next number. What is gone and lies outside of the calendar's reach is not spoken of any more."""
    current = {event.uid: event for event in events if event.days.overlaps(reach(today))}
    gone = [
        DayEvent(uid, old.days, old.summary, cancelled=True)
        for uid, old in told.items()
        if uid not in current and old.days.overlaps(reach(today))
    ]
    entries = [_entry(event, told.get(event.uid), now) for event in (*current.values(), *gone)]
    return sorted(entries, key=lambda one: (one.event.days, one.event.uid))


def _entry(event: DayEvent, old: Told | None, now: datetime) -> Entry:
    if old is None:
        return Entry(event, 0, now)
    if old.fingerprint == event.fingerprint or (old.cancelled and event.cancelled):
        return Entry(event, old.sequence, old.changed_at)
    return Entry(event, old.sequence + 1, now)


def as_icalendar(name: str, entries: Iterable[Entry]) -> bytes:
    """The calendar as a file. The same entries give the same bytes."""
    calendar = Calendar()
    for key, value in (
        ("prodid", PRODUCT), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH"),
        ("x-wr-calname", name), ("x-wr-timezone", ZONE), ("x-published-ttl", "PT1H"),
    ):  # fmt: skip
        calendar.add(key, value)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_component(entry))
    made: bytes = calendar.to_ical()
    return made


def _component(entry: Entry) -> Event:
    event, made = entry.event, Event()
    made.add("uid", event.uid)
    made.add("dtstamp", entry.changed_at)
    made.add("last-modified", entry.changed_at)
    made.add("sequence", entry.sequence)
    made.add("dtstart", event.days.start)
    made.add("dtend", event.days.end + ONE_DAY)
    made.add("summary", event.summary)
    if event.description:
        made.add("description", event.description)
    if event.url:
        made.add("url", event.url)
    made.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    made.add("transp", "TRANSPARENT")
    return made
