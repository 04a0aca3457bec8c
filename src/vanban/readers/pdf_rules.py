"""From the rules on a page to grids of cells.

Strokes on one line are joined, rules that touch belong to one table, and the space between neighbouring rules is a
cell; two cells with no rule between them are one merged cell.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vanban.readers.pdf_objects import Rule

Box = tuple[float, float, float, float]
NEAR = 2.5
"""Points: rules that lie nearer to each other are one."""
OPEN = 8.0
"""Points: rules that reach so far beyond the last one across them enclose a row or column that is open."""
MOST_LINES = 400
"""Distinct lines of one direction; beyond, it is a drawing."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's cells by row and column; None where a merged cell, which stands in its first place, goes on."""

    box: Box
    columns: tuple[float, ...]
    rows: tuple[tuple[Box | None, ...], ...]


def grids(rules: Iterable[Rule]) -> list[Grid]:
    """The tables that rules make, from the top down: at least two rows and two columns."""
    level, upright = _lines(rules, upright=False), _lines(rules, upright=True)
    if len(level) > MOST_LINES or len(upright) > MOST_LINES:
        return []
    found = [_grid(*group) for group in _groups(level, upright)]
    return sorted((grid for grid in found if grid), key=lambda grid: grid.box[1])


def _lines(rules: Iterable[Rule], *, upright: bool) -> list[Rule]:
    """The rules of one direction, snapped to common lines, with strokes that touch joined."""
    sorted_rules = sorted((rule for rule in rules if rule.upright == upright), key=lambda rule: rule.at)
    out: list[Rule] = []
    cluster: list[Rule] = []
    for rule in sorted_rules:
        if cluster and rule.at - cluster[-1].at > NEAR:
            out += _merged(cluster)
            cluster = []
        cluster.append(rule)
    return out + (_merged(cluster) if cluster else [])


def _merged(cluster: Sequence[Rule]) -> list[Rule]:
    at = sum(rule.at for rule in cluster) / len(cluster)
    out: list[Rule] = []
    for rule in sorted(cluster, key=lambda one: one.low):
        if out and rule.low <= out[-1].high + NEAR:
            out[-1] = out[-1]._replace(high=max(out[-1].high, rule.high))
        else:
            out.append(rule._replace(at=at))
    return out


def _groups(level: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that hang together: each group is one table."""
    parent = list(range(len(level) + len(upright)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for number, flat in enumerate(level):
        for other, up in enumerate(upright, len(level)):
            if _touch(flat, up):
                parent[root(number)] = root(other)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number, rule in enumerate((*level, *upright)):
        groups.setdefault(root(number), ([], []))[rule.upright].append(rule)
    return list(groups.values())


def _touch(flat: Rule, up: Rule) -> bool:
    return flat.low - NEAR <= up.at <= flat.high + NEAR and up.low - NEAR <= flat.at <= up.high + NEAR


def _grid(level: list[Rule], upright: list[Rule]) -> Grid | None:
    ys, xs = _places(level), _places(upright)
    if len(ys) < 2 or len(xs) < 2:
        return None
    ys, xs = _with_ends(ys, upright), _with_ends(xs, level)
    if len(ys) < 3 or len(xs) < 3:
        return None
    rows = _Cells(level, upright, ys, xs).rows()
    return Grid((xs[0], ys[0], xs[-1], ys[-1]), tuple(xs), rows)


@dataclass(frozen=True, slots=True)
class _Cells:
    """The places between the rules of one table, put together to cells where no rule parts them."""

    level: list[Rule]
    upright: list[Rule]
    ys: list[float]
    xs: list[float]

    def rows(self) -> tuple[tuple[Box | None, ...], ...]:
        """The box of each cell in its first place, None in the others that it covers."""
        height, width = len(self.ys) - 1, len(self.xs) - 1
        covered: set[tuple[int, int]] = set()
        out: list[tuple[Box | None, ...]] = []
        for row in range(height):
            line: list[Box | None] = []
            for column in range(width):
                if (row, column) in covered:
                    line.append(None)
                    continue
                below, right = self.reach(row, column)
                covered.update((r, c) for r in range(row, below) for c in range(column, right))
                line.append((self.xs[column], self.ys[row], self.xs[right], self.ys[below]))
            out.append(tuple(line))
        return tuple(out)

    def reach(self, row: int, column: int) -> tuple[int, int]:
        """The row and the column behind the last that no rule parts from a place."""
        right = column + 1
        middle = (self.ys[row] + self.ys[row + 1]) / 2
        while right < len(self.xs) - 1 and not _parted(self.upright, self.xs[right], middle):
            right += 1
        below = row + 1
        middle = (self.xs[column] + self.xs[column + 1]) / 2
        while below < len(self.ys) - 1 and not _parted(self.level, self.ys[below], middle):
            below += 1
        return below, right


def _parted(rules: list[Rule], at: float, along: float) -> bool:
    return any(abs(rule.at - at) < NEAR and rule.low - 1 <= along <= rule.high + 1 for rule in rules)


def _with_ends(places: list[float], across: list[Rule]) -> list[float]:
    """The places of rules, and the ends of those that cross them: a table that a page break has cut has no rule below
    its last row, some tables have none at their sides. Two rules have to reach there: a speck may lengthen one."""
    if not places or not across:
        return places
    first = sorted(rule.low for rule in across)[:2][-1]
    last = sorted(rule.high for rule in across)[-2:][0]
    before = [first] if first < places[0] - OPEN else []
    return before + places + ([last] if last > places[-1] + OPEN else [])


def _places(rules: list[Rule]) -> list[float]:
    out: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not out or at - out[-1] > NEAR:
            out.append(at)
    return out
