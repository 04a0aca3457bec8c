"""The editor for forms of other rooms: a textarea that ``js/rich.js`` turns into an editor; without it, a textarea.

Either ``RichText`` as the widget of a field (its page loads ``form.media``), or the tag ``rich_attributes`` on a
textarea of one's own. The value is HTML; whoever keeps it cleans it (``content.richtext.clean``): nothing that a
browser sends is trusted.
"""

import json
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TEXTS: dict[str, Promise] = {
    "toolbar": _("Định dạng bài viết"), "style": _("Kiểu đoạn"), "paragraph": _("Đoạn văn"), "h2": _("Đề mục"),
    "h3": _("Đề mục nhỏ"), "bold": _("Đậm (Ctrl+B)"), "italic": _("Nghiêng (Ctrl+I)"), "bullets": _("Gạch đầu dòng"),
    "numbers": _("Đánh số"), "quote": _("Trích dẫn"), "link": _("Đường dẫn (Ctrl+K)"),
    "picture": _("Chèn ảnh từ thư viện"),
    "table": _("Chèn bảng"), "clear": _("Bỏ định dạng"), "undo": _("Hoàn tác (Ctrl+Z)"), "redo": _("Làm lại (Ctrl+Y)"),
    "in_table": _("Sửa bảng"), "row": _("Thêm hàng"), "column": _("Thêm cột"), "no_row": _("Xóa hàng"),
    "no_column": _("Xóa cột"), "header": _("Hàng tiêu đề"), "no_table": _("Xóa bảng"),
    "link_title": _("Đường dẫn"), "link_label": _("Địa chỉ (https://…, số điện thoại hoặc thư điện tử)"),
    "link_wrong": _("Địa chỉ chưa đúng: hãy bắt đầu bằng https://, hoặc ghi số điện thoại, thư điện tử."),
    "link_save": _("Đặt đường dẫn"), "link_drop": _("Bỏ đường dẫn"), "cancel": _("Thôi"), "close": _("Đóng"),
    "picture_title": _("Chọn ảnh từ thư viện"),
    "failed": _("Không mở được thư viện: hãy kiểm tra mạng rồi thử lại."),
    "help": _("Alt+F10: tới thanh công cụ, phím mũi tên để chọn. Esc: trở lại bài."),
    "pictures_left": _(
        "Ảnh trong phần vừa dán không được chép theo: hãy đưa ảnh vào thư viện rồi bấm “Chèn ảnh từ thư viện”."
    ),
}  # fmt: skip


def attributes() -> dict[str, str]:
    """Attributes of the textarea that is to become an editor."""
    return {
        "data-rich": "", "data-library": reverse("media_choose"),
        "data-texts": json.dumps({name: str(text) for name, text in TEXTS.items()}, ensure_ascii=False),
    }  # fmt: skip


class RichText(forms.Textarea):
    """Rich text: headings, lists, tables, quotes, links, pictures of the library."""

    class Media:
        css = {"all": ("lantoa/css/rich.css", "lantoa/css/media.css")}
        js = (forms.Script("lantoa/js/rich.js", type="module"),)

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 16, **(attrs or {})})

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        return {**super().build_attrs(base_attrs, extra_attrs), **attributes()}
