"""The command ``lantoa`` as a person types it: what it says, what it returns."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from lantoa import cli
from lantoa.core import postgres
from lantoa.core.places import ROOT


@pytest.fixture(scope="module")
def var() -> Iterator[Path]:
    """A state folder of this module's own."""
    folder = ROOT / "var" / f"c{os.getpid()}-{time.monotonic_ns()}"
    yield folder
    if made := postgres.cluster_of(folder):
        made.stop()
        shutil.rmtree(made.home)
        shutil.rmtree(made.sockets, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


def lantoa(var: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    keep = {
        name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "LANTOA_", "DJANGO"))
    }
    return subprocess.run(
        [sys.executable, "-m", "lantoa.cli", *arguments],
        env={**keep, "LANTOA_VAR": str(var)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_backup_and_restore_of_a_whole_installation(var: Path, tmp_path: Path) -> None:
    """Migrate, save, wipe a table, refuse without --force, restore: everything by the command line."""
    assert lantoa(var, "migrate").returncode == 0
    assert not postgres.running(var=var), "a command leaves no server behind that it started"
    target = tmp_path / "sao lưu.tar"
    done = lantoa(var, "backup", str(target))
    assert done.returncode == 0, done.stderr
    assert "Đã sao lưu" in done.stdout

    refused = lantoa(var, "restore", str(target))
    assert refused.returncode == 1
    assert "--force" in refused.stderr
    assert "Traceback" not in refused.stderr

    done = lantoa(var, "restore", str(target), "--force")
    assert done.returncode == 0, done.stderr
    assert "Dữ liệu cũ còn giữ" in done.stdout
    assert lantoa(var, "manage", "migrate", "--check", "--skip-checks").returncode == 0


def test_a_broken_backup_is_one_line_of_words(var: Path, tmp_path: Path) -> None:
    (tmp_path / "x.tar").write_bytes(b"khong phai")
    done = lantoa(var, "restore", str(tmp_path / "x.tar"))
    assert done.returncode == 1
    assert done.stderr.strip().count("\n") == 0
    assert "không phải là bản sao lưu" in done.stderr


def test_database_says_its_state(var: Path) -> None:
    assert lantoa(var, "database", "start").returncode == 0
    told = lantoa(var, "manage", "dbshell", "--", "-Atc", "SELECT current_user")
    assert told.stdout.strip() == "lantoa_owner", told.stderr
    assert "đang chạy" in lantoa(var, "database", "status").stdout
    assert lantoa(var, "database", "stop").returncode == 0
    assert lantoa(var, "database", "status").returncode == 3


def test_wrong_use_is_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([], ["bay"], ["migrate", "--nonsense"]):
        with pytest.raises(SystemExit) as ended:
            cli.main(arguments)
        assert ended.value.code == 2
    assert "không hiểu: --nonsense" in capsys.readouterr().err


def test_a_sample_that_cannot_be_made_does_not_stop_the_program(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANTOA_VAR", str(tmp_path))
    assert cli._in_django("raise SystemExit('hỏng')") is None
    assert "hỏng" in capfd.readouterr().err
    assert cli._in_django("print('xong')") == "xong\n"
