"""A PDF in which the words of a scan can be searched and copied: the pages as they are, and over each picture its words
in letters that nobody sees. The original file is not touched; this is another one, beside it.
"""

import ctypes
import io
import json
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from vanban.apart import limit
from vanban.corrections import source_as_dict, source_from_dict
from vanban.errors import ReadError
from vanban.readers import is_picture
from vanban.readers.pdf import ONE_AT_A_TIME
from vanban.readers.pdf_objects import INVISIBLE, address, drawn
from vanban.readers.photos import photo_as_pdf
from vanban.readers.refusals import refusal
from vanban.source import Sheet, Source, Word

FONT = Path(__file__).parent / "form" / "fonts" / "VanBanSerif-Regular.ttf"
FINE = 100
"""Device units a point, when places on the page as seen are turned into places of the page's own."""
BASELINE = 0.22
"""Part of a word's height that hangs below the line."""
Point = tuple[float, float]
MOST_MEMORY = 1024 * 1024 * 1024
MOST_SECONDS = 60
LENGTH = struct.Struct(">I")
NOT_MADE = ReadError("not_searchable", "Không lập được bản PDF tìm được chữ của tệp này. Hãy dùng tệp gốc.")


def searchable_pdf(data: bytes, source: Source) -> bytes:
    """The PDF or picture ``data`` with the words that ``source`` was read as, laid over its pictures.

    Raises ReadError ``broken_pdf``, ``broken_picture``, or ``not_a_scan`` where nothing was read from a picture.
    """
    if not source.words:
        raise refusal("not_a_scan")
    original = photo_as_pdf(data) if is_picture(data) else data
    with ONE_AT_A_TIME:
        try:
            return _with_words(original, source)
        except pdfium.PdfiumError as error:
            raise refusal("broken_pdf") from error


def searchable_apart(data: bytes, source: Source) -> bytes:
    """As ``searchable_pdf``, in a process of its own: the file comes from anybody, and pdfium is C."""
    said = json.dumps(source_as_dict(source)).encode()
    command = [sys.executable, "-P", "-m", "vanban.searchable"]
    try:
        done = subprocess.run(command, input=LENGTH.pack(len(said)) + said + data, capture_output=True,
                              timeout=MOST_SECONDS * 3, check=False)  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise NOT_MADE from error
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        raise NOT_MADE
    return done.stdout


def main() -> None:
    """The child: the source as JSON behind its length, and the file, on stdin; the PDF on stdout."""
    limit(MOST_MEMORY, MOST_SECONDS)
    given = sys.stdin.buffer.read()
    (length,) = LENGTH.unpack_from(given)
    end = LENGTH.size + length
    source = source_from_dict(json.loads(given[LENGTH.size : end]))
    sys.stdout.buffer.write(searchable_pdf(given[end:], source))


def _with_words(original: bytes, source: Source) -> bytes:
    document = pdfium.PdfDocument(original)
    try:
        letters = FONT.read_bytes()
        held = (ctypes.c_ubyte * len(letters)).from_buffer_copy(letters)
        font = raw.FPDFText_LoadFont(document.raw, held, len(letters), raw.FPDF_FONT_TRUETYPE, 1)
        for sheet in source.sheets:
            words = [word for word in source.words if word.page == sheet.page]
            if words and sheet.page <= len(document):
                _Layer(document[sheet.page - 1], sheet, (document, font)).write(source.text, words)
        out = io.BytesIO()
        document.save(out)
        raw.FPDFFont_Close(font)
    finally:
        document.close()
    return out.getvalue()


class _Layer:
    """The words of one page."""

    def __init__(self, page: Any, sheet: Sheet, by: tuple[Any, Any]) -> None:
        self.page = page
        self.sheet = sheet
        self.document, self.font = by

    def write(self, text: str, words: list[Word]) -> None:
        """Lay the words over the page; a damaged layer that was there before goes."""
        if self.sheet.kind == "bad_layer":
            for item in list(self._hidden()):
                self.page.remove_obj(item)
        for word in words:
            self._word(text[word.start : word.end], word)
        self.page.gen_content()
        self.page.close()

    def _hidden(self) -> Iterator[Any]:
        layer = drawn(self.page).layer
        for item in self.page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=1):
            if address(item.raw) in layer:
                yield item

    def _word(self, text: str, word: Word) -> None:
        x0, top, x1, bottom = word.box
        line = bottom - BASELINE * (bottom - top)
        start, end, above = self._own(x0, line), self._own(x1, line), self._own(x0, top)
        item = raw.FPDFPageObj_CreateTextObj(self.document.raw, self.font, 1.0)
        encoded = (text + " \0").encode("utf-16-le")
        raw.FPDFText_SetText(item, (raw.FPDF_WCHAR * (len(encoded) // 2)).from_buffer_copy(encoded))
        raw.FPDFTextObj_SetTextRenderMode(item, INVISIBLE)
        wide = _width(item)
        along = ((end[0] - start[0]) / wide, (end[1] - start[1]) / wide)
        up = (above[0] - start[0], above[1] - start[1])
        raw.FPDFPageObj_Transform(item, *along, *up, *start)
        raw.FPDFPage_InsertObject(self.page.raw, item)

    def _own(self, x: float, y: float) -> Point:
        """A place on the upright page, in the page's own coordinates."""
        width, height = self.page.get_size()
        x, y = _as_it_lies((x, y), self.sheet)
        own_x, own_y = ctypes.c_double(), ctypes.c_double()
        size = round(width * FINE), round(height * FINE)
        raw.FPDF_DeviceToPage(self.page.raw, 0, 0, *size, 0, round(x * FINE), round(y * FINE), own_x, own_y)
        return own_x.value, own_y.value


def _as_it_lies(point: Point, sheet: Sheet) -> Point:
    """A place on the upright page, on the page as it lies in the file."""
    x, y = point
    match sheet.turned:
        case 90:
            return y, sheet.width - x
        case 180:
            return sheet.width - x, sheet.height - y
        case 270:
            return sheet.height - y, x
    return x, y


def _width(item: Any) -> float:
    """How wide a text of size 1 is."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return max(0.05, right.value - left.value)


if __name__ == "__main__":
    main()
