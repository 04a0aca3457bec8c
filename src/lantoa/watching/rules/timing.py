"""When a source is read again and a page looked at again; what counts as gone. Pure."""

from datetime import date, datetime, timedelta

USUAL_MINUTES = 60
LONGEST = timedelta(days=1)
LOOKS = (timedelta(days=1), timedelta(days=7), timedelta(days=30))
GONE_AFTER = 2
"""Times not found, a day apart at least: pages are rebuilt at night."""
BACK_IN = timedelta(days=1)
OLD = timedelta(days=30)
"""How far back a new source is looked through unless somebody says so."""


def next_reading(now: datetime, *, every: int, failures: int, rest: int = 0) -> datetime:
    """Minutes, doubled with each failure in a row, up to a day; ``rest``: seconds that their server asked for."""
    pause = min(timedelta(minutes=every * 2 ** min(failures, 10)), LONGEST)
    return now + max(pause, min(timedelta(seconds=rest), LONGEST))


def next_look(now: datetime, looks: int) -> datetime:
    """After a day, a week, then each month."""
    return now + LOOKS[min(looks, len(LOOKS) - 1)]


def is_old(on: date | None, *, since: date, is_first: bool) -> bool:
    """Whether an entry is left alone: dated before the start, or without a date when the source is read for the first
    time (a site map names ten years)."""
    return on < since if on is not None else is_first


def day_of(on: date | None, seen_on: date) -> date:
    """The day of the activity: as the page says, never after the day on which it was seen."""
    return min(on, seen_on) if on else seen_on
