"""Which items of a plan say the same thing twice: a target of the body that comes back in the appendix."""

from collections.abc import Sequence

from lantoa.core.folding import fold

ALIKE_FROM = 0.62
"""Share of words that two sentences have in common (Jaccard); below it they are different duties."""

FEWEST_WORDS = 5
MOST_ITEMS = 400
"""Comparing is quadratic; no real plan has so many items, and a hostile one must not take the worker's day."""


def repeated(texts: Sequence[str]) -> dict[int, int]:
    """Index of a later text → index of the earlier one that it repeats. A text is never matched to a repeated one."""
    words = [_words(text) for text in texts[:MOST_ITEMS]]
    found: dict[int, int] = {}
    for later, there in enumerate(words):
        earlier = ((likeness(there, words[i]), -i) for i in range(later) if i not in found)
        best = max(earlier, default=(0.0, 0))
        if best[0] >= ALIKE_FROM:
            found[later] = -best[1]
    return found


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared words by all words, 0 to 1; short sentences say too little to be compared."""
    if min(len(one), len(other)) < FEWEST_WORDS:
        return float(one == other and bool(one))
    return len(one & other) / len(one | other)


def _words(text: str) -> frozenset[str]:
    return frozenset("".join(letter if letter.isalnum() else " " for letter in fold(text)).split())
