"""What every reader returns: the text of a document, with the place of each line and of each table cell.

Offsets are characters of ``Source.text``. ``Source.text`` is the whole text as read (Unicode NFC); the text of a true
table stands in it too, cell after cell, so that every item of a reading can point at its place.
"""

from dataclasses import dataclass, field
from typing import Literal

Span = tuple[int, int]
"""Half-open range ``[start, end)`` of characters in ``Source.text``."""

Format = Literal["text", "docx", "pdf", "scan"]
"""``scan``: at least one page was read from its picture."""

UncertainKind = Literal["unsure", "figures_differ", "repaired", "restored"]
"""``unsure``: the engine's confidence is low. ``figures_differ``: two readings of a line with figures do not agree; the
clerk decides first. ``repaired``: set right against a closed list or by its order (heading numerals, suffixes of
numbers, names of units). ``restored``: diacritics given back to a damaged or bare text; never a number or a name."""


@dataclass(frozen=True, slots=True)
class Uncertain:
    """A stretch of ``Source.text`` that is not plainly what stands on the paper. ``others`` are the other readings,
    best first; for ``restored`` and ``repaired`` the first one is what was read before. ``confidence`` is 0 to 1.
    ``box`` as in ``Line``."""

    start: int
    end: int
    kind: UncertainKind
    confidence: float | None = None
    others: tuple[str, ...] = ()
    page: int = 1
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page and how it was read. ``turned``: degrees clockwise (0, 90, 180, 270) by which the page of the file has
    to be turned to stand upright; boxes are in points from the top left of the upright page of ``width`` × ``height``
    points. ``confidence``: mean of the engine over the words of a picture, 0 to 1."""

    page: int
    kind: Literal["digital", "picture", "bad_layer"]
    width: float
    height: float
    turned: int = 0
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a scan with its place (``box`` as in ``Line``, on the upright page) and the engine's confidence, 0 to
    1. Words stand in the order of the text, those of table cells too."""

    start: int
    end: int
    page: int
    box: tuple[float, float, float, float]
    confidence: float


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line (text, PDF) or one paragraph (DOCX).

    ``page`` counts from 1. ``box`` is ``(x0, top, x1, bottom)`` in points from the top left corner of the page, or None
    where the format has no places. ``flows`` is True when the line is known to be a whole paragraph (DOCX), so that it
    must not be joined with the next one.
    """

    start: int
    end: int
    page: int = 1
    box: tuple[float, float, float, float] | None = None
    bold: bool = False
    flows: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; ``text`` equals ``Source.text[start:end]`` up to white space. ``goes_on``: an empty cell
    that belongs to a merged cell whose words stand in a row above."""

    text: str
    start: int
    end: int
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: ``rows[0]`` is the header. Every row has the same number of cells. ``certain`` is False for a table that
    was guessed from flattened text."""

    rows: tuple[tuple[Cell, ...], ...]
    page: int = 1
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Setup:
    """The page of a file: paper and margins in millimetres, size of letters in points; None or "" where the file does
    not say."""

    width: float | None = None
    height: float | None = None
    top: float | None = None
    bottom: float | None = None
    left: float | None = None
    right: float | None = None
    font: str = ""
    size: float | None = None
    numbered: str = ""
    """Where the pages are numbered: "top", "bottom", "nowhere"; "" where the file does not say."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document as read. ``lines`` never overlap and stand in reading order; lines inside a table are left out of
    ``lines`` and stand in ``tables`` only."""

    text: str
    lines: tuple[Line, ...]
    format: Format
    tables: tuple[Table, ...] = ()
    pages: int = 1
    engine: str = ""
    notes: tuple[str, ...] = field(default=())
    uncertain: tuple[Uncertain, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    words: tuple[Word, ...] = ()
    setup: Setup | None = None

    def line_text(self, line: Line) -> str:
        """The characters of one line."""
        return self.text[line.start : line.end]


def printed_lines(source: Source) -> list[list[int | float]]:
    """Where the lines and the table cells of a scan stand: ``[start, end, page, x0, top, x1, bottom]`` of each, in the
    order of the text."""
    out: list[list[int | float]] = []
    for word in source.words:
        last = out[-1] if out else None
        if last and last[2] == word.page and "\n" not in source.text[int(last[1]) : word.start]:
            x0, top, x1, bottom = word.box
            last[1] = word.end
            last[3:] = [min(last[3], x0), min(last[4], top), max(last[5], x1), max(last[6], bottom)]
        else:
            out.append([word.start, word.end, word.page, *word.box])
    return out
