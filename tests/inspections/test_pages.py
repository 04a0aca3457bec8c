"""Rosters and inspections in a real Chromium: a checklist on a phone, no barriers on any page, at 360 and 1280."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect

from lantoa.communes.models import Unit
from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.tenancy import scope
from lantoa.inspections.models import ChecklistLine, Finding
from lantoa.plans.models import Commitment
from lantoa.roster import day_actions
from lantoa.roster.actions import RosterDraft, make_roster, propose_swap
from lantoa.roster.models import Swap
from lantoa.roster.rules import AbsenceReason, PartyKind
from tests.factories import World, build_world
from tests.inspections import made
from tests.office.faces import violations
from tests.progress.ward import TODAY, add_commitment, running_plan
from tests.roster.made import coming

pytestmark = [pytest.mark.pages, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 360, "height": 760}


@pytest.fixture
def world(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> World:
    settings.FILES_ROOT = tmp_path
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    world = build_world()
    with scope([world.commune.pk]):
        add_commitment(running_plan(world), Unit.objects.first(), 20, {
            "kind": "task", "text": "Viết tin theo lịch phân công", "measure": "deliverable", "window": "month",
            "due_kind": "roster",
        })  # fmt: skip
    return world


def browser_of(chromium: Browser, world: World, role: Role, live_server: Any, **more: Any) -> BrowserContext:
    context = chromium.new_context(locale="vi-VN", **more)
    cookies = world.client(role).cookies
    context.add_cookies([{"name": name, "value": one.value, "url": live_server.url} for name, one in cookies.items()])
    return context


def look(page: Page, told: str) -> None:
    assert violations(page) == [], told
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width, told


def test_a_checklist_is_filled_in_on_a_phone(chromium: Browser, world: World, live_server: Any) -> None:
    with scope([world.commune.pk]):
        row = made.planned(world)
    context = browser_of(chromium, world, Role.INSPECTOR, live_server, viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto(f"{live_server.url}/kiem-tra/{row.pk}/")
    page.get_by_role("button", name="Bắt đầu kiểm tra").tap()
    first = page.locator("article").first
    first.get_by_text("Chưa đạt", exact=True).tap()
    first.get_by_label("Nhận xét").fill("Chưa lưu ảnh các buổi phát thanh")
    first.locator("input[type=file]").set_input_files(
        {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": made.jpeg(size=(40, 30))}
    )
    first.get_by_role("button", name="Ghi mục này").tap()
    expect(page.locator("article").first.get_by_role("status")).to_have_text("Đã ghi")
    expect(page.locator("article").first.locator("img")).to_have_count(1)
    page.evaluate("scrollTo(0, 0)")  # else the bar at the bottom lies over a part of some line
    look(page, "checklist at 360")
    with scope([world.commune.pk]):
        line = ChecklistLine.objects.order_by("position")[0]
        assert (line.mark, line.photos.count()) == ("failed", 1)
    context.close()


def prepared(world: World) -> list[str]:
    """Something of everything, and the pages that show it."""
    with scope([world.commune.pk]):
        roles = (Role.PLAN_OWNER, Role.OFFICER)
        draft = RosterDraft(PartyKind.PERSON, people=tuple(world.person(role) for role in roles), day=25)
        commitment = Commitment.objects.get(text__contains="Viết tin")
        roster = make_roster(commitment=commitment, draft=draft, by=world.owner)
        duties = coming(roster)
        propose_swap(duty=duties[0], wanted=duties[1], note="Đi tập huấn", by=world.owner)
        day_actions.add_absence(
            commune=world.commune, person=world.owner, start=date(2026, 12, 1), end=date(2026, 12, 31),
            reason=AbsenceReason.STUDY, by=world.owner,
        )  # fmt: skip
        day_actions.set_day(
            commune=world.commune, on=date(2026, 9, 3), is_off=True, name="Lễ hội", source="", by=world.owner
        )
        finding, waiting = made.open_finding(world, days=0), made.answered(world)
        running = made.running(world)
        pk, own = commitment.pk, duties[0].pk
        return [
            reverse("roster_list"), reverse("roster_show", args=[pk]), reverse("roster_make", args=[pk]),
            reverse("roster_mine"), reverse("roster_absences"), reverse("roster_days"),
            reverse("roster_duty", args=[own]), reverse("roster_swap", args=[own]),
            reverse("inspection_list"), reverse("inspection_plan"), reverse("inspection_show", args=[running.pk]),
            reverse("inspection_show", args=[finding.inspection_id]), reverse("finding_list"),
            reverse("finding_add", args=[running.pk]), reverse("inspection_close", args=[running.pk]),
            reverse("finding_show", args=[waiting.pk]), reverse("finding_answer", args=[finding.pk]),
            reverse("due_list"), f"{reverse('due_calendar')}?thang=2026-09", reverse("progress_commitment", args=[pk]),
        ]  # fmt: skip


def test_pages_are_free_of_barriers_and_fit_the_screen(chromium: Browser, world: World, live_server: Any) -> None:
    paths = prepared(world)
    for size in ({"width": 1280, "height": 900}, PHONE):
        context = browser_of(chromium, world, Role.PLAN_OWNER, live_server, viewport=size)
        page = context.new_page()
        for path in paths:
            answer = page.goto(live_server.url + path)
            assert answer
            assert answer.status == 200, path
            look(page, f"{path} at {size['width']}")
            shot(page, f"{path.strip('/').replace('/', '-').replace('?', '-')}-{size['width']}")
        context.close()


def shot(page: Page, name: str) -> None:
    if folder := os.environ.get("LANTOA_SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_a_swap_is_answered_and_a_finding_is_mended(chromium: Browser, world: World, live_server: Any) -> None:
    prepared(world)
    context = browser_of(chromium, world, Role.OFFICER, live_server, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{live_server.url}{reverse('roster_mine')}")
    page.get_by_role("button", name="Đồng ý đổi").click()
    with scope([world.commune.pk]):
        assert Swap.objects.get().state == "accepted"
        finding = Finding.objects.filter(state="open", inspection__state="closed")[0]
    page.goto(f"{live_server.url}{reverse('finding_answer', args=[finding.pk])}")
    page.get_by_label("Đã khắc phục thế nào").fill("Đã lưu đủ ảnh các buổi phát thanh")
    page.set_input_files("input[type=file]", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": made.jpeg()})
    page.get_by_role("button", name="Gửi báo cáo").click()
    page.wait_for_url(f"**{reverse('finding_show', args=[finding.pk])}")
    with scope([world.commune.pk]):
        assert Finding.objects.get(pk=finding.pk).state == "answered"
    context.close()
