"""The rules that are drawn on a scanned page: long straight strokes, found by the sums of ink along rows and columns.

(Connected components break on noise; sums along a line do not: facts of the project.)
"""

from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from vanban.readers.cleaning import Clean
from vanban.readers.pdf_objects import Rule

Pixels = Any
LOOKED_AT = 100
"""Dots an inch at which rules are looked for."""
INK = 190
LEAST_LEVEL, LEAST_UPRIGHT = 0.9, 0.28
"""Inches: the shortest level and upright rule. A row of a table is at least one printed line high."""
FILLED = 0.88
"""Part of a stretch that has to be ink."""
DOTTED = 0.6
THICKEST = 0.06
"""Inches."""


def rules_of(clean: Clean) -> list[Rule]:
    """The rules of a straightened page, in points."""
    factor = max(1, clean.dpi // LOOKED_AT)
    marks = np.asarray(clean.picture.reduce(factor)) < INK
    dpi = clean.dpi / factor
    points = 72 / dpi
    thickest = round(dpi * THICKEST)
    level = _strokes(marks, [(round(dpi * LEAST_LEVEL), FILLED)], thickest)
    # One bit eats thin upright rules to dots; letters that stand above each other are not so often ink.
    upright = _strokes(marks.T, [(round(dpi * LEAST_UPRIGHT), FILLED), (round(dpi), DOTTED)], thickest)
    return [Rule(False, at * points, low * points, high * points) for at, low, high in level] + [
        Rule(True, at * points, low * points, high * points) for at, low, high in upright
    ]


def _strokes(marks: Pixels, wanted: list[tuple[int, float]], thickest: int) -> list[tuple[float, float, float]]:
    """Strokes along the rows that are so long and so full: the row, where they begin and end. Thick black areas are no
    strokes."""
    thick = np.maximum.reduce([marks, np.roll(marks, 1, 0), np.roll(marks, -1, 0)])
    along = np.logical_or.reduce([_long_runs(thick, length, filled) for length, filled in wanted])
    thin = _thin(marks, thickest)
    out = [
        (float(row), float(low), float(high))
        for row in np.flatnonzero(along.any(1))
        for low, high in runs(along[row])
        if thin[row, low:high].mean() > 0.5
    ]
    return _together(out)


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


def _together(strokes: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
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


def without_rules(clean: Clean, rules: list[Rule]) -> Image.Image:
    """The picture with the rules painted white."""
    out = clean.picture.copy()
    draw = ImageDraw.Draw(out)
    half = max(2, round(clean.dpi * 0.014))
    for rule in rules:
        at, low, high = (value * clean.scale for value in (rule.at, rule.low, rule.high))
        box = (at - half, low, at + half, high) if rule.upright else (low, at - half, high, at + half)
        draw.rectangle(box, fill=255)
    return out
