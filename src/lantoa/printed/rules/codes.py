"""Short permanent codes of printed matter. Pure.

A code names its commune, so that a stranger's scan is looked up inside of one commune's wall and nowhere else; the
letters are those of Crockford's base 32, which nobody mistakes for one another when typing from paper.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", " ": "", ".": "-", "–": "-"})
_FORM = re.compile(rf"([{LETTERS}]{{1,7}})-([{LETTERS}]{{5}})")
LONGEST_COMMUNE = 2**31


@dataclass(frozen=True, slots=True)
class Code:
    """``commune``: its id. ``own``: five letters, unique in the commune."""

    commune: int
    own: str

    def __str__(self) -> str:
        return f"{_in_letters(self.commune)}-{self.own}"


def new_own(pick: Callable[[str], str]) -> str:
    """Five letters; ``pick`` chooses one (``secrets.choice``)."""
    return "".join(pick(LETTERS) for _ in range(5))


def code_from(text: str) -> Code | None:
    """The code that someone typed or scanned, however they write it; None: it is none."""
    found = _FORM.fullmatch(text.strip()[:20].upper().translate(_MISREAD))
    if found is None:
        return None
    commune = 0
    for letter in found[1]:
        commune = commune * 32 + LETTERS.index(letter)
    return Code(commune, found[2]) if 0 < commune < LONGEST_COMMUNE else None


def _in_letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number, 32)
        letters = LETTERS[rest] + letters
    return letters
