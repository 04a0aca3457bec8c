"""What an entry of the ledger says beside its action: which facts it holds, and what they were before. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Recorded:
    """One entry of the ledger, without its hashes."""

    seq: int
    action: str
    about: tuple[str, int | None]
    """Kind of the object and its number."""
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that an entry gave another value. ``before`` and ``after``: values as recorded."""

    fact: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Told:
    """An entry with what it changed."""

    entry: Recorded
    changes: tuple[Change, ...]


def told(entries: Iterable[Recorded], facts: Iterable[str]) -> Iterator[Told]:
    """Each entry with its changes. ``entries``: oldest first. ``facts``: the names of facts that are compared.

    A fact counts as changed where an earlier entry about the same object recorded it with another value. The ledger
    keeps what was, not only that something was: so nothing has to be written twice.
    """
    compared = frozenset(facts)
    known: dict[tuple[str, int | None], dict[str, Any]] = {}
    for entry in entries:
        last = known.setdefault(entry.about, {})
        now = {name: value for name, value in entry.data.items() if name in compared}
        yield Told(entry, tuple(Change(name, last[name], now[name]) for name in now if _differs(last, name, now)))
        last.update(now)


def _differs(last: Mapping[str, Any], name: str, now: Mapping[str, Any]) -> bool:
    return name in last and last[name] != now[name]
