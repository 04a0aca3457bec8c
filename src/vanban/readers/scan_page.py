"""One picture of a page → its lines and tables, in the form of a digital page, so that all that follows is shared."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from PIL import Image, ImageDraw

from vanban.readers.cell_picture import only_words, without_noise
from vanban.readers.cell_repairs import as_meant
from vanban.readers.cell_words import sound_lines
from vanban.readers.cleaning import Clean, cleaned, darkest_and_lightest, lies_on_its_side
from vanban.readers.doubtful import with_expected
from vanban.readers.engine import Engine, SeenWord
from vanban.readers.pdf_page import Char, Piece, in_columns
from vanban.readers.pdf_rules import Grid, grids
from vanban.readers.pdf_tables import PdfTable, table_of
from vanban.readers.repairs import repaired
from vanban.readers.ruled import rules_of, without_rules
from vanban.readers.seen import Seen, mark_of, marked
from vanban.readers.twice import read_twice
from vanban.restoring.spelling import is_syllable

Box = tuple[float, float, float, float]
WIDE = 18.0
"""Points: a wider blank parts two columns (as for digital pages)."""
INVENTED = 0.35
"""Mean confidence of a line below which it is a seal, a signature or dirt, not words."""
UPSIDE_DOWN = 0.6
"""Mean confidence of a page below which it is tried the other ways up."""
CLOCKWISE = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}
LEAST_INK = 0.00005
"""Part of a page that is dark: with less there is nothing to read (an empty page costs Tesseract half a minute)."""
LITTLE_INK = 0.01
"""With less, beside a table or at the end of a document, the engine took the noise of the paper for ink: 20 s for a
page, and where the clock ran out the page with its table was lost."""
FRAME = 5.0
"""Points of a cell's width and height that are not looked at, half at each side."""
TOUCHING = 4.0
"""Points by which a table's picture is cut out larger than the table."""


@dataclass(slots=True)
class ScanPage:
    """What was read from one picture; ``width`` and ``height`` in points of the upright page, ``turned`` clockwise."""

    width: float
    height: float
    turned: int
    lines: list[Piece]
    tables: list[PdfTable]
    cells: list[Seen]
    confidence: float | None


def read_page(picture: Image.Image, dpi: int, engine: Engine, *, marks: Callable[[int], str] | None = None) -> ScanPage:
    """Read one page, whichever way it lies. ``marks``: of its words (``seen.mark_of``), other than another page's."""
    ways = (270, 90, 0) if lies_on_its_side(picture) else (0, 180)
    best: ScanPage | None = None
    for turned in ways:
        page = _upright((_turned(picture, turned), dpi), engine, marks or mark_of(1))
        page.turned = turned
        if best is None or _sureness(page) > _sureness(best):
            best = page
        if (best.confidence or 0.0) >= UPSIDE_DOWN:
            break
    assert best is not None  # noqa: S101 - there is at least one way
    return best


def _turned(picture: Image.Image, degrees: int) -> Image.Image:
    """The picture turned clockwise."""
    return picture.transpose(CLOCKWISE[degrees]) if degrees else picture


def _sureness(page: ScanPage) -> float:
    """How much was read, and how surely."""
    words = [word for line in page.lines for word in line.words] + page.cells
    return sum((word.confidence - 0.5) * len(word.text) for word in words)


def _upright(of: tuple[Image.Image, int], engine: Engine, marks: Callable[[int], str]) -> ScanPage:
    clean = cleaned(*of)
    reader = _Reader(clean, engine, marks)
    tables = reader.tables()
    lines = reader.lines([table.box for table in tables])
    seen = [word.confidence for line in lines for word in line.words] + [word.confidence for word in reader.cells]
    width, height = clean.picture.width / clean.scale, clean.picture.height / clean.scale
    mean = round(sum(seen) / len(seen), 3) if seen else None
    return ScanPage(round(width, 1), round(height, 1), 0, lines, tables, reader.cells, mean)


class _Reader:
    """Reads the parts of one clean page."""

    def __init__(self, clean: Clean, engine: Engine, mark: Callable[[int], str]) -> None:
        self.mark = mark
        self.clean = clean
        self.engine = engine
        rules, drawn = rules_of(clean)
        self.grids = [grid for grid in grids(rules) if _is_tabular(grid)]
        self.bare = without_rules(clean, drawn) if self.grids else clean.picture
        self.cells: list[Seen] = []

    def tables(self) -> list[PdfTable]:
        """The ruled tables; each cell is read by itself."""
        found = [table_of(grid, self._cell_words(grid)) for grid in self.grids]
        return [table for table in found if table]

    def lines(self, tables: Sequence[Box]) -> list[Piece]:
        """The lines outside the tables, in reading order."""
        picture = self.bare
        if tables:
            picture = picture.copy()
            draw = ImageDraw.Draw(picture)
            for box in tables:
                draw.rectangle(tuple(value * self.clean.scale for value in _grown(box, TOUCHING)), fill=255)
        ink = _ink(picture)
        if ink < LEAST_INK:
            return []
        if ink < LITTLE_INK:
            picture = without_noise(picture)
        lines = [line for line in self.engine.page(picture, self.clean.dpi) if not _is_invented(line)]
        parts = [self._seen(part) for line in lines for part in _parts(line, WIDE * self.clean.scale)]
        return in_columns([_piece(part) for part in _expected(parts)])

    def _seen(self, line: Sequence[SeenWord]) -> tuple[Seen, ...]:
        words = [
            Seen(word.text, self.clean.to_points(word.box), self.clean.on_paper(self.clean.to_points(word.box)),
                 word.confidence)
            for word in line
        ]  # fmt: skip
        return tuple(repaired(word) for word in read_twice(words, self._again))

    def _again(self, box: Box) -> str:
        """What stands in a box, in points, by other means."""
        area = self._dots(box)
        return self.engine.again(_framed(self.bare.crop(area)), self.clean.dpi)

    def _dots(self, box: Box) -> tuple[int, int, int, int]:
        x0, top, x1, bottom = (round(value * self.clean.scale) for value in box)
        return x0, top, x1, bottom

    def _cell_words(self, grid: Grid) -> list[Char]:
        """The words of all cells, as characters are given to the tables of digital pages."""
        out: list[Char] = []
        for cell in (cell for row in grid.rows for cell in row if cell):
            inner = cell[0] + FRAME / 2, cell[1] + FRAME / 2, cell[2] - FRAME / 2, cell[3] - FRAME / 2
            area = self._dots(inner)
            if area[2] - area[0] < 8 or area[3] - area[1] < 8:
                continue
            cut = self.bare.crop(area)
            if darkest_and_lightest(cut)[0] > 150:
                continue
            cut, corner = only_words(cut, self.clean.dpi)
            area = (area[0] + corner[0], area[1] + corner[1], area[2], area[3])
            lines = [line for line in self.engine.block(_framed(cut), self.clean.dpi) if _is_of_cell(line)]
            found = sound_lines(lines) or self._short(cut)
            for words in _meant([self._seen([_moved(word, area) for word in line]) for line in found]):
                out += self._chars(words, len(out))
        return out

    def _short(self, cut: Image.Image) -> list[list[SeenWord]]:
        """What stands alone in a cell, as "1." does: as a column of text it is not found."""
        text = self.engine.again(_framed(cut), self.clean.dpi)
        box = MARGIN, MARGIN, MARGIN + cut.width, MARGIN + cut.height
        return [[SeenWord(text, box, SHORT_SURE)]] if SHORT_CELL.fullmatch(text) else []

    def _chars(self, line: Sequence[Seen], order: int) -> list[Char]:
        words = [replace(word, mark=self.mark(len(self.cells) + n)) for n, word in enumerate(line)]
        self.cells += [word for word in words if word.mark]
        base = sorted(word.box[3] for word in words)[len(words) // 2]
        size = max(6.0, sorted(word.box[3] - word.box[1] for word in words)[len(words) // 2])
        return [
            Char(marked(word), word.box[0], word.box[2], base, size, order + number, True, number == 0)
            for number, word in enumerate(words)
        ]


USUAL = ("UBND", "UBNDĐ", "HĐND", "CCHC", "TTHC", "MTTQ")
"""Abbreviations that stand alone on the last line of a cell; one as it is misread."""
SHORT_CELL = re.compile(r"\d{1,3}[.,]?|[IVX]{1,5}[.,]?|[a-zđX][.)]?|%")
SHORT_SURE = 0.6
MARGIN = 12
"""Dots of white around a piece that is read by itself."""


def _piece(words: tuple[Seen, ...]) -> Piece:
    height = max(word.box[3] for word in words) - min(word.box[1] for word in words)
    x0, top = min(word.box[0] for word in words), min(word.box[1] for word in words)
    x1, bottom = max(word.box[2] for word in words), max(word.box[3] for word in words)
    text = " ".join(word.text for word in words)
    return Piece(text, x0, top, x1, bottom, bottom - 0.22 * height, words=words)


def _expected(lines: Sequence[Sequence[Seen]]) -> list[tuple[Seen, ...]]:
    """The same lines, their doubtful words as the language expects them from line to line."""
    words = iter(with_expected([word for line in lines for word in line]))
    return [tuple(islice(words, len(line))) for line in lines]


def _meant(lines: Sequence[Sequence[Seen]]) -> list[tuple[Seen, ...]]:
    """The lines of a cell, its words as they can only be meant, the doubtful ones as the language expects them."""
    words = iter(with_expected(as_meant([word for line in lines for word in line]), begins=True))
    return [tuple(islice(words, len(line))) for line in lines]


def _framed(cut: Image.Image) -> Image.Image:
    out = Image.new("L", (cut.width + 2 * MARGIN, cut.height + 2 * MARGIN), 255)
    out.paste(cut, (MARGIN, MARGIN))
    return out


def _moved(word: SeenWord, area: Sequence[float]) -> SeenWord:
    x0, top, x1, bottom = word.box
    dx, dy = area[0] - MARGIN, area[1] - MARGIN
    return replace(word, box=(x0 + dx, top + dy, x1 + dx, bottom + dy))


def _ink(picture: Image.Image) -> float:
    """The part of a page that is dark."""
    counts = picture.reduce(4).histogram()
    return sum(counts[:128]) / sum(counts)


def _is_tabular(grid: Grid) -> bool:
    return len(grid.rows) >= 2 and grid.box[2] - grid.box[0] > 100


def _grown(box: Box, by: float) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def _is_invented(line: Sequence[SeenWord]) -> bool:
    """Whether a line is what engines make of seals, signatures and dirt: nothing sure, or hardly a letter."""
    letters = sum(char.isalnum() for word in line for char in word.text)
    if not letters:
        return True
    weight = sum(word.confidence * len(word.text) for word in line) / sum(len(word.text) for word in line)
    return weight < INVENTED or (letters < 3 and weight < 0.6)


def _is_of_cell(line: Sequence[SeenWord]) -> bool:
    """Whether a line of a cell is one: a word of the language that is hardly seen is asked about, not dropped."""
    words = [word.text.strip(".,:;").lower() for word in line]
    figures = (len(word) > 2 and (word.isdigit() or word.upper() in USUAL) for word in words)
    return not _is_invented(line) or any(len(word) > 1 and is_syllable(word) for word in words) or any(figures)


def _parts(line: Sequence[SeenWord], wide: float) -> list[list[SeenWord]]:
    """A line cut where a wide blank stands in it."""
    ordered = sorted(line, key=lambda word: word.box[0])
    parts = [[ordered[0]]]
    for word in ordered[1:]:
        if word.box[0] - parts[-1][-1].box[2] > wide:
            parts.append([])
        parts[-1].append(word)
    return parts
