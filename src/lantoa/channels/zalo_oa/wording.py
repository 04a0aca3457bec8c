"""An article as Zalo takes it, its limits, and its error codes in words. Pure.

Limits and shapes: developers.zalo.me, Official Account API, article/create (title 150, author 50, description 300
letters; a cover is required).
"""

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from lantoa.channels.protocol import Outcome, Picture, Prepared, later, lost, refused, stale

TITLE, AUTHOR, DESCRIPTION = 150, 50, 300
QUOTA_PAUSE = 6 * 3600
RATE_PAUSE = 60

_TOKEN = frozenset({-216, -124, -220, -14014})
_ACCOUNT = {
    -204: "Zalo báo OA đã bị khóa hoặc xóa: hãy liên hệ Zalo Business để mở lại.",
    -205: "OA chưa được xác thực nên Zalo không cho đăng: hãy xác thực OA (dấu tích vàng).",
    -221: "OA chưa được xác thực nên Zalo không cho đăng: hãy xác thực OA (dấu tích vàng).",
    -209: "Ứng dụng chưa được cấp quyền này: vào trang quản lý ứng dụng Zalo, mở quyền quản lý bài viết và gửi tin.",
    -224: "Gói dịch vụ của OA không có quyền này: hãy nâng gói hoặc chọn không gửi thông báo tới người quan tâm.",
}


def article_of(prepared: Prepared) -> dict[str, Any]:
    """The body of article/create and article/update."""
    cover = {"cover_type": "photo", "photo_url": cover_of(prepared), "status": "show"}
    return {
        "type": "normal", "title": prepared.title, "author": prepared.extra.get("author", ""), "cover": cover,
        "description": prepared.text, "body": body_of(prepared), "status": "show", "comment": "hide",
    }  # fmt: skip


def cover_of(prepared: Prepared) -> str:
    """The address of the cover picture; the account's own where the item has none."""
    first = next((one.url for one in prepared.pictures if one.url), "")
    return first or prepared.extra.get("cover", "")


def body_of(prepared: Prepared) -> list[dict[str, str]]:
    """The text in pieces, then the other pictures, then the way to the portal."""
    pieces = [{"type": "text", "content": one} for one in paragraphs(prepared.html)]
    pieces += [{"type": "image", "url": one.url, "caption": one.alt} for one in _shown(prepared)[1:]]
    if prepared.link:
        pieces.append({"type": "text", "content": f'Bài gốc: <a href="{prepared.link}">{prepared.link}</a>'})
    return pieces


def _shown(prepared: Prepared) -> list[Picture]:
    return [one for one in prepared.pictures if one.url]


class _Paragraphs(HTMLParser):
    """Text by paragraph; nothing of the markup stays."""

    BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "li", "blockquote", "tr", "figcaption", "br"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = [""]
        self.hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden = tag in {"script", "style"}
        if tag in self.BLOCKS:
            self.found.append("– " if tag == "li" else "")
        elif tag in {"td", "th"}:
            self.found[-1] += " "

    def handle_endtag(self, tag: str) -> None:
        if tag in self.BLOCKS:
            self.found.append("")
        self.hidden = False

    def handle_data(self, data: str) -> None:
        self.found[-1] += "" if self.hidden else data


def paragraphs(html: str) -> list[str]:
    """The words of an article, paragraph by paragraph."""
    reader = _Paragraphs()
    reader.feed(html)
    reader.close()
    lines = (" ".join(one.split()) for one in reader.found)
    return [one for one in lines if one and one != "–"]


def judged(error: int, message: str) -> Outcome:
    """What an error code of Zalo means for the delivery. Nothing was done."""
    if error in _TOKEN:
        return stale(str(error), "Mã truy cập Zalo đã hết hạn hoặc bị thu hồi.")
    if error == -32:
        return later("-32", "Zalo giới hạn số lần gọi trong một phút; phần mềm chờ rồi gửi tiếp.", pause=RATE_PAUSE)
    if error == -211:
        words = "OA đã dùng hết hạn mức tin của kỳ này; phần mềm chờ đến khi có hạn mức mới."
        return later("-211", words, pause=QUOTA_PAUSE)
    if error in _ACCOUNT:
        return lost(str(error), _ACCOUNT[error])
    return refused(str(error), f"Zalo không nhận bài: {message or 'không nêu lý do'} (mã {error}).")


def error_of(answer: Mapping[str, Any]) -> int:
    """Their code; 0 is success. What has none is no answer of Zalo."""
    value = answer.get("error", -1)
    return value if isinstance(value, int) else -1
