"""Paragraphs, tables and rules of a DOCX, as XML made directly: python-docx is slow on tables, and LibreOffice wants
the grid widths."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from vanban.form import measures
from vanban.form import wording as say
from vanban.form.document import DataTable, Run
from vanban.form.docx_base import element, twips
from vanban.form.docx_numbers import OUTSIDE, Place, number_mark
from vanban.form.long import breaks

JUSTIFY = {"left": "left", "center": "center", "right": "right", "justify": "both"}
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a paragraph has beside its style: a list, another alignment or indent (mm), a hold on the next."""

    align: str = ""
    keep_next: bool = False
    first: float | None = None
    place: Place | None = None


USUAL = Setting()


def paragraph(style: str, runs: Iterable[Run] | str, setting: Setting = USUAL, *, whole: bool = False) -> Any:
    """A paragraph; a plain string is one run, whose "\\n" are line breaks. ``whole`` keeps numbers in one piece."""
    made = element("p")
    properties = element("pPr")
    properties.append(element("pStyle", val=style))
    if setting.keep_next:
        properties.append(element("keepNext"))
    if setting.place is not None:
        properties.append(number_mark(setting.place.number, setting.place.depth))
    if setting.first is not None:
        properties.append(element("ind", firstLine=twips(setting.first)))
    if setting.align:
        properties.append(element("jc", val=setting.align))
    made.append(properties)
    for run in _lines(runs) if isinstance(runs, str) else runs:
        made.append(_run(run, whole=whole))
    return made


def _lines(text: str) -> Iterable[Run]:
    lines = say.lines(text)
    return (Run("\n".join(lines)),) if lines else ()


def _run(run: Run, *, whole: bool) -> Any:
    made = element("r")
    if run.bold or run.italic:
        look = element("rPr")
        if run.bold:
            look.append(element("b"))
        if run.italic:
            look.append(element("i"))
        made.append(look)
    if run.anchor:
        made.set("anchor", run.anchor)
    for number, line in enumerate(run.text.split("\n")):
        if number:
            made.append(element("br"))
        _words(made, line, whole=whole)
    return made


def _words(run: Any, text: str, *, whole: bool) -> None:
    """The words; inside a number such as 05/KH-UBND the hyphens do not break."""
    for index, piece in enumerate(say.NUMBER.split(text) if whole else (text,)):
        pieces = piece.split("-") if index % 2 else [piece]
        for count, words in enumerate(pieces):
            if count:
                run.append(element("noBreakHyphen"))
            if words:
                made = element("t")
                made.text = words
                made.set(SPACE, "preserve")
                run.append(made)


def labelled(style: str, runs: Iterable[Run], *, label: str, place: Place, label_bold: bool = False) -> Any:
    """A paragraph with a label that Word counts, or, where it cannot, with the label typed."""
    if place != OUTSIDE:
        return paragraph(style, runs, Setting(place=place), whole=True)
    typed = (Run(f"{label} ", bold=label_bold),) if label else ()
    # a heading's style is in a list: taken out of it, LibreOffice forgets the indent, too
    setting = Setting(place=OUTSIDE, first=measures.FIRST_LINE) if style.startswith("VBHeading") else USUAL
    return paragraph(style, (*typed, *runs), setting, whole=True)


def rule(within: float, length: float, *, after: int = 0) -> Any:
    """A centred rule of the given length, in a column of the given width (mm): the top border of a thin paragraph.
    ``after`` is the room below it in points."""
    made = gap(after)
    side = twips(max(0.0, within - length) / 2)
    borders = element("pBdr")
    borders.append(element("top", val="single", sz=6, space=1, color="000000"))
    made.pPr.insert_element_before(borders, "w:spacing", "w:ind")
    made.pPr.append(element("ind", left=side, right=side, firstLine=0))
    return made


def gap(after: int = 0) -> Any:
    """A thin paragraph that only makes room, ``after`` points of it below."""
    made = paragraph("VBRule", ())
    if after:
        made.pPr.append(element("spacing", after=after * 20))
    return made


def framed(style: str, text: str, *, within: float, width: float) -> Any:
    """A line in a frame ``width`` mm wide, centred in a column: marks of urgency and circulation."""
    made = paragraph(style, text)
    borders = element("pBdr")
    color = "FF0000" if style == "VBStamp" else "000000"
    for edge in ("top", "left", "bottom", "right"):
        space = 3 if edge in {"top", "bottom"} else 2
        borders.append(element(edge, val="single", sz=8, space=space, color=color))
    made.pPr.append(borders)
    side = twips(max(0.0, within - width) / 2)
    made.pPr.append(element("ind", left=side, right=side, firstLine=0))
    return made


def frame(widths: tuple[float, ...], rows: Iterable[tuple[list[Any], ...]], *, long: bool = False) -> Any:
    """A table without rules that holds paragraphs side by side; rows never break, but for those behind the first of a
    ``long`` one."""
    made = _table_shell(widths, ruled=False)
    for number, cells in enumerate(rows):
        row = _row(heads=False, long=long and number > 0)
        for width, content in zip(widths, cells, strict=True):
            row.append(_cell(width, content))
        made.append(row)
    return made


def _table_shell(widths: tuple[float, ...], *, ruled: bool) -> Any:
    table = element("tbl")
    properties = element("tblPr")
    properties.append(element("tblW", w=twips(sum(widths)), type="dxa"))
    properties.append(element("jc", val="center"))
    if ruled:
        properties.append(_borders())
    properties.append(element("tblLayout", type="fixed"))
    margins = element("tblCellMar")
    side = 80 if ruled else 0
    for edge in ("left", "right"):
        margins.append(element(edge, w=side, type="dxa"))
    properties.append(margins)
    table.append(properties)
    grid = element("tblGrid")
    for width in widths:
        grid.append(element("gridCol", w=twips(width)))
    table.append(grid)
    return table


def _borders() -> Any:
    borders = element("tblBorders")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(edge, val="single", sz=4, space=0, color="000000"))
    return borders


def _row(*, heads: bool, long: bool = False) -> Any:
    """A row that never breaks, but for a ``long`` one."""
    row = element("tr")
    properties = element("trPr")
    if not long:
        properties.append(element("cantSplit"))
    if heads:
        properties.append(element("tblHeader"))
    if len(properties):
        row.append(properties)
    return row


def _cell(width: float, content: list[Any], *, middle: bool = False) -> Any:
    cell = element("tc")
    properties = element("tcPr")
    properties.append(element("tcW", w=twips(width), type="dxa"))
    if middle:
        properties.append(element("vAlign", val="center"))
    cell.append(properties)
    cell.extend(content)
    return cell


def data_table(table: DataTable, width: float) -> Any:
    """A ruled table ``width`` mm wide: its head is repeated on every page, its rows break only where one is higher than
    half a page."""
    widths = tuple(share * width for share in table.shares())
    made = _table_shell(widths, ruled=True)
    head = _row(heads=True)
    head_style, style = ("VBSmallHead", "VBSmall") if table.small else ("VBCellHead", "VBCell")
    for column, text in zip(widths, table.header, strict=True):
        head.append(_cell(column, [paragraph(head_style, say.clean_runs(text))], middle=True))
    made.append(head)
    settings = [Setting(align=JUSTIFY[table.align(number)]) for number in range(len(widths))]
    for cells in table.rows:
        row = _row(heads=False, long=breaks(table, cells, width))
        for setting, column, text in zip(settings, widths, cells, strict=True):
            row.append(_cell(column, [paragraph(style, say.clean_runs(text), setting)]))
        made.append(row)
    return made
