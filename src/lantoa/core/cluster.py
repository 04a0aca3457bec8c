"""One PostgreSQL data folder of ours: make it, start it, stop it, put it right after a crash (ADR 0002)."""

import contextlib
import os
import re
import secrets
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lantoa.core.binaries import Account, PostgresError, find_binaries, major_version, reachable, run_as

SOCKET = ".s.PGSQL.5432"
SOCKET_PATH_LIMIT = 107
START_SECONDS = 60.0
STOP_SECONDS = 30.0

_SETTINGS = """\
# Written by Lan Tỏa at every start.
listen_addresses = ''
port = 5432
unix_socket_directories = '{sockets}'
timezone = 'UTC'
log_timezone = 'UTC'
# The log says that something failed, never whose data it was.
log_min_error_statement = panic
log_error_verbosity = terse
logging_collector = on
log_directory = '../log'
log_filename = 'postgresql-%a.log'
log_truncate_on_rotation = on
log_rotation_age = 1d
log_rotation_size = 0
"""
_FAST = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"


@dataclass(frozen=True, slots=True)
class Cluster:
    """``home`` holds ``data``, ``log`` and (if its path is short enough) the socket's folder."""

    home: Path
    sockets: Path
    account: Account

    @property
    def data(self) -> Path:
        """PostgreSQL's data folder."""
        return self.home / "data"

    def version(self) -> int | None:
        """Major version that made the data; None before the first start."""
        try:
            return int((self.data / "PG_VERSION").read_text())
        except FileNotFoundError:
            return None

    def programs(self) -> Path:
        """The folder of the programs that fit the data, where the account can run them."""
        return reachable(find_binaries(self.version()), self.account, self.home)

    def pid(self) -> int | None:
        """Process id of the running server; None when it does not run, whatever its pid file says."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return None
        return pid if self._is_ours(pid) else None

    def _is_ours(self, pid: int) -> bool:
        try:
            return (Path("/proc") / str(pid) / "cwd").samefile(self.data)
        except OSError:
            return _alive_without_proc(pid)

    def ready(self) -> bool:
        """Whether the server answers."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return len(lines) > 7 and lines[7].strip() == "ready" and self.pid() is not None

    def make(self, password: str, *, fast: bool = False) -> None:
        """Make the data folder, whole or not at all, with ``password`` for the superuser ``postgres``."""
        self.prepare_folders()
        programs = self.programs()
        half = self.home / "data.half"
        shutil.rmtree(half, ignore_errors=True)
        with _password_file(self.home, self.account, password) as path:
            done = run_as(self.account, _initdb(programs, half, path, fast=fast), cwd=self.home)
        if done.returncode != 0:
            raise PostgresError("initdb_failed", f"Không tạo được cơ sở dữ liệu: {done.stderr.strip()[-600:]}")
        with (half / "postgresql.conf").open("a") as file:
            file.write("\ninclude = 'lantoa.conf'\n")
        half.rename(self.data)

    def prepare_folders(self) -> None:
        """Make the cluster's own folders, private to the account."""
        for folder in (self.home, self.home / "log", self.sockets):
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o700)
            if self.account.switch:
                os.chown(folder, self.account.uid, self.account.gid)

    def start(self, *, fast: bool = False) -> None:
        """Start the server if it does not run, and wait until it answers. Leftovers of a crash are cleared first.

        Raises:
            PostgresError: it did not start; the message ends with its own last words.
        """
        if self.pid() is not None and self._becomes_ready(grace=0.0):
            return
        self.clear_leftovers()
        self._write_settings(fast=fast)
        self._launch()
        if not self._becomes_ready(grace=2.0):
            raise PostgresError("start_failed", f"PostgreSQL không khởi động được: {self._last_words()}")

    def _write_settings(self, *, fast: bool) -> None:
        self.prepare_folders()
        path = self.data / "lantoa.conf"
        path.write_text(_SETTINGS.format(sockets=self.sockets) + (_FAST if fast else ""))
        path.chmod(0o600)
        if self.account.switch:
            os.chown(path, self.account.uid, self.account.gid)

    def _launch(self) -> None:
        """As a process of its own, not as our child: it outlives the caller and leaves no zombie."""
        script = '"$1" -D "$2" </dev/null >"$3" 2>&1 &'
        log = self.home / "log" / "start.log"
        postgres = self.programs() / "postgres"
        run_as(self.account, ["/bin/sh", "-c", script, "sh", postgres, self.data, log], cwd=self.home)

    def _becomes_ready(self, *, grace: float) -> bool:
        """Wait for an answer; False when the process is gone (``grace``: seconds that it has to write its number)."""
        began = time.monotonic()
        while not self.ready():
            waited = time.monotonic() - began
            if waited > START_SECONDS or (waited > grace and self.pid() is None):
                return False
            time.sleep(0.02)
        return True

    def _last_words(self) -> str:
        texts = []
        for path in sorted((self.home / "log").glob("*.log"), key=lambda path: path.stat().st_mtime)[-2:]:
            texts.append(path.read_text(errors="replace").strip()[-400:])
        return " … ".join(text for text in texts if text) or f"xem {self.home / 'log'}"

    def stop(self) -> None:
        """Stop the server: open transactions are rolled back. Does nothing when it does not run."""
        for how, seconds in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, 5.0)):
            if (pid := self.pid()) is None:
                return
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, how)
            if _wait_for(lambda: self.pid() is None, seconds):
                return
        raise PostgresError("stop_failed", "PostgreSQL không dừng được.")

    def clear_leftovers(self) -> None:
        """After a kill -9: end processes that still hold the data, remove lock files whose owner is gone."""
        for how in (signal.SIGQUIT, signal.SIGKILL):
            for pid in self._leftovers():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, how)
            if _wait_for(lambda: not self._leftovers(), 3.0):
                break
        for path in (self.data / "postmaster.pid", self.sockets / SOCKET, self.sockets / f"{SOCKET}.lock"):
            path.unlink(missing_ok=True)

    def _leftovers(self) -> list[int]:
        """Server processes of this data folder: PostgreSQL's processes all work in it."""
        return [
            pid
            for pid in (int(path.name) for path in Path("/proc").glob("[0-9]*"))
            if _program_of(pid) == "postgres" and self._is_ours(pid)
        ]


def socket_folder(home: Path) -> Path:
    """``home/run``; a new folder in the system's temporary one where that path cannot hold a socket."""
    wanted = home / "run"
    return wanted if fits_a_socket(wanted) else Path(tempfile.mkdtemp(prefix="lantoa-"))


def fits_a_socket(folder: Path) -> bool:
    """A socket's path may have 107 bytes; letters that need quoting in the settings are avoided too."""
    short = len(os.fsencode(folder / SOCKET)) <= SOCKET_PATH_LIMIT
    return short and re.fullmatch(r"[\w./-]+", str(folder), re.ASCII) is not None


def _initdb(programs: Path, data: Path, password: Path, *, fast: bool) -> list[str | Path]:
    command: list[str | Path] = [
        programs / "initdb", "-D", data, "-U", "postgres", "-A", "scram-sha-256", f"--pwfile={password}",
        "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums", "--no-instructions",
    ]  # fmt: skip
    if major_version(programs) >= 17:
        command.append("--locale-provider=builtin")
    return [*command, "--no-sync"] if fast else command


@contextlib.contextmanager
def _password_file(home: Path, account: Account, password: str) -> Iterator[Path]:
    path = home / f"password-{secrets.token_hex(6)}"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(password + "\n")
    try:
        if account.switch:
            os.chown(path, account.uid, account.gid)
        yield path
    finally:
        path.unlink()


def _program_of(pid: int) -> str:
    try:
        return (Path("/proc") / str(pid) / "comm").read_text().strip()
    except OSError:
        return ""


def _alive_without_proc(pid: int) -> bool:
    if Path("/proc/self").exists():
        return False
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def _wait_for(done: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
