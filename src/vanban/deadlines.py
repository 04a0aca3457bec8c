"""Deadlines as plans write them (requirement A5): fixed dates, periods, "trước ngày 05 tháng cuối của quý",
"chậm nhất 20 ngày kể từ ngày …", the higher level's calendar, rosters, and wording that fixes nothing.

One small pattern per form; each yields where it stands and a ``Deadline`` whose span is filled in by the
caller. The most binding one of a sentence is the deadline (``best``).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from vanban.dates import DAY, iso, make_day, parse_day, parse_period
from vanban.reading import Deadline, DeadlineKind
from vanban.taken import Taken

FREQUENCY_WORDS = (
    ("half_year", re.compile(r"(?:0?6|sáu) tháng")),
    ("nine_months", re.compile(r"(?:0?9|chín) tháng")),
    ("week", re.compile(r"tuần")),
    ("month", re.compile(r"(?<![069] )(?<!sáu )(?<!chín )tháng(?! \d)(?! (?:cuối|đầu))")),
    ("quarter", re.compile(r"quý")),
    ("year", re.compile(r"(?<!cả )năm(?! \d)")),
)
ONE = r"(?:(?:0?6|sáu|0?9|chín) tháng(?: đầu năm| cuối năm)?|tháng|quý|năm|tuần)"
LIST = rf"{ONE}(?:(?:, và |, ?| và | hoặc |/)(?:hằng |hàng )?{ONE}(?!\w| \d{{4}}))*"
WEEKDAY = (
    r"(?:(?:sáng|chiều|tối) )?(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)"
    r"(?:(?:,| và|, và) (?:(?:sáng|chiều) )?(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)){0,4}"
)
ROSTER = r"theo (?:bảng |lịch )(?:phân công|trực|luân phiên|đăng ký)[^);,.]{0,20}|theo phân công(?: sau)?"
ABOVE = (
    r"(?:[Tt]hành phố|[Tt]ỉnh|[Tt]rung ương|[Cc]ấp trên|UBND (?:tỉnh|[Tt]hành phố)|Ủy ban nhân dân (?:tỉnh|"
    r"thành phố)|Sở [\w ]{3,30}|cơ quan cấp trên|cấp có thẩm quyền)"
)
BEFORE = (
    r"(?:xong trước|hoàn thành trước|chậm nhất(?: là)?|muộn nhất(?: là)?|trước)(?: hoặc trong)?(?: (?:vào|là|đến))?"
)


@dataclass(frozen=True, slots=True)
class Match:
    """A deadline between two offsets of a flat text; a smaller ``weight`` binds more."""

    start: int
    end: int
    weight: int
    deadline: Deadline
    doubts: tuple[str, ...] = ()


DATED = 14
"""The weight up to which a form names a day: of several such the first counts."""

Reader = Callable[[re.Match[str], int | None], Match | None]


def _made(match: re.Match[str], weight: int, kind: DeadlineKind, *doubts: str, **fields: object) -> Match:
    deadline = replace(Deadline(match.group().strip(), (0, 0), kind), **fields)  # type: ignore[arg-type]
    return Match(match.start(), match.end(), weight, deadline, doubts)


def frequencies(text: str) -> tuple[str, ...]:
    """ "hàng quý, 06 tháng, năm" → ("half_year", "quarter", "year"), from the shortest to the longest."""
    words = text.casefold()
    found = {code for code, pattern in FREQUENCY_WORDS if pattern.search(words)}
    return tuple(code for code in ("week", "month", "quarter", "half_year", "nine_months", "year") if code in found)


def _fixed(match: re.Match[str], _year: int | None) -> Match | None:
    day = parse_day(match["d"])
    return _made(match, 10, DeadlineKind.FIXED_DATE, date=iso(day), before=_is_before(match)) if day else None


def _is_before(match: re.Match[str]) -> bool:
    return "trước" in match.group().casefold()


def _event_or_day(match: re.Match[str], year: int | None) -> Match | None:
    day, month = int(match["d"] or match["d2"]), int(match["m"] or match["m2"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    named = make_day(year, month, day) if year else None
    return _made(match, 12, DeadlineKind.FIXED_DATE, "deadline_year_assumed", date=iso(named), before=_is_before(match))


def _relative(match: re.Match[str], _year: int | None) -> Match | None:
    return _made(
        match, 11, DeadlineKind.DAYS_AFTER_EVENT,
        days=int(match["n"]), working_days="làm việc" in match.group(), event=match["e"].strip(" ,"),
    )  # fmt: skip


def _last_month(match: re.Match[str], _year: int | None) -> Match | None:
    return _made(
        match, 13, DeadlineKind.DAY_OF_LAST_MONTH,
        day=int(match["n"]), before=_is_before(match), frequencies=frequencies(match["f"]),
    )  # fmt: skip


def _day_of_month(match: re.Match[str], _year: int | None) -> Match | None:
    return _made(
        match, 14, DeadlineKind.PERIODIC, day=int(match["n"]), before=_is_before(match), frequencies=("month",)
    )


def _periodic(match: re.Match[str], _year: int | None) -> Match | None:
    text = match.group()
    return _made(match, 20, DeadlineKind.PERIODIC, frequencies=frequencies(text), roster="theo" in text)


def _period(match: re.Match[str], _year: int | None) -> Match | None:
    days = parse_period(match.group())
    if not days:
        return None
    return _made(match, 22, DeadlineKind.PERIOD, start=iso(days[0]), end=iso(days[1]))


def _whole_year(match: re.Match[str], year: int | None) -> Match | None:
    written = re.search(r"\d{4}", match.group())
    number = int(written.group()) if written else year
    return _made(
        match, 24, DeadlineKind.PERIOD, start=iso(date(number, 1, 1)) if number else None,
        end=iso(date(number, 12, 31)) if number else None,
    )  # fmt: skip


def _quarter_of_year(match: re.Match[str], year: int | None) -> Match | None:
    days = parse_period(f"{match.group()}/{year}") if year else None
    return _made(
        match, 23, DeadlineKind.PERIOD, "deadline_year_assumed",
        start=iso(days[0]) if days else None, end=iso(days[1]) if days else None,
    )  # fmt: skip


def _month_of_year(match: re.Match[str], year: int | None) -> Match | None:
    named = [int(number) for number in re.findall(r"\d{1,2}", match.group())]
    days = parse_period(f"tháng {named[0]}/{year}") if year else None
    if not all(1 <= month <= 12 for month in named):
        return None
    return _made(
        match, 23, DeadlineKind.PERIOD, "deadline_year_assumed", *(["deadline_several"] if len(named) > 1 else []),
        start=iso(days[0]) if days else None, end=iso(days[1]) if days else None,
    )  # fmt: skip


def _simple(weight: int, kind: DeadlineKind, *doubts: str) -> Reader:
    return lambda match, _year: _made(match, weight, kind, *doubts)


def _weak_year(match: re.Match[str], _year: int | None) -> Match | None:
    days = parse_period(match.group())
    if not days:
        return None
    return _made(match, 60, DeadlineKind.PERIOD, "deadline_weak", start=iso(days[0]), end=iso(days[1]))


PERIODS = (
    rf"từ (?:ngày )?(?:{DAY}) (?:đến|-|tới) (?:hết )?(?:ngày )?(?:{DAY})|"
    r"từ (?:đầu )?tháng \d{1,2}(?: ?[/-] ?\d{4}| năm \d{4})? (?:đến|-|tới) (?:hết |"
    r"cuối )?tháng \d{1,2}(?: ?[/-] ?| năm )\d{4}|"
    r"trong (?:0?6|sáu) tháng (?:đầu|cuối)(?: của)? năm \d{4}|(?:trong |hết |cuối )?quý (?:IV|III|II|I|"
    r"0?[1-4])(?: ?[/-] ?| năm |, ?)\d{4}|"
    r"tháng \d{1,2} ?(?:-|–|,|và|đến) ?(?:tháng )?\d{1,2}(?: ?/ ?| năm )\d{4}|"
    r"(?<![\w/])(?:trong |hết |cuối |đầu )?tháng \d{1,2}(?: ?[/-] ?| năm )\d{4}"
)
FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (re.compile(rf"(?:{BEFORE} )?(?:vào )?(?:ngày )?(?<![\d/])(?P<d>{DAY})(?!\d)", re.I), _fixed),
    (
        re.compile(
            r"(?:chậm nhất|muộn nhất|trong vòng|trong thời hạn|trong|sau|"
            r"không quá)(?: là)?(?: sau)? (?P<n>\d{1,3}) ngày(?: làm việc)?,? "
            r"(?:kể từ|tính từ|từ|sau)(?: ngày| khi| thời điểm)? (?P<e>[^.;()]{3,140})", re.I,
        ),
        _relative,
    ),
    (
        re.compile(
            (
                rf"(?:{BEFORE} )?(?:vào )?ngày (?P<n>\d{{1,2}})(?: của)? tháng cuối(?: của| mỗi| hằng| hàng|"
                rf" kỳ)*(?: báo cáo)? ?(?P<f>{LIST})"
            ), re.I
        ),
        _last_month,
    ),
    (
        re.compile(rf"(?:{BEFORE} )?(?:vào )?ngày (?P<n>\d{{1,2}})(?: của)? (?:hằng|hàng|mỗi|các) tháng", re.I),
        _day_of_month,
    ),
    (
        re.compile(
            rf"(?:{BEFORE} )(?:ngày )?(?<![\d/])(?P<d>\d{{1,2}})(?:/| tháng )(?P<m>\d{{1,2}})(?![\d/]| năm)|"
            r"nhân (?:dịp )?ngày [^.;,\d]{0,60} \(?(?P<d2>\d{1,2})[-/](?P<m2>\d{1,2})(?![\d/-])", re.I,
        ),
        _event_or_day,
    ),
    (
        re.compile(
            rf"(?:định kỳ )?(?:vào )?{WEEKDAY} (?:hằng|hàng|mỗi) tuần|"
            rf"(?:định kỳ )?(?:hằng|hàng|mỗi|từng) {LIST}(?: (?:\d{{1,2}}|một|hai|ba) lần)?(?: \(?(?:{ROSTER})\)?)?|"
            rf"định kỳ (?:vào )?(?:báo cáo )?{LIST}(?: \(?(?:{ROSTER})\)?)?|"
            rf"{ONE}(?:/(?:0?1 )?| (?:0?1|một) )lần|(?<!\w)(?:0?1|một) lần/{ONE}", re.I,
        ),
        _periodic,
    ),
    (re.compile(PERIODS, re.I), _period),
    (re.compile(
        (
        r"trong (?:cả |suốt |toàn )?năm(?: \d{4})?(?!\w)|(?:cả|suốt|toàn) năm(?: \d{4})?(?! "
        r"học)"
        ), re.I), _whole_year),
    (re.compile(r"(?:trong |hết |cuối |đầu )?quý (?:IV|III|II|I)(?![\w/]|,? \d| năm)", re.I), _quarter_of_year),
    (
        re.compile(
            r"(?:^|(?<!\w)(?:trong|hết|cuối|đầu|vào|xong) )tháng \d{1,2}(?:(?:,| và|;) (?:tháng )?\d{1,2}(?![\w/]))*"
            r"(?![\w/]|,? \d| năm| -)", re.I,
        ),
        _month_of_year,
    ),
    (
        re.compile(
            (
                rf"theo (?:lịch|chỉ đạo|hướng dẫn|yêu cầu|kế hoạch|thời gian|tiến độ|văn bản|"
                rf"quy định)(?: [\w,]+){{0,4}}? của (?:các )?{ABOVE}"
            ), re.I
        ),
        _simple(30, DeadlineKind.HIGHER_CALENDAR),
    ),
    (re.compile(ROSTER, re.I), _simple(32, DeadlineKind.ROSTER)),
    (re.compile(
        (
        r"thường xuyên,? liên tục|(?<!phiên họp )thường xuyên|(?<!thường xuyên, )liên tục|hằng "
        r"ngày|hàng ngày"
        ), re.I), _simple(40, DeadlineKind.CONTINUOUS)),
    (
        re.compile(
            (
            r"(?:định kỳ )?theo (?:đúng )?quy định(?: hiện hành)?(?! của| tại| pháp| về)|đúng (?:tiến độ|thời hạn|"
            r"thời gian)(?: đề ra| quy định| yêu cầu)?|khi có yêu cầu|đột xuất"
            ), re.I),
        _simple(45, DeadlineKind.VAGUE, "deadline_vague"),
    ),
    (re.compile(r"định kỳ", re.I), _simple(50, DeadlineKind.PERIODIC, "deadline_vague")),
    (re.compile(
        (
        r"(?<!từ )(?<!đến )(?<!nhìn )(?:(?:0?6|0?9) tháng (?:đầu |cuối )?)?năm "
        r"\d{4}(?=[.;,)]|$| trên địa bàn)"
        ), re.I), _weak_year),
)  # fmt: skip


def find(text: str, year: int | None = None) -> Iterator[Match]:
    """Every deadline in a flat text. ``year`` completes dates without one (marked ``deadline_year_assumed``)."""
    for pattern, read in FORMS:
        for match in pattern.finditer(text):
            found = read(match, year)
            if found:
                yield found


def best(text: str, year: int | None = None, skip: tuple[tuple[int, int], ...] = ()) -> Match | None:
    """The most binding deadline of a flat text; what stands inside ``skip`` (references) is none. Frequencies named
    elsewhere in the text complete a day of the last month."""
    outside = Taken(skip)
    found = _widest([item for item in find(text, year) if not outside.overlaps(item.start, item.end)])
    if not found:
        return None
    chosen = min(found, key=lambda item: (max(item.weight, DATED), item.start, item.start - item.end))
    if len({item.deadline.date or item.deadline.start for item in found if item.weight < 24 and _is_dated(item)}) > 1:
        chosen = replace(chosen, doubts=(*chosen.doubts, "deadline_several"))
    if chosen.deadline.kind is not DeadlineKind.DAY_OF_LAST_MONTH:
        return chosen
    named = {code for item in found for code in item.deadline.frequencies}
    whole = tuple(code for code in ("week", "month", "quarter", "half_year", "nine_months", "year") if code in named)
    return replace(chosen, deadline=replace(chosen.deadline, frequencies=whole))


def _widest(found: list[Match]) -> list[Match]:
    """Without those that are only a part of another ("ngày 01/10" in "từ ngày 01/10 đến ngày 15/12")."""
    kept: list[Match] = []
    holder = (-1, -1)
    for item in sorted(found, key=lambda match: (match.start, -match.end)):
        if item.end <= holder[1] and (item.start, item.end) != holder:
            continue
        kept.append(item)
        holder = (item.start, item.end) if item.end > holder[1] else holder
    return kept


def _is_dated(match: Match) -> bool:
    return bool(match.deadline.date or match.deadline.start)


def of_cell(text: str, year: int | None = None) -> Match | None:
    """A deadline cell of a table: the whole cell is the wording, its best pattern gives the kind."""
    if not text.strip():
        return None
    inner = best(text, year)
    whole = Match(0, len(text), 0, Deadline(text, (0, 0), DeadlineKind.VAGUE), ("deadline_vague",))
    if not inner:
        return whole
    roster = inner.deadline.roster or bool(re.search(ROSTER, text, re.I))
    doubts = tuple(code for code in inner.doubts if code != "deadline_weak")
    return replace(whole, deadline=replace(inner.deadline, text=text, roster=roster), doubts=doubts)
