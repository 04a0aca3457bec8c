"""Days off of Viet Nam, own days of a commune, and counting in working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.core.holidays import NATIONAL, WorkCalendar
from lantoa.core.periods import Window

days = st.dates(date(2015, 1, 1), date(2045, 12, 31))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 1), "Tết Dương lịch"),
        (date(2026, 2, 17), "Tết Nguyên Đán"),
        (date(2025, 4, 7), "Ngày Giỗ Tổ Hùng Vương"),
        (date(2026, 4, 30), "Ngày Chiến thắng"),
        (date(2026, 5, 1), "Ngày Quốc tế Lao động"),
        (date(2026, 9, 1), "Quốc khánh"),
        (date(2026, 9, 2), "Quốc khánh"),
    ],
)
def test_public_holidays_are_off_with_their_names(day: date, name: str) -> None:
    assert (NATIONAL.is_off(day), NATIONAL.reason(day)) == (True, name)


def test_tet_and_national_day_have_as_many_days_as_the_law_gives() -> None:
    """Bộ luật Lao động 2019, Điều 112 khoản 1: Tết 05 days, Quốc khánh 02 days."""
    year = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    assert sum("Nguyên Đán" in NATIONAL.reason(day) for day in year) == 5
    assert sum(NATIONAL.reason(day) == "Quốc khánh" for day in year) == 2


def test_a_swap_of_the_government_is_known() -> None:
    assert NATIONAL.is_off(date(2026, 8, 31)), "a Monday, off in exchange for a Saturday"
    assert not NATIONAL.is_off(date(2026, 8, 22)), "that Saturday is worked"
    assert NATIONAL.reason(date(2026, 8, 23)) == "Chủ nhật"


def test_own_days_stand_above_the_national_ones() -> None:
    own = WorkCalendar(off={date(2026, 3, 2): ""}, worked=frozenset({date(2026, 9, 1), date(2026, 3, 7)}))
    assert own.reason(date(2026, 3, 2)) == "Ngày nghỉ"
    assert not own.is_off(date(2026, 9, 1))
    assert own.holiday(date(2026, 9, 1)) == ""
    assert not own.is_off(date(2026, 3, 7)), "a Saturday"


@given(days, st.integers(0, 120))
def test_working_days_count_working_days_only(day: date, count: int) -> None:
    found = NATIONAL.add_working_days(day, count)
    between = [day + timedelta(days=n) for n in range(1, (found - day).days + 1)]
    assert sum(not NATIONAL.is_off(one) for one in between) == count
    assert count == 0 or not NATIONAL.is_off(found)


def test_five_working_days_over_tet() -> None:
    assert NATIONAL.add_working_days(date(2026, 2, 12), 5) == date(2026, 2, 26), "Tết from Mon 16 to Fri 20"


@given(days)
def test_the_next_and_the_last_working_day_enclose_a_day_off(day: date) -> None:
    before, after = NATIONAL.last_working(day), NATIONAL.next_working(day)
    assert before <= day <= after
    assert not NATIONAL.is_off(before)
    assert not NATIONAL.is_off(after)
    assert (before == after) == (not NATIONAL.is_off(day))


@given(days, st.integers(0, 60), st.integers(-5, 70))
def test_a_proposed_day_is_worked_and_stays_in_its_window(start: date, length: int, place: int) -> None:
    window = Window(start, start + timedelta(days=length))
    found = NATIONAL.nearest_working(start + timedelta(days=place), window)
    assert (found is None) == (not NATIONAL.working_days(window))
    assert found is None or (found in window and not NATIONAL.is_off(found))


def test_a_calendar_without_working_days_does_not_search_for_ever() -> None:
    never = WorkCalendar(off={date(2026, 1, 1) + timedelta(days=n): "" for n in range(500)})
    with pytest.raises(ValueError, match="no working day"):
        never.next_working(date(2026, 1, 1))
