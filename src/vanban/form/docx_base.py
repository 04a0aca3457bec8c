"""The empty DOCX that every document starts from: A4, our named styles and lists, page number in the top margin."""

import io
from functools import cache
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from vanban.form import measures
from vanban.form.looks import LOOKS, Look

FONT = "Times New Roman"
LANGUAGE = "vi-VN"
KEPT_STYLES = {"Normal", "Header", "Footer", "DefaultParagraphFont", "TableNormal", "NoList"}
KEPT_PARTS = {
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.FONT_TABLE,
    RELATIONSHIP_TYPE.THEME,
    RELATIONSHIP_TYPE.HEADER,
}


def element(tag: str, **attributes: str | int) -> Any:
    """A WordprocessingML element; attribute names without their prefix."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(millimetres / 25.4 * 1440)


@cache
def base_docx() -> bytes:
    """The empty document, made once: without the 160 styles and the picture of python-docx's own (440 kB of XML that
    every document would be parsed from and saved with again)."""
    from vanban.form.docx_numbers import add_lists

    document = Document()
    _bare(document)
    _normal(document)
    add_styles(document)
    add_lists(document)
    _page(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _bare(document: Any) -> None:
    part = document.part
    for name in [one for one, relation in part.rels.items() if relation.reltype not in KEPT_PARTS]:
        part.rels.pop(name)
    for name in [one for one, relation in part.package.rels.items() if "thumbnail" in relation.reltype]:
        part.package.rels.pop(name)
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in KEPT_STYLES:
            styles.remove(style)
    for link in list(styles.iter(qn("w:link"))):  # to styles of characters, which are gone
        if link.get(qn("w:val")) not in KEPT_STYLES:
            link.getparent().remove(link)


def _fonts(style: Any, font: str = FONT) -> None:
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for slot in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{slot}"), font)


def _normal(document: Any) -> None:
    normal = document.styles["Normal"]
    normal.font.size = Pt(14)
    _fonts(normal)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    normal.element.rPr.append(element("lang", val=LANGUAGE, eastAsia=LANGUAGE))
    for old in document.styles.element.iter(qn("w:lang")):
        old.set(qn("w:val"), LANGUAGE)
    for theme in document.settings.element.findall(qn("w:themeFontLang")):
        theme.set(qn("w:val"), LANGUAGE)


def add_styles(document: Any, font: str = FONT) -> None:
    """Our named styles, in a document that has not got them."""
    there = {style.style_id for style in document.styles} | {style.name for style in document.styles}
    for style_id, look in LOOKS.items():
        if style_id not in there and look.name not in there:
            _add_style(document, style_id, look, font=font)


def _add_style(document: Any, style_id: str, look: Look, *, font: str = FONT) -> None:
    style = document.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
    style.element.set(qn("w:styleId"), style_id)
    style.quick_style = True
    _fonts(style, font)
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold, look.italic
    if look.color:
        style.font.color.rgb = RGBColor.from_string(look.color)
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.line_spacing = Pt(look.size) if style_id == "VBRule" else look.line
    form.left_indent, form.first_line_indent = Mm(look.left), Mm(look.first)
    form.keep_with_next = look.keep_next
    form.widow_control = True
    properties = style.element.get_or_add_pPr()
    if look.at_least:
        properties.spacing.set(qn("w:line"), str(round(look.at_least * 20)))
        properties.spacing.set(qn("w:lineRule"), "atLeast")
    properties.append(element("jc", val=look.align))
    if look.outline is not None:
        properties.append(element("outlineLvl", val=look.outline))


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(measures.PAGE_WIDTH), Mm(measures.PAGE_HEIGHT)
    section.top_margin, section.bottom_margin = Mm(measures.TOP), Mm(measures.BOTTOM)
    section.left_margin, section.right_margin = Mm(measures.LEFT), Mm(measures.RIGHT)
    section.header_distance = Mm(measures.PAGE_NUMBER_FROM_TOP)
    section.footer_distance = Mm(measures.CONTACT_FROM_BOTTOM)
    section.different_first_page_header_footer = True
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)
    paragraph = section.header.paragraphs[0]
    paragraph.style = document.styles["VB Số trang"]
    for mark, code in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        if mark:
            run._r.append(element("fldChar", fldCharType=mark))
        else:
            instruction = element("instrText")
            instruction.text = code
            run._r.append(instruction)
