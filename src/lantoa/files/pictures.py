"""Pictures: measured before they are opened, freed of metadata, made small. No Django, no database."""

import io
import struct
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime

from PIL import ExifTags, Image, ImageOps

from lantoa.core.clock import WARD_TIME
from lantoa.core.errors import Refused
from lantoa.files.stripping import BrokenPicture, stripped

MAX_PIXELS = 60_000_000
THUMBNAIL_SIDE = 480
THUMBNAIL = ".480.webp"
_FORMATS = ("JPEG", "PNG", "WEBP")
_UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, KeyError, struct.error, Image.DecompressionBombError)
_EARLIEST_YEAR = 2000

warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)  # our own limit is lower
warnings.filterwarnings("ignore", module=r"PIL\.")  # spoilt metadata is no news: it is dropped anyway


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is safe to keep: its bytes without metadata, its size as one sees it, when it was taken."""

    data: bytes
    width: int
    height: int
    taken_at: datetime | None
    thumbnail: bytes


def prepare(data: bytes, media_type: str) -> Picture:
    """Check, strip and shrink a picture. ``taken_at`` is UTC, from EXIF; a camera without time zone means ward time.

    Raises:
        Refused: more than 60 million pixels (nothing was decoded then), or broken.
    """
    image = _opened(data)
    if image.width * image.height > MAX_PIXELS:
        raise _too_many(image)
    try:
        exif = image.getexif()
        orientation = exif.get(ExifTags.Base.Orientation, 1)
        taken_at = _taken_at(exif)
        clean = stripped(data, media_type, orientation if isinstance(orientation, int) else 1)
        thumbnail, (width, height) = _thumbnail(clean)
    except (BrokenPicture, *_UNREADABLE) as error:
        raise _broken() from error
    return Picture(clean, width, height, taken_at, thumbnail)


def _opened(data: bytes) -> Image.Image:
    """The picture with only its head read: no pixels yet."""
    try:
        return Image.open(io.BytesIO(data), formats=_FORMATS)
    except Image.DecompressionBombError as error:
        raise Refused("picture_too_many_pixels", _TOO_MANY) from error
    except _UNREADABLE as error:
        raise _broken() from error


_TOO_MANY = "Ảnh quá lớn (trên 60 triệu điểm ảnh): hãy thu nhỏ ảnh hoặc chụp lại ở chế độ thường rồi gửi."


def _too_many(image: Image.Image) -> Refused:
    image.close()
    return Refused("picture_too_many_pixels", _TOO_MANY)


def _broken() -> Refused:
    return Refused("picture_broken", "Ảnh bị hỏng, không mở được: hãy mở thử trên máy, chụp hoặc lưu lại rồi gửi.")


def _thumbnail(data: bytes) -> tuple[bytes, tuple[int, int]]:
    """A WebP of at most 480 × 480, upright; with it the upright size of the whole picture."""
    image = _opened(data)
    width, height = image.size
    image.draft("RGB", (THUMBNAIL_SIDE * 2, THUMBNAIL_SIDE * 2))
    image.load()
    upright = ImageOps.exif_transpose(image)
    turned = image.getexif().get(ExifTags.Base.Orientation, 1) in {5, 6, 7, 8}
    small = upright.convert("RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB")
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    target = io.BytesIO()
    small.save(
        target, "WEBP", quality=78, method=4, exif=b"", xmp=b"", icc_profile=upright.info.get("icc_profile", b"")
    )
    return target.getvalue(), ((height, width) if turned else (width, height))


def _taken_at(exif: Image.Exif) -> datetime | None:
    """When the camera says it was taken; None where it says nothing believable."""
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    text = inner.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime)
    offset = inner.get(ExifTags.Base.OffsetTimeOriginal)
    try:
        local = datetime.strptime(str(text).strip("\x00 "), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - zone follows
        zone = datetime.strptime(str(offset).strip("\x00 "), "%z").tzinfo if offset else WARD_TIME
    except ValueError:
        return None
    return local.replace(tzinfo=zone).astimezone(UTC) if local.year >= _EARLIEST_YEAR else None
