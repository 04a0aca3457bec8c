"""Rosters in the database: turns land on the due work, dates follow, two people at once, each write one entry."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from lantoa.communes.models import CalendarDay, Unit
from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.ledger.models import Entry
from lantoa.plans.due_actions import set_event_date, waive_work
from lantoa.plans.models import Commitment, DueWork, PlanVersion
from lantoa.plans.scheduling import refresh_due_work
from lantoa.progress.queries import plan_progress
from lantoa.progress.rules import ProgressState
from lantoa.roster import actions, day_actions
from lantoa.roster.actions import RosterDraft, make_roster
from lantoa.roster.models import Duty, Roster, Swap
from lantoa.roster.queries import (
    lines_of_parties,
    lines_of_roster,
    party_of,
    person_key,
    roster_of,
    swaps_for,
    unit_key,
)
from lantoa.roster.rules import AbsenceReason, PartyKind, SwapState
from tests.factories import World, make_world
from tests.progress.ward import TODAY, add_commitment, running_plan
from tests.roster.made import asked_swap

ROLES = (Role.CONTRIBUTOR, Role.OFFICER, Role.EDITOR)


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    with make_world() as made:
        add_commitment(running_plan(made), Unit.objects.first(), 20, {
            "kind": "task", "text": "Viết tin theo lịch phân công", "measure": "deliverable", "window": "month",
            "due_kind": "roster",
        })  # fmt: skip
        yield made


def news() -> Commitment:
    found: Commitment = Commitment.objects.get(text__contains="Viết tin")
    return found


def people(world: World, *roles: Role, day: int | None = 20) -> RosterDraft:
    return RosterDraft(PartyKind.PERSON, people=tuple(world.person(role) for role in roles or ROLES), day=day)


def made(world: World) -> Roster:
    return make_roster(commitment=news(), draft=people(world), by=world.owner)


def turns(roster: Roster) -> dict[str, str]:
    return {line.work.window_start.isoformat(): line.party for line in lines_of_roster(roster)}


def last() -> Entry:
    found: Entry = Entry.objects.order_by("-seq")[0]
    return found


def test_each_window_gets_its_person_and_its_due_date(world: World) -> None:
    before = Entry.objects.count()
    roster = made(world)
    rows = list(DueWork.objects.filter(commitment=news(), window_end__gte=TODAY).order_by("window_start"))
    assert [row.due_on for row in rows] == [
        date(2026, 8, 20), date(2026, 9, 18), date(2026, 10, 20), date(2026, 11, 20), date(2026, 12, 18),
    ], "20/9 and 20/12 are Sundays"  # fmt: skip
    assert [row.assignee for row in rows] == [world.person(role) for role in (*ROLES, *ROLES[:2])]
    assert [row.waiting_for for row in rows] == [""] * 5
    assert (Entry.objects.count() - before, last().action) == (1, "roster.made")
    gone_by = DueWork.objects.filter(commitment=news(), window_end__lt=TODAY)
    assert set(gone_by.values_list("assignee", "due_on")) == {(None, None)}, "what is over is given to nobody"
    assert roster.duties.count() == 5


def test_a_window_with_its_roster_waits_for_no_date(world: World) -> None:
    def states() -> set[ProgressState]:
        found = plan_progress(PlanVersion.objects.get(), today=TODAY)
        mine = [one for one in found.windows if one.commitment_id == str(news().pk)]
        return {one.state for one in mine if one.window.end >= TODAY and one.window.start <= TODAY}

    assert states() == {ProgressState.WAITING_DATE}
    made(world)
    assert states() <= {ProgressState.AT_RISK, ProgressState.NOT_DUE, ProgressState.ON_PACE}


def test_a_commitment_with_dates_of_its_own_keeps_them(world: World) -> None:
    report = Commitment.objects.get(text__contains="Báo cáo trước ngày 05")
    dates = list(report.due_work.order_by("window_start").values_list("due_on", flat=True))
    roster = make_roster(commitment=report, draft=people(world), by=world.owner)
    assert list(report.due_work.order_by("window_start").values_list("due_on", flat=True)) == dates
    days = [line.on for line in lines_of_roster(roster)]
    assert days == [date(2026, 9, 4), date(2026, 12, 4)]
    assert [line.work.due_on for line in lines_of_roster(roster)] == [date(2026, 9, 4), date(2026, 12, 4)]


def test_units_take_turns_too(world: World) -> None:
    units = tuple(Unit.objects.order_by("id")[:2])
    roster = make_roster(commitment=news(), draft=RosterDraft(PartyKind.UNIT, units=units), by=world.owner)
    lines = lines_of_roster(roster)
    assert [line.party for line in lines] == [unit_key(units[n % 2].pk) for n in range(5)]
    assert {line.work.assignee_id for line in lines} == {None}
    actor = world.actor(Role.OFFICER)
    assert len(lines_of_parties([unit_key(actor.unit_id or 0)])) in {2, 3}


def test_made_again_it_keeps_what_was_set_by_hand_and_shares_the_rest_fairly(world: World) -> None:
    roster = made(world)
    duty = roster.duties.order_by("on")[1]
    officer = person_key(world.person(Role.OFFICER).pk)
    leader = person_key(world.person(Role.LEADER).pk)
    actions.change_duty(duty=duty, party=leader, on=date(2026, 9, 9), seen=roster.revision, by=world.owner)
    again = make_roster(commitment=news(), draft=people(world, Role.OFFICER, Role.EDITOR, day=None), by=world.owner)
    assert again.pk == roster.pk
    lines = lines_of_roster(again)
    kept = next(line for line in lines if line.duty.pk == duty.pk)
    assert (kept.party, kept.on, kept.work.due_on) == (leader, date(2026, 9, 9), date(2026, 9, 9))
    others = Counter(line.party for line in lines if line.duty.pk != duty.pk)
    assert others == {officer: 2, person_key(world.person(Role.EDITOR).pk): 2}
    assert [m.person for m in again.members.all()] == [world.person(Role.OFFICER), world.person(Role.EDITOR)]


def test_released_windows_are_given_to_nobody(world: World) -> None:
    work = news().due_work.get(window_start=date(2026, 10, 1))
    waive_work(work=work, reason="Tháng nghỉ", by=world.owner)
    assert "2026-10-01" not in turns(made(world))


def test_absences_and_own_days_off_are_gone_around(world: World) -> None:
    officer = world.person(Role.OFFICER)
    day_actions.add_absence(
        commune=world.commune, person=officer, start=date(2026, 9, 1), end=date(2026, 10, 31),
        reason=AbsenceReason.LEAVE, by=officer,
    )  # fmt: skip
    day_actions.set_day(
        commune=world.commune, on=date(2026, 11, 20), is_off=True, name="Lễ hội", source="", by=world.owner
    )
    lines = {line.work.window_start.month: line for line in lines_of_roster(made(world))}
    assert lines[11].on == date(2026, 11, 19)
    assert person_key(officer.pk) not in {lines[9].party, lines[10].party}
    assert not any(line.is_away or line.day_off for line in lines.values())


def test_who_reports_an_absence_later_is_shown_in_the_roster(world: World) -> None:
    roster = made(world)
    officer = world.person(Role.OFFICER)
    row = day_actions.add_absence(
        commune=world.commune, person=officer, start=date(2026, 9, 10), end=date(2026, 9, 20),
        reason=AbsenceReason.STUDY, by=officer,
    )  # fmt: skip
    assert [line.work.window_start.month for line in lines_of_roster(roster) if line.is_away] == [9]
    day_actions.drop_absence(absence=row, by=officer)
    assert not any(line.is_away for line in lines_of_roster(roster))


def test_absences_that_make_no_sense_are_refused(world: World) -> None:
    def add(start: date, end: date) -> None:
        day_actions.add_absence(
            commune=world.commune, person=world.owner, start=start, end=end, reason=AbsenceReason.OTHER, by=world.owner
        )

    with pytest.raises(Refused, match="absence_backwards"):
        add(date(2026, 9, 2), date(2026, 9, 1))
    with pytest.raises(Refused, match="absence_long"):
        add(date(2026, 9, 2), date(2062, 9, 1))


def test_two_owners_who_change_a_turn_at_once_the_second_is_told(world: World) -> None:
    roster = made(world)
    first, second = roster.duties.order_by("on")[1:3]
    actions.change_duty(duty=first, party="", on=first.on, seen=roster.revision, by=world.owner)
    assert DueWork.objects.get(pk=first.work_id).assignee is None
    with pytest.raises(Refused, match="roster_changed"):
        actions.change_duty(duty=second, party="", on=second.on, seen=roster.revision, by=world.person(Role.LEADER))


@pytest.mark.parametrize(
    ("day", "code"), [(date(2026, 9, 2), "duty_day_off"), (date(2026, 10, 1), "date_outside_window")]
)
def test_a_turn_lies_on_a_working_day_of_its_window(world: World, day: date, code: str) -> None:
    roster = made(world)
    with pytest.raises(Refused, match=code):
        actions.change_duty(
            duty=roster.duties.order_by("on")[1], party="", on=day, seen=roster.revision, by=world.owner
        )  # fmt: skip


def test_an_accepted_swap_changes_hands_and_nobody_has_more_turns(world: World) -> None:
    swap = asked_swap(world)
    roster = swap.duty.roster
    before = turns(roster)
    officer = world.person(Role.OFFICER)
    assert swaps_for(frozenset({person_key(officer.pk)})) == [swap]
    actions.accept_swap(swap=swap, by=officer)
    after = turns(roster)
    assert Counter(after.values()) == Counter(before.values())
    assert {key for key in after if after[key] != before[key]} == {
        swap.duty.work.window_start.isoformat(), swap.wanted.work.window_start.isoformat()
    }  # fmt: skip
    assert (last().action, last().actor_id) == ("swap.accepted", officer.pk)
    with pytest.raises(Refused, match="swap_answered"):
        actions.accept_swap(swap=swap, by=officer)


@pytest.mark.parametrize("state", [SwapState.DECLINED, SwapState.WITHDRAWN])
def test_a_swap_that_was_refused_or_taken_back_changes_nothing(world: World, state: SwapState) -> None:
    swap = asked_swap(world)
    before = turns(swap.duty.roster)
    actions.close_swap(swap=swap, state=state, by=world.person(Role.OFFICER))
    assert turns(swap.duty.roster) == before
    assert Swap.objects.get().state == state.value
    with pytest.raises(Refused, match="swap_answered"):
        actions.accept_swap(swap=swap, by=world.person(Role.OFFICER))


def test_a_swap_of_a_turn_that_has_another_hand_by_now_is_stale(world: World) -> None:
    swap = asked_swap(world)
    roster = swap.duty.roster
    leader = person_key(world.person(Role.LEADER).pk)
    actions.change_duty(duty=swap.wanted, party=leader, on=swap.wanted.on, seen=roster.revision, by=world.owner)
    with pytest.raises(Refused, match="swap_stale"):
        actions.accept_swap(swap=swap, by=world.person(Role.OFFICER))
    assert Swap.objects.get().state == SwapState.PROPOSED.value


def test_the_same_swap_is_asked_once(world: World) -> None:
    swap = asked_swap(world)
    with pytest.raises(Refused, match="swap_asked"):
        actions.propose_swap(duty=swap.duty, wanted=swap.wanted, note="", by=world.person(Role.CONTRIBUTOR))
    assert Swap.objects.count() == 1


def test_a_roster_that_is_given_up_leaves_nobody_in_what_is_to_come(world: World) -> None:
    roster = made(world)
    actions.drop_roster(roster=roster, by=world.owner)
    rows = DueWork.objects.filter(commitment=news(), window_end__gte=TODAY)
    assert set(rows.values_list("assignee", flat=True)) == {None}
    assert set(rows.filter(window_start__gt=TODAY).values_list("due_on", "waiting_for")) == {
        (None, "Chờ lịch phân công")
    }
    assert not Duty.objects.exists()
    assert roster_of(news()) is None


def test_nothing_left_to_give_out_is_refused_and_leaves_nothing(world: World) -> None:
    with pytest.raises(Refused, match="roster_no_window"):
        make_roster(commitment=news(), draft=people(world), by=world.owner, start=date(2027, 1, 1))
    with pytest.raises(Refused, match="roster_nobody"):
        make_roster(commitment=news(), draft=RosterDraft(PartyKind.UNIT), by=world.owner)


def test_after_an_amendment_the_roster_follows_its_work(world: World) -> None:
    roster = made(world)
    old = news()
    new = Commitment.objects.get(text__contains="Khuyến khích")
    DueWork.objects.filter(commitment=new).delete()
    DueWork.objects.filter(commitment=old).update(commitment=new)
    found = roster_of(new)
    assert found == roster
    assert found is not None
    assert found.commitment == new


def test_own_days_move_deadlines_that_count_from_an_event(world: World) -> None:
    row = Commitment.objects.get(text__contains="kế hoạch kiểm tra")
    set_event_date(commitment=row, event_on=date(2026, 8, 3), by=world.owner)
    assert row.due_work.get().due_on == date(2026, 8, 24), "20 days end on Sunday 23/8"
    day = day_actions.set_day(
        commune=world.commune, on=date(2026, 8, 24), is_off=True, name="", source="QĐ 12/QĐ-UBND", by=world.owner
    )  # fmt: skip
    assert row.due_work.get().due_on == date(2026, 8, 25)
    day_actions.set_day(commune=world.commune, on=date(2026, 8, 24), is_off=False, name="", source="", by=world.owner)
    assert CalendarDay.objects.count() == 1, "the same day again corrects it"
    assert row.due_work.get().due_on == date(2026, 8, 24)
    day_actions.drop_day(day=day, by=world.owner)
    assert row.due_work.get().due_on == date(2026, 8, 24)
    assert refresh_due_work(row) == 0


def test_party_of_nobody_is_empty(world: World) -> None:
    assert party_of(DueWork.objects.all()[0]) == ""
