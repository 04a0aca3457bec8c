"""What a file is, by its content, and whether we take it. No Django, no database: reads the file, writes nothing.

The name only has to agree with the content. Nothing that a browser or a computer would execute is taken: programs,
scripts, HTML, SVG, documents with macros.
"""

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

import filetype

from lantoa.core.errors import Refused
from lantoa.files.naming import ending_of
from vanban.vocabulary import Labelled

MB = 1024 * 1024
HEAD = 8192
MAX_UNPACKED = 400 * MB
MAX_PARTS = 10_000


class FileKind(Labelled):
    """Nhóm tệp."""

    PICTURE = "picture", "Ảnh"
    DOCUMENT = "document", "Tài liệu"
    SHEET = "sheet", "Bảng tính, trình chiếu"
    TEXT = "text", "Văn bản thuần"
    SOUND = "sound", "Âm thanh"
    VIDEO = "video", "Video"
    SCAN = "scan", "Bản quét"


EVERYTHING = frozenset(FileKind) - {FileKind.SCAN}
"""What evidence may be. TIFF is only read as a plan: browsers show none."""
PLAN_DOCUMENTS = frozenset({FileKind.DOCUMENT, FileKind.TEXT, FileKind.PICTURE, FileKind.SCAN})

LIMITS = {
    FileKind.PICTURE: 25 * MB,
    FileKind.DOCUMENT: 30 * MB,
    FileKind.SHEET: 30 * MB,
    FileKind.TEXT: 30 * MB,
    FileKind.SOUND: 200 * MB,
    FileKind.VIDEO: 200 * MB,
    FileKind.SCAN: 30 * MB,
}

_SMALLER = {
    FileKind.PICTURE: "hãy gửi ảnh nhỏ hơn hoặc chụp lại ở chế độ thường",
    FileKind.DOCUMENT: "hãy giảm chất lượng ảnh trong tài liệu hoặc chia thành nhiều tệp",
    FileKind.SHEET: "hãy giảm chất lượng ảnh trong tệp hoặc chia thành nhiều tệp",
    FileKind.TEXT: "hãy chia thành nhiều tệp",
    FileKind.SOUND: "hãy gửi một đoạn ngắn hơn hoặc gửi đường dẫn tới nơi đã đăng",
    FileKind.VIDEO: "hãy gửi một đoạn ngắn hơn hoặc gửi đường dẫn tới nơi đã đăng",
    FileKind.SCAN: "hãy quét lại ở 200–300 dpi, hoặc lưu thành PDF",
}


@dataclass(frozen=True, slots=True)
class FileType:
    """One type that is taken: its media type, its group, the endings that its name may have."""

    media_type: str
    kind: FileKind
    endings: tuple[str, ...]
    words: str


_OPENXML = "application/vnd.openxmlformats-officedocument."
TYPES = {
    one.media_type: one
    for one in (
        FileType("image/jpeg", FileKind.PICTURE, ("jpg", "jpeg", "jpe", "jfif"), "ảnh JPEG"),
        FileType("image/png", FileKind.PICTURE, ("png",), "ảnh PNG"),
        FileType("image/webp", FileKind.PICTURE, ("webp",), "ảnh WebP"),
        FileType("image/heic", FileKind.PICTURE, ("heic", "heif", "hif"), "ảnh HEIC"),  # kept as JPEG, see heic.py
        FileType("application/pdf", FileKind.DOCUMENT, ("pdf",), "tài liệu PDF"),
        FileType(f"{_OPENXML}wordprocessingml.document", FileKind.DOCUMENT, ("docx",), "tài liệu Word"),
        FileType(f"{_OPENXML}spreadsheetml.sheet", FileKind.SHEET, ("xlsx",), "bảng tính Excel"),
        FileType(f"{_OPENXML}presentationml.presentation", FileKind.SHEET, ("pptx",), "bản trình chiếu PowerPoint"),
        FileType("text/plain", FileKind.TEXT, ("txt",), "văn bản thuần"),
        FileType("audio/mpeg", FileKind.SOUND, ("mp3",), "âm thanh MP3"),
        FileType("audio/mp4", FileKind.SOUND, ("m4a",), "âm thanh M4A"),
        FileType("audio/x-wav", FileKind.SOUND, ("wav",), "âm thanh WAV"),
        FileType("audio/ogg", FileKind.SOUND, ("ogg", "oga", "opus"), "âm thanh OGG"),
        FileType("video/mp4", FileKind.VIDEO, ("mp4", "m4v", "3gp"), "video MP4"),
        FileType("video/quicktime", FileKind.VIDEO, ("mov",), "video MOV"),
        FileType("video/webm", FileKind.VIDEO, ("webm",), "video WebM"),
        FileType("image/tiff", FileKind.SCAN, ("tif", "tiff"), "bản quét TIFF"),
    )
}

_OPENXML_PARTS = (
    ("word/document.xml", TYPES[f"{_OPENXML}wordprocessingml.document"]),
    ("xl/workbook.xml", TYPES[f"{_OPENXML}spreadsheetml.sheet"]),
    ("ppt/presentation.xml", TYPES[f"{_OPENXML}presentationml.presentation"]),
)

_MEDIA = (FileKind.SOUND, FileKind.VIDEO)
_OTHER_PICTURES = frozenset("image/gif image/bmp image/avif image/x-icon image/jxl image/jp2".split())  # noqa: SIM905
_ACTIVE = re.compile(
    rb"^\s*(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<\s*(?:html|head|body|script|svg|iframe|img|\?xml|\?php|%)|#!)",
    re.IGNORECASE | re.DOTALL,
)
_BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_PROGRAM_HEADS = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"dex\n",
    b"\x00asm",
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def largest(allowed: frozenset[FileKind]) -> int:
    """The most bytes that any of the groups may have."""
    return max(LIMITS[kind] for kind in allowed)


def check_file(path: Path, name: str, allowed: frozenset[FileKind] = EVERYTHING) -> FileType:
    """The type of the file at ``path``, which a person called ``name`` (already safe).

    Raises:
        Refused: empty, not a type that is taken here, too large, or the name says something else.
    """
    size = path.stat().st_size
    if size == 0:
        raise Refused("file_empty", "Tệp rỗng, không có nội dung: hãy kiểm tra lại tệp trên máy rồi gửi lại.")
    found = type_of(path, allowed)
    if found.kind not in allowed:
        raise Refused("file_kind", f"Ở đây không nhận {found.words}. Hãy gửi: {accepted_words(allowed)}.")
    if size > LIMITS[found.kind]:
        raise Refused("file_too_large", too_large(frozenset({found.kind})))
    _check_name(name, found)
    return found


def too_large(allowed: frozenset[FileKind]) -> str:
    """What to do about a file that is larger than any of the groups may be."""
    kind = next(one for one in FileKind if one in allowed and LIMITS[one] == largest(allowed))
    what = kind.label if len(allowed) == 1 else "Tệp"
    return f"{what} lớn hơn {LIMITS[kind] // MB} MB: {_SMALLER[kind]}."


def accepted_words(allowed: frozenset[FileKind]) -> str:
    """ "ảnh JPEG, ảnh PNG, …" for messages."""
    return ", ".join(one.words for one in TYPES.values() if one.kind in allowed)


def accepted_endings(allowed: frozenset[FileKind]) -> str:
    """ ".jpg,.jpeg,…" for the ``accept`` attribute of a file field."""
    return ",".join(f".{ending}" for one in TYPES.values() if one.kind in allowed for ending in one.endings)


def type_of(path: Path, allowed: frozenset[FileKind] = EVERYTHING) -> FileType:
    """What the content is; ``allowed`` is only named to people.

    Raises:
        Refused: not one of the types that are taken; the message says what to do instead.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    _refuse_active(head)
    if head.startswith(b"PK\x03\x04"):
        return _openxml(path, allowed)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        return TYPES["application/pdf"]
    media_type = _guess(head)
    if media_type in TYPES:
        return TYPES[media_type]
    _refuse_known(head, media_type)
    return _text(path, allowed)


def _guess(head: bytes) -> str:
    if head.startswith(b"OggS"):
        return "audio/ogg"
    if head[4:8] == b"ftyp":
        return _iso_media(head)
    found = filetype.guess(head)
    return str(found.mime) if found else ""


def _iso_media(head: bytes) -> str:
    brand = head[8:12]
    if brand in {b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis"}:
        return "image/heic"
    if brand in {b"avif", b"avis"}:
        return "image/avif"
    known = {b"M4A ": "audio/mp4", b"M4B ": "audio/mp4", b"qt  ": "video/quicktime"}
    return known.get(brand, "video/mp4")


def _refuse_active(head: bytes) -> None:
    if head.startswith(_PROGRAM_HEADS) or _ACTIVE.match(head.removeprefix(b"\xef\xbb\xbf")):
        raise Refused(
            "file_active",
            "Không nhận chương trình, trang web (HTML), hình SVG hoặc tệp lệnh: hãy gửi ảnh, PDF hoặc tài liệu Office.",
        )


def _refuse_known(head: bytes, media_type: str) -> None:
    if media_type in _OTHER_PICTURES:
        raise Refused("file_kind", "Loại ảnh này chưa nhận được: hãy lưu lại thành JPEG hoặc PNG rồi gửi.")
    if head.startswith(_OLE):
        raise Refused(
            "file_old_office",
            "Tệp Office kiểu cũ (.doc, .xls, .ppt) hoặc có mật khẩu: hãy mở tệp, bỏ mật khẩu, chọn Lưu thành… .docx "
            "(.xlsx, .pptx) rồi gửi lại.",
        )


def _openxml(path: Path, allowed: frozenset[FileKind]) -> FileType:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Refused("file_broken", "Tệp bị hỏng, không mở được: hãy tải hoặc lưu lại tệp rồi gửi.") from error
    names = {part.filename for part in parts}
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Refused("file_bomb", "Tệp nén bung ra quá lớn nên không được nhận: hãy lưu lại tài liệu từ Word, Excel.")
    if any(name.lower().endswith(("vbaproject.bin", ".exe", ".dll", ".js")) for name in names):
        raise Refused("file_macro", "Tài liệu có macro nên không được nhận: hãy lưu lại dạng không có macro.")
    found = [one for part, one in _OPENXML_PARTS if part in names]
    if "[Content_Types].xml" not in names or len(found) != 1:
        raise Refused("file_kind", f"Không nhận tệp nén. Hãy giải nén và gửi từng tệp: {accepted_words(allowed)}.")
    return found[0]


def _text(path: Path, allowed: frozenset[FileKind]) -> FileType:
    data = path.read_bytes() if path.stat().st_size <= LIMITS[FileKind.TEXT] else b"\x00"
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    is_text = _is_utf16(data) if marked else not _BINARY.search(data)
    if not is_text:
        raise Refused("file_kind", f"Chưa nhận được loại tệp này. Hãy gửi: {accepted_words(allowed)}.")
    return TYPES["text/plain"]


def _is_utf16(data: bytes) -> bool:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError:
        return False
    _refuse_active(text[:HEAD].encode("utf-8", "replace"))
    return "\x00" not in text


def _check_name(name: str, found: FileType) -> None:
    ending = ending_of(name)
    if not ending or ending in found.endings:
        return
    said = next((one for one in TYPES.values() if ending in one.endings), None)
    if said and (said.kind is found.kind is FileKind.PICTURE or (said.kind in _MEDIA and found.kind in _MEDIA)):
        return  # phones and Zalo often name a WebP .jpg or a sound .mp4; the stored name gets the right ending
    raise Refused(
        "file_name_differs",
        f"Tên tệp có đuôi .{ending} nhưng nội dung là {found.words}: hãy kiểm tra đúng tệp cần gửi, "
        f"hoặc đổi đuôi thành .{found.endings[0]}.",
    )
