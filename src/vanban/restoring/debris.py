"""Lines of a misread text that say nothing: specks, lone letters, numbers of pages. They stay in the text, but
are no line of the document."""

import re
from collections.abc import Sequence
from dataclasses import replace

from vanban.restoring.headings import NUMERALS
from vanban.source import Source

ALONE = re.compile(r"\W*(\w{0,2})\W*")
NUMBER = re.compile(r"[-–—_ ]*(\d{1,3})[-–—_ ]*")
FIRST_PAGES = 4
"""A number that is read first is that of one of the first pages, where those before it were misread."""


def without_debris(source: Source) -> Source:
    """The source with the lines that have something to say; a mark ("a)", "1.", "II.") has."""
    texts = [source.line_text(line).strip() for line in source.lines]
    pages = _page_numbers(texts)
    lines = [
        line
        for at, (line, text) in enumerate(zip(source.lines, texts, strict=True))
        if at not in pages and not _is_speck(text)
    ]
    return replace(source, lines=tuple(lines)) if lines else source


def _is_speck(text: str) -> bool:
    match = ALONE.fullmatch(text)
    if not match or match[1].isdigit() or match[1] in NUMERALS:
        return False
    return not text.endswith((")", ".", ":", ";")) if match[1] else True


def _page_numbers(texts: Sequence[str]) -> set[int]:
    """Places of lines that are numbers of pages: at least two, counting up."""
    found: list[int] = []
    last = 0
    for at, text in enumerate(texts):
        match = NUMBER.fullmatch(text)
        if match and (int(match[1]) == last + 1 or (not last and int(match[1]) <= FIRST_PAGES)):
            found.append(at)
            last = int(match[1])
    return set(found) if len(found) > 1 else set()
