"""The store: bytes on disk under their hash, one copy per commune, written once and never changed.

``FILES_ROOT/<commune>/<first two letters>/<sha256>``; derived pictures lie beside it (``<sha256>.480.webp``). A file
gets its name only after all its bytes are on the disk, so a process that dies leaves at most a nameless temporary file.
"""

import hashlib
import os
import re
import secrets
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

CHUNK = 1024 * 1024
LEFT_BEHIND_SECONDS = 24 * 3600
_HASH = re.compile(r"[0-9a-f]{64}")


class Draft:
    """A file that is being written: its bytes are hashed on the way."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self.path = path
        self.size = 0
        self._file = file
        self._hash = hashlib.sha256()

    def write(self, data: bytes) -> None:
        """Append bytes."""
        self._file.write(data)
        self._hash.update(data)
        self.size += len(data)

    @property
    def sha256(self) -> str:
        """Hash of everything written so far, 64 hexadecimal digits."""
        return self._hash.hexdigest()

    def settle(self) -> None:
        """Bring the bytes to the disk, so that they outlive a crash."""
        self._file.flush()
        os.fsync(self._file.fileno())


def folder_of(commune_id: int) -> Path:
    """The commune's folder in the store."""
    return Path(settings.FILES_ROOT) / str(int(commune_id))


def path_of(commune_id: int, sha256: str, derived: str = "") -> Path:
    """Where the bytes lie (or would lie). ``derived``: ending of a file made from it, such as ``.480.webp``.

    Raises:
        ValueError: ``sha256`` is no hash; nothing typed by a person may become a path.
    """
    if not _HASH.fullmatch(sha256):
        raise ValueError("not a SHA-256")
    return folder_of(commune_id) / sha256[:2] / (sha256 + derived)


@contextmanager
def draft(commune_id: int) -> Iterator[Draft]:
    """A new temporary file in the commune's folder; it disappears at the end unless ``keep`` gave it its name."""
    folder = folder_of(commune_id) / "tmp"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / secrets.token_hex(16)
    try:
        with path.open("xb") as file:
            yield Draft(path, file)
    finally:
        path.unlink(missing_ok=True)


def keep(commune_id: int, written: Draft) -> str:
    """Give a draft its place under its hash. Returns the hash. A file that is already there stays as it is."""
    written.settle()
    _place(written.path, path_of(commune_id, written.sha256))
    return written.sha256


def keep_derived(commune_id: int, sha256: str, derived: str, *, data: bytes) -> Path:
    """Put something made from a stored file beside it. Returns its path."""
    target = path_of(commune_id, sha256, derived)
    with draft(commune_id) as written:
        written.write(data)
        written.settle()
        _place(written.path, target)
    return target


def adopt(commune_id: int, path: Path) -> str:
    """Give a large file that lies on the same disk its place under its hash, without copying it. Returns the hash; the
    file at ``path`` stays, too, until its owner removes it."""
    with path.open("r+b") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    _place(path, path_of(commune_id, sha256))
    return sha256


def adopt_derived(commune_id: int, sha256: str, derived: str, *, made: Path) -> Path:
    """The same for something large that a program made from a stored file."""
    target = path_of(commune_id, sha256, derived)
    with made.open("r+b") as file:
        os.fsync(file.fileno())
    _place(made, target)
    return target


def write_all(written: Draft, chunks: Iterable[bytes]) -> None:
    """Write the chunks one by one: a large file is never in memory as a whole."""
    for chunk in chunks:
        written.write(chunk)


def opened(commune_id: int, sha256: str, derived: str = "") -> BufferedReader:
    """The stored bytes, open for reading.

    Raises:
        FileNotFoundError: they are not in the store (a database restored without its files).
    """
    return path_of(commune_id, sha256, derived).open("rb")


def read(commune_id: int, sha256: str) -> bytes:
    """The stored bytes at once; for documents that a reader needs whole."""
    return path_of(commune_id, sha256).read_bytes()


def exists(commune_id: int, sha256: str, derived: str = "") -> bool:
    """Whether the bytes are in the store."""
    return path_of(commune_id, sha256, derived).is_file()


def is_sound(commune_id: int, sha256: str) -> bool:
    """Whether the bytes in the store still have the hash that they are filed under."""
    with opened(commune_id, sha256) as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == sha256


def sweep() -> int:
    """Remove temporary files that killed processes left more than a day ago. Returns how many."""
    places = [*Path(settings.FILES_ROOT).glob("*/tmp/*"), *Path(settings.FILE_UPLOAD_TEMP_DIR).glob("*.upload*")]
    old = [path for path in places if time.time() - path.stat().st_mtime > LEFT_BEHIND_SECONDS]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _place(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        os.link(source, target)  # unlike rename, it never replaces what is there
    except FileExistsError:
        return
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
