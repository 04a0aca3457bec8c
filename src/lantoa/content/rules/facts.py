"""Facts (dữ kiện) of an item: typed, validated, stated once, used by every form as ``[[key]]``. Pure."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, time
from typing import Any
from urllib.parse import urlsplit

from lantoa.core.errors import Refused
from vanban.speech import date_words, decimal_words, link_words, phone_words, spoken, time_words
from vanban.vocabulary import Labelled

MOST_FACTS, LONGEST_VALUE = 60, 300
TOKEN = re.compile(r"\[\[\s{0,4}([a-z0-9][a-z0-9-]{0,39})\s{0,4}\]\]")
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_TIME = re.compile(r"(\d{1,2})(?:[:hg]|\s?giờ\s?)(\d{2})?(?:\s?phút)?")
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d{1,15})(,\d{1,6})?(\s?%|\s[^\d\[\]]{1,60})?")
_DOCUMENT = re.compile(r"\d{1,6}/(?:\d{4}/)?[A-ZĐ][\wĐđ&]*(?:[-–][A-ZĐ][\wĐđ&]*)*|\d{1,6}-[A-ZĐ]{1,4}/[A-ZĐ]{1,8}")
_SHORT_PHONE = 3


class FactKind(Labelled):
    """Loại dữ kiện."""

    DATE = "date", "Ngày"
    TIME = "time", "Giờ"
    FEE = "fee", "Số tiền, lệ phí"
    PHONE = "phone", "Số điện thoại"
    PLACE = "place", "Địa điểm"
    DOCUMENT = "document", "Số, ký hiệu văn bản"
    LINK = "link", "Đường dẫn"
    NUMBER = "number", "Con số"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact. ``value``: in its one canonical form: date ISO, time "07:30" or "07:30-11:30", fee in đồng, phone
    "0226 385 1234", link with https, number as Vietnamese writes it."""

    key: str
    kind: FactKind
    label: str
    value: str
    everywhere: bool = False
    """Whether every form has to state it."""

    @property
    def written(self) -> str:
        """As print and screen say it."""
        return _WRITTEN[self.kind](self.value)

    @property
    def said(self) -> str:
        """As an announcer says it."""
        return _SAID[self.kind](self.value)


def fact_from(data: Mapping[str, Any]) -> Fact:
    """One fact as a form or a row holds it, tidied.

    Raises:
        Refused("content_fact"): the key, kind or value cannot be that; the message names the fact.
    """
    key, label = str(data.get("key", "")).strip().lower(), " ".join(str(data.get("label", "")).split())[:120]
    if not _KEY.fullmatch(key):
        raise _wrong(label or key, "Tên tắt của dữ kiện chỉ gồm chữ thường không dấu, số và dấu gạch nối")
    if data.get("kind") not in {kind.value for kind in FactKind}:
        raise _wrong(label or key, "Hãy chọn loại dữ kiện")
    kind, value = FactKind(data["kind"]), " ".join(str(data.get("value", "")).split())
    if not value or len(value) > LONGEST_VALUE or TOKEN.search(value):
        raise _wrong(label or key, f"Hãy nhập giá trị, không quá {LONGEST_VALUE} chữ")
    return Fact(key, kind, label or kind.label, _TIDY[kind](value, label or key), bool(data.get("everywhere")))


def facts_from(rows: Iterable[Mapping[str, Any]]) -> tuple[Fact, ...]:
    """Facts in their order. Raises Refused("content_fact"): one is wrong, a key stands twice, too many."""
    facts = tuple(fact_from(row) for row in rows)
    if len(facts) > MOST_FACTS:
        raise Refused("content_fact", f"Một nội dung có nhiều nhất {MOST_FACTS} dữ kiện. Hãy bỏ bớt.")
    seen: set[str] = set()
    for fact in facts:
        if fact.key in seen:
            raise _wrong(fact.label, f"Tên tắt “{fact.key}” đã dùng cho dữ kiện khác")
        seen.add(fact.key)
    return facts


def facts_to_json(facts: Sequence[Fact]) -> list[dict[str, Any]]:
    """As a revision keeps them."""
    return [{**asdict(fact), "kind": fact.kind.value} for fact in facts]


def keys_in(text: str) -> list[str]:
    """Keys that a text uses, in order, each time it does."""
    return TOKEN.findall(text)


def fill(text: str, facts: Iterable[Fact], words: Callable[[Fact], str]) -> str:
    """The text with every ``[[key]]`` in words; an unknown key stays as it is, so that the check points at it."""
    known = {fact.key: fact for fact in facts}
    return TOKEN.sub(lambda found: words(known[found[1]]) if found[1] in known else found[0], text)


def _wrong(label: str, why: str) -> Refused:
    return Refused("content_fact", f"Dữ kiện “{label}”: {why}. Hãy sửa rồi lưu lại.")


def _date(value: str, label: str) -> str:
    for pattern, order in (
        (r"(\d{4})-(\d{1,2})-(\d{1,2})", (1, 2, 3)),
        (r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", (3, 2, 1)),
    ):
        found = re.fullmatch(pattern, value)
        if found:
            try:
                return date(*(int(found[place]) for place in order)).isoformat()
            except ValueError:
                break
    raise _wrong(label, "Ngày phải có dạng 15/07/2026 và có trong lịch")


def _time(value: str, label: str) -> str:
    ends = [part.strip() for part in re.split(r"\s*(?:-|–|đến)\s*", value.lower().removeprefix("từ "))]
    found = [_TIME.fullmatch(end) for end in ends]
    if len(ends) <= 2 and all(found):
        try:
            times = [time(int(one[1]), int(one[2] or 0)) for one in found if one]
        except ValueError:
            times = []
        if times and times == sorted(set(times)):
            return "-".join(f"{one:%H:%M}" for one in times)
    raise _wrong(label, "Giờ phải có dạng 07:30, hoặc 07:30-11:30")


def _fee(value: str, label: str) -> str:
    bare = re.sub(r"\s*(đồng|đ|vnđ|vnd)$", "", value.lower())
    if bare in {"miễn phí", "không thu", "0"}:
        return "0"
    if re.fullmatch(r"\d{1,12}|\d{1,3}(\.\d{3})+", bare):
        return str(int(bare.replace(".", "")))
    raise _wrong(label, "Số tiền phải là số đồng, ví dụ 30.000; không thu thì ghi miễn phí")


def _phone(value: str, label: str) -> str:
    digits = re.sub(r"\D", "", value)
    if not re.fullmatch(r"[\d\s().+-]+", value) or not (_SHORT_PHONE <= len(digits) <= 12):
        raise _wrong(label, "Số điện thoại chỉ gồm chữ số, ví dụ 0226 385 1234 hoặc 1022")
    if value.startswith("+84"):
        digits = f"0{digits[2:]}"
    return digits


def _link(value: str, label: str) -> str:
    whole = value if "://" in value else f"https://{value}"
    parts = urlsplit(whole)
    if parts.scheme not in {"http", "https"} or "." not in (parts.hostname or "") or parts.username or " " in whole:
        raise _wrong(label, "Đường dẫn phải có dạng https://dichvucong.gov.vn")
    return whole


def _number(value: str, label: str) -> str:
    if not _NUMBER.fullmatch(value):
        raise _wrong(label, "Con số viết như 1.250 hoặc 95,5 %, có thể kèm đơn vị tính")
    return re.sub(r"\s?%", " %", value)


def _document(value: str, label: str) -> str:
    if not _DOCUMENT.search(value):
        raise _wrong(label, "Hãy ghi đủ số, ký hiệu, ví dụ Nghị quyết số 76/NQ-CP ngày 15/7/2021")
    return value


_TIDY: dict[FactKind, Callable[[str, str], str]] = {
    FactKind.DATE: _date, FactKind.TIME: _time, FactKind.FEE: _fee, FactKind.PHONE: _phone,
    FactKind.PLACE: lambda value, _label: value, FactKind.DOCUMENT: _document, FactKind.LINK: _link,
    FactKind.NUMBER: _number,
}  # fmt: skip


def _hours(value: str) -> str:
    return " đến ".join(f"{int(one[:2])} giờ{f' {one[3:]}' if one[3:] != '00' else ''}" for one in value.split("-"))


def _hours_said(value: str) -> str:
    return " đến ".join(time_words(time.fromisoformat(one)) for one in value.split("-"))


def _money(value: str) -> str:
    return "miễn phí" if value == "0" else f"{int(value):,d} đồng".replace(",", ".")


def _spaced(digits: str) -> str:
    """0912345678 → 0912 345 678; a short number stays whole."""
    if len(digits) < 8:
        return digits
    if digits.startswith("1"):
        return f"{digits[:4]} {digits[4:]}"
    return f"{digits[:4]} {digits[4:7]} {digits[7:]}".strip()


def _counted(value: str) -> str:
    found = _NUMBER.fullmatch(value)
    if found is None:
        return value
    unit = (found[3] or "").strip().replace("%", "phần trăm")
    return f"{decimal_words(found[1] + (found[2] or ''))} {spoken(unit)}".strip()


_WRITTEN: dict[FactKind, Callable[[str], str]] = {
    FactKind.DATE: lambda value: f"{date.fromisoformat(value):%d/%m/%Y}", FactKind.TIME: _hours, FactKind.FEE: _money,
    FactKind.PHONE: _spaced, FactKind.PLACE: str, FactKind.DOCUMENT: str, FactKind.LINK: str, FactKind.NUMBER: str,
}  # fmt: skip
_SAID: dict[FactKind, Callable[[str], str]] = {
    FactKind.DATE: lambda value: date_words(date.fromisoformat(value)), FactKind.TIME: _hours_said,
    FactKind.FEE: lambda value: spoken(_money(value)), FactKind.PHONE: lambda value: phone_words(_spaced(value)),
    FactKind.PLACE: spoken, FactKind.DOCUMENT: spoken, FactKind.LINK: link_words, FactKind.NUMBER: _counted,
}  # fmt: skip
