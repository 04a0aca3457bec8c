"""Two wordings of one clause, word by word: what stayed, what went, what came."""

import difflib
from dataclasses import dataclass

from vanban.vocabulary import Labelled

MOST_WORDS = 1500
"""Comparing is quadratic; a longer clause is shown as replaced whole."""


class PieceKind(Labelled):
    """What became of a run of words."""

    KEPT = "kept", "Giữ nguyên"
    GONE = "gone", "Bỏ"
    CAME = "came", "Thêm"


@dataclass(frozen=True, slots=True)
class WordPiece:
    """A run of words with one fate."""

    kind: PieceKind
    text: str


def word_differences(old: str, new: str) -> tuple[WordPiece, ...]:
    """The pieces in order; what is kept and gone together reads as the old text, kept and came as the new one (white
    space folded)."""
    before, after = old.split(), new.split()
    if max(len(before), len(after)) > MOST_WORDS and before != after:
        return _pieces([(PieceKind.GONE, before), (PieceKind.CAME, after)])
    found: list[tuple[PieceKind, list[str]]] = []
    for code, i, j, k, m in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if code == "equal":
            found.append((PieceKind.KEPT, before[i:j]))
        else:
            found += [(PieceKind.GONE, before[i:j]), (PieceKind.CAME, after[k:m])]
    return _pieces(found)


def _pieces(runs: list[tuple[PieceKind, list[str]]]) -> tuple[WordPiece, ...]:
    return tuple(WordPiece(kind, " ".join(words)) for kind, words in runs if words)
