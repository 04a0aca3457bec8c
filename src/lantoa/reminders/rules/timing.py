"""When: the next round of a commune, what is too late, when a mail is tried again. ``now`` is a moment in UTC."""

from collections.abc import Container
from datetime import UTC, date, datetime, time, timedelta

from lantoa.core.clock import WARD_TIME
from lantoa.core.holidays import WorkCalendar
from lantoa.core.periods import ONE_DAY

LAST_HOUR = time(17, 30)
"""After office hours nobody is reminded any more: what could not be sent by then is dropped and said."""
EARLIEST, LATEST_SETTING = time(6, 0), time(16, 0)
"""Hours that a commune may choose."""
NEAR = timedelta(days=21)
"""A round planned further away than the longest holiday comes from a clock that was wrong; it is planned anew."""
PAUSES = (timedelta(minutes=5), timedelta(minutes=20), timedelta(minutes=60))
SILENCE = timedelta(minutes=10)
"""An attempt without a receipt after this time: its process died in between. Longer than any conversation by mail."""


def ward_day(now: datetime) -> date:
    """The day on the ward's calendar."""
    return now.astimezone(WARD_TIME).date()


def moment_of(on: date, at: time) -> datetime:
    """The moment (UTC) of an hour of a day of the ward."""
    return datetime.combine(on, at, WARD_TIME).astimezone(UTC)


def is_too_late(on: date, now: datetime) -> bool:
    """Whether reminders of the day are no use any more: another day, or after office hours."""
    local = now.astimezone(WARD_TIME)
    return local.date() > on or (local.date() == on and local.time() > LAST_HOUR)


def next_round(
    now: datetime, at: time, calendar: WorkCalendar, *, finished: Container[date] = frozenset()
) -> tuple[date, datetime]:
    """The next working day that has no finished round and is not over, and the moment of its round."""
    day = calendar.next_working(ward_day(now))
    while day in finished or is_too_late(day, now):
        day = calendar.next_working(day + ONE_DAY)
    return day, moment_of(day, at)


def try_again_at(attempts: int, now: datetime) -> datetime:
    """When a mail that was put off for now is tried again: after 5, 20 and then every 60 minutes."""
    return now + PAUSES[min(attempts, len(PAUSES)) - 1]


def wants_mail(weekdays: Container[int], on: date) -> bool:
    """Whether a person who chose these days of Monday to Friday gets mail; a worked weekend counts as a chosen day."""
    return on.weekday() >= 5 or on.weekday() in weekdays
