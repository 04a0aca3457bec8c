"""The picture of one cell of a scanned table without noise and specks, cut to its words.

Specks that stand near letters cannot be told by their size: a full stop is as large. They are told by their place:
a mark belongs to words if it stands close above or below a letter, or behind one at its foot; a dash is flat.
(What a page of text loses by a speck is one letter of thousands; a cell is wrong as a whole.)
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np
from PIL import Image

Pixels = Any
Run = tuple[int, int, int]
"""Row, first column, column behind the last."""
LOOKED_AT = 150
"""Dots an inch at which marks are looked for."""
WHITE, INK = 200, 150
"""Grey levels: above, it is noise of the paper; below, ink."""
LETTER = 4.0
"""Points: what is as high is a letter; all below is points, marks of letters, and dirt."""
ABOVE, BELOW, ASIDE = 6.0, 3.5, 1.2
"""Points over, under and beside a letter in which marks belong to it."""
BEHIND = 3.0
"""Points behind a letter in which a stop or a comma stands."""
FOOT, TAIL = 1.6, 3.0
"""Points over and under the base of the line between which the middle of a stop or a comma lies."""
FLAT = 1.6
"""A dash is so much wider than high."""
LEAST_COLON, LETTER_HIGH = 2.5, 7.5
"""Points between the dots of a colon."""
AROUND = 6.0
"""Points that are left around the words."""


def without_noise(picture: Image.Image) -> Image.Image:
    """The picture, paper of any grey made white."""
    return picture.point([255 if level > WHITE else level for level in range(256)])


@dataclass(slots=True)
class Spot:
    """Ink that hangs together, with its edges in dots."""

    runs: list[Run]
    x0: int
    top: int
    x1: int
    bottom: int

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle, across and down."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    @property
    def height(self) -> int:
        """In dots."""
        return self.bottom - self.top


def only_words(cut: Image.Image, dpi: int) -> tuple[Image.Image, tuple[int, int]]:
    """The picture of a cell with its words alone, and where its upper left corner lies in the cell; as it was where no
    letter is in it."""
    white = without_noise(cut)
    factor = max(1, dpi // LOOKED_AT)
    marks = np.asarray(white.reduce(factor)) < INK
    spots = spots_of(marks)
    kept = _of_words(spots, dpi / factor / 72)
    if not kept:
        return white, (0, 0)
    white.paste(255, (0, 0), _mask([spot for spot in spots if spot not in kept], marks, factor).crop((0, 0, *cut.size)))
    around = AROUND * dpi / 72
    left, top = (round(max(0, min(at) * factor - around)) for at in ([s.x0 for s in kept], [s.top for s in kept]))
    right = round(min(cut.width, max(spot.x1 for spot in kept) * factor + around))
    bottom = round(min(cut.height, max(spot.bottom for spot in kept) * factor + around))
    return white.crop((left, top, right, bottom)), (left, top)


def spots_of(marks: Pixels) -> list[Spot]:
    """The connected spots of a small picture, corners counting."""
    done: list[Spot] = []
    open_spots: list[Spot] = []
    for row in range(marks.shape[0]):
        still: list[Spot] = []
        for low, high in _stretches(marks[row]):
            spot = Spot([(row, low, high)], low, row, high, row + 1)
            touched = [one for one in {id(o): o for o in (*open_spots, *still)}.values() if _touches(one, spot.runs[0])]
            for one in touched:
                _take(spot, one)
            open_spots = [one for one in open_spots if not any(one is other for other in touched)]
            still = [one for one in still if not any(one is other for other in touched)] + [spot]
        ended = [one for one in open_spots if one.bottom <= row]
        done += ended
        open_spots = [one for one in open_spots if one.bottom > row] + still
    return done + open_spots


def _stretches(line: Pixels) -> Iterator[tuple[int, int]]:
    steps = np.diff(np.concatenate(([0], line.astype(np.int8), [0])))
    yield from zip(np.flatnonzero(steps == 1).tolist(), np.flatnonzero(steps == -1).tolist(), strict=True)


def _touches(spot: Spot, run: Run) -> bool:
    """Whether a spot has ink in the row above a run, next to it."""
    row, low, high = run
    for at, first, last in reversed(spot.runs):
        if at < row - 1:
            return False
        if at == row - 1 and first <= high and low <= last:
            return True
    return False


def _take(spot: Spot, other: Spot) -> None:
    spot.runs = sorted(other.runs + spot.runs)
    spot.x0, spot.top = min(spot.x0, other.x0), min(spot.top, other.top)
    spot.x1, spot.bottom = max(spot.x1, other.x1), max(spot.bottom, other.bottom)


def _of_words(spots: Sequence[Spot], point: float) -> list[Spot]:
    """The letters, and the marks that belong to them; ``point``: dots in a point."""
    letters = [spot for spot in spots if spot.height >= LETTER * point]
    small = [spot for spot in spots if spot.height < LETTER * point]
    lines = _lines(letters)
    marks = [spot for spot in small if any(_belongs(spot, line, point) for line in lines)]
    return letters + marks + [spot for spot in small if spot not in marks and _is_over(spot, marks, point)]


def _is_over(spot: Spot, marks: Sequence[Spot], point: float) -> bool:
    """Whether a spot is the upper dot of a colon or semicolon."""
    x, y = spot.middle
    return any(
        one.x0 - point <= x <= one.x1 + point and LEAST_COLON * point <= one.middle[1] - y <= LETTER_HIGH * point
        for one in marks
    )


def _lines(letters: Sequence[Spot]) -> list[list[Spot]]:
    """The letters line by line."""
    lines: list[list[Spot]] = []
    for letter in sorted(letters, key=lambda one: one.middle[1]):
        if lines and letter.middle[1] < median(one.bottom for one in lines[-1]):
            lines[-1].append(letter)
        else:
            lines.append([letter])
    return lines


def _belongs(spot: Spot, line: Sequence[Spot], point: float) -> bool:
    """Whether a small spot is a mark of a letter, a stop or comma behind one, or a dash between them."""
    x, y = spot.middle
    base, top = median(one.bottom for one in line), median(one.top for one in line)
    if top <= y <= base and spot.x1 - spot.x0 >= FLAT * spot.height and spot.x1 - spot.x0 >= 2 * point:
        return True
    behind = any(0 <= spot.x0 - one.x1 + point <= (BEHIND + 1) * point for one in line)
    if behind and base - FOOT * point <= y <= base + TAIL * point:
        return True
    return any(
        one.x0 - ASIDE * point <= x <= one.x1 + ASIDE * point
        and (one.top - ABOVE * point <= y <= one.top + point or one.bottom - point <= y <= one.bottom + BELOW * point)
        for one in line
    )


def _mask(spots: Sequence[Spot], marks: Pixels, factor: int) -> Image.Image:
    """Where spots and the dots next to them are, at ``factor`` times the size; never where other ink is."""
    gone = np.zeros((marks.shape[0] + 2, marks.shape[1] + 2), bool)
    own = np.zeros(marks.shape, bool)
    for row, low, high in (run for spot in spots for run in spot.runs):
        gone[row : row + 3, low : high + 2] = True
        own[row, low:high] = True
    mask = Image.fromarray(((gone[1:-1, 1:-1] & ~(marks & ~own)) * 255).astype(np.uint8))
    return mask.resize((mask.width * factor, mask.height * factor), Image.Resampling.NEAREST)
