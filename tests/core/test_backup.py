"""Backup and restore between real clusters: rows and files come back, a damaged archive changes nothing."""

import os
import shutil
import tarfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from lantoa.core import backup, postgres
from lantoa.core.errors import Refused
from lantoa.core.places import ROOT

MakeDatabase = Callable[[], postgres.Dsns]


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Dsns]:
    """One cluster for this module."""
    var = ROOT / "var" / f"b{os.getpid()}-{time.monotonic_ns()}"
    yield postgres.ensure(var=var, fast=True)
    made = postgres.cluster_of(var)
    assert made is not None
    made.stop()
    shutil.rmtree(made.home)
    shutil.rmtree(made.sockets, ignore_errors=True)
    shutil.rmtree(var, ignore_errors=True)


@pytest.fixture
def new_database(server: postgres.Dsns) -> MakeDatabase:
    """Makes empty databases, each seen as a whole installation."""

    def make() -> postgres.Dsns:
        name = f"ward_{time.monotonic_ns()}"
        with psycopg.connect(server.owner, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return postgres.Dsns(server.owner.replace("/lantoa?", f"/{name}?"), server.app.replace("/lantoa?", f"/{name}?"))

    return make


def fill(dsns: postgres.Dsns, files: Path) -> None:
    with psycopg.connect(dsns.owner) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS unaccent")
        connection.execute("CREATE TABLE note (id bigint PRIMARY KEY, text text)")
        connection.execute("INSERT INTO note SELECT n, 'Tổ dân phố số ' || n FROM generate_series(1, 100) n")
        connection.execute("ALTER TABLE note ENABLE ROW LEVEL SECURITY")
        connection.execute("CREATE POLICY odd ON note TO lantoa_app USING (id % 2 = 1)")
        connection.execute("GRANT SELECT ON note TO lantoa_app")
    (files / "ab").mkdir(parents=True)
    (files / "ab" / "cdef").write_bytes(os.urandom(200_000))
    (files / "ảnh.jpg").write_bytes(b"anh")
    (files / "rỗng").write_bytes(b"")


def rows(url: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT * FROM note ORDER BY id").fetchall()


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_backup_restores_rows_rights_and_files_elsewhere(new_database: MakeDatabase, tmp_path: Path) -> None:
    here, there = new_database(), new_database()
    fill(here, tmp_path / "files")
    manifest = backup.save(tmp_path / "b.tar", here, files=tmp_path / "files")
    assert manifest.tables == {"note": 100}
    assert backup.restore(tmp_path / "b.tar", there, files=tmp_path / "other" / "files") == ""
    assert rows(there.owner) == rows(here.owner)
    assert len(rows(there.app)) == 50, "row-level security and grants came with it"
    assert contents(tmp_path / "other" / "files") == contents(tmp_path / "files")


def test_backup_is_private_and_leaves_no_scraps(new_database: MakeDatabase, tmp_path: Path) -> None:
    here = new_database()
    fill(here, tmp_path / "files")
    backup.save(tmp_path / "b.tar", here, files=tmp_path / "files")
    assert (tmp_path / "b.tar").stat().st_mode & 0o077 == 0
    assert {path.name for path in tmp_path.iterdir()} == {"b.tar", "files"}


def test_restore_over_data_needs_force_and_keeps_the_old(new_database: MakeDatabase, tmp_path: Path) -> None:
    here = new_database()
    files = tmp_path / "files"
    fill(here, files)
    backup.save(tmp_path / "b.tar", here, files=files)
    with psycopg.connect(here.owner) as connection:
        connection.execute("DELETE FROM note WHERE id > 10")
    (files / "ảnh.jpg").write_bytes(b"khac")
    with pytest.raises(Refused, match="--force"):
        backup.restore(tmp_path / "b.tar", here, files=files)
    assert len(rows(here.owner)) == 10

    with psycopg.connect(here.owner) as someone_at_work:
        kept = backup.restore(tmp_path / "b.tar", here, files=files, force=True)
        with pytest.raises(psycopg.OperationalError):
            someone_at_work.execute("SELECT 1")
    assert len(rows(here.owner)) == 100
    assert (files / "ảnh.jpg").read_bytes() == b"anh"
    old = here.owner.replace(backup._name_of(here.owner), kept)
    assert len(rows(old)) == 10
    assert [path.read_bytes() for path in tmp_path.glob("files_before_*/ảnh.jpg")] == [b"khac"]


@pytest.mark.parametrize("place", [0.2, 0.5, 0.97])
def test_damaged_backup_is_refused_and_changes_nothing(
    new_database: MakeDatabase, tmp_path: Path, place: float
) -> None:
    here = new_database()
    files = tmp_path / "files"
    fill(here, files)
    backup.save(tmp_path / "b.tar", here, files=files)
    data = bytearray((tmp_path / "b.tar").read_bytes())
    end_of_content = len(data.rstrip(b"\0"))
    data[int(end_of_content * place)] ^= 0x41
    (tmp_path / "b.tar").write_bytes(data)
    with psycopg.connect(here.owner) as connection:
        connection.execute("DELETE FROM note WHERE id > 10")
    before = contents(files)
    with pytest.raises(Refused, match="hỏng"):
        backup.restore(tmp_path / "b.tar", here, files=files, force=True)
    assert len(rows(here.owner)) == 10
    assert contents(files) == before


def test_cut_off_backup_is_refused(new_database: MakeDatabase, tmp_path: Path) -> None:
    here = new_database()
    fill(here, tmp_path / "files")
    backup.save(tmp_path / "b.tar", here, files=tmp_path / "files")
    data = (tmp_path / "b.tar").read_bytes()
    for size in (0, 100, 5000, len(data) // 2):
        (tmp_path / "cut.tar").write_bytes(data[:size])
        with pytest.raises(Refused):
            backup.verify(tmp_path / "cut.tar")


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "files/../../evil", "files/./x", "other"])
def test_archive_with_a_foreign_member_is_refused(new_database: MakeDatabase, tmp_path: Path, name: str) -> None:
    here = new_database()
    fill(here, tmp_path / "files")
    backup.save(tmp_path / "b.tar", here, files=tmp_path / "files")
    with tarfile.open(tmp_path / "b.tar", "a") as archive:
        archive.addfile(tarfile.TarInfo(name))
    with pytest.raises(Refused):
        backup.verify(tmp_path / "b.tar")


def test_failed_swap_puts_the_files_back(
    new_database: MakeDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = new_database()
    files = tmp_path / "files"
    fill(here, files)
    backup.save(tmp_path / "b.tar", here, files=files)
    (files / "mới").write_bytes(b"moi")
    before = contents(files)

    def fail(*_arguments: object) -> None:
        raise psycopg.OperationalError("no")

    monkeypatch.setattr(backup, "_swap_databases", fail)
    with pytest.raises(psycopg.OperationalError):
        backup.restore(tmp_path / "b.tar", here, files=files, force=True)
    assert contents(files) == before
    assert len(rows(here.owner)) == 100


def test_things_that_are_no_backup(tmp_path: Path) -> None:
    (tmp_path / "plan.tar").write_text("đây là kế hoạch")
    for path in (tmp_path / "plan.tar", tmp_path / "none.tar", tmp_path):
        with pytest.raises(Refused):
            backup.verify(path)
