"""What an address is, what somebody agreed to, and when an unanswered wish ends. Pure."""

import hashlib
import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from lantoa.core.errors import Refused
from vanban.vocabulary import Labelled, Topic


class State(Labelled):
    """Trạng thái của một người đăng ký nhận thư."""

    PENDING = "pending", "Chờ người đăng ký xác nhận"
    CONFIRMED = "confirmed", "Đang nhận"
    LEFT = "left", "Đã thôi nhận, địa chỉ đã xóa"
    BOUNCED = "bounced", "Hộp thư không nhận được"


class Origin(Labelled):
    """Đăng ký bằng cách nào."""

    PAGE = "page", "Trang công khai"
    PAPER = "paper", "Phiếu giấy"


class LetterState(Labelled):
    """Thư xin xác nhận."""

    NONE = "none", "Không cần"
    PLANNED = "planned", "Chờ gửi"
    SENDING = "sending", "Đang gửi"
    SENT = "sent", "Đã gửi"
    REFUSED = "refused", "Bị từ chối"
    UNKNOWN = "unknown", "Chưa rõ"


TOKEN_LASTS = timedelta(days=3)
"""How long the link of the mail can be used."""
UNANSWERED = timedelta(days=7)
"""After so long an address that nobody confirmed is deleted whole."""
ASKED_AGAIN = timedelta(minutes=10)
"""Nobody gets a second mail of this kind sooner, whoever asks for it."""
MOST_AN_HOUR = 300
"""New addresses of one commune in an hour: more is no interest but somebody's machine."""
MOST_LINES = 500
LONGEST_ADDRESS = 254
LONGEST_WHERE = 200

_ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
_BAD = "Địa chỉ thư điện tử chưa đúng: hãy nhập đủ, ví dụ ten@gmail.com, không có dấu tiếng Việt và khoảng trắng."


def clean_address(text: str) -> str:
    """An address as it is kept: without blanks around, in small letters (mailboxes that tell "A" from "a" are not met
    in practice, twins of one address are).

    Raises:
        Refused("mail_address").
    """
    found = text.strip().lower()
    if len(found) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(found) or ".." in found:
        raise Refused("mail_address", _BAD)
    return found


def consent_words(commune: str) -> str:
    """What a resident agrees to, word for word; kept with each consent (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15)."""
    return (
        f"Tôi đồng ý để Ủy ban nhân dân {commune} lưu địa chỉ thư điện tử này chỉ để gửi bản tin về cải cách "
        "hành chính. Địa chỉ không chuyển cho ai khác. Tôi thôi nhận bất cứ lúc nào bằng một lần bấm ở cuối thư; "
        "khi đó địa chỉ bị xóa."
    )


def push_words(commune: str) -> str:
    """The same for notices of a browser; no address and no name is kept."""
    return (
        f"Trình duyệt này nhận thông báo ngắn của Ủy ban nhân dân {commune}. Chỉ lưu mã nhận thông báo do trình "
        "duyệt cấp; tắt lúc nào cũng được, khi đó mã bị xóa."
    )


def known_topics(codes: Iterable[str]) -> list[str]:
    """Those that there are, in their order; none means all."""
    wanted = set(codes)
    return [topic.value for topic in Topic if topic.value in wanted]


def wants(chosen: Iterable[str], topics: Iterable[str]) -> bool:
    """Whether somebody who chose these topics (none: all) wants an item about those."""
    picked, about = set(chosen), set(topics)
    return not picked or not about or bool(picked & about)


def token_hash(token: str) -> str:
    """What is kept of a link's secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def may_mail_again(mailed_at: datetime | None, now: datetime) -> bool:
    """Whether another mail that asks for confirmation may go."""
    return mailed_at is None or now - mailed_at >= ASKED_AGAIN


def next_letter(tries: int) -> timedelta | None:
    """How long to wait after a server that would not take the mail for now; None: no more."""
    pauses = (5, 20, 60, 240)
    return timedelta(minutes=pauses[tries - 1]) if 0 < tries <= len(pauses) else None


def lines_of(text: str) -> list[str]:
    """Addresses one a line (or after commas), each once, as typed.

    Raises:
        Refused("mail_none"), Refused("mail_many").
    """
    found = list(dict.fromkeys(one.strip() for one in re.split(r"[\n,;]", text.replace("\x00", "")) if one.strip()))
    if not found:
        raise Refused("mail_none", "Chưa có địa chỉ nào: hãy nhập mỗi dòng một địa chỉ.")
    if len(found) > MOST_LINES:
        raise Refused("mail_many", f"Mỗi lần nhập tối đa {MOST_LINES} địa chỉ: hãy chia thành nhiều lần.")
    return found
