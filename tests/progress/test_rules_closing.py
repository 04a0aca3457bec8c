"""Proposed days: never on a day off, never outside of what is left, spread, and as many pieces as are missing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.core.errors import Refused
from lantoa.core.holidays import NATIONAL, WorkCalendar
from lantoa.core.periods import PeriodKind, Window
from lantoa.plans.rules.commitment import MeasureKind
from lantoa.progress.rules.closing import MOST_PROPOSED, check_day, proposals, time_left
from lantoa.progress.rules.forecast import Forecast, Verdict

NOVEMBER = Window(date(2026, 11, 1), date(2026, 11, 30))


def test_two_that_are_missing_stand_apart_and_not_on_the_last_day() -> None:
    found = proposals(2, Window(date(2026, 10, 5), date(2026, 10, 26)), calendar=NATIONAL, have=2)
    assert [one.on for one in found] == [date(2026, 10, 13), date(2026, 10, 20)]
    assert [(one.pieces, one.fills) for one in found] == [(1, 3), (1, 4)]


@given(
    st.integers(0, 60), st.integers(0, 100), st.integers(0, 330), st.integers(1, 5),
    st.sets(st.integers(0, 120), max_size=30),
)  # fmt: skip
def test_whatever_is_asked_the_days_can_be_kept(gap: int, length: int, start: int, each: int, closed: set[int]) -> None:
    first = date(2026, 1, 1) + timedelta(start)
    left = Window(first, first + timedelta(length))
    calendar = WorkCalendar(off={first + timedelta(n): "" for n in closed})
    found = proposals(gap, left, calendar=calendar, have=5, each=each)
    days = [one.on for one in found]
    assert all(day in left and not calendar.is_off(day) for day in days)
    assert days == sorted(days)
    assert sum(one.pieces for one in found) == (gap if found else 0)
    assert len(found) <= MOST_PROPOSED
    assert bool(found) == bool(gap and calendar.working_days(left))
    assert not found or found[-1].fills == 5 + gap
    if len(calendar.working_days(left)) > 2 * len(found):
        assert len(set(days)) == len(days), "there was room for each on a day of its own"


def test_a_day_that_is_taken_is_left_alone_while_there_are_others() -> None:
    left = Window(date(2026, 11, 9), date(2026, 11, 20))
    usual = proposals(1, left, calendar=NATIONAL)[0].on
    assert proposals(1, left, calendar=NATIONAL, taken=[usual])[0].on != usual
    every = NATIONAL.working_days(left)
    assert proposals(1, left, calendar=NATIONAL, taken=every)[0].on in every


def test_nothing_is_proposed_for_tet() -> None:
    left = Window(date(2026, 2, 12), date(2026, 2, 28))
    assert all(one.on >= date(2026, 2, 23) or one.on <= date(2026, 2, 13)
               for one in proposals(6, left, calendar=NATIONAL))  # fmt: skip


def forecast(verdict: Verdict) -> Forecast:
    return Forecast("1", PeriodKind.MONTH, NOVEMBER, MeasureKind.COUNT, 1, 4, 1, 0.0, verdict)


def test_what_is_over_can_be_made_good_for_a_while() -> None:
    assert time_left(forecast(Verdict.WILL_MISS), date(2026, 11, 20), NOVEMBER.end) == Window(
        date(2026, 11, 20), date(2026, 11, 30)
    )
    assert time_left(forecast(Verdict.MISSED), date(2026, 12, 5), NOVEMBER.end) == Window(
        date(2026, 12, 5), date(2026, 12, 15)
    )
    assert time_left(forecast(Verdict.MISSED), date(2026, 12, 16), NOVEMBER.end) is None


@pytest.mark.parametrize("day", [date(2026, 11, 8), date(2026, 12, 1)])
def test_a_day_that_is_past_or_too_late_is_refused(day: date) -> None:
    left = Window(date(2026, 11, 9), date(2026, 11, 30))
    check_day(date(2026, 11, 9), left)
    with pytest.raises(Refused, match="hãy chọn một ngày"):
        check_day(day, left)
    with pytest.raises(Refused):
        check_day(date(2026, 11, 9), None)
