"""What an amendment does to due work (ADR 0022), on examples and for any two sets of windows."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lantoa.core.periods import PeriodKind, Window, windows_within
from lantoa.plans.rules.amending import effective_day, is_other_plan, key_of, replan
from lantoa.plans.rules.commitment import DueWindow

YEAR = Window(date(2025, 1, 1), date(2025, 12, 31))


def due(*kinds: PeriodKind, active: Window = YEAR) -> list[DueWindow]:
    return [DueWindow("1", kind, window, window.end) for kind in kinds for window in windows_within(kind, active)]


def months(found: tuple[DueWindow, ...]) -> list[int]:
    return [one.window.start.month for one in found]


def test_months_gone_by_keep_their_terms_and_the_rest_goes_on() -> None:
    found = replan(due(PeriodKind.MONTH), due(PeriodKind.MONTH), effective_on=date(2025, 7, 1))
    assert months(found.kept) == [1, 2, 3, 4, 5, 6]
    assert months(found.on) == [7, 8, 9, 10, 11, 12]
    assert (found.new, found.left, found.first_day) == ((), (), date(2025, 7, 1))


def test_no_month_changes_half_way_but_the_last() -> None:
    middle = replan(due(PeriodKind.MONTH), due(PeriodKind.MONTH), effective_on=date(2025, 7, 15))
    assert months(middle.on) == [8, 9, 10, 11, 12]
    last = replan(due(PeriodKind.MONTH), due(PeriodKind.MONTH), effective_on=date(2025, 12, 15))
    assert months(last.on) == [12]


def test_a_yearly_target_can_be_amended() -> None:
    found = replan(due(PeriodKind.YEAR), due(PeriodKind.YEAR), effective_on=date(2025, 7, 1))
    assert (months(found.on), found.kept) == ([1], ())


def test_another_rhythm_leaves_no_day_uncovered() -> None:
    found = replan(due(PeriodKind.MONTH), due(PeriodKind.QUARTER), effective_on=date(2025, 8, 15))
    assert months(found.kept) == [1, 2, 3, 4, 5, 6, 7]
    assert months(found.new) == [7, 10]
    assert months(found.left) == [8, 9, 10, 11, 12]


def test_a_new_task_owes_nothing_for_the_time_before_it() -> None:
    found = replan([], due(PeriodKind.MONTH, PeriodKind.YEAR), effective_on=date(2025, 7, 15))
    assert [(one.kind, one.window.start.month) for one in found.new] == [
        *((PeriodKind.MONTH, month) for month in range(8, 13)), (PeriodKind.YEAR, 1),
    ]  # fmt: skip


def test_a_longer_plan_adds_its_months() -> None:
    longer = Window(YEAR.start, date(2026, 3, 31))
    found = replan(due(PeriodKind.MONTH), due(PeriodKind.MONTH, active=longer), effective_on=date(2025, 7, 1))
    assert months(found.new) == [1, 2, 3]


kinds = st.lists(st.sampled_from([kind for kind in PeriodKind if kind is not PeriodKind.PLAN]), max_size=3, unique=True)
days = st.dates(date(2024, 10, 1), date(2026, 3, 31))


@st.composite
def windows(draw: st.DrawFn) -> list[DueWindow]:
    start = draw(days)
    return due(*draw(kinds), active=Window(start, start + timedelta(days=draw(st.integers(0, 400)))))


@given(windows(), windows(), days)
def test_every_former_window_has_one_fate(there: list[DueWindow], wanted: list[DueWindow], day: date) -> None:
    found = replan(there, wanted, effective_on=day)
    fates = sorted(map(key_of, (*found.kept, *found.on, *found.left)))
    assert fates == sorted(map(key_of, there))
    assert not {key_of(one) for one in found.new} & set(fates)


@given(windows(), windows(), days)
def test_nothing_of_the_past_is_planned_again(there: list[DueWindow], wanted: list[DueWindow], day: date) -> None:
    found = replan(there, wanted, effective_on=day)
    assert all(one.window.end >= day for one in (*found.on, *found.new))
    assert all(one in there for one in found.kept)


@given(windows(), days)
def test_the_same_windows_are_neither_new_nor_left(there: list[DueWindow], day: date) -> None:
    found = replan(there, there, effective_on=day)
    assert (found.new, found.left) == ((), ())


def test_from_when_and_whether_it_is_this_plan() -> None:
    day, other, today = date(2025, 7, 1), date(2025, 6, 20), date(2025, 8, 1)
    assert effective_day(day, other, today) == day
    assert effective_day(None, other, today) == other
    assert effective_day(None, None, today) == today
    assert is_other_plan(0.32, 20)
    assert not is_other_plan(0.5, 20)
    assert not is_other_plan(0.0, 2)
