"""A file that is a picture: a photo or scan of one page (JPEG, PNG, WebP …), or of several (TIFF, HEIC).

Each file is one document; several photos of one document are put together first (``vanban.photos_together``).
"""

import io
import struct
from collections.abc import Iterator, Sequence

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from vanban.readers import PageProgress
from vanban.readers.pages import assembled
from vanban.readers.refusals import refusal
from vanban.readers.scan import MOST_PICTURES, PagePicture, ScanReader, unread_note
from vanban.source import Source

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "HEIF", "BMP", "GIF")
SEVERAL = ("TIFF", "HEIF")
"""Those that hold several pages."""
MOST_PIXELS = 80_000_000
"""Of one picture: A3 at 600 dpi has 70 million, phones have up to 50."""
LEAST_DOTS = 500
"""Along the short side: less is no legible page."""
SLIMMEST = 5.0
"""How many times as long as it is wide: a page is 1.4, two below each other 2.8. A GIF of 510 × 29,824 dots kept the
reader busy for minutes, one of 62,206 × 640 took all memory (found by bench/fuzzing.py)."""
PAPER = 8.27
"""Inches: the short side of A4, taken where a picture does not say how large its page is."""
MOST_DPI = 300
MOST_OF_EIGHT = 255
BROKEN = (
    OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, ArithmeticError, AttributeError, RuntimeError,
    struct.error, UnidentifiedImageError, Image.DecompressionBombError,
)  # fmt: skip
"""What decoders raise on damaged files: a TIFF without a width is a TypeError (found by bench/fuzzing.py)."""


def read_photo(
    data: bytes, progress: PageProgress | None = None, *, reader: ScanReader | None = None, names: Sequence[str] = ()
) -> Source:
    """Bytes of a picture → Source. Raises ReadError ``broken_picture``, ``picture_too_large``, ``picture_too_small``,
    ``picture_too_slim``, ``too_long``, ``ocr_missing`` or ``empty``."""
    with _opened(data) as image:
        count = _count(image)
        if count > MOST_PICTURES:
            raise refusal("too_long", limit=MOST_PICTURES)
        reader = reader or ScanReader()
        pages = reader.read(_frames(image, count), count, progress)
    return assembled(pages, engine=reader.engine, notes=unread_note(pages), names=names)


def photo_as_pdf(data: bytes) -> bytes:
    """The pictures of a file as the pages of a PDF, each as large as it was read."""
    out = io.BytesIO()
    for frame in frames_of(data):
        frame.picture.save(out, "PDF", resolution=frame.dpi, append=frame.number > 1)
    return out.getvalue()


def frames_of(data: bytes) -> Iterator[PagePicture]:
    """The pictures of a file as they are read. Raises as ``read_photo``."""
    with _opened(data) as image:
        yield from _frames(image, min(_count(image), MOST_PICTURES))


def _opened(data: bytes) -> Image.Image:
    from pillow_heif import register_heif_opener

    register_heif_opener()
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
    except BROKEN as error:
        raise refusal("broken_picture") from error
    return image


def _count(image: Image.Image) -> int:
    """Pages of a file; looking for them walks through all of a TIFF. Of an animation, and of the small pictures that
    phones keep beside a JPEG, only the first counts."""
    try:
        return int(getattr(image, "n_frames", 1)) if image.format in SEVERAL else 1
    except BROKEN as error:
        raise refusal("broken_picture") from error


def _frames(image: Image.Image, count: int) -> Iterator[PagePicture]:
    for number in range(count):
        try:
            yield _frame(image, number)
        except BROKEN as error:
            raise refusal("broken_picture") from error


def _frame(image: Image.Image, number: int) -> PagePicture:
    if number:
        image.seek(number)
    if image.width * image.height > MOST_PIXELS:
        raise refusal("picture_too_large", limit=MOST_PIXELS // 1_000_000)
    if min(image.size) < LEAST_DOTS:
        raise refusal("picture_too_small")
    if max(image.size) > SLIMMEST * min(image.size):
        raise refusal("picture_too_slim")
    picture = _eight_bits(ImageOps.exif_transpose(image))
    dpi = dots_an_inch(picture.size)
    if dpi > MOST_DPI:
        part = MOST_DPI / dpi
        size = round(picture.width * part), round(picture.height * part)
        picture = picture.convert("L") if picture.mode == "1" else picture
        picture, dpi = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0), MOST_DPI
    return PagePicture(number + 1, picture, dpi)


def dots_an_inch(size: tuple[int, int]) -> int:
    """Of a picture in dots, if the paper is A4 and its short side that of the paper."""
    return max(1, round(min(size) / PAPER))


def _eight_bits(picture: Image.Image) -> Image.Image:
    """A picture in one of the modes "1", "L" and "RGB"; what is transparent is paper."""
    if picture.mode in {"1", "L", "RGB"}:
        return picture
    if picture.mode.startswith("I;16") or (picture.mode == "I" and np.asarray(picture).max() > MOST_OF_EIGHT):
        # Sixteen bits: Pillow would cut off all that is lighter than nearly black.
        return Image.fromarray((np.asarray(picture).astype(np.int32) >> 8).clip(0, MOST_OF_EIGHT).astype(np.uint8))
    if picture.mode in {"PA", "LA", "La", "RGBa", "RGBA"} or "transparency" in picture.info:
        paper = Image.new("RGBA", picture.size, "white")
        paper.alpha_composite(picture.convert("RGBA"))
        return paper.convert("RGB")
    return picture.convert("L" if picture.mode in {"I", "F"} else "RGB")
