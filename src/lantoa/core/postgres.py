"""The database that comes with the program: PostgreSQL, started on a socket as an ordinary user (ADR 0002).

``DATABASE_URL`` puts any other PostgreSQL in its place; then nothing here is started or stopped.
"""

import fcntl
import hashlib
import json
import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from urllib.parse import quote

from lantoa.core.binaries import PostgresError, account_for, can_enter, find_binaries
from lantoa.core.cluster import Cluster, fits_a_socket, socket_folder
from lantoa.core.places import state_folder

OWNER, APP, SUPERUSER = "lantoa_owner", "lantoa_app", "postgres"
DATABASE = "lantoa"
SYSTEM_HOMES = Path("/var/lib/lantoa")

Say = Callable[[str], None]


def _silent(_line: str) -> None:
    """The default listener."""


@dataclass(frozen=True, slots=True)
class Dsns:
    """Connection strings (libpq URLs) of the role that owns the tables and of the role that only uses them."""

    owner: str
    app: str


@dataclass(frozen=True, slots=True)
class _Record:
    """What ``database.json`` keeps, readable by the caller alone."""

    home: str
    sockets: str
    passwords: dict[str, str]
    ready: bool = False

    def url(self, role: str, database: str = DATABASE) -> str:
        return f"postgresql://{role}:{self.passwords[role]}@/{database}?host={quote(self.sockets)}&port=5432"


def external() -> Dsns | None:
    """The servers named by ``DATABASE_URL`` and ``DATABASE_OWNER_URL``; None when the embedded one is used."""
    app = os.environ.get("DATABASE_URL", "").strip()
    if not app:
        return None
    return Dsns(owner=os.environ.get("DATABASE_OWNER_URL", "").strip() or app, app=app)


def database_urls() -> tuple[str, str]:
    """(owner's URL, application's URL). Cheap: reads at most one small file, starts nothing.

    Before the first ``ensure()`` the urls point to a place where nothing answers.
    """
    if dsns := external():
        return dsns.owner, dsns.app
    record = _load(_folder())
    if record is None:
        nowhere = quote(str(_folder() / "postgres" / "run"))
        return (
            f"postgresql://{OWNER}@/{DATABASE}?host={nowhere}",
            f"postgresql://{APP}@/{DATABASE}?host={nowhere}",
        )
    return record.url(OWNER), record.url(APP)


def ensure(*, fast: bool = False, var: Path | None = None, say: Say = _silent) -> Dsns:
    """Make and start the embedded database where that is needed, and say how to reach it.

    Safe to call from many processes at once and after any crash. ``fast`` gives up durability (for tests only).

    Raises:
        PostgresError: with a Vietnamese message that says what to do.
    """
    if var is None and (dsns := external()):
        return dsns
    folder = _folder(var)
    with _locked(folder):
        record = _load(folder) or _new_record(folder, say)
        record = _with_sockets(record, folder)
        cluster = _cluster(record)
        if cluster.version() is None:
            _refuse_if_lost(record)
            say("Tạo cơ sở dữ liệu lần đầu…")
            cluster.make(record.passwords[SUPERUSER], fast=fast)
        _start_until_it_answers(cluster, record, fast=fast)
        if not record.ready:
            _furnish(record)
            record = replace(record, ready=True)
            _save(folder, record)
    return Dsns(owner=record.url(OWNER), app=record.url(APP))


def start(*, fast: bool = False) -> Dsns:
    """The same as ``ensure``."""
    return ensure(fast=fast)


def stop(*, var: Path | None = None) -> None:
    """Stop the embedded database if it runs."""
    folder = _folder(var)
    if (record := _load(folder)) is None:
        return
    with _locked(folder):
        _cluster(record).stop()


@contextmanager
def lent(*, var: Path | None = None) -> Iterator[Dsns]:
    """The database for the length of one command: stopped again afterwards if it did not run before."""
    ran = running(var=var)
    try:
        yield ensure(var=var)
    finally:
        if not ran:
            stop(var=var)


def running(*, var: Path | None = None) -> bool:
    """Whether the embedded database answers. Always True for a server that is not ours to start."""
    if var is None and external():
        return True
    record = _load(_folder(var))
    return record is not None and _cluster(record).ready()


def cluster_of(var: Path) -> Cluster | None:
    """The embedded cluster of a state folder; None before its first start."""
    record = _load(_folder(var))
    return _cluster(record) if record else None


def server_version(url: str) -> int:
    """Major version of the server that answers there."""
    import psycopg

    with psycopg.connect(url) as connection:
        return connection.info.server_version // 10000


def database_size(url: str) -> int:
    """Bytes of the database on the disk."""
    import psycopg

    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
    return int(row[0]) if row else 0


def client_programs(server: int) -> Path:
    """The folder of pg_dump and pg_restore for a server of this major version: its own, or else the newest."""
    try:
        return find_binaries(server)
    except PostgresError:
        return find_binaries()


def _cluster(record: _Record) -> Cluster:
    home = Path(record.home)
    return Cluster(home, Path(record.sockets), account_for(home))


def _folder(var: Path | None = None) -> Path:
    return (var or state_folder()).resolve()


def _record_path(folder: Path) -> Path:
    return folder / "database.json"


def _load(folder: Path) -> _Record | None:
    try:
        record = _Record(**json.loads(_record_path(folder).read_text()))
        return replace(record, home=str(folder / record.home), sockets=str(folder / record.sockets))
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise PostgresError(
            "state_not_ours",
            f"Không đọc được {error.filename}: dữ liệu này do một người dùng khác tạo. "
            "Hãy chạy bằng đúng người dùng đó (ví dụ với sudo).",
        ) from error
    except (ValueError, TypeError) as error:
        raise PostgresError(
            "state_broken", f"Tệp {_record_path(folder)} bị hỏng: xem docs/how-to/database.md."
        ) from error


def _save(folder: Path, record: _Record) -> None:
    """Paths inside the state folder are kept relative, so that the folder can be moved."""
    record = replace(record, home=_relative(record.home, folder), sockets=_relative(record.sockets, folder))
    path = _record_path(folder)
    half = path.with_suffix(".half")
    half.unlink(missing_ok=True)
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(asdict(record), file)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)


def _relative(path: str, folder: Path) -> str:
    return str(Path(path).relative_to(folder)) if Path(path).is_relative_to(folder) else path


def _new_record(folder: Path, say: Say) -> _Record:
    home = _home_for(folder)
    if home.parent != folder:
        say(f"Thư mục {folder} không mở được cho người dùng chạy PostgreSQL, nên dữ liệu để ở {home}.")
    passwords = {role: secrets.token_urlsafe(24) for role in (SUPERUSER, OWNER, APP)}
    record = _Record(str(home), str(socket_folder(home)), passwords)
    _save(folder, record)
    return record


def _home_for(folder: Path) -> Path:
    """Inside the state folder; in /var/lib when root calls and the server's user cannot get there."""
    account = account_for(folder)
    if not account.switch or can_enter(account, folder):
        return folder / "postgres"
    SYSTEM_HOMES.mkdir(mode=0o711, parents=True, exist_ok=True)
    return SYSTEM_HOMES / hashlib.sha256(str(folder).encode()).hexdigest()[:12]


def _with_sockets(record: _Record, folder: Path) -> _Record:
    """Another folder for the socket when its own was swept from the temporary folder, or the path grew too long."""
    home, sockets = Path(record.home), Path(record.sockets)
    if sockets.exists() if sockets.parent != home else fits_a_socket(sockets):
        return record
    _cluster(record).stop()
    renewed = replace(record, sockets=str(socket_folder(home)))
    _save(folder, renewed)
    return renewed


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One process at a time makes, starts or stops."""
    if not folder.exists():
        folder.mkdir(parents=True)
        folder.chmod(0o711)
    try:
        descriptor = os.open(folder / "database.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except PermissionError as error:
        raise PostgresError("state_not_ours", f"Không ghi được vào thư mục {folder}.") from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _refuse_if_lost(record: _Record) -> None:
    """A database that was there and is gone (a disk not mounted) is not replaced by an empty one."""
    if record.ready:
        raise PostgresError(
            "data_missing",
            f"Không thấy dữ liệu ở {record.home}. Hãy gắn lại ổ đĩa hoặc phục hồi từ bản sao lưu; "
            "muốn làm lại từ đầu thì xóa tệp database.json trong thư mục dữ liệu.",
        )


def _start_until_it_answers(cluster: Cluster, record: _Record, *, fast: bool) -> None:
    """A server that was killed a moment ago may look alive and be gone at the first word: then start again."""
    import psycopg

    for attempt in range(5):
        cluster.start(fast=fast)
        try:
            psycopg.connect(record.url(SUPERUSER, "template1"), connect_timeout=10).close()
        except psycopg.OperationalError as error:
            if attempt == 4:
                raise PostgresError("no_answer", f"PostgreSQL không trả lời: {error}") from error
            time.sleep(0.2)
        else:
            return


_ROLES = {OWNER: "LOGIN CREATEDB BYPASSRLS", APP: "LOGIN"}


def _furnish(record: _Record) -> None:
    """Roles, extensions and the empty database. May run again after being cut short."""
    import psycopg
    from psycopg import sql

    with psycopg.connect(record.url(SUPERUSER, "template1"), autocommit=True) as connection:
        for name in ("unaccent", "pg_trgm"):
            connection.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(name)))
        for role, rights in _ROLES.items():
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                connection.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(role)))
            change = sql.SQL("ALTER ROLE {} " + rights + " PASSWORD {}")
            connection.execute(change.format(sql.Identifier(role), sql.Literal(record.passwords[role])))
        connection.execute(f"GRANT {APP} TO {OWNER}")
    with psycopg.connect(record.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
