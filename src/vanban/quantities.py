"""Quantities in a sentence: "tối thiểu 02 lần/tháng", "100% cán bộ, công chức", "ít nhất một trong số các hình thức".

Only counts of the field's own units are quantities; "06 nội dung", "02 cấp", "3 tỉnh", "giai đoạn 2021-2030" and
"6 tháng cuối năm" are not. The normalised measure follows from unit, period and wording.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

from vanban.channels import channel_of, find_channels
from vanban.dates import iso, parse_period
from vanban.deadlines import frequencies
from vanban.reading import Measure, MeasureKind, Modality
from vanban.taken import Taken
from vanban.topics import audience_of
from vanban.vocabulary import ActivityKind, Channel

UNITS: tuple[tuple[ActivityKind, str], ...] = (
    (ActivityKind.POST, r"bài đăng|lượt đăng|post|bài đăng tải"),
    (ActivityKind.NEWS, r"tin(?: ?/ ?|, ?| và | hoặc | )bài(?: viết)?|bài viết|bài tuyên truyền|bài|tin"),
    (ActivityKind.FEATURE, r"phóng sự|video(?: clip)?|clip|chuyên mục|chuyên trang|infographic|podcast"),
    (ActivityKind.BROADCAST, (
        r"(?:lượt|buổi|lần|chương trình|giờ|bản tin|chuyên mục)(?: phát thanh| truyền thanh| phát sóng| phát)|"
        r"bản tin|lượt phát"
    )),
    (ActivityKind.TRAINING, r"(?:lớp|khóa|đợt|hội nghị|buổi|cuộc)(?: tập huấn| bồi dưỡng)(?:,? bồi dưỡng)?|lớp|khóa"),
    (ActivityKind.DIALOGUE, (
        r"(?:buổi |cuộc |hội nghị )?(?:tọa đàm|toạ đàm|đối thoại|gặp mặt)(?:,? (?:hoặc )?đối "
        r"thoại)?"
    )),
    (ActivityKind.CONTEST, r"cuộc thi|hội thi"),
    (ActivityKind.PERFORMANCE, (
        r"(?:buổi |chương trình |đêm )?(?:văn nghệ|sân khấu hóa|biểu diễn|chiếu phim|giao lưu "
        r"văn nghệ)|tiểu phẩm"
    )),
    (ActivityKind.CONFERENCE, (
        r"hội nghị(?: tuyên truyền)?(?: hoặc sinh hoạt chuyên đề)?|hội thảo|(?:buổi |cuộc |"
        r"đợt )?sinh hoạt chuyên đề|chuyên đề|(?:buổi|cuộc|đợt) tuyên truyền|buổi nói chuyện"
    )),
    (ActivityKind.MEETING, r"cuộc họp|buổi họp|(?:buổi|cuộc|kỳ) sinh hoạt"),
    (ActivityKind.PRINTED, (
        r"(?:bộ |tờ |chiếc |tấm |cái |cụm |bảng |lượt )?(?:tờ rơi|tờ gấp|áp phích|pa ?-?n[ôo]|băng[ -]?rôn|khẩu hiệu|"
        r"biển|poster|banner|standee)(?:, (?:tờ rơi|tờ gấp|áp phích|pa ?-?n[ôo]|băng[ -]?rôn|khẩu hiệu))*|"
        r"cuốn(?: sổ tay| cẩm nang)?|ấn phẩm|bộ tài liệu|tài liệu"
    )),
    (ActivityKind.INSPECTION, r"(?:cuộc|đợt|lượt|lần)(?: tự)? (?:kiểm tra|giám sát)"),
    (ActivityKind.SURVEY, r"(?:cuộc|đợt|lần) khảo sát|phiếu(?: khảo sát)?"),
    (ActivityKind.DOCUMENT, r"báo cáo|văn bản|kế hoạch"),
    (ActivityKind.OTHER, (
        r"điểm (?:hỗ trợ|tư vấn|truy cập|tiếp nhận|niêm yết|tuyên truyền)(?: dịch vụ công(?: trực tuyến)?)?|"
        r"mô hình(?: mới)?|sáng kiến|giải pháp|lượt người|lượt truy cập|lượt|kỳ|tuyên truyền viên|cộng tác viên|"
        r"báo cáo viên|nhóm zalo|câu lạc bộ|"
        r"tổ (?:công nghệ số cộng đồng|truyền thông|tuyên truyền)|công trình|phần việc|phim ngắn|đợt ra quân|lần|"
        r"buổi|cuộc|đợt|hoạt động|sản phẩm|"
        r"hình thức"
    )),
)  # fmt: skip
KIND_OF = {f"u{index}": kind for index, (kind, _) in enumerate(UNITS)}
UNIT = "|".join(f"(?P<u{index}>{words})" for index, (_, words) in enumerate(UNITS))
WORD_NUMBERS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
COMPARATOR = (
    r"(?:(?P<c>ít nhất|tối thiểu|không (?:dưới|ít hơn|thấp hơn)|tối đa|không quá|trên|hơn|dưới|≥|>=|≤|>|<|khoảng|từ)"
    r"(?: (?:là|đạt|từ|có))? )?"
)
NUMBER = r"(?<![\w/.,-])(?P<n>\d{1,3}(?:\.\d{3})+|\d{1,6}(?:,\d{1,2})?)(?![\w]*/\d)"
COUNT = re.compile(
    (
        rf"{COMPARATOR}(?:{NUMBER}|(?<!\w)(?P<w>{'|'.join(WORD_NUMBERS)}))(?: \(\w+\))? (?:{UNIT})(?!\w)(?! (?:thứ|"
        rf"cuối năm))(?P<up> trở lên)?"
    ),
    re.IGNORECASE,
)
PERCENT = re.compile(
    (
        rf"{COMPARATOR}(?P<n>(?<![\w/.])\d{{1,3}}(?:[.,]\d{{1,2}})?(?: ?[-–] ?\d{{1,3}})?) "
        rf"?%(?P<up> trở lên)?(?: (?:tổng )?(?:số |"
        rf"các )*(?P<noun>[^.;:()%\d]{{2,80}}))?"
    ),
    re.IGNORECASE,
)
ONE_OF = re.compile(
    (
        r"(?P<c>ít nhất|tối thiểu) (?P<n>một|hai|0?1|0?2) trong (?:số )?(?:các |những )?(?P<unit>hình thức|"
        r"hoạt động|nội dung|kênh)(?: sau)?"
    ),
    re.IGNORECASE,
)
NOUN_END = re.compile(
    r" (?:được|thuộc|có|đến|tới|tham gia|trên địa bàn|lên|tại|biết|tiếp cận|thực hiện|trong(?! độ tuổi)|đạt|hoàn thành|"
    r"triển khai|"
    r"phải|hài lòng|nắm|đăng|"
    r"sử dụng|là|và được|của|cập nhật|tổ chức|khi|nộp|xây dựng|thường xuyên)\b|,? (?:qua|thông qua|đồng thời)\b|$"
)
RATE_OF = re.compile(
    r"(?:[Tt][ỷỉ] lệ|(?<!chỉ )(?<!Chỉ )[Ss]ố) (?P<noun>[^.;:()%\d]{2,80}?)(?= (?:được|có|tham gia|hài lòng|tiếp cận|"
    r"biết|"
    r"nộp|giải quyết|sử dụng|đạt|xuống|dưới|không (?:quá|dưới)|trên|tối thiểu|ít nhất|từ|còn|≥|≤|>|<) )"
)
PER_UNIT = re.compile(
    (
        r" ?/ ?(?:0?1 |một )?(?P<p>0?6 tháng|tháng|quý|năm|tuần|ngày|6 tháng|đơn vị|thôn|tổ dân phố)(?:/(?:đơn vị|"
        r"phòng|cơ quan|thôn))?"
    ),
    re.I,
)
PER_PHRASE = re.compile(
    r"(?:định kỳ )?(?P<p>(?:mỗi|hằng|hàng|từng) (?:0?6 tháng|tháng|quý|năm|tuần)(?= (?:\d{1,3}|một|hai|ba) [^\W\d])|"
    r"(?:trong|cả|mỗi|một|hằng|hàng|từng)(?: (?:0?1|một|mỗi|cả|vòng))? (?:0?6 tháng(?: (?:đầu|cuối) năm)?|"
    r"tháng|quý|năm|tuần)(?: \d{4})?(?!\w| \d| (?-i:[IVX])))",
    re.I,
)
NAMED = re.compile(
    (
        r"(?:trong |hết |cuối )?(?:quý (?:IV|III|II|I|[1-4])(?: ?/ ?| năm )\d{4}|(?<!\d )tháng \d{1,2}(?: ?/ ?|"
        r" năm )\d{4})|trong năm \d{4}"
    ),
    re.I,
)
REGULAR = re.compile(r"định kỳ", re.I)
LIMITS = re.compile(
    r"\(?(từ (?:đầu )?tháng [^.;()]{1,20} (?:đến|tới) (?:hết )?tháng \d{1,2}(?: ?/ ?| năm )\d{4})\)?", re.I
)
STRICT = {"trên", "hơn", ">"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity between two offsets of a flat text, as written and normalised."""

    start: int
    end: int
    quantity: str
    unit: str | None
    comparator: str | None
    kind: MeasureKind
    number: float
    activity: ActivityKind | None = None
    one_of: bool = False
    word: bool = False

    @property
    def modality(self) -> Modality:
        if self.one_of:
            return Modality.ONE_OF
        floor = self.comparator and self.comparator.casefold() not in (
            "tối đa",
            "không quá",
            "dưới",
            "≤",
            "<",
            "khoảng",
        )
        return Modality.FLOOR if floor else Modality.MUST


def find_quantities(text: str, skip: tuple[tuple[int, int], ...] = ()) -> list[Quantity]:
    """Every quantity of a flat text in order; none inside ``skip`` (references), none overlapping."""
    found = [_one_of(match) for match in ONE_OF.finditer(text)]
    found += [_percent(text, match) for match in PERCENT.finditer(text)]
    found += [item for match in COUNT.finditer(text) if (item := _count(match))]
    taken = Taken(skip)
    kept = [item for item in found if taken.take(item.start, item.end)]
    return sorted(kept, key=lambda item: item.start)


def _one_of(match: re.Match[str]) -> Quantity:
    number = WORD_NUMBERS.get(match["n"].casefold()) or int(match["n"])
    return Quantity(
        match.start(), match.end(), match["n"], match["unit"], match["c"], MeasureKind.COUNT, number, one_of=True,
        word=not match["n"].isdigit(),
    )  # fmt: skip


def _percent(text: str, match: re.Match[str]) -> Quantity:
    noun = match["noun"]
    if noun:
        stop = NOUN_END.search(noun)
        noun = noun[: stop.start() if stop else len(noun)].strip(" ,")
    unit = noun or _rated(text[max(0, match.start() - 250) : match.start() + 1])
    number = float(re.split(r"[-–]", match["n"])[0].strip().replace(",", "."))
    kind = MeasureKind.COVERAGE if number == 100 else MeasureKind.RATIO
    end = match.start("noun") + len(noun) if noun and match["noun"] else match.end()
    written = f"{match['n'].strip()}%"
    return Quantity(match.start(), end, written, unit, _comparator(match), kind, number)


def _rated(before: str) -> str | None:
    """What a share is of, said before it in the same clause: "tỷ lệ hồ sơ trễ hạn không quá 1%"."""
    named = [match["noun"] for match in RATE_OF.finditer(before, before.rfind(";") + 1)]
    return named[-1].strip() if named else None


def _comparator(match: re.Match[str]) -> str | None:
    """The word as written; of "từ 85% trở lên" the part that says which way."""
    upward = match["up"].strip() if match["up"] else None
    return upward if upward and (not match["c"] or match["c"].casefold() == "từ") else match["c"]


def _count(match: re.Match[str]) -> Quantity | None:
    group = next(name for name, value in match.groupdict().items() if name[0] == "u" and name != "up" and value)
    comparator = _comparator(match)
    if match["w"] and not comparator:
        return None
    if comparator and comparator.casefold() == "từ" and not match["up"]:
        comparator = None
    number = WORD_NUMBERS[match["w"].casefold()] if match["w"] else float(match["n"].replace(".", "").replace(",", "."))
    kind = KIND_OF[group]
    deliverable = kind is ActivityKind.DOCUMENT
    return Quantity(
        match.start(), match.end(), match["w"] or match["n"], match[group], comparator,
        MeasureKind.DELIVERABLE if deliverable else MeasureKind.COUNT, number, kind, word=bool(match["w"]),
    )  # fmt: skip


def period_of(clause: str, item: Quantity, offset: int) -> str | None:
    """The period as written, of a quantity that ends at ``offset`` of its clause: behind a slash, else the nearest
    "trong năm", "hằng tháng", "trong 01 tháng", else "định kỳ"."""
    slash = PER_UNIT.match(clause, offset)
    if slash:
        return slash["p"]
    phrases = list(PER_PHRASE.finditer(clause))
    if phrases:
        return min(phrases, key=lambda match: abs(match.start() - offset))["p"]
    named = NAMED.search(clause)
    if named:
        return named.group()
    regular = REGULAR.search(clause)
    return regular.group() if regular else None


def per_of(period: str | None) -> str | None:
    """ "02 lần/tháng" → month; None where the wording names no window."""
    if not period or (NAMED.fullmatch(period) and "năm" not in period[:10]):
        return None
    found = frequencies(re.sub(r"\d{4}", "", period))
    if found:
        return found[0]
    return "year" if re.search(r"năm(?: \d{4})?", period) else None


def measure_of(clause: str, item: Quantity, period: str | None) -> Measure:
    """The measure of a quantity, from the words of its clause."""
    limits = LIMITS.search(clause) or (NAMED.search(period) if period else None)
    days = parse_period(limits.group()) if limits else None
    activity = _activity(clause, item)
    percent = item.number if item.kind in (MeasureKind.RATIO, MeasureKind.COVERAGE) else None
    return Measure(
        kind=item.kind,
        n=int(item.number) if percent is None else None,
        percent=percent,
        above=bool(item.comparator and item.comparator.casefold() in STRICT),
        per=per_of(period),
        activity=activity.value if activity else None,
        channel=_channel(clause, item, activity),
        audience=_audience(clause, item),
        start=iso(days[0]) if days else None,
        end=iso(days[1]) if days else None,
        options=_options(clause[item.end :]) if item.one_of else (),
    )


def _channel(clause: str, item: Quantity, activity: ActivityKind | None) -> str | None:
    """The channel that the count is limited to: not for one of several, nor where a share is reached by many channels,
    nor where the kind of activity says it already (a conference)."""
    named = {code for _, code in find_channels(clause) if code is not Channel.OTHER}
    if item.one_of or (item.kind in (MeasureKind.RATIO, MeasureKind.COVERAGE) and len(named) > 1):
        return None
    channel = channel_of(clause[item.start :]) or channel_of(clause)
    if not channel or (BY_CHANNEL.get(channel) is activity and activity is not ActivityKind.BROADCAST):
        return None
    return channel.value


FOR_WHOM = re.compile(r"(?:cho|đến|tới|đối với) ((?:đội ngũ |toàn thể |các )*[^,.;]{3,60})")


def _audience(clause: str, item: Quantity) -> str | None:
    named = FOR_WHOM.search(clause)
    audience = audience_of(item.unit or "") or (audience_of(named[1]) if named else None)
    return audience.value if audience else None


BY_CHANNEL = {
    Channel.BROADCAST: ActivityKind.BROADCAST,
    Channel.CONFERENCE: ActivityKind.CONFERENCE,
    Channel.TRAINING: ActivityKind.TRAINING,
    Channel.DIALOGUE: ActivityKind.DIALOGUE,
    Channel.CONTEST: ActivityKind.CONTEST,
    Channel.BRIEFING: ActivityKind.MEETING,
    Channel.PERFORMANCE: ActivityKind.PERFORMANCE,
    Channel.ZALO: ActivityKind.POST,
    Channel.FACEBOOK: ActivityKind.POST,
}
AIRS = re.compile(r"(?<!\w)(?:phát (?:ít nhất|tối thiểu|\d|thanh|sóng)|tiếp sóng)", re.I)
RATIO_WORDS = (
    (ActivityKind.POSTING, re.compile(r"thủ tục hành chính|tthc", re.I)),
    (ActivityKind.TRAINING, re.compile(r"tập huấn|bồi dưỡng|quán triệt", re.I)),
    (ActivityKind.SURVEY, re.compile(r"hài lòng|tiếp cận thông tin|được tiếp cận|biết|nắm (?:được|rõ)", re.I)),
)


def _activity(clause: str, item: Quantity) -> ActivityKind | None:
    if item.one_of:
        return None
    if item.activity is ActivityKind.OTHER:
        if "lồng ghép" in clause.casefold():
            return ActivityKind.MEETING
        channel = channel_of(clause)
        if AIRS.search(clause):
            return ActivityKind.BROADCAST
        return BY_CHANNEL.get(channel, ActivityKind.OTHER) if channel else ActivityKind.OTHER
    if item.activity:
        return item.activity
    return next((kind for kind, pattern in RATIO_WORDS if pattern.search(clause)), None)


OPTIONS = (
    (ActivityKind.CONTEST, r"cuộc thi|hội thi"),
    (ActivityKind.DIALOGUE, r"tọa đàm|toạ đàm|đối thoại"),
    (ActivityKind.PERFORMANCE, r"sân khấu|văn nghệ"),
    (ActivityKind.CONFERENCE, r"hội nghị|chuyên đề"),
    (ActivityKind.FEATURE, r"phóng sự|video|chuyên mục"),
    (ActivityKind.PRINTED, r"tờ rơi|tờ gấp|áp phích|pa ?-?n[ôo]|băng[ -]?rôn|khẩu hiệu"),
    (ActivityKind.NEWS, r"tin, bài|tin/bài|bài viết"),
    (ActivityKind.BROADCAST, r"truyền thanh|phát thanh"),
)


def _options(text: str) -> tuple[str, ...]:
    return tuple(kind.value for kind, words in OPTIONS if re.search(words, text, re.I))


SPLIT = re.compile(
    r"; |, và |, trong đó | và (?=(?:có|tổ chức|đăng|phát|ít nhất|tối thiểu|\d))|, (?=(?:có |tổ chức |ít nhất |"
    r"tối thiểu |đăng |phát |in |treo |xây dựng |tỷ lệ |trên |mỗi |\d))"
)


def between(found: list[Quantity], start: int, end: int) -> list[Quantity]:
    """Those that begin in ``[start, end)``, out of a list in order."""
    first = bisect_left(found, start, key=lambda item: item.start)
    last = bisect_left(found, end, lo=first, key=lambda item: item.start)
    return found[first:last]


LINK = re.compile(r"(?:,? (?:và|trong đó)|,) $")


def clauses(text: str, found: list[Quantity]) -> list[tuple[int, int, list[Quantity]]]:
    """A sentence cut so that each piece holds one quantity where the wording allows it; a piece keeps its offsets."""
    cuts = [0]
    for before, after in pairwise(found):
        places = [match for match in SPLIT.finditer(text, before.end, after.start + 12) if match.end() <= after.start]
        if places:
            cuts.append(places[-1].end())
    cuts.append(len(text))
    pieces: list[tuple[int, int, list[Quantity]]] = []
    for start, end in pairwise(cuts):
        inside = between(found, start, end)
        if inside:
            link = LINK.search(text, inside[-1].end, end) if end < len(text) else None
            pieces.append((start, link.start() if link else end, inside))
    return pieces
