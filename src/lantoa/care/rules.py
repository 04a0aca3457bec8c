"""When the program looks after itself: pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

NIGHT = time(1, 0)
AGAIN_AFTER = timedelta(hours=1)
CUT_SHORT_AFTER = timedelta(hours=6)
AHEAD = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a kind of work has to be done: every so many days of the ward's calendar, from 01:00 on."""

    days: int


@dataclass(frozen=True, slots=True)
class Try:
    """One time that it was begun. Times in UTC."""

    started_at: datetime
    ok: bool | None


def is_due(rhythm: Rhythm, tries: Iterable[Try], *, now: datetime, zone: tzinfo) -> bool:
    """Whether the work has to be done now.

    It asks "was it done for today?" and never "is it one o'clock?": an office computer is off at night, and what the
    night missed is done in the morning. After a failure it waits an hour. Tries that lie in the future count for
    nothing: a clock that once ran ahead must not stop the backups until that day comes.
    """
    known = [one for one in tries if one.started_at <= now + AHEAD]
    if any(_keeps_waiting(one, now) for one in known):
        return False
    done = [_night_of(one.started_at, zone) for one in known if one.ok]
    return not done or (_night_of(now, zone) - max(done)).days >= rhythm.days


def _keeps_waiting(one: Try, now: datetime) -> bool:
    """Runs at this moment, or failed a short time ago."""
    age = now - one.started_at
    return age < (CUT_SHORT_AFTER if one.ok is None else AGAIN_AFTER) and not one.ok


def _night_of(moment: datetime, zone: tzinfo) -> date:
    """The day that begins at 01:00: half past midnight still belongs to the day before."""
    local = moment.astimezone(zone)
    return local.date() if local.time() >= NIGHT else local.date() - timedelta(days=1)
