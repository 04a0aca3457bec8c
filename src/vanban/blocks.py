"""Lines back to paragraphs.

Text from a PDF is cut at the width of the page, and blank lines in it may mean nothing. A paragraph starts at a marker
(I. / 1. / 1.1. / a) / - / +), at one of the fixed words of an official document, or where the line before was left
short on purpose.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median_high

from vanban.flat import Flat
from vanban.source import Line, Source

UPPER = "A-ZĐÀ-ÖØ-ÝĂĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"

SYMBOL = "(?:QĐ|KH|CV|NQ|CT|BC|TB|TTr|TT|NĐ|HD|CTr|KL|QH|UBND|UBTVQH)"
"""What follows the "/" of a document's number, which a line end may have brought to the front of a line."""


class Mark(StrEnum):
    """What a paragraph begins with, from the widest to the narrowest."""

    PART = "part"
    ROMAN = "roman"
    NUMBER = "number"
    DECIMAL = "decimal"
    LETTER = "letter"
    DASH = "dash"
    PLUS = "plus"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph. ``flat`` is all of it, ``body`` the flat text behind the marker; ``start`` and ``end`` are its
    span in the source; ``flows`` tells that the format itself said that it is a paragraph."""

    mark: Mark
    label: str
    start: int
    end: int
    flat: Flat
    body: Flat
    page: int = 1
    bold: bool = False


MARKS = (
    (
        Mark.PART,
        re.compile(rf"(?:PHẦN|Phần) (?P<l>[IVX]{{1,5}}|\d|(?i:thứ) \w+)\b ?[.:]? ?|(?P<p>[A-E])\. (?=[{UPPER}]{{2}})"),
    ),
    (Mark.ROMAN, re.compile(rf"(?P<l>[IVX]{{1,5}}) ?[.)/\-] ?(?=[\"“]?[{UPPER}])")),
    (Mark.DECIMAL, re.compile(r"(?P<l>\d{1,2}(?:\.\d{1,2}){1,3})\.?[)]? (?=[^\W\d_]|[\"“])")),
    (
        Mark.NUMBER,
        re.compile(
            rf"(?:Điều )?(?P<l>\d{{1,2}}) ?(?:[.)]|/(?!{SYMBOL}\b)) ?"
            r"(?=[^\W\d_]|[\"“(]|(?<=[.)] )\d{1,3}(?:[.,]\d+)?(?:%|/\d| [a-zà-ỹ]))"
        ),
    ),
    (Mark.LETTER, re.compile(rf"(?P<l>[a-zđ]) ?(?:\)|\.(?= [{UPPER}])|/(?= ?[{UPPER}][a-zà-ỹ])) ?(?=\S)")),
    (Mark.PLUS, re.compile(r"(?P<l>\+) ?(?=[^\W\d_]|[\"“\d(])")),
    (
        Mark.DASH,
        re.compile(rf"(?P<l>[-–—•●▪◦■➢✓\uf0b7\uf02d\uf0a7*])(?: (?=\S)|(?=[{UPPER}]))"),
    ),
)
LONGEST_HEADING = 6
"""Lines."""

STARTERS = re.compile(
    r"(?:Nơi nhận|TM\.|KT\.|TL\.|TUQ\.|Q\.|Trên đây|Số ?:|CỘNG H[ÒO]A|Độc lập|Căn cứ )"
    r"|(?:CHỦ TỊCH|PHÓ CHỦ TỊCH|KẾ HOẠCH|TRƯỞNG PHÒNG)$"
    r"|(?:PHỤ LỤC|Phụ lục)(?: (?:[IVX]+|\d+))?$"
)
PAGE_NUMBER = re.compile(r"(?:[-–—] ?)?(?P<n>\d{1,3})(?: ?[-–—])?$|[Tt]rang (?P<m>\d{1,3})(?: ?/ ?\d{1,3})?$")
LONE = re.compile(
    r"(?:(?:PHẦN|Phần) (?:[IVX]{1,5}|\d|(?i:thứ) \w+)|[IVX]{1,5}\.|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\)|[-–•+])[.:]?$"
)
"""A marker that stands alone on its line; what it marks stands on the next."""
INDENT = 3
"""Blanks before the first word, more than most lines have: a paragraph begins."""
UNWRAPPED = 200
"""Characters: no printed line of a page is so long, so each line of such a text is a paragraph."""
TERMINAL = re.compile(r"[.;:!?…][\"”')\]]*$|\./\.?$")


@dataclass(frozen=True, slots=True)
class _Row:
    """One line with what the joining rules ask about it."""

    line: Line
    flat: Flat
    mark: Mark
    label: str
    skip: int
    gap: bool
    right: float = 0.0
    indent: int = 0

    @property
    def text(self) -> str:
        return self.flat.text


def read_blocks(source: Source) -> list[Block]:
    """The paragraphs of a source, in reading order; lines that are only a page number are left out."""
    rows = _rows(source)
    width = _width(rows)
    blank_counts = sum(row.gap for row in rows) < 0.5 * len(rows)
    blocks: list[Block] = []
    group: list[_Row] = []
    for row in rows:
        if group and _starts(group, row, width, blank_counts=blank_counts):
            blocks.append(_block(source, group))
            group = []
        group.append(row)
    if group:
        blocks.append(_block(source, group))
    return blocks


def mark_of(text: str) -> tuple[Mark, str, int]:
    """The marker at the start of a flat text: its kind, its label and its length."""
    for mark, pattern in MARKS:
        match = pattern.match(text)
        if match:
            label = next(value for value in match.groupdict().values() if value)
            return mark, label, match.end()
    return Mark.NONE, "", 0


def _rows(source: Source) -> list[_Row]:
    rows: list[_Row] = []
    rights = _right_edges(source.lines)
    last_end = 0
    flats = [(line, Flat.of(source.text, [(line.start, line.end)])) for line in source.lines]
    pages = _page_numbers(flats)
    kept = [(line, flat) for line, flat in flats if flat.text and line.start not in pages]
    margin = median_high([flat.at[0] - line.start for line, flat in kept]) if kept else 0
    for index, (line, flat) in enumerate(kept, 1):
        after = kept[index][1].text if index < len(kept) and LONE.match(flat.text) else ""
        mark, label, skip = mark_of(f"{flat.text} {after}" if after else flat.text)
        gap = source.text.count("\n", last_end, line.start) > 1
        indent = flat.at[0] - line.start - margin
        rows.append(_Row(line, flat, mark, label, skip, gap, rights.get(line.page, 0.0), indent))
        last_end = line.end
    return rows


def _page_numbers(flats: list[tuple[Line, Flat]]) -> set[int]:
    """Where lines begin that are page numbers: they count up from 1 or 2."""
    found: set[int] = set()
    last = 0
    for line, flat in flats:
        match = None if line.flows else PAGE_NUMBER.match(flat.text)
        number = int(match["n"] or match["m"]) if match else 0
        if match and number in ((last + 1,) if last else (1, 2)):
            found.add(line.start)
            last = number
    return found


def _right_edges(lines: Sequence[Line]) -> dict[int, float]:
    """Where the text of each page ends on the right, in points; empty where lines have no places."""
    reach: dict[int, float] = {}
    for line in lines:
        if line.box:
            reach[line.page] = max(reach.get(line.page, 0.0), line.box[2])
    usual = median_high(reach.values()) if reach else 0.0
    return {page: max(edge, usual) for page, edge in reach.items()}


def _width(rows: list[_Row]) -> int:
    lengths = sorted(len(row.text) for row in rows)
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


def _starts(group: list[_Row], row: _Row, width: int, *, blank_counts: bool) -> bool:
    """Whether ``row`` begins a new paragraph after the lines of ``group``."""
    last = group[-1]
    if LONE.match(last.text) and len(group) == 1 and row.mark is Mark.NONE:
        return False
    if row.line.flows or last.line.flows:
        return True
    ended = bool(TERMINAL.search(last.text))
    small = row.text[row.skip : row.skip + 1].islower()
    if row.mark is not Mark.NONE:
        return ended or not small or row.mark is Mark.LETTER
    if STARTERS.match(row.text) or _is_heading_end(group, row):
        return True
    if small or not row.text[0].isalpha():
        return bool(ended and row.gap and blank_counts)
    if (blank_counts and row.gap) or row.indent >= INDENT:
        return True
    return _left_short(last, row, width) or (ended and _new_sentence_starts(last, row))


def _is_heading_end(group: list[_Row], row: _Row) -> bool:
    """A heading in capitals ends where the capitals end; so does a line of capitals in the head."""
    if len(group) > LONGEST_HEADING:
        return False
    whole = " ".join(item.text[item.skip :] for item in group)
    if not whole.isupper() or len(whole) < 4:
        return group[0].text.startswith("Nơi nhận") and row.text[0].isupper()
    return not row.text.isupper() or group[0].mark is Mark.NONE


def _left_short(last: _Row, row: _Row, width: int) -> bool:
    """Whether the first word of ``row`` would still have stood on the line before."""
    if width > UNWRAPPED:
        return True
    word = row.text.split(" ", 1)[0]
    if last.line.box and last.right:
        letter = (last.line.box[2] - last.line.box[0]) / len(last.text)
        return last.right - last.line.box[2] > 1.3 * letter * (len(word) + 1)
    return len(last.text) + 1 + len(word) < 0.85 * width


def _new_sentence_starts(last: _Row, row: _Row) -> bool:
    """After a full line that ends a sentence: indentation decides, else the paragraph goes on."""
    if last.text[-1] == ":":
        return True
    if row.line.box and last.line.box and row.line.page == last.line.page:
        return row.line.box[0] > last.line.box[0] + 8
    return False


def _block(source: Source, group: list[_Row]) -> Block:
    first, last = group[0], group[-1]
    flat = first.flat
    if len(group) > 1:
        flat = Flat.of(source.text, [(row.line.start, row.line.end) for row in group])
    start, end = flat.span(0, len(flat.text))
    body = flat.part(first.skip, len(flat.text))
    return Block(
        first.mark, first.label, start, max(end, last.line.start), flat, body, first.line.page, first.line.bold
    )
