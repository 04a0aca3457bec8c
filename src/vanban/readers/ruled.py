"""The rules that are drawn on a scanned page: long straight strokes, found by the sums of ink along rows and columns.

(Connected components break on noise; sums along a line do not: facts of the project.)
"""

from itertools import pairwise
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from vanban.readers.cleaning import Clean
from vanban.readers.pdf_objects import Rule

Pixels = Any
Strokes = list[tuple[float, float, float]]
"""Where a stroke lies, where it begins and where it ends, in dots."""
LOOKED_AT = 100
"""Dots an inch at which rules are looked for."""
INK = 215
LEAST_LEVEL, LEAST_UPRIGHT = 0.9, 0.28
"""Inches: the shortest level and upright rule. A row of a table is at least one printed line high."""
LEAST_TABLE = 2.5
"""Inches: how wide a table is at least."""
NEAR = 6
"""Dots: an upright rule ends at level ones; a stem of a letter does not."""
FILLED = 0.88
"""Part of a stretch that has to be ink."""
DOTTED = 0.35
THIN_DOTS = 0.12
"""Part of a table's width that is ink in a level rule of which few dots are left."""
LONG, LONG_FILLED = 2.0, 0.6
"""Inches, and the part of them that is ink, of a rule that one bit has eaten to dots."""
CLEARLY = 0.2
THICKEST = 0.06
"""Inches."""
NARROWEST = 5.0
"""Points."""


def rules_of(clean: Clean) -> list[Rule]:
    """The rules of a straightened page, in points."""
    factor = max(1, clean.dpi // LOOKED_AT)
    marks = np.asarray(clean.picture.reduce(factor)) < INK
    dpi = clean.dpi / factor
    points = 72 / dpi
    level = _strokes(marks, dpi, LEAST_LEVEL)
    level += _dotted_levels(marks, level, round(dpi))
    upright = _strokes(marks.T, dpi, LEAST_UPRIGHT) + _dotted(marks, level, round(dpi))
    upright = _between(upright, [one for one in level if one[2] - one[1] >= dpi * LEAST_TABLE])
    return [Rule(False, at * points, low * points, high * points) for at, low, high in level] + [
        Rule(True, at * points, low * points, high * points) for at, low, high in upright
    ]


def _between(upright: Strokes, level: Strokes) -> Strokes:
    """Upright rules cut to where level ones of a table's width cross them: stems of letters above a table go."""
    out: Strokes = []
    for x, low, high in upright:
        across = [row for row, left, right in level if left - 4 <= x <= right + 4]
        if len(across) > 1:
            top, bottom = max(low, min(across)), min(high, max(across))
            ends_at_rules = all(min(abs(end - row) for row in across) < NEAR for end in (top, bottom))
            if bottom - top > NEAR and ends_at_rules:
                out.append((x, top, bottom))
    return out


def _dotted(marks: Pixels, level: Strokes, dpi: int) -> Strokes:
    """Upright rules between level ones that one bit has eaten to dots: columns with far more ink than beside them."""
    out: Strokes = []
    for region in _regions(level):
        left, right = round(min(one[1] for one in region)), round(max(one[2] for one in region)) + 1
        ys = [round(one[0]) for one in region]
        part = marks[ys[0] : ys[-1], max(0, left - 3) : right + 3]
        if part.shape[0] < dpi * LEAST_UPRIGHT:
            continue
        filled = np.maximum.reduce([part, np.roll(part, 1, 1), np.roll(part, -1, 1)])
        for column in _peaks(filled.mean(0), round(dpi * 0.1)):
            for top, bottom in pairwise(ys):
                band = filled[top - ys[0] : bottom - ys[0], column]
                if bottom - top > 5 and band.mean() > DOTTED:
                    out.append((float(max(0, left - 3) + column), float(top), float(bottom)))
    return out


def _dotted_levels(marks: Pixels, level: Strokes, dpi: int) -> Strokes:
    """Level rules of a table that one bit has eaten to dots: below the first that is whole, as wide as the others, and
    with nothing close above and below (a line of text is higher)."""
    out: Strokes = []
    for region in _regions(level):
        left, right = min(one[1] for one in region), max(one[2] for one in region)
        if right - left < dpi * LEAST_TABLE:
            continue
        part = marks[:, int(left) : int(right)]
        share = np.maximum.reduce([part, np.roll(part, 1, 0), np.roll(part, -1, 0)]).mean(1)
        known = [one[0] for one in region]
        for row in range(max(NEAR, round(known[0])), len(share) - NEAR):
            beside = max(share[row - 5], share[row - 4], share[row + 4], share[row + 5])
            is_peak = share[row] > THIN_DOTS and share[row] == share[row - 3 : row + 4].max()
            if is_peak and beside < 0.4 * share[row] and min(abs(row - one) for one in known) > NEAR:
                out.append((float(row), left, right))
                known.append(float(row))
    return out


def _regions(level: Strokes) -> list[Strokes]:
    """Level rules below each other that run over the same width."""
    groups: list[Strokes] = []
    for stroke in sorted(level):
        for group in groups:
            shared = min(stroke[2], group[0][2]) - max(stroke[1], group[0][1])
            if shared > 0.85 * max(stroke[2] - stroke[1], group[0][2] - group[0][1]):
                group.append(stroke)
                break
        else:
            groups.append([stroke])
    return [group for group in groups if len(group) > 2]


def _peaks(share: Pixels, around: int) -> list[int]:
    """Columns with much ink, and far more than the columns around."""
    found: list[int] = []
    for column in np.flatnonzero(share > DOTTED).tolist():
        low, high = max(0, column - around), column + around + 1
        beside = np.concatenate((share[low : max(low, column - 3)], share[column + 4 : high]))
        if not len(beside) or share[column] - float(np.median(beside)) > CLEARLY:
            if found and column - found[-1] <= 3:
                found[-1] = column if share[column] > share[found[-1]] else found[-1]
            else:
                found.append(column)
    return found


def _strokes(marks: Pixels, dpi: float, least: float) -> Strokes:
    """Strokes along the rows, at least ``least`` inches long; thick black areas are none. Long ones may be dotted where
    they stand alone."""
    thick = np.maximum.reduce([marks, np.roll(marks, 1, 0), np.roll(marks, -1, 0)])
    thin = _thin(marks, round(dpi * THICKEST))
    full = _long_runs(thick, round(dpi * least), FILLED)
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


def snapped(rules: list[Rule]) -> list[Rule]:
    """The rules, those that lie nearer together than a column or a row can be wide at one place: a photo bends a rule,
    and pieces of it had made a column of three points."""
    out: list[Rule] = []
    for upright in (False, True):
        group: list[Rule] = []
        for rule in sorted((one for one in rules if one.upright == upright), key=lambda one: one.at):
            if group and rule.at - group[0].at > NARROWEST:
                out += _at_one_place(group)
                group = []
            group.append(rule)
        out += _at_one_place(group)
    return out


def _at_one_place(group: list[Rule]) -> list[Rule]:
    """Rules put where the longest of them lies."""
    at = max(group, key=lambda one: one.high - one.low).at if group else 0.0
    return [rule._replace(at=at) for rule in group]


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
