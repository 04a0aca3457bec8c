"""The clauses of a document's text with their numbering, for comparing two editions."""

import re
from collections.abc import Iterable

from vanban.blocks import Mark
from vanban.compare import Clause

RANK = {Mark.PART: 0, Mark.ROMAN: 1, Mark.NUMBER: 2, Mark.DECIMAL: 3, Mark.LETTER: 4, Mark.DASH: 5, Mark.PLUS: 6}
_LABEL = re.compile(
    r"\s*(?:(?:PHẦN|Phần)\s+(?P<part>\w+)|(?:Điều\s+)?(?P<label>\d+(?:\.\d+)*|[IVX]+|[A-Za-zđ])\s?[.)/])"
)

Stretch = tuple[int, int, str]
"""Start, end, and the marker that the paragraph begins with (``blocks.Mark``)."""


def clauses_of(text: str, paragraphs: Iterable[Stretch]) -> list[Clause]:
    """One clause for each paragraph that has words. A dash has the number of what it stands under: its place among
    others shifts with every line that comes in between."""
    above: dict[int, str] = {}
    found = []
    for place, (start, end, mark) in enumerate(paragraphs):
        words = " ".join(text[start:end].split())
        if not words:
            continue
        number = _number(above, mark, words)
        found.append(Clause(key=str(place), text=words, number=number, place=place))
    return found


def _number(above: dict[int, str], mark: str, words: str) -> str:
    rank = next((rank for known, rank in RANK.items() if known.value == mark), None)
    if rank is None:
        return ".".join(above[level] for level in sorted(above))
    for level in [level for level in above if level >= rank]:
        del above[level]
    bullet = rank >= RANK[Mark.DASH]
    match = None if bullet else _LABEL.match(words)
    above[rank] = "-" if bullet else (match["part"] or match["label"] if match else "?")
    return ".".join(above[level] for level in sorted(above))
