"""Numbers, days and hours in Vietnamese words."""

from datetime import date, time

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", " nghìn", " triệu")
_BILLION = 1_000_000_000
FIRST_DAYS = 10
"""Days up to the tenth of a month are said with "mùng"."""


def number_words(number: int) -> str:
    """A whole number: 2021 → "hai nghìn không trăm hai mươi mốt"; 105 → "một trăm linh năm"."""
    if number < 0:
        return f"âm {number_words(-number)}"
    if number < 10:
        return DIGITS[number]
    if number >= _BILLION:
        rest = number % _BILLION
        head = f"{number_words(number // _BILLION)} tỷ"
        return f"{head} {_below_billion(rest, full=True)}" if rest else head
    return _below_billion(number, full=False)


def _below_billion(number: int, *, full: bool) -> str:
    words: list[str] = []
    for place in (2, 1, 0):
        group = number // 1000**place % 1000
        if group:
            words.append(_group(group, full=full or bool(words)) + _SCALES[place])
    return " ".join(words)


def _group(number: int, *, full: bool) -> str:
    """Three digits. ``full``: something stands before them, so that "không trăm", "linh" are said."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    words = [f"{DIGITS[hundreds]} trăm"] if hundreds or full else []
    if tens == 0 and ones and words:
        words.append("linh")
    elif tens == 1:
        words.append("mười")
    elif tens:
        words.append(f"{DIGITS[tens]} mươi")
    if ones:
        words.append(_ones(ones, tens))
    return " ".join(words)


def _ones(ones: int, tens: int) -> str:
    changed = {1: "mốt", 4: "tư"} if tens > 1 else {}
    if tens:
        changed[5] = "lăm"
    return changed.get(ones, DIGITS[ones])


def decimal_words(text: str) -> str:
    """A number as it is written in Vietnamese, "95,5" or "1.234.567": "chín mươi lăm phẩy năm"."""
    whole, comma, part = text.replace(".", "").partition(",")
    said = number_words(int(whole))
    if not comma:
        return said
    after = number_words(int(part)) if part[0] != "0" and len(part) < 3 else " ".join(DIGITS[int(one)] for one in part)
    return f"{said} phẩy {after}"


def day_words(day: int) -> str:
    """A day of a month: 5 → "mùng năm", 21 → "hai mươi mốt"."""
    return f"mùng {number_words(day)}" if day <= FIRST_DAYS else number_words(day)


def month_words(month: int) -> str:
    """A month: 4 → "tư"."""
    return "tư" if month == 4 else number_words(month)


def date_words(day: date) -> str:
    """ "ngày mùng hai tháng chín năm hai nghìn không trăm hai mươi lăm"."""
    return f"ngày {day_words(day.day)} tháng {month_words(day.month)} năm {number_words(day.year)}"


def time_words(at: time) -> str:
    """ "bảy giờ ba mươi phút"; a full hour has no minutes."""
    hours = f"{number_words(at.hour)} giờ"
    return f"{hours} {number_words(at.minute)} phút" if at.minute else hours


def phone_words(text: str) -> str:
    """Digit by digit, with a short pause after each group as it is written: "0226 385" → "không hai hai sáu, ba tám
    năm"."""
    groups = "".join(one if one.isdigit() else " " for one in text).split()
    return ", ".join(" ".join(DIGITS[int(one)] for one in group) for group in groups)
