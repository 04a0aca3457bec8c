"""What can only be meant in a cell of a scanned table: the quarter of a year, a bracket that closes, an abbreviation.
What was read is kept beside each repair."""

import re
from collections.abc import Sequence
from dataclasses import replace

from vanban.closeness import letters_apart
from vanban.readers.seen import Seen
from vanban.restoring.spelling import is_syllable

QUARTER = re.compile(r"(?P<before>\W*)(?P<n>[1lI|!]{1,3}|[1lI|!]V)(?P<after>(?:[/,.;)].*)?)")
"""A Roman numeral, or what an engine makes of it: "Quý 11/2026" can only be the second quarter."""
CLOSED = re.compile(r"\((?P<letters>[A-ZĐ]{1,3})\)[IlÏÌÍ|]?(?P<after>\).*)")
"""An I before a bracket that was read as one more: "(A))" is "(AI)"."""
USUAL = ("UBND", "HĐND", "CCHC", "TTHC", "MTTQ")
CAPITALS = re.compile(r"(?P<before>\W*)(?P<letters>[^\W\d_]{3,6})(?P<after>\W*)")
NOUGHT = re.compile(r"O[1-9](?:\W.*)?")
SMALL = re.compile(r"(?P<before>\W*)[IÌÍÏĨ|](?P<rest>[a-zà-ỹ]+)(?P<after>\W*)")
"""An l before an accent, as "Ìý" for "lý": what was read is no syllable, with an l it is one."""
SURE = 0.93
"""An abbreviation that the engine is surer of stays: its writer may have mistyped it."""


def as_meant(words: Sequence[Seen]) -> list[Seen]:
    """The words of a cell in order, set right."""
    out: list[Seen] = []
    for index, word in enumerate(words):
        before = words[index - 1].text.lower() if index else ""
        quarter = _quarter(word.text) if before == "quý" else None
        right = quarter or _closed(word.text) or _nought(word.text) or _small(word) or _usual(word)
        out.append(_with(word, right) if right and right != word.text else word)
    return out


def _with(word: Seen, text: str) -> Seen:
    others = tuple(dict.fromkeys((word.text, *word.others)))
    return replace(word, text=text, kind=word.kind or "repaired", others=others)


def _quarter(text: str) -> str | None:
    found = QUARTER.fullmatch(text)
    return f"{found['before']}{re.sub('[1l|!]', 'I', found['n'])}{found['after']}" if found else None


def _closed(text: str) -> str | None:
    found = CLOSED.fullmatch(text)
    return f"({found['letters']}I{found['after']}" if found else None


def _nought(text: str) -> str | None:
    return f"0{text[1:]}" if NOUGHT.fullmatch(text) else None


def _small(word: Seen) -> str | None:
    found = SMALL.fullmatch(word.text)
    if not found or word.text.strip(".,;:()")[0].lower() == "i":
        return None
    text = f"l{found['rest']}"
    return f"{found['before']}{text}{found['after']}" if is_syllable(text) else None


def _usual(word: Seen) -> str | None:
    """The usual abbreviation that differs in one letter."""
    found = CAPITALS.fullmatch(word.text)
    if not found or word.confidence >= SURE or not found["letters"].isupper() or found["letters"] in USUAL:
        return None
    near = [one for one in USUAL if letters_apart(found["letters"], one) == 1]
    return f"{found['before']}{near[0]}{found['after']}" if len(near) == 1 else None
