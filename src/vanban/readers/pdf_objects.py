"""What is drawn on a PDF page: pictures, rules, and whether the text is an invisible layer over a picture."""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as raw

INVISIBLE = 3
"""Text render mode of a layer that an OCR has put over a picture."""
THIN = 3.0
"""Points: a filled rectangle that is no thicker is a rule."""
SHORT = 5.0
"""Points: shorter strokes are drawings, not rules."""
MOST_OBJECTS = 60_000
MOST_RULES = 20_000
HALF, COVERING = 0.5, 0.8
"""Parts of a page: a picture from which its dots are taken, and one that hides the text below it."""
NET = 100
"""Lines along each side of a page by which it is told how much of it is covered."""

Matrix = tuple[float, float, float, float, float, float]
UNCHANGED: Matrix = (1, 0, 0, 1, 0, 0)
Point = tuple[float, float]
Box = tuple[float, float, float, float]


class Rule(NamedTuple):
    """A straight stroke: ``at`` is the x of an upright one, the y (from the top) of a level one; it runs from ``low``
    to ``high``."""

    upright: bool
    at: float
    low: float
    high: float


@dataclass(slots=True)
class Drawn:
    """``picture``: the part of the page that pictures cover, however many pieces they are in; ``places``: where, in
    points from the lower left; ``dpi``: dots an inch of the largest, the finest of those that cover half of the page;
    ``layer``: the texts that nobody sees, an OCR's layer; ``paths``: lines and
    outlines; ``crowded``: there is more than is worth looking at."""

    picture: float = 0.0
    dpi: float = 0.0
    rules: list[Rule] = field(default_factory=list)
    places: list[Box] = field(default_factory=list)
    layer: set[int] = field(default_factory=set)
    texts: int = 0
    paths: int = 0
    crowded: bool = False
    largest: float = 0.0

    def add_picture(self, item: Any, whole: Box, size: Point) -> float:
        """A picture of a page of ``size`` that fills the box ``whole``; the part of the page that it covers."""
        box = _on_page(whole, *size)
        part = (box[2] - box[0]) * (box[3] - box[1]) / max(1.0, size[0] * size[1])
        self.places.append(box)
        if part > self.largest or part > HALF:
            dots = _dots(item, (whole[2] - whole[0], whole[3] - whole[1]))
            self.dpi = max(self.dpi, dots) if self.largest > HALF else dots
            self.largest = max(part, self.largest)
        return part


def drawn(page: Any) -> Drawn:
    """Look at everything that is drawn on a pdfium page."""
    width, height = page.get_size()
    out = Drawn()
    texts: list[int] = []
    for number, (item, matrix) in enumerate(objects(page.raw)):
        if number > MOST_OBJECTS or len(out.rules) > MOST_RULES:
            out.crowded = True
            break
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            if out.add_picture(item, _bounds(item, matrix), (width, height)) > COVERING:
                out.layer.update(texts)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            out.paths += 1
            out.rules += _rules(item, matrix, height)
        elif kind == raw.FPDF_PAGEOBJ_TEXT:
            texts.append(address(item))
            if raw.FPDFTextObj_GetTextRenderMode(item) == INVISIBLE:
                out.layer.add(texts[-1])
    out.texts = len(texts)
    out.picture = _covered(out.places, width, height)
    return out


def address(item: Any) -> int:
    """What tells one object of a page from another."""
    return ctypes.cast(item, ctypes.c_void_p).value or 0


def only_pictures(page: Any) -> None:
    """Take from a page, as it lies in memory, all that is neither a picture nor holds one; the file is not changed."""
    for item, _ in list(objects(page.raw)):
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            raw.FPDFTextObj_SetTextRenderMode(item, INVISIBLE)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            raw.FPDFPageObj_SetFillColor(item, 0, 0, 0, 0)
            raw.FPDFPageObj_SetStrokeColor(item, 0, 0, 0, 0)


def _on_page(box: Box, width: float, height: float) -> Box:
    x0, y0, x1, y1 = max(0.0, box[0]), max(0.0, box[1]), min(width, box[2]), min(height, box[3])
    return x0, y0, max(x0, x1), max(y0, y1)


def _covered(places: list[Box], width: float, height: float) -> float:
    """The part of a page that lies under boxes: scanners cut pages into strips and tiles."""
    if not places or width <= 0 or height <= 0:
        return 0.0
    marks = np.zeros((NET, NET), bool)
    for x0, y0, x1, y1 in places:
        left, right = round(x0 / width * NET), round(x1 / width * NET)
        low, high = round(y0 / height * NET), round(y1 / height * NET)
        marks[low:high, left:right] = True
    return float(marks.mean())


def objects(holder: Any, matrix: Matrix = UNCHANGED, depth: int = 0) -> Iterator[tuple[Any, Matrix]]:
    """Every object of a page with the matrix that it is placed by, also those inside forms."""
    count = raw.FPDFFormObj_CountObjects(holder) if depth else raw.FPDFPage_CountObjects(holder)
    for index in range(count):
        item = raw.FPDFFormObj_GetObject(holder, index) if depth else raw.FPDFPage_GetObject(holder, index)
        if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_FORM and depth < 4:
            yield from objects(item, _times(_matrix(item), matrix), depth + 1)
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
