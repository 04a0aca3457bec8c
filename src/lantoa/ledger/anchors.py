"""Anchors: what the head of each commune's ledger was, kept in a file outside of the database (ADR 0010).

One JSON line for each commune and proof. Whoever can change the database but not this file (nor a copy of it on another
disk, in a backup, in an issued report) can no longer cut off or rewrite what lies before the latest anchor.
"""

import json
import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from lantoa.core.clock import WARD_TIME
from lantoa.core.places import state_folder
from lantoa.ledger.rules import Anchor

NAME = "ledger-anchors.jsonl"
BACKUPS = "ledger_heads"
"""The part of a backup's manifest with the heads: commune's id → [number, hash]."""


def anchor_file() -> Path:
    """In the state folder, beside the database."""
    return state_folder() / NAME


def keep(path: Path, anchors: Iterable[tuple[int, Anchor]], *, at: datetime) -> None:
    """Append the heads (commune's id, anchor) as they are at the moment ``at``, down to the disk."""
    lines = "".join(
        json.dumps({"at": at.isoformat(timespec="seconds"), "commune": commune, "seq": one.seq, "hash": one.hash})
        + "\n"
        for commune, one in anchors
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(lines.encode())
        file.flush()
        os.fsync(file.fileno())


def kept(path: Path, commune_id: int) -> list[Anchor]:
    """The anchors of one commune in a file of anchors or in the manifest of a backup; a torn last line is no anchor."""
    if not path.exists():
        return []
    return [anchor for commune, anchor in _read(path) if commune == commune_id]


def set_aside(path: Path, *, at: datetime) -> Path | None:
    """After an older backup was restored, later anchors speak of a ledger that is gone: the file gets another name."""
    if not path.exists():
        return None
    aside = path.with_name(f"{path.stem}-{at:%Y%m%d%H%M%S}.before-restore")
    path.rename(aside)
    return aside


def of_manifest(heads: object, source: str, commune_id: int) -> list[Anchor]:
    """The anchor of a commune in the manifest of a backup (its part ``BACKUPS``)."""
    found = heads.get(str(commune_id)) if isinstance(heads, dict) else None
    return [Anchor(int(found[0]), str(found[1]), source)] if found else []


def _read(path: Path) -> Iterator[tuple[int, Anchor]]:
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            try:
                one = json.loads(line)
                day = datetime.fromisoformat(one["at"]).astimezone(WARD_TIME)
                yield int(one["commune"]), Anchor(int(one["seq"]), str(one["hash"]), f"mốc ngày {day:%d/%m/%Y}")
            except (ValueError, KeyError, TypeError):
                continue
