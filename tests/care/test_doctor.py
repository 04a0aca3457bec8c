"""``lantoa doctor`` as a person types it: on a sound installation, and on one that is broken."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lantoa.core.places import ROOT


def doctor(**environment: str) -> subprocess.CompletedProcess[str]:
    keep = {
        name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "LANTOA_", "DJANGO"))
    }
    return subprocess.run(
        [sys.executable, "-m", "lantoa.cli", "doctor"],
        env={**keep, **environment}, capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip


def test_a_program_whose_database_does_not_answer(tmp_path: Path) -> None:
    done = doctor(LANTOA_VAR=str(tmp_path), DATABASE_URL="postgresql://lantoa_app@127.0.0.1:9/lantoa")
    assert done.returncode == 1, done.stderr
    assert "✓ Python" in done.stdout
    assert "✗ Cơ sở dữ liệu" in done.stdout
    assert "→" in done.stdout
    assert "Có chỗ hỏng" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_a_wrong_setting_is_named(tmp_path: Path) -> None:
    done = doctor(LANTOA_VAR=str(tmp_path), DATABASE_URL="postgresql://a@127.0.0.1:9/x", LANTOA_DEBUG="maybe")
    assert done.returncode == 1
    assert "LANTOA_DEBUG must be 1 or 0" in done.stdout


@pytest.mark.django_db(transaction=True)
def test_the_tests_own_database_looks_sound_from_inside(tmp_path: Path) -> None:
    from urllib.parse import quote

    from django.db import connection

    given = connection.settings_dict
    url = (
        f"postgresql://{quote(given['USER'])}:{quote(given['PASSWORD'])}@/{given['NAME']}"
        f"?host={quote(given['HOST'])}&port={given['PORT'] or 5432}"
    )
    done = doctor(LANTOA_VAR=str(tmp_path), DATABASE_URL=url)
    for title in ("Quyền của chương trình", "Cấu trúc dữ liệu", "Tệp đã lưu", "Chương trình sao lưu"):
        assert f"✓ {title}" in done.stdout, done.stdout + done.stderr
    assert "✗ Bộ xử lý việc nền" in done.stdout, "no worker runs here"
