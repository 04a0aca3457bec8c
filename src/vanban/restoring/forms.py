"""Wordings that every document has, and that never differ: the name of the state, its motto, "Nơi nhận:"."""

import re
from collections.abc import Sequence

from vanban.letters import unmarked
from vanban.restoring.guarded import Token
from vanban.restoring.spelling import skeleton

RECIPIENTS = re.compile("n[oe][il] nh[aioe][nm]")
FIXED = ("Cộng hòa xã hội chủ nghĩa Việt Nam", "Độc lập Tự do Hạnh phúc")
PLAIN = {tuple(unmarked(one).lower().split()): tuple(one.lower().split()) for one in FIXED}


def forms(tokens: Sequence[Token]) -> dict[int, str]:
    """Place of a token → the word, in small letters, that a fixed wording has there; at most every third word of it may
    be misread, in one letter."""
    read = [skeleton(token.word) for token in tokens]
    found: dict[int, str] = {}
    for at in range(len(read)):
        for plain, words in PLAIN.items():
            if _says(read[at : at + len(plain)], plain):
                found.update(zip(range(at, at + len(words)), words, strict=True))
        if tokens[at].closed[:1] == ":" and at and RECIPIENTS.fullmatch(" ".join(read[at - 1 : at + 1])):
            found |= {at - 1: "nơi", at: "nhận"}
    return found


def _says(read: Sequence[str], plain: Sequence[str]) -> bool:
    if len(read) != len(plain) or read[0][:1] != plain[0][:1]:
        return False
    wrong = [pair for pair in zip(read, plain, strict=True) if pair[0] != pair[1]]
    return len(wrong) * 3 <= len(plain) and all(_one_letter(*pair) for pair in wrong)


def _one_letter(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1
