"""Readers: the bytes of a file → one ``Source``. The kind of file is told by its content, never by its name."""

from collections.abc import Callable, Sequence

from vanban.readers.damage import can_be_restored
from vanban.readers.refusals import refusal
from vanban.source import Source

PageProgress = Callable[[int, int], None]
"""Hears how many pages are done, and how many there are."""
MOST_MEGABYTES = 30
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""Opens the old Office formats, and the envelope of a DOCX with a password."""
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
HEIF = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif")
OTHERS = (b"{\\rtf", b"Rar!\x1a", b"7z\xbc\xaf", b"\x1f\x8b", b"MZ", b"\x7fELF", b"%!PS")


def open_source(
    data: bytes, name: str = "", *, most_megabytes: int = MOST_MEGABYTES,
    progress: PageProgress | None = None, restore: bool = True, names: Sequence[str] = (),
) -> Source:  # fmt: skip
    """Read a document. ``name`` is only for people; it decides nothing. ``progress`` hears, while pictures of pages are
    read, how many are done and how many there are. ``restore``: Vietnamese text whose marks are lost gets them
    back, each word marked (ADR 0025); without it such a text is given as it is. ``names``: units that the caller
    knows and no list of ours has; a scan, or a text without marks, that nearly says one of them says it.

    Raises ``ReadError``; its codes are the keys of ``vanban.readers.refusals.MESSAGES``.
    """
    if not data.strip():
        raise refusal("empty")
    if len(data) > most_megabytes * 1024 * 1024:
        raise refusal("too_large", limit=most_megabytes)
    source = _opened(data, progress, names)
    if not restore or not can_be_restored(source.text):
        return source
    from vanban.restoring.document import restored  # its model is some megabytes, and seldom needed

    return restored(source, names=names)


def _opened(data: bytes, progress: PageProgress | None, names: Sequence[str]) -> Source:
    if b"%PDF-" in data[:1024]:
        from vanban.readers.pdf import read_pdf

        return read_pdf(data, progress, names=names)
    if is_picture(data):
        from vanban.readers.photos import read_photo

        return read_photo(data, progress, names=names)
    return _office(data) if data.startswith((b"PK", OLE)) else _text(data)


def is_picture(data: bytes) -> bool:
    """Whether a file is a photo or a scan."""
    return data.startswith(PICTURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or _is_heif(data)


def _is_heif(data: bytes) -> bool:
    return data[4:8] == b"ftyp" and data[8:12] in HEIF


def _office(data: bytes) -> Source:
    if data.startswith(OLE):
        raise refusal(_ole_code(data))
    from vanban.readers.docx import read_docx

    return read_docx(data)


def _ole_code(data: bytes) -> str:
    """Entries of an OLE file have their names in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "password_protected"
    return "old_doc" if "WordDocument".encode("utf-16-le") in data else "unknown_format"


def _text(data: bytes) -> Source:
    if (
        data[4:8] == b"ftyp"
        or data.startswith(OTHERS)
        or data[:200].lstrip().lower().startswith((b"<!doctype html", b"<html", b"<?xml"))
    ):
        raise refusal("unknown_format")
    from vanban.readers.text import read_text

    source = read_text(data)
    if not any(map(str.isalnum, source.text)):
        raise refusal("empty")
    return source
