"""A leader's link: opens one revision, until when, once. Pure."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from lantoa.core.errors import Refused
from vanban.vocabulary import Labelled


class MailState(Labelled):
    """Where the mail of a link stands; "" = the link was shown to be passed on by hand."""

    WAITING = "waiting", "Chờ gửi thư"
    SENDING = "sending", "Đang gửi thư"
    SENT = "sent", "Máy chủ thư đã nhận thư"
    REFUSED = "refused", "Máy chủ thư từ chối địa chỉ"
    NOT_SENT = "not_sent", "Chưa gửi được thư"
    UNKNOWN = "unknown", "Không rõ thư đã đi chưa"


LASTS = timedelta(hours=48)
_TOKEN = re.compile(r"(\d{1,9})\.[A-Za-z0-9_-]{20,100}")
CLOSED = (
    "Đường dẫn này không còn dùng được: đã duyệt hoặc trả lại, đã quá 48 giờ, hoặc nội dung đã được sửa sang lần khác. "
    "Xin người biên tập gửi đường dẫn mới, hoặc đăng nhập để xem."
)


def closed() -> Refused:
    """One answer for unknown, expired, used and revoked links and those of another commune: nothing is learnt."""
    return Refused("content_link_closed", CLOSED)


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
    """Where a link stands. ``is_latest``: the revision is what waits for approval now."""

    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None
    is_latest: bool


def is_open(link: LinkFacts, now: datetime) -> bool:
    """Whether the revision can be read and decided on."""
    return not (link.used_at or link.revoked_at) and link.is_latest and now < link.expires_at
