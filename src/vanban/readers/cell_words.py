"""The words of one cell of a scanned table, without what specks and what is left of rules make of them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from vanban.readers.engine import SeenWord

DASHES = ("-", "–", "+")
QUOTES = "\"'“”‘’"
BEFORE = re.compile(r"^[.,:;'`_|~^*°]+(?=\w)")
"""Marks that never stand at the beginning of a word."""
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
    out = [[replace(word, text=_bare(word.text, paired=paired)) for word in line] for line in kept]
    if out:
        last = out[-1][-1]
        out[-1][-1] = replace(last, text=last.text.rstrip(",-") or last.text)
    return out


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
