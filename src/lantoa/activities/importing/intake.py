"""A spreadsheet comes in: what it is by its content, kept like any other file, its reading ordered."""

import zipfile
from pathlib import Path
from typing import Any

from lantoa.communes.models import Commune
from lantoa.core.errors import Refused
from lantoa.files import store
from lantoa.files.actions import Received
from lantoa.files.checks import MAX_PARTS, MAX_UNPACKED, MB, FileKind, check_file
from lantoa.files.naming import safe_name, with_ending
from lantoa.files.uploads import Upload, chunks_of

SPREADSHEETS = frozenset({FileKind.SHEET, FileKind.TEXT})
ACCEPT = ".xlsx,.xls,.ods,.csv,.txt,.tsv"
MOST = 30 * MB
XLS, ODS, CSV = "application/vnd.ms-excel", "application/vnd.oasis.opendocument.spreadsheet", "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ENDINGS = {XLS: ("xls",), ODS: ("ods",), CSV: ("csv", "txt", "tsv"), XLSX: ("xlsx",)}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
WHAT = "bảng tính Excel (.xlsx, .xls), OpenDocument (.ods) hoặc CSV"


def receive_spreadsheet(*, commune: Commune, upload: "Upload | bytes", name: str) -> Received:
    """The bytes into the store, checked; no row yet.

    Raises:
        Refused: empty, too large, no spreadsheet, with a password, with macros, broken, unpacking to too much.
    """
    with store.draft(commune.pk) as written:
        store.write_all(written, _bounded(chunks_of(upload)))
        written.settle()
        media_type = type_of(written.path)
        safe = with_ending(safe_name(name), ENDINGS[media_type])
        return Received(store.keep(commune.pk, written), safe, media_type, written.size)


def _bounded(chunks: Any) -> Any:
    arrived = 0
    for chunk in chunks:
        arrived += len(chunk)
        if arrived > MOST:
            raise Refused("file_too_large", f"Bảng tính lớn hơn {MOST // MB} MB: hãy chép riêng bảng cần nhập rồi gửi.")
        yield chunk


def type_of(path: Path) -> str:
    """The media type of a spreadsheet by its content; what its name says is not asked."""
    if path.stat().st_size == 0:
        raise Refused("file_empty", "Tệp rỗng, không có nội dung: hãy kiểm tra lại tệp trên máy rồi gửi lại.")
    with path.open("rb") as file:
        head = file.read(8192)
    if head.startswith(_OLE):
        return _old_office(path)
    if head.startswith(b"PK\x03\x04"):
        return _packed(path)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise Refused(
            "sheet_html",
            "Bên trong tệp này là trang web hoặc XML, không phải bảng tính (một số phần mềm xuất như vậy): "
            "hãy mở tệp bằng Excel, chọn Lưu thành → Excel Workbook (.xlsx) rồi gửi.",
        )
    check_file(path, "bang.txt", frozenset({FileKind.TEXT}))
    return CSV


def _old_office(path: Path) -> str:
    data = path.read_bytes()
    if _ENCRYPTED in data:
        raise Refused(
            "sheet_password", "Tệp đang đặt mật khẩu nên không đọc được: hãy mở tệp, bỏ mật khẩu, lưu lại rồi gửi."
        )
    if "Workbook".encode("utf-16-le") not in data and "Book".encode("utf-16-le") not in data:
        raise Refused("sheet_kind", f"Tệp này không phải bảng tính. Hãy gửi {WHAT}.")
    return XLS


def _packed(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            is_ods = "mimetype" in archive.namelist() and archive.read("mimetype")[:100].decode("latin-1") == ODS
            locked = is_ods and b"encryption-data" in archive.open("META-INF/manifest.xml").read(MB)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, KeyError, RuntimeError) as error:
        raise Refused("file_broken", "Tệp bị hỏng, không mở được: hãy tải hoặc lưu lại tệp rồi gửi.") from error
    if not is_ods:
        if check_file(path, "bang", frozenset({FileKind.SHEET})).media_type == XLSX:
            return XLSX
        raise Refused("sheet_kind", f"Tệp này không phải bảng tính. Hãy gửi {WHAT}.")
    if locked:
        raise Refused(
            "sheet_password", "Tệp đang đặt mật khẩu nên không đọc được: hãy mở tệp, bỏ mật khẩu, lưu lại rồi gửi."
        )
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Refused("file_bomb", "Tệp nén bung ra quá lớn nên không được nhận: hãy lưu lại tài liệu từ Word, Excel.")
    return ODS
