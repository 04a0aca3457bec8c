"""DOCX to a Source: paragraphs with their list numbers, tracked insertions kept and deletions left out, true tables.

Headers, footers, notes, comments and text boxes are not part of the text. A table without rules that only sets things
side by side (the head, the signature block) is read cell by cell as lines.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from vanban.errors import ReadError
from vanban.legacy.convert import CONVERTERS, NAMES, NOTE, SAMPLE, of_font, told
from vanban.readers.builder import SourceBuilder
from vanban.readers.grid import ABOVE, one_header
from vanban.readers.numbering import Numbering
from vanban.readers.package import Package, W
from vanban.readers.page_setup import setup_of_docx
from vanban.readers.refusals import refusal
from vanban.source import Source

SKIPPED = {
    f"{W}{tag}"
    for tag in ("del", "moveFrom", "delText", "instrText", "txbxContent", "pict", "drawing", "object", "rPr", "pPr")
} | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
HOLDERS = {f"{W}{tag}" for tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
NONE = {"nil", "none"}
OFF = {"0", "false", "off"}


def read_docx(data: bytes) -> Source:
    """Bytes of a DOCX → Source. Raises ReadError ``broken_docx``, ``zip_bomb``, ``password_protected``,
    ``unknown_format``, ``empty`` or ``too_complex``."""
    package = Package(data)
    main = package.main_part()
    if main is None:
        raise refusal("unknown_format")
    body = package.xml(main).find(f"{W}body")
    if body is None:
        raise refusal("broken_docx")
    styles = package.optional_xml(package.beside(main, "styles.xml"))
    reader = _Reader(
        Styles.of(styles),
        Numbering.of(package.optional_xml(package.beside(main, "numbering.xml"))),
    )
    reader.unfonted = told(reader.in_unicode_fonts(body))
    reader.blocks(body)
    try:
        source = reader.out.source("docx", pages=reader.page, engine="docx", notes=_notes(reader))
    except ReadError as error:
        if error.code == "empty" and any("/media/" in name for name in package.names):
            raise refusal("only_pictures") from error
        raise
    edges = package.parts(main, "header"), package.parts(main, "footer")
    return replace(source, setup=setup_of_docx(body, styles, edges))


def _notes(reader: "_Reader") -> Iterator[str]:
    """Which old encodings were converted."""
    if reader.legacy:
        yield NOTE.format(name="phông chữ cũ (.VnTime, VNI)")
    if reader.unfonted:
        yield NOTE.format(name=NAMES[reader.unfonted])


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph or table style says that matters to reading."""

    base: str = ""
    bold: bool | None = None
    capitals: bool | None = None
    list_id: str = ""
    depth: int | None = None
    ruled: bool = False
    font: str | None = None


@dataclass(slots=True)
class Styles:
    """The styles of a document, by id."""

    by_id: dict[str, Style] = field(default_factory=dict)
    font: str = ""
    """Of the whole document, where nothing else says one."""

    @classmethod
    def of(cls, root: Any | None) -> "Styles":
        """The styles of styles.xml (None: none)."""
        if root is None:
            return cls()
        usual = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        by_id = {style.get(f"{W}styleId", ""): _style(style) for style in root.iter(f"{W}style")}
        plain = root.find(f"{W}style[@{W}type='paragraph'][@{W}default='1']/{W}rPr")
        return cls(by_id, _font(plain) or _font(usual) or "")

    def chain(self, style_id: str) -> Iterator[Style]:
        """A style and those that it is based on; a circle ends."""
        seen: set[str] = set()
        while style_id and style_id not in seen and style_id in self.by_id:
            seen.add(style_id)
            yield self.by_id[style_id]
            style_id = self.by_id[style_id].base


@dataclass(slots=True)
class _Reader:
    styles: Styles
    numbering: Numbering
    out: SourceBuilder = field(default_factory=SourceBuilder)
    page: int = 1
    legacy: bool = False
    """Whether some words are in an old eight-bit font."""
    unfonted: str | None = None
    """The old encoding of the words whose font is a Unicode one: of a file whose fonts were changed, or that came from
    text in another encoding."""

    def in_unicode_fonts(self, body: Any) -> str:
        """The words in Unicode fonts, enough of them to tell their encoding."""
        parts: list[str] = []
        length = 0
        for paragraph in body.iter(f"{W}p"):
            words = "".join("".join(_pieces(run)) for run in _runs(paragraph) if not self.turn(paragraph, run))
            parts.append(words)
            length += len(words)
            if length > SAMPLE:
                break
        return "\n".join(parts)

    def turn(self, paragraph: Any, run: Any) -> Callable[[str], str] | None:
        """The conversion that the font of a run demands, or None."""
        return of_font(_font(run.find(f"{W}rPr")) or self.of_style(paragraph, "font") or self.styles.font)

    def blocks(self, parent: Any) -> None:
        """Every paragraph and table under an element, through content controls and tracked insertions."""
        for child in parent:
            if child.tag == f"{W}p":
                self.paragraph(child)
            elif child.tag == f"{W}tbl":
                self.table(child)
            elif child.tag in HOLDERS:
                self.blocks(child)

    def paragraph(self, paragraph: Any) -> None:
        """One paragraph; line breaks inside it make several lines, which the outline may join again."""
        runs = self.runs(paragraph)
        label = self.label(paragraph)
        text = "".join(words for words, _ in runs)
        if text.strip() and label:
            text = f"{label} {text}"
        bold = self.is_bold(paragraph, runs)
        pieces = [piece for piece in text.split("\n") if piece.strip()]
        for piece in pieces:
            self.out.line(piece, page=self.page, bold=bold, flows=len(pieces) == 1)
        self.count_pages(paragraph)

    def table(self, table: Any) -> None:
        """A ruled table as a table; one that only sets things side by side as lines."""
        rows = list(_children(table, "tr"))
        if not self.is_data(table, rows):
            for row in rows:
                for cell in _children(row, "tc"):
                    self.blocks(cell)
            return
        page = self.page
        grid = _unfold(rows, self.cell_text)
        self.count_pages(table)
        self.out.table(one_header(grid) if _has_deep_header(rows) else grid, page=page)

    def cell_text(self, cell: Any) -> str:
        """The paragraphs of a cell, one a line; tables inside it are flattened."""
        lines = []
        for paragraph in cell.iter(f"{W}p"):
            if _inside(paragraph, cell, SKIPPED):
                continue
            text = "".join(words for words, _ in self.runs(paragraph))
            label = self.label(paragraph)
            lines.append(f"{label} {text}".strip() if label else text.strip())
        return "\n".join(line for line in lines if line)

    def runs(self, paragraph: Any) -> list[tuple[str, bool | None]]:
        """The words of each run as printed, and whether the run itself says that it is bold."""
        out: list[tuple[str, bool | None]] = []
        capitals = self.of_style(paragraph, "capitals")
        for run in _runs(paragraph):
            properties = run.find(f"{W}rPr")
            if _flag(properties, "vanish"):
                continue
            words = "".join(_pieces(run))
            own = _flag(properties, "caps")
            turn = self.turn(paragraph, run)
            self.legacy |= turn is not None
            if turn is None and self.unfonted:
                turn = CONVERTERS[self.unfonted]
            words = turn(words) if turn else words
            upper = bool(capitals) if own is None else own
            out.append((words.upper() if upper else words, _flag(properties, "b")))
        return out

    def is_bold(self, paragraph: Any, runs: list[tuple[str, bool | None]]) -> bool:
        """Whether every printed run is bold, by itself or by the paragraph's style."""
        usual = bool(self.of_style(paragraph, "bold"))
        looks = [usual if bold is None else bold for words, bold in runs if words.strip()]
        return bool(looks) and all(looks)

    def of_style(self, paragraph: Any, name: str) -> Any:
        """What the nearest style of the chain says about a look."""
        for style in self.styles.chain(_style_id(paragraph)):
            value = getattr(style, name)
            if value is not None:
                return value
        return None

    def label(self, paragraph: Any) -> str:
        """The list number or bullet that Word prints before a paragraph."""
        list_id, depth = _numbered(paragraph.find(f"{W}pPr"))
        for style in self.styles.chain(_style_id(paragraph)):
            list_id = list_id or style.list_id
            depth = style.depth if depth is None else depth
        return self.numbering.label(list_id, depth or 0) if list_id and list_id != "0" else ""

    def is_data(self, table: Any, rows: list[Any]) -> bool:
        """Whether a table holds data: ruled, or of three columns and rows and more; never the head of a document."""
        columns = max((len(list(_children(row, "tc"))) for row in rows), default=0)
        if columns < 2 or len(rows) < 2:
            return False
        first = "".join(rows[0].itertext())
        if "CỘNG HÒA" in first.upper() or "NƠI NHẬN" in first.upper():
            return False
        return self.is_ruled(table) or (columns >= 3 and len(rows) >= 3)

    def is_ruled(self, table: Any) -> bool:
        """Whether borders are drawn, by the table, by its cells or by its style."""
        properties = table.find(f"{W}tblPr")
        own = properties.find(f"{W}tblBorders") if properties is not None else None
        if own is not None:
            return _draws(own) or any(_draws(borders) for borders in table.iter(f"{W}tcBorders"))
        if any(_draws(borders) for borders in table.iter(f"{W}tcBorders")):
            return True
        style = properties.find(f"{W}tblStyle") if properties is not None else None
        return style is not None and any(one.ruled for one in self.styles.chain(style.get(f"{W}val", "")))

    def count_pages(self, element: Any) -> None:
        """Count the page breaks that the writer set, or that Word remembers from printing."""
        self.page += sum(1 for _ in element.iter(f"{W}lastRenderedPageBreak"))
        self.page += sum(1 for mark in element.iter(f"{W}br") if mark.get(f"{W}type") == "page")


def _runs(parent: Any) -> Iterator[Any]:
    """The runs of a paragraph, through insertions, links, fields and content controls; deletions left out."""
    for child in parent:
        if child.tag == f"{W}r":
            yield child
        elif child.tag not in SKIPPED and isinstance(child.tag, str):
            yield from _runs(child)


def _pieces(run: Any) -> Iterator[str]:
    for child in run:
        if not isinstance(child.tag, str) or child.tag in SKIPPED:
            continue
        tag = etree.QName(child.tag).localname
        if tag == "t":
            yield child.text or ""
        elif tag in {"tab", "ptab"}:
            yield " "
        elif tag in {"br", "cr"}:
            yield " " if child.get(f"{W}type") in {"page", "column"} else "\n"
        elif tag == "noBreakHyphen":
            yield "-"
        elif tag == "AlternateContent":
            yield from (piece for choice in child for piece in _pieces(choice))


def _style_id(paragraph: Any) -> str:
    properties = paragraph.find(f"{W}pPr")
    style = properties.find(f"{W}pStyle") if properties is not None else None
    return "" if style is None else str(style.get(f"{W}val", ""))


def _style(style: Any) -> Style:
    base = style.find(f"{W}basedOn")
    look = style.find(f"{W}rPr")
    list_id, depth = _numbered(style.find(f"{W}pPr"))
    table = style.find(f"{W}tblPr")
    borders = table.find(f"{W}tblBorders") if table is not None else None
    return Style(
        "" if base is None else base.get(f"{W}val", ""),
        _flag(look, "b"),
        _flag(look, "caps"),
        list_id,
        depth,
        borders is not None and _draws(borders),
        _font(look),
    )


def _font(properties: Any | None) -> str | None:
    """The font that an rPr names for Latin letters."""
    fonts = properties.find(f"{W}rFonts") if properties is not None else None
    return None if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")


def _numbered(properties: Any | None) -> tuple[str, int | None]:
    """List and level that a pPr names: ("", None) for none."""
    numbered = properties.find(f"{W}numPr") if properties is not None else None
    if numbered is None:
        return "", None
    list_id, depth = numbered.find(f"{W}numId"), numbered.find(f"{W}ilvl")
    level = "" if depth is None else depth.get(f"{W}val", "")
    return ("" if list_id is None else list_id.get(f"{W}val", "")), int(level) if level.isdigit() else None


def _flag(properties: Any | None, tag: str) -> bool | None:
    found = properties.find(f"{W}{tag}") if properties is not None else None
    return None if found is None else found.get(f"{W}val", "1") not in OFF


def _draws(borders: Any) -> bool:
    return any(edge.get(f"{W}val", "none") not in NONE for edge in borders)


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """Rows or cells, through content controls and tracked insertions."""
    for child in parent:
        if child.tag == f"{W}{tag}":
            yield child
        elif child.tag in HOLDERS:
            yield from _children(child, tag)


def _inside(element: Any, top: Any, tags: set[str]) -> bool:
    parent = element.getparent()
    while parent is not None and parent is not top:
        if parent.tag in tags:
            return True
        parent = parent.getparent()
    return False


def _property(cell: Any, tag: str) -> Any | None:
    properties = cell.find(f"{W}tcPr")
    return properties.find(f"{W}{tag}") if properties is not None else None


def _span(cell: Any) -> int:
    span = _property(cell, "gridSpan")
    value = "" if span is None else span.get(f"{W}val", "")
    return max(1, min(63, int(value))) if value.isdigit() else 1


def _goes_on(cell: Any) -> bool:
    """Whether a cell is the lower part of one that was merged downward."""
    merged = _property(cell, "vMerge")
    return merged is not None and merged.get(f"{W}val", "continue") == "continue"


def _unfold(rows: list[Any], text: Any) -> list[list[str]]:
    """The cells of each row on the table's grid; what was merged stands once, in its first cell, ``ABOVE`` below it."""
    grid = []
    for row in rows:
        if row.find(f"{W}trPr/{W}del") is not None:
            continue
        line: list[str] = []
        before = row.find(f"{W}trPr/{W}gridBefore")
        if before is not None and str(before.get(f"{W}val", "")).isdigit():
            line += [""] * min(63, int(before.get(f"{W}val")))
        for cell in _children(row, "tc"):
            line.append(ABOVE if _goes_on(cell) else text(cell))
            line += [""] * (_span(cell) - 1)
        grid.append(line)
    return grid


def _has_deep_header(rows: list[Any]) -> bool:
    """Whether the header takes two rows, some of its cells reaching over both."""
    if len(rows) < 3 or not any(_goes_on(cell) for cell in _children(rows[1], "tc")):
        return False
    cells = list(_children(rows[0], "tc"))
    return any(_property(cell, "vMerge") is None and _span(cell) > 1 for cell in cells)
