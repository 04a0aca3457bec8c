"""Days off and working days: weekends, public holidays (Tết, Giỗ Tổ …), and what a yearly decision adds or swaps.

Pure: no clock, no Django. The public holidays of Viet Nam come from the ``holidays`` library, which knows the lunar
calendar and the swaps of the years whose decision was published with it (Bộ luật Lao động 2019, Điều 112). What a later
decision says is data of the commune and stands above it. How periods end on a day off: ADR 0017.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

import holidays as public

from lantoa.core.periods import ONE_DAY, Window

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
SATURDAY = 5
LONGEST_SEARCH = 400
"""Days: nobody declares a whole year off; a search that goes on longer is a fault of the data."""


@lru_cache(maxsize=256)
def public_holidays(year: int) -> Mapping[date, str]:
    """Public holidays of a year with their Vietnamese names, in order; swapped and compensatory days included."""
    return dict(sorted(public.country_holidays("VN", years=year, language="vi").items()))


@lru_cache(maxsize=256)
def worked_weekends(year: int) -> frozenset[date]:
    """Saturdays and Sundays of a year that are worked in exchange for another day."""
    known = public.country_holidays("VN", years=year, language="vi")
    return frozenset(day for day in known.weekend_workdays if day.year == year)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are worked in one commune.

    ``off``: own days off with their names; ``worked``: days that are worked although they are a weekend or a holiday.
    A day that stands in both is off.
    """

    off: Mapping[date, str] = field(default_factory=dict)
    worked: frozenset[date] = frozenset()

    def holiday(self, day: date) -> str:
        """The name of the holiday; empty on other days, weekends included."""
        if day in self.off:
            return self.off[day] or "Ngày nghỉ"
        return "" if day in self.worked else public_holidays(day.year).get(day, "")

    def is_off(self, day: date) -> bool:
        """Whether nobody works on this day."""
        if day in self.off:
            return True
        if day in self.worked:
            return False
        if day.weekday() >= SATURDAY and day not in worked_weekends(day.year):
            return True
        return day in public_holidays(day.year)

    def reason(self, day: date) -> str:
        """Why the day is off: "Quốc khánh", "Chủ nhật"; empty on a working day."""
        if not self.is_off(day):
            return ""
        return self.holiday(day) or WEEKDAYS[day.weekday()]

    def next_working(self, day: date) -> date:
        """The day itself, or the first working day after it."""
        return self._search(day, ONE_DAY)

    def last_working(self, day: date) -> date:
        """The day itself, or the last working day before it."""
        return self._search(day, -ONE_DAY)

    def _search(self, day: date, step: timedelta) -> date:
        for _ in range(LONGEST_SEARCH):
            if not self.is_off(day):
                return day
            day += step
        raise ValueError(f"no working day within {LONGEST_SEARCH} days of {day}")

    def add_working_days(self, day: date, count: int) -> date:
        """The working day that is ``count`` working days after a day, which itself is not counted (Điều 147 Bộ luật
        Dân sự 2015). With 0 the day itself."""
        for _ in range(count):
            day = self.next_working(day + ONE_DAY)
        return day

    def working_days(self, window: Window) -> list[date]:
        """The working days of a window, in order."""
        every = (window.start + timedelta(days=n) for n in range(window.days))
        return [day for day in every if not self.is_off(day)]

    def nearest_working(self, day: date, window: Window) -> date | None:
        """The last working day on or before ``day`` inside a window, else the first after it; None where the whole
        window is off. So proposed dates never fall on a day off and never leave their window."""
        inside = self.working_days(window)
        before = [one for one in inside if one <= day]
        return before[-1] if before else next(iter(inside), None)


NATIONAL = WorkCalendar()
"""Weekends and public holidays alone."""
