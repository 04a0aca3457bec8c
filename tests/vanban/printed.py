"""What stands where in a PDF: words with their place, font and size, and the rules. Millimetres from the top left."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

MM = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Word:
    """One word: ``x``–``end`` along its line, ``y`` its baseline, ``size`` in points."""

    text: str
    x: float
    end: float
    y: float
    font: str
    size: float

    @property
    def bold(self) -> bool:
        return "Bold" in self.font

    @property
    def italic(self) -> bool:
        return "Italic" in self.font


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one baseline, from left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def x(self) -> float:
        return self.words[0].x

    @property
    def end(self) -> float:
        return self.words[-1].end

    @property
    def y(self) -> float:
        return self.words[0].y

    @property
    def middle(self) -> float:
        return (self.x + self.end) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line or frame."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page: words in the order in which they were painted."""

    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]

    def lines(self, *, apart: float = 5.0) -> list[Line]:
        """Words gathered to lines, from above; a gap wider than ``apart`` mm separates columns."""
        found: list[list[Word]] = []
        for word in sorted(self.words, key=lambda one: (round(one.y, 1), one.x)):
            last = found[-1] if found else None
            if last and abs(last[-1].y - word.y) < 0.5 and 0 <= word.x - last[-1].end < apart:
                last.append(word)
            else:
                found.append([word])
        return [Line(tuple(words)) for words in found]

    def line(self, text: str) -> Line:
        """The line that begins with a text."""
        return next(line for line in self.lines() if line.text.startswith(text))


def pages_of(data: bytes) -> list[Page]:
    """Every page of a PDF."""
    document = pdfium.PdfDocument(data)
    try:
        return [_page(page) for page in document]
    finally:
        document.close()


def _page(page: pdfium.PdfPage) -> Page:
    width, height = page.get_size()
    text = page.get_textpage()
    words = tuple(_words(text, height))
    rules = []
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4):
        left, bottom, right, top = item.get_bounds()
        rules.append(Rule(left * MM, (height - top) * MM, (right - left) * MM, (top - bottom) * MM))
    return Page(width * MM, height * MM, words, tuple(rules))


def _words(text: pdfium.PdfTextPage, height: float) -> Iterator[Word]:
    letters: list[tuple[str, float, float, float, str, float]] = []
    for index in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text, index))
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        place = (x.value * MM, (height - y.value) * MM)
        near = letters and abs(letters[-1][3] - place[1]) < 0.3 and place[0] - letters[-1][2] < 1.5
        if letter.isspace() or not near:
            yield from _joined(letters)
            letters = []
        if not letter.isspace():
            right = text.get_charbox(index, loose=True)[2] * MM
            letters.append((letter, place[0], right, place[1], _font(text, index), _size(text, index)))
    yield from _joined(letters)


def _joined(letters: list[tuple[str, float, float, float, str, float]]) -> Iterator[Word]:
    if letters:
        word = "".join(letter[0] for letter in letters).replace("\ufffe", "-").replace("\u2011", "-")
        first = letters[0]
        yield Word(word, first[1], letters[-1][2], first[3], first[4], round(first[5], 2))


def _size(text: pdfium.PdfTextPage, index: int) -> float:
    """Points as printed: the size of the font, scaled as the letter is."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, matrix)
    return float(raw.FPDFText_GetFontSize(text, index)) * abs(matrix.d or matrix.b)


def _font(text: pdfium.PdfTextPage, index: int) -> str:
    flags = ctypes.c_int()
    size = raw.FPDFText_GetFontInfo(text, index, None, 0, flags)
    room = ctypes.create_string_buffer(size)
    raw.FPDFText_GetFontInfo(text, index, room, size, flags)
    return room.value.decode("utf-8", "replace").partition("+")[2] or room.value.decode("utf-8", "replace")
