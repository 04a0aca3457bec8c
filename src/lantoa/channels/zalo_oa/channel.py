"""Zalo Official Account by its published API: article/create gives a token, article/verify the number of the article
once Zalo has made it, oa/message tells the followers. Three calls, so three steps, each written down.

Sources: developers.zalo.me, Official Account API (article: create, verify, update, remove, getslice, getdetail;
message: broadcast; errors), OAuth v4 (the refresh token can be used once).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlencode

from lantoa.channels import calling
from lantoa.channels.pictures import article_link, files_of
from lantoa.channels.protocol import (
    Access,
    Call,
    Channel,
    Checked,
    Outcome,
    Prepared,
    Quota,
    Reading,
    Remark,
    Renewed,
    SettingField,
    going,
    later,
    sent,
    to_confirm,
    unknown,
)  # fmt: skip
from lantoa.channels.rules.states import Purpose
from lantoa.channels.servers import server
from lantoa.channels.zalo_oa.wording import AUTHOR, DESCRIPTION, TITLE, article_of, cover_of, error_of, judged
from lantoa.core import outward
from lantoa.core.outward import OutwardError
from vanban.vocabulary import ActivityKind
from vanban.vocabulary import Channel as Medium

if TYPE_CHECKING:
    from lantoa.content.approved import Approved

VERIFY_AFTER, VERIFY_AGAIN = 3, 15
SLACK = timedelta(minutes=2)
"""Their clock and ours."""


class ZaloOA(Channel):
    """Zalo Official Account."""

    code = "zalo_oa"
    label = "Zalo Official Account"
    medium = Medium.ZALO
    about = "Đăng bài viết lên OA của xã, phường và báo cho người quan tâm."
    guide = (
        "Cần một OA của cơ quan nhà nước đã xác thực (miễn phí) và một ứng dụng ở developers.zalo.me được OA cấp quyền "
        "quản lý bài viết, gửi tin. Lấy mã làm mới (refresh token) ở trang “Công cụ” của ứng dụng."
    )
    icon = "smartphone"
    can_look = True
    can_correct = True
    can_recall = True
    has_figures = True
    quota = Quota(most=40, seconds=24 * 3600)
    fields: ClassVar[tuple[SettingField, ...]] = (
        SettingField("app_id", "Mã ứng dụng (App ID)"),
        SettingField("app_secret", "Khóa bí mật của ứng dụng", secret=True),
        SettingField("refresh_token", "Mã làm mới (refresh token)", "Dùng được một lần; phần mềm tự đổi.", secret=True),
        SettingField("author", "Tác giả ghi trên bài", "Để trống: tên xã, phường.", required=False),
        SettingField("cover", "Ảnh bìa khi bài không có ảnh", "Địa chỉ ảnh công khai https://…", required=False),
        SettingField(
            "broadcast", "Báo cho người quan tâm", choices=(("no", "Không, chỉ đăng bài"), ("yes", "Có, gửi thông báo"))
        ),
    )

    def activity_kind(self, content_kind: str) -> ActivityKind:
        """A post."""
        return ActivityKind.POST

    def prepare(self, approved: "Approved", settings: Mapping[str, str]) -> Prepared:
        """An article with cover; the whole text, and the way to the portal."""
        author = settings.get("author") or settings.get("commune", "")
        extra = {
            "author": author[:AUTHOR], "cover": settings.get("cover", ""), "broadcast": settings.get("broadcast", "no")
        }  # fmt: skip
        return Prepared(
            title=calling.short(approved.title, TITLE),
            text=calling.short(approved.summary or approved.short, DESCRIPTION), html=approved.html,
            link=article_link(approved, settings), pictures=files_of(approved, settings), extra=extra,
        )  # fmt: skip

    def remarks(self, prepared: Prepared) -> tuple[Remark, ...]:
        """A cover is required; a cut title is told."""
        found = []
        if not cover_of(prepared):
            words = "Zalo bắt buộc có ảnh bìa: hãy thêm ảnh vào bài hoặc đặt ảnh bìa chung trong thiết lập kênh."
            found.append(Remark("no_cover", words, stops=True))
        if not prepared.text:
            found.append(Remark("no_summary", "Zalo cần tóm tắt của bài: hãy viết tóm tắt.", stops=True))
        if prepared.title.endswith("…"):
            found.append(Remark("long_title", f"Tiêu đề dài quá {TITLE} ký tự nên được rút ngắn trên Zalo."))
        return tuple(found)

    def is_harmless(self, call: Call) -> bool:
        """Asking how far the article is, reading it, changing it to the same and removing it; not making it, and not
        telling the followers."""
        if call.purpose is not Purpose.PUBLISH:
            return True
        return bool(call.trail.get("token")) and "url" not in call.trail

    def send(self, call: Call) -> Outcome:
        """Make it, ask for its number, read its address, tell the followers."""
        if not call.trail.get("token") and not call.trail.get("id"):
            return self._made(call, "create", article_of(call.prepared))
        if not call.trail.get("id"):
            return self._verified(call)
        if "url" not in call.trail:
            return self._address(call)
        if call.prepared.extra.get("broadcast") != "yes":
            return sent(remote_id=call.trail["id"], url=call.trail["url"])
        return self._told(call)

    def look(self, call: Call) -> Outcome:
        """Among the newest articles: the same title, made since the attempt. A broadcast leaves nothing to be seen."""
        if call.trail.get("id"):
            words = "Bài đã lên Zalo, nhưng chưa rõ đã báo cho người quan tâm chưa: hãy xem trong trang quản lý OA."
            return to_confirm("broadcast_unknown", words)
        answer = self._asked(call.access, "GET", "article/getslice?offset=0&limit=10&type=normal", reads=True)
        if isinstance(answer, Outcome):
            return answer
        earliest = ((call.since or call.now) - SLACK).timestamp() * 1000
        for one in answer.get("data", {}).get("medias", []):
            if one.get("title") == call.prepared.title and float(one.get("create_date", 0)) >= earliest:
                return going(id=str(one["id"]))
        return unknown("not_seen", "Chưa thấy bài trong danh sách bài viết của OA.")

    def correct(self, call: Call) -> Outcome:
        """The same article with the new text."""
        if call.trail.get("token"):
            return self._verified(call)
        return self._made(call, "update", {"id": call.remote_id, **article_of(call.prepared)})

    def recall(self, call: Call) -> Outcome:
        """Removed; what was told to the followers stays in their messages, and its link leads nowhere."""
        answer = self._asked(call.access, "POST", "article/remove", data={"id": call.remote_id})
        return answer if isinstance(answer, Outcome) else sent(remote_id=call.remote_id, url=call.url)

    def figures(self, call: Call) -> tuple[Reading, ...]:
        """Views and shares of the article."""
        answer = self._asked(call.access, "GET", f"article/getdetail?{urlencode({'id': call.remote_id})}", reads=True)
        if isinstance(answer, Outcome):
            return ()
        data = answer.get("data", {})
        names = {"total_view": "Lượt xem", "total_share": "Lượt chia sẻ"}
        return tuple(Reading(label, int(data[name])) for name, label in names.items() if name in data)

    def check(self, access: Access) -> Checked:
        """The name of the OA."""
        answer = self._asked(access, "GET", "oa/getoa", reads=True)
        if isinstance(answer, Outcome):
            return calling.failed(answer)
        name = str(answer.get("data", {}).get("name", ""))
        return Checked(True, f"Kết nối được OA “{name}”.", name=name)

    def renews(self, access: Access) -> bool:
        """Always: the access token lives 25 hours."""
        return True

    def renew(self, access: Access, now: datetime) -> Renewed:
        """A new pair of tokens for the refresh token, which is used up by that."""
        form = {
            "app_id": access.settings.get("app_id", ""), "grant_type": "refresh_token",
            "refresh_token": access.secrets.get("refresh_token", ""),
        }  # fmt: skip
        key = {"secret_key": access.secrets.get("app_secret", "")}
        try:
            found = outward.post_form(f"{server('zalo_sign_in')}/v4/oa/access_token", form, headers=key).json()
        except OutwardError:
            return Renewed({}, words="Chưa đổi được mã truy cập Zalo vì máy chủ không trả lời; phần mềm sẽ thử lại.")
        if not found.get("access_token"):
            words = "Zalo không đổi mã truy cập nữa: hãy lấy mã làm mới (refresh token) mới và nhập lại."
            return Renewed({}, lost=True, words=words)
        fresh = {name: str(found[name]) for name in ("access_token", "refresh_token") if found.get(name)}
        seconds = int(found.get("expires_in") or 3600)
        return Renewed({**access.secrets, **fresh}, now + timedelta(seconds=seconds))

    def _made(self, call: Call, verb: str, article: dict[str, Any]) -> Outcome:
        answer = self._asked(call.access, "POST", f"article/{verb}", data=article)
        if isinstance(answer, Outcome):
            return answer
        token = str(answer.get("data", {}).get("token", ""))
        if not token:
            return unknown("no_token", "Zalo nhận bài nhưng không trả mã bài viết.")
        return going(token=token, wait=VERIFY_AFTER)

    def _verified(self, call: Call) -> Outcome:
        answer = self._asked(call.access, "POST", "article/verify", data={"token": call.trail["token"]})
        if isinstance(answer, Outcome):
            return answer
        number = str(answer.get("data", {}).get("id", ""))
        if not number:
            return going(wait=VERIFY_AGAIN)
        if call.purpose is Purpose.CORRECT:
            return sent(remote_id=number, url=call.url)
        return going(id=number)

    def _address(self, call: Call) -> Outcome:
        """Where people read it. An article without an address is an article all the same."""
        answer = self._asked(call.access, "GET", f"article/getdetail?{urlencode({'id': call.trail['id']})}", reads=True)
        if isinstance(answer, Outcome):
            return answer if answer.renew or answer.pause else later(answer.code, answer.words)
        return going(url=str(answer.get("data", {}).get("link_view", "")))

    def _told(self, call: Call) -> Outcome:
        element = {"media_type": "article", "attachment_id": call.trail["id"]}
        payload = {"template_type": "media", "elements": [element]}
        message = {"attachment": {"type": "template", "payload": payload}}
        data = {"recipient": {"target": {"gender": "0"}}, "message": message}
        answer = self._asked(call.access, "POST", "oa/message", data=data)
        if isinstance(answer, Outcome):
            return answer
        number = str(answer.get("data", {}).get("message_id", ""))
        return sent(remote_id=call.trail["id"], url=call.trail["url"], message=number)

    def _asked(
        self, access: Access, method: str, path: str, *, data: Any = None, reads: bool = False
    ) -> dict[str, Any] | Outcome:
        url, headers = f"{server('zalo')}/v2.0/{path}", {"access_token": access.secrets.get("access_token", "")}
        if method == "GET":
            answer = calling.asked(lambda: outward.get(url, headers=headers), reads=True)
        else:
            answer = calling.asked(lambda: outward.post_json(url, data, headers=headers), reads=reads)
        if isinstance(answer, Outcome):
            return answer
        found = answer.json()
        if not found:
            return (
                later("no_json", "Máy chủ trả lời không đúng dạng.")
                if reads
                else unknown("no_json", "Zalo trả lời không đúng dạng.")
            )
        error = error_of(found)
        return judged(error, str(found.get("message", ""))) if error else found
