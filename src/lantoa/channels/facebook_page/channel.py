"""Facebook Page by the Graph API: pictures are uploaded unpublished (nobody sees them), then one call makes the post.

Sources: developers.facebook.com, Graph API: Page feed, Page photos, Page published_posts, long-lived tokens,
appsecret_proof.
"""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlencode

from lantoa.channels import calling
from lantoa.channels.facebook_page.errors import GONE, judged
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
    later,
    refused,
    sent,
    unknown,
)  # fmt: skip
from lantoa.channels.rules.states import OutcomeKind, Purpose
from lantoa.channels.servers import server
from lantoa.core import outward
from lantoa.core.multipart import multipart
from lantoa.core.outward import OutwardError
from vanban.vocabulary import ActivityKind
from vanban.vocabulary import Channel as Medium

if TYPE_CHECKING:
    from lantoa.content.approved import Approved

MOST_LETTERS = 5000
MOST_PICTURES = 6
SLACK = timedelta(minutes=2)
TOKEN_LASTS = timedelta(days=50)
"""Long-lived tokens of users live 60 days; those of pages made from them as long as that user's rights."""


class FacebookPage(Channel):
    """Trang Facebook."""

    code = "facebook_page"
    label = "Trang Facebook"
    medium = Medium.FACEBOOK
    about = "Đăng bài có ảnh lên trang (fanpage) của xã, phường."
    guide = (
        "Cần là quản trị viên của trang và một ứng dụng ở developers.facebook.com có quyền pages_manage_posts, "
        "pages_read_engagement. Lấy mã truy cập trang ở công cụ Graph API Explorer."
    )
    icon = "message-square"
    can_look = True
    can_correct = True
    can_recall = True
    has_figures = True
    quota = Quota(most=25, seconds=24 * 3600)
    fields: ClassVar[tuple[SettingField, ...]] = (
        SettingField("page_id", "Mã số trang (Page ID)"),
        SettingField("page_token", "Mã truy cập trang (Page access token)", secret=True),
        SettingField("app_id", "Mã ứng dụng", "Có đủ ba mục này thì phần mềm tự gia hạn.", required=False),
        SettingField("app_secret", "Khóa bí mật của ứng dụng", secret=True, required=False),
        SettingField("user_token", "Mã truy cập người dùng", secret=True, required=False),
    )

    def activity_kind(self, content_kind: str) -> ActivityKind:
        """A post."""
        return ActivityKind.POST

    def prepare(self, approved: "Approved", settings: Mapping[str, str]) -> Prepared:
        """The short text, and the way to the portal; up to six pictures."""
        link = article_link(approved, settings)
        text = f"{approved.short.strip() or approved.summary.strip()}\n\n{link}".strip()
        pictures = files_of(approved, settings)[:MOST_PICTURES]
        return Prepared(title=approved.title, text=text, link=link, pictures=pictures)

    def remarks(self, prepared: Prepared) -> tuple[Remark, ...]:
        """Too long; nothing to say."""
        found = []
        if len(prepared.text) > MOST_LETTERS:
            words = f"Bài dài {len(prepared.text)} ký tự, quá {MOST_LETTERS}: hãy rút ngắn dạng “tin ngắn” của bài."
            found.append(Remark("too_long", words, stops=True))
        if prepared.text == prepared.link:
            words = "Chưa có lời cho mạng xã hội: hãy viết dạng “tin ngắn” của bài."
            found.append(Remark("no_text", words, stops=True))
        return tuple(found)

    def is_harmless(self, call: Call) -> bool:
        """Uploading a picture that nobody sees, changing to the same text, deleting; not the post itself."""
        return call.purpose is not Purpose.PUBLISH or self._next_picture(call) is not None

    def send(self, call: Call) -> Outcome:
        """One picture after the other, then the post."""
        number = self._next_picture(call)
        if number is not None:
            return self._uploaded(call, number)
        count = len(call.prepared.pictures)
        media = {
            f"attached_media[{place}]": f'{{"media_fbid":"{call.trail[f"photo{place}"]}"}}' for place in range(count)
        }
        link = {"link": call.prepared.link} if call.prepared.link else {}
        data = {"message": call.prepared.text, **(media or link)}
        answer = self._posted(call.access, f"{self._page(call)}/feed", data)
        if isinstance(answer, Outcome):
            return answer
        number_of_post = str(answer.get("id", ""))
        if not number_of_post:
            return unknown("no_id", "Facebook nhận bài nhưng không trả mã bài.")
        return sent(remote_id=number_of_post, url=f"https://www.facebook.com/{number_of_post}")

    def look(self, call: Call) -> Outcome:
        """Among the page's posts since the attempt: the same text."""
        since = int(((call.since or call.now) - SLACK).timestamp())
        asked = {"fields": "id,message,created_time,permalink_url", "since": str(since), "limit": "50"}
        answer = self._read(call.access, f"{self._page(call)}/published_posts", asked)
        if isinstance(answer, Outcome):
            return answer
        same = [one for one in answer.get("data", []) if _same(one.get("message", ""), call.prepared.text)]
        if not same:
            return unknown("not_seen", "Chưa thấy bài trên trang Facebook.")
        oldest = same[-1]
        number = str(oldest["id"])
        return sent(remote_id=number, url=str(oldest.get("permalink_url") or f"https://www.facebook.com/{number}"))

    def correct(self, call: Call) -> Outcome:
        """The same post with the new text; its pictures stay, Facebook does not let them be changed."""
        answer = self._posted(call.access, call.remote_id, {"message": call.prepared.text})
        return answer if isinstance(answer, Outcome) else sent(remote_id=call.remote_id, url=call.url)

    def recall(self, call: Call) -> Outcome:
        """Deleted; one that is not there any more is as good as deleted."""
        answer = self._asked(call.access, "DELETE", call.remote_id)
        is_gone = isinstance(answer, Outcome) and answer.code == f"100/{GONE}"
        if isinstance(answer, Outcome) and not is_gone:
            return answer
        return sent(remote_id=call.remote_id, url=call.url)

    def figures(self, call: Call) -> tuple[Reading, ...]:
        """Reactions, comments, shares."""
        fields = "reactions.summary(total_count).limit(0),comments.summary(true).limit(0),shares"
        answer = self._read(call.access, call.remote_id, {"fields": fields})
        if isinstance(answer, Outcome):
            return ()
        found = [
            ("Cảm xúc", answer.get("reactions", {}).get("summary", {}).get("total_count")),
            ("Bình luận", answer.get("comments", {}).get("summary", {}).get("total_count")),
            ("Chia sẻ", answer.get("shares", {}).get("count", 0)),
        ]
        return tuple(Reading(name, int(value)) for name, value in found if value is not None)

    def check(self, access: Access) -> Checked:
        """The name of the page."""
        answer = self._read(access, access.settings.get("page_id", ""), {"fields": "name,link"})
        if isinstance(answer, Outcome):
            return calling.failed(answer)
        name = str(answer.get("name", ""))
        return Checked(True, f"Kết nối được trang “{name}”.", name=name)

    def renews(self, access: Access) -> bool:
        """With the app's number and key and a user's token."""
        return bool(
            access.settings.get("app_id") and access.secrets.get("app_secret") and access.secrets.get("user_token")
        )

    def renew(self, access: Access, now: datetime) -> Renewed:
        """A long-lived token of the user, and the page's token from it."""
        asked = {
            "grant_type": "fb_exchange_token", "client_id": access.settings["app_id"],
            "client_secret": access.secrets["app_secret"], "fb_exchange_token": access.secrets["user_token"],
        }  # fmt: skip
        try:
            user = outward.get(f"{server('facebook')}/oauth/access_token?{urlencode(asked)}").json()
            token = {"fields": "access_token", "access_token": str(user.get("access_token", ""))}
            page = outward.get(f"{server('facebook')}/{access.settings['page_id']}?{urlencode(token)}").json()
        except OutwardError:
            return Renewed({}, words="Chưa gia hạn được mã truy cập vì Facebook không trả lời; phần mềm sẽ thử lại.")
        if not user.get("access_token") or not page.get("access_token"):
            return Renewed({}, lost=True, words="Facebook không gia hạn mã truy cập nữa: hãy lấy mã mới và nhập lại.")
        fresh = {"user_token": str(user["access_token"]), "page_token": str(page["access_token"])}
        return Renewed({**access.secrets, **fresh}, now + TOKEN_LASTS)

    def _next_picture(self, call: Call) -> int | None:
        left = (place for place in range(len(call.prepared.pictures)) if f"photo{place}" not in call.trail)
        return next(left, None)

    def _uploaded(self, call: Call, place: int) -> Outcome:
        picture = call.prepared.pictures[place]
        fields = {"published": "false", "caption": picture.alt, **self._key(call.access)}
        body, kind = multipart(
            fields, name="source", data=call.files.whole(picture.file_id), media_type=picture.media_type
        )
        url = f"{server('facebook')}/{self._page(call)}/photos"
        answer = self._judged(
            calling.asked(lambda: outward.send(outward.Request("POST", url, {"Content-Type": kind}, body)))
        )
        if isinstance(answer, Outcome):
            return answer
        return Outcome(OutcomeKind.GOING, trail={f"photo{place}": str(answer.get("id", ""))})

    def _page(self, call: Call) -> str:
        return call.access.settings.get("page_id", "")

    def _key(self, access: Access) -> dict[str, str]:
        token, secret = access.secrets.get("page_token", ""), access.secrets.get("app_secret", "")
        proof = hmac.new(secret.encode(), token.encode(), hashlib.sha256).hexdigest()
        return {"access_token": token, **({"appsecret_proof": proof} if secret else {})}

    def _posted(self, access: Access, path: str, data: Mapping[str, str]) -> dict[str, Any] | Outcome:
        url = f"{server('facebook')}/{path}"
        return self._judged(calling.asked(lambda: outward.post_form(url, {**data, **self._key(access)})))

    def _read(self, access: Access, path: str, asked: Mapping[str, str]) -> dict[str, Any] | Outcome:
        return self._asked(access, "GET", f"{path}?{urlencode(asked)}")

    def _asked(self, access: Access, method: str, path: str) -> dict[str, Any] | Outcome:
        """The token goes in a header, so that it stands in nobody's log of addresses."""
        key = self._key(access)
        proof = f"appsecret_proof={key['appsecret_proof']}" if "appsecret_proof" in key else ""
        url = f"{server('facebook')}/{path}" + (("&" if "?" in path else "?") + proof if proof else "")
        request = outward.Request(method, url, {"Authorization": f"Bearer {key['access_token']}"})
        reads = method == "GET"
        return self._judged(calling.asked(lambda: outward.send(request), reads=reads), reads=reads)

    def _judged(self, answer: outward.Answer | Outcome, *, reads: bool = False) -> dict[str, Any] | Outcome:
        if isinstance(answer, Outcome):
            return answer
        found = answer.json()
        error = found.get("error")
        if isinstance(error, dict):
            gone = int(error.get("code") or 0) == 100 and int(error.get("error_subcode") or 0) == GONE
            return refused(f"100/{GONE}", "Bài không còn trên trang.") if gone else judged(error, reads=reads)
        if not answer.ok or not found:
            words = "Facebook trả lời không đúng dạng."
            return later("no_json", words) if reads else unknown("no_json", words)
        return found


def _same(one: str, other: str) -> bool:
    """Facebook trims and joins blanks."""
    return one.split() == other.split()
