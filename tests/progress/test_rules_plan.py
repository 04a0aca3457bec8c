"""A whole plan: alternatives, roll-up, the board, topics, what is due soon."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from lantoa.core.periods import PeriodKind, Window
from lantoa.plans.rules.commitment import CommitmentFacts, CommitmentKind, Measure, MeasureKind, Modality
from lantoa.progress.rules import (
    ActivityFacts,
    ActivityLink,
    ProgressState,
    Totals,
    WindowProgress,
    board,
    due_within,
    judge_plan,
    roll_up,
    short_of,
    topics_covered,
    unit_totals,
)
from tests.plans.rule_strategies import YEAR, activity_lists, commitments, days, few

S = ProgressState
several = st.lists(commitments, max_size=3, unique_by=lambda c: c.id)


def one_of(key: str, group: str | None = "hình thức", unit: str = "u1") -> CommitmentFacts:
    return CommitmentFacts(
        key,
        CommitmentKind.TASK,
        Modality.ONE_OF,
        Measure(MeasureKind.COUNT, n=2),
        alternative_group=group,
        lead_unit_id=unit,
    )


def act(key: str, serves: str, day: date = date(2024, 5, 1), **more: object) -> ActivityFacts:
    facts = ActivityFacts(key, day, "conference", (ActivityLink(serves),))
    return replace(facts, **more)  # type: ignore[arg-type]


def states(progress: list[WindowProgress]) -> dict[str, ProgressState]:
    return {one.commitment_id: one.state for one in progress}


def test_one_of_several_is_done_as_soon_as_any_member_is() -> None:
    plan = [one_of("talk"), one_of("dialogue"), one_of("contest")]
    found = judge_plan(plan, YEAR, [act("a1", "dialogue", count=2), act("a2", "talk")], today=date(2024, 6, 1))
    assert states(found) == {"talk": S.ALTERNATIVE, "dialogue": S.DONE, "contest": S.ALTERNATIVE}
    assert {one.alternative_to for one in found} == {None, "dialogue"}
    assert (roll_up(found).owed, roll_up(found).done) == (1, 1)


def test_the_member_that_reached_its_share_answers_for_the_group() -> None:
    share = Measure(MeasureKind.RATIO, percent=Decimal(80))
    plan = [replace(one_of(key), measure=share) for key in ("c1", "c2")]
    measured = [
        act("a1", "", links=(ActivityLink("c1", None, 9, 10), ActivityLink("c2", None, 1, 10))),
    ]
    assert states(judge_plan(plan, YEAR, measured, today=date(2024, 6, 1))) == {"c1": S.DONE, "c2": S.ALTERNATIVE}


def test_a_released_member_stays_released() -> None:
    plan = [one_of("c1"), one_of("c2")]
    found = judge_plan(plan, YEAR, [], today=date(2024, 6, 1), waivers=frozenset({("c1", YEAR.start)}))
    assert states(found)["c1"] is S.WAIVED
    assert roll_up(found).owed == 1


def test_one_of_several_is_late_once() -> None:
    plan = [one_of("talk"), one_of("dialogue")]
    found = judge_plan(plan, YEAR, [act("a1", "talk")], today=date(2025, 1, 5))
    assert states(found) == {"talk": S.LATE, "dialogue": S.ALTERNATIVE}


@few
@given(activity_lists(), days, st.randoms(use_true_random=False))
def test_a_group_is_owed_once_in_each_window(activities: list[ActivityFacts], today: date, chance: object) -> None:
    plan = [replace(one_of(key), window_kind=PeriodKind.QUARTER) for key in ("c1", "c2", "c3")]
    found = judge_plan(plan, YEAR, activities, today=today)
    chance.shuffle(plan)  # type: ignore[attr-defined]
    again = judge_plan(plan, YEAR, activities, today=today)
    assert roll_up(found).owed == 4
    assert roll_up(found) == roll_up(again)
    alone = judge_plan([replace(c, alternative_group=None) for c in plan], YEAR, activities, today=today)
    done_windows = {one.window for one in alone if one.met}
    assert {one.window for one in found if one.state is S.DONE} == done_windows


@few
@given(several, activity_lists(), days, st.data())
def test_roll_up_is_independent_of_order_and_of_grouping(
    plan: list[CommitmentFacts], activities: list[ActivityFacts], today: date, data: st.DataObject
) -> None:
    progress = judge_plan(plan, YEAR, activities, today=today)
    shuffled = data.draw(st.permutations(progress)) if len(progress) < 60 else progress[::-1]
    cut = data.draw(st.integers(0, len(progress)))
    assert roll_up(shuffled) == roll_up(progress)
    assert roll_up(shuffled[:cut]) + roll_up(shuffled[cut:]) == roll_up(progress)


@few
@given(several, activity_lists(), days)
def test_units_side_by_side_add_up_to_the_ward(
    plan: list[CommitmentFacts], activities: list[ActivityFacts], today: date
) -> None:
    progress = judge_plan(plan, YEAR, activities, today=today)
    by_unit = unit_totals(progress, {c.id: c.lead_unit_id for c in plan})
    assert sum(by_unit.values(), Totals()) == roll_up(progress)


@few
@given(several, activity_lists(), days)
def test_every_window_stands_once_on_the_board(
    plan: list[CommitmentFacts], activities: list[ActivityFacts], today: date
) -> None:
    progress = judge_plan(plan, YEAR, activities, today=today)
    rows = board(progress, YEAR)
    cells = [one for row in rows.values() for cell in row for one in cell]
    assert all(len(row) == 12 for row in rows.values())
    assert len(cells) == len(progress)
    assert {(c.commitment_id, c.window) for c in cells} == {(p.commitment_id, p.window) for p in progress}


def test_ratios_keep_both_numbers_all_the_way_up() -> None:
    measure = Measure(MeasureKind.RATIO, percent=Decimal(80))
    plan = [CommitmentFacts(key, CommitmentKind.TARGET, Modality.MUST, measure) for key in ("c1", "c2")]
    found = judge_plan(
        plan,
        YEAR,
        [
            act("a1", "", links=(ActivityLink("c1", None, 9, 10),)),
            act("a2", "", links=(ActivityLink("c2", None, 100, 190),)),
        ],
        today=date(2024, 6, 1),
    )
    assert (roll_up(found).numerator, roll_up(found).denominator) == (109, 200)
    assert roll_up(found).percent == Decimal("54.50")


def test_one_activity_serves_two_commitments_and_is_one_activity() -> None:
    both = act("a1", "", links=(ActivityLink("c1"), ActivityLink("c2")), count=2)
    found = judge_plan([one_of("c1", None), one_of("c2", None)], YEAR, [both], today=date(2024, 6, 1))
    assert (roll_up(found).have, roll_up(found).activity_ids) == (4, frozenset({"a1"}))


def test_nothing_owed_has_no_share() -> None:
    assert Totals().percent_done is None
    assert Totals().percent is None


def test_a_waived_window_is_not_owed() -> None:
    found = judge_plan([one_of("c1", None)], YEAR, [], today=date(2026, 1, 1), waivers=frozenset({("c1", YEAR.start)}))
    assert (found[0].state, roll_up(found).owed) == (S.WAIVED, 0)


def test_what_is_due_this_week_and_what_is_late() -> None:
    monthly = replace(one_of("c1", None), window_kind=PeriodKind.MONTH)
    found = judge_plan([monthly], YEAR, [], today=date(2024, 3, 25))
    assert [one.deadline for one in due_within(found, today=date(2024, 3, 25))] == [date(2024, 3, 31)]
    assert [one.state for one in short_of(found)] == [S.MISSED, S.MISSED, S.AT_RISK]


def test_topics_of_the_plan_that_nobody_spoke_of_are_shown() -> None:
    activities = [
        act("a2", "c1", topics=frozenset({"digital"})),
        act("a1", "c1", topics=frozenset({"digital", "indices"})),
        act("a3", "c1", date(2023, 1, 1), topics=frozenset({"procedures"})),
    ]
    found = topics_covered(["procedures", "digital", "procedures"], activities, YEAR)
    assert [(t.topic, t.activity_ids, t.covered) for t in found] == [
        ("procedures", (), False),
        ("digital", ("a1", "a2"), True),
    ]


def test_deadlines_outside_the_plan_stand_in_its_first_and_last_month() -> None:
    late = WindowProgress(
        "c1", PeriodKind.PLAN, YEAR, MeasureKind.COUNT, 1, 0, False, S.NOT_DUE, due_on=date(2025, 2, 1)
    )
    early = replace(late, due_on=date(2023, 12, 1))
    row = board([late, early], Window(YEAR.start, YEAR.end))["c1"]
    assert (row[0], row[-1]) == ((early,), (late,))
