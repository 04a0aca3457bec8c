"""A PDF to a Source: lines with their places, ruled tables, without page numbers and running heads.

Each page is looked at: digital text is taken as it is; pictures of pages, and layers of damaged text over a picture,
are read from the picture. pdfium is not safe under threads: one document is read at a time.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from vanban.legacy.convert import BETTER, CONVERTERS, NAMES, NOTE, told, vietnamese, with_horns
from vanban.readers import PageProgress
from vanban.readers.damage import is_damaged, is_garbled
from vanban.readers.engine import ocr_available
from vanban.readers.pages import PageContent, assembled
from vanban.readers.pdf_legacy import composed, in_unicode
from vanban.readers.pdf_mixed import merged, only_places
from vanban.readers.pdf_objects import Drawn, address, drawn, only_pictures
from vanban.readers.pdf_page import Char, Piece, page_chars, page_lines
from vanban.readers.pdf_tables import PdfTable, inside, page_tables
from vanban.readers.pdf_upright import plain_page
from vanban.readers.refusals import refusal
from vanban.readers.scan import MOST_PICTURES, PagePicture, ScanReader, unread_note
from vanban.source import Source

MOST_PAGES = 300
MOST_CHARS_OF_PAGE = 40_000
MOST_SECONDS = 60.0
FEW_CHARS = 25
"""A page with fewer characters and a large picture is a scan with a page number."""
MUTE = 3
"""Letters; a page with more texts than that and no more letters does not say what is printed."""
MANY_PATHS = 150
"""Outlines: letters that were turned into drawings have some on each page."""
LARGE, SMALL = 0.3, 0.05
"""Parts of a page: pictures that are a scan, and pictures in which text may stand beside text."""
POOR = 0.6
"""Mean confidence of a picture below which a sound layer is believed instead."""
LEAST_DPI, MOST_DPI = 72, 300
"""Dots an inch at which a page is drawn: those of its picture, within these bounds."""
MOST_DOTS = 20_000_000
"""Of a page that is drawn: A4 has 8.7 million at 300 dpi."""
ONE_AT_A_TIME = Lock()


@dataclass(slots=True)
class _Page:
    """What was found on one page. ``letters``: those that are seen, ``layer``: those of an OCR under or over the
    picture; ``lines`` and ``tables``: of both, ``shown``: only of what is seen. ``tables`` None: too much is drawn to
    look for rules."""

    number: int
    width: float
    height: float
    drawn: Drawn
    letters: str = ""
    layer: str = ""
    lines: list[Piece] = field(default_factory=list)
    shown: list[Piece] = field(default_factory=list)
    tables: list[PdfTable] | None = field(default_factory=list)
    old_font: bool = False

    @property
    def is_scan(self) -> bool:
        """A picture of a page, without text that is seen."""
        return len(self.letters) < FEW_CHARS and self.drawn.picture > LARGE

    @property
    def is_mute(self) -> bool:
        """Letters are printed, and the file does not say which: no code leads back to them, or they are drawings."""
        few = len(self.letters)
        return (few <= MUTE and self.drawn.texts > MUTE) or (few < FEW_CHARS and self.drawn.paths > MANY_PATHS)

    @property
    def is_wrong(self) -> bool:
        """What is printed, and is no picture, is not what the text of the file says, as far as its words tell."""
        return not self.is_scan and (self.is_mute or is_garbled(self.text) or is_damaged(self.letters))

    @property
    def is_mixed(self) -> bool:
        """Text, and a picture that may hold more of it."""
        return not self.is_scan and self.drawn.picture > SMALL and not self.drawn.crowded

    @property
    def is_read(self) -> bool:
        """Whether there is text without reading the picture."""
        return not self.is_scan or len(self.layer) >= FEW_CHARS

    @property
    def text(self) -> str:
        """The words of the page's own text."""
        return words_of(self.lines, self.tables or ())

    def content(self) -> PageContent:
        """The page as its own text says it."""
        page = PageContent(self.number, self.width, self.height, self.lines, list(self.tables or ()))
        return _with_words(page, with_horns) if self.old_font else page

    def seen_content(self) -> PageContent:
        """The same without the layer."""
        return PageContent(
            self.number, self.width, self.height, self.shown, [] if self.layer else list(self.tables or ())
        )


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
    legacy = _legacy([page for page in pages if page.number not in seen])
    contents = [seen.get(page.number) or _turned(page.content(), None if page.old_font else legacy) for page in pages]
    engine = f"pdfium, {reader.engine}" if seen else "pdfium"
    own_names = any(page.old_font for page in pages if page.number not in seen)
    notes = [*_said(legacy, own_names=own_names), *_notes(pages, seen, legacy), *unread_note(seen.values())]
    return assembled(contents, engine=engine, notes=notes, names=names)


def _legacy(pages: Sequence[_Page]) -> str | None:
    """The old encoding that the text of pages is in, where their fonts do not say it."""
    return told("\n".join(page.text for page in pages if not page.old_font))


def _turned(page: PageContent, legacy: str | None) -> PageContent:
    """A page in an old eight-bit font, converted."""
    if legacy is None or page.kind != "digital":
        return page
    turn = CONVERTERS[legacy]
    return _with_words(page, (lambda text: with_horns(turn(text))) if legacy == "tcvn3" else turn)


def _with_words(page: PageContent, turn: Callable[[str], str]) -> PageContent:
    lines = [replace(line, text=turn(line.text)) for line in page.lines]
    tables = [replace(one, grid=[[turn(cell) for cell in row] for row in one.grid]) for one in page.tables]
    return replace(page, lines=lines, tables=tables)


def _said(legacy: str | None, *, own_names: bool) -> Iterator[str]:
    if own_names:
        yield NOTE.format(name="phông chữ cũ (.VnTime, VNI)")
    if legacy:
        yield NOTE.format(name=NAMES[legacy])


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
        pages.append(_read_page(document, number))
    return pages


def _read_page(document: Any, index: int) -> _Page:
    page = plain_page(document, index)
    textpage = page.get_textpage()
    made = _Page(index + 1, page.get_width(), page.get_height(), drawn(page))
    try:
        chars = composed(page_chars(textpage.raw, made.height, MOST_CHARS_OF_PAGE))
        chars, made.old_font = in_unicode(textpage.raw, chars)
        shown = _shown(textpage.raw, chars, made.drawn)
        made.letters = "".join(char.text for char in shown)
        made.layer = "".join(char.text for char in chars if char not in shown) if len(shown) < len(chars) else ""
        made.tables = None if made.drawn.crowded else page_tables(made.drawn.rules, chars)
        boxes = [table.box for table in made.tables or ()]
        if boxes:
            chars, shown = ([c for c in some if not any(inside(c, box) for box in boxes)] for some in (chars, shown))
        made.lines = page_lines(textpage.raw, chars)
        made.shown = page_lines(textpage.raw, shown) if made.layer else made.lines
    finally:
        textpage.close()
        page.close()
    return made


def _shown(textpage: Any, chars: list[Char], on: Drawn) -> list[Char]:
    """The characters of a page that are seen; where it has no picture, that are all."""
    if not on.layer or on.picture <= LARGE:
        return chars
    of = raw.FPDFText_GetTextObject
    return [char for char in chars if address(of(textpage, char.order)) not in on.layer]


def _from_pictures(
    document: Any, pages: Sequence[_Page], by: tuple[ScanReader, PageProgress | None]
) -> dict[int, PageContent]:
    """The pages that have to be read from their pictures, by number."""
    wanted = _wanted(pages)
    if not ocr_available():
        if sum(page.is_mute or (page.is_scan and not _is_sound(page)) for page in wanted) * 2 >= max(1, len(pages)):
            raise refusal("ocr_missing")
        return {}
    if len(wanted) > MOST_PICTURES:
        raise refusal("too_long", limit=MOST_PICTURES)
    mixed = [page for page in pages if page.is_mixed and page not in wanted][: MOST_PICTURES - len(wanted)]
    wanted = sorted([*wanted, *mixed], key=lambda page: page.number)
    reader, progress = by
    read = reader.read(_pictures(document, wanted), len(wanted), progress) if wanted else []
    found = (_kept(page, of) for page, of in zip(read, wanted, strict=True))
    return {page.number: page for page in found if page}


def _is_sound(page: _Page) -> bool:
    """Whether the layer of a scan can be taken where no picture is read."""
    return len(page.layer) >= FEW_CHARS and not is_damaged(page.layer)


def _wanted(pages: Sequence[_Page]) -> list[_Page]:
    """Scans, whatever a layer says (nobody knows who has read it, and which words are doubtful); printed text that is
    wrong in the file, unless it is that of an old font."""
    legacy = _legacy([page for page in pages if not page.is_scan]) is not None
    return [page for page in pages if page.is_scan or (page.is_wrong and not (legacy and page.letters))]


def _kept(read: PageContent, of: _Page) -> PageContent | None:
    """What was read from a picture; None where the page's own text is all there is, or better."""
    if of.is_scan:
        poor = (read.confidence or 0.0) < POOR and (read.confidence is None or not is_damaged(of.layer))
        return None if of.layer and poor else read
    if of.is_wrong:
        return read if read.confidence is not None and _is_better(read, of) else None
    return merged(read, of.seen_content())


def _is_better(read: PageContent, own: _Page) -> bool:
    """Whether what was read from the picture is to stand for a page's own text: where the text is printed, only if it
    makes more Vietnamese words of it (a page without marks is printed without them)."""
    return own.is_mute or vietnamese(words_of(read.lines, read.tables)) >= vietnamese(own.text) + BETTER


def words_of(lines: Iterable[Piece], tables: Iterable[PdfTable]) -> str:
    """Lines and cells, one below the other."""
    cells = (cell for table in tables for row in table.grid for cell in row)
    return "\n".join([*(line.text for line in lines), *cells])


def _pictures(document: Any, wanted: Iterable[_Page]) -> Iterator[PagePicture]:
    """The pages drawn at the dots of their own pictures, one after the other."""
    for of in wanted:
        page = document[of.number - 1]
        try:
            yield PagePicture(of.number, *_drawn_page(page, of), layered=bool(of.layer) or of.is_wrong)
        finally:
            page.close()


def _drawn_page(page: Any, of: _Page) -> tuple[Any, int]:
    inches = max(0.01, of.width * of.height / 72**2)
    own = MOST_DPI if of.is_wrong else of.drawn.dpi
    dpi = min(MOST_DPI, max(LEAST_DPI, round(own or 200)), max(20, round((MOST_DOTS / inches) ** 0.5)))
    mixed = not (of.is_scan or of.is_wrong)
    if mixed:
        only_pictures(page)
    bitmap = page.render(scale=dpi / 72, grayscale=False, may_draw_forms=False)
    try:
        picture = bitmap.to_pil().convert("RGB")
    finally:
        bitmap.close()
    return (only_places(picture, of.drawn.places, dpi / 72) if mixed else picture), dpi


def _notes(pages: Sequence[_Page], seen: dict[int, PageContent], legacy: str | None) -> Iterator[str]:
    """What the reader of the reading should know, in Vietnamese."""
    own = [page for page in pages if page.number not in seen]
    read = [page for page in pages if page.number in seen]
    for words, told_of in (
        ("là ảnh chụp nên chưa đọc được (máy chưa có bộ nhận dạng chữ)", [p for p in own if not p.is_read]),
        ("được nhận dạng từ ảnh, cần soát kỹ từng con số", [p for p in read if p.is_scan]),
        (
            (
                "có chữ trong tệp không đúng với chữ in ra (hỏng bảng mã của phông) nên đã được nhận dạng lại "
                "từ hình trang, cần soát kỹ từng con số"
            ),
            [p for p in read if p.is_wrong],
        ),
        (
            "có phần là ảnh, chữ trong ảnh đã được nhận dạng, cần soát kỹ từng con số",
            [p for p in read if not p.is_scan and not p.is_wrong],
        ),
        ("là bản quét có lớp chữ nhận dạng, cần soát kỹ từng con số", [p for p in own if p.is_scan and p.is_read]),
        ("có quá nhiều hình vẽ, bảng (nếu có) chưa được tách thành ô", [p for p in own if p.tables is None]),
        (
            "có chữ sai phông hoặc mất dấu",
            [p for p in own if not legacy and is_damaged(p.letters + p.layer)],
        ),
    ):
        if told_of:
            yield f"Trang {_ranges([page.number for page in told_of])} {words}."


def _ranges(numbers: Sequence[int]) -> str:
    """ "1–7, 9": three and more that follow one another are a range."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)
