"""A piece of the source as one line of clean text, with the way back to its place.

The grammars (references, quantities, deadlines …) all read flat text: white space folded to single blanks, look-alike
letters mended, marks that print nothing dropped. So a number broken over a line end is seen whole, and every match
still knows its span in ``Source.text``.
"""

import re
import unicodedata
from collections.abc import Iterable

from vanban.source import Span

WORD = re.compile(r"\S+")
NOTHING = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
SAME = {"Ð": "Đ", "ð": "đ", "\ufffe": "-", "‐": "-", "‑": "-", "−": "-"}
ODD = re.compile(f"[{NOTHING}*{''.join(SAME)}]")
DASHES = str.maketrans({"–": "-", "—": "-", "‒": "-", "―": "-"})


class Flat:
    """Clean text and, for each of its characters, the offset in the source."""

    __slots__ = ("at", "text")

    def __init__(self, text: str, at: list[int]) -> None:
        self.text = text
        self.at = at

    @classmethod
    def of(cls, source: str, spans: Iterable[Span]) -> "Flat":
        """The flat text of ``source`` over ``spans``, which are joined by one blank each."""
        parts: list[str] = []
        at: list[int] = []
        for start, end in spans:
            for match in WORD.finditer(source, start, end):
                _append(match.group(), match.start(), (parts, at))
        return cls("".join(parts), at)

    def span(self, start: int, end: int) -> Span:
        """The source span of ``text[start:end]``, blanks at either side left out."""
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        if start == end:
            place = self.at[start] if start < len(self.at) else (self.at[-1] + 1 if self.at else 0)
            return place, place
        return self.at[start], self.at[end - 1] + 1

    def part(self, start: int, end: int) -> "Flat":
        """The flat text between two of its own offsets."""
        return Flat(self.text[start:end], self.at[start:end])


def _append(word: str, start: int, to: tuple[list[str], list[int]]) -> None:
    parts, at = to
    places: Iterable[int] = range(start, start + len(word))
    if word != "*" and ODD.search(word):
        kept = [
            (SAME.get(char, char), place)
            for char, place in zip(word, places, strict=True)
            if char not in NOTHING and char != "*"
        ]
        word, places = "".join(char for char, _ in kept), [place for _, place in kept]
    if not word:
        return
    if parts:
        parts.append(" ")
        at.append(start)
    parts.append(word)
    at.extend(places)


def clean(text: str) -> str:
    """White space folded to single blanks, ends trimmed."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """For comparing wording: NFC, case, dashes, look-alike letters and white space folded, end marks dropped."""
    text = unicodedata.normalize("NFC", text).replace("Ð", "Đ").translate(DASHES)
    return clean(text).strip(" .;:,").casefold()
