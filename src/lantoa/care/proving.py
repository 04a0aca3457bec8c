"""Proofs of the ledgers: of every commune in the database in use, and of those in a restored backup."""

from collections.abc import Iterator
from typing import Any

import psycopg

from lantoa.care import backups
from lantoa.communes.models import Commune
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.core.tenancy import scope
from lantoa.ledger import anchors
from lantoa.ledger.queries import Proof, prove
from lantoa.ledger.rules import Anchor, EntryFacts, Walk

COLUMNS = "commune_id, seq, at, actor_id, action, object_type, object_id, data, previous_hash, hash"
AT_ONCE = 2000


def communes_in_use() -> list[int]:
    """Ids of the communes that keep a ledger."""
    return list(Commune.objects.filter(opened_at__isnull=False).order_by("pk").values_list("pk", flat=True))


def proofs(communes: list[int] | None = None) -> Iterator[Proof]:
    """Go through the ledger of each commune, one after another, and compare it with every witness outside of it."""
    for commune_id in communes_in_use() if communes is None else communes:
        with scope([commune_id]):
            yield prove(commune_id, backups.witnesses(commune_id))


def witness(found: list[Proof]) -> None:
    """Note where the sound ledgers end: beside the database and, where there is one, in the second place."""
    heads = [(proof.commune_id, Anchor(proof.seq, proof.head)) for proof in found if proof.is_sound and proof.seq]
    second = backups.second_folder()
    for place in [anchors.anchor_file(), *([second / anchors.NAME] if second and second.is_dir() else [])]:
        anchors.keep(place, heads, at=clock.now())


def look_at_restored(url: str, heads: dict[str, Any]) -> None:
    """In a restored database: each ledger is whole and ends where the backup says.

    Raises:
        Refused("ledger_unsound"): it does not.
    """
    for commune, (seq, head) in heads.items():
        walk = Walk([Anchor(seq, head)])
        with psycopg.connect(url, options="-c timezone=UTC") as connection:
            faults = list(walk.faults(_entries(connection, int(commune))))
        if faults or (walk.seq, walk.hash) != (seq, head):
            words = faults[0].words if faults else "sổ không kết thúc ở mục đã ghi trong bản sao lưu."
            raise Refused("ledger_unsound", f"Sổ cái trong bản sao lưu không nguyên vẹn: {words}")


def _entries(connection: psycopg.Connection, commune_id: int) -> Iterator[EntryFacts]:
    with connection.cursor(name="entries") as cursor:
        cursor.itersize = AT_ONCE
        cursor.execute(f"SELECT {COLUMNS} FROM ledger_entry WHERE commune_id = %s ORDER BY seq, id", [commune_id])  # noqa: S608
        for row in cursor:
            yield EntryFacts(*row)
