"""Backups by the clock: consistent while people write, kept by rule, copied, rehearsed; failures cost nothing."""

import shutil
import threading
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from django.db import connection

from lantoa.care import backups, running
from lantoa.care.models import CareKind, CareRun
from lantoa.core import backup, clock, postgres
from lantoa.core.errors import Refused
from lantoa.core.tenancy import scope
from lantoa.ledger.actions import record
from tests.factories import World, build_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db: None) -> World:
    return build_world()


def latest(kind: CareKind) -> CareRun:
    return CareRun.objects.filter(kind=kind.value).order_by("-pk")[0]


def rehearsals(connection: psycopg.Connection) -> set[str]:
    """Another process of the tests may have one of its own at the same time."""
    found = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'lantoa_rehearsal%'")
    return {str(name) for (name,) in found.fetchall()}


def test_a_night_makes_a_backup_rehearses_it_and_proves_the_ledger(
    world: World, folders: Path, test_database: postgres.Dsns
) -> None:
    (folders / "files" / "7").mkdir()
    (folders / "files" / "7" / "anh").write_bytes(b"anh that")
    killed = "lantoa_rehearsal_20260101023000_dead"
    with psycopg.connect(test_database.owner, autocommit=True) as other:
        other.execute(f"CREATE DATABASE {killed}")
        before = rehearsals(other)
    done = running.do_what_is_due()
    assert [(one.kind, one.ok, one.words) for one in done] == [
        ("backup", True, ""), ("ledger", True, ""), ("rehearsal", True, ""),
    ]  # fmt: skip
    assert running.do_what_is_due() == [], "once for each night"
    assert [one.path.name for one in backups.kept()] == [latest(CareKind.BACKUP).facts["file"]]
    assert latest(CareKind.REHEARSAL).facts["files"] == 1
    assert latest(CareKind.REHEARSAL).facts["rows"] > 100
    proved = latest(CareKind.LEDGER).facts["communes"][str(world.commune.pk)]
    assert proved["entries"] > 0
    with psycopg.connect(test_database.owner) as other:
        left = rehearsals(other)
    assert not left - before, "the throw-away database is thrown away"
    assert killed in before - left, "and so is one that a killed rehearsal left long ago"


def test_the_backup_and_the_anchor_file_witness_where_the_ledger_ended(
    world: World, folders: Path, test_database: postgres.Dsns
) -> None:
    running.do_what_is_due()
    sources = {one.source.split(" ngày")[0] for one in backups.witnesses(world.commune.pk)}
    assert sources == {"mốc", "bản sao lưu"}
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM ledger_entry WHERE seq = (SELECT max(seq) FROM ledger_entry)")
        cursor.execute("ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER ledger_append_only")
        cursor.execute("SET ROLE lantoa_app")
    found = running.run(CareKind.LEDGER)
    assert found.ok is False
    assert "không nguyên vẹn" in found.words
    assert "phần cuối sổ đã bị cắt" in found.facts["communes"][str(world.commune.pk)]["words"][0]


def test_a_backup_is_consistent_while_others_write(world: World, folders: Path, test_database: postgres.Dsns) -> None:
    stop, written = threading.Event(), []

    def write() -> None:
        from lantoa.communes.models import Unit

        while not stop.is_set():
            with scope([world.commune.pk]):
                record(action="unit.moved", on=Unit.objects.all()[0], by=None, step=len(written))
                written.append(1)
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert running.run(CareKind.BACKUP).ok
    finally:
        stop.set()
        writer.join()
    assert written
    rehearsed = running.run(CareKind.REHEARSAL)
    assert rehearsed.ok, rehearsed.words


def test_a_copy_goes_to_the_second_place_and_its_absence_is_said_without_losing_the_first(
    world: World, folders: Path, test_database: postgres.Dsns, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = folders / "usb"
    monkeypatch.setenv("LANTOA_BACKUP_COPY", str(second))
    made = running.run(CareKind.BACKUP)
    assert made.ok
    assert "chưa được nối" in made.facts["copy_trouble"]
    assert not second.exists(), "an unplugged disk's place is not filled"
    second.mkdir()
    later = clock.now() + timedelta(seconds=2)
    monkeypatch.setattr(backups.clock, "now", lambda: later)
    made = running.run(CareKind.BACKUP)
    assert made.facts["copied"]
    assert backup.verify(second / made.facts["file"])
    assert len(backups.kept()) == 1, "of one day the newest stays"


def test_a_full_disk_is_said_and_old_backups_stay(
    world: World, folders: Path, test_database: postgres.Dsns, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert running.run(CareKind.BACKUP).ok
    before = [one.path for one in backups.kept()]
    monkeypatch.setattr(backups.shutil, "disk_usage", lambda _place: SimpleNamespace(free=5000))
    failed = running.run(CareKind.BACKUP)
    assert (failed.ok, failed.code) == (False, "disk_full")
    assert "Các bản sao lưu cũ vẫn còn nguyên" in failed.words
    assert [one.path for one in backups.kept()] == before


def test_a_damaged_backup_fails_its_rehearsal(world: World, folders: Path, test_database: postgres.Dsns) -> None:
    assert running.run(CareKind.BACKUP).ok
    path = backups.kept()[0].path
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)
    failed = running.run(CareKind.REHEARSAL)
    assert (failed.ok, failed.code) == (False, "damaged")


def test_without_any_backup_a_rehearsal_says_so(world: World, folders: Path, test_database: postgres.Dsns) -> None:
    folders.joinpath("backups").mkdir()
    failed = running.run(CareKind.REHEARSAL)
    assert (failed.ok, failed.code) == (False, "no_backup")


def test_an_unexpected_fault_is_a_result_too(world: World, folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> postgres.Dsns:
        raise ZeroDivisionError

    monkeypatch.setattr(running, "owner_dsns", broken)
    failed = running.run(CareKind.BACKUP)
    assert (failed.ok, failed.code) == (False, "unexpected")
    assert "tự thử lại" in failed.words


def test_two_at_once_are_one(world: World, folders: Path, test_database: postgres.Dsns) -> None:
    (folders / "backups").mkdir()
    with backups._alone(folders / "backups"), pytest.raises(Refused, match="backup_running"):
        backups.make(test_database)


def test_what_a_kill_left_behind_is_swept(world: World, folders: Path, test_database: postgres.Dsns) -> None:
    scraps = folders / "backups" / ".working" / ".lantoa-x"
    scraps.mkdir(parents=True)
    (scraps / "database.dump").write_bytes(b"x" * 1000)
    assert running.run(CareKind.BACKUP).ok
    assert not scraps.exists()


def test_other_files_in_the_folder_are_left_alone(world: World, folders: Path, test_database: postgres.Dsns) -> None:
    place = folders / "backups"
    place.mkdir()
    for name in ("lantoa-truoc-nang-cap.tar", "ghi-chu.txt", "lantoa-20200101-000000.tar.gz"):
        (place / name).write_text("của người khác")
    running.run(CareKind.BACKUP)
    assert {path.name for path in place.glob("[!.]*")} >= {"lantoa-truoc-nang-cap.tar", "ghi-chu.txt"}
    assert len(backups.kept()) == 1


def test_the_whole_installation_comes_back_in_another_folder(
    world: World, folders: Path, test_database: postgres.Dsns, tmp_path: Path
) -> None:
    """Another machine: an empty database, an empty folder, the archive alone."""
    (folders / "files" / "7").mkdir()
    (folders / "files" / "7" / "anh").write_bytes(b"anh that")
    assert running.run(CareKind.BACKUP).ok
    name = f"elsewhere_{world.commune.pk}"
    with psycopg.connect(test_database.owner, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        there: Any = test_database.owner.replace(f"/{connection.settings_dict['NAME']}?", f"/{name}?")
        try:
            backup.restore(backups.kept()[0].path, postgres.Dsns(there, there), files=tmp_path / "other" / "files")
            with psycopg.connect(there) as restored:
                (people,) = restored.execute("SELECT count(*) FROM communes_person").fetchone() or (0,)
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
    assert people == len(world.people)
    assert (tmp_path / "other" / "files" / "7" / "anh").read_bytes() == b"anh that"
    shutil.rmtree(tmp_path / "other")
