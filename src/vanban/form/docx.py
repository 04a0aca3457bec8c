"""An official document as DOCX, with named styles and automatic numbers, so that a clerk can go on working in Word."""

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
from vanban.form.document import Appendix, Block, Chart, DataTable, Heading, Mark, OfficialDocument, Paragraph
from vanban.form.docx_base import base_docx, element
from vanban.form.docx_head import closing, contact, opening
from vanban.form.docx_marks import Marks
from vanban.form.docx_numbers import Counting, add_lists
from vanban.form.docx_parts import JUSTIFY, Setting, data_table, gap, labelled, paragraph
from vanban.form.docx_picture import chart_parts
from vanban.form.letterhead import fill_form, leave_place, open_form

NO_DATE = datetime(2000, 1, 1)  # noqa: DTZ001 - python-docx wants a naive time; a fixed one keeps output the same
ZIP_DATE = (2000, 1, 1, 0, 0, 0)
STYLES = {"Bullet": "VBBullet", "Point": "VBPoint", "Clause": "VBClause", "Article": "VBArticle"}


def render_docx(document: OfficialDocument, *, protect: bool = False, template: bytes | None = None) -> bytes:
    """The document as the bytes of a DOCX file. The same document always gives the same bytes.

    ``protect``: for editing and coming back (``docx_back``): every run with an anchor is locked and named, and tables,
    charts and marks are named. ``template``: a form of the ward's own (``letterhead``), checked before.
    """
    made = Document(io.BytesIO(base_docx())) if template is None else open_form(template)
    marks = Marks(protect)
    if template is not None:
        add_lists(made)
    draw = _Drawing(made)
    _properties(made, document)
    place = made.element.body.sectPr
    if template is None:
        _append(place, opening(document))
        contact(made, document)
    else:
        place = fill_form(made, document)
    _append(place, marks.placed(made, document.body, draw=draw.of(document.body), width=measures.TEXT_WIDTH))
    _keep_with_signature(place, document)
    if template is None or leave_place(place):
        _append(made.element.body.sectPr, marks.ended(closing(document)))
    for appendix in document.appendices:
        _section(made, landscape=appendix.landscape)
        _append(made.element.body.sectPr, _appendix(draw, appendix))
    out = io.BytesIO()
    made.save(out)
    return _settled(out.getvalue())


def _properties(made: Any, document: OfficialDocument) -> None:
    core = made.core_properties
    core.title = say.name_of(document)[:255]
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
    ends = made.element.body.findall(".//{*}p")[-1]
    ends.get_or_add_pPr().insert(0, element("pStyle", val="VBRule"))
    section.first_page_footer.is_linked_to_previous = False
    width, height = Mm(measures.PAGE_WIDTH), Mm(measures.PAGE_HEIGHT)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (height, width) if landscape else (width, height)
    for old in section._sectPr.findall("{*}pgNumType"):
        section._sectPr.remove(old)
    section._sectPr.insert_element_before(
        element("pgNumType", start=1), "w:cols", "w:titlePg", "w:docGrid", "w:sectPrChange"
    )


class _Drawing:
    """Blocks as parts of one DOCX; counts the lists along."""

    def __init__(self, made: Any) -> None:
        self.made = made
        self.counting = Counting.of(made)

    def of(self, blocks: Iterable[Block]) -> Any:
        """What draws these blocks, one after the other."""
        self.counting.prepare(blocks)
        return self.block

    def block(self, made: Any, block: Block, width: float) -> Iterable[Any]:
        """The parts of one block, at most ``width`` mm wide."""
        if isinstance(block, DataTable | Chart | Mark):
            yield from _shown(made, block, width)
        elif isinstance(block, Paragraph):
            setting = Setting(
                align="" if block.align == "justify" else JUSTIFY[block.align], first=None if block.indent else 0.0
            )
            yield paragraph("VBBody", say.clean_runs(block.text), setting, whole=True)
        else:
            place = self.counting.place(block)
            bold = type(block).__name__ == "Article"
            yield labelled(_style(block), say.words_of(block), label=say.label_of(block), place=place, label_bold=bold)


def _style(block: Block) -> str:
    if isinstance(block, Heading):
        return f"VBHeading{block.level}"
    if getattr(block, "mark", "-") == "+":
        return "VBBullet2"
    if getattr(block, "number", "") and getattr(block, "title", "") and not getattr(block, "text", ""):
        return "VBArticleTitle"
    return STYLES[type(block).__name__]


def _shown(made: Any, block: DataTable | Chart | Mark, width: float) -> Iterable[Any]:
    if isinstance(block, DataTable):
        yield data_table(block, width)
        yield paragraph("VBRule", ())
    elif isinstance(block, Chart):
        yield paragraph("VBChartTitle", say.clean(block.title))
        yield from chart_parts(made, block, paragraph=paragraph, table=lambda table: data_table(table, width))


def _keep_with_signature(place: Any, document: OfficialDocument) -> None:
    """The signature never stands alone on a page: the last paragraph of the body goes with it."""
    last = place.getprevious()
    if document.signature and last is not None and last.tag.endswith("}p"):
        last.get_or_add_pPr().get_or_add_keepNext()


def _appendix(draw: _Drawing, appendix: Appendix) -> Iterable[Any]:
    for line in appendix.digital:
        yield paragraph("VBDigital", say.clean(line))
    yield paragraph("VBAppendix", say.appendix_label(appendix))
    yield paragraph("VBAppendixTitle", appendix.title.upper())
    attached = say.attached_line(appendix)
    if attached:
        yield paragraph("VBAttached", attached)
    yield gap(8)
    width = measures.TEXT_WIDTH_LANDSCAPE if appendix.landscape else measures.TEXT_WIDTH
    drawn = draw.of(appendix.blocks)
    for block in appendix.blocks:
        yield from drawn(draw.made, block, width)
