"""Real backups of the tests' database, in folders that are thrown away."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lantoa.care import backups, running
from lantoa.core import postgres


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Backups, files and anchors of a test go to a folder of its own."""
    monkeypatch.setenv("LANTOA_VAR", str(tmp_path))
    monkeypatch.setenv("LANTOA_BACKUP_FOLDER", str(tmp_path / "backups"))
    monkeypatch.delenv("LANTOA_BACKUP_COPY", raising=False)
    (tmp_path / "files").mkdir()
    yield tmp_path
    assert not list((tmp_path / "backups").glob(".working")), "a backup leaves no scraps"


@pytest.fixture
def test_database(monkeypatch: pytest.MonkeyPatch) -> postgres.Dsns:
    """The database of the tests, as the role that owns it."""
    from urllib.parse import quote

    from django.db import connection

    given = connection.settings_dict
    url = (
        f"postgresql://{quote(given['USER'])}:{quote(given['PASSWORD'])}@/{given['NAME']}"
        f"?host={quote(given['HOST'])}&port={given['PORT'] or 5432}"
    )
    dsns = postgres.Dsns(owner=url, app=url)
    monkeypatch.setattr(running, "owner_dsns", lambda: dsns)
    monkeypatch.setattr(backups, "SPARE_BYTES", 1024)
    return dsns
