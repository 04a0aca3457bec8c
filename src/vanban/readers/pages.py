"""Pages of a PDF or of pictures, each as its lines and tables, put together to one Source: page numbers and running
heads go, tables that a page break has cut are made whole, headings of scans get their numerals back."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median_low
from typing import Literal

from vanban.closeness import usable
from vanban.organisations import find_units
from vanban.readers.builder import SourceBuilder
from vanban.readers.grid import joined
from vanban.readers.item_marks import with_item_marks
from vanban.readers.numbers_again import with_known_numbers
from vanban.readers.page_order import in_page_order
from vanban.readers.page_setup import setup_of_pages
from vanban.readers.pdf_page import Piece
from vanban.readers.pdf_tables import PdfTable
from vanban.readers.repairs import is_dirt, with_headings
from vanban.readers.seen import Seen
from vanban.readers.signed_by import without_signatures
from vanban.readers.signing import with_signers
from vanban.readers.table_repairs import Mender
from vanban.readers.unit_names import with_names
from vanban.source import Sheet, Source

MARGIN = 62.0
"""Points at the top and the bottom of a page where page numbers and running heads stand."""
PAGE_NUMBER = re.compile(r"(?:trang\s*)?[-–—]?\s*\d{1,3}\s*(?:[/|]\s*\d{1,3})?\s*[-–—]?", re.IGNORECASE)
FEW = 3
SIGNED = "Trang {page} có khung chữ ký số, không đưa vào văn bản: {words}"
PageItem = Piece | PdfTable


@dataclass(slots=True)
class PageContent:
    """One page as read; ``cells``: the words of its tables where it was read from a picture; ``height`` in points.
    ``second``: the right page of an open booklet, of which this is the left one; ``whole``: the size of both."""

    number: int
    width: float
    height: float
    lines: list[Piece] = field(default_factory=list)
    tables: list[PdfTable] = field(default_factory=list)
    kind: Literal["digital", "picture", "bad_layer"] = "digital"
    turned: int = 0
    confidence: float | None = None
    cells: list[Seen] = field(default_factory=list)
    second: "PageContent | None" = None
    whole: tuple[float, float] | None = None

    @property
    def sheet(self) -> Sheet:
        """The page as it is told of."""
        width, height = self.whole or (self.width, self.height)
        return Sheet(self.number, self.kind, width, height, self.turned, self.confidence)


def assembled(pages: Sequence[PageContent], *, engine: str, notes: Iterable[str], names: Sequence[str] = ()) -> Source:
    """All pages as one Source. ``names``: units that the caller knows, for scans. Raises ReadError ``empty``."""
    out = SourceBuilder()
    sheets = [page.sheet for page in pages]
    pages, disordered = in_page_order([part for page in pages for part in (page, page.second) if part])
    pages, signed = _unsigned(pages)
    heads = _running_heads(pages)
    leading = _leading(pages)
    for page in pages:
        out.know(page.cells, page.number)
    scanned = any(page.kind != "digital" and page.confidence is not None for page in pages)
    mender = _mender(pages, names)
    before: Piece | None = None
    for number, item in _numbered(_whole_tables([_items(page, heads) for page in pages]), names):
        if isinstance(item, PdfTable):
            grid = mender.mended(item.grid)
            out.correct(mender.changed)
            out.table(grid, page=number)
            before = None
            continue
        gap = before is not None and item.base - before.base > leading + 3
        out.line(item.text, page=number, box=item.box, bold=item.bold, gap=gap, words=item.words)
        before = item
    notes = [*notes, *disordered, *signed]
    source = out.source("scan" if scanned else "pdf", pages=len(sheets), engine=engine, notes=notes, sheets=sheets)
    return source if scanned else replace(source, setup=setup_of_pages(source.sheets, source.lines))


def _unsigned(pages: Sequence[PageContent]) -> tuple[list[PageContent], list[str]]:
    """The pages without the boxes of electronic signatures, and notes of what these say."""
    kept, notes = [], []
    for page in pages:
        lines, said = without_signatures(page.lines)
        kept.append(replace(page, lines=lines) if said else page)
        notes += [SIGNED.format(page=page.number, words=words) for words in said]
    return kept, notes


def _mender(pages: Sequence[PageContent], names: Sequence[str]) -> Mender:
    """What sets the tables of scans right; a table of a digital page has no words that it knows."""
    known = {word.mark: word for page in pages for word in page.cells}
    lines = (line.text for page in pages for line in page.lines) if known else ()
    return Mender(known, {*(unit.text for line in lines for unit in find_units(line)), *usable(names)})


def _numbered(items: Iterator[tuple[int, PageItem]], names: Sequence[str]) -> Iterator[tuple[int, PageItem]]:
    """The items, with the numerals of headings and the names that were read from pictures set right."""
    kept = [(number, item) for number, item in items if not (isinstance(item, Piece) and is_dirt(item))]
    lines = with_known_numbers([item for _, item in kept if isinstance(item, Piece)])
    lines = with_signers(with_item_marks(with_headings(with_names(lines, names))))
    for number, item in kept:
        yield number, next(lines) if isinstance(item, Piece) else item


def _items(page: PageContent, heads: frozenset[str]) -> list[tuple[int, PageItem]]:
    """Lines and tables of a page in reading order, without page number and running head."""
    items: list[tuple[int, PageItem]] = []
    tables = list(page.tables)
    for line in page.lines:
        if _in_margin(line, page) and (_is_page_number(line, page) or _fold(line.text) in heads):
            continue
        while tables and tables[0].box[1] < line.top:
            items.append((page.number, tables.pop(0)))
        items.append((page.number, line))
    return items + [(page.number, table) for table in tables]


def _is_page_number(line: Piece, page: PageContent) -> bool:
    """Whether a line in the margin is the number of the page; on a scan, it may have specks beside it, or be one."""
    few = sum(map(str.isalnum, line.text)) <= FEW
    return bool(PAGE_NUMBER.fullmatch(line.text.strip())) or (few and page.kind != "digital")


def _whole_tables(pages: list[list[tuple[int, PageItem]]]) -> Iterator[tuple[int, PageItem]]:
    """All items in order; a table that goes on at the top of the next page is put together."""
    waiting: tuple[int, PdfTable] | None = None
    for items in pages:
        for number, item in items:
            if waiting and isinstance(item, PdfTable) and item is items[0][1] and waiting[1].goes_on_as(item):
                waiting = waiting[0], replace(item, grid=joined(waiting[1].grid, item.grid))
                continue
            if waiting:
                yield waiting
            waiting = (number, item) if isinstance(item, PdfTable) else None
            if not waiting:
                yield number, item
    if waiting:
        yield waiting


def _running_heads(pages: Sequence[PageContent]) -> frozenset[str]:
    """Lines that stand in the margin of at least three pages, and of half of them, figures aside."""
    counts = Counter(words for page in pages for words in {_fold(ln.text) for ln in page.lines if _in_margin(ln, page)})
    return frozenset(words for words, count in counts.items() if count >= max(3, len(pages) / 2))


def _in_margin(line: Piece, page: PageContent) -> bool:
    return line.bottom < MARGIN or line.top > page.height - MARGIN


def _fold(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split())).casefold()


def _leading(pages: Sequence[PageContent]) -> float:
    """The usual distance between the baselines of two lines, in points."""
    steps = [
        after.base - before.base
        for page in pages
        for before, after in pairwise(page.lines)
        if 5 < after.base - before.base < 40
    ]
    return median_low(steps) if steps else 18.0
