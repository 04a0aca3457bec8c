"""Windows of the calendar and of reports."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.core.periods import (
    ONE_DAY,
    PeriodKind,
    ReportCalendar,
    Window,
    add_months,
    day_of_month,
    label_of,
    last_day_of_month,
    month_day_on,
    next_window,
    report_period,
    report_periods,
    window_containing,
    windows_of_year,
    windows_within,
)

TILING = [PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF_YEAR, PeriodKind.YEAR]
days = st.dates(date(2019, 1, 1), date(2032, 12, 31))


@st.composite
def windows(draw: st.DrawFn, most_days: int = 1200) -> Window:
    start = draw(days)
    return Window(start, start + timedelta(days=draw(st.integers(0, most_days))))


def test_a_window_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Window(date(2025, 2, 1), date(2025, 1, 31))


def test_both_ends_belong_to_a_window() -> None:
    window = Window(date(2025, 1, 1), date(2025, 1, 31))
    assert window.days == 31
    assert date(2025, 1, 1) in window
    assert date(2025, 1, 31) in window
    assert date(2025, 2, 1) not in window


@given(windows(), st.sampled_from([*TILING, PeriodKind.PLAN]))
def test_windows_cover_every_active_day_exactly_once(active: Window, kind: PeriodKind) -> None:
    found = windows_within(kind, active)
    assert found[0].start == active.start
    assert found[-1].end == active.end
    assert all(after.start == before.end + ONE_DAY for before, after in itertools.pairwise(found))


@given(windows())
def test_nine_months_never_reach_october_and_never_overlap(active: Window) -> None:
    found = windows_within(PeriodKind.NINE_MONTHS, active)
    assert all(window.end.month <= 9 and window.start in active and window.end in active for window in found)
    assert len({window.start.year for window in found}) == len(found)


@given(days, st.sampled_from(TILING))
def test_each_day_lies_in_one_window_of_its_year(day: date, kind: PeriodKind) -> None:
    assert [w for w in windows_of_year(kind, day.year) if day in w] == [window_containing(kind, day)]


def test_nine_months_has_no_window_for_november() -> None:
    assert window_containing(PeriodKind.NINE_MONTHS, date(2025, 11, 3)) is None
    assert window_containing(PeriodKind.NINE_MONTHS, date(2025, 9, 30)) == Window(date(2025, 1, 1), date(2025, 9, 30))


def test_a_plan_period_has_no_place_in_the_calendar() -> None:
    with pytest.raises(ValueError, match="calendar"):
        window_containing(PeriodKind.PLAN, date(2025, 1, 1))


@pytest.mark.parametrize(("year", "last"), [(2024, 29), (2025, 28), (2000, 29), (2100, 28)])
def test_february_ends_with_the_leap_year(year: int, last: int) -> None:
    assert last_day_of_month(year, 2) == date(year, 2, last)
    assert windows_of_year(PeriodKind.MONTH, year)[1] == Window(date(year, 2, 1), date(year, 2, last))


def test_a_day_that_a_month_lacks_is_its_last() -> None:
    assert day_of_month(2025, 4, 31) == date(2025, 4, 30)
    assert day_of_month(2024, 2, 30) == date(2024, 2, 29)


@given(st.integers(2000, 2050), st.integers(1, 12), st.integers(-40, 40))
def test_months_can_be_added_and_taken_back(year: int, month: int, by: int) -> None:
    assert add_months(*add_months(year, month, by), -by) == (year, month)


@pytest.mark.parametrize(
    ("kind", "start", "end", "label"),
    [
        (PeriodKind.MONTH, date(2025, 8, 1), date(2025, 8, 31), "Tháng 8/2025"),
        (PeriodKind.MONTH, date(2025, 8, 15), date(2025, 8, 31), "Tháng 8/2025"),
        (PeriodKind.QUARTER, date(2025, 7, 1), date(2025, 9, 30), "Quý III/2025"),
        (PeriodKind.QUARTER, date(2025, 12, 5), date(2025, 12, 31), "Quý IV/2025"),
        (PeriodKind.HALF_YEAR, date(2025, 1, 1), date(2025, 6, 30), "6 tháng đầu năm 2025"),
        (PeriodKind.HALF_YEAR, date(2025, 7, 1), date(2025, 12, 31), "6 tháng cuối năm 2025"),
        (PeriodKind.NINE_MONTHS, date(2025, 1, 1), date(2025, 9, 30), "9 tháng đầu năm 2025"),
        (PeriodKind.YEAR, date(2025, 1, 1), date(2025, 12, 31), "Năm 2025"),
        (PeriodKind.PLAN, date(2025, 1, 1), date(2025, 12, 31), "Năm 2025"),
        (PeriodKind.PLAN, date(2025, 7, 1), date(2025, 12, 31), "6 tháng cuối năm 2025"),
        (PeriodKind.PLAN, date(2025, 8, 5), date(2025, 12, 31), "Từ 05/08/2025 đến 31/12/2025"),
    ],
)
def test_labels_are_what_officials_say(kind: PeriodKind, start: date, end: date, label: str) -> None:
    assert label_of(kind, Window(start, end)) == label


def test_without_settings_a_report_follows_the_calendar() -> None:
    first = report_periods(PeriodKind.QUARTER, 2025, ReportCalendar())[0]
    assert first.label == "Quý I/2025"
    assert first.data == first.period == Window(date(2025, 1, 1), date(2025, 3, 31))
    assert first.due_on == date(2025, 3, 31)


@pytest.mark.parametrize(
    ("kind", "index", "start", "end"),
    [
        (PeriodKind.QUARTER, 0, date(2024, 12, 15), date(2025, 3, 14)),
        (PeriodKind.QUARTER, 2, date(2025, 6, 15), date(2025, 9, 14)),
        (PeriodKind.HALF_YEAR, 0, date(2024, 12, 15), date(2025, 6, 14)),
        (PeriodKind.NINE_MONTHS, 0, date(2024, 12, 15), date(2025, 9, 14)),
        (PeriodKind.YEAR, 0, date(2024, 12, 15), date(2025, 12, 14)),
    ],
)
def test_data_windows_from_day_15_are_those_of_the_circular(
    kind: PeriodKind, index: int, start: date, end: date
) -> None:
    """Thông tư 06/2025/TT-TTCP, Điều 7."""
    assert report_periods(kind, 2025, ReportCalendar(data_from_day=15))[index].data == Window(start, end)


@given(st.sampled_from(TILING), st.integers(2000, 2050), st.none() | st.integers(1, 31))
def test_data_windows_of_following_reports_never_overlap_and_leave_no_gap(
    kind: PeriodKind, year: int, from_day: int | None
) -> None:
    settings = ReportCalendar(data_from_day=from_day)
    found = [r.data for y in (year, year + 1) for r in report_periods(kind, y, settings)]
    assert all(after.start == before.end + ONE_DAY for before, after in itertools.pairwise(found))


def test_before_day_05_of_the_last_month_means_the_fourth() -> None:
    settings = ReportCalendar(due_day=5, due_before=True)
    found = [report.due_on for report in report_periods(PeriodKind.QUARTER, 2026, settings)]
    assert found == [date(2026, 3, 4), date(2026, 6, 4), date(2026, 9, 4), date(2026, 12, 4)]


def test_a_report_may_be_due_in_the_month_after() -> None:
    after = ReportCalendar(due_day=10, due_months_after=1)
    assert report_periods(PeriodKind.YEAR, 2025, after)[0].due_on == date(2026, 1, 10)
    open_day = ReportCalendar(due_months_after=2)
    assert report_periods(PeriodKind.YEAR, 2025, open_day)[0].due_on == date(2026, 2, 28)


@pytest.mark.parametrize("day", [0, 32, -1])
def test_a_day_that_no_month_has_is_refused(day: int) -> None:
    with pytest.raises(ValueError, match="day of the month"):
        ReportCalendar(due_day=day)


def test_a_plan_of_its_own_length_can_be_reported_on() -> None:
    period = Window(date(2025, 8, 5), date(2025, 12, 31))
    assert report_period(PeriodKind.PLAN, period, ReportCalendar()).due_on == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("kind", "window", "after"),
    [
        (PeriodKind.MONTH, (date(2024, 1, 1), date(2024, 1, 31)), (date(2024, 2, 1), date(2024, 2, 29))),
        (PeriodKind.QUARTER, (date(2025, 10, 1), date(2025, 12, 31)), (date(2026, 1, 1), date(2026, 3, 31))),
        (PeriodKind.NINE_MONTHS, (date(2025, 1, 1), date(2025, 9, 30)), (date(2025, 10, 1), date(2025, 12, 31))),
        (PeriodKind.YEAR, (date(2025, 1, 1), date(2025, 12, 31)), (date(2026, 1, 1), date(2026, 12, 31))),
        (PeriodKind.PLAN, (date(2025, 1, 1), date(2025, 1, 10)), (date(2025, 1, 11), date(2025, 1, 20))),
    ],
)
def test_the_next_period_begins_the_day_after(
    kind: PeriodKind, window: tuple[date, date], after: tuple[date, date]
) -> None:
    assert next_window(kind, Window(*window)) == Window(*after)


def test_a_day_of_the_last_month_is_that_of_the_window() -> None:
    quarter = Window(date(2025, 7, 1), date(2025, 9, 30))
    assert month_day_on(quarter, 5) == date(2025, 9, 5)
    assert month_day_on(quarter, 1, before=True) == date(2025, 8, 31)
