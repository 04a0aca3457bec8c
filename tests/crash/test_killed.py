"""1,000 jobs, two workers with two slots each; workers and then the database are killed: nothing lost, nothing twice.

``LANTOA_CRASH_JOBS=1000`` (``make crash``) is the measure of facts; the suite runs a shorter one.
"""

import contextlib
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from lantoa.core.places import ROOT
from tests.crash.conftest import Installation
from tests.crash.keeping import Keeper

JOBS = int(os.environ.get("LANTOA_CRASH_JOBS", "40"))
ROUNDS = int(os.environ.get("LANTOA_CRASH_ROUNDS", "2"))
IS_LONG = JOBS >= 1000
"""``make crash``: there the seconds count, too; in the suite others use the cores."""
KILLS = 6 if IS_LONG else 1
LONGEST_RECOVERY = 7.0
"""Seconds (facts: platform 2.1), on a machine that has its cores for itself."""
DEFER = """
import sys, uuid, django; django.setup()
from django.db import transaction
from tests.crash.jobs import enter
from lantoa.communes.models import Membership
from lantoa.core.tenancy import scope
commune, count, notes, seconds = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], float([*sys.argv, "0.05"][4])
with scope([commune]):
    person = Membership.objects.filter(role="plan_owner").first().person_id
    for _ in range(count):
        enter.defer(commune, person, str(uuid.uuid4()), notes, seconds)
"""


MADE = "procrastinate_jobs WHERE task_name = 'tests.enter'"
IS_ENDING = """
SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%finish_job%' AND wait_event_type = 'Lock'
"""


@pytest.fixture
def keeper(installation: Installation) -> Iterator[Keeper]:
    made = Keeper(installation)
    yield made
    made.stop()


def noted(notes: Path, what: str) -> dict[str, list[float]]:
    """Key → moments, in order."""
    found: dict[str, list[float]] = {}
    for line in notes.read_text().splitlines() if notes.exists() else []:
        word, key, moment, _pid = line.split()
        if word == what:
            found.setdefault(key, []).append(float(moment))
    return found


def wait_for(notes: Path, count: int, seconds: float, installation: Installation) -> None:
    end = time.monotonic() + seconds
    while len(noted(notes, "ended")) < count:
        assert time.monotonic() < end, f"only {len(noted(notes, 'ended'))} of {count} ended; {left_over(installation)}"
        time.sleep(0.1)


def left_over(installation: Installation) -> str:
    """How many of the jobs stand in which state, after how many attempts: what a failure has to say."""
    states = ("todo", "doing", "failed", "aborted", "cancelled")
    rows = "FROM procrastinate_jobs WHERE task_name = 'tests.enter' AND status"
    counts = {state: installation.ask(f"SELECT count(*) {rows} = '{state}'") for state in states}
    most = installation.ask(f"SELECT coalesce(max(attempts), 0) {rows} <> 'succeeded'")
    return f"jobs {counts}, at most {most} attempts"


def recoveries(notes: Path, kills: list[float]) -> list[float]:
    """For each kill: how long until the last job that it cut short was begun again."""
    found = []
    for kill in kills:
        cut = [
            min(later)
            for moments in noted(notes, "begun").values()
            if (later := [m for m in moments if m > kill]) and any(m <= kill for m in moments)
        ]
        found.append(max(cut, default=kill) - kill)
    return found


def test_killed_workers_and_a_killed_database_lose_nothing_and_do_nothing_twice(
    installation: Installation, keeper: Keeper, tmp_path: Path
) -> None:
    notes = tmp_path / "notes"
    before = installation.ask("SELECT count(*) FROM activities_activity")
    installation.python("-c", DEFER, str(installation.commune), str(JOBS), str(notes))
    kills = []
    for number in range(KILLS):
        wait_for(notes, JOBS * (number + 1) // (KILLS + 3), 240, installation)
        kills.append(keeper.kill(number % 2))
        if IS_LONG:
            time.sleep(LONGEST_RECOVERY + 1)  # each kill is measured for itself
    wait_for(notes, min(JOBS * (KILLS + 1) // (KILLS + 3), JOBS - 8), 240, installation)
    kills.append(keeper.kill_database())
    wait_for(notes, JOBS, 240, installation)

    done = installation.ask("SELECT count(*) FROM activities_activity") - before
    entries = "FROM ledger_entry WHERE action = 'activity.logged'"
    twice = f"SELECT count(*) FROM (SELECT 1 {entries} GROUP BY object_id HAVING count(*) > 1) AS double"
    times = recoveries(notes, kills)
    told = f"{JOBS} jobs, {KILLS} worker kills, 1 database kill: recovery {[round(one, 1) for one in times]} s"
    (ROOT / "var" / "crash.txt").write_text(f"{told}\n")
    assert done == JOBS, "nothing lost, nothing entered twice"
    assert installation.ask(twice) == 0
    end = time.monotonic() + 20
    left = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'tests.enter'"
    while installation.ask(left):
        assert time.monotonic() < end, "a job never finished"
        time.sleep(0.2)
    if IS_LONG:
        assert max(times) <= LONGEST_RECOVERY


def test_a_database_killed_while_the_end_of_a_job_is_written_leaves_no_job_behind(
    installation: Installation, keeper: Keeper, tmp_path: Path
) -> None:
    """The worker may live through it; then nobody would take the job over (core/endings.py)."""
    notes = tmp_path / "notes"
    before = installation.ask("SELECT count(*) FROM activities_activity")
    installation.python("-c", DEFER, str(installation.commune), "1", str(notes), "2")
    until(installation, f"SELECT count(*) FROM {MADE} AND status = 'doing'")
    with contextlib.closing(psycopg.connect(installation.dsns.owner)) as holder:
        holder.execute(f"SELECT FROM {MADE} FOR UPDATE")
        until(installation, IS_ENDING)
        keeper.kill_database()
    until(installation, f"SELECT count(*) = 0 FROM {MADE}")
    assert noted(notes, "ended")
    assert installation.ask("SELECT count(*) FROM activities_activity") - before == 1, "not lost, not twice"


def until(installation: Installation, true: str, seconds: float = 60) -> None:
    """Wait for a statement to say yes; a database on its way up says nothing yet."""
    end = time.monotonic() + seconds
    while True:
        with contextlib.suppress(psycopg.OperationalError):
            if installation.ask(true):
                return
        assert time.monotonic() < end, f"not in time: {true}; {left_over(installation)}"
        time.sleep(0.1)


def test_work_that_is_killed_at_any_moment_can_be_done_again_and_is_there_once(installation: Installation) -> None:
    """kill -9 in the middle of uploading, reading, adopting, logging and reporting: all there, once, whole."""
    said = installation.python(
        str(Path(__file__).with_name("in_the_middle.py")), str(installation.commune), str(ROUNDS)
    )
    found = json.loads(said.partition("::")[2])
    assert set(found) == {"uploading", "reading", "adopting", "logging", "reporting", "ledger"}
    assert {work: wrong for work, wrong in found.items() if wrong} == {}
