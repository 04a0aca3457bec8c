"""Seven days, four weeks, twelve months; and never an old backup for nothing."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lantoa.core.retention import kept

moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))
made = st.lists(moments, max_size=60)


def test_a_year_of_nightly_backups_leaves_days_weeks_and_months() -> None:
    last = datetime(2026, 12, 31, 18, tzinfo=UTC)
    nights = [last - timedelta(days=n) for n in range(365)]
    staying = kept(nights)
    assert {last - timedelta(days=n) for n in range(7)} <= staying
    assert {moment.month for moment in staying} == set(range(1, 13))
    assert len(staying) <= 7 + 4 + 12
    assert datetime(2026, 3, 31, 18, tzinfo=UTC) in staying, "the last of its month"


def test_a_pause_costs_no_old_backup() -> None:
    """After half a year in a cupboard one new backup does not push the old ones out."""
    old = [datetime(2026, 1, day, 18, tzinfo=UTC) for day in range(1, 8)]
    assert set(old[-6:]) <= kept([*old, datetime(2026, 8, 1, 18, tzinfo=UTC)])


@given(made)
def test_the_newest_always_stays_and_the_number_is_bounded(moments: list[datetime]) -> None:
    staying = kept(moments)
    assert staying <= set(moments)
    assert len(staying) <= 23
    if moments:
        assert max(moments) in staying


@given(made)
def test_removing_twice_removes_nothing_more(moments: list[datetime]) -> None:
    assert kept(kept(moments)) == kept(moments)


@given(made)
def test_what_stays_does_not_depend_on_the_order(moments: list[datetime]) -> None:
    assert kept(moments) == kept(reversed(moments))
