"""What a ward may show to everybody, in which words. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from lantoa.core.errors import Refused
from lantoa.core.folding import fold
from vanban.vocabulary import ActivityKind, Audience, Labelled

T = TypeVar("T")


class Section(Labelled):
    """Phần của cổng; the code is its place in the address."""

    NEWS = "tin-bai", "Tin, bài"
    SPECIAL = "chuyen-muc", "Chuyên mục cải cách hành chính"
    PROMISES = "loi-hua", "Phường hứa gì, đã làm được gì"
    NOTICES = "niem-yet", "Niêm yết, thông báo"
    BULLETINS = "ban-tin", "Bản tin truyền thanh"
    DOCUMENTS = "van-ban", "Văn bản"
    CALENDAR = "lich", "Lịch sắp tới"


class Shown(Labelled):
    """How much evidence the promise board shows. Names of people are never shown, at no level."""

    COUNTS = "counts", "Chỉ con số đã làm, phải làm"
    LINKS = "links", "Con số và đường dẫn của bài đã đăng (hạng A, B)"
    FILES = "files", "Như trên, thêm ảnh, biên bản đã có người thứ hai xác nhận (hạng C)"


OPENED_GRADES = {Shown.COUNTS: "", Shown.LINKS: "AB", Shown.FILES: "ABC"}
"""Grades of evidence that may be opened from the board. Somebody's word (D) never is."""


def usual_sections() -> list[str]:
    """All of them: a part with nothing in it says so."""
    return [section.value for section in Section]


_NOT_IN_A_SLUG = re.compile(r"[^a-z0-9]+")
LONGEST_SLUG = 80


def slug_of(words: str) -> str:
    """ "Phường Hoa Mai" → "phuong-hoa-mai"."""
    return _NOT_IN_A_SLUG.sub("-", fold(words)).strip("-")[:LONGEST_SLUG].strip("-")


def slugs_to_try(commune: str, province: str, number: int) -> Iterator[str]:
    """Places in an address for a commune, the shortest first: several communes of the country share a name."""
    plain = slug_of(commune) or "xa"
    yield plain
    yield slug_of(f"{commune} {province}") or plain
    yield f"{plain[: LONGEST_SLUG - 8]}-{number}"


@dataclass(frozen=True, slots=True)
class Hotline:
    """Đường dây nóng: what for, the number, when somebody answers."""

    label: str
    phone: str
    note: str = ""


MOST_HOTLINES = 8
_PHONE = re.compile(r"[0-9+ .()/-]{3,40}")


def check_hotlines(given: Iterable[Hotline]) -> list[Hotline]:
    """Those that say something.

    Raises:
        Refused: ``portal_hotline`` for a line without a name or without a number that can be called.
    """
    kept = [one for one in given if one.label or one.phone or one.note]
    for one in kept:
        if not one.label or not _PHONE.fullmatch(one.phone) or sum(char.isdigit() for char in one.phone) < 3:
            raise Refused(
                "portal_hotline",
                f"Đường dây “{one.label or one.phone or one.note}” chưa đủ: hãy ghi cả tên và số điện thoại "
                "(chỉ chữ số, dấu cách, dấu chấm, dấu +).",
            )
    return kept


def dialled(phone: str) -> str:
    """The number as a telephone takes it: "(0243) 123.456" → "0243123456"."""
    digits = "".join(char for char in phone.split("/")[0] if char.isdigit())
    return f"+{digits}" if phone.strip().startswith("+") else digits


LEGAL_KINDS = frozenset({
    "Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh", "Nghị quyết", "Nghị định", "Quyết định", "Chỉ thị", "Thông tư",
    "Thông tư liên tịch", "Đề án", "Chương trình", "Kế hoạch",
})  # fmt: skip
"""Kinds that are made public by law once issued (Luật Tiếp cận thông tin 2016, Điều 17); letters, proposals, reports
and the Party's papers are the office's own until somebody links their public text."""


def is_public_act(kind: str, *, checked: bool, shipped: bool, link: str) -> bool:
    """Whether the register shows an act to everybody: acts that ship with the program or were checked against a source,
    of a kind that is public; any other where the ward gave the address of its public text."""
    if link.startswith(("https://", "http://")):
        return True
    return kind in LEGAL_KINDS and (shipped or checked)


OPEN_EVENTS = (
    ActivityKind.CONFERENCE.value, ActivityKind.DIALOGUE.value, ActivityKind.CONTEST.value,
    ActivityKind.PERFORMANCE.value, ActivityKind.SURVEY.value, ActivityKind.BROADCAST.value,
)  # fmt: skip
_OPEN_TO = frozenset({Audience.RESIDENTS.value, Audience.BUSINESSES.value, Audience.ORGANISATIONS.value})


def open_event(kinds: Sequence[str], audiences: Iterable[str]) -> str:
    """The kind of a planned event that people may come to or listen to; empty: training of officials, articles."""
    wanted = set(audiences)
    if wanted and not wanted & _OPEN_TO:
        return ""
    return next((kind for kind in OPEN_EVENTS if kind in kinds), "") if len(kinds) <= len(OPEN_EVENTS) else ""


PUBLIC_STATES = {
    "done": "Đã làm xong", "on_pace": "Đang làm", "at_risk": "Đang làm, có thể chậm", "late": "Chậm",
    "missed": "Không làm được", "not_due": "Chưa đến kỳ", "waived": "Được miễn trong kỳ này",
    "waiting_date": "Chờ ấn định ngày", "optional": "Khuyến khích, chưa làm",
    "alternative": "Làm bằng hình thức khác",
}  # fmt: skip
"""The states of progress (``progress.rules.judging``) in the words of the street."""

COUNTED_STATES = ("done", "on_pace", "at_risk", "late", "missed")
"""Windows that have begun and are owed: of these the board says how many were kept."""


def ranked(things: Iterable[T], words: str, text: Callable[[T], str]) -> list[T]:
    """Those that hold every word, marks or none; those with the very words first, then in their order."""
    wanted, exact = fold(words).split(), words.casefold().split()
    found = [(thing, text(thing)) for thing in things]
    found = [(thing, said) for thing, said in found if all(word in fold(said) for word in wanted)]
    order = sorted(found, key=lambda pair: not all(word in pair[1].casefold() for word in exact))
    return [thing for thing, _said in order]


@dataclass(frozen=True, slots=True)
class FactNow:
    """A fact of an article in words."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Amended:
    """One correction (đính chính). ``changes``: label, before, now; before empty: a new fact; now empty: it is gone."""

    at: datetime
    changes: tuple[tuple[str, str, str], ...] = ()


def amended(
    at: datetime, titles: tuple[str, str], *, before: Mapping[str, FactNow], after: Mapping[str, FactNow]
) -> Amended:  # fmt: skip
    """What reads otherwise since a correction (``titles``: before, now); nothing: the wording alone was changed."""
    changes = [("Tiêu đề", *titles)] if titles[0] != titles[1] else []
    for key in [*after, *(key for key in before if key not in after)]:
        old, new = before.get(key), after.get(key)
        if (old.words if old else "") != (new.words if new else ""):
            label = (new or old or FactNow("", "")).label
            changes.append((label, old.words if old else "", new.words if new else ""))
    return Amended(at, tuple(changes))


def commune_of_token(token: str) -> int:
    """Of which commune a link of a mail says that it is ("<commune>.<secret>"); 0 for what is no such link."""
    number, dot, rest = token.partition(".")
    return int(number) if dot and rest and number.isascii() and number.isdigit() and len(number) < 10 else 0
