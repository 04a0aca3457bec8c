"""How wide words are in print, from the letters of our own (metrics of Times New Roman)."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import ImageFont

FOLDER = Path(__file__).parent
UNITS = 1000
MM_PER_POINT = 25.4 / 72


@cache
def _face(name: str) -> "ImageFont.FreeTypeFont":
    """The letters; the picture library is loaded with the first of them."""
    from PIL import ImageFont

    return ImageFont.truetype(FOLDER / "fonts" / f"VanBanSerif-{name}.ttf", UNITS)


def width_of(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """Millimetres that a line of text takes in letters of ``size`` points."""
    name = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic"}.get((bold, italic), "BoldItalic")
    return _face(name).getlength(text) * size / UNITS * MM_PER_POINT
