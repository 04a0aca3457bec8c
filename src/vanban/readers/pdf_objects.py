"""What is drawn on a PDF page: pictures, rules, and whether the text is an invisible layer over a picture."""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as raw

INVISIBLE = 3
"""Text render mode of a layer that an OCR has put over a picture."""
THIN = 3.0
"""Points: a filled rectangle that is no thicker is a rule."""
SHORT = 5.0
"""Points: shorter strokes are drawings, not rules."""
MOST_OBJECTS = 60_000
MOST_RULES = 20_000
LOOKED_AT = 20
"""Texts whose render mode is looked at."""

Matrix = tuple[float, float, float, float, float, float]
UNCHANGED: Matrix = (1, 0, 0, 1, 0, 0)
Point = tuple[float, float]


class Rule(NamedTuple):
    """A straight stroke: ``at`` is the x of an upright one, the y (from the top) of a level one; it runs from ``low``
    to ``high``."""

    upright: bool
    at: float
    low: float
    high: float


@dataclass(slots=True)
class Drawn:
    """``picture``: the part of the page that the largest picture covers; ``dpi``: its dots an inch; ``hidden``: every
    text looked at is invisible; ``paths``: lines and outlines; ``crowded``: there is more than is worth looking at."""

    picture: float = 0.0
    dpi: float = 0.0
    rules: list[Rule] = field(default_factory=list)
    texts: int = 0
    paths: int = 0
    hidden_texts: int = 0
    crowded: bool = False

    @property
    def hidden(self) -> bool:
        """Whether the text is a layer that nobody sees."""
        return self.texts > 0 and self.hidden_texts == self.texts


def drawn(page: Any) -> Drawn:
    """Look at everything that is drawn on a pdfium page."""
    width, height = page.get_size()
    out = Drawn()
    for number, (item, matrix) in enumerate(_objects(page.raw, UNCHANGED)):
        if number > MOST_OBJECTS or len(out.rules) > MOST_RULES:
            out.crowded = True
            break
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            x0, y0, x1, y1 = _bounds(item, matrix)
            part = (x1 - x0) * (y1 - y0) / max(1.0, width * height)
            if part > out.picture:
                out.picture, out.dpi = part, _dots(item, (x1 - x0, y1 - y0))
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            out.paths += 1
            out.rules += _rules(item, matrix, height)
        elif kind == raw.FPDF_PAGEOBJ_TEXT and out.texts < LOOKED_AT:
            out.texts += 1
            out.hidden_texts += raw.FPDFTextObj_GetTextRenderMode(item) == INVISIBLE
    return out


def _objects(holder: Any, matrix: Matrix, depth: int = 0) -> Iterator[tuple[Any, Matrix]]:
    """Every object of a page with the matrix that it is placed by, also those inside forms."""
    count = raw.FPDFFormObj_CountObjects(holder) if depth else raw.FPDFPage_CountObjects(holder)
    for index in range(count):
        item = raw.FPDFFormObj_GetObject(holder, index) if depth else raw.FPDFPage_GetObject(holder, index)
        if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_FORM and depth < 4:
            yield from _objects(item, _times(_matrix(item), matrix), depth + 1)
        else:
            yield item, matrix


def _dots(item: Any, size: Point) -> float:
    """Dots an inch of a picture, the finer of its two directions (a picture may lie on its side)."""
    wide, high = ctypes.c_uint(), ctypes.c_uint()
    raw.FPDFImageObj_GetImagePixelSize(item, wide, high)
    return 72.0 * math.sqrt(wide.value * high.value / max(1.0, size[0] * size[1]))


def _rules(path: Any, matrix: Matrix, height: float) -> list[Rule]:
    """The strokes of a path. A thin box is one rule; the sides of a larger one are four."""
    x0, y0, x1, y1 = _bounds(path, matrix)
    wide, high = x1 - x0, y1 - y0
    if wide <= THIN and high >= SHORT:
        return [Rule(True, (x0 + x1) / 2, height - y1, height - y0)]
    if high <= THIN and wide >= SHORT:
        return [Rule(False, height - (y0 + y1) / 2, x0, x1)]
    if wide < SHORT or high < SHORT:
        return []
    found = [_rule(a, b, height) for a, b in _strokes(path, _times(_matrix(path), matrix))]
    return [rule for rule in found if rule]


def _rule(start: Point, end: Point, height: float) -> Rule | None:
    (x0, y0), (x1, y1) = start, end
    if abs(x0 - x1) < 1 and abs(y0 - y1) >= SHORT:
        return Rule(True, x0, height - max(y0, y1), height - min(y0, y1))
    if abs(y0 - y1) < 1 and abs(x0 - x1) >= SHORT:
        return Rule(False, height - y0, min(x0, x1), max(x0, x1))
    return None


def _strokes(path: Any, matrix: Matrix) -> Iterator[tuple[Point, Point]]:
    """The straight strokes of a path, each open or closed part on its own."""
    part: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(raw.FPDFPath_CountSegments(path), MOST_RULES)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            yield from pairwise(part)
            part = []
        part.append(_moved(x.value, y.value, matrix))
        if raw.FPDFPathSegment_GetClose(segment):
            part.append(part[0])
    yield from pairwise(part)


def _bounds(item: Any, matrix: Matrix) -> tuple[float, float, float, float]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    if matrix == UNCHANGED:
        return left.value, bottom.value, right.value, top.value
    a, b = _moved(left.value, bottom.value, matrix), _moved(right.value, top.value, matrix)
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])


def _matrix(item: Any) -> Matrix:
    made = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, made)
    return made.a, made.b, made.c, made.d, made.e, made.f


def _moved(x: float, y: float, matrix: Matrix) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    e, f = _moved(e, f, then)
    p, q, r, s, _, _ = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e, f
