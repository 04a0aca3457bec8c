"""Tables that a ward writes into its draft itself, as plain text: a row on each line, cells parted by "|".

A table pasted from Word or Excel has tabs between its cells; both are understood.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

from lantoa.core.errors import Refused
from vanban.form.wording import clean

Rows = tuple[tuple[str, ...], ...]
MOST_COLUMNS, MOST_ROWS, MOST_LETTERS = 10, 200, 30_000
NARROWEST, WIDEST = 4, 40
"""Letters that a column counts for at least and at most when the width of the page is shared out."""


def rows_of(text: str) -> Rows:
    """The cells, every row as long as the longest; empty lines are dropped. The first row is the head."""
    lines = [line.replace("\t", "|") for line in text.splitlines()]
    rows = [[clean(cell).strip() for cell in line.strip().split("|")] for line in lines]
    kept = [row for row in rows if any(row)]
    width = max((len(row) for row in kept), default=0)
    return tuple(tuple(row + [""] * (width - len(row))) for row in kept)


def text_of(rows: Iterable[Sequence[str]]) -> str:
    """The rows as they are kept: a cell cannot hold the sign that parts cells."""
    return "\n".join(" | ".join(clean(cell).replace("|", "/").strip() for cell in row) for row in rows)


def tidied(text: str) -> str:
    """What somebody typed or pasted, as it is kept. Raises Refused("draft_long")."""
    rows = rows_of(text[: MOST_LETTERS + 1])
    if len(text) > MOST_LETTERS or len(rows) > MOST_ROWS or (rows and len(rows[0]) > MOST_COLUMNS):
        most = f"{MOST_COLUMNS} cột, {MOST_ROWS} hàng"
        raise Refused("draft_long", f"Bảng lớn quá {most}. Hãy tách bảng, hoặc để bảng ở tệp kèm theo.")
    return text_of(rows)


def widths_of(rows: Rows) -> tuple[float, ...]:
    """How much of the page each column takes: by its longest cell, within reason."""
    return tuple(float(min(max(*map(len, column), NARROWEST), WIDEST)) for column in zip(*rows, strict=True))


def aligns_of(rows: Rows) -> tuple[Literal["center", "left"], ...]:
    """Columns of short figures (TT, số lượng) stand in the middle, words at the left."""
    columns = zip(*(rows[1:] or rows), strict=True)
    return tuple("center" if all(_is_short(cell) for cell in column) else "left" for column in columns)


def _is_short(cell: str) -> bool:
    return len(cell) <= 6 and not any(letter.isalpha() for letter in cell)
