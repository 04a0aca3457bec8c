"""How much ink stands along level and upright lines of a scanned page, and what is beside it: so rules are told."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

Pixels = Any
Thickness = tuple[float, float]
"""The first dot of a rule, and the one behind its last."""
Near = tuple[float, float, Thickness]
DPI = 100
"""Dots an inch of the marks that are looked at; all measures below are such dots."""
BLOCK = 4
"""Along a rule there is ink in nearly every stretch of so many dots; between lines of text there is none."""
ALL_ALONG, INKED = 0.78, 0.35
"""The part of such stretches, and of the dots themselves, in which a rule has ink."""
CLEAR, CLEARLY, ALONE = 0.75, 0.45, 0.08
"""The ink of a rule, and how much more that is than beside it; with the last or less beside it, it may have less."""
FEW_DOTS, HERE_AND_THERE, BARE = 0.2, 0.6, 0.03
"""The same of a rule that is eaten to a few dots: with nothing beside it."""
WHOLE = 0.85
"""Ink from which on also a short stretch is a rule."""
SHORT = 28
"""A stretch as high as one printed line: letters alone may fill it."""
SAME = 4
"""Rules nearer to each other are one."""
THIN_DOTS, QUIET, QUIET_HERE, MOSTLY = 0.07, 0.25, 0.6, 0.6
"""Ink of a level rule that is eaten to dots, the part of that which may stand above and below it on the whole and in
one column, and the part of the table's width in which it is so."""
PARTLY, PARTLY_CLEARLY, LEAST_WIDTH, THROUGH = 0.6, 0.4, 28, 0.9
"""Ink of a rule that parts only some columns, how much more that is than above and below, the width of those columns,
and the part of them through which it runs."""
THICKEST = 4
"""Dots to each side of a rule's middle."""
REACH = 2
"""Dots by which a stretch may lie beside its rule."""


@dataclass(frozen=True, slots=True)
class Ink:
    """A page's marks: ``raw``, and thickened by a dot up and down (``level``) or left and right (``upright``)."""

    raw: Pixels
    level: Pixels = field(init=False)
    upright: Pixels = field(init=False)

    def __post_init__(self) -> None:
        up, down = np.roll(self.raw, 1, 0), np.roll(self.raw, -1, 0)
        left, right = np.roll(self.raw, 1, 1), np.roll(self.raw, -1, 1)
        object.__setattr__(self, "level", self.raw | up | down)
        object.__setattr__(self, "upright", self.raw | left | right)


@dataclass(frozen=True, slots=True)
class Band:
    """What stands in each column of dots between two heights of a page, from ``left`` on."""

    left: int
    height: int
    share: Pixels
    raw: Pixels
    along: Pixels
    beside: Pixels

    @classmethod
    def of(cls, ink: Ink, rows: tuple[int, int], columns: tuple[int, int]) -> "Band":
        """Between two level rules, their own dots left out."""
        top, bottom = rows[0] + 2, max(rows[0] + 3, rows[1] - 1)
        left, right = max(0, columns[0]), columns[1]
        part = ink.upright[top:bottom, left:right]
        blocks = max(1, part.shape[0] // BLOCK)
        along = np.stack([block.any(0) for block in np.array_split(part, blocks)]).mean(0)
        raw = ink.raw[top:bottom, left:right].mean(0)
        return cls(left, bottom - top, part.mean(0), raw, along, _beside(raw))

    def columns(self) -> list[int]:
        """Where upright rules stand, from the left."""
        if self.height < SHORT:
            sure = (self.share >= WHOLE) & (self.share - self.beside >= CLEARLY)
        else:
            sure = (self.share >= CLEAR) & (self.share - self.beside >= CLEARLY) & (self.along >= ALL_ALONG)
            sure |= (self.share >= INKED) & (self.beside <= ALONE) & (self.along >= ALL_ALONG)
            sure |= (self.share >= FEW_DOTS) & (self.beside <= BARE) & (self.along >= HERE_AND_THERE)
        return [place + self.left for place in peaks(self.share, sure)]

    def near(self, column: int) -> Near:
        """Ink of the best column of dots near a place, how much more that is than beside it, and where it is."""
        low = max(0, column - self.left - REACH)
        part = (self.share + 0.2 * self.raw - 0.5 * self.beside)[low : column - self.left + REACH + 1]
        if not len(part):
            return 0.0, 0.0, (float(column), float(column) + 1)
        at = low + int(np.argmax(part))
        first, last = _thickness(self.raw, at)
        return float(self.share[at]), float(self.share[at] - self.beside[at]), (first + self.left, last + self.left)


def _beside(share: Pixels) -> Pixels:
    """The most ink three to five dots before and behind each place, of the side that has more."""
    padded = np.pad(share, 5)
    size = len(share)
    before = [padded[5 - step : 5 - step + size] for step in (3, 4, 5)]
    behind = [padded[5 + step : 5 + step + size] for step in (3, 4, 5)]
    return np.maximum(np.mean(before, 0), np.mean(behind, 0))


def _thickness(raw: Pixels, at: int) -> Thickness:
    """How far a rule's ink reaches to both sides."""
    low = high = at
    while low > max(0, at - THICKEST) and raw[low - 1] >= 0.4 * raw[at]:
        low -= 1
    while high < min(len(raw) - 1, at + THICKEST) and raw[high + 1] >= 0.4 * raw[at]:
        high += 1
    return float(low), float(high + 1)


def peaks(share: Pixels, sure: Pixels) -> list[int]:
    """The places with most ink of those that are sure, one of neighbours."""
    found: list[int] = []
    for place in np.flatnonzero(sure).tolist():
        if found and place - found[-1] <= SAME:
            found[-1] = place if share[place] > share[found[-1]] else found[-1]
        else:
            found.append(place)
    return found


@dataclass(frozen=True, slots=True)
class Span:
    """What stands in each row of dots between two upright rules, their own dots left out."""

    width: int
    share: Pixels
    raw: Pixels
    beside: Pixels
    ink: Pixels

    @classmethod
    def of(cls, ink: Ink, columns: tuple[int, int]) -> "Span":
        """Over the whole height of the page."""
        low, high = columns[0] + 3, max(columns[0] + 4, columns[1] - 2)
        part = ink.raw[:, low:high].mean(1)
        padded = np.pad(part, 5)
        size = len(part)
        beside = np.maximum.reduce([padded[5 + step : 5 + step + size] for step in (-5, -4, 4, 5)])
        marks = ink.level[:, low:high]
        return cls(high - low, marks.mean(1), part, beside, marks)

    def is_rule(self) -> Pixels:
        """The rows that may be ruled, by their ink and what is above and below."""
        return (self.share >= PARTLY) & (self.share - self.beside >= PARTLY_CLEARLY)

    def is_dotted(self) -> Pixels:
        """The rows in which there is ink and little above and below: a line of text is higher."""
        return (self.share >= THIN_DOTS / 2) & (self.beside <= QUIET_HERE * self.share)

    def is_ruled(self, row: int) -> bool:
        """Whether a rule runs through all of it: the bars of letters do not."""
        share, clear, at = self.near(row)
        if share < PARTLY or clear < PARTLY_CLEARLY or self.width < LEAST_WIDTH:
            return False
        blocks = np.array_split(self.ink[round(sum(at) / 2 - 0.5)], max(1, self.width // BLOCK))
        return float(np.mean([block.any() for block in blocks])) >= THROUGH

    def near(self, row: int) -> Near:
        """Ink of the best row of dots near a place, how much more that is than beside it, and where it is."""
        low = max(0, row - REACH)
        part = (self.share + 0.2 * self.raw - 0.5 * self.beside)[low : row + REACH + 1]
        at = low + int(np.argmax(part))
        return float(self.share[at]), float(self.share[at] - self.beside[at]), _thickness(self.raw, at)
