"""Jobs on a real database with real workers: together with their row or not at all, in scope, alive after a kill."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.db import InterfaceError, OperationalError, connection, transaction
from tests.core import jobs_for_tests

from lantoa.core import jobs
from lantoa.core.errors import Refused
from lantoa.core.places import ROOT

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _no_jobs(transactional_db: None) -> None:
    """The job tables are not Django's own, so it does not empty them."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def lines(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []


def wait_for(done: Callable[[], object], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')")
        return int(cursor.fetchone()[0])


def test_a_job_appears_with_its_transaction(tmp_path: Path) -> None:
    with transaction.atomic():
        number = jobs_for_tests.leave_note.defer(commune_id=7, path=str(tmp_path / "x"))
    assert number > 0
    assert waiting() == 1


def test_a_job_vanishes_with_its_transaction(tmp_path: Path) -> None:
    with transaction.atomic():
        jobs_for_tests.leave_note.defer(commune_id=7, path=str(tmp_path / "x"))
        transaction.set_rollback(True)
    assert waiting() == 0


def test_deferring_outside_of_a_transaction_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="outside of a transaction"):
        jobs_for_tests.leave_note.defer(commune_id=7, path=str(tmp_path / "x"))


def test_a_worker_runs_jobs_in_the_scope_of_their_commune(tmp_path: Path) -> None:
    with transaction.atomic():
        jobs_for_tests.leave_note.defer(commune_id=7, path=str(tmp_path / "x"))
        jobs_for_tests.leave_note.defer(commune_id=8, path=str(tmp_path / "x"))
    jobs.run_worker(wait=False)
    assert lines(tmp_path / "x") == ["scope [7]", "scope [8]"]
    assert waiting() == 0


def test_a_failure_is_tried_again_and_a_refusal_is_not(tmp_path: Path) -> None:
    with transaction.atomic():
        jobs_for_tests.fails.defer(commune_id=7, path=str(tmp_path / "fails"))
        jobs_for_tests.refuses.defer(commune_id=7, path=str(tmp_path / "refuses"))
    jobs.run_worker(wait=False)
    assert lines(tmp_path / "refuses") == ["tried"]
    assert lines(tmp_path / "fails") == ["tried"]
    time.sleep(2.1)
    jobs.run_worker(wait=False)
    assert lines(tmp_path / "fails") == ["tried", "tried"]
    assert waiting() == 0


def test_a_job_must_take_its_commune() -> None:
    with pytest.raises(TypeError, match="commune_id"):

        @jobs.job("tests.homeless")
        def homeless(plan_id: int) -> None: ...


CODE = (
    "import django; django.setup(); import tests.core.jobs_for_tests; from lantoa.core.jobs import run_worker; "
    "run_worker(concurrency=2)"
)


@pytest.fixture
def start_worker() -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Starts workers on the test database, as processes that can be killed."""
    given = connection.settings_dict
    url = (
        f"postgresql://{quote(given['USER'])}:{quote(given['PASSWORD'])}@/{given['NAME']}"
        f"?host={quote(given['HOST'])}&port={given['PORT'] or 5432}"
    )
    environment = {
        **os.environ, "DATABASE_URL": url, "DATABASE_OWNER_URL": "", "LANTOA_DB_ROLE": "app",
        "DJANGO_SETTINGS_MODULE": "lantoa.settings", "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        started.append(subprocess.Popen([sys.executable, "-c", CODE], env=environment, cwd=ROOT))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def test_kill_9_of_a_worker_loses_no_job(start_worker: Callable[[], subprocess.Popen[bytes]], tmp_path: Path) -> None:
    """Measured bar: work goes on within 7 s of the other worker's (re)start (design §5)."""
    path = tmp_path / "x"
    with transaction.atomic():
        for _ in range(4):
            jobs_for_tests.slow.defer(commune_id=7, path=str(path), seconds=1.0)
    victim = start_worker()
    wait_for(lambda: len(lines(path)) >= 2, 30)
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    start_worker()
    wait_for(lambda: lines(path).count("ended") == 4 and waiting() == 0, 40)
    assert sum(line.startswith("begun") for line in lines(path)) == 6, "two were begun twice, none lost"


def test_a_connection_lost_while_the_end_is_written_loses_no_end(
    start_worker: Callable[[], subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    """The worker lives on, so nobody takes its jobs over: it has to write the end again."""
    path = tmp_path / "x"
    with transaction.atomic():
        jobs_for_tests.slow.defer(commune_id=7, path=str(path), seconds=0.5)
    worker = start_worker()
    wait_for(lambda: lines(path), 30)
    with held_up() as cut:
        wait_for(cut, 30)
    wait_for(lambda: not waiting(), 20)
    assert (worker.poll(), lines(path)) == (None, [f"begun {worker.pid}", "ended"]), (
        "done once, by one that still works"
    )


@contextmanager
def held_up() -> Iterator[Callable[[], bool]]:
    """Whoever writes to the running job waits here. Yields what cuts such a connection, once there is one."""
    cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%%finish_job%%' AND wait_event = %s"
    with owning() as holder, owning() as other, holder.transaction():
        holder.execute("SELECT FROM procrastinate_jobs WHERE task_name = 'tests.slow' FOR UPDATE")
        yield lambda: other.execute(cut, ["transactionid"]).fetchone() is not None


def owning() -> psycopg.Connection:
    given = connection.settings_dict
    return psycopg.connect(
        host=given["HOST"], port=given["PORT"] or None, user=given["USER"], password=given["PASSWORD"],
        dbname=given["NAME"], autocommit=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("error", "tries", "given_up"),
    [
        (ValueError(), 2, False),
        (ValueError(), 3, True),
        (Refused("code", "lời"), 1, True),
        (OperationalError("the connection is lost"), 3, False),
        (InterfaceError("connection already closed"), 7, False),
        (OperationalError("the connection is lost"), 8, True),
    ],
)
def test_a_database_that_went_away_is_no_fault_of_the_job(error: Exception, tries: int, given_up: bool) -> None:
    assert jobs.is_given_up(error, tries=tries, attempts=3) is given_up
