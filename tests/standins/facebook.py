"""Facebook Graph API of a page: photos (unpublished), feed, published_posts, one post, deletion, tokens."""

import re
import time
from dataclasses import dataclass, field
from typing import Any

from tests.standins.server import Answer, Asked, Standin, said


def fault(code: int, message: str, status: int = 400, **more: Any) -> Answer:
    return said({"error": {"message": message, "type": "OAuthException", "code": code, **more}}, status)


@dataclass
class Facebook(Standin):
    """``posts`` in order of their making."""

    page: str = "100001"
    pages: tuple[str, ...] = ("100001",)
    token: str = "page-token"
    photos: dict[str, int] = field(default_factory=dict)
    posts: list[dict[str, Any]] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)

    def respond(self, asked: Asked) -> Answer:
        if asked.path == "/oauth/access_token":
            good = asked.query.get("fb_exchange_token") == "user-token"
            return (
                said({"access_token": "user-token-2", "token_type": "bearer"}) if good else fault(190, "Invalid token")
            )
        if asked.path == f"/{self.page}" and asked.query.get("fields") == "access_token":
            return said({"access_token": self.token, "id": self.page})
        multipart = re.search(rb'name="access_token"\r\n\r\n([^\r]*)\r\n', asked.body)
        given = multipart.group(1).decode() if multipart else asked.form.get("access_token") or asked.token
        if given != self.token:
            return fault(190, "Error validating access token", error_subcode=463)
        return self._allowed(asked)

    def _allowed(self, asked: Asked) -> Answer:
        page, _, verb = asked.path.strip("/").partition("/")
        if verb == "photos":
            number = f"ph{len(self.photos) + 1}"
            self.photos[number] = len(asked.body)
            return said({"id": number})
        if verb == "feed" and page in self.pages:
            return self._post(asked, page)
        if verb == "published_posts":
            since = float(asked.query.get("since", 0))
            newest = [one for one in self.posts[::-1] if one["at"] >= since and one["page"] == page]
            return said({"data": newest[: int(asked.query.get("limit", 25))]})
        if asked.path == f"/{self.page}":
            return said({"name": "Phường Thử Nghiệm", "link": "https://www.facebook.com/thu", "id": self.page})
        return self._one(asked)

    def _post(self, asked: Asked, page: str) -> Answer:
        form = asked.form
        media = [value for name, value in form.items() if name.startswith("attached_media")]
        if any(photo not in self.photos for one in media for photo in re.findall(r'"media_fbid":"(\w+)"', one)):
            return fault(100, "Invalid parameter")
        number = f"{page}_{len(self.posts) + 1}"
        self.posts.append(
            {"id": number, "message": form["message"], "at": time.time(), "media": media, "page": page,
             "permalink_url": f"https://www.facebook.com/{number}"}
        )  # fmt: skip
        return said({"id": number})

    def _one(self, asked: Asked) -> Answer:
        number = asked.path.strip("/")
        found = next((one for one in self.posts if one["id"] == number), None)
        if found is None:
            return fault(100, "Object does not exist", error_subcode=33)
        if asked.method == "DELETE":
            self.posts.remove(found)
            self.deleted.append(number)
            return said({"success": True})
        if asked.method == "POST":
            found["message"] = asked.form["message"]
            return said({"success": True})
        counts = {"summary": {"total_count": 12}}
        return said(
            {"reactions": counts, "comments": {"summary": {"total_count": 3}}, "shares": {"count": 4}, "id": number}
        )
