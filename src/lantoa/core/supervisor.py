"""Keeps the program's processes alive: the web server, the worker and the embedded database (ADR 0002)."""

import contextlib
import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from lantoa.core import postgres
from lantoa.core.binaries import PostgresError
from lantoa.core.errors import Refused

Say = Callable[[str], None]

STEADY_SECONDS = 30.0
LONGEST_PAUSE = 10.0
END_SECONDS = 12.0
WATCH_SECONDS = 0.25
_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)


@dataclass
class Child:
    """One program that has to run. ``pause`` is the wait before its next start, in seconds; it doubles each time."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    next_start: float = 0.0
    pause: float = 0.5

    def start(self) -> None:
        """In a group of its own, so that its own children can be ended with it; it ends when we are killed."""
        self.process = subprocess.Popen(
            self.command,
            env={**os.environ, **self.environment},
            start_new_session=True,
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - no threads here
        )
        self.started = time.monotonic()

    def watch(self, say: Say) -> None:
        """Start it again when it has died: at once the first time, then with growing pauses."""
        if self.process is None:
            if time.monotonic() >= self.next_start:
                self.start()
            return
        code = self.process.poll()
        if code is None:
            if time.monotonic() - self.started > STEADY_SECONDS:
                self.pause = 0.5
            return
        self.end_group(signal.SIGKILL)
        say(f"{self.name} dừng bất thường (mã {code}), chạy lại sau {self.pause:g} giây.")
        self.process, self.next_start = None, time.monotonic() + self.pause
        self.pause = min(self.pause * 2, LONGEST_PAUSE)

    def end_group(self, how: signal.Signals) -> None:
        """Signal the program and all it started."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, how)


def _die_with_parent() -> None:
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGTERM)


class StopAsked:
    """Becomes true when SIGTERM or SIGINT arrives. It only notes it: a second signal cannot cut the ending short."""

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._note)

    def _note(self, _number: int, _frame: object) -> None:
        self.asked = True

    def __bool__(self) -> bool:
        return self.asked


CONNECTIONS = 512
"""What one process of the web server keeps open at once. The server counts connections here, not requests, and a
browser holds up to six of them for as long as it is open: with few, the fiftieth person waits until another one leaves
(measured: a page in 58 s). How much is worked on at once is what ``threads`` limits."""


def children(host: str, port: int, *, workers: int = 2, threads: int = 4) -> list[Child]:
    """The web server and the worker, both as the role that owns nothing."""
    web = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", str(threads), "--backpressure", str(CONNECTIONS),
        "--respawn-failed-workers", "--workers-kill-timeout", "5", "--log-level", "warning",
        "--no-access-log", "lantoa.wsgi:application",
    ]  # fmt: skip
    role = {"LANTOA_DB_ROLE": "app", "DJANGO_SETTINGS_MODULE": "lantoa.settings"}
    return [
        Child("Máy chủ web", web, role),
        Child("Bộ xử lý việc nền", [sys.executable, "-m", "lantoa.cli", "worker"], role),
    ]


def refuse_taken_port(host: str, port: int) -> None:
    """Raises Refused when another program listens there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Refused(
                "port_taken",
                f"Cổng {port} đang được chương trình khác dùng ({error.strerror}). Hãy chọn cổng khác: "
                f"make run PORT={port + 1}  |  Port {port} is taken: choose another with make run PORT={port + 1}",
            ) from error


def answers(host: str, port: int) -> bool:
    """Whether the web server gives an answer that is not a fault of its own."""
    place = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
    connection = http.client.HTTPConnection(place, port, timeout=5)
    try:
        connection.request("HEAD", "/")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def run(
    programs: list[Child], *, ready: Callable[[], bool], on_ready: Callable[[], None], stop: StopAsked, say: Say
) -> None:
    """Start the programs, keep them and the database alive until ``stop``, then end all of them."""
    told = False
    try:
        while not stop:
            _keep_alive(programs, say)
            if not told and ready():
                told = True
                on_ready()
            time.sleep(WATCH_SECONDS if told else 0.05)
    finally:
        end(programs)


def _keep_alive(programs: list[Child], say: Say) -> None:
    if not postgres.running():
        say("Cơ sở dữ liệu dừng bất thường, khởi động lại.")
        _revive(say)
    for program in programs:
        program.watch(say)


def _revive(say: Say) -> None:
    try:
        postgres.ensure(say=say)
    except PostgresError as error:
        say(error.message)
        time.sleep(2)


def end(programs: list[Child]) -> None:
    """Ask all to end, wait, then insist."""
    for program in programs:
        if program.process is not None:
            with contextlib.suppress(ProcessLookupError):
                program.process.terminate()
    limit = time.monotonic() + END_SECONDS
    for program in programs:
        if program.process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                program.process.wait(max(0.1, limit - time.monotonic()))
            program.end_group(signal.SIGKILL)
            program.process.wait()
