"""Backups in their folder: made, copied to a second place, old ones removed. Needs no Django: a command uses it."""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lantoa.core import backup, clock, postgres, retention
from lantoa.core.clock import WARD_TIME
from lantoa.core.errors import Refused
from lantoa.core.places import state_folder
from lantoa.ledger import anchors
from lantoa.ledger.rules import Anchor

_NAME = re.compile(r"lantoa-(\d{8}-\d{6})\.tar")
_STAMP = "%Y%m%d-%H%M%S"
SPARE_BYTES = 200 * 1024 * 1024
"""Must stay free: a full disk stops the database, too."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One backup in the folder. ``made_at`` in ward time, by its name."""

    path: Path
    made_at: datetime
    size: int


@dataclass(frozen=True, slots=True)
class Made:
    """What making a backup did. ``copy_trouble``: why the second place has no copy, where it should have one."""

    path: Path
    size: int
    tables: int
    files: int
    removed: int
    copied_to: str = ""
    copy_trouble: str = ""


def folder() -> Path:
    """``LANTOA_BACKUP_FOLDER``, or ``backups`` in the state folder."""
    return Path(os.environ.get("LANTOA_BACKUP_FOLDER") or state_folder() / "backups")


def second_folder() -> Path | None:
    """``LANTOA_BACKUP_COPY``: another disk or computer. It has to be there already: an empty mount point is none."""
    named = os.environ.get("LANTOA_BACKUP_COPY")
    return Path(named) if named else None


def kept(place: Path | None = None) -> list[Kept]:
    """The backups in the folder, newest first; only files that this module named."""
    found = []
    for path in (place or folder()).glob("lantoa-*.tar"):
        if match := _NAME.fullmatch(path.name):
            made_at = datetime.strptime(match.group(1), _STAMP).replace(tzinfo=WARD_TIME)
            found.append(Kept(path, made_at, path.stat().st_size))
    return sorted(found, key=lambda one: one.made_at, reverse=True)


def make(dsns: postgres.Dsns) -> Made:
    """A new backup in the folder, verified; then a copy in the second place; only then are old ones removed.

    Raises:
        Refused: ``backup_running``, ``disk_full``, or what ``core.backup.save`` refuses. Old ones are then all there.
    """
    place = folder()
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone(place) as workshop:
        _check_room(place, dsns)
        target = place / f"lantoa-{clock.now().astimezone(WARD_TIME):{_STAMP}}.tar"
        half = workshop / target.name
        manifest = backup.save(half, dsns)
        half.replace(target)
        copied_to, trouble = _copied(target)
        removed = prune(place)
    files = sum(name.startswith(backup.FILES) for name in manifest.files)
    return Made(target, target.stat().st_size, len(manifest.tables), files, removed, copied_to, trouble)


def in_words(made: Made) -> str:
    """What was done, for the command line."""
    copy = made.copy_trouble or (f"Đã chép thêm một bản sang {made.copied_to}." if made.copied_to else "")
    done = f"Đã sao lưu {made.tables} bảng và {made.files} tệp vào {made.path}; dọn {made.removed} bản cũ."
    return "\n".join(filter(None, (done, copy)))


def prune(place: Path) -> int:
    """Remove what the rule of 7 days, 4 weeks and 12 months does not keep. Returns how many."""
    found = kept(place)
    staying = retention.kept(one.made_at for one in found)
    gone = [one.path for one in found if one.made_at not in staying]
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)


def witnesses(commune_id: int) -> list[Anchor]:
    """Everything outside of the database that knows where the ledger of a commune once ended."""
    own = anchors.anchor_file()
    restored = anchors.restores(own)
    places = [folder(), *([second] if (second := second_folder()) else [])]
    found = [
        one
        for path in [own, *(place / anchors.NAME for place in places)]
        for one in anchors.kept(path, commune_id, restored=restored)
    ]
    for place in places:
        found += [one for saved in kept(place) for one in _witness(saved, commune_id, restored)]
    return found


def _witness(saved: Kept, commune_id: int, restored: list[tuple[datetime, datetime]]) -> list[Anchor]:
    try:
        manifest = backup.manifest_of(saved.path)
    except Refused:  # a damaged backup is said elsewhere; here it only knows nothing
        return []
    if anchors.is_void(datetime.fromisoformat(manifest.made_at), restored):
        return []
    source = f"bản sao lưu ngày {saved.made_at:%d/%m/%Y}"
    return anchors.of_manifest(manifest.ledger_heads, commune_id, source=source)


@contextmanager
def _alone(place: Path) -> Iterator[Path]:
    """One backup at a time, in a workshop that what was killed before has left empty."""
    descriptor = os.open(place / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    workshop = place / ".working"
    try:
        _lock(descriptor)
        shutil.rmtree(workshop, ignore_errors=True)
        workshop.mkdir(mode=0o700)
        try:
            yield workshop
        finally:
            shutil.rmtree(workshop, ignore_errors=True)
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Refused("backup_running", "Đang có một lần sao lưu khác chạy. Xin chờ lần đó xong.") from error


def _check_room(place: Path, dsns: postgres.Dsns) -> None:
    """Refuse before the disk is full rather than after: the dump and the archive stand side by side for a while."""
    needed = 2 * postgres.database_size(dsns.owner) + stored_bytes(backup.files_folder()) + SPARE_BYTES
    if shutil.disk_usage(place).free < needed:
        raise Refused("disk_full", backup.disk_full(place))


def stored_bytes(place: Path) -> int:
    """Bytes of all files below a folder; what vanishes meanwhile counts nothing."""
    total = 0
    for root, _folders, names in os.walk(place):
        for name in names:
            try:
                total += (Path(root) / name).stat().st_size
            except OSError:
                continue
    return total


def _copied(source: Path) -> tuple[str, str]:
    """A verified copy in the second place, and its old ones removed. (folder, why there is none)."""
    place = second_folder()
    if place is None:
        return "", ""
    if not place.is_dir():
        return "", f"Không thấy thư mục {place}: ổ đĩa hoặc máy chứa bản sao thứ hai chưa được nối."
    half = place / f".{source.name}.half"
    try:
        shutil.copyfile(source, half)
        backup.verify(half)
        half.replace(place / source.name)
        prune(place)
    except (OSError, Refused) as error:
        half.unlink(missing_ok=True)
        why = error.message if isinstance(error, Refused) else error.strerror
        return "", f"Không chép được sang {place}: {why}"
    return str(place), ""
