"""A reading of a restored text, told in the words that stand in the file.

What was found, where it begins and ends, and who leads stays as it was read with the marks given back; only the
wording goes back, so that each item can be held beside the file, or compared with what somebody took from it.
"""

from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate
from typing import Any

from vanban.flat import clean
from vanban.source import Source, Span

SUFFIX = "+restored"
"""Of the engine of a source that was restored."""
BESIDE = (("lead", "lead_span"),)
"""Wordings whose place stands beside them."""


class FileWords:
    """The text of the file behind a restored source, and the way to its places."""

    def __init__(self, source: Source) -> None:
        marked = source.uncertain if source.engine.endswith(SUFFIX) else ()
        self.changes = [one for one in marked if one.others and one.kind != "figures_differ"]
        self.starts = [one.start for one in self.changes]
        grown = (len(one.others[0]) - (one.end - one.start) for one in self.changes)
        self.moved = [0, *accumulate(grown)]
        parts, at = [], 0
        for one in self.changes:
            parts += [source.text[at : one.start], one.others[0]]
            at = one.end
        self.text = "".join([*parts, source.text[at:]])

    def span(self, span: Span) -> Span:
        """The place in the file's text; a place inside a changed word takes in the whole word."""
        return self._at(span[0], end=False), self._at(span[1], end=True)

    def words(self, span: Span) -> str:
        """What the file says there."""
        start, end = self.span(span)
        return clean(self.text[start:end])

    def _at(self, place: int, *, end: bool) -> int:
        before = bisect_right(self.starts, place - 1 if end else place)
        if before and place < self.changes[before - 1].end:
            inside = self.changes[before - 1]
            return inside.start + self.moved[before - 1] + (len(inside.others[0]) if end else 0)
        return place + self.moved[before]


def in_file_words(reading: Mapping[str, Any], source: Source) -> dict[str, Any]:
    """``Reading.as_dict()`` with the texts and spans of the file. Each item whose wording differs keeps the
    restored one as ``restored``. A reading of a source that was not restored comes back as it is."""
    file = FileWords(source)
    if not file.changes:
        return dict(reading)
    data = {key: value if key == "source" else _turned(value, file) for key, value in reading.items()}
    return {**data, "text": file.text}


def _turned(value: Any, file: FileWords) -> Any:
    if isinstance(value, list):
        return [_turned(one, file) for one in value]
    if not isinstance(value, dict):
        return value
    out = {key: _turned(one, file) for key, one in value.items()}
    for name, place in (("text", "span"), *BESIDE):
        span = value.get(place)
        if span and isinstance(value.get(name), str):
            out[place] = list(file.span(span))
            out[name] = file.words(span)
            if name == "text" and out[name] != value[name]:
                out["restored"] = value[name]
        elif span:
            out[place] = list(file.span(span))
    return out
