"""When a commune reminds: working days only, once a day, never replayed, whatever the clock does."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.core.clock import WARD_TIME
from lantoa.core.holidays import NATIONAL, WorkCalendar
from lantoa.reminders.rules.timing import is_too_late, moment_of, next_round, try_again_at, wants_mail

AT = time(7, 30)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1), timezones=st.just(UTC))
HOURS = st.times(time(6), time(16)).map(lambda at: at.replace(second=0, microsecond=0))


def ward(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=WARD_TIME).astimezone(UTC)


@settings(deadline=None)
@given(MOMENTS, HOURS, st.sets(st.integers(0, 5)))
def test_the_next_round_is_on_a_working_day_that_is_not_over_and_not_finished(
    now: datetime, at: time, done: set[int]
) -> None:
    today = now.astimezone(WARD_TIME).date()
    finished = {today + timedelta(days=n) for n in done}
    on, due_at = next_round(now, at, NATIONAL, finished=finished)
    assert not NATIONAL.is_off(on)
    assert on not in finished
    assert on >= today
    assert not is_too_late(on, max(now, due_at))
    assert due_at.astimezone(WARD_TIME) == datetime.combine(on, at, WARD_TIME)
    between = [today + timedelta(days=n) for n in range((on - today).days)]
    assert all(NATIONAL.is_off(day) or day in finished or is_too_late(day, now) for day in between), "none is left out"


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (ward(2026, 11, 20, 6), date(2026, 11, 20)),
        (ward(2026, 11, 20, 9), date(2026, 11, 20)),  # the machine was switched on late: still today
        (ward(2026, 11, 20, 17, 31), date(2026, 11, 23)),  # Friday evening
        (ward(2026, 11, 21, 8), date(2026, 11, 23)),  # Saturday
        (ward(2026, 2, 13, 18), date(2026, 2, 23)),  # before Tết
        (ward(2026, 12, 31, 18), date(2027, 1, 4)),  # over New Year and a weekend
    ],
)
def test_days(now: datetime, expected: date) -> None:
    assert next_round(now, AT, NATIONAL)[0] == expected


def test_a_day_that_the_commune_works_in_exchange_counts() -> None:
    saturday = date(2026, 11, 21)
    calendar = WorkCalendar(worked=frozenset({saturday}))
    assert next_round(ward(2026, 11, 20, 18), AT, calendar)[0] == saturday
    assert wants_mail([0, 1], saturday)


def test_the_hour_is_the_wards() -> None:
    assert moment_of(date(2026, 11, 20), AT) == datetime(2026, 11, 20, 0, 30, tzinfo=UTC)


def test_what_is_too_late() -> None:
    on = date(2026, 11, 20)
    assert not is_too_late(on, ward(2026, 11, 20, 17, 30))
    assert is_too_late(on, ward(2026, 11, 20, 17, 31))
    assert is_too_late(on, ward(2026, 11, 21, 0, 1))
    assert not is_too_late(on, ward(2026, 11, 19, 23)), "a clock that went back drops nothing"


def test_pauses_between_tries_grow() -> None:
    now = ward(2026, 11, 20, 8)
    assert [(try_again_at(n, now) - now).seconds // 60 for n in (1, 2, 3, 4, 9)] == [5, 20, 60, 60, 60]


def test_chosen_days() -> None:
    assert [wants_mail([0, 4], date(2026, 11, 16) + timedelta(days=n)) for n in range(5)] == [
        True, False, False, False, True,
    ]  # fmt: skip
