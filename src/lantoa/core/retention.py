"""Which backups stay: pure, so that "old ones are kept" can be proved."""

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime

DAILY, WEEKLY, MONTHLY = 7, 4, 12


def kept(
    made: Iterable[datetime], *, daily: int = DAILY, weekly: int = WEEKLY, monthly: int = MONTHLY
) -> frozenset[datetime]:
    """The moments (ward time) whose backups stay: the newest one of each of the last days, weeks and months that have
    any. Days without a backup (a computer that was off) take no place, so a pause never costs an old one."""
    newest_first = sorted(set(made), reverse=True)
    places: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
        (daily, lambda at: at.date()),
        (weekly, lambda at: at.isocalendar()[:2]),
        (monthly, lambda at: (at.year, at.month)),
    )
    staying: set[datetime] = set()
    for count, period_of in places:
        seen: dict[Hashable, datetime] = {}
        for moment in newest_first:
            seen.setdefault(period_of(moment), moment)
        staying.update(list(seen.values())[:count])
    return frozenset(staying)
