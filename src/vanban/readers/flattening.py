"""A page that was photographed askew: lines of text and rules that run together at one side are made parallel.

A scanner turns a page; a phone that is not held level lets rows run together to the left or right, too,
and columns to the top or bottom. Both are told from the ink alone, as the skew is: the paper's edges are often not in
the picture. (Rows of a table that fall differently at the top and at the bottom had taken all its cells apart.)
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image, ImageFilter

Pixels = Any
Box = tuple[float, float, float, float]
Point = tuple[float, float]

MOST = 0.06
"""The steepest slope of a row or column at an edge of the page."""
LEAST = 0.004
"""Slopes at two edges that differ by less are those of a scanner: one turn sets all straight."""
CLEARLY, UPRIGHT = 1.15, 1.35
"""How much more rows, and columns, of ink have to stand out with two slopes than with one. Seen: scans 1.02 and 1.19
at most, photos with bent columns 1.45 and more; a page of short lines has columns of any slope."""
ENOUGH = 2000
"""Dots of ink."""
MOST_POINTS = 30_000


COARSE = 25
"""Dots an inch at which the edge of the paper is looked for."""
DARKER = 0.72
"""A table, or the lid of a copier, is so much darker than the paper at its edge. A shadow grows slowly."""
EDGE = 3
"""Dots over which the edge of the paper is sharp."""
LEAST_RIM, MOST_RIM = 0.1, 0.5
"""Part of the picture's edge that is no paper from which on there is a rim; and of all of it, at most."""


def around_the_paper(grey: Image.Image, dpi: int) -> Image.Image | None:
    """Where a picture shows what the paper lies on (255 there, a little over the edge); None where it is all paper.

    Its edge, cleaned, is a thick slanted rule: it had bent columns the wrong way, and turned the order of lines."""
    factor = max(1, round(dpi / COARSE))
    # As if the table went on, so that a narrow strip of it is seen; the largest level of five dots has no letters.
    padded = Image.fromarray(np.pad(np.asarray(grey.reduce(factor)), 2 * EDGE, mode="edge"))
    small = np.asarray(padded.filter(ImageFilter.MaxFilter(5)))
    rim = _outside(small)
    rim |= _outside(np.where(rim, 255, small))  # the corners, in whose rows and columns there is no paper
    wider = np.asarray(Image.fromarray(rim.astype(np.uint8) * 255).filter(ImageFilter.MaxFilter(11)))
    rim = wider[2 * EDGE : -2 * EDGE, 2 * EDGE : -2 * EDGE] > 0
    edge = np.concatenate((rim[0], rim[-1], rim[:, 0], rim[:, -1]))
    if edge.mean() < LEAST_RIM or rim.mean() > MOST_RIM:
        return None
    mask = Image.fromarray(rim.astype(np.uint8) * 255)
    return mask.resize((mask.width * factor, mask.height * factor)).crop((0, 0, *grey.size))


def _outside(levels: Pixels) -> Pixels:
    """What lies beyond a sharp drop in any of the four directions."""
    return _below(levels) | _below(levels[::-1])[::-1] | _below(levels.T).T | _below(levels.T[::-1])[::-1].T


def _below(levels: Pixels) -> Pixels:
    """In each column, what lies below a sharp drop in grey after which nothing is as light as the paper again."""
    lightest = np.maximum.accumulate(levels[::-1], 0)[::-1].astype(np.float32)
    drops = lightest[EDGE:] < DARKER * lightest[:-EDGE]
    out = np.zeros(levels.shape, bool)
    out[EDGE:] = np.logical_or.accumulate(drops, 0)
    return out


@dataclass(frozen=True, slots=True)
class Bend:
    """Where the straight page lies in the picture. A dot ``u``, ``v`` of the straight page (from -1 to 1, about the
    middle) lies ``u * width / 2 * (row + more_row * v)`` lower and ``v * height / 2 * (column + more_column * u)``
    further right in the picture."""

    row: float
    more_row: float
    column: float
    more_column: float

    def source(self, at: Point, size: Point) -> Point:
        """The place in the picture of a place on the straight page; both in one unit, ``size`` too."""
        half_x, half_y = size[0] / 2, size[1] / 2
        u, v = at[0] / half_x - 1, at[1] / half_y - 1
        return (
            at[0] + v * half_y * (self.column + self.more_column * u),
            at[1] + u * half_x * (self.row + self.more_row * v),
        )

    def straightened(self, grey: Image.Image) -> Image.Image:
        """The picture with rows level and columns upright."""
        width, height = grey.size
        corners = [self.source(at, grey.size) for at in ((0, 0), (0, height), (width, height), (width, 0))]
        quad = tuple(value for corner in corners for value in corner)
        return grey.transform(grey.size, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC, fillcolor=255)


def bend_of(ink: Pixels, angle: float) -> Bend | None:
    """How a page is bent, by where its ink is and its skew in degrees; None where one turn sets it straight."""
    down, across = np.nonzero(ink)
    if len(down) < ENOUGH:
        return None
    if len(down) > MOST_POINTS:
        keep = np.linspace(0, len(down) - 1, MOST_POINTS).astype(np.intp)
        down, across = down[keep], across[keep]
    half_y, half_x = ink.shape[0] / 2, ink.shape[1] / 2
    u, v = across / half_x - 1, down / half_y - 1
    turn = math.tan(math.radians(angle))
    rows = _slopes(_Ink(down, u * half_x, v), turn, CLEARLY)
    columns = _slopes(_Ink(across, v * half_y, u), -turn, UPRIGHT)
    if rows[1] == columns[1] == 0.0:
        return None
    return Bend(*rows, *columns)


@dataclass(frozen=True, slots=True)
class _Ink:
    """Where ink lies ``across`` the lines that are looked for, ``along`` them from the middle, and between which edges
    (``between``, from -1 to 1) its line lies."""

    across: Pixels
    along: Pixels
    between: Pixels

    def standing_out(self, slope: float, more: float) -> float:
        """How sharply lines of these slopes stand out."""
        places = np.round(self.across - self.along * (slope + more * self.between)).astype(np.int64)
        counts = np.bincount(places - places.min()).astype(float)
        return float(((counts[1:] - counts[:-1]) ** 2).sum())


def _slopes(ink: _Ink, turn: float, clearly: float) -> tuple[float, float]:
    """The slope of lines in the middle and how it grows to the edge; one turn where that is as good."""
    alone = max(ink.standing_out(turn + step, 0.0) for step in (-0.001, 0.0, 0.001))
    best = (turn, 0.0)
    for step, reach in ((0.006, MOST), (0.0015, 0.006), (0.0005, 0.0015)):
        best = _best_near(best, ink.standing_out, (step, reach))
    if abs(best[1]) < LEAST or ink.standing_out(*best) < clearly * alone:
        return turn, 0.0
    return float(best[0]), float(best[1])


def _best_near(
    start: tuple[float, float], score: Callable[[float, float], float], by: tuple[float, float]
) -> tuple[float, float]:
    """The best pair of slopes on a net around a pair; the middle moves less than the edges."""
    step, reach = by
    steps = np.arange(-reach, reach + step / 2, step)
    tried = [(start[0] + one, start[1] + other) for one in steps if abs(one) <= MOST / 2 for other in steps]
    return max(tried, key=lambda pair: score(*pair))
