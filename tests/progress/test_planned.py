"""Planned work: proposed, taken over, changed, dropped; done by itself when the work is done."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from lantoa.activities.actions import log_activity, withdraw_activity
from lantoa.activities.models import Activity
from lantoa.activities.rules import ActivityDraft, ServiceDraft
from lantoa.communes.models import Membership, Unit
from lantoa.communes.roles import Role
from lantoa.core.tenancy import scope
from lantoa.ledger.models import Entry
from lantoa.plans.models import DueWork, PlanVersion
from lantoa.progress.forecast import forecasts_of, will_miss
from lantoa.progress.models import PlannedWork
from lantoa.progress.queries import plan_progress
from lantoa.progress.rules.forecast import Verdict
from tests.factories import World, build_world
from tests.progress.ward import TODAY, running_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def august(version: PlanVersion) -> DueWork:
    """Broadcasts of August: two are owed, none was done, and none in any month before."""
    return DueWork.objects.get(commitment__measure="count", window_kind="month", window_start=date(2026, 8, 1))


def broadcast(world: World, work: DueWork, on: date) -> Activity:
    draft = ActivityDraft(
        key=uuid4(), title="Phát thanh", kind="broadcast", happened_on=on, channels=("broadcast",),
        services=(ServiceDraft(work.commitment_id),),
    )  # fmt: skip
    return log_activity(commune=world.commune, draft=draft, by=world.owner).activity


def make(world: World, work: DueWork, role: Role = Role.PLAN_OWNER, **given: str) -> int:
    client, url = world.client(role), reverse("planned_make", args=[work.pk])
    form = client.get(url).context["form"]
    values = {f"on-{n}": f"{one.on:%d/%m/%Y}" for n, one in enumerate(form.proposed)}
    return client.post(url, {**values, **given}).status_code


def test_a_month_in_which_nothing_happens_will_be_missed(version: PlanVersion, august: DueWork) -> None:
    progress = plan_progress(version, today=TODAY)
    assert august.pk in [work.pk for work, _one, _foretold in will_miss(progress)]
    foretold = forecasts_of(progress)
    before = DueWork.objects.filter(window_end__lt=TODAY, commitment__measure="count", window_kind="month")
    assert {foretold[work.pk].verdict for work in before} == {Verdict.MISSED}
    assert not [work for work in DueWork.objects.filter(window_start__gt=TODAY) if work.pk in foretold]


def test_the_proposed_days_become_planned_work_in_list_and_calendar(world: World, august: DueWork) -> None:
    page = world.client().get(reverse("planned_make", args=[august.pk])).content.decode()
    assert "Còn thiếu 2" in page
    assert make(world, august) == 302
    rows = list(PlannedWork.objects.all())
    assert [(row.pieces, row.fills) for row in rows] == [(1, 1), (1, 2)]
    assert all(TODAY < row.planned_on <= date(2026, 8, 31) and row.planned_on.weekday() < 5 for row in rows)
    assert Entry.objects.filter(action="due_work.planned").count() == 1
    listed = world.client().get(reverse("due_list")).content.decode()
    assert f"Đã dự kiến: {rows[0].planned_on:%d/%m}, {rows[1].planned_on:%d/%m}" in listed
    month = world.client().get(reverse("due_calendar"), {"thang": "2026-08"}).content.decode()
    assert month.count("Dự kiến: Phát thanh") >= 2
    again = world.client().get(reverse("planned_make", args=[august.pk])).content.decode()
    assert "Không có ngày nào để đề xuất" in again


def test_work_that_is_done_takes_its_plan_away_and_a_withdrawal_brings_it_back(world: World, august: DueWork) -> None:
    make(world, august)
    done = broadcast(world, august, TODAY)
    listed = world.client().get(reverse("due_list")).content.decode()
    first, second = PlannedWork.objects.all()
    assert f"Đã dự kiến: {second.planned_on:%d/%m}<" in listed
    withdraw_activity(activity=done, reason="Ghi nhầm ngày", by=world.owner)
    listed = world.client().get(reverse("due_list")).content.decode()
    assert f"Đã dự kiến: {first.planned_on:%d/%m}, {second.planned_on:%d/%m}" in listed


def test_a_day_and_a_person_can_be_changed_and_a_plan_dropped(world: World, august: DueWork) -> None:
    make(world, august)
    row = PlannedWork.objects.all()[0]
    url = reverse("planned_change", args=[row.pk])
    person = world.person(Role.OFFICER)
    assert world.client().post(url, {"on": "28/08/2026", "assignee": person.pk}).status_code == 302
    row.refresh_from_db()
    assert (row.planned_on, row.assignee) == (date(2026, 8, 28), person)
    refused = world.client().post(url, {"on": "02/01/2027", "assignee": ""})
    assert refused.status_code == 400 or "hãy chọn một ngày" in refused.content.decode()
    assert world.client().get(reverse("planned_drop", args=[row.pk])).status_code == 405
    assert world.client().post(reverse("planned_drop", args=[row.pk])).status_code == 302
    assert PlannedWork.objects.count() == 1


def test_the_own_unit_plans_its_work_and_another_unit_does_not(world: World, august: DueWork) -> None:
    assert make(world, august, Role.OFFICER) == 302
    row = PlannedWork.objects.all()[0]
    other = Unit.objects.order_by("-id")[0]
    Membership.objects.filter(person=world.person(Role.EDITOR)).update(unit=other)
    for url in (reverse("planned_make", args=[august.pk]), reverse("planned_change", args=[row.pk])):
        assert world.client(Role.EDITOR).get(url).status_code == 403
        assert world.client(Role.PROVINCE_OFFICIAL).get(url).status_code == 403


def test_another_commune_sees_none_of_it(world: World, august: DueWork) -> None:
    make(world, august)
    row = PlannedWork.objects.all()[0]
    other = build_world("Phường Hai")
    with scope([other.commune.pk]):
        running_plan(other)
    for url in (reverse("planned_make", args=[august.pk]), reverse("planned_change", args=[row.pk])):
        assert other.client().get(url).status_code == 404
    assert other.client().post(reverse("planned_drop", args=[row.pk])).status_code == 404


def test_days_left_empty_and_days_that_are_no_days(world: World, august: DueWork) -> None:
    assert make(world, august, **{"on-0": "", "on-1": ""}) == 302
    assert make(world, august, **{"on-0": "31/02/2026"}) == 200
    assert PlannedWork.objects.count() == 0
    url = reverse("planned_make", args=[august.pk])
    world.client().post(url, {"on-0": "01/08/2026"})
    assert PlannedWork.objects.count() == 0, "a day that has passed"


@pytest.mark.parametrize("role", [Role.LEADER, Role.PLAN_OWNER, Role.OFFICER, Role.PROVINCE_OFFICIAL])
def test_home_leads_with_what_will_be_missed(world: World, august: DueWork, role: Role) -> None:
    page = world.client(role).get("/").content.decode()
    main = page[page.index("<main") :]
    assert main.index("Sẽ không đạt nếu giữ nhịp hiện nay") < main.index('class="tiles')
    assert "Chưa làm lần nào; đã qua" in main
    assert "Làm tiếp chậm nhất" in main
    may = role is not Role.PROVINCE_OFFICIAL
    assert (reverse("planned_make", args=[august.pk]) in main) == may


def test_board_commitment_and_filter_show_the_forecast(world: World, august: DueWork) -> None:
    client = world.client()
    assert "cell__miss" in client.get(reverse("progress_board")).content.decode()
    page = client.get(reverse("progress_commitment", args=[august.commitment_id])).content.decode()
    assert "Theo nhịp hiện nay" in page
    shown = client.get(reverse("due_list"), {"show": "missing"}).context["groups"]
    lines = [line for group in shown for line in group.lines]
    assert august.pk in {line.work.pk for line in lines}
    assert all(line.outlook.will_miss for line in lines)
