"""The words of a scan on their way into a Source: their places travel with the text.

Lines carry their words beside them. The text of table cells passes through code that knows only strings (headers of two
rows, rows that a page break cut), so there each word is preceded by a mark: a character of a private plane that says
which word it is. Marks are taken out when the Source is written.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from vanban.source import UncertainKind

Box = tuple[float, float, float, float]
FIRST_MARK = 0xF0000
MARKS = 120_000
OF_A_PAGE = 1_000
"""Words of the tables of one page that have marks; further ones have no place."""
MARK = re.compile(f"[{chr(FIRST_MARK)}-{chr(FIRST_MARK + MARKS)}]")


@dataclass(frozen=True, slots=True)
class Seen:
    """A word: ``box`` in points of the straightened page, for putting lines together; ``place`` on the page as it is,
    for showing; ``kind`` and ``others`` as in ``vanban.source.Uncertain``."""

    text: str
    box: Box
    place: Box
    confidence: float
    kind: UncertainKind | None = None
    others: tuple[str, ...] = ()
    mark: str = ""


def marked(word: Seen) -> str:
    """The text of a word behind its mark, where it has one."""
    return f"{word.mark}{word.text}"


def unmarked(text: str) -> str:
    """The text without marks."""
    return MARK.sub("", text)


Again = Callable[[Box], str]
"""Reads what stands in a box, in points of the straightened page, once more."""


def mark_of(page: int, half: int = 0) -> Callable[[int], str]:
    """The marks of a page (from 1): the one of its first word, of its second …; empty where there is none left.
    ``half``: 1 or 2 where two pages are in one picture."""
    most = OF_A_PAGE // 2 if half else OF_A_PAGE
    first = (page - 1) * OF_A_PAGE + most * max(0, half - 1)

    def mark(index: int) -> str:
        return chr(FIRST_MARK + first + index) if index < most and first + index < MARKS else ""

    return mark
