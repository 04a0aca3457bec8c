"""When the program looks after itself: once for each night, also after a night slept through or a clock that jumps."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.care.rules import Rhythm, Try, is_due
from lantoa.core.clock import WARD_TIME

DAILY, WEEKLY = Rhythm(1), Rhythm(7)


def ward(day: int, hour: int = 9, minute: int = 0, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=WARD_TIME).astimezone(UTC)


def due(tries: list[Try], now: datetime, rhythm: Rhythm = DAILY) -> bool:
    return is_due(rhythm, tries, now=now, zone=WARD_TIME)


def test_never_done_is_due_at_once() -> None:
    assert due([], ward(1))


def test_once_for_each_night_from_one_o_clock_on() -> None:
    done = [Try(ward(1, 1, 5), ok=True)]
    assert not due(done, ward(1, 23, 50))
    assert not due(done, ward(2, 0, 59))
    assert due(done, ward(2, 1, 0))


def test_what_the_night_missed_is_done_in_the_morning() -> None:
    assert due([Try(ward(1, 8), ok=True)], ward(2, 7, 31))


def test_after_a_failure_it_waits_an_hour() -> None:
    failed = [Try(ward(1, 1, 0), ok=True), Try(ward(2, 1, 0), ok=False)]
    assert not due(failed, ward(2, 1, 50))
    assert due(failed, ward(2, 2, 0))


def test_what_runs_is_not_begun_twice_but_what_was_cut_short_is_done_again() -> None:
    assert not due([Try(ward(2, 1, 0), ok=None)], ward(2, 5, 0))
    assert due([Try(ward(2, 1, 0), ok=None)], ward(2, 7, 0))


def test_weekly_work_waits_seven_nights() -> None:
    done = [Try(ward(1, 2), ok=True)]
    assert [due(done, ward(day, 2), WEEKLY) for day in (2, 7, 8)] == [False, False, True]


@pytest.mark.parametrize("jump", [timedelta(days=2), timedelta(days=400), timedelta(days=4000)])
def test_a_clock_that_once_ran_ahead_does_not_stop_the_backups(jump: timedelta) -> None:
    ahead = [Try(ward(1, 1, 5), ok=True), Try(ward(1, 1, 5) + jump, ok=True)]
    assert not due(ahead, ward(1, 12))
    assert due(ahead, ward(2, 1, 5))


def test_new_year_and_a_clock_set_back_over_midnight_give_one_run_for_each_night() -> None:
    done = [Try(ward(31, 1, 5, month=12), ok=True)]
    new_year = datetime(2027, 1, 1, 1, 2, tzinfo=WARD_TIME).astimezone(UTC)
    assert due(done, new_year)
    done.append(Try(new_year, ok=True))
    assert not due(done, new_year - timedelta(minutes=30)), "set back to 00:32: that night is done"
    assert not due(done, new_year + timedelta(hours=20))


@given(st.lists(st.integers(0, 60 * 24 * 30), max_size=200))
def test_however_often_one_asks_a_night_has_one_good_run(minutes: list[int]) -> None:
    tries: list[Try] = []
    for minute in sorted(minutes):
        now = ward(1, 0) + timedelta(minutes=minute)
        if due(tries, now):
            tries.append(Try(now, ok=True))
    nights = [(one.started_at.astimezone(WARD_TIME) - timedelta(hours=1)).date() for one in tries]
    assert len(nights) == len(set(nights))
    asked = {(ward(1, 0) + timedelta(minutes=minute)).astimezone(WARD_TIME) - timedelta(hours=1) for minute in minutes}
    assert {moment.date() for moment in asked} == set(nights)
