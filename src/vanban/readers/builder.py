"""Builds a Source piece by piece, so that every reader counts offsets the same way."""

import unicodedata
from collections.abc import Iterable, Sequence

from vanban.readers.grid import ABOVE
from vanban.readers.refusals import refusal
from vanban.source import Cell, Format, Line, Source, Table

MOST_CHARACTERS = 2_000_000
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"))
SPACES = {ord(char): " " for char in "\u00a0\u2002\u2003\u2009\u202f\u3000\t"}
SAME = {0xFFFE: "-", 0x2010: "-", 0x2011: "-"}
TABLE = INVISIBLE | SPACES | SAME


def tidy(text: str) -> str:
    """NFC, without invisible characters; odd spaces and hyphens become plain ones."""
    kept = "".join(char for char in text.translate(TABLE) if char >= " " or char == "\n")
    return unicodedata.normalize("NFC", kept)


class SourceBuilder:
    """Takes lines and tables in reading order."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.lines: list[Line] = []
        self.tables: list[Table] = []

    def line(
        self,
        text: str,
        *,
        page: int,
        box: tuple[float, float, float, float] | None = None,
        bold: bool = False,
        flows: bool = False,
        gap: bool = False,
    ) -> None:
        """One line; ``gap`` puts an empty line before it. Empty text is left out."""
        text = tidy(text).strip()
        if not text:
            return
        if gap and self.parts:
            self._write("\n")
        start = self._write(text)
        self.lines.append(Line(start, start + len(text), page, box, bold, flows))
        self._write("\n")

    def table(self, rows: Iterable[Sequence[str]], *, page: int) -> None:
        """A table, header first, written cell after cell; rows are filled up to the widest."""
        cells = [[text if text == ABOVE else tidy(text).strip() for text in row] for row in rows]
        width = max((len(row) for row in cells), default=0)
        if not width or not any(any(row) for row in cells):
            return
        self.tables.append(
            Table(tuple(tuple(self._cell(t) for t in (*row, *[""] * (width - len(row)))) for row in cells), page)
        )

    def source(self, made: Format, *, pages: int, engine: str, notes: Iterable[str] = ()) -> Source:
        """What was built. Raises ``ReadError("empty")`` when there is not one letter."""
        text = "".join(self.parts)
        if not any(map(str.isalnum, text)):
            raise refusal("empty")
        return Source(text, tuple(self.lines), made, tuple(self.tables), pages, engine, tuple(notes))

    def _cell(self, text: str) -> Cell:
        if text == ABOVE:
            return Cell("", self.length, self.length, goes_on=True)
        start = self._write(text)
        if text:
            self._write("\n")
        return Cell(text, start, start + len(text))

    def _write(self, text: str) -> int:
        """Append, and tell where it begins."""
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        if self.length > MOST_CHARACTERS:
            raise refusal("too_complex")
        return start
