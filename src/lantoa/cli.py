"""The command ``lantoa``: run, worker, migrate, backup, restore, manage and what an administrator needs."""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from lantoa.care import backups, doctor
from lantoa.care.findings import Level, worst
from lantoa.core import backup, clock, postgres, schema, supervisor
from lantoa.core.binaries import PostgresError
from lantoa.core.errors import Refused
from lantoa.core.places import state_folder
from lantoa.ledger import anchors

MANAGEMENT = {"import-plan": "import_plan", "create-admin": "create_admin", "verify-ledger": "verify_ledger"}
"""Commands of our own that are Django management commands."""
UPGRADE_FAILED = (
    "Cập nhật không thành công (xem lỗi ở trên); dữ liệu trước khi cập nhật đã sao lưu ở {saved}. "
    "Để dùng lại bản cũ: đặt lại mã nguồn bản cũ, chạy make setup, rồi lantoa restore {saved} --force. "
    "Xem docs/how-to/upgrade.md."
)
OWNERS_COMMANDS = {"migrate", "makemigrations", "dbshell"}
"""Management commands that need the role that owns the tables."""


def main(argv: Sequence[str] | None = None) -> int:
    """Entry point. Returns the exit code: 0 done, 1 refused with a message, 2 wrong usage."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.settings")
    arguments, rest = _parser().parse_known_args(argv)
    if rest and arguments.command not in {"manage", *MANAGEMENT}:
        _parser().error(f"không hiểu: {' '.join(rest)}")
    try:
        return int(arguments.do(arguments, rest) or 0)
    except Refused as refused:
        print(refused.message, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="lantoa", description="Lan Tỏa: từ kế hoạch tuyên truyền đến báo cáo.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="LỆNH")

    run = commands.add_parser("run", help="chạy chương trình: cơ sở dữ liệu, máy chủ web, việc nền")
    run.add_argument("--host", default=os.environ.get("LANTOA_HOST", "127.0.0.1"))
    run.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    run.add_argument("--no-sample", action="store_true", help="không tạo phường mẫu")
    run.set_defaults(do=_run)

    worker = commands.add_parser("worker", help="chạy riêng bộ xử lý việc nền (thêm máy để thêm sức)")
    worker.add_argument("--concurrency", type=int, default=2, help="số việc làm cùng lúc")
    worker.add_argument("--once", action="store_true", help="làm hết việc đang chờ rồi dừng")
    worker.set_defaults(do=_worker)

    commands.add_parser("doctor", help="xem phần mềm có khỏe không, chỗ nào hỏng và cách sửa").set_defaults(do=_doctor)
    commands.add_parser("migrate", help="cập nhật cấu trúc cơ sở dữ liệu").set_defaults(do=_migrate)
    _add_backup(commands)
    _add_management(commands)
    return parser


def _add_backup(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    save = commands.add_parser("backup", help="sao lưu cơ sở dữ liệu và tệp vào một tệp .tar")
    save.add_argument("file", type=Path, nargs="?", help="bỏ trống: vào thư mục sao lưu, bản cũ được dọn theo lịch")
    save.set_defaults(do=_backup)
    back = commands.add_parser("restore", help="phục hồi từ tệp sao lưu")
    back.add_argument("file", type=Path)
    back.add_argument("--force", action="store_true", help="thay dữ liệu đang có (bản cũ được giữ dưới tên khác)")
    back.set_defaults(do=_restore)


def _add_management(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    helps = {
        "import-plan": "nạp một kế hoạch: lantoa import-plan TỆP --commune MÃ",
        "create-admin": "tạo tài khoản quản trị",
        "verify-ledger": "kiểm tra sổ cái: tìm mọi mục bị sửa, bỏ, chèn hoặc đổi chỗ",
        "manage": "lệnh quản trị của Django: lantoa manage LỆNH …",
    }
    for name, text in helps.items():
        commands.add_parser(name, help=text, add_help=False, prefix_chars="\0").set_defaults(do=_manage)
    database = commands.add_parser("database", help="cơ sở dữ liệu nhúng: start, stop, status, url")
    database.add_argument("what", choices=["start", "stop", "status", "url"])
    database.set_defaults(do=_database)


def _run(arguments: argparse.Namespace, _rest: list[str]) -> None:
    began = time.monotonic()
    supervisor.refuse_taken_port(arguments.host, arguments.port)
    stop = supervisor.StopAsked()
    dsns = postgres.ensure(say=print)
    print(f"Cơ sở dữ liệu sẵn sàng ({time.monotonic() - began:.1f} giây).", flush=True)
    (state_folder() / "static").mkdir(exist_ok=True)
    backup.files_folder().mkdir(mode=0o700, exist_ok=True)
    try:
        _prepare_schema(dsns)
        told = "" if arguments.no_sample else _prepare_sample(dsns)
        _serve(arguments, told=told, began=began, stop=stop)
    finally:
        postgres.stop()
        print("Đã dừng.", flush=True)


def _serve(arguments: argparse.Namespace, *, told: str, began: float, stop: supervisor.StopAsked) -> None:
    host, port = arguments.host, arguments.port

    def on_ready() -> None:
        print(f"Lan Tỏa đang chạy: http://{host}:{port}  ({time.monotonic() - began:.1f} giây)")
        print(f"{told}Dừng: Ctrl+C.", flush=True)

    supervisor.run(
        supervisor.children(host, port),
        ready=lambda: supervisor.answers(host, port),
        on_ready=on_ready,
        stop=stop,
        say=lambda line: print(line, flush=True),
    )


def _prepare_schema(dsns: postgres.Dsns) -> None:
    """Migrate, but only when the migrations or the packages changed since the last time."""
    if schema.prepared(dsns.owner, "migrate") == schema.migrations_fingerprint():
        return
    began = time.monotonic()
    print("Cập nhật cấu trúc cơ sở dữ liệu…", flush=True)
    _upgrade(dsns, verbosity=0)
    print(f"  xong ({time.monotonic() - began:.1f} giây).", flush=True)


def _upgrade(dsns: postgres.Dsns, *, verbosity: int) -> None:
    """Bring the tables up to date; where there is data and something to change, a backup is made before."""
    saved = _saved_before(dsns)
    try:
        _django("owner", "migrate", "--noinput", "--skip-checks", "--verbosity", str(verbosity))
    except PostgresError as error:
        if saved is None:
            raise
        raise PostgresError("upgrade_failed", UPGRADE_FAILED.format(saved=saved)) from error
    schema.remember(dsns.owner, "migrate", schema.migrations_fingerprint())


def _saved_before(dsns: postgres.Dsns) -> Path | None:
    if not schema.holds_data(dsns.owner) or _waits_for_nothing():
        return None
    made = backups.make(dsns)
    print(f"  Đã sao lưu trước khi cập nhật: {made.path}", flush=True)
    return made.path


def _waits_for_nothing() -> bool:
    """Whether no migration waits."""
    command = [sys.executable, "-m", "django", "migrate", "--check", "--skip-checks", "--verbosity", "0"]
    environment = {**os.environ, "LANTOA_DB_ROLE": "owner"}
    return subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 0


def _prepare_sample(dsns: postgres.Dsns) -> str:
    """Make the sample ward when it is new or its source changed. Returns what it tells: the accounts.

    Without the sample the program still runs; the next start tries again.
    """
    wanted, accounts = schema.fingerprint("sample/**/*.py"), state_folder() / "sample.txt"
    if schema.prepared(dsns.owner, "sample") == wanted and accounts.exists():
        return accounts.read_text()
    began = time.monotonic()
    print("Tạo phường mẫu…", flush=True)
    told = _in_django("from lantoa.sample.load import ensure; print(ensure())")
    if told is None:
        return "Không tạo được phường mẫu (xem lỗi ở trên); chương trình vẫn chạy.\n"
    accounts.touch(mode=0o600)
    accounts.write_text(told)
    schema.remember(dsns.owner, "sample", wanted)
    print(f"  xong ({time.monotonic() - began:.1f} giây).", flush=True)
    return told


def _in_django(code: str) -> str | None:
    """What the code prints, run in a process of its own as the application; None when it fails."""
    done = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); {code}"],
        env={**os.environ, "LANTOA_DB_ROLE": "app"},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    return None if done.returncode else f"{done.stdout.strip()}\n"


def _django(role: str, *command: str) -> None:
    """A management command in a process of its own, because the role is chosen when settings are read."""
    done = subprocess.run(
        [sys.executable, "-m", "django", *command], env={**os.environ, "LANTOA_DB_ROLE": role}, check=False
    )
    if done.returncode:
        raise PostgresError("command_failed", f"Lệnh {command[0]} không thành công (xem lỗi ở trên).")


def _worker(arguments: argparse.Namespace, _rest: list[str]) -> None:
    import django

    postgres.ensure()
    django.setup()
    from lantoa.core.jobs import run_worker

    run_worker(concurrency=arguments.concurrency, wait=not arguments.once)


def _migrate(_arguments: argparse.Namespace, _rest: list[str]) -> None:
    with postgres.lent() as dsns:
        _upgrade(dsns, verbosity=1)


def _backup(arguments: argparse.Namespace, _rest: list[str]) -> None:
    with postgres.lent() as dsns:
        if arguments.file is None:
            print(backups.in_words(backups.make(dsns)))
        else:
            manifest = backup.save(arguments.file, dsns)
            print(f"Đã sao lưu {len(manifest.tables)} bảng và {len(manifest.files) - 1} tệp vào {arguments.file}")


def _restore(arguments: argparse.Namespace, _rest: list[str]) -> None:
    with postgres.lent() as dsns:
        kept = backup.restore(arguments.file, dsns, force=arguments.force)
    saved_at = datetime.fromisoformat(backup.manifest_of(arguments.file).made_at)
    anchors.note_restore(anchors.anchor_file(), of=saved_at, at=clock.now())
    print(f"Đã phục hồi từ {arguments.file}.")
    if kept:
        print(f"Dữ liệu cũ còn giữ trong cơ sở dữ liệu {kept}; khi chắc chắn không cần nữa, hãy xóa.")


def _doctor(_arguments: argparse.Namespace, _rest: list[str]) -> int:
    found = doctor.examine()
    print(doctor.report(found))
    return 1 if worst(found) is Level.BAD else 0


def _manage(arguments: argparse.Namespace, rest: list[str]) -> int:
    name = MANAGEMENT.get(arguments.command)
    command = [name, *rest] if name else rest
    role = "owner" if command[:1] and command[0] in OWNERS_COMMANDS else None
    environment = {**os.environ, **({"LANTOA_DB_ROLE": role} if role else {})}
    with postgres.lent() as dsns:
        programs = postgres.client_programs(postgres.server_version(dsns.owner))
        environment["PATH"] = f"{programs}{os.pathsep}{environment.get('PATH', os.defpath)}"  # dbshell wants psql
        return subprocess.run([sys.executable, "-m", "django", *command], env=environment, check=False).returncode


def _database(arguments: argparse.Namespace, _rest: list[str]) -> int:
    if arguments.what == "start":
        postgres.ensure(say=print)
    elif arguments.what == "stop":
        postgres.stop()
    elif arguments.what == "url":
        print(postgres.database_urls()[1])
    running = postgres.running()
    if arguments.what != "url":
        print("Cơ sở dữ liệu đang chạy." if running else "Cơ sở dữ liệu không chạy.")
    return 0 if running or arguments.what != "status" else 3


if __name__ == "__main__":
    sys.exit(main())
