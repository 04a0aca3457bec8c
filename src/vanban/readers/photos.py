"""A file that is a picture: a photo or scan of one page (JPEG, PNG, HEIC, WebP …), or of several (TIFF).

Each file is one document; several photos of one document have to be put into one PDF or TIFF first.
"""

import io
import struct
from collections.abc import Iterator, Sequence

from PIL import Image, ImageOps, UnidentifiedImageError

from vanban.readers import PageProgress
from vanban.readers.pages import assembled
from vanban.readers.refusals import refusal
from vanban.readers.scan import MOST_PICTURES, PagePicture, ScanReader, unread_note
from vanban.source import Source

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "HEIF", "BMP", "GIF")
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
    with _opened(data) as image:
        count = _count(image)
        for frame in _frames(image, min(count, MOST_PICTURES)):
            frame.picture.save(out, "PDF", resolution=frame.dpi, append=frame.number > 1)
    return out.getvalue()


def _opened(data: bytes) -> Image.Image:
    from pillow_heif import register_heif_opener

    register_heif_opener()
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
    except BROKEN as error:
        raise refusal("broken_picture") from error
    return image


def _count(image: Image.Image) -> int:
    """Pages of a file; looking for them walks through all of a TIFF."""
    try:
        return int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1
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
    picture = ImageOps.exif_transpose(image)
    if picture.mode in {"P", "PA", "LA", "RGBA"}:
        paper = Image.new("RGBA", picture.size, "white")
        paper.alpha_composite(picture.convert("RGBA"))
        picture = paper
    if picture.mode not in {"1", "L"}:
        picture = picture.convert("L" if picture.mode.startswith("I") else "RGB")
    dpi = round(min(picture.size) / PAPER)
    if dpi > MOST_DPI:
        part = MOST_DPI / dpi
        size = round(picture.width * part), round(picture.height * part)
        picture, dpi = (
            picture.convert("L" if picture.mode == "1" else picture.mode).resize(
                size, Image.Resampling.LANCZOS, reducing_gap=2.0
            ),
            MOST_DPI,
        )
    return PagePicture(number + 1, picture, dpi)
