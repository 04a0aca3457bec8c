"""Typing errors in a search: a word that nothing here uses becomes the nearest one that something does. Pure.

Vietnamese syllables are short, so one slip (a letter too many, missing, wrong, or two exchanged) is as far as guessing
is safe; of several the one that stands beside its neighbour somewhere is taken ("khia sinh" → "khai sinh", not
"khi sinh"). Everything without marks: who searches with typing errors seldom types them.
"""

import string
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from lantoa.core.folding import fold

SHORTEST = 3
"""Letters of a word that is mended; shorter ones are near everything."""
_LETTERS = string.ascii_lowercase + string.digits
_NEIGHBOUR = 1000
"""A pair that stands somewhere weighs more than any number of single words."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How often each word, and each pair of words beside one another, stands in what may be found."""

    words: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)


def vocabulary_of(texts: Iterable[str]) -> Vocabulary:
    """The words of titles, summaries, sentences."""
    found = Vocabulary()
    for text in texts:
        words = words_of(text)
        found.words.update(words)
        found.pairs.update(pairwise(words))
    return found


def words_of(text: str) -> list[str]:
    """Folded words without punctuation."""
    kept = "".join(letter if letter.isalnum() else " " for letter in fold(text))
    return kept.split()


def mended(text: str, known: Vocabulary) -> str:
    """The search with each unknown word replaced by the nearest known one; "" where there is nothing to mend, or a word
    that nobody can guess."""
    words = words_of(text)
    found = list(words)
    for place, word in enumerate(words):
        if word in known.words:
            continue
        near = [one for one in slips(word) if one in known.words] if len(word) >= SHORTEST else []
        if not near:
            return ""
        found[place] = max(near, key=lambda one: (_weight(one, place, found, known=known), one))
    return " ".join(found) if found != words else ""


def _weight(one: str, place: int, words: list[str], *, known: Vocabulary) -> int:
    before = known.pairs[words[place - 1], one] if place else 0
    after = known.pairs[one, words[place + 1]] if place + 1 < len(words) else 0
    return _NEIGHBOUR * (before + after) + known.words[one]


def slips(word: str) -> Iterator[str]:
    """Every word that is one slip away."""
    word = word[:40]
    parts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    for left, right in parts:
        if right:
            yield left + right[1:]
            yield from (left + letter + right[1:] for letter in _LETTERS)
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]
        yield from (left + letter + right for letter in _LETTERS)
