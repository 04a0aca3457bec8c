"""The words of one cell of a scanned table, without what specks and what is left of rules make of them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from vanban.readers.engine import SeenWord
from vanban.restoring.language import BITS, FIXED, UNKNOWN
from vanban.restoring.model import shipped
from vanban.restoring.spelling import is_syllable

DASHES = ("-", "–", "+")
EDGE = ".,:;()"
QUOTES = "\"'“”‘’"
BEFORE = re.compile(r"^[.,:;'`_|~^*°]+(?=\w)")
"""Marks that never stand at the beginning of a word."""
JOINED = re.compile(r"([^\W\d_]{2,})['.:·*]([a-zà-ỹđ]{2,}|\d{1,3})")
NUMBER = re.compile(r"\d{1,3},")
"""The number of a row; its stop was read as a comma."""
STOPPED = re.compile(r"[^\W\d_]{2,}[.']")
MARKED = re.compile(r"([^\W\d_]{2,})([.',:;])")
ONE_WORD, HARDLY_TWO = 0.4, 0.1
"""How likely a syllable follows another where both are one word ("quy định"), which nothing parts: a speck does not. Of
lists ("phòng, ban") it is 0.16 at most; a colon stands before words that hardly follow at all."""
BRACKETS = str.maketrans("{}[]", "()()")
FLAT = 1.4
"""A dash is this much wider than high; a speck is not."""
Words = list[list[SeenWord]]


def sound_lines(lines: Sequence[Sequence[SeenWord]]) -> Words:
    """The lines without marks that stand by themselves, half pairs of quotes, dots before words and a comma at the
    end of the cell."""
    kept = [[word for index, word in enumerate(line) if _says(word, (index, len(line)))] for line in lines]
    kept = [line for line in kept if line]
    while kept and not _letters(kept[-1][-1].text):
        kept[-1].pop()
        kept = [line for line in kept if line]
    whole = "".join(word.text for line in kept for word in line)
    paired = whole.count('"') % 2 == 0 and "'" not in whole and whole.count("“") == whole.count("”")
    out = [
        [part for word in line for part in _apart(replace(word, text=_bare(word.text, paired=paired)))] for line in kept
    ]
    out = _without_false_stops(out)
    if out:
        last = out[-1][-1]
        out[-1][-1] = replace(
            last, text=last.text if NUMBER.fullmatch(last.text) else last.text.rstrip(",-") or last.text
        )
    return out


def _apart(word: SeenWord) -> list[SeenWord]:
    """Two syllables with a dot between them that is no mark: two words."""
    found = JOINED.fullmatch(word.text)
    if not found or not all(is_syllable(part.lower()) or part.isdigit() for part in found.groups()):
        return [word]
    x0, top, x1, bottom = word.box
    cut = x0 + (x1 - x0) * (len(found[1]) + 0.5) / len(word.text)
    return [
        replace(word, text=found[1], box=(x0, top, cut, bottom)),
        replace(word, text=found[2], box=(cut, top, x1, bottom)),
    ]


def _without_false_stops(lines: Words) -> Words:
    """The lines without full stops before words that go on in small letters, and without marks inside of words of two
    syllables: specks are as large."""
    words = [word for line in lines for word in line]
    false = {id(word) for word, after in pairwise(words) if _is_false(word.text, after.text)}
    return [[replace(word, text=word.text[:-1]) if id(word) in false else word for word in line] for line in lines]


def _is_false(read: str, after: str) -> bool:
    if STOPPED.fullmatch(read) and after[:1].islower() and ")" not in after[:3]:
        return True
    found = MARKED.fullmatch(read)
    if not found:
        return False
    return _follows(found[1], after) >= (HARDLY_TWO if found[2] in ":;" else ONE_WORD)


def _follows(word: str, after: str) -> float:
    """How likely a word is behind another."""
    language = shipped().language
    history, number = language.number(word.lower()), language.number(after.strip(EDGE).lower())
    return language.after(UNKNOWN << BITS | history, number) if min(history, number) >= len(FIXED) else 0.0


def _says(word: SeenWord, place: tuple[int, int]) -> bool:
    """Whether a word has letters or figures, or is a dash: at the start of a line it marks an item, between words it is
    one where it is flat."""
    if _letters(word.text):
        return True
    if word.text not in DASHES or place[1] == 1:
        return False
    x0, top, x1, bottom = word.box
    return place[0] == 0 or x1 - x0 > FLAT * (bottom - top)


def _bare(text: str, *, paired: bool) -> str:
    bare = BEFORE.sub("", text if paired else text.strip(QUOTES))
    return bare.translate(BRACKETS) or text


def _letters(text: str) -> bool:
    return any(map(str.isalnum, text))
