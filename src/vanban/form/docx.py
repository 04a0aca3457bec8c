"""An official document as DOCX, with named styles, so that a clerk can go on working on it in Word.

The XML of paragraphs and tables is made directly: python-docx is slow on tables, and LibreOffice wants the grid widths.
"""

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Mm

from vanban.form import measures
from vanban.form import wording as say
from vanban.form.document import (
    Appendix,
    Block,
    Bullet,
    Chart,
    DataTable,
    Heading,
    Mark,
    OfficialDocument,
    Paragraph,
    Point,
    Run,
    Signature,
)
from vanban.form.docx_base import base_docx, element, twips
from vanban.form.docx_marks import Marks
from vanban.form.docx_picture import chart_parts
from vanban.form.letterhead import fill_form, leave_place, open_form

NO_DATE = datetime(2000, 1, 1)  # noqa: DTZ001 - python-docx wants a naive time; a fixed one keeps output the same
ZIP_DATE = (2000, 1, 1, 0, 0, 0)
JUSTIFY = {"left": "left", "center": "center", "right": "right", "justify": "both"}


def render_docx(document: OfficialDocument, *, protect: bool = False, template: bytes | None = None) -> bytes:
    """The document as the bytes of a DOCX file. The same document always gives the same bytes.

    ``protect``: for editing and coming back (``docx_back``): every run with an anchor is locked and named, and tables,
    charts and marks are named. ``template``: a form of the ward's own (``letterhead``), checked before.
    """
    made = Document(io.BytesIO(base_docx())) if template is None else open_form(template)
    marks = Marks(protect)
    _properties(made, document)
    place = made.element.body.sectPr
    if template is None:
        _append(place, _opening(document))
    else:
        place = fill_form(made, document)
    _append(place, marks.placed(made, document.body, draw=_block, width=measures.TEXT_WIDTH))
    _keep_with_signature(place, document)
    if template is None or leave_place(place):
        _append(made.element.body.sectPr, marks.ended(_closing(document)))
    for appendix in document.appendices:
        _section(made, landscape=appendix.landscape)
        _append(made.element.body.sectPr, _appendix(made, appendix))
    out = io.BytesIO()
    made.save(out)
    return _settled(out.getvalue())


def _properties(made: Any, document: OfficialDocument) -> None:
    core = made.core_properties
    core.title = f"{say.clean(document.kind)} {say.clean(document.title)}".strip()[:255]
    core.author = " ".join(say.clean(line) for line in document.issuer)[:255]
    core.comments, core.last_modified_by, core.language = "", "", "vi-VN"
    on = document.issued_on
    core.created = core.modified = datetime(on.year, on.month, on.day) if on else NO_DATE  # noqa: DTZ001


def _settled(data: bytes) -> bytes:
    """The same archive with one fixed time for every member."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, ZIP_DATE), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _append(place: Any, parts: Iterable[Any]) -> None:
    for part in parts:
        place.addprevious(part)


def _section(made: Any, *, landscape: bool) -> None:
    """Open the pages of an appendix: numbered from 1, upright or lying."""
    section = made.add_section(WD_SECTION.NEW_PAGE)
    closing = made.element.body.findall(".//{*}p")[-1]
    closing.get_or_add_pPr().insert(0, element("pStyle", val="VBRule"))
    width, height = Mm(measures.PAGE_WIDTH), Mm(measures.PAGE_HEIGHT)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (height, width) if landscape else (width, height)
    for old in section._sectPr.findall("{*}pgNumType"):
        section._sectPr.remove(old)
    section._sectPr.insert_element_before(
        element("pgNumType", start=1), "w:cols", "w:titlePg", "w:docGrid", "w:sectPrChange"
    )


def _paragraph(style: str, runs: Iterable[Run] | str, *, align: str = "", keep_next: bool = False) -> Any:
    paragraph = element("p")
    properties = element("pPr")
    properties.append(element("pStyle", val=style))
    if keep_next:
        properties.append(element("keepNext"))
    if align:
        properties.append(element("jc", val=align))
    paragraph.append(properties)
    for run in (Run(say.clean(runs)),) if isinstance(runs, str) else runs:
        paragraph.append(_run(run))
    return paragraph


def _run(run: Run) -> Any:
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
    text = element("t")
    text.text = run.text
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.append(text)
    return made


def _rule(within: float, length: float, *, after: int = 0) -> Any:
    """A centred rule of the given length, in a column of the given width (mm): the top border of a thin paragraph.
    ``after`` is the room below it in points."""
    paragraph = _paragraph("VBRule", ())
    side = twips((within - length) / 2)
    borders = element("pBdr")
    borders.append(element("top", val="single", sz=6, space=1, color="000000"))
    paragraph.pPr.append(borders)
    if after:
        paragraph.pPr.append(element("spacing", after=after * 20))
    paragraph.pPr.append(element("ind", left=side, right=side, firstLine=0))
    return paragraph


def _frame(widths: tuple[float, ...], rows: Iterable[tuple[list[Any], ...]]) -> Any:
    """A table without rules that holds paragraphs side by side; rows never break."""
    table = _table_shell(widths, ruled=False)
    for cells in rows:
        row = _row(heads=False)
        for width, content in zip(widths, cells, strict=True):
            row.append(_cell(width, content))
        table.append(row)
    return table


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


def _row(*, heads: bool) -> Any:
    row = element("tr")
    properties = element("trPr")
    properties.append(element("cantSplit"))
    if heads:
        properties.append(element("tblHeader"))
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


def _data_table(table: DataTable, width: float) -> Any:
    widths = tuple(share * width for share in table.shares())
    made = _table_shell(widths, ruled=True)
    head = _row(heads=True)
    head_style, style = ("VBSmallHead", "VBSmall") if table.small else ("VBCellHead", "VBCell")
    for column, text in zip(widths, table.header, strict=True):
        head.append(_cell(column, [_paragraph(head_style, say.clean_runs(text))], middle=True))
    made.append(head)
    for cells in table.rows:
        row = _row(heads=False)
        for number, (column, text) in enumerate(zip(widths, cells, strict=True)):
            align = JUSTIFY[table.align(number)]
            row.append(_cell(column, [_paragraph(style, say.clean_runs(text), align=align)]))
        made.append(row)
    return made


def _opening(document: OfficialDocument) -> Iterable[Any]:
    left = [_paragraph("VBParent", document.parent.upper())] if document.parent else []
    left += [_paragraph("VBIssuer", line.upper()) for line in document.issuer] or [_paragraph("VBIssuer", "")]
    left.append(_rule(measures.HEAD_LEFT, measures.ISSUER_RULE))
    right = [_paragraph("VBNation", say.NATION), _paragraph("VBMotto", say.MOTTO)]
    right.append(_rule(measures.HEAD_RIGHT, measures.MOTTO_RULE))
    numbers = [_paragraph("VBNumber", [Run(say.number_line(document))])]
    if not document.kind:
        numbers.append(_paragraph("VBAbout", say.about_line(document)))
    dates = [_paragraph("VBPlace", [Run(say.date_line(document) if document.dated else "")])]
    yield _frame((measures.HEAD_LEFT, measures.HEAD_RIGHT), [(left, right), (numbers, dates)])
    yield from _title(document)
    yield from _addressees(document)
    for runs in say.basis_runs(document):
        yield _paragraph("VBBasis", runs)


def _title(document: OfficialDocument) -> Iterable[Any]:
    """Tên loại and trích yếu; a công văn has its trích yếu under its number, and room here."""
    if not document.kind:
        yield _paragraph("VBRule", ())
        return
    yield _paragraph("VBKind", document.kind.upper())
    yield _paragraph("VBTitle", document.title)
    yield _rule(measures.TEXT_WIDTH, say.rule_length(document.title), after=10)


def _addressees(document: OfficialDocument) -> Iterable[Any]:
    if len(document.addressees) == 1:
        yield _paragraph("VBAddressee", f"Kính gửi: {document.addressees[0]}", align="center")
    elif document.addressees:
        yield _paragraph("VBAddressee", "Kính gửi:", keep_next=True)
        for line in say.listed(document.addressees):
            yield _paragraph("VBAddressee", line)


def _block(made: Any, block: Block, width: float) -> Iterable[Any]:
    if isinstance(block, Heading):
        yield _paragraph(f"VBHeading{block.level}", say.heading_runs(block))
    elif isinstance(block, DataTable | Chart | Mark):
        yield from _shown(made, block, width)
    elif isinstance(block, Paragraph):
        paragraph = _paragraph("VBBody", say.clean_runs(block.text), align=JUSTIFY[block.align])
        if not block.indent:
            paragraph.pPr.insert_element_before(element("ind", firstLine=0), "w:jc")
        yield paragraph
    else:
        yield _paragraph(_item_style(block), say.item_runs(block))


def _shown(made: Any, block: DataTable | Chart | Mark, width: float) -> Iterable[Any]:
    if isinstance(block, DataTable):
        yield _data_table(block, width)
        yield _paragraph("VBRule", ())
    elif isinstance(block, Chart):
        yield _paragraph("VBChartTitle", say.clean(block.title), keep_next=True)
        yield from chart_parts(made, block, paragraph=_paragraph, table=lambda table: _data_table(table, width))


def _item_style(item: Bullet | Point) -> str:
    if isinstance(item, Point):
        return "VBPoint"
    return "VBBullet" if item.mark == "-" else "VBBullet2"


def _keep_with_signature(place: Any, document: OfficialDocument) -> None:
    """The signature never stands alone on a page: the last paragraph of the body goes with it."""
    last = place.getprevious()
    if document.signature and last is not None and last.tag.endswith("}p"):
        last.get_or_add_pPr().get_or_add_keepNext()


def _closing(document: OfficialDocument) -> Iterable[Any]:
    left = [_paragraph("VBRecipients", line) for line in say.listed(document.recipients)]
    if left:
        left.insert(0, _paragraph("VBRecipientsHead", say.RECIPIENTS))
    right = _signed(document.signature)
    empty = [_paragraph("VBRule", ())]
    if document.cosigner:
        half = measures.TEXT_WIDTH / 2
        yield _frame((half, half), [(_signed(document.cosigner), right or list(empty))])
        yield _paragraph("VBRule", ())
        right = []
    if left or right:
        yield _frame((measures.SIGN_LEFT, measures.SIGN_RIGHT), [(left or empty, right or list(empty))])
        if not document.appendices:
            yield _paragraph("VBRule", ())


def _signed(signature: Signature | None) -> list[Any]:
    if signature is None:
        return []
    lines = [_paragraph("VBAuthority", line.upper()) for line in signature.authority]
    lines += [_paragraph("VBSigner", "") for _ in range(measures.SIGNATURE_GAP)]
    return [*lines, _paragraph("VBSigner", signature.signer)]


def _appendix(made: Any, appendix: Appendix) -> Iterable[Any]:
    yield _paragraph("VBAppendix", say.appendix_label(appendix))
    yield _paragraph("VBAppendixTitle", appendix.title.upper())
    attached = say.attached_line(appendix)
    if attached:
        yield _paragraph("VBAttached", attached)
    width = measures.TEXT_WIDTH_LANDSCAPE if appendix.landscape else measures.TEXT_WIDTH
    for block in appendix.blocks:
        yield from _block(made, block, width)
