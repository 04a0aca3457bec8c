"""The pages of progress: for whom, with which filters, with which hostile addresses, with how many queries."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser

from lantoa.communes.models import Unit
from lantoa.communes.roles import Role
from lantoa.core.tenancy import scope
from lantoa.plans.due_actions import assign_work
from lantoa.plans.models import Commitment, DueWork, PlanVersion, VersionState
from tests.factories import World, build_world
from tests.office.faces import show, violations
from tests.progress.ward import live, running_plan

LISTS = ("progress_board", "progress_units", "progress_topics", "due_list", "due_calendar")


def text_of(client: Client, name: str, query: dict[str, str] | None = None, **kwargs: Any) -> str:
    response = client.get(reverse(name, kwargs=kwargs or None), query)
    assert response.status_code == 200, (name, response.status_code)
    return response.content.decode()


@pytest.mark.parametrize("name", LISTS)
def test_without_a_plan_each_page_says_what_is_missing(world: World, name: str) -> None:
    assert "Chưa có kế hoạch nào được ban hành" in text_of(world.client(Role.LEADER), name)


@pytest.mark.parametrize("name", LISTS)
def test_a_plan_without_any_activity_is_shown(world: World, version: PlanVersion, name: str) -> None:
    assert "Phát thanh" in text_of(world.client(), name) or name in {"progress_topics", "progress_units"}


@pytest.mark.parametrize("name", [*LISTS, "progress_commitment"])
def test_a_contributor_sees_none_of_it(world: World, version: PlanVersion, name: str) -> None:
    args = [Commitment.objects.all()[0].pk] if name == "progress_commitment" else None
    assert world.client(Role.CONTRIBUTOR).get(reverse(name, args=args)).status_code == 403


def test_no_page_shows_another_commune(world: World, version: PlanVersion) -> None:
    other = build_world("Phường Hai")
    before = {name: text_of(world.client(), name) for name in LISTS}
    with scope([other.commune.pk]):
        theirs = running_plan(other, mark="CUAPHUONGHAI")
        live(other, theirs, seed=9)
        pk = Commitment.objects.all()[0].pk
        work = DueWork.objects.all()[0].pk
    token = re.compile(r"[A-Za-z0-9]{64}")  # of forms
    for name in LISTS:
        page = text_of(world.client(), name)
        assert "CUAPHUONGHAI" not in page
        assert token.sub("", page) == token.sub("", before[name]), "their data changed our page"
        assert "CUAPHUONGHAI" in text_of(other.client(), name) or name == "progress_units"
    client = world.client()
    for name in ("progress_commitment", "due_event", "due_dates"):
        assert client.get(reverse(name, args=[pk])).status_code == 404
    for name in ("due_assign", "due_waive"):
        assert client.post(reverse(name, args=[work]), {"reason": "x"}).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        {"unit": "abc"}, {"unit": "9" * 40}, {"person": "-1"}, {"show": "<script>alert(1)</script>"},
        {"unit": "'; DROP TABLE plans_plan; --"}, {"show": "\x00"}, {"unit": ""}, {"khac": "x" * 5000},
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["due_list", "due_calendar"])
def test_a_filter_that_makes_no_sense_is_left_out(
    world: World, version: PlanVersion, name: str, query: dict[str, str]
) -> None:
    page = text_of(world.client(), name, query)
    assert "<script>alert" not in page
    assert "Phát thanh" in page


@pytest.mark.parametrize("month", ["2026-13", "abc", "1999-01", "9999-12", "2026", "2026-1-1", "٢٠٢٦-٠١"])
def test_a_month_that_is_none_is_not_found(world: World, version: PlanVersion, month: str) -> None:
    assert world.client().get(reverse("due_calendar"), {"thang": month}).status_code == 404


def test_the_calendar_goes_from_month_to_month_and_keeps_the_filters(world: World, version: PlanVersion) -> None:
    unit = Unit.objects.order_by("id")[0]
    page = text_of(world.client(), "due_calendar", {"unit": str(unit.pk), "thang": "2026-12"})
    assert "Tháng 12/2026" in page
    assert f"unit={unit.pk}&amp;thang=2026-11" in page
    assert f"unit={unit.pk}&amp;thang=2027-01" in page
    assert f'<option value="{unit.pk}" selected>' in page
    assert f'href="{reverse("due_list")}?unit={unit.pk}"' in page, "the list opens with the same filter"
    assert "Tháng 8/2026" in text_of(world.client(), "due_calendar")


def test_filters_choose_by_unit_person_and_state(world: World, version: PlanVersion) -> None:
    first, second, third = Unit.objects.order_by("id")[:3]
    client = world.client()

    def texts(**query: str) -> set[str]:
        groups = client.get(reverse("due_list"), query).context["groups"]
        return {line.commitment.text for group in groups for line in group.lines}

    assert any("Phát thanh" in text for text in texts(unit=str(first.pk)))
    assert not any("công chức" in text for text in texts(unit=str(first.pk)))
    assert any("công chức" in text for text in texts(unit=str(second.pk)))
    assert texts(unit=str(third.pk), show="all") == {"Khuyến khích 05 bài mỗi quý"}
    assert texts(unit=str(third.pk)) <= texts(unit=str(third.pk), show="all")
    work = DueWork.objects.filter(commitment__text__startswith="Phát thanh")[0]
    assign_work(work=work, assignee=world.person(Role.EDITOR), by=world.owner)
    assert texts(person=str(world.person(Role.EDITOR).pk), show="all") == {"Phát thanh ít nhất 02 lần/tháng"}
    assert "Không có việc nào theo bộ lọc này" in text_of(client, "due_list", {"show": "done"})


def test_a_commitment_that_is_not_in_force_does_not_exist_here(world: World, version: PlanVersion) -> None:
    row = Commitment.objects.all()[0]
    work = row.due_work.all()[0]
    PlanVersion.objects.filter(pk=version.pk).update(state=VersionState.SUPERSEDED.value)
    client = world.client()
    assert client.get(reverse("progress_commitment", args=[row.pk])).status_code == 404
    assert client.post(reverse("due_waive", args=[work.pk]), {"reason": "x"}).status_code == 404
    assert client.get(reverse("progress_commitment", args=[10**18])).status_code == 404
    assert client.get(f"/tien-do/cam-ket/{10**30}/").status_code == 404


def test_who_only_looks_is_offered_nothing_to_change(world: World, version: PlanVersion) -> None:
    pk = Commitment.objects.order_by("position")[3].pk
    seen = text_of(world.client(Role.INSPECTOR), "progress_commitment", pk=pk)
    assert reverse("due_event", args=[pk]) not in seen
    assert "Ghi hoạt động" not in seen
    changed = text_of(world.client(Role.LEADER), "progress_commitment", pk=pk)
    assert reverse("due_event", args=[pk]) in changed


@pytest.mark.parametrize("name", [*LISTS, "progress_commitment"])
def test_queries_do_not_grow_with_the_data(
    world: World, version: PlanVersion, name: str, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    args = [Commitment.objects.order_by("position")[0].pk] if name == "progress_commitment" else None
    client, path = world.client(), reverse(name, args=args)
    live(world, version, seed=1, count=60)
    client.get(path)
    with django_assert_max_num_queries(32) as few:
        client.get(path)
    live(world, version, seed=2, count=120)
    with django_assert_max_num_queries(len(few)):
        client.get(path)


@pytest.mark.pages
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", [*LISTS, "progress_commitment", "home", "due_assign", "due_dates"])
def test_pages_are_free_of_barriers_and_fit_the_screen(
    chromium: Browser, world: World, version: PlanVersion, name: str, width: int
) -> None:
    live(world, version, seed=3)
    rows = Commitment.objects.order_by("position")
    args = {
        "progress_commitment": [rows[0].pk], "due_dates": [rows[4].pk], "due_assign": [DueWork.objects.all()[0].pk],
    }.get(name)  # fmt: skip
    page = show(chromium, world.client().get(reverse(name, args=args)).content.decode(), width=width)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
