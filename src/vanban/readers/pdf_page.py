"""The characters of one PDF page with their places, and the printed lines made of them.

pdfium knows every character's baseline; characters on one baseline make a piece, pieces close together make a line,
and pieces far apart stand side by side (the head, the signature block) and are read column by column.
"""

import ctypes
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from vanban.readers.seen import Seen, unmarked

BREAKS = "\r\n"
NOTHING = "\x00"
HYPHENS = "\x02\ufffe"
"""How pdfium gives a hyphen at the end of a line."""
LINE_HEIGHT = 1.107
"""Of Times New Roman and its kin, in letter sizes."""
APART = 0.15
"""In letter sizes: a wider blank parts two words that no blank in the file parts."""
BESIDE = 18.0
"""Points: a wider blank than this inside a line means that two things stand side by side."""
SAME_LINE = 0.35
"""Part of the letter size by which the baselines of one line may differ (raised figures)."""


class Char(NamedTuple):
    """A printed character: places in points from the top left corner; ``base`` is the baseline. ``spaced``: a blank
    stands before it in the file; ``broken``: pdfium saw a new line begin with it."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    order: int
    spaced: bool
    broken: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters printed one after the other on one baseline; ``words``: of a scan."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    bold: bool = False
    words: tuple[Seen, ...] = ()

    @property
    def box(self) -> tuple[float, float, float, float]:
        """x0, top, x1, bottom in points."""
        return round(self.x0, 1), round(self.top, 1), round(self.x1, 1), round(self.bottom, 1)


def page_chars(textpage: Any, height: float, most: int) -> list[Char]:
    """Every printed character of a page, in the order of the file. More than ``most`` are not read."""
    count = min(raw.FPDFText_CountChars(textpage), most)
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    last_y = size = 0.0
    chars: list[Char] = []
    spaced = broken = False
    for index in range(count):
        code = raw.FPDFText_GetUnicode(textpage, index)
        text = "-" if chr(code) in HYPHENS else chr(code)
        if text in NOTHING:
            continue
        if text.isspace():
            spaced, broken = True, broken or text in BREAKS
            continue
        raw.FPDFText_GetLooseCharBox(textpage, index, box)
        raw.FPDFText_GetCharOrigin(textpage, index, x, y)
        if y.value != last_y:
            last_y, size = y.value, _size(textpage, index, box.top - box.bottom)
        chars.append(Char(text, box.left, box.right, height - last_y, size, index, spaced, broken))
        spaced = broken = False
    return chars


def page_lines(textpage: Any, chars: Sequence[Char]) -> list[Piece]:
    """The lines of a page in reading order."""
    pieces = [_piece(group, textpage) for group in _rows(chars)]
    return in_columns([piece for piece in pieces if piece.text.strip()])


CUT_YEAR = re.compile(r"/(?:\d\|\d{3}|\d\d\|\d\d|\d{3}\|\d)(?!\d)")


def cell_text(chars: Sequence[Char]) -> str:
    """The words of a table cell; its line breaks become blanks."""
    lines = [_words(group).strip() for group in _rows(chars)]
    text = ""
    for line in (one for one in lines if one):
        if text and not _goes_on(text, line):
            text += " "
        text += line
    return text


def _goes_on(text: str, line: str) -> bool:
    """Whether a line break in a cell cut a word: "HĐND-|UBND", "I/|2026", "bài/|tháng"."""
    text, line = unmarked(text), unmarked(line)
    if text[-1] == "-":
        return text[-2:-1].isalpha() and line[0].isupper()
    if text[-1] == "/":
        return text[-2:-1].isalnum() and line[0].isalnum()
    return bool(CUT_YEAR.search(f"{text[-5:]}|{line[:4]}"))


def _size(textpage: Any, index: int, height: float) -> float:
    """Letter size; where a matrix hides it, the height of the line that the letter asks for tells."""
    size = float(raw.FPDFText_GetFontSize(textpage, index))
    return size if 4 <= size <= 72 else min(72.0, max(6.0, height / LINE_HEIGHT))


def _rows(chars: Sequence[Char]) -> list[list[Char]]:
    """Characters put together by baseline and nearness, from the top of the page down, left to right."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda one: (round(one.base, 1), one.x0)):
        if rows and char.base - rows[-1][0].base < SAME_LINE * char.size:
            rows[-1].append(char)
        else:
            rows.append([char])
    groups: list[list[Char]] = []
    for row in rows:
        row.sort(key=lambda one: (one.x0, one.order))
        groups += _split_wide(row)
    return groups


def _split_wide(row: list[Char]) -> list[list[Char]]:
    groups = [[row[0]]]
    for before, char in pairwise(row):
        gap = char.x0 - before.x1
        if gap > BESIDE or (char.broken and gap > 0.4 * char.size):
            groups.append([])
        groups[-1].append(char)
    return groups


def _words(row: Sequence[Char]) -> str:
    """The text of a row, with blanks where the letters stand apart; a letter printed twice in one place counts once."""
    text = row[0].text
    for before, char in pairwise(row):
        if char.text == before.text and abs(char.x0 - before.x0) < 0.3 and abs(char.x1 - before.x1) < 0.3:
            continue
        neighbours = 0 < char.order - before.order < 4
        if (char.spaced and neighbours) or char.x0 - before.x1 > APART * char.size:
            text += " "
        text += char.text
    return text


def _piece(row: list[Char], textpage: Any) -> Piece:
    size = median(char.size for char in row)
    base = row[0].base
    bold = _is_bold(textpage, row[0].order) and _is_bold(textpage, row[len(row) // 2].order)
    x0, x1 = row[0].x0, max(char.x1 for char in row)
    return Piece(_words(row), x0, base - 0.8 * size, x1, base + 0.22 * size, base, bold)


def _is_bold(textpage: Any, index: int) -> bool:
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage, index, name, 128, flags)
    return b"bold" in name.value.lower() or raw.FPDFText_GetFontWeight(textpage, index) >= 600


def in_columns(pieces: list[Piece]) -> list[Piece]:
    """Reading order: down the page, but a stretch of two columns is read left column first."""
    rows = _by_row(pieces)
    out: list[Piece] = []
    at = 0
    while at < len(rows):
        gutter, end = _stretch(rows, at)
        if gutter is None:
            out.append(_joined(rows[at]))
            at += 1
            continue
        side = [piece for row in rows[at:end] for piece in row]
        out += [piece for piece in side if piece.x0 < gutter]
        out += [piece for piece in side if piece.x0 >= gutter]
        at = end
    return out


def _by_row(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces whose heights overlap by more than half stand in one row."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: (one.top, one.x0)):
        if rows and min(rows[-1][0].bottom, piece.bottom) - piece.top > 0.5 * (piece.bottom - piece.top):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda one: one.x0) for row in rows]


def _stretch(rows: list[list[Piece]], at: int) -> tuple[float | None, int]:
    """Where two columns that begin at row ``at`` end, and the gutter between them; (None, at + 1) for no columns."""
    if len(rows[at]) != 2:
        return None, at + 1
    columns = _Columns(rows[at][0].x1, rows[at][1].x0)
    end = at
    while end < len(rows) and columns.take(rows[end], rows[end + 1 : end + 4]):
        end += 1
    if columns.paired < 2 and end - at < 3:
        return None, at + 1
    return (columns.low + columns.high) / 2, end


@dataclass(slots=True)
class _Columns:
    """Two columns as they grow row by row: the gutter between ``low`` and ``high``, and how far down each reaches."""

    low: float
    high: float
    left_bottom: float = 0.0
    right_bottom: float = 0.0
    paired: int = 0

    def take(self, row: list[Piece], coming: list[list[Piece]]) -> bool:
        """Whether a row belongs to the columns; if so the gutter and the bottoms are moved."""
        gutter = self._narrowed(row)
        if gutter is None or not self._goes_on(row, gutter, coming):
            return False
        self.low, self.high = gutter
        self.paired += len(row) > 1
        for piece in row:
            if piece.x1 <= self.low + 0.1:
                self.left_bottom = piece.bottom
            else:
                self.right_bottom = piece.bottom
        return True

    def _narrowed(self, row: list[Piece]) -> tuple[float, float] | None:
        """The gutter that is left when a row, too, keeps out of it; None when a piece crosses it."""
        low, high = self.low, self.high
        for piece in row:
            if piece.x1 <= high - 6 and piece.x0 < low:
                low = max(low, piece.x1)
            elif piece.x0 >= low + 6:
                high = min(high, piece.x0)
            else:
                return None
        return (low, high) if high - low >= 6 else None

    def _goes_on(self, row: list[Piece], gutter: tuple[float, float], coming: list[list[Piece]]) -> bool:
        """A row of one piece belongs to the columns when it follows close below its own column, or a pair comes soon
        (the room for a signature)."""
        if len(row) > 1 or not self.left_bottom:
            return True
        piece = row[0]
        on_left = piece.x0 < gutter[0]
        bottom = self.left_bottom if on_left else self.right_bottom
        height = piece.bottom - piece.top
        if bottom and piece.top - bottom < 1.2 * height:
            return True
        return not on_left and any(len(one) == 2 and one[0].top - piece.bottom < 4 * height for one in coming)


def _joined(row: list[Piece]) -> Piece:
    """The pieces of a row as one line."""
    if len(row) == 1:
        return row[0]
    text = " ".join(piece.text.strip() for piece in row)
    first = row[0]
    bottom = max(piece.bottom for piece in row)
    words = tuple(word for piece in row for word in piece.words)
    return Piece(text, first.x0, first.top, row[-1].x1, bottom, first.base, all(piece.bold for piece in row), words)
