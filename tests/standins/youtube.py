"""YouTube Data API v3: resumable upload, videos update, delete, statistics, search, channels; Google's tokens."""

import re
from dataclasses import dataclass, field
from typing import Any

from lantoa.core import clock
from tests.standins.server import Answer, Asked, Standin, said


def fault(status: int, reason: str, message: str = "no") -> Answer:
    return said({"error": {"code": status, "message": message, "errors": [{"reason": reason}]}}, status)


@dataclass
class YouTube(Standin):
    """``videos``: by number, with their bytes; ``sessions``: uploads that are not whole yet."""

    token: str = "ya-1"
    refresh: str = "1//refresh"
    videos: dict[str, dict[str, Any]] = field(default_factory=dict)
    deleted: list[str] = field(default_factory=list)
    sessions: dict[str, dict[str, Any]] = field(default_factory=dict)
    takes: int = 1 << 30
    """How many bytes of a piece are taken."""

    def respond(self, asked: Asked) -> Answer:
        if asked.path == "/token":
            good = asked.form.get("refresh_token") == self.refresh
            return (
                said({"access_token": self.token, "expires_in": 3599})
                if good
                else said({"error": "invalid_grant"}, 400)
            )
        if asked.token != self.token:
            return fault(401, "authError", "Invalid Credentials")
        if asked.path.startswith("/session/"):
            return self._piece(asked)
        if asked.path == "/upload/youtube/v3/videos":
            number = f"s{len(self.sessions) + 1}"
            size = int(asked.headers["x-upload-content-length"])
            self.sessions[number] = {"about": asked.json, "size": size, "data": b"", "video": ""}
            return 200, {"Location": f"{self.address}/session/{number}"}, b""
        verbs = {
            "/youtube/v3/videos": self._videos,
            "/youtube/v3/search": self._search,
            "/youtube/v3/channels": self._own,
        }
        return verbs[asked.path](asked)

    def _piece(self, asked: Asked) -> Answer:
        session = self.sessions.get(asked.path.rpartition("/")[2])
        if session is None:
            return fault(404, "notFound")
        place = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", asked.headers["content-range"])
        if place and int(place.group(1)) == len(session["data"]):
            session["data"] += asked.body[: self.takes]
        if len(session["data"]) == session["size"]:
            return said(self._whole(session), 201)
        have = len(session["data"])
        return 308, ({"Range": f"bytes=0-{have - 1}"} if have else {}), b""

    def _whole(self, session: dict[str, Any]) -> dict[str, Any]:
        if not session["video"]:
            session["video"] = f"vid{len(self.videos) + len(self.deleted) + 1}"
            snippet = session["about"]["snippet"] | {"publishedAt": f"{clock.now():%Y-%m-%dT%H:%M:%SZ}"}
            self.videos[session["video"]] = {"snippet": snippet, "data": session["data"]}
        return {"id": session["video"]}

    def _videos(self, asked: Asked) -> Answer:
        number = asked.json["id"] if asked.method == "PUT" else asked.query["id"]
        if number not in self.videos:
            return fault(404, "videoNotFound")
        if asked.method == "DELETE":
            self.deleted.append(number)
            del self.videos[number]
            return 204, {}, b""
        if asked.method == "PUT":
            self.videos[number]["snippet"] |= asked.json["snippet"]
            return said({"id": number})
        return said({"items": [{"id": number, "statistics": {"viewCount": "152", "likeCount": "9"}}]})

    def _search(self, asked: Asked) -> Answer:
        items = [{"id": {"videoId": pk}, "snippet": one["snippet"]} for pk, one in reversed(self.videos.items())]
        return said({"items": items})

    def _own(self, asked: Asked) -> Answer:
        return said({"items": [{"id": "UC1", "snippet": {"title": "Kênh Phường Thử"}}]})
