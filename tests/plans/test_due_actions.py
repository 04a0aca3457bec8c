"""What people decide about due work: who, when, and what is released; each decision leaves one entry."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.urls import reverse

from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.ledger.models import Entry
from lantoa.plans import due_actions
from lantoa.plans.models import Commitment, DueWork
from lantoa.progress.queries import plan_progress
from lantoa.progress.rules import ProgressState
from tests.factories import World, make_world
from tests.progress.ward import TODAY, running_plan


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    with make_world() as made:
        running_plan(made)
        yield made


def commitment(words: str) -> Commitment:
    found: Commitment = Commitment.objects.get(text__contains=words)
    return found


def states(words: str) -> list[ProgressState]:
    row = commitment(words)
    found = plan_progress(row.version, today=TODAY)
    return [one.state for one in found.windows if one.commitment_id == str(row.pk)]


def last() -> Entry:
    found: Entry = Entry.objects.order_by("-seq")[0]
    return found


def test_an_event_gives_its_date_and_the_deadline_follows(world: World) -> None:
    row = commitment("kế hoạch kiểm tra")
    assert states("kế hoạch kiểm tra") == [ProgressState.WAITING_DATE]
    due_actions.set_event_date(commitment=row, event_on=date(2026, 7, 1), by=world.owner)
    work = row.due_work.get()
    assert (work.due_on, work.waiting_for) == (date(2026, 7, 21), "")
    assert states("kế hoạch kiểm tra") == [ProgressState.LATE]
    due_actions.set_event_date(commitment=row, event_on=date(2026, 8, 15), by=world.owner)
    assert row.due_work.get().due_on == date(2026, 9, 4), "corrected: the deadline moves, the work stays one"
    assert last().action == "commitment.event_dated"


def test_what_is_released_is_not_owed_and_can_be_taken_back(world: World) -> None:
    work = commitment("Phát thanh").due_work.order_by("window_start")[0]
    assert states("Phát thanh")[0] is ProgressState.MISSED
    due_actions.waive_work(work=work, reason="  Loa hỏng cả tháng ", by=world.owner)
    assert (work.waived_reason, states("Phát thanh")[0]) == ("Loa hỏng cả tháng", ProgressState.WAIVED)
    assert last().action == "due_work.waived"
    assert "Loa hỏng" not in str(last().data), "no free text in the ledger"
    due_actions.waive_work(work=work, reason="   ", by=world.owner)
    assert work.waived_by is None
    assert (states("Phát thanh")[0], last().action) == (ProgressState.MISSED, "due_work.restored")


def test_dates_of_a_calendar_are_of_their_own_window(world: World) -> None:
    row = commitment("cuộc thi")
    work = row.due_work.get()
    with pytest.raises(Refused, match="không nằm trong kỳ"):
        due_actions.set_calendar_dates(commitment=row, dates={work.pk: date(2027, 1, 5)}, by=world.owner)
    due_actions.set_calendar_dates(commitment=row, dates={work.pk: date(2026, 10, 5)}, by=world.owner)
    assert row.due_work.get().due_on == date(2026, 10, 5)
    due_actions.set_calendar_dates(commitment=row, dates={}, by=world.owner)
    assert row.due_work.get().waiting_for != "", "taken back: it waits again"


def test_what_the_plan_dates_itself_takes_no_other_date(world: World) -> None:
    with pytest.raises(Refused):
        due_actions.set_event_date(commitment=commitment("Phát thanh"), event_on=TODAY, by=world.owner)
    with pytest.raises(Refused):
        due_actions.set_calendar_dates(commitment=commitment("Phát thanh"), dates={}, by=world.owner)


def test_a_date_keeps_what_people_decided_about_the_work(world: World) -> None:
    row = commitment("cuộc thi")
    work = row.due_work.get()
    due_actions.assign_work(work=work, assignee=world.person(Role.EDITOR), by=world.owner)
    due_actions.set_calendar_dates(commitment=row, dates={work.pk: date(2026, 10, 5)}, by=world.owner)
    assert row.due_work.get().assignee == world.person(Role.EDITOR)


def test_the_pages_write_what_the_actions_say(world: World) -> None:
    client = world.client(Role.LEADER)
    work = commitment("Phát thanh").due_work.order_by("window_start")[0]
    editor = world.person(Role.EDITOR)
    done = client.post(reverse("due_assign", args=[work.pk]), {"assignee": str(editor.pk)})
    assert done.status_code == 302
    assert DueWork.objects.get(pk=work.pk).assignee == editor
    client.post(reverse("due_waive", args=[work.pk]), {"reason": "<b>Bão</b>"})
    page = client.get(reverse("progress_commitment", args=[work.commitment_id])).content.decode()
    assert "&lt;b&gt;Bão&lt;/b&gt;" in page
    assert "<b>Bão</b>" not in page
    event = reverse("due_event", args=[commitment("kế hoạch kiểm tra").pk])
    assert client.post(event, {"event_on": "2026-07-01"}).status_code == 302
    assert client.post(event, {"event_on": "31/02/2026"}).status_code == 200, "the form says what is wrong"
    dates = reverse("due_dates", args=[commitment("cuộc thi").pk])
    field = f"work-{commitment('cuộc thi').due_work.get().pk}"
    assert client.post(dates, {field: "2027-05-05"}).status_code in {200, 409}
    assert client.post(dates, {field: "2026-12-05"}).status_code == 302
    assert commitment("cuộc thi").due_work.get().due_on == date(2026, 12, 5)


def test_a_stranger_is_never_offered_or_taken_as_assignee(world: World) -> None:
    from tests.factories import make_person

    stranger = make_person("Người Lạ")
    work = commitment("Phát thanh").due_work.order_by("window_start")[0]
    answer = world.client(Role.LEADER).post(reverse("due_assign", args=[work.pk]), {"assignee": str(stranger.pk)})
    assert answer.status_code == 200
    assert DueWork.objects.get(pk=work.pk).assignee is None
