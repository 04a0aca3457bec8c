"""Acts that a plan names: kind, number, date, issuer, title; one entry for each distinct act.

A number is looked for first, mended where a line end or a blank broke it ("154/2025/NĐ- CP", "749/QĐ TTg"); then its
kind is read to the left, its date and issuer to the right. Laws named without a number, the technical standards
(TCVN …) and the unnumbered plan of a legal basis follow.
Forms of numbers: Nghị định 30/2020/NĐ-CP, Hướng dẫn 36-HD/VPTW.
"""

import re
from dataclasses import dataclass, replace

from vanban.blocks import UPPER
from vanban.dates import DAY, parse_day
from vanban.flat import fold
from vanban.source import Span
from vanban.taken import Taken

KINDS = (
    "Nghị quyết liên tịch|Nghị quyết|Nghị định|Quyết định|Chỉ thị|Kế hoạch|Thông tư liên tịch|Thông tư|"
    "Công văn|Công điện|"
    "văn bản|Văn bản|Kết luận|Hướng dẫn|Chương trình hành động|Chương trình|Thông báo|Đề án|Tờ trình|Báo cáo|"
    "Quy định|Quy chế|"
    "Thông tri|Bộ luật|Luật|Pháp lệnh|Lệnh|Quyết nghị|Giấy mời"
)
KIND_OF = {
    "NQ": "Nghị quyết", "NĐ": "Nghị định", "QĐ": "Quyết định", "CT": "Chỉ thị", "KH": "Kế hoạch", "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch", "CV": "Công văn", "CĐ": "Công điện", "KL": "Kết luận", "HD": "Hướng dẫn",
    "CTR": "Chương trình", "CTRHĐ": "Chương trình hành động", "TB": "Thông báo", "ĐA": "Đề án", "TTR": "Tờ trình",
    "BC": "Báo cáo", "QC": "Quy chế", "QH": "Luật", "UBTVQH": "Nghị quyết",
}  # fmt: skip
SEP = r" ?[-–/] ?"
SUFFIX = r"[A-ZĐƯ][A-Za-zĐđƯư]{0,14}\d{0,3}(?!\w)"
SHORT = "|".join(sorted(KIND_OF, key=len, reverse=True)).replace("CTR", "CTr").replace("TTR", "TTr")
CODE = re.compile(
    rf"(?<![\w/.,-])(?P<n>\d{{1,5}}[a-z]?)(?:{SEP}(?P<y>(?:19|20)\d\d))?{SEP}"
    rf"(?P<s>(?:(?:{SHORT}) (?=[A-ZĐ]{{2}}|TTg))?{SUFFIX}(?:{SEP}{SUFFIX}){{0,4}})"
)
LEFT = re.compile(rf"(?P<kind>{KINDS})(?: (?P<name>[{UPPER}][^.;:()\d]{{2,90}}?))??(?: ?,? số)? ?:? ?$")
DATE = re.compile(rf" ?,?(?: ?\(?ngày)? \(?(?P<d>{DAY})")
PROPER = rf"(?: [{UPPER}]\w*){{1,3}}"
WORDS = rf"[{UPPER}]\w*(?:,? (?:và )?(?:[{UPPER}]\w*|[a-zà-ỹđ]+)(?= (?:và )?[{UPPER}a-zà-ỹđ]|[,.;]|$)){{0,5}}?"
LEVEL = r"(?: (?:[Tt]ỉnh|[Tt]hành phố|TP\.?|[Pp]hường|[Xx]ã|[Qq]uận|[Hh]uyện|[Tt]hị trấn|[Đđ]ặc khu))?"
ISSUERS = (
    r"Thủ tướng Chính phủ|Chính phủ|(?:Ủy ban|UB) [Tt]hường vụ Quốc hội|Quốc hội|Bộ Chính trị|Ban Bí thư",
    r"Ban Chấp hành (?:Trung ương|Đảng bộ)(?: Đảng)?",
    rf"(?:Ban Thường vụ |BTV )?(?:Tỉnh|Thành|Đảng|Huyện|Quận) ?[uủ][ỷy]{LEVEL}(?:{PROPER})?",
    rf"(?:Chủ tịch )?(?:UBND|Ủy ban nhân dân|HĐND|Hội đồng nhân dân){LEVEL}(?:{PROPER})?",
    rf"(?:Bộ trưởng )?(?:Bộ|Sở|Văn phòng) {WORDS}",
    r"Ban Chỉ đạo [^;,.()]{0,60}",
)
ISSUER = re.compile(rf" (?:của|do) (?P<i>{'|'.join(ISSUERS)})")
ABOUT = re.compile(r",? ?(?:\)|về(?: việc)?|ban hành|phê duyệt|quy định|sửa đổi|triển khai) ")
TITLE_END = re.compile(r"[;.]|, trong đó| và (?:Chỉ thị|Nghị quyết|Quyết định|Kế hoạch)|$")
STANDARD = re.compile(r"(?:TCVN (?:ISO(?:/IEC)? )?|ISO )\d{4,5}(?:[:-]\d{4})?")
LAW_NAMES = (
    "Phổ biến,? giáo dục,? pháp luật|Cán bộ,? công chức|Viên chức|Tổ chức Chính phủ|Tổ chức chính quyền địa phương|"
    "Tiếp cận thông tin|Ban hành văn bản quy phạm pháp luật|Giao dịch điện tử|Báo chí|An ninh mạng|"
    "An toàn thông tin mạng|"
    "Bảo vệ dữ liệu cá nhân|Khiếu nại|Tố cáo|Tiếp công dân|Thực hiện dân chủ ở cơ sở|Ngân sách nhà nước|"
    "Thi đua,? khen thưởng|[Pp]hòng,? chống tham nhũng(?:, lãng phí, tiêu cực)?|Căn cước(?: công dân)?|Đất đai|Hộ tịch|"
    "Cư trú|Công nghệ thông tin|Công nghiệp công nghệ số|Đầu tư công|Doanh nghiệp|Xử lý vi phạm hành chính|Lưu trữ|"
    "Nhà giáo|Trợ giúp pháp lý|Mặt trận Tổ quốc Việt Nam|Dữ liệu|Thủ đô|Thanh niên|Bình đẳng giới"
)
LAW = re.compile(
    rf"(?P<kind>Bộ luật|Luật|Pháp lệnh) (?P<name>{LAW_NAMES})"
    rf"(?: (?:\(sửa đổi\) )?(?:năm )?(?P<y>(?:19|20)\d\d))?(?![\w/])"
)
BASIS = re.compile(
    rf"(?:^|[;.] )(?:Căn cứ|Thực hiện|Căn cứ vào) (?:các |"
    rf"theo )?(?P<t>(?P<kind>{KINDS}) (?!này\b)[^;.]{{5,200}}?(?:năm \d{{4}}|(?=;|\.|,|$)))"
)


@dataclass(frozen=True, slots=True)
class Act:
    """One mention: offsets in the flat text, what was read there, and (once known) the ``place`` in the source."""

    start: int
    end: int
    kind: str | None
    number: str | None = None
    as_written: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    name: str | None = None
    place: Span = (0, 0)

    @property
    def key(self) -> tuple[str, str]:
        """What makes an act the same act: its number, or its kind and name."""
        if self.number:
            return "number", re.sub(r"[\s-]", "", fold(self.number))
        return "name", re.sub(r"\W+", " ", fold(f"{self.kind} {self.name or ''}"))


def find_acts(text: str) -> list[Act]:
    """Every mention of an act in a flat text, in order; none overlap."""
    found = [_numbered(text, match) for match in CODE.finditer(text) if _is_number(match)]
    taken = Taken((act.start, act.end) for act in found)
    others = (*_standards(text), *_laws(text), *_basis(text))
    found += [other for other in others if taken.take(other.start, other.end)]
    return sorted(found, key=lambda act: act.start)


def _is_number(match: re.Match[str]) -> bool:
    return sum(char.isupper() for char in match["s"]) >= 2 and not match["s"].startswith(("HĐND-UBND", "TP"))


def _numbered(text: str, match: re.Match[str]) -> Act:
    floor = max(0, match.start() - 130)
    left = _left(text[floor : match.start()])
    start = floor + left.start() if left else match.start()
    end = match.end()
    day = DATE.match(text, end)
    end = day.end() if day else end
    issuer = ISSUER.match(text, end)
    end = issuer.end() if issuer else end
    number = mend(match)
    kind = left["kind"] if left else KIND_OF.get(re.split(r"[-/]|\d", number.split("/")[-1])[0].upper())
    return Act(
        start=start,
        end=end,
        kind=kind[0].upper() + kind[1:] if kind else _kind_of_number(number),
        number=number,
        as_written=match.group(),
        date=day["d"] if day else None,
        issuer=issuer["i"] if issuer else None,
        title=_title(text, end),
        name=left["name"] if left else None,
    )


def _left(before: str) -> re.Match[str] | None:
    """The kind nearest to the number, with the name that may stand between ("Luật Cán bộ, công chức số …")."""
    best = None
    for match in re.finditer(rf"(?:{KINDS})(?!\w)", before):
        tail = LEFT.match(before, match.start())
        if tail and (not tail["name"] or tail["kind"] in ("Luật", "Bộ luật", "Pháp lệnh", "Đề án", "Chương trình")):
            best = tail
    return best


def mend(match: re.Match[str]) -> str:
    """The number as it should stand: no blanks, a hyphen where a blank stood for it."""
    suffix = re.sub(SEP, lambda sep: sep.group().strip().replace("–", "-"), match["s"]).replace(" ", "-")
    between = "/" if match["y"] or "/" in match.group()[: match.start("s") - match.start()] else "-"
    year = f"/{match['y']}" if match["y"] else ""
    return f"{match['n']}{year}{between}{suffix}"


def _kind_of_number(number: str) -> str | None:
    for part in re.split(r"[-/]", number):
        if part.upper() in KIND_OF:
            return KIND_OF[part.upper()]
    return None


def _title(text: str, end: int) -> str | None:
    about = ABOUT.match(text, end)
    if not about:
        return None
    rest = text[end : end + 400]
    stop = TITLE_END.search(rest, about.end() - end)
    return rest[: stop.start() if stop else len(rest)].strip(" ,)") or None


def _standards(text: str) -> list[Act]:
    return [Act(m.start(), m.end(), "Tiêu chuẩn", m.group(), m.group()) for m in STANDARD.finditer(text)]


def _laws(text: str) -> list[Act]:
    return [Act(m.start(), m.end(), m["kind"], date=None, name=m["name"]) for m in LAW.finditer(text)]


def _basis(text: str) -> list[Act]:
    return [
        Act(m.start("t"), m.end("t"), m["kind"], name=text[m.start("t") : m.end("t")])
        for m in BASIS.finditer(text)
        if not CODE.search(m["t"])
    ]


def merge(acts: list[Act]) -> list[Act]:
    """One entry for each distinct act: the first mention, completed by what later ones add. Two mentions with one
    number but different dates stay two."""
    named = {(act.kind, fold(act.name)): act.key for act in acts if act.number and act.name}
    kept: dict[tuple[str, str], list[Act]] = {}
    for act in acts:
        key = act.key if act.number else named.get((act.kind, fold(act.name or "")), act.key)
        same = kept.setdefault(key, [])
        for index, other in enumerate(same):
            if _agree(act, other):
                same[index] = _completed(other, act)
                break
        else:
            same.append(act)
    return [act for same in kept.values() for act in same]


def _completed(one: Act, two: Act) -> Act:
    return replace(
        one,
        number=one.number or two.number,
        as_written=one.as_written or two.as_written,
        date=one.date or two.date,
        issuer=one.issuer or two.issuer,
        title=one.title or two.title,
    )


def _agree(one: Act, two: Act) -> bool:
    return not one.date or not two.date or parse_day(one.date) == parse_day(two.date)
