"""What would not fit on one page and has to break: rows of tables higher than half of it, Nơi nhận longer than that.

Both printers ask here, so that they break the same. Heights are estimated from the widths of our own letters.
"""

from collections.abc import Sequence
from math import ceil

from vanban.form import measures
from vanban.form.document import DataTable, Text, plain
from vanban.form.looks import LOOKS, NATURAL
from vanban.form.widths import MM_PER_POINT, width_of

HALF = (measures.PAGE_HEIGHT - measures.TOP - measures.BOTTOM) / 2
HALF_LANDSCAPE = (measures.PAGE_WIDTH - measures.TOP - measures.BOTTOM) / 2
PADDING = 3.0
"""Millimetres on both sides of a cell."""
SHORT = 300
"""Letters that fill no half page in any column in use."""


def breaks(table: DataTable, row: Sequence[Text], width: float) -> bool:
    """Whether a row of a table ``width`` mm wide is higher than half a page; it may then go on on the next."""
    texts = [plain(cell) for cell in row]
    if max(map(len, texts)) < SHORT:
        return False
    size = LOOKS["VBSmall" if table.small else "VBCell"].size
    columns = [share * width for share in table.shares()]
    half = HALF if width <= measures.TEXT_WIDTH else HALF_LANDSCAPE
    return any(_height(text, column - PADDING, size) > half for text, column in zip(texts, columns, strict=True))


def in_parts(recipients: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Lines of Nơi nhận: those that stand beside the signature, and those that may stand on the next page."""
    size = LOOKS["VBRecipients"].size
    high = 0.0
    for count, line in enumerate(recipients):
        high += _height(line, measures.SIGN_LEFT, size)
        if high > HALF:
            return tuple(recipients[:count]), tuple(recipients[count:])
    return tuple(recipients), ()


def _height(text: str, width: float, size: float) -> float:
    """Millimetres of a paragraph in a column."""
    lines = ceil(width_of(text, size) / max(width, size * MM_PER_POINT)) if text else 0
    return lines * size * NATURAL * MM_PER_POINT
