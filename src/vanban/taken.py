"""Stretches of a text that are already spoken for; asking whether one overlaps stays fast however many there are."""

from bisect import bisect_left, insort
from collections.abc import Iterable

from vanban.source import Span


class Taken:
    """Half-open stretches that do not overlap each other."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self.spans: list[Span] = sorted(spans)

    def overlaps(self, start: int, end: int) -> bool:
        """Whether any stretch shares a character with ``[start, end)``."""
        at = bisect_left(self.spans, (start, start))
        before = at > 0 and self.spans[at - 1][1] > start
        return before or (at < len(self.spans) and self.spans[at][0] < end)

    def take(self, start: int, end: int) -> bool:
        """Add a stretch; False, and nothing is added, where it overlaps one that is there."""
        if self.overlaps(start, end):
            return False
        insort(self.spans, (start, end))
        return True
