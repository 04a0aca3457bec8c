"""Acts that the text names: numbers written wrongly, dates left out, issuers that cannot have issued them, two places
that do not agree. What the register knows of them: ``registered``."""

import re
from collections import defaultdict
from collections.abc import Iterator

from vanban.check.registered import issuer_key
from vanban.check.rule import Found
from vanban.check.subject import Mention, Subject
from vanban.dates import parse_day
from vanban.flat import fold
from vanban.outline import Zone
from vanban.references import KIND_OF, Act

ISSUERS = (
    (re.compile(r"UBTVQH\d*$"), re.compile(r"thường vụ quốc hội"), "Ủy ban Thường vụ Quốc hội"),
    (re.compile(r"/QH\d+$"), re.compile(r"(?<!thường vụ )quốc hội"), "Quốc hội"),
    (re.compile(r"(?:NĐ|NQ)-CP$"), re.compile(r"(?<!thủ tướng )chính phủ"), "Chính phủ"),
    (re.compile(r"-TTg$"), re.compile(r"thủ tướng"), "Thủ tướng Chính phủ"),
    (re.compile(r"/TW$"), re.compile(r"bộ chính trị|ban bí thư|ban chấp hành|trung ương"), "cơ quan Đảng ở Trung ương"),
    (re.compile(r"/TU$"), re.compile(r"(?:tỉnh|thành) (?:ủy|uỷ)|ban chấp hành|ban thường vụ"), "Tỉnh ủy, Thành ủy"),
    (re.compile(r"-UBND$"), re.compile(r"ubnd|ủy ban nhân dân|uỷ ban nhân dân"), "Ủy ban nhân dân"),
    (re.compile(r"-HĐND$"), re.compile(r"hđnd|hội đồng nhân dân"), "Hội đồng nhân dân"),
)  # fmt: skip
"""Who issues what a symbol ends with: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3; Hướng dẫn 36-HD/VPTW."""
MINISTRIES = {
    "BNV": "Bộ Nội vụ", "BTC": "Bộ Tài chính", "BTP": "Bộ Tư pháp", "BVHTTDL": "Bộ Văn hóa, Thể thao và Du lịch",
    "BKHCN": "Bộ Khoa học và Công nghệ", "BTTTT": "Bộ Thông tin và Truyền thông", "BYT": "Bộ Y tế",
    "BGDĐT": "Bộ Giáo dục và Đào tạo", "BCT": "Bộ Công Thương", "BXD": "Bộ Xây dựng", "BCA": "Bộ Công an",
    "BQP": "Bộ Quốc phòng", "VPCP": "Văn phòng Chính phủ", "TTCP": "Thanh tra Chính phủ",
}  # fmt: skip
UNDATED = ("Tiêu chuẩn", "Luật", "Bộ luật", "Pháp lệnh")
COMPARED = ("NQ", "NĐ", "QĐ", "CT", "KL", "HD", "TB", "BC", "TTR", "KH")
LOCAL = re.compile(r"(?:UBND|HĐND|/ĐU|/TU|/HU)$|^\d+$")
ORDER = re.compile(r"(?:Nghị định|Nghị quyết|Quyết định|Chỉ thị|Thông tư|Kế hoạch) (?=\d)")


def undated(subject: Subject) -> Iterator[Found]:
    """An act whose date stands nowhere in the text; of laws the name is enough (Phụ lục I, mục II.6)."""
    for item in subject.reading.references:
        if item.number and item.kind not in UNDATED and not item.date:
            yield Found(f"{item.kind or 'Văn bản'} số {item.number} chưa ghi ngày ban hành.", item.span)


def broken(subject: Subject) -> Iterator[Found]:
    """ "749/QĐ TTg", "942/QĐ- TTg": blanks inside a number, or a blank in the place of a hyphen."""
    for mention in subject.mentions:
        act = mention.act
        written = _written(subject, mention)
        if _is_own(mention):
            continue
        if act.kind != "Tiêu chuẩn" and act.number and written and _broken(written, act.number):
            yield Found(
                f"Số, ký hiệu viết chưa đúng thể thức: “{written}”.", mention.span, mend=f"Viết liền: “{act.number}”."
            )


def without_number_word(subject: Subject) -> Iterator[Found]:
    """ "Nghị định 178/2024/NĐ-CP" where others have "số" before the number: said once."""
    found = [
        (match, node)
        for match, node in subject.search(ORDER)
        if any(m.node is node and m.act.start == match.start() and m.act.number for m in subject.mentions)
    ]
    if found:
        match, node = found[0]
        many = f" ({len(found)} chỗ)" if len(found) > 1 else ""
        yield Found(
            f"Thiếu chữ “số” trước số, ký hiệu văn bản{many}.",
            node.block.flat.span(match.start(), match.end() + 12),
            mend=f"Viết “{match.group().strip()} số …”.",
        )


def wrong_issuer(subject: Subject) -> Iterator[Found]:
    """ "1674/NQ-UBTVQH15 … của Quốc hội": the symbol names another issuer."""
    for mention in subject.mentions:
        number, issuer = mention.act.number or "", fold(mention.act.issuer or "")
        for symbol, allowed, name in ISSUERS:
            if issuer and symbol.search(number) and not allowed.search(issuer):
                yield Found(
                    f"Số {number} là văn bản của {name}, trong bài ghi “của {mention.act.issuer}”.", mention.span
                )
        ministry = MINISTRIES.get(re.split(r"[-/]", number)[-1].upper())
        if ministry and issuer and fold(ministry) not in issuer and issuer not in fold(ministry):
            said = f"Số {number} là văn bản của {ministry}, trong bài ghi “của {mention.act.issuer}”."
            yield Found(said, mention.span)


def wrong_kind(subject: Subject) -> Iterator[Found]:
    """ "Nghị quyết số 30/2020/NĐ-CP": the symbol is that of another type."""
    for mention in subject.mentions:
        symbol, kind = _symbol(mention.act), mention.act.kind
        right = KIND_OF.get(symbol)
        compared = symbol in COMPARED or re.search(r"/\d{4}/TT-", mention.act.number or "")
        if compared and right and kind in KIND_OF.values() and not _same_kind(str(kind), right):
            yield Found(f"Ký hiệu “{mention.act.number}” là của {right}, trong bài ghi “{kind}”.", mention.span)


def two_dates(subject: Subject) -> Iterator[Found]:
    """One act with two dates in one text."""
    acts: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in subject.mentions:
        if mention.act.number and mention.act.kind != "Tiêu chuẩn":
            acts[mention.act.key].append(mention)
    for mentions in acts.values():
        first = mentions[0]
        for other in mentions[1:]:
            if _dates_differ(first.act, other.act):
                kind, number = first.act.kind or "Văn bản", first.act.number
                said = f"{kind} số {number} ghi hai ngày khác nhau: {first.act.date} và {other.act.date}."
                yield Found(said, other.span, first.span)
                break


def _written(subject: Subject, mention: Mention) -> str:
    """The number as written, a line end inside of it left out: that is the page's, not the writer's."""
    act = mention.act
    flat = mention.node.block.flat
    at = flat.text.find(act.as_written or "", act.start)
    if at < 0 or not act.as_written:
        return ""
    start, end = flat.span(at, at + len(act.as_written))
    return " ".join(re.sub(r"[ \t]*\n\s*", "", subject.source.text[start:end]).split())


def _broken(written: str, number: str) -> bool:
    """Whether a blank stands in what is written, or for a hyphen."""
    plain = written.replace("–", "-").replace("Ð", "Đ")
    return plain != number and " " in plain


def _is_own(mention: Mention) -> bool:
    """The number of the document itself, of which the head's rules speak."""
    return mention.node.zone is Zone.HEAD and bool(re.match(r"S[ốỐ]\b", mention.node.block.flat.text))


def _symbol(act: Act) -> str:
    tail = re.sub(r"^\d+[a-z]?(?:/\d{4})?[/-]", "", act.number or "")
    return re.split(r"[-/]", tail)[0].upper()


def _same_kind(one: str, two: str) -> bool:
    return one.startswith(two) or two.startswith(one)


def _dates_differ(one: Act, two: Act) -> bool:
    other = bool(one.date and two.date and parse_day(one.date) != parse_day(two.date))
    return other and _one_issuer(one, two)


def _one_issuer(one: Act, two: Act) -> bool:
    """A number of a commune or a province is another act's where the issuers are not known to be one."""
    if not LOCAL.search(one.number or ""):
        return True
    if not one.issuer or not two.issuer:
        return False
    left, right = issuer_key(one.issuer), issuer_key(two.issuer)
    shorter, longer = sorted((left, right), key=len)
    return left == right or (longer.startswith(f"{shorter} ") and shorter.endswith(("tp", "tinh", "phuong", "xa")))
