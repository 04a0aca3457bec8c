"""The head of a plan: kind, number, day and place of issue, issuer, title, period, commune. Form: Nghị định
30/2020/NĐ-CP, Phụ lục I. What a draft leaves blank ("Số: /KH-UBND", "ngày tháng 01 năm 2026") stays None."""

import re
from collections import Counter
from dataclasses import dataclass

from vanban.blocks import UPPER, Mark
from vanban.dates import iso, make_day, parse_period
from vanban.flat import Flat, clean, fold
from vanban.outline import OTHER_TITLE, TITLE, Node, Zone
from vanban.reading import Item, Period
from vanban.source import Span

NUMBER = re.compile(r"S[ốỐ] ?:? ?(?P<n>\d{1,5}[a-z]?) ?/ ?(?P<c>[A-ZĐ]{2,}[\w-]*(?: ?[-–] ?[A-ZĐ][\w]*)*)")
PARTY_NUMBER = re.compile(r"Số ?:? ?(?P<n>\d{1,5}) ?[-–] ?(?P<c>[A-ZĐ][A-Za-zĐ]*/[A-ZĐ]{2,}[A-ZĐ]*)(?!\w)")
"""Hướng dẫn 36-HD/VPTW: "Số 12-KH/ĐU"."""
PLACE_DAY = re.compile(
    rf"(?P<p>[{UPPER}]\w*(?: [{UPPER}]\w*){{0,4}}) ?, ngày ?(?P<d>\d{{1,2}})?[ .…]* ?tháng ?(?P<m>\d{{1,2}})?[ "
    rf".…]* ?năm ?(?P<y>\d{{4}})"
)
LEVELS = r"phường|xã|thị trấn|đặc khu"
NEW_BODY = (
    r"(?:CỘNG|SỞ|SỐ|BAN|UBND|ỦY|UỶ|ĐẢNG|THÀNH PHỐ|TP|TỈNH|PHƯỜNG|XÃ|ĐỘC|PHÒNG (?:VĂN|KINH|NỘI|TƯ|TÀI)|TRUNG TÂM|"
    r"VĂN PHÒNG)"
)
"""Words with which another line of the head begins; no name of a place goes on with them."""
NAME_CAPS = rf"(?: (?!{NEW_BODY}\b)[{UPPER}]+(?![a-zà-ỹ]))"
COUNCIL = r"(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|ĐẢNG ỦY)"
ISSUER_CAPS = (
    re.compile(rf"{COUNCIL} (?:PHƯỜNG|XÃ|THỊ TRẤN|ĐẶC KHU){NAME_CAPS}{{0,4}}"),
    re.compile(rf"SỞ{NAME_CAPS}{{2,8}}"),
    re.compile(rf"(?:{COUNCIL}|TỈNH ỦY|THÀNH ỦY) (?:TỈNH|THÀNH PHỐ|TP\.?){NAME_CAPS}{{1,4}}"),
)
"""The body under whose name a document goes out, lowest first: the higher body stands over the lower one."""
MOTTO = re.compile(
    r"CỘNG H[ÒO]A XÃ HỘI CHỦ NGHĨA VIỆT NAM|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập ?[-–] ?Tự do ?[-–] ?Hạnh phúc"
)
NAME = rf"[{UPPER}][a-zà-ỹ']*(?: (?:[{UPPER}][a-zà-ỹ']*|\d{{1,2}}\b)){{0,3}}"
ISSUER = re.compile(rf"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân) (?:{LEVELS})(?: {NAME})?")
COMMUNE = re.compile(
    rf"(?<!\w)(?:{LEVELS}|Phường|Xã|PHƯỜNG|XÃ) (?:{NAME}(?!\w)|[{UPPER}]{{1,}}(?: [{UPPER}]{{1,}}){{0,3}}(?!\w))"
)
NOT_A_NAME = re.compile(r"(?:HỘI CHỦ|Số|Về|Căn|Trong|Độc|KẾ|Tuyên|CỘNG|Năm|Các|Thực)\b")
PERIOD = re.compile(
    r"(?:(?:0?6|sáu|0?9|chín) tháng (?:đầu |cuối )?(?:của )?năm \d{4}|quý (?:IV|III|II|I|[1-4])(?:/| năm )\d{4}|"
    r"giai đoạn \d{4} ?[-–] ?\d{4}|(?:từ )?năm \d{4})",
    re.IGNORECASE,
)
TITLE_OVER = re.compile(
    r"^(?:Căn cứ|Thực hiện|Để |Nhằm |UBND|Ủy ban nhân dân|Trên cơ sở|Xét |Theo |"
    r"Triển khai (?:thực hiện )?(?:Kế|Quyết|Nghị|Chỉ))|[.:;]$|^[-_=]{3,}"
)


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a document says."""

    kind: str | None = None
    number: str | None = None
    issued_on: str | None = None
    place: str | None = None
    issuer: str | None = None
    title: str | None = None
    title_span: Span | None = None
    period: Period | None = None
    commune: Item | None = None


def read_head(nodes: list[Node], source_text: str) -> Head:
    """The head, from the paragraphs before the body; the issuer and the commune also from the text itself."""
    early = [node for node in nodes if node.zone in (Zone.HEAD, Zone.PREAMBLE)]
    titled = next((index for index, node in enumerate(early) if TITLE.match(node.block.flat.text)), None)
    before = [node.block.flat for node in early[: _over_title(early)]]
    title = _title(early[titled:]) if titled is not None else None
    number, day, place = _number(before), None, None
    for flat in before:
        match = PLACE_DAY.search(flat.text)
        if match:
            place, day = match["p"], _day(match)
    flats = [node.block.flat for node in nodes]
    return Head(
        kind="Kế hoạch" if titled is not None else None,
        number=number,
        issued_on=day,
        place=place,
        issuer=_issuer(before, flats),
        title=clean(source_text[title[0] : title[1]]).replace("*", "") if title else None,
        title_span=title,
        period=_period(early, titled),
        commune=_commune(flats),
    )


def _over_title(early: list[Node]) -> int:
    """How many paragraphs stand over the name of the type; the first eight where there is none."""
    named = (index for index, node in enumerate(early) if _names_type(node.block.flat.text))
    return next(named, 8)


def _names_type(text: str) -> bool:
    return bool(TITLE.match(text) or OTHER_TITLE.match(text))


def _number(flats: list[Flat]) -> str | None:
    for flat in flats:
        match = NUMBER.search(flat.text)
        if match:
            return f"{match['n']}/{re.sub(' ?[-–] ?', '-', match['c'])}"
        if match := PARTY_NUMBER.search(flat.text):
            return f"{match['n']}-{match['c']}"
    return None


def _day(match: re.Match[str]) -> str | None:
    if not match["d"] or not match["m"]:
        return None
    return iso(make_day(int(match["y"]), int(match["m"]), int(match["d"])))


def _title(nodes: list[Node]) -> Span | None:
    """What stands under (or behind) "KẾ HOẠCH", up to the legal basis."""
    first = nodes[0].block
    inline = TITLE.match(first.flat.text)
    start = inline.end() if inline else 0
    span = first.flat.span(start, len(first.flat.text)) if start < len(first.flat.text) else None
    for node in nodes[1:4]:
        text = node.block.flat.text
        over = node.zone is not Zone.HEAD or node.block.mark is not Mark.NONE
        if over or text.endswith((".", ":", ";")) or (span and TITLE_OVER.search(text)):
            break
        span = (span[0] if span else node.block.start, node.block.end)
    return span


ISSUES = re.compile(rf"(?P<i>{ISSUER.pattern}) (?:ban hành|xây dựng|triển khai|đề ra|lập)")


def _issuer(before: list[Flat], everything: list[Flat]) -> str | None:
    """As running text names it, where it names the body of the head; else as the head does."""
    head = _over_number(before)
    caps = next((match.group() for pattern in ISSUER_CAPS if (match := pattern.search(head))), None)
    said = _in_running_text(everything)
    same = caps and said and _body(caps) == _body(said)
    return said if same or not caps else caps


def _in_running_text(everything: list[Flat]) -> str | None:
    for flats, pattern in ((everything[:20], ISSUES), (everything, ISSUER)):
        for flat in flats:
            match = pattern.search(flat.text)
            if match:
                return match["i"] if "i" in match.groupdict() else match.group()
    return None


def _body(issuer: str) -> str:
    """The council and its place in one form."""
    return fold(issuer).replace("uỷ ban", "ủy ban").replace("ủy ban nhân dân", "ubnd")


def _over_number(before: list[Flat]) -> str:
    """The names of bodies at the top as one text: a name that does not fit on its line goes on in the next."""
    text = " ".join(flat.text for flat in before)
    parts = [part.split("Số", 1)[0] for part in MOTTO.split(text)]
    return clean(" ".join(parts))


def _period(early: list[Node], titled: int | None) -> Period | None:
    """From the title; where it names none, from the rest of the head and the legal basis."""
    if titled is None:
        return None
    for node in early[titled:]:
        match = PERIOD.search(node.block.flat.text)
        days = parse_period(match.group()) if match else None
        if match and days:
            span = node.block.flat.span(match.start(), match.end())
            return Period(match.group(), span, iso(days[0]), iso(days[1]))
    return None


def _commune(flats: list[Flat]) -> Item | None:
    """The commune named first among those named most in the first paragraphs."""
    found = [item for flat in flats[:12] for item in communes(flat)]
    if not found:
        found = [item for flat in flats for item in communes(flat)]
    if not found:
        return None
    counts = Counter(item.text.casefold() for item in found)
    return max(found, key=lambda item: counts[item.text.casefold()])


def communes(flat: Flat) -> list[Item]:
    """Every commune named in a paragraph: "phường Bạch Mai"."""
    return [
        Item(match.group(), flat.span(match.start(), match.end()))
        for match in COMMUNE.finditer(flat.text)
        if not NOT_A_NAME.match(match.group().split(" ", 1)[1])
    ]
