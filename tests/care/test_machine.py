"""Each check of the machine: sound as it is, and found when that very thing is broken."""

import importlib.metadata
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from lantoa.care import machine
from lantoa.care.findings import Check, Finding, Level, good, in_words, looked, worst
from lantoa.core import clock
from lantoa.core.binaries import PostgresError
from vanban.form.errors import FormError


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LANTOA_VAR", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(("title", "check"), machine.ANYWHERE, ids=[title for title, _ in machine.ANYWHERE])
def test_a_sound_machine_has_no_fault(state: Path, title: str, check: Check) -> None:
    found = check()
    assert found.title == title
    assert found.level is not Level.BAD, found
    assert found.words


def broken(found: Finding, level: Level = Level.BAD) -> str:
    assert found.level is level
    assert found.mend, "it says how to mend it"
    return f"{found.words} {found.mend}"


def test_an_old_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert "3.9.2" in broken(machine.python())


def test_a_missing_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.metadata, "requires", lambda _name: ["django>=5", "khong-co-goi-nay[x]>=1; x == 'y'"])
    words = broken(machine.packages())
    assert "khong-co-goi-nay" in words
    assert "django" not in words


def test_a_state_folder_that_is_not_there(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANTOA_VAR", str(state / "mất"))
    assert "Không ghi được" in broken(machine.state())


def test_secrets_that_others_can_read(state: Path) -> None:
    (state / "secret_key").write_text("x")
    (state / "secret_key").chmod(0o644)
    assert "secret_key" in broken(machine.state())
    (state / "secret_key").chmod(0o600)
    assert machine.state().level is Level.GOOD


@pytest.mark.parametrize(("free", "level"), [(10 << 30, Level.GOOD), (1 << 30, Level.CARE), (1 << 20, Level.BAD)])
def test_a_disk_that_fills(state: Path, monkeypatch: pytest.MonkeyPatch, free: int, level: Level) -> None:
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda _path: SimpleNamespace(free=free, total=20 << 30))
    assert machine.disk().level is level


def test_a_database_that_does_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine.postgres, "running", lambda: False)
    assert "lantoa run" in broken(machine.database())


def test_a_database_that_is_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine.postgres, "running", lambda: True)
    monkeypatch.setattr(machine.postgres, "server_version", lambda _url: 13)
    assert "13" in broken(machine.database())


def test_backup_programs_that_are_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(machine.postgres, "server_version", lambda _url: 18)
    monkeypatch.setattr(machine.postgres, "client_programs", lambda _version: tmp_path)
    assert "pg_dump" in broken(machine.backup_programs())

    def none(_version: int) -> Path:
        raise PostgresError("no_programs", "Không tìm thấy chương trình PostgreSQL.")

    monkeypatch.setattr(machine.postgres, "client_programs", none)
    assert "LANTOA_PG_BIN" in broken(machine.backup_programs())


def test_letters_that_are_missing_and_pdf_without_its_library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def unavailable() -> object:
        raise FormError("pdf_unavailable", "thiếu")

    with monkeypatch.context() as patch:
        patch.setattr(machine, "weasyprint_module", unavailable)
        assert "libpango" in broken(machine.print_letters(), Level.CARE)
    monkeypatch.setattr(machine, "FORM", tmp_path)
    broken(machine.print_letters())


def test_a_clock_that_cannot_be_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2020, 1, 1, tzinfo=UTC))
    assert "01/01/2020" in broken(machine.time_of_day())
    monkeypatch.setattr(clock, "now", lambda: machine.RELEASED + timedelta(days=100))
    monkeypatch.setattr(machine, "_newest_source", lambda: (machine.RELEASED + timedelta(days=102)).timestamp())
    broken(machine.time_of_day(), Level.CARE)


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0 B"), (1023, "1023 B"), (1024, "1 KB"), (12_345_678, "11,8 MB"), (5 << 40, "5 TB")]
)
def test_sizes_as_people_read_them(size: int, words: str) -> None:
    assert machine.in_units(size) == words


def test_a_check_that_breaks_is_a_finding_and_the_others_go_on() -> None:
    def breaks() -> Finding:
        raise ZeroDivisionError("secret detail")

    found = looked([("Một", breaks), ("Hai", lambda: good("Hai", "ổn"))])
    assert [one.level for one in found] == [Level.BAD, Level.GOOD]
    assert worst(found) is Level.BAD
    text = in_words(found)
    assert "✗ Một" in text
    assert "→" in text
    assert "secret detail" not in text
    assert worst([]) is Level.GOOD
