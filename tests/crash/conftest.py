"""An installation of its own, whose database and workers may be killed. ``make crash`` runs the long measure."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest

from lantoa.core import postgres
from lantoa.core.places import ROOT


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "crash: kills processes and databases of its own")


@dataclass
class Installation:
    """A state folder with a database that has its tables and one commune."""

    var: Path
    dsns: postgres.Dsns
    commune: int = 0
    extra: dict[str, str] = field(default_factory=dict)
    """More of the environment of its programs."""

    @property
    def environment(self) -> dict[str, str]:
        """For its programs: the application's role, the product's settings, the tests' modules."""
        others = ("DATABASE_", "LANTOA_", "DJANGO")
        keep = {name: value for name, value in os.environ.items() if not name.startswith(others)}
        keep |= {name: os.environ[name] for name in ("LANTOA_PG_BIN",) if name in os.environ}
        path = f"{ROOT / 'src'}{os.pathsep}{ROOT}"
        given = {"LANTOA_VAR": str(self.var), "DJANGO_SETTINGS_MODULE": "lantoa.settings", "PYTHONPATH": path}
        return {**keep, **given, **self.extra, "LANTOA_DB_ROLE": "app"}

    def python(self, *command: str) -> str:
        """What a program of the installation prints."""
        done = subprocess.run(
            [sys.executable, "-W", "ignore", *command], env=self.environment, capture_output=True, text=True, cwd=ROOT,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-3000:]
        return done.stdout

    def start(self, *command: str) -> "subprocess.Popen[bytes]":
        """A program of the installation, to be killed; in a group of its own."""
        return subprocess.Popen(
            [sys.executable, "-W", "ignore", *command], env=self.environment, cwd=ROOT, start_new_session=True,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def ask(self, statement: str) -> Any:
        """One value of the database."""
        with psycopg.connect(self.dsns.owner, connect_timeout=5) as connection:
            row = connection.execute(statement).fetchone()
        return row[0] if row else None


WORLD = """
import django; django.setup()
from tests.factories import build_world
print(build_world().commune.pk)
"""


def installed(var: Path) -> Installation:
    """Make a database with its tables and a commune."""
    made = Installation(var, postgres.ensure(var=var))
    made.python("-m", "lantoa.cli", "migrate")
    made.commune = int(made.python("-c", WORLD).split()[-1])
    return made


@pytest.fixture(scope="session")
def installation() -> Iterator[Installation]:
    var = ROOT / "var" / f"k{os.getpid()}-{time.monotonic_ns()}"
    yield installed(var)
    cluster = postgres.cluster_of(var)
    assert cluster is not None
    cluster.stop()
    for folder in (cluster.home, cluster.sockets, var):
        shutil.rmtree(folder, ignore_errors=True)
