"""HEIC pictures of phones become JPEG, in a process of its own: their decoder is large and reads what strangers send.

The child may use so much memory and time and no more; whatever happens to it, the web process goes on. Of what the
phone wrote about the picture only the day and the colours come along. No Django, no database.
"""

import io
import resource
import subprocess
import sys
import threading
from contextlib import suppress

from PIL import ExifTags, Image

from lantoa.core.errors import Refused

MAX_PIXELS = 60_000_000
MEMORY = 1536 * 1024 * 1024
SECONDS = 60
QUALITY = 88
TOO_MANY, BROKEN = 3, 4
"""How the child says no; anything else that is not 0 is a child that fell."""

_one_at_a_time = threading.Lock()  # the limit of memory is for each child


def as_jpeg(data: bytes) -> bytes:
    """The main picture of a HEIC file as JPEG, upright, with the day it was taken.

    Raises:
        Refused: ``picture_too_many_pixels`` (nothing was decoded then) or ``picture_broken``.
    """
    with _one_at_a_time:
        try:
            child = subprocess.run(
                [sys.executable, "-m", "lantoa.files.heic"],
                input=data, capture_output=True, timeout=SECONDS, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise _broken() from error
    if child.returncode == TOO_MANY:
        raise Refused(
            "picture_too_many_pixels",
            "Ảnh quá lớn (trên 60 triệu điểm ảnh): hãy thu nhỏ ảnh hoặc chụp lại ở chế độ thường rồi gửi.",
        )
    if child.returncode != 0 or not child.stdout.startswith(b"\xff\xd8"):
        raise _broken()
    return child.stdout


def _broken() -> Refused:
    return Refused(
        "picture_broken",
        "Ảnh HEIC bị hỏng hoặc thuộc loại chưa mở được: hãy mở ảnh trên điện thoại, lưu hoặc chụp lại rồi gửi.",
    )


def convert(data: bytes) -> bytes:
    """What the child does. Exits with ``TOO_MANY`` or ``BROKEN``."""
    import pillow_heif  # only here: the web process never loads the decoder

    try:
        found = pillow_heif.open_heif(io.BytesIO(data), convert_hdr_to_8bit=True)
        width, height = found.size
        if width * height > MAX_PIXELS:
            sys.exit(TOO_MANY)
        exif = _only_the_day(found.info.get("exif") or b"")
        profile = found.info.get("icc_profile") or b""
        image = found.to_pillow()
    except (ValueError, OSError, RuntimeError, EOFError, SyntaxError, MemoryError):
        sys.exit(BROKEN)
    target = io.BytesIO()
    image.convert("RGB").save(target, "JPEG", quality=QUALITY, exif=exif, icc_profile=profile)
    return target.getvalue()


def _only_the_day(given: bytes) -> Image.Exif:
    """Of all that the camera wrote: when. The decoder has turned the picture already."""
    there, kept = Image.Exif(), Image.Exif()
    with suppress(Exception):  # spoilt metadata is no reason to lose the picture
        there.load(given)
        inner = there.get_ifd(ExifTags.IFD.Exif)
        for tag in (ExifTags.Base.DateTimeOriginal, ExifTags.Base.OffsetTimeOriginal):
            if tag in inner:
                kept.get_ifd(ExifTags.IFD.Exif)[tag] = str(inner[tag])[:32]
    return kept


def _child() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.buffer.write(convert(sys.stdin.buffer.read()))


if __name__ == "__main__":
    _child()
