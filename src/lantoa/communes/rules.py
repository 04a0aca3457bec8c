"""Rules about units, people and invitations: pure."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from lantoa.communes.roles import Role
from lantoa.core.errors import Refused
from lantoa.core.folding import fold

INVITATION_LASTS = timedelta(days=7)
GIVEN_HERE = tuple(role for role in Role if role is not Role.PROVINCE_OFFICIAL)
"""Roles that a commune gives by itself; a province's official is made by the province (``lantoa create-admin``)."""

BAD_LINK = (
    "Đường dẫn này không dùng được: đã quá hạn, đã được dùng hoặc đã bị thu hồi. "
    "Xin liên hệ người quản trị của xã, phường để nhận đường dẫn mới."
)
_BULLET = re.compile(r"^\s*(?:[-–—•+*]|\d{1,3}\s*[.)])\s+")
_LOGIN_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?")
_TOKEN = re.compile(r"(\d{1,9})\.[A-Za-z0-9_-]{20,100}")


class InvitationState(StrEnum):
    """Where an invitation stands."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REVOKED = "revoked"
    EXPIRED = "expired"


def invitation_state(
    *, expires_at: datetime, accepted_at: datetime | None, revoked_at: datetime | None, now: datetime
) -> InvitationState:
    """What became of the invitation by ``now``; a use or a revocation counts before the end of its days."""
    if accepted_at:
        return InvitationState.ACCEPTED
    if revoked_at:
        return InvitationState.REVOKED
    return InvitationState.WAITING if now < expires_at else InvitationState.EXPIRED


def token_hash(token: str) -> str:
    """What the row keeps of a link's secret: SHA-256, as hexadecimal. The secret has 256 random bits of its own."""
    return hashlib.sha256(token.encode()).hexdigest()


def commune_of_token(token: str) -> int:
    """The commune whose scope has to be opened to look the link up.

    Raises:
        Refused: it does not look like one of our links.
    """
    found = _TOKEN.fullmatch(token)
    if not found:
        raise bad_link()
    return int(found[1])


def bad_link() -> Refused:
    """One answer for unknown, used, revoked and expired links, so that nothing can be learnt from it."""
    return Refused("invitation_unusable", BAD_LINK)


def check_can_end(role: str, *, administrators: int) -> None:
    """A commune keeps at least one administrator, or nobody could let people in any more.

    Raises:
        Refused: this is the role of the last administrator.
    """
    if role == Role.ADMINISTRATOR and administrators <= 1:
        raise Refused(
            "last_administrator",
            "Đây là người quản trị cuối cùng. Xin giao vai trò Quản trị cho một người khác trước khi kết thúc "
            "vai trò này.",
        )


def tidy(text: str) -> str:
    """One line of typed or pasted text: composed letters (NFC), single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def tidy_lines(text: str, *, longest: int, most: int) -> list[str]:
    """Pasted lines as names: bullets and numbers before them dropped, empty and repeated ones left out.

    Raises:
        Refused: a line is longer than ``longest`` characters, or there are more than ``most`` lines.
    """
    lines = list(dict.fromkeys(filter(None, (tidy(_BULLET.sub("", line)) for line in text.splitlines()))))
    if len(lines) > most:
        raise Refused(
            "too_many_lines", f"Có {len(lines)} dòng, mỗi lần chỉ nhận tối đa {most} dòng. Xin chia làm nhiều lần."
        )
    for line in lines:
        if len(line) > longest:
            raise Refused("line_too_long", f"Dòng “{line[:40]}…” dài quá {longest} ký tự. Xin viết ngắn lại.")
    return lines


def not_yet_there(names: Iterable[str], existing: Iterable[str]) -> list[str]:
    """The names that no existing one equals but for case, in order."""
    known = {name.casefold() for name in existing}
    return [name for name in names if name.casefold() not in known]


def suggested_login_name(name: str) -> str:
    """ "Nguyễn Thị Thu Hà" → "ha.nguyenthithu": the given name first, as officials know their mail addresses."""
    words = re.sub(r"[^a-z0-9 ]", "", fold(name)).split()
    if len(words) < 2:
        return "".join(words)[:40]
    return f"{words[-1]}.{''.join(words[:-1])}"[:40]


def check_login_name(name: str) -> str:
    """The login name in lower case.

    Raises:
        Refused: it is not 4–40 letters without marks, digits, dots, hyphens or underscores.
    """
    lower = name.strip().casefold()
    if not 4 <= len(lower) <= 40 or not _LOGIN_NAME.fullmatch(lower):
        raise Refused(
            "login_name",
            "Tên đăng nhập gồm 4–40 ký tự: chữ không dấu, chữ số, dấu chấm, gạch nối; không có khoảng trắng. "
            "Ví dụ: ha.nguyen",
        )
    return lower


def order_after_move(ids: list[int], moved: int, step: int) -> list[int]:
    """The order after one unit went ``step`` places (-1 = up). At the edge nothing changes."""
    place = ids.index(moved)
    target = max(0, min(len(ids) - 1, place + step))
    rest = [pk for pk in ids if pk != moved]
    return [*rest[:target], moved, *rest[target:]]
