"""The files that a command line names: files, folders with everything readable in them, ``-`` for standard input."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from vanban.readers import MOST_MEGABYTES
from vanban.readers.text import decode

STDIN = Path("-")
SUFFIXES = frozenset(
    (".docx", ".pdf", ".txt", ".jpg", ".jpeg", ".png", ".heic", ".heif", ".tif", ".tiff", ".webp", ".bmp", ".gif")
)
"""Of files that are looked for in a folder; a file that is named is tried whatever it is called."""
MOST_BYTES = MOST_MEGABYTES * 1024 * 1024
MOST_NAMES_BYTES = 1024 * 1024
NO_FILES = "Trong thư mục “{folder}” không có tệp nào đọc được (.docx, .pdf, .txt, ảnh)."


class MisusedError(Exception):
    """The command line asks for what there is not; the message is for the person who typed it."""


def listed(paths: Iterable[Path]) -> Iterator[Path]:
    """Each file once, those of folders by name. Raises MisusedError for a folder without any."""
    seen: set[Path] = set()
    for path in paths:
        for one in _inside(path) if path.is_dir() else (path,):
            if one not in seen:
                seen.add(one)
                yield one


def _inside(folder: Path) -> Sequence[Path]:
    found = sorted(one for one in folder.rglob("*") if _is_wanted(one.relative_to(folder)) and one.is_file())
    if not found:
        raise MisusedError(NO_FILES.format(folder=folder))
    return found


def _is_wanted(path: Path) -> bool:
    """Not hidden, and not the lock that Word leaves beside an open file ("~$ke-hoach.docx")."""
    return path.suffix.lower() in SUFFIXES and not any(part.startswith((".", "~$")) for part in path.parts)


def data_of(path: Path) -> bytes:
    """The bytes of a file, one more than is allowed at most, so that the reader refuses it. Raises OSError."""
    if path == STDIN:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def names_in(path: Path | None) -> tuple[str, ...]:
    """The names of units in a text file, one a line; lines that begin with # are remarks. Raises OSError, ReadError."""
    if path is None:
        return ()
    with path.open("rb") as file:
        text, _ = decode(file.read(MOST_NAMES_BYTES))
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))
