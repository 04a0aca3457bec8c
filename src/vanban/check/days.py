"""Days that no calendar has: 31/4/2026, ngày 30 tháng 02."""

import re
from collections.abc import Iterator

from vanban.check.rule import Found
from vanban.check.subject import Subject
from vanban.dates import make_day
from vanban.flat import Flat
from vanban.outline import Zone

DAY = re.compile(
    r"(?<![\d/.,])(?:(?P<d>\d{1,2})[/-](?P<m>\d{1,2})[/-](?P<y>(?:19|20)\d\d)(?![/\d])|"
    r"ngày (?P<dd>\d{1,2}) tháng (?P<mm>\d{1,2})(?: năm (?P<yy>\d{4}))?)"
)
LEAP = 2024
"""A year with a 29th of February, for days without a year."""


def impossible(subject: Subject) -> Iterator[Found]:
    """A day that there is not, in the text or in a table; the head's own day is another rule's."""
    for flat in _texts(subject):
        for match in DAY.finditer(flat.text):
            day, month = int(match["d"] or match["dd"]), int(match["m"] or match["mm"])
            if not make_day(int(match["y"] or match["yy"] or LEAP), month, day):
                yield Found(f"Không có ngày “{match.group()}”.", flat.span(*match.span()))


def _texts(subject: Subject) -> Iterator[Flat]:
    for node in subject.zone(Zone.PREAMBLE, Zone.BODY, Zone.CLOSING, Zone.APPENDIX):
        yield node.block.flat
    yield from subject.cells
