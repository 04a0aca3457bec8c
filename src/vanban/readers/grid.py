"""What tables of every format have in common: headers of two rows, and rows that a page break has cut."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from vanban.readers.seen import unmarked

NEARLY = 0.9
Grid = list[list[str]]
ABOVE = "\x1c"
"""In a grid: the cell goes on from the row above. White space to ``strip``, and never printed."""


def one_header(grid: Grid) -> Grid:
    """A header of two rows ("Thời gian" over "Bắt đầu" and "Kết thúc") becomes one row."""
    over = ""
    header = []
    for column, top in enumerate(grid[0]):
        below = grid[1][column] if column < len(grid[1]) else ""
        over = top or (over if below else "")
        header.append(f"{over} {below}".strip())
    return [header, *grid[2:]]


def joined(first: Grid, second: Grid) -> Grid:
    """Two parts of a table on two pages as one: a repeated header goes; a row that was cut is made whole."""
    rest = [list(row) for row in second]
    if rest and _same(rest[0], first[0]):
        rest = rest[1:]
    whole = [list(row) for row in first]
    if rest and len(whole) > 1 and not rest[0][0].strip() and whole[-1][0].strip():
        cut = rest.pop(0)
        whole[-1] = [f"{above} {below}".strip() for above, below in zip(whole[-1], cut, strict=True)]
    return whole + rest


def _same(row: Sequence[str], other: Sequence[str]) -> bool:
    one, two = ([_plain(text) for text in each] for each in (row, other))
    # Of a scan, one letter of a repeated header may be read otherwise.
    return one == two or SequenceMatcher(None, "|".join(one), "|".join(two), autojunk=False).ratio() > NEARLY


def _plain(text: str) -> str:
    return " ".join(unmarked(text).split()).casefold()
