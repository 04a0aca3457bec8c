"""YouTube by the Data API v3: a resumable upload is a session; its pieces may be sent again without harm, and asking
the session tells how far it is or which video it became. So a killed worker goes on where it stopped.

Sources: developers.google.com/youtube/v3: videos.insert, resumable uploads (308, Range), videos.update, videos.delete,
videos.list, errors; oauth2.googleapis.com/token.
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
    lost,
    refused,
    sent,
    stale,
    to_confirm,
    unknown,
)  # fmt: skip
from lantoa.channels.servers import server
from lantoa.core import outward
from lantoa.core.outward import Answer, OutwardError
from vanban.vocabulary import ActivityKind
from vanban.vocabulary import Channel as Medium

if TYPE_CHECKING:
    from lantoa.content.approved import Approved

TITLE, DESCRIPTION = 100, 5000
PIECE = 8 * 1024 * 1024
"""A multiple of 256 KiB, as they want it."""
SLACK = timedelta(minutes=2)
DAY_PAUSE = 6 * 3600
_RESUME = 308
_RATE = frozenset({"rateLimitExceeded", "userRateLimitExceeded"})
_QUOTA = frozenset({"quotaExceeded", "uploadLimitExceeded", "dailyLimitExceeded"})


class YouTube(Channel):
    """YouTube."""

    code = "youtube"
    label = "YouTube"
    medium = Medium.YOUTUBE
    about = "Đăng video lên kênh YouTube của xã, phường."
    guide = (
        "Cần kênh YouTube của cơ quan và một dự án ở console.cloud.google.com có YouTube Data API v3, màn hình đồng ý "
        "đã xuất bản, quyền youtube.upload và youtube. Lấy mã làm mới (refresh token) qua OAuth Playground."
    )
    icon = "video"
    repeat_is_harmless = True
    can_look = True
    can_correct = True
    can_recall = True
    has_figures = True
    quota = Quota(most=6, seconds=24 * 3600)
    fields: ClassVar[tuple[SettingField, ...]] = (
        SettingField("client_id", "Client ID"),
        SettingField("client_secret", "Client secret", secret=True),
        SettingField("refresh_token", "Mã làm mới (refresh token)", secret=True),
        SettingField(
            "privacy", "Ai xem được",
            choices=(("public", "Mọi người"), ("unlisted", "Người có đường dẫn"), ("private", "Chỉ mình kênh")),
        ),
    )  # fmt: skip

    def activity_kind(self, content_kind: str) -> ActivityKind:
        """A video."""
        return ActivityKind.FEATURE

    def prepare(self, approved: "Approved", settings: Mapping[str, str]) -> Prepared:
        """The video of the item; the short text and the way to the portal below it."""
        link = article_link(approved, settings)
        words = approved.short.strip() or approved.summary.strip()
        return Prepared(
            title=calling.short(_allowed(approved.title), TITLE),
            text=calling.short(f"{_allowed(words)}\n\n{link}".strip(), DESCRIPTION), link=link,
            pictures=files_of(approved, settings, kind="video/")[:1],
            extra={"privacy": settings.get("privacy", "public")},
        )  # fmt: skip

    def remarks(self, prepared: Prepared) -> tuple[Remark, ...]:
        """Without a video there is nothing to upload."""
        if not prepared.pictures:
            return (Remark("no_video", "YouTube chỉ nhận video: hãy thêm tệp video vào bài.", stops=True),)
        return ()

    def send(self, call: Call) -> Outcome:
        """Open the session, then one piece after the other."""
        size = call.files.size(call.prepared.pictures[0].file_id)
        if not call.trail.get("session"):
            return self._opened(call, size)
        is_first = call.trail.get("at") is None
        reached = 0 if is_first else self._reached(call, size)
        if isinstance(reached, Outcome):
            return reached
        end = min(reached + PIECE, size)
        data = call.files.part(call.prepared.pictures[0].file_id, reached, end - reached)
        return self._put(call, data, f"bytes {reached}-{end - 1}/{size}")

    def look(self, call: Call) -> Outcome:
        """Only where the session is gone: among the newest videos of the channel, the same title since the attempt."""
        asked = {"part": "snippet", "forMine": "true", "type": "video", "order": "date", "maxResults": "25"}
        answer = self._asked(call.access, "GET", f"/youtube/v3/search?{urlencode(asked)}")
        if isinstance(answer, Outcome):
            return answer
        earliest = ((call.since or call.now) - SLACK).strftime("%Y-%m-%dT%H:%M:%SZ")
        for one in answer.json().get("items", []):
            snippet = one.get("snippet", {})
            if snippet.get("title") == call.prepared.title and snippet.get("publishedAt", "") >= earliest:
                return _sent(str(one["id"]["videoId"]))
        return unknown("not_seen", "Chưa thấy video trên kênh.")

    def correct(self, call: Call) -> Outcome:
        """The same video with the new title and words; another film needs a recall and a new item."""
        data = {"id": call.remote_id, "snippet": _snippet(call.prepared)}
        answer = self._asked(call.access, "PUT", "/youtube/v3/videos?part=snippet", data=data)
        return answer if isinstance(answer, Outcome) else sent(remote_id=call.remote_id, url=call.url)

    def recall(self, call: Call) -> Outcome:
        """Deleted; one that is not there any more is as good as deleted."""
        answer = self._asked(call.access, "DELETE", f"/youtube/v3/videos?{urlencode({'id': call.remote_id})}")
        if isinstance(answer, Outcome) and answer.code != "videoNotFound":
            return answer
        return sent(remote_id=call.remote_id, url=call.url)

    def figures(self, call: Call) -> tuple[Reading, ...]:
        """Views, likes, comments."""
        asked = {"part": "statistics", "id": call.remote_id}
        answer = self._asked(call.access, "GET", f"/youtube/v3/videos?{urlencode(asked)}")
        items = [] if isinstance(answer, Outcome) else answer.json().get("items", [])
        counts = items[0].get("statistics", {}) if items else {}
        names = {"viewCount": "Lượt xem", "likeCount": "Lượt thích", "commentCount": "Bình luận"}
        return tuple(Reading(label, int(counts[name])) for name, label in names.items() if name in counts)

    def check(self, access: Access) -> Checked:
        """The name of the channel."""
        answer = self._asked(access, "GET", "/youtube/v3/channels?part=snippet&mine=true")
        if isinstance(answer, Outcome):
            return calling.failed(answer)
        items = answer.json().get("items", [])
        if not items:
            return Checked(False, "Tài khoản Google này chưa có kênh YouTube: hãy tạo kênh rồi kiểm tra lại.")
        name = str(items[0].get("snippet", {}).get("title", ""))
        return Checked(True, f"Kết nối được kênh “{name}”.", name=name)

    def renews(self, access: Access) -> bool:
        """Always: the access token lives one hour."""
        return True

    def renew(self, access: Access, now: datetime) -> Renewed:
        """A new access token; the refresh token stays."""
        form = {
            "client_id": access.settings.get("client_id", ""), "grant_type": "refresh_token",
            "client_secret": access.secrets.get("client_secret", ""),
            "refresh_token": access.secrets.get("refresh_token", ""),
        }  # fmt: skip
        try:
            answer = outward.post_form(f"{server('google_sign_in')}/token", form)
        except OutwardError:
            return Renewed({}, words="Chưa lấy được mã truy cập vì Google không trả lời; phần mềm sẽ thử lại.")
        found = answer.json()
        if found.get("access_token"):
            until = now + timedelta(seconds=int(found.get("expires_in") or 3600))
            return Renewed({**access.secrets, "access_token": str(found["access_token"])}, until)
        is_lost = found.get("error") in {"invalid_grant", "invalid_client", "unauthorized_client"}
        return Renewed({}, lost=is_lost, words="Google không cấp mã truy cập nữa: hãy lấy mã làm mới mới và nhập lại.")

    def _opened(self, call: Call, size: int) -> Outcome:
        picture = call.prepared.pictures[0]
        status = {"privacyStatus": call.prepared.extra.get("privacy", "public"), "selfDeclaredMadeForKids": False}
        headers = {"X-Upload-Content-Length": str(size), "X-Upload-Content-Type": picture.media_type}
        answer = self._asked(
            call.access, "POST", "/upload/youtube/v3/videos?uploadType=resumable&part=snippet,status",
            data={"snippet": _snippet(call.prepared), "status": status}, headers=headers,
        )  # fmt: skip
        if isinstance(answer, Outcome):
            return answer
        session = answer.headers.get("location", "")
        return going(session=session) if session else later("no_session", "YouTube không mở lượt tải lên; sẽ thử lại.")

    def _reached(self, call: Call, size: int) -> int | Outcome:
        """How many bytes they have; a video that is whole already is told as the end."""
        answer = self._session(call, b"", f"bytes */{size}")
        return answer if isinstance(answer, Outcome) else _next_byte(answer)

    def _put(self, call: Call, data: bytes, which: str) -> Outcome:
        if call.trail.get("at") is None:
            return going(at="0")  # from here on the session is asked first: a piece may have arrived
        answer = self._session(call, data, which)
        return answer if isinstance(answer, Outcome) else going(at=str(_next_byte(answer)))

    def _session(self, call: Call, data: bytes, which: str) -> Answer | Outcome:
        """308 as an answer; a finished video, a lost session and the rest as outcomes."""
        headers = {"Content-Range": which, "Authorization": f"Bearer {call.access.secrets.get('access_token', '')}"}
        request = outward.Request("PUT", call.trail["session"], headers, data)
        answer = calling.asked(lambda: outward.send(request))
        if isinstance(answer, Outcome) or answer.status == _RESUME:
            return answer
        if answer.ok and answer.json().get("id"):
            return _sent(str(answer.json()["id"]))
        if answer.status in {404, 410}:
            words = "Lượt tải lên YouTube đã hết hạn giữa chừng: hãy xem video đã lên kênh chưa."
            return to_confirm("session_gone", words)
        return _judged(answer)

    def _asked(
        self, access: Access, method: str, path: str, *, data: Any = None, headers: Mapping[str, str] | None = None
    ) -> Answer | Outcome:
        url = f"{server('youtube')}{path}"
        key = {"Authorization": f"Bearer {access.secrets.get('access_token', '')}", **(headers or {})}
        if data is None:
            request = outward.Request(method, url, key)
            answer = calling.asked(lambda: outward.send(request), reads=method == "GET")
        else:
            answer = calling.asked(lambda: outward.post_json(url, data, headers=key, method=method))
        return answer if isinstance(answer, Outcome) or answer.ok else _judged(answer)


def _judged(answer: Answer) -> Outcome:
    """What an error of the Data API means."""
    error = answer.json().get("error", {})
    reasons = [str(one.get("reason", "")) for one in error.get("errors", [])] if isinstance(error, dict) else []
    reason = next(iter(reasons), "")
    if answer.status == 401:
        return stale("401", "Google báo mã truy cập đã hết hạn hoặc bị thu hồi.")
    if reason in _RATE:
        return later(reason, "YouTube giới hạn số lần gọi; phần mềm chờ rồi gửi tiếp.", pause=calling.USUAL_PAUSE)
    if reason in _QUOTA:
        return later(
            reason, "Đã hết hạn mức tải video trong ngày của YouTube; phần mềm chờ hạn mức mới.", pause=DAY_PAUSE
        )
    if reason in {"youtubeSignupRequired", "accountSuspended", "forbidden", "insufficientPermissions"}:
        return lost(reason, "Tài khoản Google không có quyền đăng lên kênh: hãy kiểm tra kênh và cấp lại quyền.")
    words = error.get("message", "") if isinstance(error, dict) else ""
    return refused(reason or str(answer.status), f"YouTube không nhận: {words or 'không nêu lý do'}.")


def _next_byte(answer: Answer) -> int:
    """After the last byte of "bytes=0-524287"; 0 where they have none."""
    last = answer.headers.get("range", "").rpartition("-")[2]
    return int(last) + 1 if last.isdigit() else 0


def _sent(video: str) -> Outcome:
    return sent(remote_id=video, url=f"https://www.youtube.com/watch?v={video}")


def _snippet(prepared: Prepared) -> dict[str, str]:
    """Category 25: news and politics."""
    return {"title": prepared.title, "description": prepared.text, "categoryId": "25", "defaultLanguage": "vi"}


def _allowed(text: str) -> str:
    """They refuse angle brackets."""
    return text.replace("<", "‹").replace(">", "›")
