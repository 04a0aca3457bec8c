"""Checks of the machine: they need neither Django nor a database that works."""

import importlib.metadata
import os
import re
import shutil
import stat
import sys
from datetime import datetime
from pathlib import Path

import psycopg

from lantoa.care.findings import Check, Finding, bad, care, good
from lantoa.core import clock, postgres
from lantoa.core.binaries import PostgresError
from lantoa.core.clock import WARD_TIME
from lantoa.core.places import state_folder
from lantoa.media import ffmpeg
from vanban.form.fonts_css import weasyprint_module
from vanban.form.html import FOLDER as FORM

PYTHON = (3, 11)
OLDEST_SERVER = 15
LITTLE, VERY_LITTLE = 2 * 1024**3, 300 * 1024**2
PRIVATE = ("database.json", "secret_key", "sample_password")
RELEASED = datetime(2026, 11, 1, tzinfo=WARD_TIME)
"""No clock that shows an earlier day can be right."""


def python() -> Finding:
    """The interpreter is new enough."""
    title, version = "Python", ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] < PYTHON:
        return bad(title, f"Phiên bản {version} quá cũ.", "Cài Python 3.11 trở lên rồi chạy lại make setup.")
    return good(title, version)


def packages() -> Finding:
    """Every library that the program names is installed."""
    title = "Thư viện"
    named = [re.split(r"[\s<>=~!\[;(]", line)[0] for line in importlib.metadata.requires("lantoa") or []]
    missing = [name for name in named if not _installed(name)]
    if missing:
        return bad(title, f"Thiếu {', '.join(missing)}.", "Chạy lại make setup trong thư mục chương trình.")
    return good(title, f"đủ {len(named)} thư viện")


def _installed(name: str) -> bool:
    try:
        importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def state() -> Finding:
    """The state folder is there, ours to write, and its secrets are nobody else's to read."""
    title, folder = "Thư mục dữ liệu", state_folder()
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        mend = "Chạy bằng đúng người dùng đã cài đặt, hoặc đặt LANTOA_VAR tới thư mục ghi được."
        return bad(title, f"Không ghi được vào {folder}.", mend)
    secrets = [folder / name for name in PRIVATE if (folder / name).exists()]
    open_ones = [path.name for path in secrets if stat.S_IMODE(path.stat().st_mode) & 0o077]
    if open_ones:
        words = f"Người khác trên máy đọc được {', '.join(open_ones)}."
        return bad(title, words, f"chmod 600 {' '.join(str(folder / name) for name in open_ones)}")
    return good(title, str(folder))


def disk() -> Finding:
    """Room on the disk of the state folder."""
    title, usage = "Ổ đĩa", shutil.disk_usage(state_folder())
    words = f"còn trống {in_units(usage.free)} trên {in_units(usage.total)}"
    mend = "Xóa tệp không cần, chuyển bản sao lưu sang ổ khác (LANTOA_BACKUP_FOLDER) hoặc lắp ổ lớn hơn."
    if usage.free < VERY_LITTLE:
        return bad(title, f"{words}: sắp đầy, phần mềm sẽ không lưu được nữa", mend)
    return care(title, f"{words}: còn ít", mend) if usage.free < LITTLE else good(title, words)


def in_units(size: int) -> str:
    """12 345 678 → "11,8 MB"."""
    number, unit = float(size), "B"
    for bigger in ("KB", "MB", "GB", "TB"):
        if number < 1024:
            break
        number, unit = number / 1024, bigger
    return f"{number:.1f} {unit}".replace(".", ",").replace(",0 ", " ")


def database() -> Finding:
    """The server answers and is new enough."""
    title, mend = "Cơ sở dữ liệu", "Chạy lantoa run (hoặc make run); nếu vẫn lỗi, xem docs/how-to/database.md."
    if not postgres.running():
        return bad(title, "Không chạy.", mend)
    try:
        version = postgres.server_version(postgres.database_urls()[1])
    except psycopg.OperationalError:
        return bad(title, "Không trả lời hoặc từ chối kết nối.", mend)
    if version < OLDEST_SERVER:
        return bad(title, f"PostgreSQL {version} quá cũ.", f"Cần PostgreSQL {OLDEST_SERVER} trở lên.")
    return good(title, f"PostgreSQL {version}, đang chạy")


def backup_programs() -> Finding:
    """pg_dump and pg_restore, of the server's version or later."""
    title = "Chương trình sao lưu"
    try:
        folder = postgres.client_programs(postgres.server_version(postgres.database_urls()[1]))
    except PostgresError as error:
        return bad(title, error.message, "Cài gói postgresql-client cùng phiên bản, hoặc đặt LANTOA_PG_BIN.")
    missing = [name for name in ("pg_dump", "pg_restore") if not (folder / name).exists()]
    if missing:
        return bad(title, f"Thiếu {', '.join(missing)}.", "Cài gói postgresql-client cùng phiên bản với máy chủ.")
    return good(title, "có pg_dump và pg_restore")


def print_letters() -> Finding:
    """The fonts of documents, and the library that draws PDF."""
    title, fonts = "Chữ in và PDF", FORM / "fonts"
    if len(list(fonts.glob("VanBanSerif-*.ttf"))) < 4:
        return bad(
            title, "Thiếu tệp chữ in.", "Lấy lại mã nguồn của bản phát hành; thư mục vanban/form/fonts bị thiếu."
        )
    try:
        weasyprint_module()
    except Exception:  # noqa: BLE001 - its own error speaks to people who wait for a document
        mend = "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        return care(title, "Chưa in được PDF; bản Word vẫn làm được.", mend)
    return good(title, "in được Word và PDF")


def films() -> Finding:
    """What makes uploaded video and sound fit for the web."""
    title = "Video, âm thanh"
    if ffmpeg.available():
        return good(title, "chuyển đổi được")
    return care(title, "Chưa chuyển đổi được video, âm thanh tải lên; mọi phần khác vẫn chạy.", "apt install ffmpeg")


def time_of_day() -> Finding:
    """The clock can be right, and the ward's time zone is known."""
    title, now = "Đồng hồ", clock.now().astimezone(WARD_TIME)
    mend = "Bật đồng bộ giờ của máy (timedatectl set-ntp true)."
    if now < RELEASED:
        return bad(title, f"Máy đang ở ngày {now:%d/%m/%Y}, sớm hơn ngày phát hành phần mềm.", mend)
    if _newest_source() > now.timestamp() + 86400:
        return care(title, f"Máy đang ở ngày {now:%d/%m/%Y}, sớm hơn lần cập nhật phần mềm.", mend)
    return good(title, f"{now:%H:%M} ngày {now:%d/%m/%Y}, giờ Việt Nam")


def _newest_source() -> float:
    return max(path.stat().st_mtime for path in Path(__file__).parent.glob("*.py"))


def tools() -> Finding:
    """What only tests and developers need."""
    found = [name for name in ("chromium", "soffice") if shutil.which(name)]
    words = f"có {', '.join(found)}" if found else "không có (chỉ cần khi kiểm thử)"
    return good("Chương trình phụ", words)


ANYWHERE: tuple[tuple[str, Check], ...] = (
    ("Python", python), ("Thư viện", packages), ("Thư mục dữ liệu", state), ("Ổ đĩa", disk), ("Đồng hồ", time_of_day),
    ("Chữ in và PDF", print_letters), ("Video, âm thanh", films), ("Chương trình phụ", tools),
)  # fmt: skip
WITH_SERVER: tuple[tuple[str, Check], ...] = (("Cơ sở dữ liệu", database), ("Chương trình sao lưu", backup_programs))
