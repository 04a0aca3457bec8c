"""A disk that is full: of the files, of the database, of the backups. It is said, nothing is lost, and it goes on."""

import os
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from lantoa.core import backup, postgres
from lantoa.core.errors import Refused
from lantoa.core.places import ROOT

pytestmark = pytest.mark.crash


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A file system of 160 MB, where the database's user can go."""
    place = ROOT / "var" / f"d{os.getpid()}-{time.monotonic_ns()}"
    place.mkdir(parents=True)
    options = ["-t", "tmpfs", "-o", "size=160m,mode=755"]
    try:
        if subprocess.run(["mount", *options, "none", place], capture_output=True, check=False).returncode:
            pytest.skip("needs the right to mount a small disk (root)")
        yield place
        subprocess.run(["umount", "-l", place], check=True)
    finally:
        place.rmdir()


def test_a_database_on_a_full_disk_says_so_loses_nothing_and_goes_on(small_disk: Path) -> None:
    var = small_disk / "var"
    dsns = postgres.ensure(var=var)
    cluster = postgres.cluster_of(var)
    assert cluster is not None
    assert cluster.home.is_relative_to(small_disk)
    try:
        with psycopg.connect(dsns.owner, autocommit=True) as connection:
            connection.execute("CREATE TABLE note (id int PRIMARY KEY, text text)")
            ballast = small_disk / "ballast"
            kept = fill(connection, ballast, small_disk)
        ballast.unlink()
        postgres.ensure(var=var)
        with psycopg.connect(dsns.owner, autocommit=True) as connection:
            (count,) = connection.execute("SELECT count(*) FROM note").fetchone() or (0,)
            assert count >= kept, "what was acknowledged is there"
            connection.execute("INSERT INTO note VALUES (1000000, 'lại ghi được')")
    finally:
        cluster.stop()
        shutil.rmtree(cluster.sockets, ignore_errors=True)


def fill(connection: psycopg.Connection, ballast: Path, disk: Path) -> int:
    """Fill the disk to its last bytes, then write rows until the database refuses. Returns how many it took."""
    with ballast.open("wb") as file:
        file.write(b"x" * max(0, shutil.disk_usage(disk).free - 2_000_000))
    for number in range(5_000):
        try:
            connection.execute("INSERT INTO note VALUES (%s, %s)", [number, os.urandom(8000).hex()])
        except psycopg.OperationalError:  # DiskFull, or the server itself could not go on and starts again
            return number
    raise AssertionError("the disk was never full")


def test_a_backup_onto_a_full_disk_says_so_and_leaves_the_old_one(small_disk: Path, tmp_path: Path) -> None:
    var = tmp_path / "var"
    dsns = postgres.ensure(var=var, fast=True)
    cluster = postgres.cluster_of(var)
    assert cluster is not None
    files = tmp_path / "files"
    files.mkdir()
    (files / "lon").write_bytes(os.urandom(1000))
    target = small_disk / "backup.tar"
    try:
        backup.save(target, dsns, files=files)
        before = target.read_bytes()
        (files / "lon").write_bytes(os.urandom(200_000_000))
        with pytest.raises(Refused, match="disk_full"):
            backup.save(target, dsns, files=files)
        assert target.read_bytes() == before
        assert [path.name for path in small_disk.iterdir()] == ["backup.tar"], "no scraps"
    finally:
        cluster.stop()
        shutil.rmtree(cluster.home, ignore_errors=True)
        shutil.rmtree(cluster.sockets, ignore_errors=True)


def test_a_file_that_does_not_fit_leaves_nothing_half(tmp_path: Path) -> None:
    """The limit of a process stands for the disk: the store refuses, and no nameless or half file stays."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
            code = _store_too_much(tmp_path)
        finally:
            os._exit(code)
    _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def _store_too_much(folder: Path) -> int:
    from django.test import override_settings

    from lantoa.files import store

    with override_settings(FILES_ROOT=folder):
        try:
            with store.draft(7) as written:
                written.write(os.urandom(200_000))
                store.keep(7, written)
        except OSError:
            return 0
    return 2
