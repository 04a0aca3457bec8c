"""Two transactions that wait for each other: PostgreSQL breaks the tie by putting one of them back (40P01, 40001).

Whoever is put back has changed nothing and simply begins again. The order of locks (``ledger.actions.queue_up`` before
anything that others change, too) makes ties rare; this is the net under it.
"""

import random
import time
from collections.abc import Callable
from typing import TypeVar

from django.db import OperationalError, connection

T = TypeVar("T")

ATTEMPTS = 3
_STATES = frozenset({"40P01", "40001"})


def is_tie(error: BaseException | None) -> bool:
    """Whether the database put this transaction back in favour of another one."""
    return isinstance(error, OperationalError) and getattr(error.__cause__, "sqlstate", "") in _STATES


def pause(attempt: int) -> None:
    """Seldom as long as the other one's, so that the two do not meet again."""
    time.sleep(random.uniform(0.02, 0.1) * (attempt + 1))  # noqa: S311 - no secret


def again(work: Callable[[], T]) -> T:
    """Do it, once more after a tie, at most ``ATTEMPTS`` times. Inside of an open transaction only once: there the
    whole of that transaction has to begin again."""
    if connection.in_atomic_block:
        return work()
    for attempt in range(ATTEMPTS - 1):
        try:
            return work()
        except OperationalError as error:
            if not is_tie(error):
                raise
            pause(attempt)
    return work()
