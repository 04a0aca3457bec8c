"""Dates and stretches of time as officials write them → days. Nothing is guessed: what is incomplete gives None."""

import calendar
import re
from datetime import date

DAY = r"\d{1,2} ?/ ?\d{1,2} ?/ ?\d{4}|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}-\d{1,2}-\d{4}|\d{1,2} tháng \d{1,2} năm \d{4}"
QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "01": 1, "02": 2, "03": 3, "04": 4}
NUMBERS = re.compile(r"\d+")


def parse_day(text: str) -> date | None:
    """ "22/10/2021", "15 tháng 01 năm 2026" → the day; None where there is no such day."""
    numbers = [int(number) for number in NUMBERS.findall(text)]
    if len(numbers) != 3:
        return None
    return make_day(numbers[2], numbers[1], numbers[0])


def make_day(year: int, month: int, day: int) -> date | None:
    """A day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def iso(day: date | None) -> str | None:
    """ISO 8601, None for None."""
    return day.isoformat() if day else None


def months(year: int, first: int, last: int) -> tuple[date, date] | None:
    """The first and last day of a run of months of one year."""
    if not (1 <= first <= last <= 12 and 1900 <= year <= 2200):
        return None
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


FROM_TO = re.compile(
    (
        r"từ (?:đầu )?tháng (\d{1,2})(?: ?[/-] ?| năm )?(\d{4})? (?:đến|-|tới) (?:hết |"
        r"cuối )?tháng (\d{1,2})(?: ?[/-] ?| năm )(\d{4})"
    ),
    re.I,
)
FROM_TO_DAYS = re.compile(rf"từ (?:ngày )?({DAY}) (?:đến|-|tới) (?:hết )?(?:ngày )?({DAY})", re.I)
HALF = re.compile(r"(?:0?6|sáu) tháng (đầu|cuối)(?: của)? năm (\d{4})", re.I)
NINE = re.compile(r"(?:0?9|chín) tháng(?: đầu)? năm (\d{4})", re.I)
QUARTER = re.compile(r"quý (iv|iii|ii|i|0?[1-4])(?: ?[/-] ?| năm |,? )(\d{4})", re.I)
SOME_MONTHS = re.compile(r"tháng (\d{1,2}) ?(?:-|–|,|và|đến) ?(?:tháng )?(\d{1,2})(?: ?/ ?| năm )(\d{4})", re.I)
MONTH = re.compile(r"tháng (\d{1,2})(?: ?[/-] ?| năm )(\d{4})", re.I)
YEARS = re.compile(r"giai đoạn (\d{4}) ?[-–] ?(\d{4})", re.I)
YEAR = re.compile(r"năm (\d{4})", re.I)


def parse_period(text: str) -> tuple[date, date] | None:
    """A stretch of time with its year → first and last day: "từ tháng 8/2025 đến tháng 12/2025", "quý IV/2025",
    "6 tháng cuối năm 2025", "tháng 10/2025", "giai đoạn 2026-2030", "năm 2025". None where no year stands there."""
    for pattern, read in READERS:
        match = pattern.search(text)
        if match:
            return read(match)
    return None


def _from_to(match: re.Match[str]) -> tuple[date, date] | None:
    last_year = int(match[4])
    first_year = int(match[2] or last_year)
    first, last = months(first_year, int(match[1]), int(match[1])), months(last_year, int(match[3]), int(match[3]))
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def _days(match: re.Match[str]) -> tuple[date, date] | None:
    first, last = parse_day(match[1]), parse_day(match[2])
    return (first, last) if first and last and first <= last else None


def _half(match: re.Match[str]) -> tuple[date, date] | None:
    return months(int(match[2]), 1, 6) if match[1].casefold() == "đầu" else months(int(match[2]), 7, 12)


def _quarter(match: re.Match[str]) -> tuple[date, date] | None:
    quarter = QUARTERS[match[1].casefold()]
    return months(int(match[2]), quarter * 3 - 2, quarter * 3)


def _years(match: re.Match[str]) -> tuple[date, date] | None:
    first, last = months(int(match[1]), 1, 12), months(int(match[2]), 1, 12)
    return (first[0], last[1]) if first and last and first[0] < last[1] else None


READERS = (
    (FROM_TO_DAYS, _days),
    (FROM_TO, _from_to),
    (HALF, _half),
    (NINE, lambda match: months(int(match[1]), 1, 9)),
    (QUARTER, _quarter),
    (SOME_MONTHS, lambda match: months(int(match[3]), int(match[1]), int(match[2]))),
    (MONTH, lambda match: months(int(match[2]), int(match[1]), int(match[1]))),
    (YEARS, _years),
    (YEAR, lambda match: months(int(match[1]), 1, 12)),
)
