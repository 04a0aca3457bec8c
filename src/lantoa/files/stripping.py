"""Pictures without what their owner did not mean to send: place, device, person, comments, hidden annexes.

The picture itself is not encoded again: only whole segments (JPEG), chunks (PNG) or parts (WebP) are left out. Colours
(ICC) stay; of EXIF only the orientation stays. Whatever follows the picture's end, such as a second file hidden
behind it, goes too. Pure.
"""

import re
import struct
import zlib
from collections.abc import Iterator

_JPEG_MARKER = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
_STANDALONE = frozenset({0xD8, 0x01, *range(0xD0, 0xD8)})
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS iCCP sRGB gAMA cHRM cICP sBIT bKGD pHYs acTL fcTL fdAT".split()
)  # fmt: skip
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ICCP", b"ALPH", b"ANIM", b"ANMF"})
_EXIF_FLAG, _XMP_FLAG = 0x08, 0x04


class BrokenPicture(ValueError):  # noqa: N818
    """The bytes do not hold together as the picture that they claim to be."""


def stripped(data: bytes, media_type: str, orientation: int = 1) -> bytes:
    """The picture without metadata. ``orientation``: EXIF value 1–8, kept where it is not 1.

    Raises:
        BrokenPicture: the structure does not hold.
    """
    work = {"image/jpeg": _jpeg, "image/png": _png, "image/webp": _webp}[media_type]
    try:
        return work(data, _exif(orientation) if 2 <= orientation <= 8 else b"")
    except (struct.error, IndexError) as error:
        raise BrokenPicture("cut off") from error


def _exif(orientation: int) -> bytes:
    """A TIFF block whose only entry is the orientation (tag 0x0112, one SHORT)."""
    return struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, 0x0112, 3, 1, orientation, 0, 0)


def _jpeg(data: bytes, exif: bytes) -> bytes:
    if data[:2] != b"\xff\xd8":
        raise BrokenPicture("no JPEG")
    parts = [b"\xff\xd8"]
    inserted = False
    for marker, piece in _jpeg_pieces(data):
        if exif and not inserted and marker != 0xE0:
            body = b"Exif\x00\x00" + exif
            parts.append(b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body)
            inserted = True
        if _jpeg_kept(marker, piece):
            parts.append(piece)
    return b"".join(parts)


def _jpeg_kept(marker: int, piece: bytes) -> bool:
    """JFIF, ICC and Adobe's colour note stay; other application segments and comments go."""
    if marker == 0xE2:
        return piece[4:16] == b"ICC_PROFILE\x00"
    return marker in {0xE0, 0xEE} or not (0xE0 <= marker <= 0xEF or marker == 0xFE)


def _jpeg_pieces(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Segments after the start of the image up to its end, each with the picture data that follows a scan header."""
    at = 2
    while True:
        if data[at] != 0xFF:
            raise BrokenPicture("no marker where one must stand")
        while data[at + 1] == 0xFF:
            at += 1
        marker = data[at + 1]
        if marker == 0xD9:
            yield marker, b"\xff\xd9"
            return
        end = at + 2 if marker in _STANDALONE else at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        if marker == 0xDA:
            end = _end_of_scan(data, end)
        yield marker, data[at:end]
        at = end


def _end_of_scan(data: bytes, start: int) -> int:
    found = _JPEG_MARKER.search(data, start)
    if found is None:
        raise BrokenPicture("picture data without end")
    return found.start()


def _png(data: bytes, exif: bytes) -> bytes:
    if not data.startswith(_PNG_HEAD):
        raise BrokenPicture("no PNG")
    parts = [_PNG_HEAD]
    at = len(_PNG_HEAD)
    while True:
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise BrokenPicture("cut off")
        if exif and kind == b"IDAT":
            parts.append(_png_chunk(b"eXIf", exif))
            exif = b""
        if kind in _PNG_KEPT:
            parts.append(data[at:end])
        if kind == b"IEND":
            return b"".join(parts)
        at = end


def _png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _webp(data: bytes, exif: bytes) -> bytes:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise BrokenPicture("no WebP")
    parts = [_webp_part(kind, body, has_exif=bool(exif)) for kind, body in _webp_parts(data) if kind in _WEBP_KEPT]
    if exif and parts and parts[0].startswith(b"VP8X"):
        parts.append(_riff(b"EXIF", exif))
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _webp_parts(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    stop = min(len(data), 8 + struct.unpack_from("<I", data, 4)[0])
    at = 12
    while at + 8 <= stop:
        kind, length = struct.unpack_from("<4sI", data, at)
        if at + 8 + length > len(data):
            raise BrokenPicture("cut off")
        yield kind, data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _webp_part(kind: bytes, body: bytes, *, has_exif: bool) -> bytes:
    if kind == b"VP8X":
        flags = body[0] & ~(_EXIF_FLAG | _XMP_FLAG) | (_EXIF_FLAG if has_exif else 0)
        body = bytes([flags]) + body[1:]
    return _riff(kind, body)


def _riff(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", len(body)) + body + b"\x00" * (len(body) % 2)
