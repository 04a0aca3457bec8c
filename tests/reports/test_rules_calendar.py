"""Which reports are owed, and when."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.core.periods import PeriodKind, ReportPeriod, Window
from lantoa.reports.rules.calendar import DueDay, SlotState, is_pressing, periods_of_year, slot_state

YEAR = Window(date(2026, 1, 1), date(2026, 12, 31))
SECOND_HALF = Window(date(2026, 7, 1), date(2026, 12, 31))
FIFTH = DueDay(5)


def periods(running: Window = YEAR, due: DueDay = FIFTH, from_day: int = 1) -> dict[str, ReportPeriod]:
    return {one.label: one for one in periods_of_year(2026, [running], data_from_day=from_day, due=due)}


def test_the_plans_day_is_for_quarters_and_longer_and_a_month_ends_with_itself() -> None:
    due = {label: one.due_on for label, one in periods().items()}
    assert due["Quý III/2026"] == due["9 tháng đầu năm 2026"] == date(2026, 9, 4)
    assert due["Năm 2026"] == due["Quý IV/2026"] == date(2026, 12, 4)
    assert due["Tháng 9/2026"] == date(2026, 9, 30)
    assert due["Tháng 2/2026"] == date(2026, 2, 28)


def test_no_report_is_due_before_its_period_begins() -> None:
    assert all(one.period.start < one.due_on for one in periods().values())


def test_without_a_day_a_report_is_due_on_the_last_day() -> None:
    assert periods(due=DueDay())["Quý III/2026"].due_on == date(2026, 9, 30)
    assert periods(due=DueDay(5, before=False))["Quý III/2026"].due_on == date(2026, 9, 5)


def test_the_second_half_is_told_by_the_year_unless_the_plan_begins_with_it() -> None:
    assert "6 tháng cuối năm 2026" not in periods()
    assert "6 tháng đầu năm 2026" in periods()
    half = periods(SECOND_HALF)
    assert "6 tháng cuối năm 2026" in half
    assert "Quý I/2026" not in half
    assert "Quý III/2026" in half


def test_days_of_the_data_are_a_setting_of_their_own() -> None:
    quarter = periods(from_day=15)["Quý III/2026"]
    assert quarter.data == Window(date(2026, 6, 15), date(2026, 9, 14))
    assert quarter.due_on == date(2026, 9, 4)


@pytest.mark.parametrize(
    ("today", "asked", "made", "state"),
    [
        (date(2026, 6, 30), True, False, SlotState.AHEAD),
        (date(2026, 7, 1), True, False, SlotState.NEXT),
        (date(2026, 9, 4), True, False, SlotState.NEXT),
        (date(2026, 9, 5), True, False, SlotState.OVERDUE),
        (date(2026, 9, 5), True, True, SlotState.MADE),
        (date(2026, 9, 5), False, False, SlotState.ON_DEMAND),
        (date(2026, 6, 30), False, False, SlotState.AHEAD),
    ],
)
def test_where_the_third_quarter_stands(today: date, asked: bool, made: bool, state: SlotState) -> None:
    assert slot_state(periods()["Quý III/2026"], asked=asked, made=made, today=today) is state


def test_the_home_page_leaves_out_what_is_far_off_or_long_past() -> None:
    assert is_pressing(SlotState.NEXT, 30)
    assert is_pressing(SlotState.OVERDUE, -60)
    assert not is_pressing(SlotState.NEXT, 31)
    assert not is_pressing(SlotState.OVERDUE, -61)
    assert not is_pressing(SlotState.MADE, 3)
    assert not is_pressing(SlotState.ON_DEMAND, 3)


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(1, 365), st.integers(1, 28), st.integers(1, 28))
def test_every_report_touches_the_plan_and_the_order_is_that_of_due_days(
    start: date, days: int, from_day: int, due_day: int
) -> None:
    running = Window(start, date.fromordinal(start.toordinal() + days))
    found = periods_of_year(2026, [running], data_from_day=from_day, due=DueDay(due_day))
    assert all(one.period.overlaps(running) for one in found)
    assert [one.due_on for one in found] == sorted(one.due_on for one in found)
    assert len({(one.kind, one.period) for one in found}) == len(found)
    assert {one.period.start.month for one in found if one.kind is PeriodKind.MONTH} == {
        month for month in range(1, 13) if Window(date(2026, month, 1), date(2026, month, 28)).start <= running.end
        and any(day.year == 2026 and day.month == month for day in _days(running))
    }  # fmt: skip


def _days(window: Window) -> list[date]:
    return [date.fromordinal(n) for n in range(window.start.toordinal(), window.end.toordinal() + 1)]
