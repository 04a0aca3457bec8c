"""The grid of a scanned table: rules eaten to dots, merged cells, two tables, leaning rules, letters like rules."""

from dataclasses import dataclass, field

import numpy as np
import pytest
from PIL import Image, ImageDraw

from vanban.readers.cleaning import Clean
from vanban.readers.pdf_rules import grids
from vanban.readers.ruled import rules_of, without_rules

DPI = 300
XS = (300, 460, 1160, 1560, 1960, 2300)
YS = (600, 740, 930, 1120, 1310)


@dataclass
class Drawn:
    """A page on which a table is drawn, with what a scanner does to its rules."""

    picture: Image.Image = field(default_factory=lambda: Image.new("L", (2480, 3508), 255))
    left_out: frozenset[tuple[int, int]] = frozenset()
    """Stretches that are not drawn: (number of the level rule, number of the column)."""
    open_columns: frozenset[tuple[int, int]] = frozenset()
    """The same of upright rules: (number of the upright rule, number of the row)."""
    kept: float = 1.0
    lean: float = 0.0

    def table(self, xs: tuple[int, ...] = XS, ys: tuple[int, ...] = YS) -> "Drawn":
        draw = ImageDraw.Draw(self.picture)
        for row, y in enumerate(ys):
            for column in range(len(xs) - 1):
                if (row, column) not in self.left_out:
                    self._line(draw, (xs[column], y), (xs[column + 1], y))
        for column, x in enumerate(xs):
            for row in range(len(ys) - 1):
                if (column, row) not in self.open_columns:
                    shift = [round(self.lean * (y - ys[0])) for y in ys[row : row + 2]]
                    self._line(draw, (x + shift[0], ys[row]), (x + shift[1], ys[row + 1]))
        return self

    def words(self, box: tuple[int, int, int, int], *, step: int = 30) -> "Drawn":
        """Letters as bars, line under line, that stand below each other at the left."""
        draw = ImageDraw.Draw(self.picture)
        for top in range(box[1], box[3] - 40, 64):
            for x in range(box[0], box[2], step):
                draw.rectangle((x, top, x + 6, top + 38), fill=0)
                draw.rectangle((x, top, x + 14, top + 5), fill=0)
        return self

    def _line(self, draw: ImageDraw.ImageDraw, start: tuple[int, int], end: tuple[int, int]) -> None:
        chance = np.random.default_rng(start[0] * 31 + start[1])
        length = max(abs(end[0] - start[0]), abs(end[1] - start[1]))
        for at in range(0, length, 6):
            if chance.random() < self.kept:
                x, y = (round(a + (b - a) * at / length) for a, b in zip(start, end, strict=True))
                draw.rectangle(
                    (x - 1, y - 1, x + 6, y + 1) if start[1] == end[1] else (x - 1, y - 1, x + 1, y + 6), fill=0
                )

    def cells(self) -> list[list[str]]:
        """Of each table its rows: x for a cell, . where a merged one goes on."""
        parting, _ = rules_of(Clean(self.picture, DPI))
        return [["".join("x" if cell else "." for cell in row) for row in grid.rows] for grid in grids(parting)]


def test_a_whole_table_with_words_below_each_other() -> None:
    page = Drawn().table().words((480, 760, 1140, 920)).words((1180, 620, 1500, 730), step=34)
    assert page.cells() == [["xxxxx"] * 4]


@pytest.mark.parametrize("kept", [0.75, 0.5])
def test_rules_eaten_to_dots_are_found(kept: float) -> None:
    assert Drawn(kept=kept).table().words((480, 760, 1140, 920)).cells() == [["xxxxx"] * 4]


def test_one_level_rule_of_few_dots_among_whole_ones_is_found() -> None:
    page = Drawn().table(ys=(600, 740, 1120, 1310))
    page.kept = 0.2
    page._line(ImageDraw.Draw(page.picture), (XS[0], 930), (XS[-1], 930))
    assert page.cells() == [["xxxxx"] * 4]


def test_merged_cells_stay_merged_though_words_cross() -> None:
    group = frozenset({(2, 1), (3, 1), (4, 1)})
    page = Drawn(left_out=frozenset({(3, 2)}), open_columns=group).table().words((500, 800, 1700, 860))
    assert page.cells() == [["xxxxx", "xx...", "xxxxx", "xx.xx"]]


def test_two_tables_of_one_width_with_text_between_stay_two() -> None:
    page = Drawn().table().words((300, 1400, 2300, 1700)).table((300, 800, 1600, 2300), (1800, 1900, 2000, 2100))
    assert page.cells() == [["xxxxx"] * 4, ["xxx"] * 3]


def test_a_table_without_sides() -> None:
    sides = frozenset((column, row) for column in (0, 5) for row in range(4))
    assert Drawn(open_columns=sides).table().cells() == [["xxxxx"] * 4]


def test_a_row_that_a_page_break_has_cut_is_one() -> None:
    cut = frozenset((4, column) for column in range(5))
    assert Drawn(left_out=cut).table().cells() == [["xxxxx"] * 4]


def test_leaning_rules_of_a_photo_part_cells_and_are_painted_out_where_they_are() -> None:
    page = Drawn(lean=0.025).table(ys=(600, 740, 930, 1120, 1310, 1500, 1690))
    assert page.cells() == [["xxxxx"] * 6]
    clean = Clean(page.picture, DPI)
    left = np.asarray(without_rules(clean, rules_of(clean)[1]))
    assert (left < 128).sum() < 0.02 * (np.asarray(page.picture) < 128).sum()


def test_a_page_of_text_has_no_table() -> None:
    assert Drawn().words((300, 600, 2300, 2400)).cells() == []
    assert Drawn().words((300, 600, 2300, 2400), step=24).cells() == []


@pytest.mark.parametrize("size", [(1, 1), (40, 3000), (3000, 40)])
def test_tiny_pictures_have_no_table(size: tuple[int, int]) -> None:
    assert rules_of(Clean(Image.new("L", size, 0), DPI)) == ([], [])
