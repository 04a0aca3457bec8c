"""A PDF to a Source: lines with their places, ruled tables, without page numbers and running heads.

Each page is looked at: digital text is taken as it is; pictures of pages, and layers of damaged text over a picture,
are read from the picture. pdfium is not safe under threads: one document is read at a time.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Any

import pypdfium2 as pdfium

from vanban.legacy.convert import CONVERTERS, NAMES, NOTE, told
from vanban.readers import PageProgress
from vanban.readers.damage import is_damaged
from vanban.readers.engine import ocr_available
from vanban.readers.pages import PageContent, assembled
from vanban.readers.pdf_objects import Drawn, drawn
from vanban.readers.pdf_page import Piece, page_chars, page_lines
from vanban.readers.pdf_tables import PdfTable, inside, page_tables
from vanban.readers.refusals import refusal
from vanban.readers.scan import MOST_PICTURES, PagePicture, ScanReader, unread_note
from vanban.source import Source

MOST_PAGES = 300
MOST_CHARS_OF_PAGE = 40_000
MOST_SECONDS = 60.0
FEW_CHARS = 25
"""A page with fewer characters and a large picture is a scan with a page number."""
LEAST_DPI, MOST_DPI = 72, 300
"""Dots an inch at which a page is drawn: those of its picture, within these bounds."""
MOST_DOTS = 20_000_000
"""Of a page that is drawn: A4 has 8.7 million at 300 dpi."""
ONE_AT_A_TIME = Lock()


@dataclass(slots=True)
class _Page:
    """What was found on one page; ``tables`` None: too much is drawn to look for rules."""

    number: int
    width: float
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

    def content(self) -> PageContent:
        """The page as its own text says it."""
        return PageContent(self.number, self.width, self.height, self.lines, list(self.tables or ()))


def read_pdf(
    data: bytes, progress: PageProgress | None = None, *, reader: ScanReader | None = None, names: Sequence[str] = ()
) -> Source:
    """Bytes of a PDF → Source. Raises ReadError ``password_protected``, ``broken_pdf``, ``too_long``, ``too_complex``,
    ``ocr_missing`` or ``empty``."""
    reader = reader or ScanReader()
    with ONE_AT_A_TIME, _opened(data) as document:
        if not len(document):
            raise refusal("broken_pdf")
        if len(document) > MOST_PAGES:
            raise refusal("too_long", limit=MOST_PAGES)
        try:
            pages = _pages(document)
            seen = _from_pictures(document, pages, (reader, progress))
        except pdfium.PdfiumError as error:
            raise refusal("broken_pdf") from error
    legacy = told("".join(page.letters for page in pages if page.number not in seen))
    contents = [seen.get(page.number) or _turned(page.content(), legacy) for page in pages]
    engine = f"pdfium, {reader.engine}" if seen else "pdfium"
    notes = [*_said(legacy), *_notes(pages, seen), *unread_note(seen.values())]
    return assembled(contents, engine=engine, notes=notes, names=names)


def _turned(page: PageContent, legacy: str | None) -> PageContent:
    """A page in an old eight-bit font, converted."""
    if legacy is None:
        return page
    turn = CONVERTERS[legacy]
    lines = [replace(line, text=turn(line.text)) for line in page.lines]
    tables = [replace(one, grid=[[turn(cell) for cell in row] for row in one.grid]) for one in page.tables]
    return replace(page, lines=lines, tables=tables)


def _said(legacy: str | None) -> list[str]:
    return [NOTE.format(name=NAMES[legacy])] if legacy else []


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
    made = _Page(number, page.get_width(), page.get_height(), drawn(page))
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


def _from_pictures(
    document: Any, pages: Sequence[_Page], by: tuple[ScanReader, PageProgress | None]
) -> dict[int, PageContent]:
    """The pages that have to be read from their pictures, by number."""
    wanted = _wanted(pages)
    if not wanted:
        return {}
    if not ocr_available():
        if len(wanted) * 2 >= len(pages):
            raise refusal("ocr_missing")
        return {}
    if len(wanted) > MOST_PICTURES:
        raise refusal("too_long", limit=MOST_PICTURES)
    reader, progress = by
    read = reader.read(_pictures(document, wanted), len(wanted), progress)
    # Where the picture under a damaged layer says nothing, the layer is all there is.
    return {page.number: page for page in read if page.kind == "picture" or page.confidence is not None}


def _wanted(pages: Sequence[_Page]) -> list[_Page]:
    """Pictures without text; and layers of text over a picture, where the text of the page or of all such layers is
    damaged."""
    layers = [page for page in pages if page.is_layer and not page.is_scan]
    all_damaged = is_damaged("".join(page.letters for page in layers))
    return [page for page in pages if page.is_scan or (page in layers and (all_damaged or is_damaged(page.letters)))]


def _pictures(document: Any, wanted: Iterable[_Page]) -> Iterator[PagePicture]:
    """The pages drawn at the dots of their own pictures, one after the other."""
    for of in wanted:
        page = document[of.number - 1]
        try:
            yield PagePicture(of.number, *_drawn_page(page, of), layered=not of.is_scan)
        finally:
            page.close()


def _drawn_page(page: Any, of: _Page) -> tuple[Any, int]:
    inches = max(0.01, of.width * of.height / 72**2)
    dpi = min(MOST_DPI, max(LEAST_DPI, round(of.drawn.dpi or 200)), max(20, round((MOST_DOTS / inches) ** 0.5)))
    bitmap = page.render(scale=dpi / 72, grayscale=False, may_draw_forms=False)
    try:
        return bitmap.to_pil().convert("RGB"), dpi
    finally:
        bitmap.close()


def _notes(pages: Sequence[_Page], seen: dict[int, PageContent]) -> Iterator[str]:
    """What the reader of the reading should know, in Vietnamese."""
    own = [page for page in pages if page.number not in seen]
    for words, numbers in (
        ("là ảnh chụp nên chưa đọc được (máy chưa có bộ nhận dạng chữ)", [p.number for p in own if p.is_scan]),
        ("được nhận dạng từ ảnh, cần soát kỹ từng con số", list(seen)),
        ("là bản quét có lớp chữ nhận dạng, cần soát kỹ từng con số", [p.number for p in own if p.is_layer]),
        (
            "có quá nhiều hình vẽ, bảng (nếu có) chưa được tách thành ô",
            [p.number for p in own if p.tables is None],
        ),
        ("có chữ sai phông hoặc mất dấu", [page.number for page in own if is_damaged(page.letters)]),
    ):
        if numbers:
            yield f"Trang {', '.join(map(str, numbers))} {words}."
