"""Reads of the ledger."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lantoa.ledger.models import Entry
from lantoa.ledger.rules import GENESIS, Anchor, EntryFacts, Fault, Walk

AT_ONCE = 2000
MOST_FAULTS = 1000
_COLUMNS = (
    "commune_id", "seq", "at", "actor_id", "action", "object_type", "object_id", "data", "previous_hash", "hash",
)  # fmt: skip


def head_of(commune_id: int) -> str:
    """The hash of the latest entry of a commune: it changes with every change, and never comes back."""
    last = Entry.objects.filter(commune_id=commune_id).order_by("-seq").values_list("hash", flat=True).first()
    return last or GENESIS


def anchor_of(commune_id: int) -> Anchor:
    """The latest entry's number and hash, to be kept elsewhere (in an issued report, in a backup)."""
    last = Entry.objects.filter(commune_id=commune_id).order_by("-seq").values_list("seq", "hash").first()
    return Anchor(*last) if last else Anchor(0, GENESIS)


def entries_of(commune_id: int) -> Iterator[EntryFacts]:
    """All entries by number, a few at a time: one snapshot, however long the ledger is."""
    rows = Entry.objects.filter(commune_id=commune_id).order_by("seq", "pk").values_list(*_COLUMNS)
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield EntryFacts(*row)


@dataclass(frozen=True, slots=True)
class Proof:
    """What going through one commune's ledger found. ``faults``: at most ``MOST_FAULTS``."""

    commune_id: int
    entries: int
    seq: int
    head: str
    faults: tuple[Fault, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing was changed, dropped, put in or cut off."""
        return not self.faults


def prove(commune_id: int, anchors: Iterable[Anchor] = ()) -> Proof:
    """Go through the whole chain of a commune whose scope is open, and compare it with what is kept elsewhere."""
    walk = Walk(anchors)
    found = walk.faults(entries_of(commune_id))
    faults = tuple(itertools.islice(found, MOST_FAULTS))
    for _more in found:  # go on to the end: the head is asked for
        pass
    return Proof(commune_id, walk.count, walk.seq, walk.hash, faults)
