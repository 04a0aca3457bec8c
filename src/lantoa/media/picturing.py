"""Sizes of a picture for the web: WebP, and JPEG for what knows no WebP. No Django, no database."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageOps

from lantoa.core.errors import Refused
from lantoa.media.rules.sizes import height_for, widths_for

WEBP_QUALITY, JPEG_QUALITY = 80, 82
_UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, KeyError, Image.DecompressionBombError)


@dataclass(frozen=True, slots=True)
class Made:
    """One size: its bytes and what they are. ``name``: "w640.webp"."""

    name: str
    media_type: str
    width: int
    height: int
    data: bytes


def sizes_of(data: bytes) -> Iterator[Made]:
    """Every size of a picture that was checked when it came in, the largest first.

    Raises:
        Refused("picture_broken").
    """
    try:
        image = _upright(data)
        full = image.size
        for width in sorted(widths_for(full[0]), reverse=True):
            image = image.resize((width, height_for(width, full)), Image.Resampling.LANCZOS)  # from the next larger one
            yield _webp(image)
            yield _jpeg(image)
    except _UNREADABLE as error:
        raise Refused(
            "picture_broken", "Ảnh bị hỏng, không mở được: hãy mở thử trên máy, chụp hoặc lưu lại rồi gửi."
        ) from error


def _upright(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP"))
    image.draft("RGB", (1920, 1920))  # JPEG: decode no larger than needed
    upright = ImageOps.exif_transpose(image)
    seen_through = "A" in upright.getbands() or "transparency" in upright.info
    plain = upright.convert("RGBA" if seen_through else "RGB")
    plain.info = {"icc_profile": upright.info.get("icc_profile", b"")}
    return plain


def _webp(image: Image.Image) -> Made:
    target = io.BytesIO()
    image.save(target, "WEBP", quality=WEBP_QUALITY, method=4, icc_profile=_profile(image))
    return Made(f"w{image.width}.webp", "image/webp", *image.size, target.getvalue())


def _jpeg(image: Image.Image) -> Made:
    """On white where it is seen through."""
    target = io.BytesIO()
    flat = image
    if image.mode == "RGBA":
        flat = Image.new("RGB", image.size, "white")
        flat.paste(image, mask=image.getchannel("A"))
    flat.save(target, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True, icc_profile=_profile(image))
    return Made(f"w{image.width}.jpg", "image/jpeg", *image.size, target.getvalue())


def _profile(image: Image.Image) -> bytes:
    return bytes(image.info.get("icc_profile") or b"")
