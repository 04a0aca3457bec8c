"""Where a large file grows, piece by piece: one file each in the commune's folder, not yet in the store."""

import os
import shutil
import time
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.conf import settings

from lantoa.files import store

LEFT_BEHIND_SECONDS = 7 * 24 * 3600


def path_of(commune_id: int, key: UUID) -> Path:
    """The growing file."""
    return store.folder_of(commune_id) / "incoming" / key.hex


def received(commune_id: int, key: UUID) -> int:
    """Bytes that are there; 0 before the first."""
    path = path_of(commune_id, key)
    return path.stat().st_size if path.exists() else 0


def append(commune_id: int, key: UUID, pieces: Iterable[bytes], *, offset: int, most: int) -> int:
    """Write a piece at its place and bring it to the disk. Returns the bytes that are there now. A piece that breaks
    off leaves what came before it."""
    path = path_of(commune_id, key)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.open("r+b" if path.exists() else "xb") as file:
        file.seek(offset)
        file.truncate()
        left = most
        for piece in pieces:
            file.write(piece[:left])
            left -= len(piece[:left])
        file.flush()
        os.fsync(file.fileno())
        return file.tell()


def drop(commune_id: int, key: UUID) -> None:
    """Remove it."""
    path_of(commune_id, key).unlink(missing_ok=True)


def free_space() -> int:
    """Bytes free where files lie."""
    root = Path(settings.FILES_ROOT)
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    return shutil.disk_usage(root).free


def sweep() -> int:
    """Remove what nobody went on sending. Returns how many."""
    places = Path(settings.FILES_ROOT).glob("*/incoming/*")
    old = [path for path in places if time.time() - path.stat().st_mtime > LEFT_BEHIND_SECONDS]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
