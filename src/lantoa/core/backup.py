"""Backup and restore: one .tar with the database's dump, the files, and a manifest of their hashes (ADR 0002).

Nothing is replaced before the whole archive has been verified and restored beside what is there.
"""

import errno
import hashlib
import json
import os
import re
import secrets
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import IO
from urllib.parse import unquote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from lantoa.core import clock, postgres
from lantoa.core.binaries import environment_for
from lantoa.core.errors import Refused
from lantoa.core.places import state_folder

FORMAT = 1
MANIFEST, DUMP, FILES = "manifest.json", "database.dump", "files/"
_REHEARSAL = "lantoa_rehearsal_"
CHUNK = 1 << 20
DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. ``files``: name in the archive → SHA-256; ``tables``: name → rows; ``ledger_heads``: a
    commune's id → number and hash of its last entry: a backup witnesses where each ledger ended (ADR 0015)."""

    format: int
    made_at: str
    server: str
    files: dict[str, str]
    tables: dict[str, int]
    ledger_heads: dict[str, tuple[int, str]] = field(default_factory=dict)


def files_folder() -> Path:
    """The folder of uploaded files (``FILES_ROOT`` of the settings)."""
    return state_folder() / "files"


def save(target: Path, dsns: postgres.Dsns, *, files: Path | None = None) -> Manifest:
    """Write the backup to ``target``, or leave what was there. The dump is taken before the files, which are never
    changed once written, so every file that the dump names is in the archive.

    Raises:
        Refused: the database could not be dumped, the disk is full, or the written archive does not verify.
    """
    if not target.parent.is_dir():
        raise Refused("no_folder", f"Không có thư mục {target.parent}.")
    try:
        return _save(target, dsns, files or files_folder())
    except OSError as error:
        if error.errno not in DISK_FULL:
            raise
        raise Refused("disk_full", disk_full(target.parent)) from error


def disk_full(folder: Path) -> str:
    """Words for a disk without room for a backup."""
    return (
        f"Ổ đĩa của thư mục {folder} không còn đủ chỗ cho bản sao lưu. Các bản sao lưu cũ vẫn còn nguyên. "
        "Hãy giải phóng ổ đĩa hoặc đặt LANTOA_BACKUP_FOLDER sang ổ khác."
    )


def _save(target: Path, dsns: postgres.Dsns, folder: Path) -> Manifest:
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".lantoa-") as scratch:
        dump, half = Path(scratch) / DUMP, Path(scratch) / "backup.tar"
        server, tables, heads = _dump(dsns.owner, dump)
        members = {DUMP: dump, **{FILES + name: folder / name for name in _names_below(folder)}}
        manifest = Manifest(FORMAT, f"{clock.now():%Y-%m-%dT%H:%M:%SZ}", server, _hashes(members), tables, heads)
        _write(half, manifest, members)
        verify(half)
        half.replace(target)
    _sync_folder(target.parent)
    return manifest


def restore(source: Path, dsns: postgres.Dsns, *, files: Path | None = None, force: bool = False) -> str:
    """Put the backup in place of the database and the files. Returns the name that the old database now has, or "".

    Raises:
        Refused: the archive is damaged or not ours, the database holds data and ``force`` is not given, or
            PostgreSQL refuses the dump. The data that was there is then unchanged.
    """
    folder = files or files_folder()
    manifest = verify(source)
    occupied = bool(_tables(dsns.owner))
    if occupied and not force:
        raise Refused("occupied", "Cơ sở dữ liệu đang có dữ liệu. Muốn thay bằng bản sao lưu, hãy thêm --force.")
    stamp = f"{clock.now():%Y%m%d%H%M%S}_{secrets.token_hex(2)}"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".restore-") as scratch:
        _unpack(source, Path(scratch), manifest)
        fresh = f"lantoa_new_{stamp}"
        _restore_into(fresh, dump=Path(scratch) / DUMP, dsns=dsns, manifest=manifest)
        kept = f"{_name_of(dsns.owner)}_before_{stamp}"
        (Path(scratch) / FILES).mkdir(exist_ok=True)
        with _swapped_files(Path(scratch) / FILES, folder, folder.with_name(f"{folder.name}_before_{stamp}")):
            _swap_databases(dsns.owner, fresh, kept)
    if not occupied:
        _execute_elsewhere(dsns.owner, sql.SQL("DROP DATABASE {}").format(sql.Identifier(kept)))
    return kept if occupied else ""


def verify(source: Path) -> Manifest:
    """Read the whole archive and compare every hash.

    Raises:
        Refused: it is not a backup of ours, or a byte differs.
    """
    try:
        with tarfile.open(source, "r:") as archive:
            manifest = _read_manifest(archive)
            found = {member.name: _digest(_content(archive, member)) for member in archive if member.name != MANIFEST}
    except FileNotFoundError as error:
        raise Refused("no_file", f"Không có tệp {source}.") from error
    except (tarfile.TarError, OSError, KeyError, TypeError, ValueError) as error:
        raise Refused("not_a_backup", f"{source} không phải là bản sao lưu của Lan Tỏa hoặc đã hỏng.") from error
    wrong = sorted({name for name, _ in found.items() ^ manifest.files.items()})
    if wrong:
        raise Refused("damaged", f"Bản sao lưu đã hỏng ở {len(wrong)} chỗ, ví dụ {wrong[0]}: không phục hồi gì cả.")
    return manifest


def rehearse(source: Path, dsns: postgres.Dsns, *, look: Callable[[str], None] | None = None) -> Manifest:
    """Restore into a new database beside the one in use, look at it, and drop it. Nothing that is there is touched.

    ``look`` gets the connection string of the restored database and may raise.

    Raises:
        Refused: the archive is damaged, PostgreSQL refuses it, or rows are missing.
    """
    manifest = verify(source)
    _drop_old_rehearsals(dsns.owner)
    name = f"{_REHEARSAL}{clock.now():%Y%m%d%H%M%S}_{secrets.token_hex(2)}"
    with tempfile.TemporaryDirectory(prefix="lantoa-rehearsal-") as scratch:
        dump = Path(scratch) / DUMP
        with tarfile.open(source, "r:") as archive, dump.open("xb") as file:
            shutil.copyfileobj(_content(archive, archive.getmember(DUMP)), file, CHUNK)
        _restore_into(name, dump=dump, dsns=dsns, manifest=manifest)
    try:
        if look is not None:
            look(_with_name(dsns.owner, name))
    finally:
        _execute_elsewhere(dsns.owner, sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
    return manifest


def _drop_old_rehearsals(url: str) -> None:
    """What a rehearsal left that was killed, a day ago or before: a whole copy of the data each."""
    until = f"{_REHEARSAL}{clock.now() - timedelta(days=1):%Y%m%d%H%M%S}"
    with psycopg.connect(_with_name(url, "postgres"), autocommit=True) as there:
        asked = "SELECT datname FROM pg_database WHERE starts_with(datname, %s) AND datname < %s"
        for (name,) in there.execute(asked, [_REHEARSAL, until]).fetchall():
            there.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def manifest_of(source: Path) -> Manifest:
    """What a backup says of itself, without reading the rest of it.

    Raises:
        Refused: it is not a backup of ours.
    """
    try:
        with tarfile.open(source, "r:") as archive:
            return _read_manifest(archive)
    except (tarfile.TarError, OSError, KeyError, TypeError, ValueError) as error:
        raise Refused("not_a_backup", f"{source} không phải là bản sao lưu của Lan Tỏa hoặc đã hỏng.") from error


def _dump(url: str, target: Path) -> tuple[str, dict[str, int], dict[str, tuple[int, str]]]:
    """Dump and count in one snapshot. Returns (server's version, rows of each table, heads of the ledgers)."""
    with psycopg.connect(url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        (snapshot,) = connection.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        tables = _count(connection)
        heads = _ledger_heads(connection) if "ledger_entry" in tables else {}
        _run_client(url, "pg_dump", "--format=custom", f"--snapshot={snapshot}", "--file", target)
        return f"PostgreSQL {connection.info.server_version // 10000}", tables, heads


def _ledger_heads(connection: psycopg.Connection) -> dict[str, tuple[int, str]]:
    rows = connection.execute(
        "SELECT DISTINCT ON (commune_id) commune_id, seq, hash FROM ledger_entry ORDER BY commune_id, seq DESC"
    )
    return {str(commune): (int(seq), str(head)) for commune, seq, head in rows.fetchall()}


def _hashes(members: dict[str, Path]) -> dict[str, str]:
    return {name: _hash(path) for name, path in members.items()}


def _write(target: Path, manifest: Manifest, members: dict[str, Path]) -> None:
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        with tarfile.open(fileobj=file, mode="w") as archive:
            text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
            head = tarfile.TarInfo(MANIFEST)
            head.size = len(text)
            with tempfile.TemporaryFile() as page:
                page.write(text)
                page.seek(0)
                archive.addfile(head, page)
            for name, path in members.items():
                archive.add(path, name, recursive=False, filter=_anonymous)
        file.flush()
        os.fsync(file.fileno())


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member


def _read_manifest(archive: tarfile.TarFile) -> Manifest:
    page = archive.extractfile(MANIFEST)
    if page is None:
        raise ValueError("no manifest")
    manifest = Manifest(**json.loads(page.read(64 * CHUNK)))
    if manifest.format != FORMAT or DUMP not in manifest.files:
        raise ValueError("another format")
    return manifest


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    """Only plain files with plain names count; anything else (a link, "..") makes the archive not ours."""
    plain = member.name == DUMP or re.fullmatch(r"files(/(?!\.\.?(/|$))[^/\0]+)+", member.name)
    page = archive.extractfile(member) if member.isreg() and plain else None
    if page is None:
        raise ValueError(f"unexpected member {member.name!r}")
    return page


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return _digest(file)


def _digest(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while block := file.read(CHUNK):
        digest.update(block)
    return digest.hexdigest()


def _names_below(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield str(path.relative_to(folder))


def _unpack(source: Path, folder: Path, manifest: Manifest) -> None:
    """Write the members out and compare their hashes once more: the archive may have changed since it was verified.

    By hand, since the safe filter of ``extractall`` is missing in Debian 12's Python 3.11.2.
    """
    with tarfile.open(source, "r:") as archive:
        for member in archive:
            if member.name == MANIFEST:
                continue
            target = folder / member.name
            page = _content(archive, member)
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:
                shutil.copyfileobj(page, file, CHUNK)
            if _hash(target) != manifest.files.get(member.name):
                raise Refused("damaged", f"Bản sao lưu đã thay đổi trong lúc đọc: {member.name}. Không phục hồi gì cả.")


def _ensure_app_role(url: str) -> None:
    """The dump grants rights to the application's role, so it has to exist on a new server too."""
    with psycopg.connect(url, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [postgres.APP]).fetchone():
            connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(postgres.APP)))


def _restore_into(name: str, *, dump: Path, dsns: postgres.Dsns, manifest: Manifest) -> None:
    """Into a new database, which is dropped again if anything is missing."""
    _ensure_app_role(dsns.owner)
    _execute_elsewhere(dsns.owner, sql.SQL("CREATE DATABASE {} TEMPLATE template1").format(sql.Identifier(name)))
    url = _with_name(dsns.owner, name)
    try:
        _run_client(url, "pg_restore", "--no-owner", "--no-comments", "--exit-on-error", dump)
        if _tables(url) != manifest.tables:
            raise Refused("incomplete", "Số dòng sau khi phục hồi không khớp với bản sao lưu: giữ nguyên dữ liệu cũ.")
    except Refused:
        _execute_elsewhere(dsns.owner, sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))
        raise


def _swap_databases(url: str, fresh: str, kept: str) -> None:
    """The old database gets the name ``kept``, the fresh one takes its place: in one transaction."""
    name = _name_of(url)
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    with psycopg.connect(_with_name(url, "postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(sql.Identifier(name)))
        try:
            connection.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname IN (%s, %s)", [name, fresh]
            )
            with connection.transaction():
                connection.execute(rename.format(sql.Identifier(name), sql.Identifier(kept)))
                connection.execute(rename.format(sql.Identifier(fresh), sql.Identifier(name)))
        except psycopg.Error:
            connection.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(sql.Identifier(name)))
            raise
        connection.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(sql.Identifier(kept)))


@contextmanager
def _swapped_files(fresh: Path, folder: Path, kept: Path) -> Iterator[None]:
    """The fresh files in place of the old ones; back again if what follows fails."""
    had = folder.exists()
    if had:
        folder.rename(kept)
    fresh.rename(folder)
    folder.chmod(0o700)
    try:
        yield
    except BaseException:
        folder.rename(fresh)
        if had:
            kept.rename(folder)
        raise


def _tables(url: str) -> dict[str, int]:
    with psycopg.connect(url) as connection:
        return _count(connection)


def _count(connection: psycopg.Connection) -> dict[str, int]:
    """Rows of every table of ours, counted."""
    names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1").fetchall()
    counts = {}
    for (name,) in names:
        row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name))).fetchone()
        counts[str(name)] = int(row[0]) if row else 0
    return counts


def _run_client(url: str, program: str, *arguments: str | Path) -> None:
    """The password goes by the environment: a command line can be read by every user of the machine."""
    parts = urlsplit(url)
    who, _, where = parts.netloc.rpartition("@")
    user, _, password = who.partition(":")
    bare = urlunsplit(parts._replace(netloc=f"{user}@{where}"))
    command = [
        str(postgres.client_programs(postgres.server_version(url)) / program),
        *map(str, arguments),
        "--dbname",
        bare,
    ]
    environment = environment_for({"PGPASSWORD": unquote(password)} if password else {})
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode and os.strerror(errno.ENOSPC) in done.stderr:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    if done.returncode:
        raise Refused(f"{program}_failed", f"{program} không thành công: {done.stderr.strip()[-600:]}")


def _execute_elsewhere(url: str, statement: sql.Composed) -> None:
    with psycopg.connect(_with_name(url, "postgres"), autocommit=True) as connection:
        connection.execute(statement)


def _name_of(url: str) -> str:
    return urlsplit(url).path.lstrip("/")


def _with_name(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
