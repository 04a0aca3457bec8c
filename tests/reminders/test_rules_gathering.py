"""Who is told of what."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.communes.roles import Role
from lantoa.progress.rules import ProgressState
from lantoa.reminders.rules.gathering import (
    ORDER,
    Item,
    PersonFacts,
    Seat,
    Situation,
    Told,
    WorkFacts,
    escalations,
    heads_of,
    items_for,
    reason_of,
    recipients,
)
from lantoa.reminders.states import Reason

TODAY = date(2026, 11, 20)
S = ProgressState
UNIT, OTHER = 7, 8
OWNER = PersonFacts(1, (Seat(Role.PLAN_OWNER.value, OTHER, "Chuyên viên"),))
LEADER = PersonFacts(2, (Seat(Role.LEADER.value, None, "Phó Chủ tịch UBND phường"),))
HEAD = PersonFacts(3, (Seat(Role.OFFICER.value, UNIT, "Trưởng phòng"),))
CLERK = PersonFacts(4, (Seat(Role.OFFICER.value, UNIT, "Chuyên viên"),))
PEOPLE = (OWNER, LEADER, HEAD, CLERK)


def work(pk: int = 1, **values: object) -> WorkFacts:
    given = {"commitment_id": 100 + pk, "subject": "Phát thanh", "deadline": TODAY + timedelta(3), "state": S.ON_PACE}
    return WorkFacts(**{"work_id": pk, "unit_id": UNIT, **given, **values})  # type: ignore[arg-type]


def situation(*works: WorkFacts, **values: object) -> Situation:
    return Situation(**{"today": TODAY, "days_ahead": 7, "works": works, "people": PEOPLE, **values})  # type: ignore[arg-type]


def told_to(found: dict[int, list[Item]]) -> dict[int, list[Reason]]:
    return {person: [item.reason for item in items] for person, items in found.items()}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, Reason.SOON),
        ({"deadline": TODAY}, Reason.SOON),
        ({"deadline": TODAY + timedelta(7)}, Reason.SOON),
        ({"deadline": TODAY + timedelta(8)}, None),
        ({"deadline": TODAY + timedelta(8), "missing": 1}, Reason.FORECAST),
        ({"deadline": TODAY + timedelta(7), "missing": 1}, Reason.SOON),
        ({"deadline": TODAY + timedelta(60), "duty_on": TODAY + timedelta(2)}, Reason.DUTY),
        ({"deadline": TODAY + timedelta(60), "duty_on": TODAY - timedelta(1)}, None),
        ({"deadline": TODAY - timedelta(1), "state": S.LATE}, Reason.LATE),
        ({"deadline": TODAY - timedelta(1), "state": S.LATE, "missing": 2}, Reason.LATE),
        ({"state": S.DONE}, None),
        ({"state": S.MISSED, "deadline": TODAY - timedelta(40)}, None),
        ({"state": S.WAIVED}, None),
        ({"state": S.OPTIONAL, "missing": 3}, None),
        ({"state": S.ALTERNATIVE}, None),
        ({"state": S.WAITING_DATE}, None),
    ],
)
def test_why_somebody_hears_of_a_piece_of_work(values: dict[str, object], expected: Reason | None) -> None:
    assert reason_of(work(**values), today=TODAY, days_ahead=7) is expected


def test_who_has_it_is_told_and_nobody_else() -> None:
    assert recipients(work(assignee_id=CLERK.id), PEOPLE) == {CLERK.id}


def test_without_an_assignee_the_head_of_the_unit_is_told() -> None:
    assert recipients(work(), PEOPLE) == {HEAD.id}


def test_an_assignee_who_left_is_followed_by_the_head() -> None:
    assert recipients(work(assignee_id=99), PEOPLE) == {HEAD.id}


def test_without_a_unit_or_people_in_it_the_plan_owner_is_told() -> None:
    assert recipients(work(unit_id=None), PEOPLE) == {OWNER.id}
    assert recipients(work(unit_id=55), PEOPLE) == {OWNER.id}


@pytest.mark.parametrize(
    ("titles", "heads"),
    [
        (["Trưởng phòng", "Phó Trưởng phòng", "Chuyên viên"], {0}),
        (["PHÓ TRƯỞNG PHÒNG", "Chuyên viên"], {0}),
        (["Chánh Văn phòng", "Chuyên viên"], {0}),
        (["Giám đốc Trung tâm", "Viên chức"], {0}),
        (["Chuyên viên", "Viên chức"], {0, 1}),
        (["", ""], {0, 1}),
        (["Trưởng Công an phường"], {0}),
    ],
)
def test_who_answers_for_a_unit(titles: list[str], heads: set[int]) -> None:
    people = [PersonFacts(n, (Seat(Role.OFFICER.value, UNIT, title),)) for n, title in enumerate(titles)]
    elsewhere = PersonFacts(50, (Seat(Role.OFFICER.value, OTHER, "Trưởng phòng"),))
    assert heads_of(UNIT, [*people, elsewhere]) == heads


def test_nobody_hears_anything_when_there_is_nothing() -> None:
    assert items_for(situation(work(state=S.DONE), work(2, deadline=TODAY + timedelta(90)))) == {}


def test_a_leader_hears_of_a_forecast_and_never_of_a_date_alone() -> None:
    late = work(1, state=S.LATE, deadline=TODAY - timedelta(9), missing=4)
    soon, lost = work(2), work(3, missing=1, deadline=TODAY + timedelta(30))
    found = items_for(situation(late, soon, lost))
    assert [(item.reason, item.work_id) for item in found[LEADER.id]] == [(Reason.ESCALATED, 3)]
    assert told_to(found)[HEAD.id] == [Reason.LATE, Reason.FORECAST, Reason.SOON]


def test_one_commitment_is_escalated_once_with_its_worst_window() -> None:
    found = escalations(situation(work(1, commitment_id=9, missing=1), work(2, commitment_id=9, missing=3)), LEADER.id)
    assert [(item.work_id, item.severity) for item in found] == [(2, 3)]


@pytest.mark.parametrize(
    ("days_ago", "severity", "is_told"),
    [(0, 2, False), (6, 2, False), (7, 2, True), (1, 1, True), (1, 3, False)],
    ids=["today", "within the week", "a week later", "it got worse", "it got better"],
)
def test_escalation_is_weekly_unless_it_gets_worse(days_ago: int, severity: int, is_told: bool) -> None:
    told = {(LEADER.id, 101): Told(TODAY - timedelta(days_ago), severity)}
    assert bool(escalations(situation(work(missing=2), told=told), LEADER.id)) is is_told


def test_a_promise_keeps_quiet_until_its_day_for_that_person_only() -> None:
    quiet = {(1, HEAD.id): TODAY + timedelta(1)}
    assert items_for(situation(work(), quiet=quiet)) == {}
    assert HEAD.id in items_for(situation(work(), quiet={(1, HEAD.id): TODAY}))
    assert HEAD.id in items_for(situation(work(), quiet={(1, CLERK.id): TODAY + timedelta(9)}))


def test_a_nudge_goes_through_quiet_and_reaches_whom_it_names() -> None:
    found = items_for(situation(work(), quiet={(1, CLERK.id): date.max}, nudged=frozenset({(1, CLERK.id)})))
    assert told_to(found) == {CLERK.id: [Reason.NUDGED], HEAD.id: [Reason.SOON]}


def test_what_comes_from_elsewhere_joins() -> None:
    back = Item(Reason.RETURNED, "Ảnh mờ", activity_id=5)
    found = items_for(situation(work(), others={HEAD.id: (back,), OWNER.id: (back,)}))
    assert told_to(found) == {HEAD.id: [Reason.RETURNED, Reason.SOON], OWNER.id: [Reason.RETURNED]}


WORKS = st.lists(
    st.builds(
        work, pk=st.integers(1, 6), commitment_id=st.integers(1, 3), state=st.sampled_from(list(S)),
        deadline=st.dates(TODAY - timedelta(20), TODAY + timedelta(40)), missing=st.integers(0, 3),
        unit_id=st.sampled_from([UNIT, OTHER, None]), assignee_id=st.sampled_from([None, 1, 3, 4, 99]),
        duty_on=st.sampled_from([None, TODAY, TODAY + timedelta(2)]),
    ),
    max_size=8, unique_by=lambda one: one.work_id,
)  # fmt: skip


@settings(deadline=None)
@given(WORKS, st.frozensets(st.tuples(st.integers(1, 6), st.sampled_from([1, 2, 3, 4, 99])), max_size=3))
def test_everything_that_has_a_reason_reaches_somebody_once_and_in_order(
    works: list[WorkFacts], nudged: frozenset[tuple[int, int]]
) -> None:
    found = items_for(situation(*works, nudged=nudged))
    here = {one.id for one in PEOPLE}
    assert set(found) <= here
    for items in found.values():
        assert items
        ids = [item.work_id for item in items]
        assert len(ids) == len(set(ids)), "one piece of work stands once"
        assert [ORDER[item.reason] for item in items] == sorted(ORDER[item.reason] for item in items)
    owed = {one.work_id for one in works if reason_of(one, today=TODAY, days_ahead=7)}
    assert owed <= {item.work_id for items in found.values() for item in items}
    assert all(item.reason is Reason.ESCALATED for item in found.get(LEADER.id, []) if (item.work_id, 2) not in nudged)
