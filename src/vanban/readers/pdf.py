"""A digital PDF to a Source: lines with their places, ruled tables, without page numbers and running heads.

Scans and layers of damaged text are told apart page by page and refused with a message (they are another reader's
work). pdfium is not safe under threads: one document is read at a time.
"""

import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median_low
from threading import Lock
from typing import Any

import pypdfium2 as pdfium

from vanban.readers.builder import SourceBuilder
from vanban.readers.damage import is_damaged
from vanban.readers.grid import joined
from vanban.readers.pdf_objects import Drawn, drawn
from vanban.readers.pdf_page import Piece, page_chars, page_lines
from vanban.readers.pdf_tables import PdfTable, inside, page_tables
from vanban.readers.refusals import refusal
from vanban.source import Source

MOST_PAGES = 300
MOST_CHARS_OF_PAGE = 40_000
MOST_SECONDS = 60.0
FEW_CHARS = 25
"""A page with fewer characters and a large picture is a scan with a page number."""
MARGIN = 62.0
"""Points at the top and the bottom of a page where page numbers and running heads stand."""
PAGE_NUMBER = re.compile(r"(?:trang\s*)?[-–—]?\s*\d{1,3}\s*(?:[/|]\s*\d{1,3})?\s*[-–—]?", re.IGNORECASE)
ONE_AT_A_TIME = Lock()
Item = Piece | PdfTable


@dataclass(slots=True)
class _Page:
    """What was found on one page; ``tables`` None: too much is drawn to look for rules."""

    number: int
    height: float
    drawn: Drawn
    letters: str = ""
    lines: list[Piece] = field(default_factory=list)
    tables: list[PdfTable] | None = field(default_factory=list)

    @property
    def is_scan(self) -> bool:
        """A picture of a page, without text."""
        return len(self.letters) < FEW_CHARS and self.drawn.picture > 0.3

    @property
    def is_layer(self) -> bool:
        """A picture of a page, with invisible text that an OCR has put over it."""
        return self.drawn.hidden and self.drawn.picture > 0.8


def read_pdf(data: bytes) -> Source:
    """Bytes of a PDF → Source. Raises ReadError ``password_protected``, ``broken_pdf``, ``too_long``, ``too_complex``,
    ``scanned_pdf``, ``damaged_text`` or ``empty``."""
    with ONE_AT_A_TIME, _opened(data) as document:
        if not len(document):
            raise refusal("broken_pdf")
        if len(document) > MOST_PAGES:
            raise refusal("too_long", limit=MOST_PAGES)
        try:
            pages = _pages(document)
        except pdfium.PdfiumError as error:
            raise refusal("broken_pdf") from error
    _refuse_scans(pages)
    return _source(pages)


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise refusal("password_protected" if "password" in str(error).lower() else "broken_pdf") from error
    try:
        yield document
    finally:
        document.close()


def _pages(document: Any) -> list[_Page]:
    ends = time.monotonic() + MOST_SECONDS
    pages = []
    for number in range(len(document)):
        if time.monotonic() > ends:
            raise refusal("too_complex")
        pages.append(_read_page(document[number], number + 1))
    return pages


def _read_page(page: Any, number: int) -> _Page:
    textpage = page.get_textpage()
    made = _Page(number, page.get_height(), drawn(page))
    try:
        chars = page_chars(textpage.raw, made.height, MOST_CHARS_OF_PAGE)
        made.letters = "".join(char.text for char in chars)
        made.tables = None if made.drawn.crowded else page_tables(made.drawn.rules, chars)
        boxes = [table.box for table in made.tables or ()]
        if boxes:
            chars = [char for char in chars if not any(inside(char, box) for box in boxes)]
        made.lines = page_lines(textpage.raw, chars)
    finally:
        textpage.close()
        page.close()
    return made


def _refuse_scans(pages: Sequence[_Page]) -> None:
    scans = sum(page.is_scan for page in pages)
    if scans and scans * 2 >= len(pages):
        raise refusal("scanned_pdf")
    if is_damaged("".join(page.letters for page in pages)):
        raise refusal("damaged_text")


def _notes(pages: Sequence[_Page]) -> Iterator[str]:
    """What the reader of the reading should know, in Vietnamese."""
    for words, numbers in (
        ("là ảnh chụp nên chưa đọc được", [page.number for page in pages if page.is_scan]),
        ("là bản quét có lớp chữ nhận dạng, cần soát kỹ từng con số", [p.number for p in pages if p.is_layer]),
        (
            "có quá nhiều hình vẽ, bảng (nếu có) chưa được tách thành ô",
            [p.number for p in pages if p.tables is None],
        ),
        ("có chữ sai phông hoặc mất dấu", [page.number for page in pages if is_damaged(page.letters)]),
    ):
        if numbers:
            yield f"Trang {', '.join(map(str, numbers))} {words}."


def _source(pages: list[_Page]) -> Source:
    out = SourceBuilder()
    heads = _running_heads(pages)
    leading = _leading(pages)
    before: Piece | None = None
    for number, item in _whole_tables([_items(page, heads) for page in pages]):
        if isinstance(item, PdfTable):
            out.table(item.grid, page=number)
            before = None
            continue
        gap = before is not None and item.base - before.base > leading + 3
        out.line(item.text, page=number, box=item.box, bold=item.bold, gap=gap)
        before = item
    return out.source("pdf", pages=len(pages), engine="pdfium", notes=_notes(pages))


def _items(page: _Page, heads: frozenset[str]) -> list[tuple[int, Item]]:
    """Lines and tables of a page in reading order, without page number and running head."""
    items: list[tuple[int, Item]] = []
    tables = list(page.tables or ())
    for line in page.lines:
        if _in_margin(line, page) and (PAGE_NUMBER.fullmatch(line.text.strip()) or _fold(line.text) in heads):
            continue
        while tables and tables[0].box[1] < line.top:
            items.append((page.number, tables.pop(0)))
        items.append((page.number, line))
    return items + [(page.number, table) for table in tables]


def _whole_tables(pages: list[list[tuple[int, Item]]]) -> Iterator[tuple[int, Item]]:
    """All items in order; a table that goes on at the top of the next page is put together."""
    waiting: tuple[int, PdfTable] | None = None
    for items in pages:
        for number, item in items:
            if waiting and isinstance(item, PdfTable) and item is items[0][1] and waiting[1].goes_on_as(item):
                waiting = waiting[0], PdfTable(item.box, item.edges, joined(waiting[1].grid, item.grid))
                continue
            if waiting:
                yield waiting
            waiting = (number, item) if isinstance(item, PdfTable) else None
            if not waiting:
                yield number, item
    if waiting:
        yield waiting


def _running_heads(pages: Sequence[_Page]) -> frozenset[str]:
    """Lines that stand in the margin of at least three pages, and of half of them, figures aside."""
    counts = Counter(words for page in pages for words in {_fold(ln.text) for ln in page.lines if _in_margin(ln, page)})
    return frozenset(words for words, count in counts.items() if count >= max(3, len(pages) / 2))


def _in_margin(line: Piece, page: _Page) -> bool:
    return line.bottom < MARGIN or line.top > page.height - MARGIN


def _fold(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split())).casefold()


def _leading(pages: Sequence[_Page]) -> float:
    """The usual distance between the baselines of two lines, in points."""
    steps = [
        after.base - before.base
        for page in pages
        for before, after in pairwise(page.lines)
        if 5 < after.base - before.base < 40
    ]
    return median_low(steps) if steps else 18.0
