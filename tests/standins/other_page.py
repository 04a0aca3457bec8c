"""Another page that takes items by the contract of docs/reference/webhook.md, and knows a key again."""

from dataclasses import dataclass, field
from typing import Any

from lantoa.channels.rules.signing import what_is_wrong
from lantoa.core import clock
from tests.standins.server import Answer, Asked, Standin, said

KEY = "khoa-bi-mat-chung-24-ky-tu"


@dataclass
class OtherPage(Standin):
    """``answers``: what it says to an item in place of "published"; ``honours``: it knows keys again."""

    answers: Answer | None = None
    honours: bool = True
    articles: dict[str, dict[str, Any]] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)

    def respond(self, asked: Asked) -> Answer:
        wrong = what_is_wrong(
            KEY, said=asked.headers.get("lantoa-signature", ""), at=asked.headers.get("lantoa-time", ""),
            body=asked.body, now=int(clock.now().timestamp()),
        )  # fmt: skip
        if wrong:
            return said({"reason": wrong}, 401)
        told = asked.json
        if told["event"] == "check":
            return said({})
        self.events.append(told)
        if self.answers is not None:
            return self.answers
        return self._kept(told, asked.headers["idempotency-key"])

    def _kept(self, told: dict[str, Any], key: str) -> Answer:
        if told["event"] == "recall":
            self.articles.pop(told["id"], None)
            return said({"id": told["id"]})
        number = told["id"] if told["event"] == "correct" else key if self.honours else f"{key}{len(self.articles)}"
        self.articles[number] = told["article"]
        return said({"id": number, "url": f"https://tinh.example/tin/{number}"}, 201)
