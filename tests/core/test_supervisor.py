"""The supervisor with real processes: what dies comes back, what is asked to stop stops, nothing is left behind."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lantoa.core import postgres, supervisor
from lantoa.core.errors import Refused
from lantoa.core.supervisor import Child

# Writes its process id, starts a grandchild, and lives.
PROGRAM = """
import os, subprocess, sys, time
grandchild = subprocess.Popen(["/bin/sleep", "600"])
with open(sys.argv[1], "a") as file:
    file.write(f"{os.getpid()} {grandchild.pid}\\n")
time.sleep(600)
"""

WHOLE_FAMILY = 4
"""The web server, two processes of its own, and the worker."""


class Stop(supervisor.StopAsked):
    """Asked by the test instead of a signal."""

    def __init__(self) -> None:
        self.asked = False


def alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def wait_for(done: Callable[[], object], seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


@pytest.fixture
def supervised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, Stop, list[str]]]:
    """A supervisor at work in a thread, over one program; the database is somebody else's."""
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/x")
    starts, stop, said = tmp_path / "starts", Stop(), list[str]()
    starts.touch()
    child = Child("Thử", [sys.executable, "-c", PROGRAM, str(starts)], pause=0.1)
    thread = threading.Thread(
        target=supervisor.run,
        args=([child],),
        kwargs={"ready": starts.exists, "on_ready": lambda: said.append("sẵn sàng"), "stop": stop, "say": said.append},
    )
    thread.start()
    yield starts, stop, said
    stop.asked = True
    thread.join(20)
    assert not thread.is_alive()


def pids(starts: Path) -> list[tuple[int, int]]:
    return [(int(line.split()[0]), int(line.split()[1])) for line in starts.read_text().splitlines()]


def test_a_killed_program_is_started_again_without_its_orphans(supervised: tuple[Path, Stop, list[str]]) -> None:
    starts, _stop, said = supervised
    wait_for(lambda: len(pids(starts)) == 1)
    first, grandchild = pids(starts)[0]
    os.kill(first, signal.SIGKILL)
    wait_for(lambda: len(pids(starts)) == 2)
    wait_for(lambda: not alive(grandchild))
    assert alive(pids(starts)[1][0])
    assert "sẵn sàng" in said
    assert any("chạy lại" in line for line in said)


def test_stopping_ends_programs_and_what_they_started(supervised: tuple[Path, Stop, list[str]]) -> None:
    starts, stop, _said = supervised
    wait_for(lambda: len(pids(starts)) == 1)
    stop.asked = True
    wait_for(lambda: not any(alive(pid) for pair in pids(starts) for pid in pair))


def test_pauses_grow_for_a_program_that_cannot_live() -> None:
    said: list[str] = []
    child = Child("Hỏng", ["/bin/false"], pause=0.01)
    end = time.monotonic() + 1.0
    while time.monotonic() < end:
        child.watch(said.append)
        time.sleep(0.005)
    assert 3 <= len(said) <= 8, "0.01 + 0.02 + … + 0.64 s fill the second"
    assert child.pause > 0.3


def test_taken_port_is_refused_in_both_languages() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(Refused, match=r"đang được chương trình khác dùng.*taken"):
            supervisor.refuse_taken_port("127.0.0.1", port)
    supervisor.refuse_taken_port("127.0.0.1", port)


def test_nothing_answers_on_a_closed_port() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert not supervisor.answers("127.0.0.1", port)


@pytest.fixture
def program() -> Iterator[tuple[subprocess.Popen[str], int, Path]]:
    """The whole product, started as a person starts it, in a state folder of its own."""
    from lantoa.core.places import ROOT

    var = ROOT / "var" / f"s{os.getpid()}-{time.monotonic_ns()}"
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    keep = {
        name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "LANTOA_", "DJANGO_"))
    }
    keep |= {name: os.environ[name] for name in ("LANTOA_PG_BIN",) if name in os.environ}
    process = subprocess.Popen(
        [sys.executable, "-m", "lantoa.cli", "run", "--port", str(port), "--no-sample"],
        env={**keep, "LANTOA_VAR": str(var)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    yield process, port, var
    process.kill()
    process.communicate()
    made = postgres.cluster_of(var)
    if made:
        made.stop()
        subprocess.run(["/bin/rm", "-rf", str(made.home), str(made.sockets), str(var)], check=True)


def below(pid: int) -> list[int]:
    """Processes that a process started, and theirs."""
    direct = subprocess.run(["/bin/ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    found = [int(word) for word in direct.stdout.split()]
    return found + [deep for child in found for deep in below(child)]


def test_the_whole_program_survives_kills_and_stops_cleanly(program: tuple[subprocess.Popen[str], int, Path]) -> None:
    process, port, var = program
    wait_for(lambda: supervisor.answers("127.0.0.1", port), 60)
    web = below(process.pid)[0]
    os.kill(web, signal.SIGKILL)
    wait_for(lambda: web not in (family := below(process.pid)) and len(family) >= WHOLE_FAMILY, 30)
    wait_for(lambda: supervisor.answers("127.0.0.1", port), 30)

    made = postgres.cluster_of(var)
    assert made is not None
    postmaster = made.pid()
    assert postmaster is not None
    os.kill(postmaster, signal.SIGKILL)
    wait_for(lambda: made.ready() and made.pid() != postmaster, 30)
    wait_for(lambda: len(below(process.pid)) >= WHOLE_FAMILY and supervisor.answers("127.0.0.1", port), 30)

    family = below(process.pid)
    process.send_signal(signal.SIGTERM)
    time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=30)
    assert process.returncode == 0, output
    assert "Đã dừng." in output
    assert not [pid for pid in family if alive(pid)]
    assert made.pid() is None
