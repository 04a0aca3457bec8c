"""Changes of words, and the blank that is put back where two words were read as one."""

from collections.abc import Sequence
from dataclasses import dataclass

from vanban.restoring.guarded import Token
from vanban.restoring.language import Language
from vanban.source import UncertainKind


@dataclass(frozen=True, slots=True)
class Change:
    """One word: as read, as restored, how sure."""

    start: int
    end: int
    read: str
    text: str
    kind: UncertainKind
    confidence: float


def with_blanks(tokens: Sequence[Token], changes: Sequence[Change | None], language: Language) -> list[Change]:
    """The changes of the tokens, in order; two words that a sign glues are one change with a blank between them, where
    both are words: "ndi.dung" → "nội dung", "thirc.T6" → "thức. Tổ". Else the sign stays, and the words keep theirs."""
    out: list[Change] = []
    for at, token in enumerate(tokens):
        one = changes[at]
        if token.joined and at:
            whole = _joined(tokens[at - 1 : at + 1], changes[at - 1 : at + 1], language)
            if whole:
                if changes[at - 1]:
                    out.pop()
                out.append(whole)
                continue
        if one:
            out.append(one)
    return out


def _joined(pair: Sequence[Token], changes: Sequence[Change | None], language: Language) -> Change | None:
    """Both words in one change; None where one of them is no word of the list, or nothing was restored."""
    first, second = (one.text if one else token.word for one, token in zip(changes, pair, strict=True))
    made = [one for one in changes if one]
    if (
        not made
        or any(one.kind == "unsure" for one in made)
        or not all(_known(one, language) for one in (first, second))
    ):
        return None
    read = f"{pair[0].word}{pair[1].joined}{pair[1].word}"
    sure = min(one.confidence for one in made)
    return Change(pair[0].start, pair[1].end, read, f"{first}{_sign(pair[1], second)}{second}", "restored", sure)


def _known(word: str, language: Language) -> bool:
    return word.lower() in language.numbers or word.isupper()


def _sign(second: Token, word: str) -> str:
    """What stands between them: a stop before a capital was printed, before a small letter it was a speck."""
    sign = second.joined
    if sign[0] in ",;:":
        return f"{sign[0]} "
    return ". " if sign[0] == "." and word[:1].isupper() else " "
