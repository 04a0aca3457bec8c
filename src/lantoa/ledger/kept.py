"""What was derived from a commune's rows, kept in memory for as long as nothing happened in the commune (ADR 0023).

Every change leaves an entry in the ledger, so the head of its chain says whether what was read is still true. Nothing
is stored: a new process begins empty. A head that was rolled back never comes back, as its hash holds the moment. What
is kept belongs to one commune and is given out only to who has its scope open; whatever else it depends on (the day,
the person, their rights, the language) is part of its name.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import Any, TypeVar

from django.db import connection

from lantoa.core.tenancy import ScopeMissing, current_scope

COMMUNES = 32
"""Communes of which a process keeps anything: the ones that were asked for last. A ward's year takes about 1 MB."""
NAMES = 400
"""Values of one commune: some for each person who is there."""

_HEAD = """
SELECT (SELECT hash FROM ledger_entry WHERE commune_id = %s ORDER BY seq DESC LIMIT 1),
       pg_current_xact_id_if_assigned() IS NULL
"""
"""The head, and whether this transaction has written nothing yet."""

T = TypeVar("T")


class _Shelf:
    """What is kept of one commune under one head."""

    __slots__ = ("head", "locks", "values")

    def __init__(self, head: str) -> None:
        self.head = head
        self.values: OrderedDict[Hashable, Any] = OrderedDict()
        self.locks: dict[Hashable, Lock] = {}


_shelves: OrderedDict[int, _Shelf] = OrderedDict()
_lock = Lock()
_reading: ContextVar[tuple[int, str] | None] = ContextVar("lantoa_head", default=None)
_page: ContextVar["_Page | None"] = ContextVar("lantoa_page", default=None)
_MISSING = object()
_READS = ("SELECT", "SAVEPOINT", "RELEASE")


class _Page:
    """A transaction that shows a page: the heads that it has read, until it writes anything."""

    __slots__ = ("heads",)

    def __init__(self) -> None:
        self.heads: dict[int, str] | None = {}

    def watch(self, execute: Callable[..., Any], sql: object, *more: Any) -> Any:
        """Stands around each statement (``connection.execute_wrapper``): what is no reading may be a change."""
        if not (isinstance(sql, str) and sql.lstrip().startswith(_READS)):
            self.heads = None
        return execute(sql, *more)


@contextmanager
def page() -> Iterator[None]:
    """The transaction inside shows one page: the head of a commune is read once for all that is kept under it, as long
    as nothing is written. What others add meanwhile is on the next page; what the page shows belongs together."""
    one = _Page()
    token = _page.set(one)
    try:
        with connection.execute_wrapper(one.watch):
            yield
    finally:
        _page.reset(token)


def kept(commune_id: int, name: Hashable, make: Callable[[], T]) -> T:
    """``make()``, or what it gave last time while the ledger of the commune has had no new entry since.

    The value is shared between requests and threads: read it, never change it; let it hold rows and plain values, no
    query that is still to run. ``name`` holds everything that it depends on beside the rows.

    The head is read before the rows: what another transaction adds in between is read now, and once more under the next
    head. A transaction that has written keeps nothing for others: it sees what may be rolled back.

    Raises:
        ScopeMissing: the commune is not open.
    """
    if commune_id not in current_scope():
        raise ScopeMissing(f"commune {commune_id} is not open")
    head = _head_of(commune_id)
    if head is None:
        return make()
    shelf = _shelf(commune_id, head)
    found = _found(shelf, name)
    if found is _MISSING:
        with shelf.locks.setdefault(name, Lock()):  # after a change everybody asks at once: one works, others wait
            found = _found(shelf, name)
            if found is _MISSING:
                found = _put(shelf, name, _made(commune_id, head, make))
    value: T = found
    return value


def _head_of(commune_id: int) -> str | None:
    """None where nothing can be kept: nothing ever happened, or this transaction has changed something itself."""
    reading = _reading.get()
    if reading and reading[0] == commune_id:
        return reading[1]
    one = _page.get()
    if one and one.heads and commune_id in one.heads:
        return one.heads[commune_id]
    with connection.cursor() as cursor:
        cursor.execute(_HEAD, [commune_id])
        head, is_clean = cursor.fetchone()
    if not is_clean or head is None:
        return None
    if one and one.heads is not None:
        one.heads[commune_id] = head
    found: str = head
    return found


def _shelf(commune_id: int, head: str) -> _Shelf:
    with _lock:
        shelf = _shelves.get(commune_id)
        if shelf is None or shelf.head != head:
            shelf = _shelves[commune_id] = _Shelf(head)
        _shelves.move_to_end(commune_id)
        while len(_shelves) > COMMUNES:
            _shelves.popitem(last=False)
        return shelf


def _found(shelf: _Shelf, name: Hashable) -> Any:
    with _lock:
        found = shelf.values.get(name, _MISSING)
        if found is not _MISSING:
            shelf.values.move_to_end(name)
        return found


def _made(commune_id: int, head: str, make: Callable[[], T]) -> T:
    """What is asked for inside is asked under the same head."""
    token = _reading.set((commune_id, head))
    try:
        return make()
    finally:
        _reading.reset(token)


def _put(shelf: _Shelf, name: Hashable, value: T) -> T:
    with _lock:
        shelf.values[name] = value
        while len(shelf.values) > NAMES:
            dropped, _value = shelf.values.popitem(last=False)
            shelf.locks.pop(dropped, None)
    return value
