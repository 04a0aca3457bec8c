"""Names of units that a caller knows and no list of ours has, found in a text as the ward writes them.

The names hold for one reading: the grammars that look for units are small functions of a text, called from many places,
so the names lie in a context variable and not in every signature. Threads and tasks each have their own.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from vanban.closeness import usable

DASHES = "-–—&"
_PARTS = re.compile(r"[^\W_]+|[-–—&]|[^\w\s]")
_NEVER = re.compile(r"(?!)")
_names: ContextVar[re.Pattern[str]] = ContextVar("names", default=_NEVER)


@contextmanager
def known_units(names: Sequence[str]) -> Iterator[None]:
    """Within it, ``find_units`` and ``unit_at`` know these names; at most ``closeness.MOST_NAMES`` of two words and
    more. Capitals, dashes and blanks around them may differ, letters may not."""
    token = _names.set(_pattern(usable(names)))
    try:
        yield
    finally:
        _names.reset(token)


def known_pattern() -> re.Pattern[str]:
    """Matches a known name, the longest first; nothing where none is known."""
    return _names.get()


@lru_cache(maxsize=64)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    if not names:
        return _NEVER
    shapes = "|".join(_shape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w/])(?:{shapes})(?!\w)", re.IGNORECASE)


def _shape(name: str) -> str:
    """The name with any dash for a dash, and "và" for "&"."""
    parts = _PARTS.findall(name)
    shapes = [rf" ?[{DASHES}] ?" if part in DASHES else re.escape(part) for part in parts]
    out = ""
    for before, part, shape in zip(["", *parts], parts, shapes, strict=False):
        close = not before or before in DASHES or part in DASHES or not (part[0].isalnum() or part in "(“")
        out += shape if close else " ?" + shape if before in "/.(" else " " + shape
    return out
