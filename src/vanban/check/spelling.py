"""Spelling: words twice, syllables that there are not, known slips, tone marks on either vowel, one body's name written
in several ways."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from vanban.check.rule import Found
from vanban.check.subject import Subject, place_of
from vanban.check.syllables import apart, is_possible, is_vietnamese
from vanban.flat import Flat, fold
from vanban.organisations import find_units
from vanban.source import Span

PLAIN_WORDS = (
    "các|và|của|là|cho|về|trong|với|được|có|để|theo|tại|trên|đến|những|một|này|khi|hoặc|phải|do|bằng|thực|hiện|tổ chức|"
    "công tác|tuyên truyền|thực hiện|triển khai|cải cách|hành chính|nội dung|kế hoạch|nhiệm vụ|cơ quan|đơn vị|phối hợp|"
    "xây dựng|báo cáo|kết quả|tình hình|chủ trì|phường|xã"
)
TWICE = re.compile(rf"(?<!\w)(?P<w>{PLAIN_WORDS}) (?P=w)(?!\w)", re.IGNORECASE)
TWO = r"(?P<w>[^\W\d_]{2,} [^\W\d_]{2,})"
TWO_TWICE = re.compile(rf"(?<!\w){TWO}(?: (?P=w)(?!\w)|, (?P=w)(?=[,.;]))", re.IGNORECASE)
"""Two syllables said twice: no Vietnamese word is made so; of one syllable many are ("cơ quan quan tâm")."""
GROWN = re.compile(
    r"(?:Các|Những|Trong|Theo|Thực|Tuyên|Triển|Nâng|Phối|Xây|Đẩy|Tăng|Tổ|Niêm|Hướng|Phòng|Công|Kế|Báo)(?=[a-zà-ỹ]{2,}$)"
)
"""Words with which sentences begin, grown together with the next."""
WORD = re.compile(r"(?<![\w@./-])[^\W\d_]+(?![\w@/]|\.\w)")
ENDING = re.compile(r"\w$")
SLIPS = (
    ("đại phương", "địa phương"), ("lòng ghép", "lồng ghép"), ("chuyên đổi", "chuyển đổi"),
    ("chuyển đối", "chuyển đổi"),
    ("kê hoạch", "kế hoạch"), ("kế hoạc", "kế hoạch"), ("bổ xung", "bổ sung"), ("sữa đổi", "sửa đổi"),
    ("xắp xếp", "sắp xếp"), ("sắp sếp", "sắp xếp"), ("giám xát", "giám sát"), ("chia xẻ", "chia sẻ"),
    ("kỷ năng", "kỹ năng"), ("kỷ thuật", "kỹ thuật"), ("hổ trợ", "hỗ trợ"), ("cũng cố", "củng cố"),
    ("triễn khai", "triển khai"), ("triền khai", "triển khai"), ("tuyên tuyền", "tuyên truyền"),
    ("tuyên truyên", "tuyên truyền"), ("tuyền truyền", "tuyên truyền"), ("cải các hành chính", "cải cách hành chính"),
    ("hành chinh", "hành chính"), ("đỗi mới", "đổi mới"), ("giãi quyết", "giải quyết"), ("vướng mắt", "vướng mắc"),
    ("thủ tụ hành", "thủ tục hành"), ("kiễm tra", "kiểm tra"), ("phổ biển", "phổ biến"), ("trực tuyển", "trực tuyến"),
    ("nghành", "ngành"), ("mặt trận tổ quốc", "Mặt trận Tổ quốc"), ("vhxxh", "VHXH"), ("niêm yêt", "niêm yết"),
    ("công khái", "công khai"), ("chức năng nhiêm vụ", "chức năng, nhiệm vụ"),
    ("chất lương", "chất lượng"), ("số lương", "số lượng"),
    ("thông tin điện từ", "thông tin điện tử"), ("dịch vụ công trực truyến", "dịch vụ công trực tuyến"),
    ("kiến nghi", "kiến nghị"), ("ứng dung", "ứng dụng"), ("sử dung", "sử dụng"), ("nội dụng", "nội dung"),
)  # fmt: skip
EXACT = {"mặt trận tổ quốc": re.compile(r"(?<!\w)Mặt trận tổ quốc(?!\w)")}
"""Slips that are one only in these letters."""
SLIP = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(wrong) for wrong, _ in SLIPS)})(?!\w)", re.IGNORECASE)
RIGHT = dict(SLIPS)
PEOPLE = re.compile(r"(?<!\w)(?:các tầng lớp|tầng lớp|phục vụ|vận động|của|và|vì|do|giữa Nhà nước và) nhân dân(?!\w)")
NEW = re.compile(r"(?<![\wqQ])[^\W\d_]*(?:[òóỏõọÒÓỎÕỌ][aeAE]|(?<![qQ])[ùúủũụÙÚỦŨỤ][yY])(?!\w)")
OLD = re.compile(r"(?<![\wqQ])[^\W\d_]*(?:[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|(?<![qQ])[uU][ỳýỷỹỵỲÝỶỸỴ])(?!\w)")
OPEN_A, OPEN_Y = re.compile(r"o[ae]$"), re.compile(r"uy$")
TAIL = re.compile(r" (?:phường|xã(?! hội)|đặc khu)(?: .*)?$", re.IGNORECASE)
WARD = re.compile(r"(?:Phòng|phòng|Văn phòng|VP|Trung tâm|TT) ")
JOINTS = re.compile(r"[-&,;]|\bvà\b")


def twice(subject: Subject) -> Iterator[Found]:
    """A word or two words said twice in a row; what Vietnamese doubles on purpose ("dần dần") is not of these."""
    for flat in _texts(subject):
        for match in TWICE.finditer(flat.text):
            yield Found(f"Lặp từ “{match['w']}”.", flat.span(*match.span()), mend=f"Bỏ một từ “{match['w']}”.")
        for match in TWO_TWICE.finditer(flat.text):
            if not TWICE.match(match.group()):
                yield Found(f"Lặp từ “{match['w']}”.", flat.span(*match.span()), mend=f"Bỏ một lần “{match['w']}”.")


def impossible(subject: Subject) -> Iterator[Found]:
    """A word with Vietnamese letters that no syllable can be: words that grew together, a mark on a wrong letter. Words
    with a capital may be names of other tongues ("Đắk Lắk") and are let be."""
    for flat in _texts(subject):
        for match in WORD.finditer(flat.text):
            word = match.group()
            judged = (word.islower() and len(word) > 1) or GROWN.match(word)
            if judged and is_vietnamese(word) and not is_possible(word):
                yield Found(
                    f"“{word}” không phải âm tiết tiếng Việt: có thể gõ sai dấu hoặc dính chữ.",
                    flat.span(*match.span()),
                )


def slips(subject: Subject) -> Iterator[Found]:
    """Slips that are seen often: "đại phương", "lòng ghép", "bổ xung"."""
    for flat in _texts(subject):
        for match in SLIP.finditer(flat.text):
            wrong = match.group()
            exact = EXACT.get(wrong.lower())
            if exact and not exact.fullmatch(wrong):
                continue
            right = RIGHT[wrong.lower()]
            right = right[0].upper() + right[1:] if wrong[0].isupper() else right
            yield Found(f"“{wrong}” có thể gõ nhầm.", flat.span(*match.span()), mend=f"Sửa thành “{right}”.")


def tones_mixed(subject: Subject) -> Iterator[Found]:
    """ "hoà" beside "hóa": both ways of setting the tone mark in one text. Said once, at the rarer way."""
    for family in (OPEN_A, OPEN_Y):
        new, old = _found(subject, NEW, family), _found(subject, OLD, family)
        if new and old:
            rarer, other = (old, new) if len(old) <= len(new) else (new, old)
            word, span = rarer[0]
            many = f" ({len(rarer)} chỗ)" if len(rarer) > 1 else ""
            said = f"Đặt dấu thanh không thống nhất: “{word}”{many} nhưng nơi khác viết kiểu “{other[0][0]}”."
            yield Found(said, span, other[0][1])


def people_small(subject: Subject) -> Iterator[Found]:
    """ "nhân dân" in small letters where it means the People. Said once."""
    found = list(subject.search(PEOPLE))
    if found:
        match, node = found[0]
        many = f" ({len(found)} chỗ)" if len(found) > 1 else ""
        yield Found(f"“{match.group()}”{many}: chữ “Nhân dân” phải viết hoa.", place_of(node, match))


def name_variants(subject: Subject) -> Iterator[Found]:
    """One body of the ward, its name joined in several ways ("HĐND&UBND", "HĐND và UBND"). One remark a body."""
    forms: dict[str, dict[str, Span]] = defaultdict(dict)
    counts: Counter[str] = Counter()
    for flat in _texts(subject):
        for name, span in _names(flat):
            key = " ".join(JOINTS.sub(" ", fold(name)).split())
            forms[key].setdefault(name, span)
            counts[name] += 1
    for written in forms.values():
        usual = max(written, key=lambda one: counts[one])
        others = [one for one in written if fold(one) != fold(usual)]
        if others:
            said = f"Tên đơn vị viết không thống nhất: “{others[0]}” và “{usual}”."
            yield Found(said, written[others[0]], written[usual], mend=f"Viết thống nhất “{usual}”.")


def _names(flat: Flat) -> Iterator[tuple[str, Span]]:
    """Units of the ward as written, the commune's level left out."""
    for unit in find_units(flat.text):
        end = (
            unit.end + len(" hội")
            if unit.text.endswith(" xã") and flat.text[unit.end :].startswith(" hội")
            else unit.end
        )
        name = TAIL.sub("", flat.text[unit.start : end])
        if WARD.match(name) and not flat.text.isupper():
            yield name[0].upper() + name[1:], flat.span(unit.start, unit.start + len(name))


def _texts(subject: Subject) -> Iterator[Flat]:
    for node in subject.nodes:
        yield node.block.flat
    yield from subject.cells


def _found(subject: Subject, pattern: re.Pattern[str], family: re.Pattern[str]) -> list[tuple[str, Span]]:
    return [
        (match.group(), flat.span(*match.span()))
        for flat in _texts(subject)
        for match in pattern.finditer(flat.text)
        if not match.group().isupper() and family.search(apart(match.group())[0])
    ]
