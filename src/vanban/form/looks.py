"""How each kind of paragraph looks: one table, from which Word's styles and the style sheet are made.

Sizes and cases: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II, III and the sample letters of mục V. Space above and below
is never set on neighbours both: Word adds the two, a style sheet takes the larger.
"""

from dataclasses import dataclass
from typing import Literal

from vanban.form import measures

NATURAL = 1.149
"""Height of a single line of Times New Roman (and of the letters that we print with) in parts of its size."""
RED = "FF0000"

Place = Literal["both", "left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style. ``size``, ``before``, ``after`` in points; ``line`` in single lines, or points where it is a
    room ``at_least``; ``left`` and ``first`` in millimetres; ``outline`` is the level in Word's navigation pane."""

    name: str
    css: str
    size: float = 14
    bold: bool = False
    italic: bool = False
    align: Place = "both"
    before: float = 0
    after: float = 0
    line: float = 1.0
    left: float = 0
    first: float = 0
    keep_next: bool = False
    outline: int | None = None
    at_least: float = 0
    color: str = ""


def _body(
    name: str, css: str, *, bold: bool = False, italic: bool = False, outline: int | None = None, keep: bool = False
) -> Look:
    """A style of the running text; one with an outline level is a heading and stays with what follows."""
    keep = keep or outline is not None
    return Look(name, css, 14, bold, italic, "both", 0, 6, 1.1, 0, measures.FIRST_LINE, keep, outline)


LOOKS: dict[str, Look] = {
    "VBDigital": Look("VB Thông tin chữ ký số", "digital", 10, align="right"),
    "VBNation": Look("VB Quốc hiệu", "nation", 13, bold=True, align="center"),
    "VBMotto": Look("VB Tiêu ngữ", "motto", 14, bold=True, align="center"),
    "VBParent": Look("VB Cơ quan chủ quản", "parent", 13, align="center"),
    "VBIssuer": Look("VB Cơ quan ban hành", "issuer", 13, bold=True, align="center"),
    "VBNumber": Look("VB Số ký hiệu", "number", 13, align="center", before=5),
    "VBAbout": Look("VB Trích yếu công văn", "about", 12, align="center", before=6),
    "VBPlace": Look("VB Địa danh ngày tháng", "place", 14, italic=True, align="center", before=4.1),
    "VBStamp": Look("VB Dấu mật khẩn", "stamp", 13, bold=True, align="center", before=6, color=RED),
    "VBCirculation": Look("VB Phạm vi lưu hành", "circulation", 13, bold=True, align="center", before=6),
    "VBKind": Look("VB Tên loại", "kind", 14, bold=True, align="center", before=14, keep_next=True),
    "VBTitle": Look("VB Trích yếu", "title", 14, bold=True, align="center", keep_next=True),
    "VBDeciding": Look("VB Thẩm quyền ban hành", "deciding", 14, bold=True, align="center", after=8, keep_next=True),
    "VBDecides": Look("VB Quyết định", "decides", 14, bold=True, align="center", before=4, after=8, keep_next=True),
    "VBAddressees": Look("VB Kính gửi một nơi", "addressees", 14, align="center", after=10, keep_next=True),
    "VBAddresseeHead": Look("VB Kính gửi", "addressee-head", 14, align="left", left=30, keep_next=True),
    "VBAddressee": Look("VB Nơi kính gửi", "addressee", 14, align="left", left=48),
    "VBBasis": _body("VB Căn cứ", "basis", italic=True),
    "VBBody": _body("VB Nội dung", "body"),
    "VBHeading1": _body("VB Mục I", "heading-1", bold=True, outline=0),
    "VBHeading2": _body("VB Khoản 1", "heading-2", bold=True, outline=1),
    "VBHeading3": _body("VB Khoản 1.1", "heading-3", bold=True, italic=True, outline=2),
    "VBArticleTitle": _body("VB Tên điều", "article-title", bold=True, outline=1),
    "VBArticle": _body("VB Điều", "article"),
    "VBClause": _body("VB Khoản không tiêu đề", "clause"),
    "VBPoint": _body("VB Điểm a", "point"),
    "VBBullet": _body("VB Gạch đầu dòng", "bullet"),
    "VBBullet2": _body("VB Dấu cộng", "bullet-2"),
    "VBCellHead": Look("VB Đầu bảng", "cell-head", 13, bold=True, align="center", before=2, after=2),
    "VBCell": Look("VB Ô bảng", "cell", 13, align="left", before=2, after=2),
    "VBSmallHead": Look("VB Đầu bảng nhỏ", "small-head", 11, bold=True, align="center", before=1, after=1),
    "VBSmall": Look("VB Ô bảng nhỏ", "small-cell", 11, align="left", before=1, after=1),
    "VBChartTitle": Look("VB Tên biểu đồ", "chart-title", 13, italic=True, align="center", after=4, keep_next=True),
    "VBChart": Look("VB Biểu đồ", "chart", 13, align="center", after=8),
    "VBAuthority": Look("VB Quyền hạn chức vụ", "authority", 14, bold=True, align="center", keep_next=True),
    "VBSignPlace": Look("VB Chỗ ký", "sign-place", 14, align="center", at_least=85, keep_next=True),
    "VBSigner": Look("VB Người ký", "signer", 14, bold=True, align="center"),
    "VBRecipientsHead": Look("VB Nơi nhận", "recipients-head", 12, bold=True, italic=True, align="left"),
    "VBRecipients": Look("VB Danh sách nơi nhận", "recipients", 11, align="left"),
    "VBContact": Look("VB Địa chỉ cơ quan", "contact", 11, align="center"),
    "VBAppendix": Look("VB Phụ lục", "appendix-number", 14, bold=True, align="center", keep_next=True, outline=0),
    "VBAppendixTitle": Look("VB Tên phụ lục", "appendix-title", 14, bold=True, align="center", keep_next=True),
    "VBAttached": Look("VB Kèm theo", "attached", 14, italic=True, align="center", keep_next=True),
    "VBPageNumber": Look("VB Số trang", "page-number", 13, align="center"),
    "VBRule": Look("VB Đường kẻ", "rule", 2, align="center", before=3),
}

ALIGNS = {"both": "justify", "left": "left", "center": "center", "right": "right"}


def rules() -> str:
    """The looks as a style sheet; every rule stands under ``.vb``."""
    return "\n".join(_rule(look) for look in LOOKS.values() if look.css != "rule")


def _rule(look: Look) -> str:
    parts = [
        f"font-size: {look.size:g}pt",
        f"font-weight: {'bold' if look.bold else 'normal'}",
        f"font-style: {'italic' if look.italic else 'normal'}",
        f"line-height: {look.line * NATURAL:.4g}",
        f"text-align: {ALIGNS[look.align]}",
        f"margin: {look.before:g}pt 0 {look.after:g}pt {look.left:g}mm",
        f"text-indent: {look.first:g}mm",
    ]
    if look.keep_next:
        parts.append("break-after: avoid")
    if look.at_least:
        parts.append(f"height: {look.at_least:g}pt")
    if look.color:
        parts.append(f"color: #{look.color.lower()}")
    return f".vb .vb-{look.css} {{ {'; '.join(parts)}; }}"
