"""Zalo Official Account: OAuth v4, article/*, oa/getoa, oa/message."""

import time
from dataclasses import dataclass, field
from typing import Any

from tests.standins.server import Answer, Asked, Standin, said


def fault(code: int, message: str) -> Answer:
    """Zalo says errors with status 200."""
    return said({"error": code, "message": message})


@dataclass
class Zalo(Standin):
    """``articles``: by number; ``told``: numbers of articles that were broadcast, one for each message."""

    token: str = "tok-1"
    refresh: str = "ref-1"
    mark: str = ""
    """Before its tokens, where several stand behind one address."""
    verifies: int = 1
    """How often ``verify`` says "not yet"."""
    articles: dict[str, dict[str, Any]] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    renewals: int = 0
    _waiting: dict[str, tuple[str, int]] = field(default_factory=dict)
    _number: int = 0

    def respond(self, asked: Asked) -> Answer:
        if asked.path == "/v4/oa/access_token":
            return self._renewed(asked)
        if asked.headers.get("access_token") != self.token:
            return fault(-216, "Access token is invalid")
        verbs = {
            "/v2.0/article/create": self._create, "/v2.0/article/update": self._update,
            "/v2.0/article/verify": self._verify, "/v2.0/article/remove": self._remove,
            "/v2.0/article/getslice": self._slice, "/v2.0/article/getdetail": self._detail,
            "/v2.0/oa/getoa": lambda _asked: said({"data": {"name": "UBND Phường Thử"}, "error": 0}),
            "/v2.0/oa/message": self._message,
        }  # fmt: skip
        return verbs[asked.path](asked) if asked.path in verbs else fault(-201, "Params is invalid")

    def _renewed(self, asked: Asked) -> Answer:
        if asked.headers.get("secret_key") != "khoa" or asked.form.get("refresh_token") != self.refresh:
            return said({"error_name": "Invalid refresh token", "error": -14014})
        self.renewals += 1
        self.token, self.refresh = f"{self.mark}tok-{self.renewals + 1}", f"ref-{self.renewals + 1}"
        return said({"access_token": self.token, "refresh_token": self.refresh, "expires_in": "90000"})

    def _create(self, asked: Asked) -> Answer:
        data = asked.json
        if (
            not 0 < len(data["title"]) <= 150
            or not 0 < len(data["description"]) <= 300
            or not data["cover"]["photo_url"]
        ):
            return fault(-201, "Params is invalid")
        self._number += 1
        number, token = f"art{self._number}", f"wait{self._number}"
        made = {**data, "id": number, "create_date": int(time.time() * 1000), "total_view": 7, "total_share": 2}
        self.articles[number] = made | {"link_view": f"https://rd.zapps.vn/detail/{number}"}
        self._waiting[token] = (number, self.verifies)
        return said({"data": {"token": token}, "error": 0, "message": "Success"})

    def _update(self, asked: Asked) -> Answer:
        data = asked.json
        if data["id"] not in self.articles:
            return fault(-201, "Article not exist")
        self.articles[data["id"]] |= data
        self._waiting[f"up{data['id']}"] = (data["id"], 0)
        return said({"data": {"token": f"up{data['id']}"}, "error": 0, "message": "Success"})

    def _verify(self, asked: Asked) -> Answer:
        number, left = self._waiting.get(asked.json["token"], ("", 0))
        if not number:
            return fault(-201, "Token is invalid")
        self._waiting[asked.json["token"]] = (number, left - 1)
        data = {"id": number} if left <= 0 else {}
        return said({"data": data, "error": 0, "message": "Success"})

    def _remove(self, asked: Asked) -> Answer:
        if self.articles.pop(asked.json["id"], None) is None and asked.json["id"] not in self.removed:
            return fault(-201, "Article not exist")
        self.removed.append(asked.json["id"])
        return said({"data": {}, "error": 0, "message": "Success"})

    def _slice(self, asked: Asked) -> Answer:
        newest = list(self.articles.values())[::-1][: int(asked.query["limit"])]
        return said({"data": {"medias": newest, "total": len(self.articles)}, "error": 0, "message": "Success"})

    def _detail(self, asked: Asked) -> Answer:
        found = self.articles.get(asked.query["id"])
        return said({"data": found, "error": 0, "message": "Success"}) if found else fault(-201, "Article not exist")

    def _message(self, asked: Asked) -> Answer:
        element = asked.json["message"]["attachment"]["payload"]["elements"][0]
        if element["attachment_id"] not in self.articles:
            return fault(-201, "Attachment not exist")
        self.told.append(element["attachment_id"])
        return said({"data": {"message_id": f"m{len(self.told)}"}, "error": 0, "message": "Success"})


@dataclass
class Zalos(Standin):
    """Several accounts behind one address, told apart by the number of the app."""

    houses: dict[str, Zalo] = field(default_factory=dict)

    def respond(self, asked: Asked) -> Answer:
        if asked.path == "/v4/oa/access_token":
            return self.houses[asked.form["app_id"]].respond(asked)
        app = asked.headers.get("access_token", "").partition(":")[0]
        return self.houses[app].respond(asked) if app in self.houses else fault(-216, "Access token is invalid")


def zalos(count: int) -> Zalos:
    """So many accounts, with the apps 1, 2, 3 …"""
    return Zalos(houses={str(one): Zalo(token=f"{one}:tok-1", mark=f"{one}:") for one in range(1, count + 1)})
