"""A document number that two readings of a scan give in two ways: the one that the document names elsewhere, too."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from vanban.readers.pdf_page import Piece
from vanban.readers.repairs import repaired
from vanban.readers.seen import Seen
from vanban.readers.twice import core

NUMBER = re.compile(r"\d{1,5}[a-z]?[/-](?:\d{4}/)?[A-ZĐ][\wĐđ/-]+")

SURE = 0.9
"""Confidence of a number from which on it is known, though its second reading was another."""


def with_known_numbers(lines: Iterable[Piece]) -> Iterator[Piece]:
    """The lines of a document; where a number was read in two ways and only the second is the number of an act that the
    document names in another place, it is that one. Both stay beside it, and the clerk still decides."""
    kept = list(lines)
    seen = [word for line in kept for word in line.words]
    sure = {core(word.text) for word in seen if word.kind != "figures_differ" or word.confidence > SURE}
    for line in kept:
        words = tuple(_known(word, sure) for word in line.words)
        yield line if words == line.words else replace(line, text=" ".join(w.text for w in words), words=words)


def _known(word: Seen, sure: set[str]) -> Seen:
    mine = core(word.text)
    if word.kind != "figures_differ" or not NUMBER.fullmatch(mine) or mine in sure:
        return word
    others = {_whole(word, other) for other in word.others} & sure
    if len(others) != 1:
        return word
    text = word.text.replace(mine, others.pop())
    return replace(word, text=text, others=tuple(dict.fromkeys((word.text, *word.others))))


def _whole(word: Seen, other: str) -> str:
    """The other reading without blanks, its letters set right."""
    return core(repaired(replace(word, text="".join(other.split()), kind=None, others=())).text)
