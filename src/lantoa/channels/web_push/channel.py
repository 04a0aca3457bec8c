"""Web push: a short notice with a link to each browser whose owner pressed "Nhận thông báo" on the portal.

Repeating is harmless: all notices about an item carry one ``Topic`` (RFC 8030, 5.4) and one tag, so that a later one
takes the place of the former both at the push service and on the screen (ADR 0033).
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from lantoa.channels.calling import rest_of, short
from lantoa.channels.many import step
from lantoa.channels.pictures import article_link
from lantoa.channels.protocol import (
    Access,
    Call,
    Channel,
    Checked,
    One,
    Outcome,
    Prepared,
    Reading,
    Remark,
    SettingField,
)
from lantoa.channels.rules.many import Ended
from lantoa.channels.rules.states import OutcomeKind, Purpose
from lantoa.channels.web_push.crypto import Dice, b64, new_key, private_key, public_part, sealed, vapid
from lantoa.core import outward
from lantoa.core.outward import Answer, NoAnswer, NotSent
from vanban.vocabulary import ActivityKind
from vanban.vocabulary import Channel as Medium

if TYPE_CHECKING:
    from lantoa.content.approved import Approved

LONGEST_TITLE, LONGEST_TEXT = 110, 240
"""Letters; a phone shows two lines of the one and some four of the other."""
A_DAY = 24 * 3600
LASTS = {Purpose.PUBLISH: A_DAY, Purpose.CORRECT: 3 * A_DAY, Purpose.RECALL: 3 * A_DAY}
"""Seconds for which the service keeps it for a browser that is off (TTL)."""
TOKEN_LASTS = timedelta(hours=12)
"""At most 24 hours (RFC 8292, 2)."""
PER_MINUTE = 1200
GONE = frozenset({404, 410})
NOT_OURS = frozenset({401, 403})
"""The subscription was made with another key of ours: it can never be reached again."""
TOO_MANY, SERVER_FAULT = 429, 500
K = OutcomeKind


class WebPush(Channel):
    """Thông báo trên trình duyệt."""

    code = "web_push"
    label = "Thông báo trên trình duyệt"
    medium = Medium.OTHER
    about = "Thông báo ngắn hiện trên điện thoại, máy tính của người đã bấm “Nhận thông báo” trên cổng công khai."
    guide = (
        "Không cần xin tài khoản: phần mềm tự tạo khóa. Cổng công khai phải đang mở và chạy https. Ghi địa chỉ thư của "
        "phường để dịch vụ thông báo của trình duyệt liên hệ khi có sự cố."
    )
    icon = "bell"
    repeat_is_harmless = True
    can_correct = True
    can_recall = True
    has_figures = True
    to_many = "push"
    single = True
    fields: ClassVar[tuple[SettingField, ...]] = (SettingField("contact", "Thư điện tử liên hệ của phường"),)

    def activity_kind(self, content_kind: str) -> ActivityKind:
        """As a post: short, with a link."""
        return ActivityKind.POST

    def own_secrets(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """The commune's own pair of keys (VAPID)."""
        made = new_key()
        return {"public_key": b64(public_part(private_key(made)))}, {"private_key": made}

    def prepare(self, approved: "Approved", settings: Mapping[str, str]) -> Prepared:
        """Title, a few words, the link."""
        words = " ".join((approved.short.strip() or approved.summary.strip()).split())
        words = words.removeprefix(approved.title).lstrip(" .:;,–-")  # the title stands above it already
        tag = hashlib.sha256(f"{approved.commune_id}/{approved.item_id}".encode()).hexdigest()[:32]
        extra = {"tag": tag, "commune": settings["commune"], "recipients": settings["recipients"]}
        return Prepared(
            title=short(approved.title, LONGEST_TITLE), text=short(words, LONGEST_TEXT),
            link=article_link(approved, settings), extra=extra,
        )  # fmt: skip

    def remarks(self, prepared: Prepared) -> tuple[Remark, ...]:
        """Nobody to tell; how many."""
        count = prepared.extra.get("recipients", "0")
        if count == "0":
            return (Remark("nobody", "Chưa có trình duyệt nào nhận thông báo nên chưa gửi được.", stops=True),)
        return (Remark("count", f"{count} trình duyệt đang nhận thông báo."),)

    def send(self, call: Call) -> Outcome:
        """Some of the notices."""
        try:
            private_key(call.access.secrets["private_key"])
        except (KeyError, ValueError):
            return Outcome(K.LATER, "no_key", "Không mở được khóa của kênh: hãy thêm lại kênh.", account_lost=True)
        return step(call, lambda one: self._pushed(call, one), per_minute=PER_MINUTE)

    correct = send
    recall = send

    def figures(self, call: Call) -> tuple[Reading, ...]:
        """What push services took. Whether somebody looked is not watched."""
        if call.recipients is None:
            return ()
        tally = call.recipients.tally()
        return Reading("Thông báo đã gửi", tally.sent), Reading("Bị từ chối", tally.refused)

    def check(self, access: Access) -> Checked:
        """The keys are there; there is nobody to ask before somebody subscribed."""
        contact = access.settings.get("contact", "")
        if "@" not in contact:
            return Checked(False, "“Thư điện tử liên hệ” chưa đúng: hãy nhập đủ, ví dụ ubnd@phuong.gov.vn.")
        try:
            private_key(access.secrets["private_key"])
        except (KeyError, ValueError):
            return Checked(False, "Khóa của kênh không còn: hãy nhờ người quản trị xem lại khóa bí mật của phần mềm.")
        return Checked(True, "Khóa đã sẵn sàng. Cổng cần chạy https để trình duyệt cho nhận thông báo.")

    def _pushed(self, call: Call, one: One) -> Ended:
        key = private_key(call.access.secrets["private_key"])
        until = int((call.now + TOKEN_LASTS).timestamp())
        contact = f"mailto:{call.access.settings.get('contact', '')}"
        try:
            body = sealed(message_of(call), p256dh=one.to["p256dh"], auth=one.to["auth"], dice=Dice.thrown())
            headers = {
                "Authorization": vapid(one.to["endpoint"], key=key, contact=contact, until=until),
                "Content-Encoding": "aes128gcm", "Content-Type": "application/octet-stream",
                "TTL": str(LASTS[call.purpose]), "Topic": call.prepared.extra.get("tag", "")[:32], "Urgency": "normal",
            }  # fmt: skip
            return judged(outward.send(outward.Request("POST", one.to["endpoint"], headers, body)))
        except ValueError:
            return Ended(K.REFUSED, "keys", is_gone=True)
        except NotSent as error:
            is_gone = error.code in {"inside", "address"}
            return Ended(K.REFUSED if is_gone else K.LATER, error.code, is_gone=is_gone)
        except NoAnswer as error:
            return Ended(K.LATER, error.code)


def message_of(call: Call) -> bytes:
    """What the worker of the portal reads; far below the 4 kB of one record."""
    one, words = call.prepared, {Purpose.CORRECT: "Đính chính: ", Purpose.RECALL: "Đã thu hồi: "}
    said = {
        "title": f"{words.get(call.purpose, '')}{one.title}",
        "body": one.text,
        "url": one.link,
        "tag": one.extra["tag"],
    }
    if call.purpose is Purpose.RECALL:
        said["body"] = f"{one.extra.get('commune', '')} đã thu hồi thông tin này."
    return json.dumps(said, ensure_ascii=False).encode()


def judged(answer: Answer) -> Ended:
    """What a push service's status means (RFC 8030, 5 and 8)."""
    code = str(answer.status)
    if answer.ok:
        return Ended(K.SENT, code)
    if answer.status in GONE | NOT_OURS:
        return Ended(K.REFUSED, code, is_gone=True)
    if answer.status == TOO_MANY:
        return Ended(K.LATER, code, pause=rest_of(answer))
    return Ended(K.LATER if answer.status >= SERVER_FAULT else K.REFUSED, code)
