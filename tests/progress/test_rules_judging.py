"""How far a commitment is: the states one by one, and what holds for every evidence in every order."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lantoa.core.periods import PeriodKind, Window
from lantoa.plans.rules.commitment import (
    CommitmentFacts,
    CommitmentKind,
    DueKind,
    DueRule,
    DueWindow,
    Match,
    Measure,
    MeasureKind,
    Modality,
)
from lantoa.plans.rules.expansion import expand
from lantoa.progress.rules import ActivityFacts, ActivityLink, Pace, ProgressState, WindowProgress, judge
from tests.plans.rule_strategies import YEAR, activity_lists, commitments, days, few

AUGUST = Window(date(2025, 8, 1), date(2025, 8, 31))
S = ProgressState


def twice_a_month(modality: Modality = Modality.FLOOR, **more: object) -> CommitmentFacts:
    """ "Tối thiểu 02 lần/tháng trên hệ thống truyền thanh"."""
    return CommitmentFacts(
        id="c1",
        kind=CommitmentKind.TARGET,
        modality=modality,
        measure=Measure(MeasureKind.COUNT, n=2, match=Match(channels=frozenset({"broadcast"}))),
        window_kind=PeriodKind.MONTH,
        **more,  # type: ignore[arg-type]
    )


def thing(due: DueRule | None = None, modality: Modality = Modality.MUST) -> CommitmentFacts:
    return CommitmentFacts("c1", CommitmentKind.TASK, modality, Measure(MeasureKind.DELIVERABLE), due=due or DueRule())


def share(percent: int, *, above: bool = False) -> CommitmentFacts:
    measure = Measure(MeasureKind.RATIO, percent=Decimal(percent), above=above)
    return CommitmentFacts("c1", CommitmentKind.TARGET, Modality.MUST, measure)


def done_on(day: date, key: str = "a1", **more: object) -> ActivityFacts:
    facts = ActivityFacts(key, day, "broadcast", (ActivityLink("c1"),), frozenset({"broadcast"}))
    return replace(facts, **more)  # type: ignore[arg-type]


def measured(day: date, numerator: int, denominator: int, key: str = "a1") -> ActivityFacts:
    return ActivityFacts(key, day, "survey", (ActivityLink("c1", None, numerator, denominator),))


def in_august(today: date, *activities: ActivityFacts, **more: object) -> WindowProgress:
    commitment = twice_a_month()
    due = DueWindow("c1", PeriodKind.MONTH, AUGUST, AUGUST.end)
    return judge(commitment, due, activities, today=today, **more)  # type: ignore[arg-type]


def in_year(commitment: CommitmentFacts, today: date, *activities: ActivityFacts) -> WindowProgress:
    (due,) = expand(commitment, Window(date(2025, 1, 1), date(2025, 12, 31)))
    return judge(commitment, due, activities, today=today)


@pytest.mark.parametrize(
    ("today", "pieces", "state"),
    [
        (date(2025, 7, 31), 0, S.NOT_DUE),
        (date(2025, 8, 1), 0, S.ON_PACE),
        (date(2025, 8, 16), 0, S.ON_PACE),
        (date(2025, 8, 17), 0, S.AT_RISK),
        (date(2025, 8, 31), 0, S.AT_RISK),
        (date(2025, 8, 31), 1, S.ON_PACE),
        (date(2025, 9, 1), 1, S.LATE),
        (date(2025, 9, 15), 1, S.LATE),
        (date(2025, 9, 16), 1, S.MISSED),
        (date(2025, 8, 2), 2, S.DONE),
        (date(2026, 8, 2), 2, S.DONE),
    ],
)
def test_two_broadcasts_a_month_through_time(today: date, pieces: int, state: ProgressState) -> None:
    activities = [done_on(date(2025, 8, 1), f"a{n}") for n in range(pieces)]
    assert in_august(today, *activities).state is state


def test_what_is_left_is_said() -> None:
    found = in_august(date(2025, 8, 10), done_on(date(2025, 8, 5)))
    assert (found.need, found.have, found.remaining, found.met) == (2, 1, 1, False)


def test_one_entry_may_stand_for_several_broadcasts() -> None:
    assert in_august(date(2025, 8, 10), done_on(date(2025, 8, 5), count=2)).state is S.DONE


def test_the_same_activity_given_twice_counts_once() -> None:
    twice = [done_on(date(2025, 8, 5)), done_on(date(2025, 8, 5))]
    assert in_august(date(2025, 8, 10), *twice).have == 1


def test_a_linked_activity_of_another_kind_is_shown_but_not_counted() -> None:
    found = in_august(date(2025, 8, 10), done_on(date(2025, 8, 5), channels=frozenset({"zalo"})))
    assert (found.have, found.activity_ids, found.unmatched_ids) == (0, (), ("a1",))


def test_an_activity_without_link_or_outside_the_window_is_ignored() -> None:
    found = in_august(date(2025, 8, 10), done_on(date(2025, 8, 5), links=()), done_on(date(2025, 7, 31), "a2"))
    assert (found.have, found.unmatched_ids) == (0, ())


def test_work_handed_in_later_counts_where_a_person_says() -> None:
    late = done_on(date(2025, 9, 3), links=(ActivityLink("c1", counted_on=date(2025, 8, 31)),), count=2)
    assert in_august(date(2025, 9, 4), late).state is S.DONE


def test_every_figure_shows_the_grades_it_rests_on() -> None:
    found = in_august(
        date(2025, 8, 10),
        done_on(date(2025, 8, 1), "a1", grades=("C", "A")),
        done_on(date(2025, 8, 2), "a2", count=3),
    )
    assert found.grades == {"A": 1, "D": 3}


def test_a_waiver_stands_above_everything() -> None:
    assert in_august(date(2026, 1, 1), waived=True).state is S.WAIVED


def test_a_commune_may_set_its_own_grace() -> None:
    assert in_august(date(2025, 9, 1), pace=Pace(grace_days=0)).state is S.MISSED


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2025, 2, 1), S.NOT_DUE),
        (date(2025, 11, 30), S.NOT_DUE),
        (date(2025, 12, 2), S.AT_RISK),
        (date(2026, 1, 15), S.LATE),
        (date(2026, 1, 16), S.MISSED),
    ],
)
def test_a_single_thing_due_at_the_end_of_the_year(today: date, state: ProgressState) -> None:
    assert in_year(thing(), today).state is state


def test_a_date_within_the_plan_is_late_until_the_plan_ends() -> None:
    commitment = thing(DueRule(DueKind.FIXED_DATE, on=date(2025, 3, 15)))
    assert in_year(commitment, date(2025, 3, 15)).state is S.AT_RISK
    assert in_year(commitment, date(2025, 3, 16)).state is S.LATE
    assert in_year(commitment, date(2025, 12, 31)).state is S.LATE
    assert in_year(commitment, date(2026, 1, 16)).state is S.MISSED
    assert in_year(commitment, date(2026, 1, 16), done_on(date(2025, 10, 1))).state is S.DONE


def test_a_relative_deadline_waits_however_long_the_event_takes() -> None:
    commitment = thing(DueRule(DueKind.DAYS_AFTER_EVENT, days=20))
    assert in_year(commitment, date(2026, 6, 1)).state is S.WAITING_DATE
    happened = thing(DueRule(DueKind.DAYS_AFTER_EVENT, days=20, event_on=date(2025, 2, 1)))
    assert in_year(happened, date(2025, 2, 22)).state is S.LATE


def test_a_roster_that_never_came_does_not_excuse() -> None:
    commitment = thing(DueRule(DueKind.ROSTER))
    assert in_year(commitment, date(2025, 12, 31)).state is S.WAITING_DATE
    assert in_year(commitment, date(2026, 1, 1)).state is S.LATE


@pytest.mark.parametrize("today", [date(2025, 12, 30), date(2026, 1, 5), date(2027, 1, 1)])
def test_encouraged_work_is_never_late_but_requested_work_is(today: date) -> None:
    assert in_year(thing(modality=Modality.ENCOURAGED), today).state is S.OPTIONAL
    assert in_year(thing(modality=Modality.REQUESTED), today).state in {S.AT_RISK, S.LATE, S.MISSED}


def test_a_ratio_is_its_latest_measurement_with_both_its_numbers() -> None:
    early, later = measured(date(2025, 3, 1), 90, 100, "a9"), measured(date(2025, 6, 1), 75, 120, "a2")
    found = in_year(share(80), date(2025, 7, 1), later, early)
    assert (found.numerator, found.denominator, found.percent) == (75, 120, Decimal("62.50"))
    assert (found.state, found.remaining, found.have) == (S.AT_RISK, 21, 2)


@pytest.mark.parametrize(
    ("percent", "above", "numerator", "met"),
    [
        (80, False, 80, True),
        (80, True, 80, False),
        (80, True, 81, True),
        (100, False, 99, False),
        (100, False, 100, True),
    ],
)
def test_at_least_and_above_differ_by_one(percent: int, above: bool, numerator: int, met: bool) -> None:
    found = in_year(share(percent, above=above), date(2025, 7, 1), measured(date(2025, 3, 1), numerator, 100))
    assert found.met is met
    assert (found.remaining == 0) is met


def test_a_measurement_counts_whatever_activity_it_was_made_at() -> None:
    trained = replace(share(80), measure=replace(share(80).measure, match=Match(kinds=frozenset({"training"}))))
    found = in_year(trained, date(2025, 7, 1), measured(date(2025, 3, 1), 85, 100), done_on(date(2025, 3, 2), "a2"))
    assert (found.state, found.activity_ids, found.unmatched_ids) == (S.DONE, ("a1",), ("a2",))


def test_a_measurement_of_nothing_is_none() -> None:
    found = in_year(share(80), date(2025, 7, 1), measured(date(2025, 3, 1), 0, 0))
    assert (found.have, found.percent, found.state) == (0, None, S.NOT_DUE)


@few
@given(commitments, activity_lists(), days, st.randoms(use_true_random=False))
def test_the_order_of_evidence_does_not_matter(
    commitment: CommitmentFacts, activities: list[ActivityFacts], today: date, chance: object
) -> None:
    shuffled = [*activities, *activities[:2]]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    for due in expand(commitment, YEAR)[:4]:
        assert judge(commitment, due, activities, today=today) == judge(commitment, due, shuffled, today=today)


@few
@given(commitments, activity_lists(), days)
def test_more_evidence_never_lowers_a_count(
    commitment: CommitmentFacts, activities: list[ActivityFacts], today: date
) -> None:
    for due in expand(commitment, YEAR)[:3]:
        found = [judge(commitment, due, activities[:upto], today=today) for upto in range(len(activities) + 1)]
        counts = [one.have for one in found]
        assert counts == sorted(counts)
        if commitment.measure.kind is not MeasureKind.RATIO:
            met = [one.met for one in found]
            assert met == sorted(met)


@few
@given(commitments, activity_lists(), days)
def test_the_figure_is_the_sum_of_its_grades_and_of_its_activities(
    commitment: CommitmentFacts, activities: list[ActivityFacts], today: date
) -> None:
    by_id = {activity.id: activity for activity in activities}
    is_count = commitment.measure.kind is MeasureKind.COUNT
    for due in expand(commitment, YEAR)[:4]:
        found = judge(commitment, due, activities, today=today)
        pieces = [by_id[key].count if is_count else 1 for key in found.activity_ids]
        assert found.have == sum(found.grades.values()) == sum(pieces)
        assert list(found.activity_ids) == sorted(found.activity_ids)


@few
@given(commitments, activity_lists(), days)
def test_a_day_in_windows_that_tile_is_counted_in_exactly_one(
    commitment: CommitmentFacts, activities: list[ActivityFacts], today: date
) -> None:
    tiling = replace(commitment, window_kind=PeriodKind.MONTH, also_window_kinds=(), active_from=None, active_to=None)
    once_linked = [replace(a, links=a.links[:1]) for a in activities]
    found = [key for due in expand(tiling, YEAR) for key in judge(tiling, due, once_linked, today=today).activity_ids]
    assert len(found) == len(set(found))


@few
@given(commitments, st.integers(-20, 800))
def test_time_alone_never_turns_missed_back_and_encouraged_is_never_short(
    commitment: CommitmentFacts, offset: int
) -> None:
    due = expand(commitment, YEAR)
    assume(due)
    today = due[0].window.start + timedelta(days=offset)
    now = judge(commitment, due[0], [], today=today).state
    later = judge(commitment, due[0], [], today=today + timedelta(days=40)).state
    if now is S.MISSED:
        assert later is S.MISSED
    if commitment.modality is Modality.ENCOURAGED:
        assert now in {S.NOT_DUE, S.OPTIONAL}
