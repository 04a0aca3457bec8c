"""Names of units that the caller knows, given back as they are written where a text whose marks are lost says them."""

from collections.abc import Sequence

from vanban.closeness import FEW, LONG, letters_apart, usable
from vanban.restoring.guarded import Token
from vanban.restoring.spelling import skeleton


def given(tokens: Sequence[Token], names: Sequence[str]) -> dict[int, str]:
    """Place of a token → the word, in small letters, that it is by one of the names: the same letters without marks, or
    few others where the name is long. Figures and the first letters have to be the same; the longest name wins."""
    read = [_level(token.word) for token in tokens]
    found: dict[int, str] = {}
    for name in sorted(usable(names), key=len, reverse=True):
        words = name.lower().split()
        plain = [_level(word) for word in words]
        for at in range(len(read) - len(words) + 1):
            there = range(at, at + len(words))
            if read[at][:1] == plain[0][:1] and found.keys().isdisjoint(there) and _same(read[at : there.stop], plain):
                found.update(zip(there, words, strict=True))
    return found


def _level(word: str) -> str:
    """An engine without Vietnamese reads Đ as P or D."""
    plain = skeleton(word)
    return f"d{plain[1:]}" if plain[:1] == "p" and plain[1:2] != "h" else plain


def _same(read: Sequence[str], plain: Sequence[str]) -> bool:
    if read == plain:
        return True
    one, other = " ".join(read), " ".join(plain)
    if len(other) < LONG or abs(len(one) - len(other)) > FEW or any(map(str.isdigit, one + other)):
        return False
    return letters_apart(one, other) <= FEW
