"""The text of a plan cut into pieces for the page: paragraphs, and in them the words that were read, marked.

Marks may lie in one another or overlap (a channel inside a target): each character belongs to the shortest mark that
covers it, so nothing is drawn twice and nothing is lost.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters ``[start, end)`` of the text that item ``key`` was read from; ``kind`` gives the colour."""

    start: int
    end: int
    key: str
    kind: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with one look. ``first`` = the first piece of its mark in the document: it carries the anchor."""

    text: str
    key: str = ""
    kind: str = ""
    first: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; ``level`` says how far it is indented (0 to 4), ``heading`` whether it stands out."""

    pieces: tuple[Piece, ...]
    level: int = 0
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a paragraph stands: characters ``[start, end)``, and the marker that it begins with."""

    start: int
    end: int
    mark: str = "none"


LEVELS = {"part": 0, "roman": 0, "number": 1, "decimal": 1, "letter": 2, "dash": 3, "plus": 4}
HEADINGS = frozenset({"part", "roman"})


class Marker:
    """Draws the paragraphs and cells of one document, part by part; each mark gets its anchor once."""

    def __init__(self, text: str, marks: Iterable[Mark] = ()) -> None:
        self.text = text
        self._marks = _owners(len(text), marks)
        self._anchored: set[str] = set()

    def paragraphs(self, stretches: Sequence[Stretch], within: tuple[int, int] | None = None) -> list[Paragraph]:
        """The text (or the part ``within``) as paragraphs. Text outside of every stretch is kept as paragraphs of its
        own; white space is folded to one blank, so that lines are put together again."""
        return [
            Paragraph(tuple(pieces), LEVELS.get(stretch.mark, 0), stretch.mark in HEADINGS)
            for stretch in _whole(self.text, stretches, within or (0, len(self.text)))
            if (pieces := self._pieces(stretch.start, stretch.end))
        ]

    def cell(self, span: Sequence[int]) -> tuple[Piece, ...]:
        """The pieces of one cell of a table."""
        return tuple(self._pieces(span[0], span[1]))

    def _pieces(self, start: int, end: int) -> list[Piece]:
        if not self.text[start:end].strip():
            return []
        here = [mark for mark in self._marks if mark.start < end and mark.end > start]
        edges = {start, end}
        for mark in here:
            edges |= {max(mark.start, start), min(mark.end, end)}
        pieces: list[Piece] = []
        for left, right in pairwise(sorted(edges)):
            owner = next((mark for mark in here if mark.start <= left and right <= mark.end), None)
            self._add(pieces, _SPACES.sub(" ", self.text[left:right]), owner)
        return pieces

    def _add(self, pieces: list[Piece], words: str, owner: Mark | None) -> None:
        key, kind = (owner.key, owner.kind) if owner else ("", "")
        if pieces and pieces[-1].text.endswith(" "):
            words = words.lstrip()
        if not words:
            return
        if pieces and pieces[-1].key == key:
            pieces[-1] = replace(pieces[-1], text=pieces[-1].text + words)
            return
        pieces.append(Piece(words, key, kind, first=bool(key) and key not in self._anchored))
        self._anchored.add(key)


def _owners(length: int, marks: Iterable[Mark]) -> list[Mark]:
    """Marks inside the text, the shortest first."""
    inside = [mark for mark in marks if 0 <= mark.start < mark.end <= length]
    return sorted(inside, key=lambda mark: (mark.end - mark.start, mark.start, mark.key))


def _whole(text: str, stretches: Sequence[Stretch], within: tuple[int, int]) -> list[Stretch]:
    """The stretches in order, without overlap, and the text between them."""
    found: list[Stretch] = []
    at, last = within
    for stretch in sorted(stretches, key=lambda stretch: (stretch.start, stretch.end)):
        start, end = max(stretch.start, at), min(stretch.end, last)
        if start >= end:
            continue
        found += _between(text, at, start)
        found.append(Stretch(start, end, stretch.mark))
        at = end
    return [*found, *_between(text, at, last)]


def _between(text: str, start: int, end: int) -> list[Stretch]:
    return [Stretch(start + match.start(), start + match.end()) for match in re.finditer(r"[^\n]+", text[start:end])]


def find_words(text: str, words: str) -> tuple[int, int] | None:
    """Where the words stand in the text, whatever white space lies between them; None where they do not."""
    parts = words.split()[:400]
    if not parts:
        return None
    found = re.search(r"\s+".join(re.escape(part) for part in parts), text)
    return found.span() if found else None
