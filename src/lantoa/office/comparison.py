"""Two texts word by word: what differs between the body and the appendix of a plan, or between two editions."""

from dataclasses import dataclass

from vanban.differences import PieceKind, word_differences


@dataclass(frozen=True)
class Piece:
    """A run of words, and whether the other text lacks it."""

    text: str
    differs: bool


def compare_words(left: str, right: str) -> tuple[list[Piece], list[Piece]]:
    """Pieces of both texts in order; joined with single spaces they give the texts' words again."""
    pieces = word_differences(left, right)
    lefts = [Piece(one.text, one.kind is not PieceKind.KEPT) for one in pieces if one.kind is not PieceKind.CAME]
    rights = [Piece(one.text, one.kind is not PieceKind.KEPT) for one in pieces if one.kind is not PieceKind.GONE]
    return lefts, rights
