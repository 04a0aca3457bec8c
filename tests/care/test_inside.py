"""Each check of what is inside: sound as it is, and found when that very thing is broken."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import override_settings

from lantoa.care import backups, inside, jobs_state
from lantoa.care.findings import Finding, Level
from lantoa.care.models import CareKind, CareRun
from lantoa.communes.models import Unit
from lantoa.core import clock
from lantoa.files import store
from lantoa.files.actions import store_upload
from lantoa.ledger import actions as ledger_actions
from lantoa.ledger.actions import record
from tests.factories import World
from tests.files.samples import jpeg

pytestmark = pytest.mark.django_db


def broken(found: Finding, level: Level = Level.BAD) -> str:
    assert found.level is level, found
    assert found.mend, "it says how to mend it"
    return f"{found.words} {found.mend}"


def sql(statement: str, values: list[object] | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or [])


def ran(kind: CareKind, *, ok: bool = True, days: float = 0, words: str = "", **facts: object) -> None:
    at = clock.now() - timedelta(days=days)
    CareRun.objects.create(kind=kind.value, started_at=at, ended_at=at, ok=ok, words=words, facts=facts)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LANTOA_BACKUP_FOLDER", str(tmp_path))
    monkeypatch.delenv("LANTOA_BACKUP_COPY", raising=False)
    return tmp_path


def saved(folder: Path, *, days: int) -> None:
    at = (clock.now() - timedelta(days=days)).astimezone(clock.WARD_TIME)
    (folder / f"lantoa-{at:%Y%m%d-%H%M%S}.tar").write_bytes(b"x")


def test_the_programs_role_passes_no_wall() -> None:
    assert inside.role().level is Level.GOOD


def test_an_owner_as_the_programs_role_is_found() -> None:
    sql("SET ROLE NONE")
    try:
        assert "vượt" in broken(inside.role())
    finally:
        sql("SET ROLE lantoa_app")


def test_a_table_without_its_wall_is_found(transactional_db: None) -> None:
    with transaction.atomic():
        sql("SET ROLE NONE")
        sql("ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER ledger_no_truncate")
        assert inside.wall().level is Level.GOOD
        sql("ALTER TABLE communes_unit DISABLE ROW LEVEL SECURITY")
        assert "communes_unit" in broken(inside.wall())
        transaction.set_rollback(True)


def test_a_ledger_whose_refusals_are_switched_off_is_found(transactional_db: None) -> None:
    with transaction.atomic():
        sql("SET ROLE NONE")
        sql("ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER ledger_no_truncate")
        sql("ALTER TABLE ledger_entry DISABLE TRIGGER ledger_append_only")
        assert "ledger_append_only" in broken(inside.wall())
        transaction.set_rollback(True)


def test_a_migration_that_waits_is_found() -> None:
    assert inside.migrations().level is Level.GOOD
    sql("SET ROLE NONE")
    sql("DELETE FROM django_migrations WHERE app = 'care'")
    sql("SET ROLE lantoa_app")
    assert "lantoa migrate" in broken(inside.migrations())


def test_files_that_are_gone_or_changed_are_found(in_commune: World) -> None:
    commune = in_commune.commune
    row = store_upload(commune=commune, upload=jpeg(size=(8, 8)), name="a.jpg", by=in_commune.owner)
    assert inside.stored_files().level is Level.GOOD
    path = store.path_of(commune.pk, row.sha256)
    data = path.read_bytes()
    path.write_bytes(data[:-1] + b"?")
    assert "1 tệp bị đổi" in broken(inside.stored_files())
    path.unlink()
    assert "1 tệp mất" in broken(inside.stored_files())


def test_mail_that_is_not_set_or_not_reached_is_said() -> None:
    with override_settings(MAIL_HOST=""):
        broken(inside.mail(), Level.CARE)
    smtp = "django.core.mail.backends.smtp.EmailBackend"
    with override_settings(MAIL_HOST="127.0.0.1", EMAIL_HOST="127.0.0.1", EMAIL_PORT=9, EMAIL_BACKEND=smtp):
        assert "Không kết nối" in broken(inside.mail())


def test_a_dead_worker_is_found() -> None:
    sql("DELETE FROM procrastinate_workers")
    broken(inside.worker())
    sql("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '40 seconds')")
    broken(inside.worker())
    sql("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    assert inside.worker().level is Level.GOOD
    sql("DELETE FROM procrastinate_workers")


def job(status: str, *, at: str = "now()", commune: int = 7) -> None:
    sql(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, status, args, scheduled_at, priority, attempts) "
        f"VALUES ('default', 'reports.make_report', %s, jsonb_build_object('commune_id', %s::int), {at}, 0, 3)",
        [status, commune],
    )


def test_jobs_that_failed_or_wait_too_long_are_found() -> None:
    sql("DELETE FROM procrastinate_jobs")
    assert inside.jobs().level is Level.GOOD
    job("failed")
    assert "1 việc không xong" in broken(inside.jobs(), Level.CARE)
    job("todo", at="now() - interval '50 minutes'")
    broken(inside.jobs(), Level.CARE)
    job("todo", at="now() - interval '2 hours'")
    assert "1 việc chờ quá một giờ" in broken(inside.jobs())
    assert jobs_state.counts(8).failed == 0
    assert len(jobs_state.failed(7)) == 1
    sql("DELETE FROM procrastinate_jobs")


def test_a_backup_that_failed_is_missing_or_old_is_found(folder: Path) -> None:
    broken(inside.last_backup())
    saved(folder, days=0)
    assert inside.last_backup().level is Level.GOOD
    ran(CareKind.BACKUP, ok=False, words="Ổ đĩa đầy.")
    assert "Ổ đĩa đầy." in broken(inside.last_backup())
    ran(CareKind.BACKUP)
    assert inside.last_backup().level is Level.GOOD
    for old in folder.iterdir():
        old.unlink()
    saved(folder, days=3)
    broken(inside.last_backup(), Level.CARE)
    for old in folder.iterdir():
        old.unlink()
    saved(folder, days=20)
    assert "20 ngày" in broken(inside.last_backup())


def test_a_rehearsal_that_failed_or_is_long_ago_is_found() -> None:
    broken(inside.rehearsal(), Level.CARE)
    ran(CareKind.REHEARSAL, days=12)
    broken(inside.rehearsal(), Level.CARE)
    ran(CareKind.REHEARSAL, ok=False, words="hỏng ở 1 chỗ")
    assert "hỏng ở 1 chỗ" in broken(inside.rehearsal())
    ran(CareKind.REHEARSAL)
    assert inside.rehearsal().level is Level.GOOD


def test_a_second_place_that_is_missing_is_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken(inside.second_place(), Level.CARE)
    monkeypatch.setenv("LANTOA_BACKUP_COPY", str(folder / "usb"))
    broken(inside.second_place())
    (folder / "usb").mkdir()
    assert inside.second_place().level is Level.GOOD
    ran(CareKind.BACKUP, copy_trouble="Không chép được")
    assert "Không chép được" in broken(inside.second_place())
    assert backups.second_folder() == folder / "usb"


def test_a_ledger_that_was_not_proved_or_not_sound_is_found() -> None:
    broken(inside.ledger(), Level.CARE)
    ran(CareKind.LEDGER, days=4)
    broken(inside.ledger(), Level.CARE)
    ran(CareKind.LEDGER, ok=False, words="Sổ cái của 1 xã, phường không nguyên vẹn.")
    assert "không nguyên vẹn" in broken(inside.ledger())
    ran(CareKind.LEDGER)
    assert inside.ledger().level is Level.GOOD


def test_entries_of_the_future_show_a_clock_set_back(in_commune: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert inside.clock_and_data().level is Level.GOOD
    ahead = clock.now() + timedelta(days=1)
    with monkeypatch.context() as patch:
        patch.setattr(ledger_actions.clock, "now", lambda: ahead)
        record(action="unit.changed", on=Unit.objects.all()[0], by=None)
    broken(inside.clock_and_data())


def test_a_run_of_the_future_hides_no_trouble_of_today(folder: Path) -> None:
    ran(CareKind.LEDGER, ok=False, words="Sổ cái của 1 xã, phường không nguyên vẹn.")
    ran(CareKind.LEDGER, days=-300)
    broken(inside.ledger())
