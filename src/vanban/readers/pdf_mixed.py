"""A page of a PDF that is partly text and partly a picture: what its pictures say is read and put among its lines.

A scan with a box of text over it (who signed, when), a page whose lower half was pasted in as a picture: the
text alone had been taken, and the rest was lost.
"""

from collections.abc import Sequence
from dataclasses import replace

from PIL import Image, ImageDraw

from vanban.readers.pages import PageContent
from vanban.readers.pdf_page import Piece, in_columns

Box = tuple[float, float, float, float]
LEAST_LETTERS = 20
"""Read in the pictures of a page: less is a seal or an emblem."""
SURE = 0.6
"""Mean confidence of a line of a picture; below it is what engines make of photos."""
COVERED = 0.5
"""The part of a printed line that lies under words of the picture: from there on both are one line, a layer."""
EDGE = 2.0
"""Points of a picture's edge that are not looked at beyond it."""


def only_places(picture: Image.Image, places: Sequence[Box], scale: float) -> Image.Image:
    """A drawn page, white but for its pictures. ``places`` in points from the lower left."""
    mask = Image.new("1", picture.size, 0)
    draw = ImageDraw.Draw(mask)
    for x0, y0, x1, y1 in places:
        draw.rectangle(
            ((x0 - EDGE) * scale, picture.height - (y1 + EDGE) * scale,
             (x1 + EDGE) * scale, picture.height - (y0 - EDGE) * scale), fill=1,
        )  # fmt: skip
    out = Image.new("RGB", picture.size, "white")
    out.paste(picture, (0, 0), mask)
    return out


def merged(read: PageContent, own: PageContent) -> PageContent | None:
    """What was read in the pictures of a page with what the page says itself; None where the pictures say nothing."""
    seen = [line for line in read.lines if _is_sure(line)]
    letters = sum(char.isalnum() for line in seen for char in line.text)
    if letters + sum(len(word.text) for word in read.cells) < LEAST_LETTERS:
        return None
    lines = [line for line in (_turned(one, read) for one in own.lines) if not _is_layer(line, seen)]
    tables = sorted([*own.tables, *read.tables], key=lambda table: table.box[1]) if not read.turned else read.tables
    return replace(read, lines=in_columns([*lines, *seen]), tables=tables)


def _is_sure(line: Piece) -> bool:
    weight = sum(len(word.text) for word in line.words)
    return sum(word.confidence * len(word.text) for word in line.words) >= SURE * weight


def _is_layer(line: Piece, seen: Sequence[Piece]) -> bool:
    """Whether the same words stand in the picture, too."""
    area = max(1.0, (line.x1 - line.x0) * (line.bottom - line.top))
    return sum(_common(line.box, other.box) for other in seen) > COVERED * area


def _common(one: Box, other: Box) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide * high if wide > 0 and high > 0 else 0.0


def _turned(line: Piece, page: PageContent) -> Piece:
    """A line of the page as it lies, where it stands on the page that was set upright."""
    x0, top, x1, bottom = line.x0, line.top, line.x1, line.bottom
    wide, high = page.width, page.height
    match page.turned:
        case 90:
            x0, top, x1, bottom = wide - bottom, x0, wide - top, x1
        case 180:
            x0, top, x1, bottom = wide - x1, high - bottom, wide - x0, high - top
        case 270:
            x0, top, x1, bottom = top, high - x1, bottom, high - x0
        case _:
            return line
    return replace(line, x0=x0, top=top, x1=x1, bottom=bottom, base=bottom)
