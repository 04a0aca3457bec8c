"""What an entry about an activity must look like. Pure: values in, values or ``Refused`` out; ``today`` is given."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit
from uuid import UUID

from lantoa.core.errors import Refused
from lantoa.core.grades import EvidenceGrade
from lantoa.core.periods import Window
from vanban.vocabulary import ActivityKind, Channel

MOST_PEOPLE = 1_000_000
MOST_TIMES = 1_000
MOST_MEASURED = 10_000_000
LONGEST_LINK = 500
MOST_LINKS = 10
SHORTEST_REASON = 5
DATE_GAP_DAYS = 7

IMPLIED_CHANNEL: Mapping[str, Channel] = {
    ActivityKind.BROADCAST: Channel.BROADCAST,
    ActivityKind.CONFERENCE: Channel.CONFERENCE,
    ActivityKind.TRAINING: Channel.TRAINING,
    ActivityKind.DIALOGUE: Channel.DIALOGUE,
    ActivityKind.MEETING: Channel.BRIEFING,
    ActivityKind.CONTEST: Channel.CONTEST,
    ActivityKind.PERFORMANCE: Channel.PERFORMANCE,
}
"""Kinds that say by themselves through which channel people were reached; nobody should have to tick it again."""


@dataclass(frozen=True, slots=True)
class ServiceDraft:
    """That the activity serves a commitment; for a ratio, ``numerator`` of ``denominator``."""

    commitment_id: int
    numerator: int | None = None
    denominator: int | None = None


@dataclass(frozen=True, slots=True)
class ActivityDraft:
    """What a person entered. ``key`` is made by the form: the same key twice is the same activity."""

    key: UUID
    title: str
    kind: str
    happened_on: date
    unit_id: int | None = None
    channels: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    people: int | None = None
    times: int = 1
    place: str = ""
    note: str = ""
    integrated: bool = False
    services: tuple[ServiceDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class Served:
    """What the rules need to know of a commitment that may be served."""

    id: int
    title: str
    is_ratio: bool
    period: Window | None


def completed(draft: ActivityDraft) -> ActivityDraft:
    """The entry with the channels that follow from its kind, and from being part of another meeting."""
    implied = [IMPLIED_CHANNEL[draft.kind]] if draft.kind in IMPLIED_CHANNEL and not draft.channels else []
    implied += [Channel.BRIEFING] if draft.integrated else []
    return replace(draft, channels=tuple(dict.fromkeys([*draft.channels, *(str(one.value) for one in implied)])))


def check_draft(draft: ActivityDraft, served: Mapping[int, Served], *, today: date, earliest: date | None) -> None:
    """Refuse what cannot be true. ``served``: the commitments that may be chosen; ``earliest``: first day of any plan.

    Raises:
        Refused: the code names the field: ``day_…``, ``number_…``, ``commitment_…``.
    """
    check_day(draft.happened_on, today=today, earliest=earliest)
    check_number("number_people", "Số người", draft.people, most=MOST_PEOPLE)
    check_number("number_times", "Số lần", draft.times, most=MOST_TIMES)
    if draft.times < 1:
        raise Refused("number_times", "Số lần phải từ 1 trở lên. Nếu chưa làm thì chưa cần ghi.")
    for service in draft.services:
        check_service(service, served.get(service.commitment_id), draft.happened_on)


def check_day(day: date, *, today: date, earliest: date | None) -> None:
    """Not after today, not before the first day of the ward's plans."""
    if day > today:
        raise Refused(
            "day_future",
            f"Ngày {day:%d/%m/%Y} chưa tới (hôm nay {today:%d/%m/%Y}): chỉ ghi việc đã làm. Hãy sửa ngày thực hiện.",
        )
    if earliest and day < earliest:
        raise Refused(
            "day_before_plan",
            f"Ngày {day:%d/%m/%Y} sớm hơn ngày đầu của kế hoạch ({earliest:%d/%m/%Y}): hãy kiểm tra lại năm và tháng.",
        )


def check_number(code: str, label: str, value: int | None, *, most: int) -> None:
    """Not negative, not beyond belief."""
    if value is not None and not 0 <= value <= most:
        raise Refused(code, f"{label} phải từ 0 đến {_dotted(most)}: hãy kiểm tra lại số đã nhập.")


def check_service(service: ServiceDraft, served: Served | None, day: date) -> None:
    """The commitment exists, its plan had begun, and a ratio comes with its two numbers, never with a percentage."""
    if served is None:
        raise Refused(
            "commitment_unknown", "Có chỉ tiêu, nhiệm vụ không còn trong kế hoạch: hãy tải lại trang và chọn lại."
        )
    if served.period and day < served.period.start:
        raise Refused(
            "commitment_before_plan",
            f"“{_short(served.title)}” thuộc kế hoạch bắt đầu từ {served.period.start:%d/%m/%Y}, "
            f"sau ngày thực hiện {day:%d/%m/%Y}: hãy sửa ngày hoặc bỏ chọn mục này.",
        )
    if served.is_ratio:
        _check_ratio(service, served)


def _check_ratio(service: ServiceDraft, served: Served) -> None:
    part, whole = service.numerator, service.denominator
    if part is None or whole is None:
        raise Refused(
            "commitment_ratio",
            f"“{_short(served.title)}” đo bằng tỷ lệ: hãy nhập cả số đạt và tổng số (ví dụ 45 trên 50 người).",
        )
    if not 0 < whole <= MOST_MEASURED or not 0 <= part <= whole:
        raise Refused(
            "commitment_ratio",
            f"“{_short(served.title)}”: số đạt ({_dotted(part)}) phải từ 0 đến tổng số ({_dotted(whole)}), "
            "và tổng số phải lớn hơn 0.",
        )


def clean_links(lines: Iterable[str]) -> tuple[str, ...]:
    """Addresses of pages, each once: http or https with a host; "phuong.gov.vn/tin" gets its https.

    Raises:
        Refused("link_bad"): something else, such as ``javascript:``, a file path or plain words.
    """
    links = tuple(dict.fromkeys(clean_link(line) for line in lines if line.strip()))
    if len(links) > MOST_LINKS:
        raise Refused("link_many", f"Mỗi lần ghi tối đa {MOST_LINKS} đường dẫn: hãy bổ sung phần còn lại sau.")
    return links


def clean_link(text: str) -> str:
    """One address, see ``clean_links``."""
    link = text.strip()
    if "://" not in link and ":" not in link.partition("/")[0]:
        link = f"https://{link}"
    try:
        parts = urlsplit(link)
        host, _port = parts.hostname or "", parts.port
    except ValueError as error:
        raise _bad_link(text) from error
    blank = any(letter.isspace() or ord(letter) < 32 or letter in '"<>\\' for letter in link)
    if parts.scheme.lower() not in {"http", "https"} or "." not in host.strip(".") or blank or parts.username:
        raise _bad_link(text)
    if len(link) > LONGEST_LINK:
        raise Refused("link_bad", f"Đường dẫn dài quá {LONGEST_LINK} ký tự: hãy dùng đường dẫn gốc của bài đăng.")
    return link


def _bad_link(text: str) -> Refused:
    return Refused(
        "link_bad",
        f"“{_short(text)}” không phải đường dẫn trang web: hãy sao chép cả địa chỉ bắt đầu bằng https:// của bài đăng.",
    )


def check_reason(reason: str) -> str:
    """A reason that says something, in one line."""
    clean = " ".join(reason.split())
    if len(clean) < SHORTEST_REASON:
        raise Refused("reason_missing", "Hãy ghi rõ lý do rút (ví dụ: ghi trùng, nhầm ngày, nhầm đơn vị).")
    return clean[:300]


def grade_of_entry(*, has_file: bool, has_link: bool) -> EvidenceGrade:
    """What a person's entry is worth: C with a file or an address, D when it is only their word."""
    return EvidenceGrade.C if has_file or has_link else EvidenceGrade.D


def is_far(dated_on: date | None, happened_on: date) -> bool:
    """Whether a piece of evidence was made so long before or after the activity that someone should look."""
    return dated_on is not None and abs((dated_on - happened_on).days) > DATE_GAP_DAYS


def _short(text: str, length: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"


def _dotted(number: int) -> str:
    return f"{number:,d}".replace(",", ".")
