"""The blocks of the head under Nghị định 30/2020/NĐ-CP, Phụ lục I: Quốc hiệu, Tiêu ngữ, number, place and day, name of
the type, trích yếu, legal basis, the mark at the end."""

import re
from collections.abc import Iterator

from vanban.blocks import Mark
from vanban.check.issuers import is_party, type_name
from vanban.check.naming import shown
from vanban.check.rule import Found
from vanban.check.subject import Subject, place_of, whole
from vanban.dates import make_day
from vanban.form.wording import MOTTO, NATION
from vanban.head import NUMBER, PARTY_NUMBER, PLACE_DAY
from vanban.letters import bare
from vanban.outline import OTHER_TITLE, TITLE, Node, Zone

OPENING = (Zone.HEAD, Zone.PREAMBLE)
NUMBER_LINE = re.compile(r"Số ?:.{0,40}?/ ?[A-ZĐ]{2}")
SLOPPY = re.compile(
    r"(?P<w>S[ốỐ]) ?(?P<colon>:?) ?(?P<n>\d{1,5}[a-z]?)(?P<s> ?[/-] ?[A-ZĐ][A-Za-zĐ]+(?: ?[-–/] ?[A-ZĐ][\w&]*)*)"
)
WRITTEN_DAY = re.compile(
    r"^(?P<p>[^\W\d_][^,\d]{1,40}?)(?P<c>,?) ?[Nn]gày ?(?:(?P<d>\d{1,2}) ?[/.-] ?(?P<m>\d{1,2}) ?[/.-] ?(?P<y>\d{4})|"
    r"(?P<dd>\d{1,2}) tháng (?P<mm>\d{1,2}) năm (?P<yy>\d{4}))$"
)
"""A line that gives place and day in whatever way."""
SYMBOLS = {
    "KẾ HOẠCH": "KH", "BÁO CÁO": "BC", "QUYẾT ĐỊNH": "QĐ", "TỜ TRÌNH": "TTr", "THÔNG BÁO": "TB", "GIẤY MỜI": "GM",
    "BIÊN BẢN": "BB", "NGHỊ QUYẾT": "NQ", "HƯỚNG DẪN": "HD", "CHƯƠNG TRÌNH": "CTr", "CHỈ THỊ": "CT", "ĐỀ ÁN": "ĐA",
    "PHƯƠNG ÁN": "PA", "CÔNG ĐIỆN": "CĐ",
}  # fmt: skip
"""Abbreviations of types: Nghị định 30/2020/NĐ-CP, Phụ lục III."""
COUNCILS = ("UBND", "HĐND")
BODIES = ("UBND", "HĐND", "CV")
"""What stands first in the symbol of a công văn, which has no type."""
KIND_LOWER = re.compile(r"(?:Kế hoạch|Báo cáo|Tờ trình|Thông báo|Quyết định|Giấy mời|Biên bản)", re.IGNORECASE)
NATION_OLD = "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"
ENDS = (";", ".", ",", ":")
LONGEST_END = 40
LONGEST_TITLE = 300


def head_missing(subject: Subject) -> Iterator[Found]:
    """The file begins with the name of the type: no Quốc hiệu, no issuer, no number. Said once, and nothing else of the
    head is."""
    if not has_head(subject):
        yield Found("Tệp không có phần đầu văn bản: Quốc hiệu, Tiêu ngữ, tên cơ quan, số, ký hiệu, địa danh và ngày.")


def nation_missing(subject: Subject) -> Iterator[Found]:
    """A head without Quốc hiệu or without Tiêu ngữ."""
    if not has_head(subject) or is_party(subject):
        return
    text = bare(" ".join(node.block.flat.text for node in subject.zone(*OPENING)))
    there = re.sub(r"\W", "", text)
    named = (("Quốc hiệu", NATION), ("Tiêu ngữ", MOTTO))
    absent = [f"{name} “{words}”" for name, words in named if re.sub(r"\W", "", bare(words)) not in there]
    if absent:
        yield Found(f"Thiếu {' và '.join(absent)}.")


def nation_wrong(subject: Subject) -> Iterator[Found]:
    """Quốc hiệu or Tiêu ngữ in other letters than the decree's."""
    for words in (NATION, MOTTO):
        pattern = re.compile(r"\W{0,3}".join(map(_letters, bare(words).replace("-", " ").split())), re.IGNORECASE)
        for node in subject.zone(Zone.HEAD):
            if node.block.flat.text.startswith("ĐẢNG"):
                continue
            match = pattern.search(node.block.flat.text)
            written = match.group().replace("–", "-") if match else words
            if match and written not in (words, NATION_OLD):
                yield Found(f"“{match.group()}” viết chưa đúng.", place_of(node, match), mend=f"Viết đúng: “{words}”.")


def number_form(subject: Subject) -> Iterator[Found]:
    """ "Số: 5/KH-UBND", "Số: 12 / KH - UBND"."""
    for match, node in subject.search(SLOPPY, Zone.HEAD):
        right = _number_as_due(match)
        partys = PARTY_NUMBER.match(match.group()) and not match["s"].endswith(COUNCILS)
        if partys or _is_named(node) or match.start():
            continue
        if re.sub(": ?", ": ", match.group()) != right:
            yield Found(f"“{match.group()}” viết chưa đúng thể thức.", place_of(node, match), mend=f"Viết: “{right}”.")


def _number_as_due(match: re.Match[str]) -> str:
    """ "Số: 05/KH-UBND": two figures at least, "/" once, hyphens between the parts, no blanks."""
    figure = match["n"].lstrip("0").zfill(2) if match["n"].isdigit() else match["n"]
    parts = [part for part in re.split(r" ?[-–/] ?", match["s"]) if part]
    return f"Số: {figure}/{'-'.join(parts)}"


def _is_named(node: Node) -> bool:
    """The name of the type itself, or a line of addressees."""
    text = node.block.flat.text
    return bool(TITLE.match(text) or OTHER_TITLE.match(text) or text.startswith("Kính gửi"))


def number_kind(subject: Subject) -> Iterator[Found]:
    """A symbol that is another type's: "Số: 12/BC-UBND" over "KẾ HOẠCH", "Số: 7/UBND-VHXH" over a type that has an
    abbreviation of its own."""
    name = type_name(subject)
    due = SYMBOLS.get(name)
    for match, node in subject.search(NUMBER, Zone.HEAD):
        symbol = re.split(r"[-–]", match["c"])[0].strip()
        if due and symbol != due and symbol in (*SYMBOLS.values(), *BODIES) and not match.start():
            kind = name.capitalize()
            said = f"Văn bản là {kind} nhưng ký hiệu ghi “{symbol}”."
            yield Found(said, place_of(node, match), mend=f"Chữ viết tắt của {kind} trong ký hiệu là “{due}”.")


def date_form(subject: Subject) -> Iterator[Found]:
    """ "ngày 5 tháng 2": days below 10 and the months 1 and 2 take a 0, other months none. A day that is none."""
    for match, node in subject.search(PLACE_DAY, Zone.HEAD):
        if not match["d"] or not match["m"]:
            continue
        day, month, year = int(match["d"]), int(match["m"]), int(match["y"])
        if not make_day(year, month, day):
            yield Found(f"Không có ngày {day}/{month}/{year}.", place_of(node, match))
            continue
        right = f"ngày {day:02d} tháng {f'{month:02d}' if month < 3 else month} năm {year}"
        if (match["d"], match["m"]) != (f"{day:02d}", f"{month:02d}" if month < 3 else str(month)):
            yield Found(
                f"Ngày, tháng ghi chưa đúng thể thức: “{match.group()}”.",
                place_of(node, match),
                mend=f"Viết: “{match['p']}, {right}”.",
            )
    yield from _days_otherwise(subject)


def _days_otherwise(subject: Subject) -> Iterator[Found]:
    """ "Bạch Mai, ngày 12/01/2026"; no comma behind the place."""
    for match, node in subject.search(WRITTEN_DAY, Zone.HEAD):
        if PLACE_DAY.search(match.group()):
            continue
        day, month = int(match["d"] or match["dd"]), int(match["m"] or match["mm"])
        if 0 < day < 32 and 0 < month < 13:
            right = f"ngày {day:02d} tháng {month:02d}" if month < 3 else f"ngày {day:02d} tháng {month}"
            said = f"Địa danh, ngày, tháng ghi chưa đúng thể thức: “{match.group()}”."
            mend = f"Viết: “{match['p'].strip()}, {right} năm {match['y'] or match['yy']}”."
            yield Found(said, place_of(node, match), mend=mend)


def place_name(subject: Subject) -> Iterator[Found]:
    """The place before the day is not the commune's name."""
    commune = subject.reading.commune
    if not commune or not subject.reading.issuer or not re.search(r"phường|xã|đặc khu", subject.reading.issuer, re.I):
        return
    for match, node in subject.search(PLACE_DAY, Zone.HEAD):
        if not set(bare(match["p"]).split()) & set(bare(commune.text).split()[1:]):
            yield Found(
                f"Địa danh ghi “{match['p']}” nhưng cơ quan ban hành ở {shown(commune.text)}.",
                place_of(node, match, "p"),
                commune.span,
            )


def kind_case(subject: Subject) -> Iterator[Found]:
    """The name of the type in small letters."""
    for node in subject.zone(Zone.HEAD):
        if KIND_LOWER.fullmatch(node.block.flat.text) and not node.block.flat.text.isupper():
            yield Found(f"Tên loại “{node.block.flat.text}” phải viết chữ in hoa.", whole(node.block))


def title_missing(subject: Subject) -> Iterator[Found]:
    """Nothing stands under the name of the type."""
    if subject.head.kind and not subject.head.title and not _stopped_title(subject):
        yield Found("Kế hoạch chưa có trích yếu nội dung dưới tên loại.")


def title_stop(subject: Subject) -> Iterator[Found]:
    """Trích yếu with a full stop."""
    node = _stopped_title(subject)
    if node:
        yield Found("Trích yếu không có dấu chấm ở cuối.", _tail(node))


def _stopped_title(subject: Subject) -> Node | None:
    """The line under the name of the type, where it is a title with a full stop."""
    early = list(subject.zone(*OPENING))
    for index, node in enumerate(early[:-1]):
        if TITLE.fullmatch(node.block.flat.text) or OTHER_TITLE.match(node.block.flat.text):
            text = early[index + 1].block.flat.text
            stopped = early[index + 1].zone is Zone.HEAD and text.endswith((".", ";")) and len(text) < LONGEST_TITLE
            return early[index + 1] if stopped else None
    return None


def head_order(subject: Subject) -> Iterator[Found]:
    """The number stands under the title instead of above it."""
    titled = False
    for node in subject.zone(Zone.HEAD):
        named = bool(TITLE.match(node.block.flat.text) or OTHER_TITLE.match(node.block.flat.text))
        titled = titled or named
        match = NUMBER_LINE.match(node.block.flat.text)
        if titled and match and not named:
            yield Found("Số, ký hiệu đứng sau tên loại văn bản.", place_of(node, match))


def basis_marks(subject: Subject) -> Iterator[Found]:
    """Legal bases that do not end with a semicolon, the last without any mark."""
    bases = [node for node in subject.zone(Zone.PREAMBLE) if node.block.flat.text.startswith("Căn cứ")]
    for index, node in enumerate(bases):
        text = node.block.flat.text
        last = index == len(bases) - 1
        if not last and not text.endswith(";"):
            yield Found("Căn cứ này phải kết thúc bằng dấu chấm phẩy.", _tail(node), mend="Thay bằng dấu “;”.")
        if last and not text.endswith(ENDS):
            yield Found("Căn cứ cuối chưa có dấu kết thúc.", _tail(node), mend="Thêm dấu chấm sau căn cứ cuối.")


def end_mark(subject: Subject) -> Iterator[Found]:
    """The body ends without "./."."""
    ends = list(subject.zone(Zone.BODY, Zone.CLOSING))
    signed = any(node.zone in (Zone.SIGNATURE, Zone.RECIPIENTS) for node in subject.nodes)
    ended = bool(ends) and ends[-1].block.flat.text.rstrip(' ”"').endswith("./.")
    if not ends or not signed or ended or is_party(subject) or type_name(subject) == "BIÊN BẢN":
        return
    yield Found("Cuối nội dung văn bản chưa có dấu “./.”.", _tail(ends[-1]))


def _tail(node: Node) -> tuple[int, int]:
    """The last words of a paragraph."""
    flat = node.block.flat
    start = max(0, len(flat.text) - LONGEST_END)
    start = flat.text.find(" ", start) + 1 if start else 0
    return flat.span(start, len(flat.text))


def has_head(subject: Subject) -> bool:
    """Whether something stands above the name of the type."""
    for node in subject.zone(*OPENING):
        text = node.block.flat.text
        if TITLE.match(text) or OTHER_TITLE.match(text):
            return False
        if NUMBER_LINE.search(text) or PLACE_DAY.search(text) or text.isupper() or node.block.mark is Mark.ROMAN:
            return True
    return False


def _letters(word: str) -> str:
    """A pattern for a bare word with whatever marks."""
    return "".join(FAMILIES.get(letter, letter) for letter in word)


FAMILIES = {
    "a": "[aàáảãạăằắẳẵặâầấẩẫậ]", "d": "[dđð]", "e": "[eèéẻẽẹêềếểễệ]", "i": "[iìíỉĩị]", "o": "[oòóỏõọôồốổỗộơờớởỡợ]",
    "u": "[uùúủũụưừứửữự]", "y": "[yỳýỷỹỵ]",
}  # fmt: skip
