"""A whole text as it is read aloud, and the time that takes."""

import re
from collections.abc import Callable
from datetime import date, time
from functools import partial

from vanban.speech.documents import DOCUMENT, document_words
from vanban.speech.numbers import (
    date_words,
    day_words,
    decimal_words,
    month_words,
    number_words,
    phone_words,
    time_words,
)

SYLLABLES_PER_MINUTE = 170
"""A calm announcer before loudspeakers in the open, where echoes ask for slowness. A default, not a measurement: the
seconds that it gives are shown as "about"."""
PAUSE_SECONDS = 0.6
"""After each sentence."""
ABBREVIATIONS = {
    "CCHC": "cải cách hành chính", "TTHC": "thủ tục hành chính", "UBND": "Ủy ban nhân dân",
    "HĐND": "Hội đồng nhân dân", "MTTQ": "Mặt trận Tổ quốc", "DVCTT": "dịch vụ công trực tuyến",
    "DVC": "dịch vụ công", "HCC": "hành chính công", "TDP": "tổ dân phố", "CNTT": "công nghệ thông tin",
    "CSDL": "cơ sở dữ liệu", "BHYT": "bảo hiểm y tế", "BHXH": "bảo hiểm xã hội", "CCCD": "căn cước công dân",
    "CBCC": "cán bộ, công chức", "CBCCVC": "cán bộ, công chức, viên chức", "VBQPPL": "văn bản quy phạm pháp luật",
    "CĐS": "chuyển đổi số", "QLNN": "quản lý nhà nước", "HTX": "hợp tác xã", "THCS": "trung học cơ sở",
    "THPT": "trung học phổ thông", "VH-XH": "Văn hóa - Xã hội", "VHXH": "Văn hóa - Xã hội", "AI": "ây ai",
    "OA": "ô a", "VNeID": "vê nờ e i đi", "QR": "quy rờ", "PAR INDEX": "pa in đếch", "SIPAS": "si pát", "PAPI": "pa pi",
    "PCI": "pê xê i", "DTI": "đê tê i", "TP.": "thành phố", "đ/c": "đồng chí", "v.v.": "vân vân",
}  # fmt: skip
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_LINK = re.compile(
    r"(?<![\w.@-])(?:https?://)?((?:[a-z0-9-]{1,63}\.){1,8}(?:vn|com|net|org|gov|me)(?![\w-])(?:/[^\s<>()]{0,500}[\w/])?)",
    re.I,
)
_DATE = re.compile(r"(ngày\s+)?(?<![\d/.-])(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?![\d/-])", re.I)
_DAY = re.compile(r"(ngày\s+)(\d{1,2})[/-](\d{1,2})(?![\d/-])", re.I)
_MONTH = re.compile(r"(tháng\s+)(\d{1,2})/(\d{4})(?!\d)", re.I)
_QUARTER = re.compile(r"(quý\s+)(IV|I{1,3})(?:/(\d{4}))?(?!\w)", re.I)
_TIME = re.compile(r"(?<![\d:])(\d{1,2})(?::|h|\s?giờ\s?)(\d{2})(?:\s?phút)?(?![\d:])")
_HOUR = re.compile(r"(?<![\d:])(\d{1,2})h(?!\w)")
_MONEY = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d{3})+|\d+)\s?(?:đ|VNĐ|VND)(?!\w)")
_PHONE = re.compile(r"(?<![\d.,])(?:\(?0\d{2,4}\)?(?:[ .-]?\d{3,4}){2}|0\d{9,10}|1[89]00[ .-]?\d{4}|1022)(?![\d])")
_RANGE = re.compile(r"(?<![\d.,/-])(\d{1,4})\s?[-–]\s?(\d{1,4})(?![\d/.,-])")
_NUMBER = re.compile(r"(?<![\w.,])(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,15}(?:,\d+)?)(?!\w)")
_ABBREVIATION = re.compile(
    "|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in sorted(ABBREVIATIONS, key=len, reverse=True))
)
_SENTENCE_END = re.compile(r"[.!?…](?:\s|$)|\n+")


def spoken(text: str) -> str:
    """Every figure, date, number of a document, link and known abbreviation in words; all else as it stands."""
    said = _LINK.sub(lambda found: link_words(found[0]), text)
    said = DOCUMENT.sub(
        lambda found: document_words(found, found.string[max(0, found.start() - 40) : found.start()]), said
    )
    for pattern, words in _RULES:
        said = pattern.sub(partial(_or_left, words), said)
    return said


def _or_left(words: Callable[["re.Match[str]"], str], found: "re.Match[str]") -> str:
    """What is no date of the calendar and no hour of the day stays as it is written."""
    try:
        return words(found)
    except (ValueError, IndexError):
        return found[0]


def _date(found: "re.Match[str]") -> str:
    return date_words(date(int(found[4]), int(found[3]), int(found[2])))


def _day(found: "re.Match[str]") -> str:
    day = date(2024, int(found[3]), int(found[2]))
    return f"{found[1]}{day_words(day.day)} tháng {month_words(day.month)}"


def _month(found: "re.Match[str]") -> str:
    month = date(int(found[3]), int(found[2]), 1)
    return f"{found[1]}{month_words(month.month)} năm {number_words(month.year)}"


def _quarter(found: "re.Match[str]") -> str:
    year = f" năm {number_words(int(found[3]))}" if found[3] else ""
    return f"{found[1]}{number_words(_ROMAN[found[2].upper()])}{year}"


def _range(found: "re.Match[str]") -> str:
    return f"{number_words(int(found[1]))} đến {number_words(int(found[2]))}"


_RULES: tuple[tuple["re.Pattern[str]", Callable[["re.Match[str]"], str]], ...] = (
    (_DATE, _date),
    (_DAY, _day),
    (_MONTH, _month),
    (_QUARTER, _quarter),
    (_TIME, lambda found: time_words(time(int(found[1]), int(found[2])))),
    (_HOUR, lambda found: time_words(time(int(found[1])))),
    (_MONEY, lambda found: f"{decimal_words(found[1])} đồng"),
    (_PHONE, lambda found: phone_words(found[0])),
    (_ABBREVIATION, lambda found: ABBREVIATIONS[found[0]]),
    (re.compile(r"(?<=\d)\s?%"), lambda _found: " phần trăm"),
    (_RANGE, _range),
    (_NUMBER, lambda found: decimal_words(found[1])),
)


def link_words(link: str) -> str:
    """ "https://dichvucong.gov.vn/" → "dichvucong chấm gov chấm vn"; the path as it is written, with "gạch chéo"."""
    bare = re.sub(r"^https?://(?:www\.)?", "", link.strip(), flags=re.I).rstrip("/")
    return " ".join(re.sub(r"[/.]", lambda sign: " gạch chéo " if sign[0] == "/" else " chấm ", bare).split())


def reading_seconds(text: str, *, per_minute: int = SYLLABLES_PER_MINUTE) -> int:
    """About how long an announcer needs for the text, with its figures said in words. Vietnamese writes each syllable
    as a word."""
    said = spoken(text)
    syllables = len(re.findall(r"\w+", said))
    sentences = len(_SENTENCE_END.findall(said))
    return round(syllables * 60 / per_minute + sentences * PAUSE_SECONDS)
