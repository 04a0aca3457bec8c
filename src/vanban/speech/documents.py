"""The number of a document in words: "76/NQ-CP" → "bảy mươi sáu của Chính phủ" after "Nghị quyết số"."""

import re

from vanban.speech.numbers import number_words

KINDS = {
    "NQ": "Nghị quyết", "NĐ": "Nghị định", "QĐ": "Quyết định", "CT": "Chỉ thị", "KH": "Kế hoạch", "CV": "Công văn",
    "TB": "Thông báo", "BC": "Báo cáo", "TT": "Thông tư", "HD": "Hướng dẫn", "TTR": "Tờ trình", "CTR": "Chương trình",
    "KL": "Kết luận", "QC": "Quy chế", "ĐA": "Đề án", "TTLT": "Thông tư liên tịch",
}  # fmt: skip
ISSUERS = {
    "CP": "Chính phủ", "TTG": "Thủ tướng Chính phủ", "UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân",
    "TW": "Trung ương", "BNV": "Bộ Nội vụ", "VPCP": "Văn phòng Chính phủ", "BTC": "Bộ Tài chính",
    "BTP": "Bộ Tư pháp", "BKHCN": "Bộ Khoa học và Công nghệ", "BVHTTDL": "Bộ Văn hóa, Thể thao và Du lịch",
    "MTTQ": "Mặt trận Tổ quốc", "ĐU": "Đảng ủy", "TU": "Tỉnh ủy, Thành ủy",
}  # fmt: skip
LETTERS = {
    "A": "a", "B": "bê", "C": "xê", "D": "dê", "Đ": "đê", "E": "e", "G": "giê", "H": "hát", "I": "i", "K": "ca",
    "L": "lờ", "M": "mờ", "N": "nờ", "O": "o", "P": "pê", "Q": "quy", "R": "rờ", "S": "sờ", "T": "tê", "U": "u",
    "V": "vê", "X": "ích", "Y": "i dài", "J": "gi", "Z": "dét", "W": "vê kép", "F": "ép", "Ô": "ô", "Ơ": "ơ",
    "Ư": "ư", "Â": "â", "Ă": "ă", "Ê": "ê",
}  # fmt: skip
DOCUMENT = re.compile(
    r"(?<![\w/])(\d{1,6})/(?:((?:19|20)\d\d)/)?((?:[A-ZĐ][A-Za-zĐđ]{0,6}\d{0,2})(?:[-–][A-ZĐ][A-Za-zĐđ&]{0,9})*)(?![\w/])"
)
"""Number, year where there is one, symbols with hyphens: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II, khoản 3."""
_ASSEMBLY = re.compile(r"QH(\d{1,2})")
_KIND_BEFORE = re.compile(
    "(?:"
    + "|".join(sorted(map(re.escape, {*KINDS.values(), "Luật", "Văn bản"}), key=len, reverse=True))
    + r")\s+(số\s+)?$",
    re.I,
)


def letters(text: str) -> str:
    """ "VBQPPL" letter by letter: "vê bê quy pê pê lờ"."""
    return " ".join(LETTERS.get(one.upper(), one) for one in text)


def document_words(found: "re.Match[str]", before: str = "") -> str:
    """One match of ``DOCUMENT``. ``before``: the text before it, so that "Nghị định số" is not said twice."""
    number, year, symbols = found.groups()
    parts = re.split("[-–]", symbols)
    kind = KINDS.get(parts[0].upper(), "")
    issuers = [_issuer(part) for part in (parts[1:] if kind else parts)]
    words = [_opening(kind, before), number_words(int(number))]
    words += [f"năm {number_words(int(year))}"] if year else []
    words += [f"của {' '.join(issuers)}"] if issuers else []
    return " ".join(word for word in words if word)


def _opening(kind: str, before: str) -> str:
    said = _KIND_BEFORE.search(before)
    if said:
        return "" if said[1] else "số"
    if before.rstrip().lower().endswith("số"):
        return ""
    return f"{kind} số" if kind else "số"


def _issuer(symbol: str) -> str:
    assembly = _ASSEMBLY.fullmatch(symbol)
    if assembly:
        return f"Quốc hội khóa {number_words(int(assembly[1]))}"
    return ISSUERS.get(symbol.upper()) or letters(symbol)
