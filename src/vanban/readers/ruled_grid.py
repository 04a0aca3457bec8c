"""The grid of one ruled table of a scan: where its rows and columns lie, and which stretches of them are really ruled.

One bit eats thin rules to dots, skew breaks them, and letters that stand below each other look like an upright rule.
So a rule is told by three things at once (``ruled_ink``): how much of a stretch is ink, that ink comes all along it
(letters leave the space between lines white), and that there is little beside it. A stretch is judged between the rules
that cross it, against the rest of the same rule: what a merged cell leaves out is not ruled, though words cross there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np

from vanban.readers.ruled_ink import (
    BLOCK,
    INKED,
    LEAST_WIDTH,
    MOSTLY,
    QUIET,
    SAME,
    SHORT,
    THIN_DOTS,
    Band,
    Ink,
    Span,
    Thickness,
    peaks,
)

Stroke = tuple[float, float, float]
"""Where a stroke lies, where it begins and where it ends, in dots."""
Stretch = tuple[float, Thickness, float, float]
"""Where its rule lies, where it lies itself, where it begins and where it ends, in dots."""
NEARLY_ALONE = 0.12
"""What may be beside a stretch of a rule that is eaten."""
LEAST_PART = 0.25
"""The part of a table's height that a column's rule has to show, at least."""
OF_RULE, OF_RULE_CLEARLY, FAINTEST = 0.4, 0.45, 0.1
"""The part of a rule's usual ink that a stretch of it has to have, and to have more than what is beside it."""
EATEN, HARDLY_LEFT = 0.9, 0.5
"""A rule with less ink is eaten: what is left of a stretch counts where nothing stands beside it; of one with less than
the second, a stretch may be gone."""
OPEN_END = 11
"""Upright rules that go on so far beyond the last level one enclose a row that a page break has cut."""


def tables_of(level: Sequence[Stroke], ink: Ink) -> list[list[Stroke]]:
    """The level rules of each table: of one width, and joined by upright ones."""
    out: list[list[Stroke]] = []
    for group in _of_one_width(level):
        parts = [_columns_between(above, below, ink) for above, below in pairwise(group)]
        table = [group[0]]
        for index, stroke in enumerate(group[1:]):
            if not _joined(parts, index, stroke[0] - group[index][0]):
                out.append(table)
                table = []
            table.append(stroke)
        out.append(table)
    return [table for table in out if len(table) > 1]


def _of_one_width(level: Sequence[Stroke]) -> list[list[Stroke]]:
    groups: list[list[Stroke]] = []
    for stroke in sorted(level):
        for group in groups:
            shared = min(stroke[2], group[-1][2]) - max(stroke[1], group[-1][1])
            if shared > 0.85 * max(stroke[2] - stroke[1], group[-1][2] - group[-1][1]):
                group.append(stroke)
                break
        else:
            groups.append([stroke])
    return groups


def _columns_between(above: Stroke, below: Stroke, ink: Ink) -> list[int]:
    left, right = round(min(above[1], below[1])) - SAME, round(max(above[2], below[2])) + SAME
    return Band.of(ink, (round(above[0]), round(below[0])), (left, right)).columns()


def _joined(parts: Sequence[Sequence[int]], index: int, height: float) -> bool:
    """Whether upright rules join two level ones; a group's row of a table without sides has none, but is low and stands
    between rows with the same columns."""
    if len(parts[index]) > 1:
        return True
    if height > 1.25 * SHORT or not 0 < index < len(parts) - 1:
        return False
    above, below = parts[index - 1], parts[index + 1]
    return len(above) > 1 and sum(any(abs(x - y) <= SAME for y in below) for x in above) > 1


@dataclass(frozen=True, slots=True)
class Column:
    """An upright rule of a table, which may lean a little: its place at a height is ``at + lean * height``."""

    at: float
    lean: float = 0.0

    def near(self, height: float) -> int:
        """Its place, in dots."""
        return round(self.at + self.lean * height)


@dataclass(slots=True)
class TableGrid:
    """The grid of one table: ``ys``, ``columns``: its level and upright rules, from the top and from the left."""

    ink: Ink
    ys: list[float]
    columns: list[Column]
    edge: tuple[int, int]

    @classmethod
    def of(cls, level: Sequence[Stroke], others: Iterable[Stroke], ink: Ink) -> "TableGrid | None":
        """From the level rules as wide as the table, and shorter strokes that may be rules of some columns."""
        left, right = min(one[1] for one in level), max(one[2] for one in level)
        ys = [one[0] for one in level]
        edge = round(left) - SAME, round(right) + SAME + 1
        columns = _columns(ys, edge, ink)
        if len(columns) < 2:
            return None
        grid = cls(ink, ys, columns, edge)
        grid._go_on()
        grid._add_sides(level)
        grid._find_weak([at for at, low, high in others if low >= left - SAME and high <= right + SAME])
        return grid

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return self.edge[0], min(self.ys), self.edge[1], max(self.ys)

    def _xs(self) -> list[int]:
        middle = (self.ys[0] + self.ys[-1]) / 2
        return [one.near(middle) for one in self.columns]

    def _add_sides(self, level: Sequence[Stroke]) -> None:
        """The ends of the level rules, where no upright rule stands: the table has no sides."""
        left, right = median(one[1] for one in level), median(one[2] for one in level)
        if self._xs()[0] - left > OPEN_END:
            self.columns.insert(0, Column(left))
        if right - self._xs()[-1] > OPEN_END:
            self.columns.append(Column(right))

    def _go_on(self) -> None:
        """An end where the upright rules go on beyond the last level one."""
        for step, end in ((1, self.ys[-1]), (-1, self.ys[0])):
            ends = sorted(self._reach(one.near(end), round(end), step) for one in self.columns)
            far = ends[len(ends) // 2]
            if far >= OPEN_END:
                self.ys.append(end + step * far)
        self.ys.sort()

    def _reach(self, column: int, row: int, step: int) -> int:
        """How far a column's ink goes on beyond a row."""
        line = self.ink.upright[:, max(0, column - 1) : column + 2].any(1)[row + 2 * step :: step]
        blocks = len(line) // (2 * BLOCK)
        inked = line[: blocks * 2 * BLOCK].reshape(blocks, 2 * BLOCK).mean(1) >= INKED
        return 2 * BLOCK * int(np.argmin(inked) if not inked.all() else blocks)

    def _find_weak(self, others: Sequence[float]) -> None:
        """Level rules that are eaten to dots, and those that part only some columns."""
        spans = self._spans()
        top, bottom = round(min(self.ys)), round(max(self.ys))
        dotted, partly = (sum(span.width * found for span, found in zip(spans, each, strict=True)) for each in (
            [span.is_dotted() for span in spans], [span.is_rule() for span in spans]))  # fmt: skip
        whole = sum(span.width for span in spans)
        share, beside = (sum(span.width * part for span, part in zip(spans, each, strict=True)) / whole for each in (
            [span.share for span in spans], [span.beside for span in spans]))  # fmt: skip
        sure = (dotted >= MOSTLY * whole) & (share >= THIN_DOTS) & (beside <= QUIET * share)
        found = [float(at) for at in peaks(share, sure)]
        found += [float(at) for at in peaks(partly, partly >= LEAST_WIDTH) if any(s.is_ruled(at) for s in spans)]
        found += [at for at in others if any(span.is_ruled(round(at)) for span in spans)]
        for at in found:
            if top < at < bottom and min(abs(at - known) for known in self.ys) > SAME + 1:
                self.ys.append(at)
        self.ys.sort()

    def _spans(self) -> list["Span"]:
        return [Span.of(self.ink, pair) for pair in pairwise(self._xs())]

    def level(self) -> Iterator[Stretch]:
        """The stretches of level rules that part cells."""
        spans = self._spans()
        xs = self._xs()
        for y in self.ys:
            near = [span.near(round(y)) for span in spans]
            usual = _usual([one[0] for one in near], [span.width for span in spans])
            for (share, clear, at), pair in zip(near, pairwise(xs), strict=True):
                if _parts(share, clear, usual):
                    yield y, at, *pair

    def upright(self) -> Iterator[Stretch]:
        """The stretches of upright rules that part cells."""
        rows = [(high, low) for high, low in pairwise(self.ys) if low - high > SAME]
        bands = [Band.of(self.ink, (round(high), round(low)), self.edge) for high, low in rows]
        for x, column in zip(self._xs(), self.columns, strict=True):
            near = [band.near(column.near((top + bottom) / 2)) for band, (top, bottom) in zip(bands, rows, strict=True)]
            usual = _usual([one[0] for one in near], [band.height for band in bands])
            for (share, clear, at), pair in zip(near, rows, strict=True):
                if _parts(share, clear, usual):
                    yield x, at, *pair


def _parts(share: float, clear: float, usual: float) -> bool:
    """Whether a stretch is ruled, by its ink, how much more that is than beside it, and its rule's usual ink."""
    if share >= max(FAINTEST, OF_RULE * usual) and clear >= OF_RULE_CLEARLY * usual:
        return True
    alone = share - clear <= NEARLY_ALONE
    return alone and (usual < HARDLY_LEFT or (usual < EATEN and share >= FAINTEST * usual))


def _usual(shares: Sequence[float], lengths: Sequence[int]) -> float:
    """How much ink a rule has where it is ruled: the upper half of its length."""
    ordered = sorted(zip(shares, lengths, strict=True), reverse=True)
    half, passed = sum(lengths) / 4, 0
    for share, length in ordered:
        passed += length
        if passed >= half:
            return share
    return 0.0


def _columns(ys: Sequence[float], edge: tuple[int, int], ink: Ink) -> list[Column]:
    """The upright rules of a table, followed from band to band between its level ones."""
    chains: list[list[tuple[int, float, int]]] = []
    for top, bottom in pairwise(sorted(ys)):
        band = Band.of(ink, (round(top), round(bottom)), edge)
        for x in band.columns():
            near = [chain for chain in chains if abs(chain[-1][0] - x) <= SAME]
            chain = min(near, key=lambda one: abs(one[-1][0] - x), default=None)
            if chain is None:
                chains.append(chain := [])
            chain.append((x, (top + bottom) / 2, band.height))
    least = max(SHORT / 2, LEAST_PART * (max(ys) - min(ys)))
    kept = [chain for chain in chains if sum(height for _, _, height in chain) >= least]
    return sorted(map(_column, kept), key=lambda one: one.near(ys[0]))


def _column(chain: Sequence[tuple[int, float, int]]) -> Column:
    xs, heights = [one[0] for one in chain], [one[1] for one in chain]
    if len(chain) < 3:
        return Column(median(xs))
    lean = float(np.polyfit(heights, xs, 1)[0])
    return Column(median(x - lean * height for x, height in zip(xs, heights, strict=True)), lean)
