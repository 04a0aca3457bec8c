"""Builds a Source piece by piece, so that every reader counts offsets the same way."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from vanban.readers.grid import ABOVE
from vanban.readers.refusals import refusal
from vanban.readers.seen import MARK, Seen
from vanban.source import Cell, Format, Line, Sheet, Source, Table, Uncertain, Word

MOST_CHARACTERS = 2_000_000
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"))
SPACES = {ord(char): " " for char in "\u00a0\u2002\u2003\u2009\u202f\u3000\t"}
SAME = {0xFFFE: "-", 0x2010: "-", 0x2011: "-"}
UNSURE = 0.7
"""Confidence below which a word of a scan is marked."""
TABLE = INVISIBLE | SPACES | SAME


def tidy(text: str) -> str:
    """NFC, without invisible characters; odd spaces and hyphens become plain ones."""
    kept = "".join(char for char in text.translate(TABLE) if char >= " " or char == "\n")
    return unicodedata.normalize("NFC", kept)


def _without_marks(text: str) -> tuple[str, list[tuple[str, int]]]:
    """The text of a cell without the marks of its words, and where each marked word begins."""
    found: list[tuple[str, int]] = []
    parts: list[str] = []
    length = 0
    for char in text:
        if MARK.match(char):
            found.append((char, length))
        else:
            parts.append(char)
            length += 1
    return "".join(parts), found


class SourceBuilder:
    """Takes lines and tables in reading order."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.lines: list[Line] = []
        self.tables: list[Table] = []
        self.words: list[Word] = []
        self.uncertain: list[Uncertain] = []
        self.marks: dict[str, tuple[int, Seen]] = {}

    def line(
        self,
        text: str,
        *,
        page: int,
        box: tuple[float, float, float, float] | None = None,
        bold: bool = False,
        flows: bool = False,
        gap: bool = False,
        words: Sequence[Seen] = (),
    ) -> None:
        """One line; ``gap`` puts an empty line before it; ``words`` are those of a scan. Empty text is left out."""
        text = tidy(text).strip()
        if not text:
            return
        if gap and self.parts:
            self._write("\n")
        start = self._write(text)
        self.lines.append(Line(start, start + len(text), page, box, bold, flows))
        at = 0
        for word in words:
            at = text.find(word.text, at)
            if at < 0:
                break
            self._seen(word, start + at, page)
            at += len(word.text)
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

    def know(self, words: Iterable[Seen], page: int) -> None:
        """Words of tables to come, by their marks."""
        self.marks |= {word.mark: (page, word) for word in words}

    def correct(self, words: Mapping[str, Seen]) -> None:
        """Known words, by their marks, that are others now."""
        self.marks |= {mark: (self.marks[mark][0], word) for mark, word in words.items()}

    def source(
        self, made: Format, *, pages: int, engine: str, notes: Iterable[str] = (), sheets: Iterable[Sheet] = ()
    ) -> Source:
        """What was built. Raises ``ReadError("empty")`` when there is not one letter."""
        text = "".join(self.parts)
        if not any(map(str.isalnum, text)):
            raise refusal("empty")
        return Source(
            text, tuple(self.lines), made, tuple(self.tables), pages, engine, tuple(notes), tuple(self.uncertain),
            tuple(sheets), tuple(self.words),
        )  # fmt: skip

    def _cell(self, text: str) -> Cell:
        if text == ABOVE:
            return Cell("", self.length, self.length, goes_on=True)
        start = self.length
        text, found = _without_marks(text)
        self._write(text)
        for mark, at in found:
            page, word = self.marks[mark]
            self._seen(word, start + at, page)
        if text:
            self._write("\n")
        return Cell(text, start, start + len(text))

    def _seen(self, word: Seen, start: int, page: int) -> None:
        """Keep the place of a word that was read from a picture, and what is uncertain about it."""
        end = start + len(word.text)
        self.words.append(Word(start, end, page, word.place, round(word.confidence, 2)))
        kind = word.kind or ("unsure" if word.confidence < UNSURE and any(map(str.isalnum, word.text)) else None)
        if kind:
            self.uncertain.append(Uncertain(start, end, kind, round(word.confidence, 2), word.others, page, word.place))

    def _write(self, text: str) -> int:
        """Append, and tell where it begins."""
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        if self.length > MOST_CHARACTERS:
            raise refusal("too_complex")
        return start
