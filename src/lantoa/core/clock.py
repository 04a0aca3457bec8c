"""The one place that reads the clock. Everything else takes ``now`` or ``today`` from here or as an argument."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

WARD_TIME = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Today's date on the ward's calendar."""
    return now().astimezone(WARD_TIME).date()
