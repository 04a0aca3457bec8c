"""Two pages side by side in one picture: an open booklet in a photo, or two sheets copied onto one of A3.

The pages are told apart by the white between them; a table on its side, or lines that run over the whole
width, cross the middle. Each is read by itself, left before right: read as one, their lines were mixed.
"""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
from PIL import Image

from vanban.readers.cleaning import DARK, flat_paper, lies_on_its_side
from vanban.readers.pages import PageContent
from vanban.readers.pdf_page import Piece
from vanban.readers.seen import Box, Seen

Pixels = Any
WIDER = 1.15
"""Than high, at least: two pages of a booklet are 1.41 times."""
MIDDLE = (0.40, 0.60)
"""Of the width, where the fold is."""
GAP = 0.025
"""Of the width that is white, at least: margins of two pages are about a fifth."""
EMPTY = 0.004
"""Part of a column of dots that may be dark there: specks."""
FOLD = 0.012
"""Of the width: a shadow or a line that the fold itself may leave in the white."""
EACH = 0.15
"""Of all ink, on each side at least."""
A4_SHORT = 8.27


def fold_of(picture: Image.Image) -> int | None:
    """Where the picture of an open booklet is to be cut, in dots from the left; None where it is one page."""
    if picture.width < WIDER * picture.height or lies_on_its_side(picture):
        return None
    marks = np.asarray(flat_paper(picture)) < DARK
    edge = max(1, marks.shape[0] // 25)
    marks = marks[edge:-edge]
    columns = marks.mean(axis=0)
    wide = len(columns)
    low, high = round(MIDDLE[0] * wide), round(MIDDLE[1] * wide)
    gap = _widest(_bridged(columns[low:high] <= EMPTY, round(FOLD * wide)))
    if gap[1] - gap[0] < GAP * wide:
        return None
    middle = low + (gap[0] + gap[1]) // 2
    left = float(columns[:middle].sum() / max(1e-9, columns.sum()))
    return round(middle / wide * picture.width) if EACH <= left <= 1 - EACH else None


def _bridged(white: Pixels, reach: int) -> Pixels:
    """The white with what is narrower than a fold filled in."""
    out = white.copy()
    places = np.flatnonzero(white)
    for before, after in pairwise(places):
        if 1 < after - before <= reach:
            out[before:after] = True
    return out


def _widest(white: Pixels) -> tuple[int, int]:
    padded = np.concatenate(([0], white.astype(np.int8), [0]))
    starts, ends = np.flatnonzero(np.diff(padded) == 1), np.flatnonzero(np.diff(padded) == -1)
    if not len(starts):
        return 0, 0
    best = int(np.argmax(ends - starts))
    return int(starts[best]), int(ends[best])


def dots_of_half(picture: Image.Image) -> int:
    """Dots an inch of one of the pages, if its paper is A4."""
    return max(1, round(picture.width / A4_SHORT))


def on_whole(page: PageContent, aside: float, scale: float) -> PageContent:
    """A page of two, its words where they are seen on the picture of both: ``aside`` points from the left, ``scale``
    points of the whole for one of its own."""

    def place(box: Box) -> Box:
        x0, top, x1, bottom = (round(value * scale, 1) for value in box)
        return round(x0 + aside, 1), top, round(x1 + aside, 1), bottom

    def seen(word: Seen) -> Seen:
        return replace(word, place=place(word.place))

    def line(piece: Piece) -> Piece:
        return replace(piece, words=tuple(map(seen, piece.words)))

    return replace(page, lines=list(map(line, page.lines)), cells=list(map(seen, page.cells)))
