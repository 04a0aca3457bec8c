"""Days as people write them in spreadsheets: real dates, text, numbers of days; what is wrong, and what to do."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from lantoa.core.folding import fold
from lantoa.core.periods import FIRST_DAY, LAST_DAY
from vanban.sheets import Cell
from vanban.vocabulary import Labelled


class DayOrder(Labelled):
    """How days are written in text."""

    DAY_FIRST = "day_first", "ngày/tháng/năm (25/03/2025)"
    MONTH_FIRST = "month_first", "tháng/ngày/năm, kiểu Mỹ (03/25/2025)"


@dataclass(frozen=True, slots=True)
class ReadDay:
    """A day, or what is wrong with it; ``remark``: what was assumed."""

    day: date | None = None
    problem: str = ""
    remark: str = ""


_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_NUMBERS = re.compile(r"(\d{1,4})\s*[/.\-]\s*(\d{1,2})(?:\s*[/.\-]\s*(\d{1,4}))?")
_WORDS = re.compile(r"(?:ngay\s+)?(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+(\d{2,4})")
_TIME = re.compile(
    r"\b\d{1,2}\s*(?:h|gio|:)\s*\d{0,2}(?::\d{2}(?:\.\d+)?)?(?:\s*(?:am|pm|sa|ch))?|(?<=\d)t\d{1,2}:\d{2}.*$"
)
_WEEKDAY = re.compile(r"^(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|t[2-7]|cn)\b[ ,]*")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?$")
_MONTH_ONLY = re.compile(r"(?:thang\s+)?\d{1,2}\s*[/.\-]\s*\d{4}$")
_OTHER_ORDER = " Nếu tệp ghi tháng trước ngày, hãy đổi “Cách ghi ngày” ở phần Các cột."
_EXAMPLE = "hãy ghi ngày/tháng/năm, ví dụ 05/03/2025"


def read_day(cell: Cell, order: DayOrder = DayOrder.DAY_FIRST) -> ReadDay:
    """One day from a cell. Empty, several days, no such day, a month alone: a problem that says what to do."""
    if isinstance(cell, dict):
        return _bounded(date.fromisoformat(cell["d"]))
    if isinstance(cell, bool) or cell == "":
        return ReadDay(problem=f"chưa có ngày: {_EXAMPLE}.")
    if isinstance(cell, int | float):
        return _serial(float(cell))
    return _text(cell, order)


@lru_cache(maxsize=4096)
def _text(text: str, order: DayOrder) -> ReadDay:
    bare = " ".join(_TIME.sub(" ", fold(text)).replace(",", " ").split()).strip("' ")
    bare = _WEEKDAY.sub("", bare).removeprefix("ngay ")
    if _SERIAL.fullmatch(bare):
        return _serial(float(bare.replace(",", ".")))
    if words := _WORDS.fullmatch(bare):
        return _made(*(int(part) for part in words.groups()), shown=text)
    if _MONTH_ONLY.fullmatch(bare):
        return ReadDay(problem=f"“{_short(text)}” chỉ có tháng, chưa có ngày: {_EXAMPLE}.")
    found = _NUMBERS.fullmatch(bare)
    if found:
        return _from_numbers(found, text, order)
    if len(_NUMBERS.findall(bare)) > 1 or re.search(r"\d\s*[-–,;]\s*\d|\bden\b|\bva\b", bare):
        return ReadDay(problem=f"“{_short(text)}” có nhiều ngày: hãy tách mỗi ngày thành một dòng.")
    return ReadDay(problem=f"“{_short(text)}” không phải ngày: {_EXAMPLE}.")


def _from_numbers(found: re.Match[str], text: str, order: DayOrder) -> ReadDay:
    first, second, third = found.groups()
    if third is None:
        return ReadDay(problem=f"“{_short(text)}” thiếu năm: {_EXAMPLE}.")
    if len(first) == 4:
        return _made(int(third), int(second), int(first), shown=text)
    if len(first) > 2 or len(third) == 3:
        return ReadDay(problem=f"“{_short(text)}” không phải ngày: {_EXAMPLE}.")
    if len(third) == 4 and third.startswith("0"):
        return ReadDay(problem=f"“{_short(text)}”: năm {third} không đúng, {_EXAMPLE}.")
    day, month = (first, second) if order is DayOrder.DAY_FIRST else (second, first)
    read = _made(int(day), int(month), int(third), shown=text)
    if read.day and len(third) <= 2:
        return ReadDay(read.day, remark=f"“{_short(text)}” ghi năm hai chữ số, hiểu là {read.day:%d/%m/%Y}.")
    return read


def _made(day: int, month: int, year: int, *, shown: str) -> ReadDay:
    year += 2000 if year < 100 else 0
    if not 1 <= month <= 12:
        hint = (
            " Nếu tệp ghi tháng trước ngày, hãy đổi “Cách ghi ngày” ở phần Các cột."
            if 1 <= day <= 12 < month <= 31
            else ""
        )
        return ReadDay(problem=f"“{_short(shown)}”: không có tháng {month}, {_EXAMPLE}.{hint}")
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        return ReadDay(problem=f"“{_short(shown)}”: năm {year} không đúng, {_EXAMPLE}.")
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        return ReadDay(problem=f"“{_short(shown)}”: tháng {month} năm {year} có {last} ngày, hãy sửa lại ngày.")
    return ReadDay(date(year, month, day))


def _serial(number: float) -> ReadDay:
    """A number of days, as Excel keeps dates: from 1900 (or 1904 on old Macs, which the reader has already seen to)."""
    if 100 <= number < 36_526:
        hint = (
            f" (số {int(number)} có thể là ngày của máy Mac đời cũ: hãy định dạng cột là Ngày)"
            if number > 34_000
            else ""
        )
        return ReadDay(problem=f"ô là số {int(number)}, không phải ngày{hint}: {_EXAMPLE}.")
    if not 36_526 <= number <= 73_415:
        return ReadDay(problem=f"ô là số {_short(str(number))}, không phải ngày: {_EXAMPLE}.")
    day = _EPOCH + timedelta(days=int(number))
    return ReadDay(day, remark=f"Ô ngày là số {int(number)}, hiểu là {day:%d/%m/%Y}.")


def _bounded(day: date) -> ReadDay:
    if FIRST_DAY <= day <= LAST_DAY:
        return ReadDay(day)
    return ReadDay(problem=f"ngày {day:%d/%m/}{day.year} không đúng: {_EXAMPLE}.")


def suspicious(cells: list[Cell]) -> str:
    """What is odd about a column of days as a whole; empty where nothing is.

    A file that was opened under American settings has real dates where the day was at most 12, with day and month
    exchanged, and text where it was more: nobody can tell from one cell, the column gives it away.
    """
    texts = [found for cell in cells if isinstance(cell, str) and (found := _NUMBERS.fullmatch(cell.strip()))]
    over_first = sum(len(one[1]) <= 2 and int(one[1]) > 12 for one in texts)
    over_second = sum(int(one[2]) > 12 for one in texts)
    real = [date.fromisoformat(cell["d"]) for cell in cells if isinstance(cell, dict)]
    if over_second and not over_first:
        return "Cột ngày có vẻ ghi tháng trước ngày (kiểu Mỹ). Nếu đúng, hãy đổi “Cách ghi ngày”."
    if over_second and over_first:
        return "Cột ngày lẫn cả hai cách ghi (ngày trước, tháng trước): hãy sửa cho thống nhất rồi tải lại."
    if over_first and len(real) >= 6 and all(day.day <= 12 for day in real):
        return (
            "Cột ngày vừa có ngày thật vừa có ngày dạng chữ, và mọi ngày thật đều từ mùng 1 đến 12: Excel có thể "
            "đã đảo ngày với tháng khi mở tệp. Hãy đối chiếu vài dòng với bản gốc."
        )
    return ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 30 else f"{line[:29]}…"
