"""Two texts word by word: what differs between the body and the appendix of a plan."""

from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Piece:
    """A run of words, and whether the other text lacks it."""

    text: str
    differs: bool


def compare_words(left: str, right: str) -> tuple[list[Piece], list[Piece]]:
    """Pieces of both texts in order; joined with single spaces they give the texts' words again."""
    a, b = left.split(), right.split()
    matcher = SequenceMatcher(a=a, b=b, autojunk=False)
    lefts: list[Piece] = []
    rights: list[Piece] = []
    for tag, a_from, a_to, b_from, b_to in matcher.get_opcodes():
        if a_to > a_from:
            lefts.append(Piece(" ".join(a[a_from:a_to]), tag != "equal"))
        if b_to > b_from:
            rights.append(Piece(" ".join(b[b_from:b_to]), tag != "equal"))
    return lefts, rights
