"""The empty DOCX that every document starts from: A4, named styles, page number in the top margin."""

import io
from dataclasses import dataclass
from functools import cache
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from vanban.form import measures

FONT = "Times New Roman"


@dataclass(frozen=True, slots=True)
class Look:
    """A named paragraph style: points, alignment and spacing. ``left`` and ``first`` are millimetres; ``outline`` is
    the level in Word's navigation pane."""

    name: str
    size: float = 14
    bold: bool = False
    italic: bool = False
    align: str = "both"
    before: float = 0
    after: float = 0
    line: float = 1.0
    left: float = 0
    first: float = 0
    keep_next: bool = False
    outline: int | None = None


def _body(
    name: str, *, bold: bool = False, italic: bool = False, before: float = 0, outline: int | None = None
) -> Look:
    """A style of the running text; one with an outline level is a heading and stays with what follows."""
    return Look(name, 14, bold, italic, "both", before, 6, 1.1, 0, measures.FIRST_LINE, outline is not None, outline)


LOOKS: dict[str, Look] = {
    "VBNation": Look("VB Quốc hiệu", 13, bold=True, align="center"),
    "VBMotto": Look("VB Tiêu ngữ", 14, bold=True, align="center"),
    "VBParent": Look("VB Cơ quan chủ quản", 13, align="center"),
    "VBIssuer": Look("VB Cơ quan ban hành", 13, bold=True, align="center"),
    "VBNumber": Look("VB Số ký hiệu", 13, align="center", before=4),
    "VBAbout": Look("VB Trích yếu công văn", 12, align="center", before=6),
    "VBPlace": Look("VB Địa danh ngày tháng", 14, italic=True, align="center", before=4),
    "VBKind": Look("VB Tên loại", 14, bold=True, align="center", before=14, keep_next=True),
    "VBTitle": Look("VB Trích yếu", 14, bold=True, align="center", keep_next=True),
    "VBAddressee": Look("VB Kính gửi", 14, align="left", after=3, left=30),
    "VBBasis": _body("VB Căn cứ", italic=True),
    "VBBody": _body("VB Nội dung"),
    "VBHeading1": _body("VB Mục I", bold=True, before=6, outline=0),
    "VBHeading2": _body("VB Khoản 1", bold=True, outline=1),
    "VBHeading3": _body("VB Khoản 1.1", bold=True, italic=True, outline=2),
    "VBPoint": _body("VB Điểm a"),
    "VBBullet": _body("VB Gạch đầu dòng"),
    "VBBullet2": _body("VB Dấu cộng"),
    "VBCellHead": Look("VB Đầu bảng", 13, bold=True, align="center", before=2, after=2),
    "VBCell": Look("VB Ô bảng", 13, align="left", before=2, after=2),
    "VBSmallHead": Look("VB Đầu bảng nhỏ", 11, bold=True, align="center", before=1, after=1),
    "VBSmall": Look("VB Ô bảng nhỏ", 11, align="left", before=1, after=1),
    "VBChartTitle": Look("VB Tên biểu đồ", 13, italic=True, align="center", before=4, after=2, keep_next=True),
    "VBChart": Look("VB Biểu đồ", 13, align="center", after=8),
    "VBAuthority": Look("VB Quyền hạn chức vụ", 14, bold=True, align="center"),
    "VBSigner": Look("VB Người ký", 14, bold=True, align="center"),
    "VBRecipientsHead": Look("VB Nơi nhận", 12, bold=True, italic=True, align="left"),
    "VBRecipients": Look("VB Danh sách nơi nhận", 11, align="left"),
    "VBAppendix": Look("VB Phụ lục", 14, bold=True, align="center", keep_next=True, outline=0),
    "VBAppendixTitle": Look("VB Tên phụ lục", 14, bold=True, align="center", keep_next=True),
    "VBAttached": Look("VB Kèm theo", 14, italic=True, align="center", after=8, keep_next=True),
    "VBRule": Look("VB Đường kẻ", 2, align="center", before=3),
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
    """The empty document, made once."""
    document = Document()
    _normal(document)
    add_styles(document)
    _page(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


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
    normal.element.rPr.append(element("lang", val="vi-VN", eastAsia="vi-VN"))


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
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.line_spacing = Pt(look.size) if style_id == "VBRule" else look.line
    form.left_indent, form.first_line_indent = Mm(look.left), Mm(look.first)
    form.keep_with_next = look.keep_next
    form.widow_control = True
    properties = style.element.get_or_add_pPr()
    properties.append(element("jc", val=look.align))
    if look.outline is not None:
        properties.append(element("outlineLvl", val=look.outline))


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(measures.PAGE_WIDTH), Mm(measures.PAGE_HEIGHT)
    section.top_margin, section.bottom_margin = Mm(measures.TOP), Mm(measures.BOTTOM)
    section.left_margin, section.right_margin = Mm(measures.LEFT), Mm(measures.RIGHT)
    section.header_distance = Mm(measures.PAGE_NUMBER_FROM_TOP)
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.style = document.styles["VB Số ký hiệu"]
    paragraph.paragraph_format.space_before = Pt(0)
    for mark, code in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        if mark:
            run._r.append(element("fldChar", fldCharType=mark))
        else:
            instruction = element("instrText")
            instruction.text = code
            run._r.append(instruction)
