"""Another page (of the province, of the ward) that takes items by a call: JSON, signed, with a key that makes repeating
harmless where the receiver honours it. Contract: docs/reference/webhook.md. What it answers later comes in through
``channels.callbacks``.
"""

import base64
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from lantoa.channels import calling
from lantoa.channels.pictures import article_link, files_of
from lantoa.channels.protocol import (
    Access,
    Call,
    Channel,
    Checked,
    Outcome,
    Prepared,
    Remark,
    SettingField,
    handed,
    lost,
    refused,
    sent,
)  # fmt: skip
from lantoa.channels.rules.signing import signed
from lantoa.channels.rules.states import Purpose
from lantoa.core import clock, outward
from lantoa.core.outward import Answer
from vanban.vocabulary import Channel as Medium

if TYPE_CHECKING:
    from lantoa.content.approved import Approved

MOST_EMBEDDED = 8 * 1024 * 1024
SHORTEST_KEY = 24
ACCEPTED = 202
AT_FAULT = frozenset({401, 403, 404, 405, 410})
"""The address or the key is wrong: everything else would fail as well, so the account waits for a person."""
REDIRECTS = range(300, 400)


class Webhook(Channel):
    """Trang khác nhận bài qua địa chỉ lập trình."""

    code = "webhook"
    label = "Trang khác (kết nối máy với máy)"
    medium = Medium.HIGHER_PORTAL
    about = "Gửi bài đã duyệt thẳng vào hệ thống của trang tỉnh, thành phố hoặc trang có sẵn của phường, xã."
    guide = (
        "Đề nghị đơn vị quản trị trang cung cấp một địa chỉ https nhận bài theo tài liệu kết nối của phần mềm, "
        "và thống nhất một khóa bí mật từ 24 ký tự. Sau khi lưu, trang này hiện địa chỉ để họ báo kết quả. "
        "Trang chưa có chỗ nhận tự động: dùng kênh “Trang khác (gửi bài qua thư)”."
    )  # fmt: skip
    icon = "link"
    can_correct = True
    can_recall = True
    fields: ClassVar[tuple[SettingField, ...]] = (
        SettingField("url", "Địa chỉ nhận bài", "Bắt đầu bằng https://, do đơn vị quản trị trang cung cấp."),
        SettingField("key", "Khóa bí mật chung", "Từ 24 ký tự, hai bên cùng giữ.", secret=True),
        SettingField(
            "repeats", "Khi nhận trùng một lượt gửi", "Hỏi đơn vị quản trị trang.",
            choices=(("unknown", "Không rõ, có thể đăng hai lần"), ("known", "Trang đó nhận ra và bỏ qua")),
        ),
        SettingField(
            "pictures", "Ảnh của bài", choices=(("link", "Gửi đường dẫn ảnh"), ("data", "Gửi kèm ảnh trong bài")),
        ),
        SettingField(
            "own_page", "Trang này là",
            choices=(("higher", "Trang của tỉnh, thành phố"), ("own", "Trang của phường, xã")),
        ),
    )  # fmt: skip

    def medium_at(self, settings: Mapping[str, str]) -> Medium:
        """A page of the ward itself or of those above."""
        return Medium.PORTAL if settings.get("own_page") == "own" else self.medium

    def prepare(self, approved: "Approved", settings: Mapping[str, str]) -> Prepared:
        """The article whole, with the addresses of its pictures."""
        return Prepared(
            title=approved.title, text=approved.summary, html=approved.html, link=article_link(approved, settings),
            pictures=files_of(approved, settings),
            extra={
                "kind": approved.kind, "language": approved.language, "author": approved.credit,
                "topics": ",".join(approved.topics), "commune": settings["commune"],
            },
        )  # fmt: skip

    def remarks(self, prepared: Prepared) -> tuple[Remark, ...]:
        """Nothing to put up."""
        if prepared.html.strip():
            return ()
        return (Remark("no_text", "Bài chưa có nội dung toàn văn: hãy viết phần “bài đầy đủ”.", stops=True),)

    def is_harmless(self, call: Call) -> bool:
        """Where they said that they know a key again; changing to the same and removing always."""
        return call.purpose is not Purpose.PUBLISH or call.access.settings.get("repeats") == "known"

    def send(self, call: Call) -> Outcome:
        """The item."""
        return self._judged(call, self._posted(call))

    def correct(self, call: Call) -> Outcome:
        """The corrected item under the name by which they know the former one."""
        return self.send(call)

    def recall(self, call: Call) -> Outcome:
        """That it is to be taken down."""
        return self.send(call)

    def check(self, access: Access) -> Checked:
        """A call with the event ``check``: nothing is put up."""
        if len(access.secrets.get("key", "")) < SHORTEST_KEY:
            return Checked(False, f"Khóa bí mật ngắn quá: hãy thống nhất một khóa từ {SHORTEST_KEY} ký tự.")
        answer = calling.asked(lambda: _call(access, {"event": "check", "version": 1}, key=""), reads=True)
        if isinstance(answer, Outcome):
            return calling.failed(answer)
        if answer.ok:
            return Checked(True, "Trang kia trả lời và nhận đúng khóa.")
        return Checked(False, _told(answer) or _words_of(answer.status))

    def _posted(self, call: Call) -> Answer | Outcome:
        data = body_of(call)
        return calling.asked(lambda: _call(call.access, data, key=str(call.key)))

    def _judged(self, call: Call, answer: Answer | Outcome) -> Outcome:
        if isinstance(answer, Outcome):
            return answer
        known_as = _line(answer.json().get("id"))[:200] or call.remote_id or str(call.key)
        if answer.status == ACCEPTED:
            return handed("Trang kia đã nhận bài; chờ họ báo đã đăng.", id=known_as)
        if answer.ok:
            url = _line(answer.json().get("url"))[:500]
            return sent(remote_id=known_as, url=url if url.startswith(("https://", "http://")) else call.url)
        if answer.status in AT_FAULT:
            return lost(str(answer.status), _words_of(answer.status))
        return refused(str(answer.status), _told(answer) or _words_of(answer.status))


def body_of(call: Call) -> dict[str, Any]:
    """What is sent, as the contract has it."""
    kept, extra = call.prepared, call.prepared.extra
    article = {
        "title": kept.title, "summary": kept.text, "html": kept.html, "link": kept.link,
        "kind": extra.get("kind", ""), "language": extra.get("language", "vi"), "author": extra.get("author", ""),
        "topics": [one for one in extra.get("topics", "").split(",") if one], "pictures": _pictures(call),
    }  # fmt: skip
    said: dict[str, Any] = {
        "version": 1, "event": call.purpose.value, "key": str(call.key), "from": extra.get("commune", "")
    }  # fmt: skip
    if call.purpose is not Purpose.PUBLISH:
        said |= {"id": call.remote_id, "url": call.url}
    return said if call.purpose is Purpose.RECALL else {**said, "article": article}


def _pictures(call: Call) -> list[dict[str, str]]:
    """With their bytes where the account says so, as far as they fit; the others by their address."""
    left = MOST_EMBEDDED if call.access.settings.get("pictures") == "data" else 0
    found = []
    for one in call.prepared.pictures:
        told, size = {"url": one.url, "alt": one.alt, "type": one.media_type}, call.files.size(one.file_id)
        if 0 < size <= left:
            told["data"] = base64.b64encode(call.files.whole(one.file_id)).decode()
            left -= size
        found.append(told)
    return found


def _call(access: Access, data: Mapping[str, Any], *, key: str) -> Answer:
    body, at = json.dumps(data, ensure_ascii=False).encode(), int(clock.now().timestamp())
    headers = {
        "Content-Type": "application/json; charset=utf-8", "LanToa-Time": str(at),
        "LanToa-Signature": signed(access.secrets.get("key", ""), at, body),
    }  # fmt: skip
    if key:
        headers |= {"LanToa-Key": key, "Idempotency-Key": key}
    return outward.send(outward.Request("POST", access.settings.get("url", ""), headers, body))


def _words_of(status: int) -> str:
    if status in {401, 403}:
        return "Trang kia không nhận khóa bí mật: hãy thống nhất lại khóa với đơn vị quản trị trang."
    if status in AT_FAULT:
        return f"Địa chỉ nhận bài không đúng hoặc không còn (mã {status}): hãy hỏi lại đơn vị quản trị trang."
    if status in REDIRECTS:
        return "Địa chỉ nhận bài chuyển sang nơi khác: hãy nhập đúng địa chỉ cuối cùng."
    return f"Trang kia không nhận bài (mã {status})."


def _told(answer: Answer) -> str:
    reason = _line(answer.json().get("reason"))
    return f"Trang kia không nhận bài: {reason[:300]}" if reason else ""


def _line(value: object) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int) else ""
