"""Bodies named in a plan: units of the commune, Party and Front bodies, higher levels, and loose groups ("các phòng,
ban chuyên môn"). Wording varies much, so a phrase is matched by its head noun and what may
follow it; a closed list gives the usual names.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from vanban.blocks import UPPER
from vanban.flat import fold
from vanban.known_units import known_pattern

NAME = rf"[{UPPER}]\w*(?: [{UPPER}]\w*){{0,3}}"
LEVEL = r"(?:[Pp]hường|[Xx]ã|[Tt]hị trấn|[Đđ]ặc khu|[Tt]ỉnh|[Tt]hành phố|[Qq]uận|[Hh]uyện|TP|cấp xã|cấp trên)"
PLACE = rf"(?: (?:{LEVEL})(?: {NAME})?)?"
DASH = r" ?[-–—&] ?"
DEPARTMENT = (
    rf"(?:Văn hóa(?:{DASH}| và |, | )(?:[Xx]ã hội|Thông tin)|Kinh tế(?:(?:{DASH}|, )(?:Hạ tầng|hạ tầng))?"
    rf"(?:(?:{DASH}|, | và |(?<=tế) )(?:Hạ tầng(?: và)? |)(?:[Đđ]ô thị|Nông nghiệp|Ngân sách))?|"
    rf"Nội vụ|Tư pháp(?:{DASH}Hộ tịch)?|Tài chính(?:{DASH}Kế (?:hoạch|toán))?|Lao động(?:{DASH}[\w ]{{3,30}})?|"
    rf"Quản lý đô thị|Giáo dục và Đào tạo|Y tế|Tài nguyên và Môi trường|VHXH|VH{DASH}XH|KT{DASH}HT(?:{DASH}ĐT)?)"
)
OFFICE = (
    rf"(?:HĐND|Hội đồng nhân dân|[Đđ]ảng ủy|UBND)(?:(?:{DASH}| và |, )(?:UBND|Ủy ban nhân dân|HĐND|Nội vụ)(?: [Xx]ã|"
    rf" [Pp]hường)?)?"
)
CENTRE = (
    r"(?:[Pp]hục vụ hành chính công|PVHCC|[Dd]ịch vụ sự nghiệp công|[Cc]ung ứng dịch vụ(?: sự nghiệp)? công|"
    r"Văn hóa, [Tt]hể thao(?:,? và [Tt]ruyền thông|, [Tt]hông tin(?: và [Tt]ruyền thông)?)?|"
    r"Văn hóa(?:(?: -|,) [TtT]hông tin)?(?: (?:-|và) [Tt]hể thao)?|[Hh]ọc tập cộng đồng|[Yy] tế|[Cc]hính trị|"
    r"[Tt]ruyền thông[\w ,-]{0,30}?văn hóa|[Dd]ịch vụ tổng hợp|Văn hóa, [Tt]hể thao và [Tt]ruyền thanh|"
    r"[Hh]ành chính công|[Vv]ăn hóa - [Tt]hông tin và [Tt]hể thao|[Hh]ội nghị)"
)
FRONT = (
    r"(?:(?:Ban Thường trực |Thường trực |BTT )?(?:Ủy ban |Uỷ ban |UB ?))?(?:Mặt trận [Tt]ổ quốc|MTTQ|MTTQVN)"
    r"(?: Việt Nam| VN)?"
)
UNION = (
    r"(?:Đoàn [Tt]hanh niên(?: Cộng sản Hồ Chí Minh| CSHCM| CS Hồ Chí Minh)?|Đoàn (?:TNCS|TN)(?: Hồ Chí Minh| HCM)?|"
    r"Đoàn xã|Đoàn phường|"
    r"Hội (?:[Dd]oanh nghiệp|[Dd]oanh nhân trẻ|Luật gia|Cựu giáo chức|Chữ thập đỏ|Khuyến học|Sinh viên|LHTN|"
    r"Liên hiệp [Tt]hanh niên)|LĐLĐ|Hội ND|"
    r"Hội (?:[Ll]iên hiệp )?[Pp]hụ nữ|"
    r"Hội LHPN|Hội [Nn]ông dân|Hội [Cc]ựu chiến binh|Hội CCB|Liên đoàn Lao động|Công đoàn|"
    r"Hội [Nn]gười cao tuổi)(?: Việt Nam)?"
)
QUALIFIER = (
    r"(?: (?:có liên quan|liên quan|chuyên môn|có thẩm quyền|trực thuộc|thông tin đại chúng|báo chí|"
    r"truyền thông|hữu quan|"
    r"chính trị ?[-–] ?xã hội|thuộc UBND(?: phường| xã)?|thuộc (?:phường|xã)|trên địa bàn(?: (?:phường|xã))?|"
    r"được giao chủ trì|"
    r"sự nghiệp(?: công lập)?|hành chính nhà nước|Đảng|nhà nước|của (?:phường|xã)|dân cư|dân phố|cấp trên|"
    r"phường|xã(?! hội))){0,3}"
)
GROUP_NOUN = (
    r"(?:phòng ban|phòng|ban|ngành|cơ quan|đơn vị|địa phương|tổ chức|đoàn thể|hội(?! nghị| thi| thảo| viên|"
    r" họp| đồng)|tổ dân phố|thôn|xóm|ấp|khu dân cư|khu phố|khóm|làng|buôn|bản(?! tin)|"
    r"trường học|trường|doanh nghiệp|cá nhân|tổ chức chính trị ?[-–] ?xã hội|công chức|cán bộ|hội đoàn thể|"
    r"ban ngành|chi bộ|bộ phận)"
)
GROUP = rf"(?:[Cc]ác|[Tt]oàn thể) {GROUP_NOUN}(?:(?:, | và |; |, và ){GROUP_NOUN})*\b{QUALIFIER}"
KNOWN = "|".join(
    (
        rf"[Pp]hòng {DEPARTMENT}{PLACE}",
        rf"(?:Văn phòng|VP) {OFFICE}{PLACE}",
        rf"(?:Trung tâm|TT) {CENTRE}{PLACE}",
        (
            rf"{FRONT}{PLACE}(?: và các (?:tổ chức chính trị ?[-–] ?xã hội|(?:ban, ngành, |hội, )?đoàn thể|"
            rf"tổ chức thành viên))?"
        ),
        rf"{UNION}{PLACE}",
        (
            rf"Ban (?:Xây dựng|XD) Đảng{PLACE}|Ban Tuyên giáo(?: và Dân vận)?{PLACE}|"
            rf"Ban Chỉ đạo [\w ]{{3,60}}?(?=[,.;:]|$)|Ban (?:Tổ chức|Kinh tế|Pháp chế|Nội chính|Dân vận){PLACE}"
        ),
        (
            rf"(?:(?:Ban Chỉ huy|BCH|Ban CH) (?:[Qq]uân sự|QS)|Ban CHQS){PLACE}|Công an{PLACE}|Trạm [Yy] tế{PLACE}|"
            rf"Đồn Biên phòng(?: {NAME})?|(?:Bưu điện|Thuế cơ sở|Kho bạc){PLACE}|"
            rf"(?:[Tt]rưởng )?[Bb]an (?:[Nn]hân dân|công tác [Mm]ặt trận|điều hành)(?: (?:các|ở))* "
            rf"?(?:thôn|ấp|khu phố|khóm|bản|buôn|tổ dân phố)(?:, (?:thôn|ấp|khu phố|khóm|bản|buôn))*|"
            rf"Đài [Tt]ruyền thanh(?: cơ sở)?{PLACE}"
        ),
        rf"(?:Ban Thường vụ |Thường trực |TT )?(?:Đảng|Tỉnh|Thành|Huyện|Quận) ?[uủ][ỷy]?{PLACE}",
        rf"(?:Thường trực |TT )?(?:HĐND|Hội đồng nhân dân)(?:, (?:UBND|Ủy ban nhân dân))?{PLACE}",
        rf"(?:Lãnh đạo |Chủ tịch |Phó Chủ tịch )?(?:UBND|Ủy ban nhân dân){PLACE}",
        (
            rf"Sở (?:Văn hóa, Thể thao(?: và Du lịch)?|[{UPPER}]\w*(?: (?:và )?(?!tỉnh|thành|về|theo|tổ|để|có|chủ|"
            rf"phối)\w+){{0,5}})"
        ),
        (
            r"[Cc]ông chức (?:[Vv]ăn hóa ?(?:[-–]|và)? ?(?:[Xx]ã hội|[Tt]hông tin)(?:, truyền thông)?|"
            r"Tư pháp(?: ?[-–] ?[Hh]ộ tịch)?|"
            r"Tài chính ?[-–] ?[Kk]ế toán|Văn phòng ?[-–] ?[Tt]hống kê|Địa chính[\w ,–-]{0,40}?)(?: (?:xã|"
            r"phường))?(?=[,.;: ]|$)"
        ),
        r"[Bb]ộ phận (?:Một cửa|[Tt]iếp nhận và [Tt]rả kết quả)(?: (?:phường|xã))?",
        rf"(?:[Tt]hủ trưởng|[Nn]gười đứng đầu|Trưởng|Lãnh đạo|Bí thư|Hiệu trưởng|Chủ tịch) {GROUP}",
        (
            r"(?:[Cc]ác )?(?:(?:ông|đồng chí)(?:,? ?\(?bà\)?)? )?(?:Trưởng|trưởng|Bí thư|Tổ trưởng|Khu phố trưởng)"
            r"(?: (?:các|chi bộ|ban))* ?(?:thôn|xóm|ấp|bản|tổ dân phố|khu phố|khóm|buôn|làng|"
            r"khu dân cư|công tác Mặt trận)(?:, (?:thôn|tổ dân phố|khu phố|xóm|buôn|bản|ấp))*"
        ),
        r"(?:Tổ|tổ) (?:công nghệ số cộng đồng|dân phố)|(?:Tổ|Đội) (?:truyền thông|tuyên truyền)(?: lưu động)?",
        rf"(?:Ban giám hiệu|Hiệu trưởng)? ?(?:các )?(?:Trường|trường) (?:học|Tiểu học|THCS|Mầm non)(?: {NAME})?",
        GROUP,
        r"(?:Khu phố|Thôn|Tổ dân phố|Bản|Ấp)(?=, [A-ZĐ]| và [A-ZĐ]| \d)",
        rf"(?<!\w)(?:{GROUP_NOUN})(?:, {GROUP_NOUN})* (?:có )?liên quan",
    )
)
NAMED = rf"(?<![\w/])(?<!-)(?:{KNOWN})(?!\w)"
AT_PLACE = re.compile(rf"{PLACE}(?!\w)")
LINK = re.compile(r"(?:, | và |; |, và )")
HEAD_NOUNS = re.compile(
    r"(?:Các|Phòng|Văn phòng|VP|Trung tâm|TT|Ban|Bộ phận|Ủy ban|UBND|UBMTTQ|HĐND|Hội|Đoàn|Công đoàn|Công an|"
    r"Công chức|Cán bộ|Trưởng|"
    r"Thủ trưởng|Người đứng đầu|Trạm|Trường|Tổ|Thôn|Xóm|Đài|Mặt trận|MTTQ|Đảng ủy|Bí thư|Chi bộ|Lãnh đạo|"
    r"Chủ tịch|Phó Chủ tịch|"
    r"Thành viên|Ngành|Cơ quan|Đồn|Hiệu trưởng|Khu phố|Ấp|Bản|Buôn|Khóm|Làng|Đội|Nhà trường|Ông|Bà(?! con)|"
    r"Đồng chí|Thuế|Kho bạc|Quỹ|Báo và|Chi nhánh|Câu lạc bộ|Điểm|Uỷ ban|UBKT|BTT|Chi hội|"
    r"Đơn vị|Liên đoàn|Bưu điện|Ngân hàng|Báo cáo viên|Tuyên truyền viên|"
    r"Cộng tác viên|Thường trực)\b"
)
LOOSE = re.compile(r"(?:các|toàn thể|thủ trưởng các|cơ quan|đơn vị)\b")
ASKS = re.compile(r"^(?:Đề nghị|đề nghị|Trân trọng đề nghị)(?: với)? ")
ORDERS = re.compile(r"^(?:Yêu cầu|yêu cầu|Giao|giao|Phân công|phân công|Chỉ đạo) (?:cho )?")
VERBS = (
    r"chủ trì|phối hợp|chịu trách nhiệm|có trách nhiệm|tham mưu|tổ chức|thực hiện|triển khai|xây dựng|chỉ đạo|"
    r"đưa|chủ động|"
    r"căn cứ|tăng cường|đẩy mạnh|hướng dẫn|theo dõi|tổng hợp|báo cáo|kịp thời|tiếp tục|thường xuyên|duy trì|"
    r"cập nhật|là|"
    r"định kỳ|hằng|hàng|bố trí|cung cấp|đăng|phát|biên soạn|biên tập|lồng ghép|tuyên truyền|vận động|giám sát|"
    r"tích cực|nghiêm túc|tập trung|"
    r"phát huy|quan tâm|khẩn trương|lựa chọn|cử|rà soát|đôn đốc|kiểm tra|quán triệt|phổ biến|tham gia|"
    r"thông tin|gửi|đảm bảo|bảo đảm"
)
VERB = re.compile(rf" (?:{VERBS})\b")


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase between two offsets of a flat text."""

    text: str
    start: int
    end: int


@cache
def _unit() -> re.Pattern[str]:
    """Made when it is first asked for: the largest pattern of the library, a sixth of its start."""
    return re.compile(NAMED)


@cache
def _in_capitals() -> re.Pattern[str]:
    """For headings in capitals: "1. PHÒNG VĂN HÓA - XÃ HỘI"."""
    return re.compile(NAMED, re.IGNORECASE)


def find_units(text: str) -> list[Found]:
    """Every body named in a flat text, leftmost and longest by the order of the list; a name that the caller knows
    (``known_units``) counts before those of the list, unless one of them says more."""
    pattern = _in_capitals() if text.isupper() else _unit()
    listed = [_found(match) for match in pattern.finditer(text)]
    known = [_placed(match) for match in known_pattern().finditer(text)]
    own = [one for one in known if not any(two.start <= one.start and one.end <= two.end for two in listed)]
    rest = [one for one in listed if not any(one.start < two.end and two.start < one.end for two in own)]
    return sorted((*own, *rest), key=lambda one: one.start)


def unit_at(text: str, start: int = 0) -> Found | None:
    """The unit or chain of units ("X và Y", "X, Y") that begins exactly at an offset."""
    end = _end_at(text, start)
    if end is None:
        return None
    while True:
        link = LINK.match(text, end)
        more = _end_at(text, link.end()) if link else None
        if not more:
            return Found(text[start:end], start, end)
        end = more


def _end_at(text: str, start: int) -> int | None:
    """Where the one unit ends that begins at an offset; the longer of what the list and the caller know."""
    known, listed = known_pattern().match(text, start), _unit().match(text, start)
    ends = [_placed(known).end] if known else []
    return max([*ends, *([listed.end()] if listed else [])], default=None)


def _found(match: re.Match[str]) -> Found:
    return Found(match.group(), match.start(), match.end())


def _placed(match: re.Match[str]) -> Found:
    """A known name, and the commune's level and name where they follow it."""
    place = AT_PLACE.match(match.string, match.end())
    end = place.end() if place else match.end()
    return Found(match.string[match.start() : end], match.start(), end)


def is_loose(name: str) -> bool:
    """Whether a name means a group of units and not one of them."""
    return bool(LOOSE.match(fold(name)))


def same_unit(left: str, right: str) -> bool:
    """Whether two wordings name the same unit: abbreviations, dashes, "và"/"&" and the commune's level do not
    count."""
    one, two = unit_key(left), unit_key(right)
    return one == two or (min(len(one), len(two)) > 8 and (one in two or two in one))


SHORT = (
    ("ủy ban nhân dân", "ubnd"),
    ("hội đồng nhân dân", "hđnd"),
    ("mặt trận tổ quốc", "mttq"),
    ("ủy ban mttq", "mttq"),
    ("ubmttq", "mttq"),
    ("việt nam", ""),
    (" vn", ""),
    ("trung tâm", "tt"),
    ("văn phòng", "vp"),
    (" phường", ""),
    (" xã ", " "),
    ("hoá", "hóa"),
)


LONG = (
    (re.compile(r"\bvh ?[-–]? ?xh\b"), "văn hóa - xã hội"),
    (re.compile(r"\bkt ?[-–,]? ?ht ?(?:[-–,]|và)? ?đt\b"), "kinh tế, hạ tầng và đô thị"),
    (re.compile(r"\b(?:tt ?|trung tâm )?pvhcc\b"), "trung tâm phục vụ hành chính công"),
    (re.compile(r"\b(?:ban ch|bch) ?(?:qs|quân sự)\b"), "ban chỉ huy quân sự"),
    (re.compile(r"\btdp\b"), "tổ dân phố"),
)
"""Abbreviations of units as recipients are written."""


@lru_cache(maxsize=4096)
def unit_key(name: str) -> str:
    """A wording of a unit's name brought to one form, for comparing."""
    text = f" {fold(name)} "
    for pattern, long in LONG:
        text = pattern.sub(long, text)
    for long, short in SHORT:
        text = text.replace(long, short)
    text = re.sub(r"[-&,;]|\bvà\b", " ", text)
    return " ".join(text.split())


def distinct(found: list[Found]) -> list[Found]:
    """The first of each wording."""
    seen: dict[str, Found] = {}
    for item in found:
        seen.setdefault(fold(item.text), item)
    return list(seen.values())


def coordinating(text: str, lead: str | None) -> list[Found]:
    """Units that a task says to work with: after "phối hợp (với)", "cùng", "hướng dẫn", "điều phối"; never the
    lead."""
    found: list[Found] = []
    for match in WITH.finditer(text):
        chain = unit_at(text, match.end())
        if chain:
            found.extend(item for item in find_units(chain.text) if not (lead and same_unit(item.text, lead)))
    return distinct(found)


WITH = re.compile(
    r"(?:[Pp]hối hợp(?: chặt chẽ| thường xuyên)?(?: với| cùng)?|cùng(?: với)?|điều phối|hướng dẫn|\(qua) (?=[^\W\d_])"
)
