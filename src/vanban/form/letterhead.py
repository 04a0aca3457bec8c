"""A ward's own Word form: head, margins and letters are the ward's, what it says is ours.

In the form, words in double braces stand where the report's words go: ``{{NOI_DUNG}}`` alone on its line is where the
report is written. The form is an untrusted upload: ``check_form`` says what is wrong before it is ever used.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from vanban.errors import ReadError
from vanban.form import wording as say
from vanban.form.document import OfficialDocument
from vanban.form.docx_base import FONT, add_styles, element
from vanban.form.errors import FormError
from vanban.readers.package import RELATION, Package, W

BODY = "NOI_DUNG"
PLACES = {
    "SO": "số, ký hiệu",
    "NGAY": "địa danh và ngày tháng",
    "TEN_LOAI": "tên loại văn bản",
    "TRICH_YEU": "trích yếu",
    BODY: "nội dung báo cáo, đứng riêng một dòng",
    "KINH_GUI": "nơi kính gửi",
    "CHUC_VU": "quyền hạn, chức vụ người ký",
    "NGUOI_KY": "họ tên người ký",
    "NOI_NHAN": "nơi nhận",
}
NEEDED = ("SO", "NGAY", "TRICH_YEU", BODY)
PLACE = re.compile(r"\{\{\s*([A-Z_]{2,20})\s*\}\}")
MOST_BYTES = 5 * 1024 * 1024
A4 = (210.0, 297.0)
LIMITS = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
"""Millimetres: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục I.2."""
SIDES = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
NARROWEST = 140.0
FOREIGN = re.compile(r"vbaProject|activeX|embeddings/|oleObject", re.IGNORECASE)
BANNED = {
    "altChunk": "nội dung nhúng từ tệp khác", "object": "đối tượng nhúng (OLE)", "ins": "chỗ đang theo dõi thay đổi",
    "del": "chỗ đang theo dõi thay đổi", "control": "điều khiển ActiveX",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FormInfo:
    """What a form is like, and what about it departs from the decree (it can be used all the same)."""

    places: tuple[str, ...]
    font: str
    margins: tuple[tuple[str, float], ...]
    notes: tuple[str, ...]


def check_form(data: bytes) -> FormInfo:
    """What the form is like. Raises ``FormError``: ``form_broken``, ``form_unsafe``, ``form_places``, ``form_page``."""
    root = _safe_root(data)
    try:
        form = Document(io.BytesIO(data))
        margins = _page(form)
    except (KeyError, ValueError, AttributeError, OverflowError, TypeError) as error:
        raise _broken() from error
    found = _places(form, root)
    font = _font(form)
    notes = [
        f"Lề {SIDES[side]} {size:g} mm, Nghị định 30/2020/NĐ-CP quy định {low}–{high} mm."
        for side, size in margins.items()
        for low, high in (LIMITS[side],)
        if not low - 0.5 <= size <= high + 0.5
    ]
    if font != FONT:
        notes.append(f"Phông chữ của mẫu là {font}; Nghị định 30/2020/NĐ-CP quy định Times New Roman.")
    if "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" not in say.clean("".join(root.itertext())).upper():
        notes.append("Mẫu chưa có Quốc hiệu.")
    return FormInfo(found, font, tuple(margins.items()), tuple(notes))


def _broken() -> FormError:
    return FormError("form_broken", "Không mở được tệp mẫu. Hãy mở bằng Word, lưu lại dạng .docx rồi tải lên.")


def _safe_root(data: bytes) -> Any:
    if len(data) > MOST_BYTES:
        raise FormError("form_broken", "Tệp mẫu lớn hơn 5 MB. Hãy giảm cỡ ảnh, lô-gô trong mẫu.")
    try:
        package = Package(data)
        main = package.main_part()
        if main is None:
            raise _broken()
        root = package.xml(main)
        _check_parts(package)
    except ReadError as error:
        raise _broken() from error
    for tag, words in BANNED.items():
        if next(root.iter(f"{W}{tag}"), None) is not None:
            raise FormError("form_unsafe", f"Mẫu có {words} nên không dùng được. Hãy bỏ phần đó rồi lưu lại.")
    return root


def _check_parts(package: Package) -> None:
    for name in package.names:
        if FOREIGN.search(name):
            raise FormError("form_unsafe", "Mẫu có macro hoặc đối tượng nhúng. Hãy lưu lại dạng .docx không có chúng.")
        if name.endswith(".rels"):
            for relation in package.xml(name).iter(RELATION):
                outward = relation.get("TargetMode") == "External"
                if outward and not str(relation.get("Type", "")).endswith("/hyperlink"):
                    raise FormError("form_unsafe", "Mẫu lấy ảnh hoặc mẫu từ nơi khác. Hãy chèn hẳn ảnh vào tệp.")


def _page(form: Any) -> dict[str, float]:
    if len(form.sections) != 1:
        raise FormError("form_page", "Mẫu có nhiều phân đoạn (section). Hãy để một phân đoạn duy nhất.")
    section = form.sections[0]
    size = (section.page_width.mm, section.page_height.mm)
    if any(abs(one - wanted) > 2 for one, wanted in zip(size, A4, strict=True)):
        raise FormError("form_page", f"Khổ giấy của mẫu là {size[0]:.0f} × {size[1]:.0f} mm. Hãy đặt khổ A4 đứng.")
    sides = {side: round(getattr(section, f"{side}_margin").mm, 1) for side in LIMITS}
    if size[0] - sides["left"] - sides["right"] < NARROWEST:
        raise FormError("form_page", "Lề trái, phải của mẫu quá rộng, bảng không đủ chỗ. Hãy đặt lề theo Nghị định 30.")
    return sides


def _places(form: Any, root: Any) -> tuple[str, ...]:
    counted = Counter(PLACE.findall("\n".join(_text(one) for one in _paragraphs(form))))
    unknown = [name for name in counted if name not in PLACES]
    missing = [f"{{{{{name}}}}} ({PLACES[name]})" for name in NEEDED if not counted[name]]
    if unknown:
        raise FormError("form_places", f"Mẫu có chỗ điền lạ: {', '.join(unknown)}. Hãy dùng đúng các tên đã cho.")
    if missing:
        raise FormError("form_places", f"Mẫu còn thiếu chỗ điền: {', '.join(missing)}.")
    alone = [one for one in root.find(f"{W}body").iterchildren(f"{W}p") if _text(one).strip() == f"{{{{{BODY}}}}}"]
    if counted[BODY] != 1 or len(alone) != 1:
        raise FormError("form_places", "{{NOI_DUNG}} phải đứng một lần, riêng một dòng, ngoài bảng.")
    return tuple(counted)


def _font(form: Any) -> str:
    normal = form.styles["Normal"].font.name if "Normal" in [style.name for style in form.styles] else None
    return normal or FONT


def _paragraphs(form: Any) -> Iterator[Any]:
    """Every paragraph of the body, in tables too, and of headers and footers."""
    yield from form.element.body.iter(qn("w:p"))
    for section in form.sections:
        for part in (section.header, section.first_page_header, section.footer, section.first_page_footer):
            if not part.is_linked_to_previous:
                yield from part._element.iter(qn("w:p"))


def _text(paragraph: Any) -> str:
    return "".join(one.text or "" for one in paragraph.iter(f"{W}t"))


def open_form(data: bytes) -> Any:
    """The form with our styles in it, ready to be written into."""
    form = Document(io.BytesIO(data))
    add_styles(form, _font(form))
    return form


def fill_form(form: Any, document: OfficialDocument) -> Any:
    """Put the document's words in their places. Returns the paragraph before which the body goes."""
    values = _values(document)
    place = None
    for paragraph in list(_paragraphs(form)):
        text = _text(paragraph)
        if text.strip() == f"{{{{{BODY}}}}}":
            place = paragraph
        elif PLACE.search(text):
            _fill(paragraph, PLACE.sub(lambda found: values.get(found.group(1), ""), text))
    return place if place is not None else form.element.body.sectPr


def _values(document: OfficialDocument) -> dict[str, str]:
    signature = document.signature
    return {
        "SO": say.number_line(document).removeprefix("Số: "),
        "NGAY": say.date_line(document),
        "TEN_LOAI": document.kind.upper(),
        "TRICH_YEU": "\n".join(say.lines(document.title)),
        "KINH_GUI": "\n".join(say.clean(one) for one in document.addressees),
        "CHUC_VU": "\n".join(one.upper() for one in signature.authority) if signature else "",
        "NGUOI_KY": say.clean(signature.signer) if signature else "",
        "NOI_NHAN": "\n".join(say.recipients(document)),
    }


def _fill(paragraph: Any, text: str) -> None:
    """The new text in the look of the paragraph's first run."""
    texts = list(paragraph.iter(f"{W}t"))
    first = texts[0]
    for other in texts[1:]:
        other.text = ""
    lines = text.split("\n")
    first.text = lines[0]
    first.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    last = first
    for line in lines[1:]:
        row = element("t")
        row.text = line
        last.addnext(element("br"))
        last.getnext().addnext(row)
        last = row


def leave_place(place: Any) -> bool:
    """Take the marker away. Returns whether nothing is printed after it, so that our signature block is needed."""
    after = "".join(_text(one) for one in place.itersiblings() if one.tag != qn("w:sectPr"))
    place.getparent().remove(place)
    return not after.strip()
