"""Figures, dates and document numbers of a scan are read twice, by two models; where they differ, both readings are
kept and the clerk decides first. (Where two readers agreed on figures, they were never wrong: facts of the project.)
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from vanban.readers.seen import Again, Box, Seen

FIGURE = re.compile(r"\d|[A-ZĐ]{2,}[/-][A-ZĐ]|/[A-ZĐ]{2,}")
"""What has a figure, or looks like the letters of a document's number."""
BETWEEN = 40.0
"""Points: figures that stand nearer to each other on a line are read in one go."""
SHORT = 6
"""Characters."""
CLEAR = 0.9
"""A figure of which the second reading saw nothing is left to the engine's own confidence."""
AROUND = 2.0
EDGE = ".,;:()[]“”\"'…*-_"
WELL_FORMED = re.compile(
    r"\d+(?:[.,/-]\d+)*%?|(?:\d+/)?(?:\d{4}/)?[A-ZĐ][A-Za-zĐđ]*\d{0,2}(?:[-/][A-ZĐ][A-Za-zĐđ]*\d{0,2})*|"
    r"[IVX]+(?:/\d{4})?|\d+[a-zđ]"
)
DASHES = re.compile("[‐‑–—]")


def read_twice(words: Sequence[Seen], again: Again) -> tuple[Seen, ...]:
    """The words of a line, with the other reading beside each figure that was read in two ways."""
    out = list(words)
    for group in _groups(words):
        first, last = group[0], group[-1]
        if len("".join(words[index].text for index in group)) < SHORT:
            last = min(last + 1, len(words) - 1)  # a figure by itself is not found to be a line
        box = _around([word.box for word in words[first : last + 1]])
        second = [text for text in again(box).split() if FIGURE.search(text)]
        mine = [index for index in group if FIGURE.search(words[index].text)]
        for index, other in _pairs([words[index].text for index in mine], second):
            out[mine[index]] = _compared(out[mine[index]], other)
    return tuple(out)


def _groups(words: Sequence[Seen]) -> list[list[int]]:
    """Indices of the words with figures, near ones together."""
    found = [index for index, word in enumerate(words) if FIGURE.search(word.text)]
    groups = [found[:1]] if found else []
    for before, index in pairwise(found):
        if words[index].box[0] - words[before].box[2] < BETWEEN:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _around(boxes: Sequence[Box]) -> Box:
    return (
        min(box[0] for box in boxes) - AROUND,
        min(box[1] for box in boxes) - AROUND,
        max(box[2] for box in boxes) + AROUND,
        max(box[3] for box in boxes) + AROUND,
    )


def _pairs(first: Sequence[str], second: Sequence[str]) -> list[tuple[int, str]]:
    """The other reading of each word; where the readings have not the same number of words, all of it for each that
    does not stand in it."""
    if len(first) == len(second):
        return list(enumerate(second))
    known = {core(text) for text in second}
    whole = " ".join(second)
    return [(index, text if core(text) in known else whole) for index, text in enumerate(first)]


def core(text: str) -> str:
    """What counts when two readings of a figure are compared: no marks at its sides, one kind of dash."""
    return DASHES.sub("-", text).strip(EDGE)


def _compared(word: Seen, other: str) -> Seen:
    mine, its = core(word.text), core(other)
    if mine == its or not (_figures(mine) or _figures(its)):
        return word
    if its and WELL_FORMED.fullmatch(its) and not WELL_FORMED.fullmatch(mine):
        return replace(word, text=word.text.replace(mine, its) if mine else other, kind="figures_differ",
                       others=(word.text,))  # fmt: skip
    if not its and word.confidence > CLEAR:
        return word
    return replace(word, kind="figures_differ", others=(other,) if other else ())


def _figures(text: str) -> bool:
    return any(char.isdigit() for char in text) or "/" in text
