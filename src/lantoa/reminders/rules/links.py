"""The link of a reminder: what it opens, until when, what may be answered with it."""

import hashlib
import re
from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lantoa.core.errors import Refused
from lantoa.reminders.states import AnswerKind

LASTS = timedelta(days=14)
MOST_TRIES = 20
"""Answers that may be sent with one link, wrong ones included."""
LONGEST_PROMISE = timedelta(days=62)
LONGEST_QUIET = timedelta(days=14)
HELP_QUIET = timedelta(days=7)
SHORTEST_NOTE = 5
_TOKEN = re.compile(r"(\d{1,9})\.[A-Za-z0-9_-]{20,100}")

CLOSED = (
    "Đường dẫn này không còn dùng được: đã trả lời, đã quá hạn hoặc đã có thư nhắc mới hơn. "
    "Xin mở đường dẫn trong thư nhắc mới nhất, hoặc đăng nhập để xem công việc."
)


def closed() -> Refused:
    """One answer for unknown, expired, used and revoked links and those of another commune: nothing is learnt."""
    return Refused("reminder_link_closed", CLOSED)


def commune_of_token(token: str) -> int:
    """The commune whose scope has to be opened to look the link up. Raises ``closed``: it is none of our links."""
    found = _TOKEN.fullmatch(token)
    if not found:
        raise closed()
    return int(found[1])


def token_hash(token: str) -> str:
    """What the row keeps of a link's secret: SHA-256, as hexadecimal. The secret has 256 random bits of its own."""
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """Where a link stands. ``is_here``: the person still has a role in the commune and an active account."""

    expires_at: datetime
    tries: int
    used_at: datetime | None
    revoked_at: datetime | None
    is_here: bool


def is_open(link: LinkFacts, now: datetime) -> bool:
    """Whether the item can be seen and answered."""
    gone = link.used_at or link.revoked_at
    return not gone and link.is_here and now < link.expires_at and link.tries < MOST_TRIES


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person answers. ``on``: the day it was done, or is promised for."""

    kind: AnswerKind
    on: date | None = None
    note: str = ""
    numerator: int | None = None
    denominator: int | None = None


def check_reply(reply: Reply, *, allowed: Container[AnswerKind], today: date) -> None:
    """Raises ``Refused`` with a code of the field: ``answer_kind``, ``promise_day``, ``help_note``. The day on which
    something was done is checked where activities are entered."""
    if reply.kind not in allowed:
        raise Refused("answer_kind", "Hãy chọn một trong các cách trả lời có trên trang.")
    if reply.kind is AnswerKind.WILL_DO:
        _check_promise(reply.on, today)
    if reply.kind is AnswerKind.HELP and len(reply.note) < SHORTEST_NOTE:
        raise Refused("help_note", "Hãy ghi ngắn gọn vì sao, hoặc cần hỗ trợ gì, để người phụ trách biết cách giúp.")


def _check_promise(on: date | None, today: date) -> None:
    if on is None or not today <= on <= today + LONGEST_PROMISE:
        raise Refused(
            "promise_day",
            f"Hãy chọn ngày sẽ làm, từ hôm nay ({today:%d/%m/%Y}) đến {today + LONGEST_PROMISE:%d/%m/%Y}.",
        )


def quiet_until(kind: AnswerKind, answered_on: date, promised_on: date | None) -> date | None:
    """Until which day the person is not told of the work again: the promised day, at most two weeks; one week after a
    call for help. None: what was done is judged by its evidence."""
    if kind is AnswerKind.WILL_DO and promised_on:
        return min(promised_on, answered_on + LONGEST_QUIET)
    return answered_on + HELP_QUIET if kind is AnswerKind.HELP else None
