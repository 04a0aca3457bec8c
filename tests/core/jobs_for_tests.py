"""Jobs that leave a trace in a file; imported by the tests and by the workers that they start."""

import os
import time
from pathlib import Path

from lantoa.core.errors import Refused
from lantoa.core.jobs import job
from lantoa.core.tenancy import current_scope


def note(path: str, word: str) -> None:
    with Path(path).open("a") as file:
        file.write(f"{word}\n")


@job("tests.note", lock="note-{path}")
def leave_note(commune_id: int, path: str) -> None:
    note(path, f"scope {sorted(current_scope())}")


@job("tests.slow")
def slow(commune_id: int, path: str, seconds: float) -> None:
    note(path, f"begun {os.getpid()}")
    time.sleep(seconds)
    note(path, "ended")


@job("tests.fails", attempts=2)
def fails(commune_id: int, path: str) -> None:
    note(path, "tried")
    raise ValueError("broken")


@job("tests.refuses", attempts=5)
def refuses(commune_id: int, path: str) -> None:
    note(path, "tried")
    raise Refused("no", "không")
