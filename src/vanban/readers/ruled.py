"""The rules that are drawn on a scanned page: long straight strokes, found by the sums of ink along rows and columns.

(Connected components break on noise; sums along a line do not: facts of the project.)
"""

from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from vanban.readers.cleaning import Clean
from vanban.readers.pdf_objects import Rule
from vanban.readers.ruled_grid import TableGrid, tables_of
from vanban.readers.ruled_ink import DPI, Ink, Thickness

Pixels = Any
Box = tuple[float, float, float, float]
Strokes = list[tuple[float, float, float]]
"""Where a stroke lies, where it begins and where it ends, in dots."""
INK = 215
"""Grey level under which a dot is ink."""
LEAST_LEVEL = 0.9
"""Inches: the shortest level rule that is found by itself."""
LEAST_TABLE = 1.5
"""Inches: how wide a table is at least."""
LEAST_THICK, BLURRED = 1.5, 0.5
"""Dots that are painted out to each side of a rule's middle, at least; and beyond its edge."""
FILLED = 0.88
"""Part of a stretch that has to be ink."""
LONG, LONG_FILLED = 2.0, 0.6
"""Inches, and the part of them that is ink, of a rule that one bit has eaten to dots."""
THICKEST = 0.06
"""Inches."""


def rules_of(clean: Clean) -> tuple[list[Rule], list[Box]]:
    """The rules that part the cells of the tables of a straightened page, in points: where they part them, and where
    they are drawn (a photo bends them)."""
    factor = max(1, round(clean.dpi / DPI))
    marks = np.asarray(clean.picture.reduce(factor)) < INK
    dpi = clean.dpi / factor
    by = 72 / dpi
    parting: list[Rule] = []
    drawn: list[Box] = []
    for grid in _grids(_strokes(marks, dpi), Ink(marks), dpi):
        for upright, stretches in ((False, grid.level()), (True, grid.upright())):
            for rule, at, low, high in stretches:
                parting.append(Rule(upright, rule * by, low * by, high * by))
                drawn.append(_box(at, (low, high), by, upright=upright))
    return parting, drawn


def _box(at: Thickness, along: tuple[float, float], by: float, *, upright: bool) -> Box:
    """Where a stretch of a rule is drawn, in points, with a little around it; ``by``: points in a dot."""
    middle, half = sum(at) / 2, max(LEAST_THICK, (at[1] - at[0]) / 2 + BLURRED)
    low, high, first, last = (value * by for value in (middle - half, middle + half, along[0], along[1] + 1))
    return (low, first, high, last) if upright else (first, low, last, high)


def _grids(strokes: Strokes, ink: Ink, dpi: float) -> list[TableGrid]:
    """The tables of a page, the largest first: what lies in one is part of it."""
    wide = [one for one in strokes if one[2] - one[1] >= dpi * LEAST_TABLE]
    found: list[TableGrid] = []
    for level in sorted(tables_of(wide, ink), key=_area, reverse=True):
        if any(_lies_in(level, grid) for grid in found):
            continue
        grid = TableGrid.of(level, [one for one in strokes if one not in level], ink)
        found += [grid] if grid else []
    return found


def _area(level: Strokes) -> float:
    return (level[-1][0] - level[0][0]) * (level[0][2] - level[0][1])


def _lies_in(level: Strokes, grid: TableGrid) -> bool:
    left, top, right, bottom = grid.box
    across = min(level[0][2], right) - max(level[0][1], left)
    return across > 0 and min(level[-1][0], bottom) - max(level[0][0], top) > 0


def _strokes(marks: Pixels, dpi: float) -> Strokes:
    """Strokes along the rows, at least ``LEAST_LEVEL`` inches long; thick black areas are none. Long ones may be dotted
    where they stand alone."""
    thick = np.maximum.reduce([marks, np.roll(marks, 1, 0), np.roll(marks, -1, 0)])
    thin = _thin(marks, round(dpi * THICKEST))
    full = _long_runs(thick, round(dpi * LEAST_LEVEL), FILLED)
    found = [one for one in _along(full, thick) if thin[int(one[0]), int(one[1]) : int(one[2])].mean() > 0.5]
    dotted = _long_runs(thick, round(dpi * LONG), LONG_FILLED)
    found += [one for one in _along(dotted, thick) if _alone(thick, one)]
    return _together(sorted(found))


def _along(where: Pixels, ink: Pixels) -> Strokes:
    """The stretches of each row that are marked, cut to where their ink begins and ends."""
    out: Strokes = []
    for row in np.flatnonzero(where.any(1)).tolist():
        for low, high in runs(where[row]):
            # Four of six dots: a speck beside a rule is no part of it.
            inked = np.flatnonzero(np.convolve(ink[row, low:high], np.ones(6), "same") >= 4)
            if not len(inked):
                continue
            out.append((float(row), float(low + inked[0]), float(low + inked[-1] + 1)))
    return out


def _alone(ink: Pixels, stroke: tuple[float, float, float]) -> bool:
    """Whether the rows a little above and below a stroke have much less ink: lines of text have not."""
    row, low, high = (int(value) for value in stroke)
    near = [ink[at, low:high].mean() for at in (row - 5, row + 5) if 0 <= at < len(ink)]
    return max(near, default=0.0) < 0.3 * float(ink[row, low:high].mean())


def _thin(marks: Pixels, thickest: int) -> Pixels:
    """Places where the ink across is thin."""
    height = marks.shape[0]
    sums = np.zeros((height + 1, marks.shape[1]), np.int32)
    np.cumsum(marks, 0, dtype=np.int32, out=sums[1:])
    low = np.clip(np.arange(height) - 2 * thickest, 0, None)
    high = np.clip(np.arange(height) + 2 * thickest + 1, None, height)
    return (sums[high] - sums[low]) <= 2 * thickest


def _long_runs(marks: Pixels, length: int, filled: float) -> Pixels:
    """Places that lie in a stretch of ``length`` dots along the row of which the part ``filled`` is ink."""
    width = marks.shape[1]
    if width < length or length < 1:
        return np.zeros_like(marks)
    sums = np.zeros((marks.shape[0], width + 1), np.int32)
    np.cumsum(marks, 1, dtype=np.int32, out=sums[:, 1:])
    full = (sums[:, length:] - sums[:, :-length]) >= filled * length
    ends = np.zeros((marks.shape[0], width + 1), np.int32)
    ends[:, : full.shape[1]] += full
    ends[:, length:] -= full[:, : width + 1 - length]
    return np.cumsum(ends, 1)[:, :width] > 0


def runs(line: Pixels) -> list[tuple[int, int]]:
    """The half-open stretches of a row that are true."""
    steps = np.diff(np.concatenate(([0], line.astype(np.int8), [0])))
    return list(zip(np.flatnonzero(steps == 1).tolist(), np.flatnonzero(steps == -1).tolist(), strict=True))


def _together(strokes: Strokes) -> Strokes:
    """Strokes in neighbouring rows that overlap are one; it lies in their middle."""
    groups: list[list[tuple[float, float, float]]] = []
    for stroke in strokes:
        for group in groups:
            last = group[-1]
            if stroke[0] - last[0] <= 1.5 and stroke[1] < last[2] and last[1] < stroke[2]:
                group.append(stroke)
                break
        else:
            groups.append([stroke])
    return [
        (sum(one[0] for one in group) / len(group), min(one[1] for one in group), max(one[2] for one in group))
        for group in groups
    ]


def without_rules(clean: Clean, drawn: list[Box]) -> Image.Image:
    """The picture with the rules painted white."""
    out = clean.picture.copy()
    draw = ImageDraw.Draw(out)
    for box in drawn:
        draw.rectangle([value * clean.scale for value in box], fill=255)
    return out
