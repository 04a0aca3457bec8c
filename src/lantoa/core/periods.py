"""Windows of the calendar: months, quarters, half-years, nine months, years, and the windows of reports.

Pure: no clock, no Django. All dates are days of the ward's calendar; every window includes both its ends.
Data windows that do not follow the calendar (day 15 to day 14): Thông tư 06/2025/TT-TTCP, Điều 7.
"""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from vanban.vocabulary import Labelled

ONE_DAY = timedelta(days=1)
ROMAN_QUARTERS = ("I", "II", "III", "IV")

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
"""No day of a plan lies before or after: a wrong year must not make a rule count through a thousand years."""
LONGEST_PLAN = 3660
"""Days."""


class PeriodKind(Labelled):
    """Loại kỳ. Months, quarters, half-years and years tile the calendar; nine months ends in September."""

    MONTH = "month", "Tháng"
    QUARTER = "quarter", "Quý"
    HALF_YEAR = "half_year", "6 tháng"
    NINE_MONTHS = "nine_months", "9 tháng"
    YEAR = "year", "Năm"
    PLAN = "plan", "Cả kỳ kế hoạch"


MONTHS_IN = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF_YEAR: 6,
    PeriodKind.NINE_MONTHS: 9,
    PeriodKind.YEAR: 12,
}


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """Days from ``start`` to ``end``, both included. Raises ValueError when it would be empty."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a window cannot end ({self.end}) before it starts ({self.start})")

    @property
    def days(self) -> int:
        """How many days, at least 1."""
        return (self.end - self.start).days + 1

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def intersection(self, other: "Window") -> "Window | None":
        """The days that both have; None where they have none."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Window(start, end) if start <= end else None

    def overlaps(self, other: "Window") -> bool:
        """Whether they share a day."""
        return self.intersection(other) is not None


def last_day_of_month(year: int, month: int) -> date:
    """28 to 31, leap years included."""
    return date(year, month, calendar.monthrange(year, month)[1])


def day_of_month(year: int, month: int, day: int) -> date:
    """Day ``day`` of the month, or its last day where the month is shorter (31 in April is the 30th)."""
    return min(date(year, month, min(day, 28)) + timedelta(days=max(day - 28, 0)), last_day_of_month(year, month))


def add_months(year: int, month: int, months: int) -> tuple[int, int]:
    """(year, month) moved by a number of months, which may be negative."""
    index = year * 12 + (month - 1) + months
    return index // 12, index % 12 + 1


def window_containing(kind: PeriodKind, day: date) -> Window | None:
    """The calendar window of a kind around a day; None for nine months from October on.

    Raises ValueError for PLAN, which has no place in the calendar.
    """
    if kind is PeriodKind.PLAN:
        raise ValueError("a plan's own period is not a window of the calendar")
    months = MONTHS_IN[kind]
    first = 1 if kind is PeriodKind.NINE_MONTHS else (day.month - 1) // months * months + 1
    window = Window(date(day.year, first, 1), last_day_of_month(day.year, first + months - 1))
    return window if day in window else None


def windows_of_year(kind: PeriodKind, year: int) -> tuple[Window, ...]:
    """The calendar windows of a kind that begin in a year: 12 months, 4 quarters, 2 half-years, 1, 1."""
    months = MONTHS_IN[kind]
    firsts = (1,) if kind is PeriodKind.NINE_MONTHS else range(1, 13, months)
    return tuple(Window(date(year, first, 1), last_day_of_month(year, first + months - 1)) for first in firsts)


def windows_within(kind: PeriodKind, active: Window) -> tuple[Window, ...]:
    """Windows of a kind, clipped to the days that are active, in order of time.

    They never overlap and never leave ``active``; all kinds except nine months cover each day of it
    exactly once.
    """
    if kind is PeriodKind.PLAN:
        return (active,)
    return tuple(_clipped(kind, active))


def _clipped(kind: PeriodKind, active: Window) -> Iterator[Window]:
    for year in range(active.start.year, active.end.year + 1):
        for window in windows_of_year(kind, year):
            if clipped := window.intersection(active):
                yield clipped


def label_of(kind: PeriodKind, window: Window) -> str:
    """What an official calls a window: "Tháng 8/2025", "Quý III/2025", "6 tháng đầu năm 2025", "Năm 2025".

    A clipped window keeps the name of its calendar window. A plan's own period takes the name of the year
    or half-year that it equals, otherwise its dates: "Từ 01/08/2025 đến 31/12/2025".
    """
    if kind is PeriodKind.PLAN:
        return _plan_label(window)
    year, month = window.start.year, window.start.month
    half = "đầu" if month <= 6 else "cuối"
    return {
        PeriodKind.MONTH: f"Tháng {month}/{year}",
        PeriodKind.QUARTER: f"Quý {ROMAN_QUARTERS[(month - 1) // 3]}/{year}",
        PeriodKind.HALF_YEAR: f"6 tháng {half} năm {year}",
        PeriodKind.NINE_MONTHS: f"9 tháng đầu năm {year}",
        PeriodKind.YEAR: f"Năm {year}",
    }[kind]


def _plan_label(window: Window) -> str:
    for kind in (PeriodKind.YEAR, PeriodKind.HALF_YEAR):
        if window_containing(kind, window.start) == window:
            return label_of(kind, window)
    return f"Từ {window.start:%d/%m/%Y} đến {window.end:%d/%m/%Y}"


@dataclass(frozen=True, slots=True)
class ReportCalendar:
    """How a commune reports: settings, because each province sets its own (facts differ from year to year).

    ``data_from_day`` None = data of the calendar period itself; 15 = from day 15 of the month before the
    period to day 14 of its last month. ``due_day`` None = the last day of the period, otherwise that day
    of the month ``due_months_after`` months after the period's last month (0 = in the last month itself).
    ``due_before`` = "trước ngày 05": the last good day is the one before.
    """

    data_from_day: int | None = None
    due_day: int | None = None
    due_months_after: int = 0
    due_before: bool = False

    def __post_init__(self) -> None:
        for day in (self.data_from_day, self.due_day):
            if day is not None and not 1 <= day <= 31:
                raise ValueError(f"a day of the month is 1 to 31, not {day}")


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """One report: the period it speaks of, the days its data come from, the last good day to send it."""

    kind: PeriodKind
    label: str
    period: Window
    data: Window
    due_on: date


def report_period(kind: PeriodKind, period: Window, settings: ReportCalendar) -> ReportPeriod:
    """The report on one calendar window (or on a plan's own period)."""
    return ReportPeriod(
        kind=kind,
        label=label_of(kind, period),
        period=period,
        data=_data_window(period, settings.data_from_day),
        due_on=_due_on(period, settings),
    )


def report_periods(kind: PeriodKind, year: int, settings: ReportCalendar) -> tuple[ReportPeriod, ...]:
    """All reports of a kind in a year: 12, 4, 2, 1 or 1. Their data windows never overlap."""
    return tuple(report_period(kind, window, settings) for window in windows_of_year(kind, year))


def next_window(kind: PeriodKind, window: Window) -> Window:
    """The stretch of time that a report calls the next period: the window of the same kind that comes after.

    After nine months it is the fourth quarter; after a plan's own period, as many days again.
    """
    start = window.end + ONE_DAY
    if kind is PeriodKind.PLAN:
        return Window(start, start + timedelta(days=window.days - 1))
    found = window_containing(PeriodKind.QUARTER if kind is PeriodKind.NINE_MONTHS else kind, start)
    if found is None:  # only nine months has gaps, and that case is taken above
        raise ValueError(f"no window of kind {kind} after {window.end}")
    return Window(start, found.end)


def month_day_on(window: Window, day: int, *, months_after: int = 0, before: bool = False) -> date:
    """Day ``day`` of the last month of a window (or some months later); ``before`` = the day before that
    day."""
    year, month = add_months(window.end.year, window.end.month, months_after)
    found = day_of_month(year, month, day)
    return found - ONE_DAY if before else found


def _data_window(period: Window, from_day: int | None) -> Window:
    if from_day is None:
        return period
    year, month = add_months(period.start.year, period.start.month, -1)
    end = day_of_month(period.end.year, period.end.month, from_day) - ONE_DAY
    return Window(day_of_month(year, month, from_day), end)


def _due_on(period: Window, settings: ReportCalendar) -> date:
    if settings.due_day is None:
        year, month = add_months(period.end.year, period.end.month, settings.due_months_after)
        return last_day_of_month(year, month) if settings.due_months_after else period.end
    after, before = settings.due_months_after, settings.due_before
    return month_day_on(period, settings.due_day, months_after=after, before=before)
