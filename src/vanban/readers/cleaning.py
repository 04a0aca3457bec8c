"""A picture of a page made fit for reading: one grey channel, white paper, no specks, upright, about 300 dots an inch.

What is not needed is not done: a clean grey scan at 300 dpi is only straightened. Red seals and blue signatures are
taken out by what each of the three channels sees of them (``inks``).
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image, ImageChops, ImageFilter

from vanban.readers.flattening import Bend, around_the_paper, bend_of
from vanban.readers.inks import without_colour

Pixels = Any
"""A numpy array of grey levels or of truths, by row and column."""

DPI = 300
"""What the models were trained for; between LEAST and MOST a picture is left as it is."""
LEAST, MOST = 240, 340
LARGEST = 2.0
"""More than twice the dots are never made."""
NOISE = 28
"""Grey levels below those of the paper that are still paper."""
FAINT = 20
"""The same where the paper is white."""
DARK = 140
STEEPEST = 5.0
"""Degrees: beyond, it is no scan of a page."""


@dataclass(frozen=True, slots=True)
class Clean:
    """``picture``: grey, dark on white, upright; ``scale``: its dots per point; ``angle``: degrees by which it was
    turned counter-clockwise about its middle to stand straight; ``bend``: instead, how a photo of it was bent."""

    picture: Image.Image
    dpi: int
    angle: float = 0.0
    bend: Bend | None = None

    @property
    def scale(self) -> float:
        """Dots per point."""
        return self.dpi / 72

    def to_points(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """A box in dots of the picture, in points of the same straightened page."""
        x0, top, x1, bottom = (round(value / self.scale, 1) for value in box)
        return x0, top, x1, bottom

    def on_paper(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """A box in points of the straightened page, in points of the page before it was straightened."""
        if self.bend:
            return self._before_bending(box)
        turn = math.radians(self.angle)
        middle_x, middle_y = self.picture.width / self.scale / 2, self.picture.height / self.scale / 2
        x, y = (box[0] + box[2]) / 2 - middle_x, (box[1] + box[3]) / 2 - middle_y
        dx = x * math.cos(turn) - y * math.sin(turn) - x
        dy = x * math.sin(turn) + y * math.cos(turn) - y
        return round(box[0] + dx, 1), round(box[1] + dy, 1), round(box[2] + dx, 1), round(box[3] + dy, 1)

    def _before_bending(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        assert self.bend  # noqa: S101 - asked before
        size = self.picture.width / self.scale, self.picture.height / self.scale
        middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        x, y = self.bend.source(middle, size)
        dx, dy = x - middle[0], y - middle[1]
        return round(box[0] + dx, 1), round(box[1] + dy, 1), round(box[2] + dx, 1), round(box[3] + dy, 1)


def cleaned(picture: Image.Image, dpi: int) -> Clean:
    """The picture of an upright page, of ``dpi`` dots an inch, made fit for reading."""
    bits = picture.mode == "1"
    grey = _one_channel(picture)
    rim = around_the_paper(grey, dpi)
    grey = _white_paper(grey)
    if rim:
        grey.paste(255, (0, 0), rim)
    grey = without_specks(grey, dpi) if bits or _is_speckled(grey, dpi) else grey
    scale = 1.0 if LEAST <= dpi <= MOST else min(LARGEST, DPI / dpi)
    if scale != 1.0:
        size = max(1, round(grey.width * scale)), max(1, round(grey.height * scale))
        grey = grey.resize(size, Image.Resampling.BICUBIC if scale > 1 else Image.Resampling.LANCZOS)
    dots = round(dpi * scale)
    angle = skew(grey, dots)
    bend = None if bits else bend_of(_coarse(grey, dots, 75), angle)
    if bend:
        return Clean(bend.straightened(grey), dots, bend=bend)
    if abs(angle) >= 0.1:
        grey = grey.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    return Clean(grey, dots, angle if abs(angle) >= 0.1 else 0.0)


def _one_channel(picture: Image.Image) -> Image.Image:
    return picture.convert("L") if picture.mode in {"1", "L"} else without_colour(picture, _spread)


def _spread(levels: Image.Image, reach: int) -> Image.Image:
    """The lightest level within ``reach`` dots up, down and across, as Pillow's MaxFilter, in a tenth of its time."""
    spread = np.asarray(levels)
    for _ in range(2):
        before, spread = spread, spread.copy()
        for step in range(1, min(reach, len(before) - 1) + 1):
            np.maximum(spread[step:], before[:-step], out=spread[step:])
            np.maximum(spread[:-step], before[step:], out=spread[:-step])
        spread = np.ascontiguousarray(spread.T)
    return Image.fromarray(spread)


def _white_paper(grey: Image.Image) -> Image.Image:
    """Shade taken out, and black and white spread to the whole range; nothing where the paper is white already."""
    small = grey.reduce(4)
    paper = _spread(small, 4).filter(ImageFilter.GaussianBlur(6))
    low, high = darkest_and_lightest(paper)
    if low >= 235 and high - low <= 20:
        return grey.point([min(255, level) if level < high - NOISE else 255 for level in range(256)])
    ink = ImageChops.subtract(paper.resize(grey.size, Image.Resampling.BILINEAR), grey)
    dark = _share(small.histogram(), 0.01)
    span = max(2 * NOISE + 40, high - dark)
    table = [255 - min(255, max(0, round((value - NOISE) * 255 / (0.85 * span - NOISE)))) for value in range(256)]
    return ink.point(table)


def darkest_and_lightest(grey: Image.Image) -> tuple[int, int]:
    """The lowest and the highest grey level of a picture."""
    levels = [level for level, count in enumerate(grey.histogram()) if count]
    return levels[0], levels[-1]


def _share(histogram: list[int], part: float) -> int:
    """The grey level below which a part of the dots lies."""
    left = sum(histogram) * part
    for level, count in enumerate(histogram):
        left -= count
        if left <= 0:
            return level
    return 255


def _coarse(grey: Image.Image, dpi: int, to: int) -> Pixels:
    """Where there is ink, at about ``to`` dots an inch."""
    return np.asarray(grey.reduce(max(1, round(dpi / to)))) < DARK


def window_sums(marks: Pixels, reach: int, across: int | None = None) -> Pixels:
    """For each place, how many marks stand ``reach`` rows up and down and as many columns (or ``across``) around it."""
    across = reach if across is None else across
    high, wide = 2 * reach + 1, 2 * across + 1
    sums = np.zeros((marks.shape[0] + high, marks.shape[1] + wide), np.int32)
    inner = sums[reach + 1 : reach + 1 + marks.shape[0], across + 1 : across + 1 + marks.shape[1]]
    inner[:] = marks
    np.cumsum(sums, 0, out=sums)
    np.cumsum(sums, 1, out=sums)
    rows = sums[high:] - sums[:-high]
    return rows[:, wide:] - rows[:, :-wide]


SPECK, APART = 0.02, 0.035
"""Inches: how far a speck reaches from its middle, and how much white has to stand around it. The marks of Vietnamese
letters stand nearer to them."""
SPECKLED = 30
"""Specks on a page from which on it pays to take them out."""


PALE = 230
"""Grey level of a speck that was made small, at most."""
BLOT = 0.045
"""Inches: how wide a round spot may be that is dirt. A dash is as wide, but flat."""
ROUND, FLAT = 0.4, 1.25
"""The part of a spot that lies in its fullest row, and how much wider than high it is, at most: a dash has two or three
rows."""


def _lone(marks: Pixels, dpi: float) -> Pixels:
    """Marks that belong to small spots with white all around."""
    reach = max(1, round(dpi * SPECK / 2))
    inner = window_sums(marks, reach)
    return marks & (inner == window_sums(marks, reach + max(2, round(dpi * APART))))


def _blots(marks: Pixels, dpi: float) -> Pixels:
    """The middles of larger round spots with white all around."""
    reach = max(2, round(dpi * BLOT / 2))
    inner = window_sums(marks, reach)
    alone = marks & (inner == window_sums(marks, reach + max(2, round(dpi * APART))))
    # The fullest row near a place: a blurred dash has a thin row above and below, which alone looks round.
    level = _largest_near(window_sums(marks, 0, reach))
    upright = _largest_near(window_sums(marks, reach, 0).T).T
    return alone & (level <= ROUND * inner) & (level <= FLAT * upright)


def _largest_near(sums: Pixels) -> Pixels:
    """The largest of each place and those above and below it."""
    padded = np.pad(sums, ((1, 1), (0, 0)))
    return np.maximum.reduce([padded[:-2], sums, padded[2:]])


def _is_speckled(grey: Image.Image, dpi: int) -> bool:
    marks = _coarse(grey, dpi, 75)
    return int(_lone(marks, 75).sum()) > SPECKLED


def without_specks(grey: Image.Image, dpi: int) -> Image.Image:
    """Small spots with white around them made white. Specks that touch letters stay."""
    factor = max(1, round(dpi / 100))
    small = grey.reduce(factor)
    marks = np.asarray(small) < PALE
    lone, blots = (Image.fromarray(found(marks, dpi / factor).astype(np.uint8) * 255) for found in (_lone, _blots))
    mask = ImageChops.lighter(_spread(lone, 1), _spread(blots, 2))
    mask = mask.resize((small.width * factor, small.height * factor), Image.Resampling.NEAREST)
    out = grey.copy()
    out.paste(255, (0, 0), mask.crop((0, 0, grey.width, grey.height)))
    return out


def skew(grey: Image.Image, dpi: int) -> float:
    """Degrees by which the lines of text fall to the right: those in which the rows of ink stand out most."""
    down, across = np.nonzero(_coarse(grey, dpi, 75))
    if len(down) < 200:
        return 0.0
    if len(down) > 40_000:
        keep = np.linspace(0, len(down) - 1, 40_000).astype(np.intp)
        down, across = down[keep], across[keep]
    best = 0.0
    for step, reach in ((0.5, STEEPEST), (0.1, 0.5), (0.05, 0.1)):
        tried = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(tried, key=lambda angle: _standing_out(down, across, angle)))
    return best


def _standing_out(down: Pixels, across: Pixels, angle: float) -> float:
    rows = np.round(down - across * math.tan(math.radians(angle))).astype(np.int64)
    counts = np.bincount(rows - rows.min()).astype(float)
    return float(((counts[1:] - counts[:-1]) ** 2).sum())


A4_LONG = 11.7
"""Inches."""


def flat_paper(picture: Image.Image) -> Image.Image:
    """A page made small, grey, and white but for its ink, without what lies around the paper."""
    small = picture.convert("L")
    small = small.reduce(max(1, max(small.size) // 900))
    rim = around_the_paper(small, round(max(small.size) / A4_LONG))
    paper = _white_paper(small)
    if rim:
        paper.paste(255, (0, 0), rim)  # its edges are longer than any line of text
    return paper


def lies_on_its_side(picture: Image.Image) -> bool:
    """Whether the lines of text run up or down the picture: columns of ink stand out more than rows, whatever the
    skew."""
    marks = np.asarray(flat_paper(picture)) < DARK
    edge = max(1, marks.shape[0] // 40), max(1, marks.shape[1] // 40)
    down, across = np.nonzero(marks[edge[0] : -edge[0], edge[1] : -edge[1]])
    if len(down) < 500:
        return False
    angles = np.arange(-STEEPEST, STEEPEST + 0.1, 0.5)
    rows = max(_steps(down, across, angle) for angle in angles)
    columns = max(_steps(across, down, angle) for angle in angles)
    return columns > 1.15 * rows


def _steps(down: Pixels, across: Pixels, angle: float) -> float:
    """How much the ink changes from row to row; long rules count no more than text."""
    rows = np.round(down - across * math.tan(math.radians(angle))).astype(np.int64)
    counts = np.bincount(rows - rows.min()).astype(float)
    counts = np.minimum(counts, np.percentile(counts[counts > 0], 90))
    return float((np.diff(counts) ** 2).sum())
