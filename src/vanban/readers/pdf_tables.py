"""Ruled tables of a PDF page: the grid from its rules, the words from the characters inside each cell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from vanban.readers.grid import ABOVE, one_header
from vanban.readers.grid import Grid as Words
from vanban.readers.pdf_objects import Rule
from vanban.readers.pdf_page import Char, cell_text
from vanban.readers.pdf_rules import NEAR, Box, Grid, grids
from vanban.readers.seen import unmarked

SAME_WIDTHS, ASIDE, SAME_SCALE = 8.0, 20.0, 0.08
"""Points by which the edges of the columns of two pages may differ, and by which all of them may lie aside (7 mm); the
part by which one page may be larger: two photos are not taken from the same distance."""


@dataclass(frozen=True, slots=True)
class PdfTable:
    """A table as found on one page: its place, the left edges of its columns, the words of its cells."""

    box: Box
    edges: tuple[float, ...]
    grid: Words

    def goes_on_as(self, other: "PdfTable") -> bool:
        """Whether a table of the next page has the same columns, though a scanner drew that page in a little aside, or
        it was photographed from a little nearer."""
        if len(self.edges) != len(other.edges) or self._width < 1:
            return False
        scale, middle = other._width / self._width, (self.edges[0] + self.edges[-1]) / 2
        if abs(scale - 1) > SAME_SCALE:
            return False
        aside = [b - middle - scale * (a - middle) for a, b in zip(self.edges, other.edges, strict=True)]
        return max(aside) - min(aside) < SAME_WIDTHS and abs(median(aside)) < ASIDE

    @property
    def _width(self) -> float:
        return self.edges[-1] - self.edges[0]


def page_tables(rules: Iterable[Rule], chars: Sequence[Char]) -> list[PdfTable]:
    """The tables of a page, from the top down. A frame around text and a ruled head are not tables."""
    tables = [table_of(grid, chars) for grid in grids(rules)]
    return [table for table in tables if table is not None]


def inside(char: Char, box: Box) -> bool:
    """Whether a character stands in a box."""
    middle = (char.x0 + char.x1) / 2
    return box[0] <= middle <= box[2] and box[1] <= char.base - 0.25 * char.size <= box[3]


def table_of(grid: Grid, chars: Sequence[Char]) -> PdfTable | None:
    """The table of a grid; None for a frame around other things."""
    mine = [char for char in chars if inside(char, grid.box)]
    words = _marked(grid, [_row(row, mine) for row in grid.rows])
    words = [row for row in words if any(text.strip() for text in row)]
    head = unmarked(" ".join(text for row in words[:2] for text in row)).upper()
    if len(words) < 2 or "CỘNG HÒA" in head or "NƠI NHẬN" in head:
        return None
    if _deep_header(grid):
        words = one_header(words)
    return PdfTable(grid.box, grid.columns, words)


def _marked(grid: Grid, words: Words) -> Words:
    """The words of the rows, with ``ABOVE`` where a cell that begins higher reaches down."""
    reach = [0.0] * len(grid.columns)
    for cells, texts in zip(grid.rows, words, strict=True):
        top = min((cell[1] for cell in cells if cell), default=0.0)
        for column, cell in enumerate(cells):
            if cell:
                reach[column] = cell[3]
            elif reach[column] > top + NEAR:
                texts[column] = ABOVE
    return words


def _row(cells: Sequence[Box | None], chars: Sequence[Char]) -> list[str]:
    """The words of the cells of one row; where cells are merged, the words stand in the first."""
    boxes = [cell for cell in cells if cell]
    if not boxes:
        return [""] * len(cells)
    top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    band = [char for char in chars if top <= char.base - 0.25 * char.size <= bottom]
    return [cell_text([char for char in band if inside(char, cell)]) if cell else "" for cell in cells]


def _deep_header(grid: Grid) -> bool:
    """Whether the header takes two rows: its first cell reaches down over both, another one spans columns."""
    if len(grid.rows) < 3 or grid.rows[0][0] is None or grid.rows[1][0] is not None:
        return False
    return any(cell is None for cell in grid.rows[0]) and any(grid.rows[1])
