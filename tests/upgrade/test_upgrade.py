"""An installation of the version before, with a year of a ward's data, becomes one of this version and loses nothing.

``acdfd17.sql.xz``: the database as that commit made it (the fictional sample ward; no person in it is real),
written by pg_dump without what PostgreSQL 15 does not know.
"""

import json
import lzma
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection

from lantoa.core import postgres
from lantoa.core.places import ROOT

DUMP = Path(__file__).parent / "acdfd17.sql.xz"
COUNTED = (
    "communes_commune", "communes_person", "communes_membership", "plans_plan", "plans_commitment", "plans_duework",
    "activities_activity", "activities_evidence", "activities_service", "files_storedfile", "reports_report",
    "ledger_entry",
)  # fmt: skip
SHAPE = """
SELECT 'column', table_name::text, column_name::text, concat_ws(' ', data_type, character_maximum_length, is_nullable,
       column_default, is_identity) FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid)
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid)
  FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'policy', tablename, policyname, concat_ws(' ', cmd, roles::text, qual, with_check)
  FROM pg_policies WHERE schemaname = 'public'
"""
LOOK = """
import json, django; django.setup()
from django.test import Client
from lantoa.communes.models import Person
from lantoa.care import proving
client, said = Client(), {}
client.force_login(Person.objects.get(username=%r))
for path in "/ /ke-hoach/ /viec/ /hoat-dong/ /tien-do/ /bao-cao/ /lich/ /xa/ /lich-su/hoat-dong/1/".split():
    said[path] = client.get(path).status_code
proofs = list(proving.proofs())
sound, entries = [one.is_sound for one in proofs], sum(one.entries for one in proofs)
print("::" + json.dumps({"pages": said, "sound": sound, "entries": entries}))
"""

pytestmark = pytest.mark.django_db(transaction=True)


def counts(url: str) -> dict[str, int]:
    with psycopg.connect(url) as there:
        return {name: there.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in COUNTED}  # type: ignore[index]


def address(name: str) -> str:
    """A database of the tests' cluster, as its owner."""
    given = connection.settings_dict
    who = f"{quote(given['USER'])}:{quote(given['PASSWORD'])}"
    return f"postgresql://{who}@/{name}?host={quote(given['HOST'])}&port={given['PORT'] or 5432}"


def shape(url: str) -> set[tuple[str, ...]]:
    """Columns, constraints, indexes, triggers and policies; not the note of the last start.

    A condition that has been through pg_dump is written with its casts and brackets in other places.
    """
    with psycopg.connect(url) as there:
        rows = [row for row in there.execute(SHAPE).fetchall() if row[1] != "lantoa_step"]
    return {(*row[:3], re.sub(r"::(character varying|text)(\[\])?|[()]", "", row[3])) for row in rows}


@pytest.fixture
def old(tmp_path: Path) -> Iterator[str]:
    """The database of the version before, in the tests' cluster. Its connection string."""
    name = f"upgrade_{os.getpid()}_{time.monotonic_ns()}"
    url = address(name)
    with psycopg.connect(address("postgres"), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
    programs = postgres.client_programs(postgres.server_version(url))
    sql = tmp_path / "old.sql"
    sql.write_bytes(lzma.decompress(DUMP.read_bytes()))
    subprocess.run([programs / "psql", "-q", "-v", "ON_ERROR_STOP=1", "-f", sql, url], check=True, capture_output=True)
    yield url
    with psycopg.connect(address("postgres"), autocommit=True) as admin:
        left = admin.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{name}%"]).fetchall()
        for (one,) in left:
            drop(admin, str(one))


def drop(admin: psycopg.Connection, name: str) -> None:
    """The server's own cleaning may be at work in it for a moment, and may not be ended by an owner."""
    for attempt in range(30):
        try:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        except (psycopg.errors.InsufficientPrivilege, psycopg.errors.ObjectInUse):
            if attempt == 29:
                raise
            time.sleep(0.5)
        else:
            return


def run(url: str, var: Path, *command: str, role: str = "app") -> subprocess.CompletedProcess[str]:
    others = ("DATABASE_", "LANTOA_", "DJANGO")
    keep = {name: value for name, value in os.environ.items() if not name.startswith(others)}
    given = {
        "DATABASE_URL": url, "LANTOA_VAR": str(var), "LANTOA_DB_ROLE": role, "LANTOA_HOSTS": "testserver",
        "DJANGO_SETTINGS_MODULE": "lantoa.settings",
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, *command], env={**keep, **given}, capture_output=True, text=True, check=False, cwd=ROOT
    )


def person(url: str) -> str:
    with psycopg.connect(url) as there:
        row = there.execute(
            "SELECT p.username FROM communes_person p JOIN communes_membership m ON m.person_id = p.id "
            "WHERE m.role = 'plan_owner'"
        ).fetchone()
    assert row is not None
    return str(row[0])


def test_the_version_before_with_its_data_becomes_this_one(old: str, tmp_path: Path) -> None:
    before = counts(old)
    assert before["activities_activity"] > 100
    migrated = run(old, tmp_path, "-m", "lantoa.cli", "migrate")
    assert migrated.returncode == 0, migrated.stderr[-2000:]
    assert "Đã sao lưu" in migrated.stdout, "an upgrade with data takes a backup first"
    assert list((tmp_path / "backups").glob("lantoa-*.tar"))
    assert counts(old) == before, "nothing is lost, nothing is made up"
    assert shape(old) == shape(address(connection.settings_dict["NAME"])), "as if it had been made today"
    looked = run(old, tmp_path, "-W", "ignore", "-c", LOOK % person(old))
    assert looked.returncode == 0, looked.stderr[-2000:]
    said: dict[str, Any] = json.loads(looked.stdout.partition("::")[2])
    assert set(said["pages"].values()) <= {200}, said["pages"]
    assert said["sound"] == [True]
    assert said["entries"] == before["ledger_entry"]
    again = run(old, tmp_path, "-m", "lantoa.cli", "migrate")
    assert again.returncode == 0
    assert len(list((tmp_path / "backups").glob("lantoa-*.tar"))) == 1, "with nothing to do no backup is made"


def test_a_migration_that_fails_leaves_the_old_state_and_says_what_to_do(old: str, tmp_path: Path) -> None:
    before = counts(old)
    with psycopg.connect(old, autocommit=True) as there:  # something in the way of a migration of this version
        there.execute("CREATE TABLE care_carerun (id int)")
        tables = there.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    failed = run(old, tmp_path, "-m", "lantoa.cli", "migrate")
    assert failed.returncode == 1
    assert "lantoa restore" in failed.stderr
    assert "docs/how-to/upgrade.md" in failed.stderr
    assert counts(old) == before
    kept = next((tmp_path / "backups").glob("lantoa-*.tar"))
    assert kept.stat().st_size > 0
    restored = run(old, tmp_path, "-m", "lantoa.cli", "restore", str(kept), "--force")
    assert restored.returncode == 0, restored.stderr
    with psycopg.connect(old) as there:
        now = there.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    assert now == tables, "as it was before the upgrade"
