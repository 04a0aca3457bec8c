"""A commitment over the calendar: each window once, with the right last good day."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.core.holidays import NATIONAL, WorkCalendar
from lantoa.core.periods import ONE_DAY, PeriodKind, Window
from lantoa.plans.rules.commitment import (
    CommitmentFacts,
    CommitmentKind,
    DueKind,
    DueRule,
    Measure,
    MeasureKind,
    Modality,
)
from lantoa.plans.rules.expansion import active_window, counted_day, due_date, event_due_date, expand, expand_all
from tests.plans.rule_strategies import commitments, days, few, plan_periods

YEAR_2025 = Window(date(2025, 1, 1), date(2025, 12, 31))


def duty(kind: PeriodKind = PeriodKind.PLAN, due: DueRule | None = None, **more: object) -> CommitmentFacts:
    return CommitmentFacts(
        id="c1",
        kind=CommitmentKind.TASK,
        modality=Modality.MUST,
        measure=Measure(MeasureKind.DELIVERABLE),
        window_kind=kind,
        due=due or DueRule(),
        **more,  # type: ignore[arg-type]
    )


@few
@given(commitments, plan_periods())
def test_no_window_stands_twice_and_none_leaves_the_active_days(commitment: CommitmentFacts, plan: Window) -> None:
    found = [due.window for due in expand(commitment, plan)]
    active = active_window(commitment, plan)
    assert len(set(found)) == len(found)
    assert found == sorted(found)
    assert all(active and w.start in active and w.end in active for w in found)


@few
@given(commitments, plan_periods())
def test_every_active_day_is_covered_once_by_each_kind_that_tiles(commitment: CommitmentFacts, plan: Window) -> None:
    active = active_window(commitment, plan)
    found = expand(commitment, plan)
    if active is None:
        assert found == []
        return
    if commitment.also_window_kinds or commitment.window_kind is PeriodKind.NINE_MONTHS:
        return
    assert found[0].window.start == active.start
    assert found[-1].window.end == active.end
    for before, after in itertools.pairwise(found):
        assert after.window.start == before.window.end + ONE_DAY


@few
@given(commitments, plan_periods())
def test_a_window_has_a_date_or_waits_or_is_continuous(commitment: CommitmentFacts, plan: Window) -> None:
    for due in expand(commitment, plan):
        if due.due_on:
            assert due.waiting_for == ""
        elif commitment.due.kind is not DueKind.NONE:
            assert due.waiting_for.startswith("Chờ")


@few
@given(st.lists(commitments, max_size=4, unique_by=lambda c: c.id), plan_periods())
def test_the_whole_plan_is_the_windows_of_its_parts(several: list[CommitmentFacts], plan: Window) -> None:
    apart = [due for commitment in several for due in expand(commitment, plan)]
    together = expand_all(several, plan)
    assert len(together) == len(apart)
    assert set(together) == set(apart)


def test_a_monthly_duty_has_twelve_windows_and_february_of_a_leap_year_has_29_days() -> None:
    found = expand(duty(PeriodKind.MONTH), Window(date(2024, 1, 1), date(2024, 12, 31)))
    assert len(found) == 12
    assert found[1].due_on == date(2024, 2, 29)


def test_a_duty_from_august_is_clipped() -> None:
    found = expand(duty(PeriodKind.QUARTER, active_from=date(2025, 8, 1)), YEAR_2025)
    assert [d.window for d in found] == [
        Window(date(2025, 8, 1), date(2025, 9, 30)),
        Window(date(2025, 10, 1), date(2025, 12, 31)),
    ]


def test_days_outside_the_plan_are_not_owed() -> None:
    assert expand(duty(active_from=date(2026, 1, 1)), YEAR_2025) == []
    assert expand(duty(active_from=date(2025, 5, 1), active_to=date(2025, 4, 1)), YEAR_2025) == []


def test_quarter_half_year_and_year_are_seven_reports() -> None:
    due = DueRule(DueKind.DAY_OF_LAST_MONTH, day=5, before=True)
    also = (PeriodKind.HALF_YEAR, PeriodKind.YEAR)
    found = expand(duty(PeriodKind.QUARTER, due, also_window_kinds=also), YEAR_2025)
    assert len(found) == 7
    assert {d.due_on for d in found} == {date(2025, m, 4) for m in (3, 6, 9, 12)}


def test_the_same_days_under_two_names_are_one_piece_of_work() -> None:
    found = expand(duty(PeriodKind.YEAR, also_window_kinds=(PeriodKind.PLAN,)), YEAR_2025)
    assert [d.kind for d in found] == [PeriodKind.YEAR]


def test_a_relative_deadline_waits_for_its_event_and_then_counts_from_it() -> None:
    rule = DueRule(DueKind.DAYS_AFTER_EVENT, days=20, event="ngày UBND Thành phố ban hành Kế hoạch")
    (waiting,) = expand(duty(due=rule), YEAR_2025)
    assert waiting.due_on is None
    assert waiting.waiting_for == "Chờ: ngày UBND Thành phố ban hành Kế hoạch"
    known = DueRule(DueKind.DAYS_AFTER_EVENT, days=20, event_on=date(2025, 2, 10))
    (found,) = expand(duty(due=known), YEAR_2025)
    assert (found.due_on, found.waiting_for) == (date(2025, 3, 3), ""), "02/03 is a Sunday: Điều 148 khoản 5 BLDS"


def test_a_period_in_working_days_leaves_out_tet_and_the_days_of_the_commune() -> None:
    rule = DueRule(DueKind.DAYS_AFTER_EVENT, days=5, working_days=True, event_on=date(2025, 1, 24))
    assert event_due_date(rule) == date(2025, 2, 7), "Tết from 27/01 to 31/01/2025"
    own = WorkCalendar(off={date(2025, 2, 3): "Lễ hội của phường"})
    assert event_due_date(rule, own) == date(2025, 2, 10)
    (found,) = expand(duty(due=rule), YEAR_2025, own)
    assert found.due_on == date(2025, 2, 10)


@few
@given(days, st.integers(0, 90), st.booleans())
def test_a_period_from_an_event_never_ends_on_a_day_off(event_on: date, count: int, working: bool) -> None:
    rule = DueRule(DueKind.DAYS_AFTER_EVENT, days=count, working_days=working, event_on=event_on)
    counted, ends = counted_day(rule), event_due_date(rule)
    assert counted is not None
    assert ends is not None
    assert ends == counted or (NATIONAL.is_off(counted) and ends == NATIONAL.next_working(counted))
    assert not NATIONAL.is_off(ends)


def test_a_day_that_the_plan_names_is_not_moved_by_a_day_off() -> None:
    sunday = date(2025, 11, 30)
    rules = (DueRule(DueKind.FIXED_DATE, on=sunday), DueRule(DueKind.FIXED_DATE, on=date(2025, 12, 1), before=True))
    assert {due_date(rule, PeriodKind.PLAN, YEAR_2025) for rule in rules} == {sunday}
    november = Window(date(2025, 11, 1), sunday)
    assert due_date(DueRule(), PeriodKind.MONTH, november) == sunday


def test_a_roster_gives_each_window_its_own_day() -> None:
    rule = DueRule(DueKind.ROSTER, dates=(date(2025, 1, 10), date(2025, 1, 20), date(2025, 3, 5)))
    found = expand(duty(PeriodKind.MONTH, rule), YEAR_2025)
    assert [d.due_on for d in found[:3]] == [date(2025, 1, 20), None, date(2025, 3, 5)]
    assert found[1].waiting_for == "Chờ lịch phân công"


def test_the_higher_calendar_is_unknown_until_set() -> None:
    (waiting,) = expand(duty(due=DueRule(DueKind.HIGHER_CALENDAR)), YEAR_2025)
    assert (waiting.due_on, waiting.waiting_for) == (None, "Chờ lịch của cấp trên")
    (found,) = expand(duty(due=DueRule(DueKind.HIGHER_CALENDAR, on=date(2025, 6, 9))), YEAR_2025)
    assert found.due_on == date(2025, 6, 9)


@pytest.mark.parametrize(("before", "expected"), [(False, date(2025, 10, 15)), (True, date(2025, 10, 14))])
def test_a_fixed_date_is_the_last_good_day_unless_the_plan_says_before(before: bool, expected: date) -> None:
    (found,) = expand(duty(due=DueRule(DueKind.FIXED_DATE, on=date(2025, 10, 15), before=before)), YEAR_2025)
    assert found.due_on == expected


def test_a_fixed_date_of_a_periodic_duty_belongs_to_one_window_only() -> None:
    found = expand(duty(PeriodKind.QUARTER, DueRule(DueKind.FIXED_DATE, on=date(2025, 5, 15))), YEAR_2025)
    assert [d.due_on for d in found] == [
        date(2025, 3, 31),
        date(2025, 5, 15),
        date(2025, 9, 30),
        date(2025, 12, 31),
    ]


def test_a_clipped_window_is_never_due_before_it_begins() -> None:
    window = Window(date(2025, 9, 10), date(2025, 9, 30))
    assert due_date(DueRule(DueKind.DAY_OF_LAST_MONTH, day=5), PeriodKind.QUARTER, window) == date(2025, 9, 30)


def test_a_continuous_duty_has_no_date_and_waits_for_nothing() -> None:
    (found,) = expand(duty(due=DueRule(DueKind.NONE)), YEAR_2025)
    assert (found.due_on, found.waiting_for) == (None, "")
