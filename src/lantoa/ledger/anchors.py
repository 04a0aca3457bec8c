"""Anchors: what the head of each commune's ledger was, kept in a file outside of the database (ADR 0015).

One JSON line for each commune and proof. Whoever can change the database but not this file (nor a copy of it on another
disk, in a backup, in an issued report) can no longer cut off or rewrite what lies before the latest anchor.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from lantoa.core.clock import WARD_TIME
from lantoa.core.places import state_folder
from lantoa.ledger.rules import Anchor

NAME = "ledger-anchors.jsonl"


def anchor_file() -> Path:
    """In the state folder, beside the database."""
    return state_folder() / NAME


def keep(path: Path, anchors: Iterable[tuple[int, Anchor]], *, at: datetime) -> None:
    """Append the heads (commune's id, anchor) as they are at the moment ``at``, down to the disk."""
    moment = at.isoformat(timespec="seconds")
    lines = [{"at": moment, "commune": commune, "seq": one.seq, "hash": one.hash} for commune, one in anchors]
    _append(path, "".join(json.dumps(line) + "\n" for line in lines))


def kept(path: Path, commune_id: int, *, restored: Iterable[tuple[datetime, datetime]] = ()) -> list[Anchor]:
    """The anchors of one commune in a file of anchors; a torn line is no anchor."""
    void = tuple(restored)
    return [anchor for commune, at, anchor in _read(path) if commune == commune_id and not is_void(at, void)]


def note_restore(path: Path, *, of: datetime, at: datetime) -> None:
    """A backup made at the moment ``of`` was restored at the moment ``at``: anchors of between speak of what is gone.

    The line stays in the file, so that whoever looks sees that the ledger was set back, and when.
    """
    _append(path, json.dumps({"restored_at": at.isoformat(), "of": of.isoformat()}) + "\n")


def restores(path: Path) -> list[tuple[datetime, datetime]]:
    """When which state was restored: (moment of the backup, moment of the restore)."""
    found = []
    for one in _lines(path):
        with suppress(ValueError, KeyError, TypeError):
            found.append((datetime.fromisoformat(one["of"]), datetime.fromisoformat(one["restored_at"])))
    return found


def is_void(made: datetime, restored: Iterable[tuple[datetime, datetime]]) -> bool:
    """Whether an anchor of that moment speaks of entries that a restore took back."""
    return any(of < made <= at for of, at in restored)


def of_manifest(heads: Mapping[str, Sequence[Any]], commune_id: int, *, source: str) -> list[Anchor]:
    """The anchor of a commune among the heads in a backup's manifest."""
    found = heads.get(str(commune_id))
    return [Anchor(int(found[0]), str(found[1]), source)] if found else []


def _append(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())


def _lines(path: Path) -> Iterator[Any]:
    if not path.exists():
        return
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            with suppress(ValueError):
                yield json.loads(line)


def _read(path: Path) -> Iterator[tuple[int, datetime, Anchor]]:
    for one in _lines(path):
        with suppress(ValueError, KeyError, TypeError):
            at = datetime.fromisoformat(one["at"])
            source = f"mốc ngày {at.astimezone(WARD_TIME):%d/%m/%Y}"
            yield int(one["commune"]), at, Anchor(int(one["seq"]), str(one["hash"]), source)
