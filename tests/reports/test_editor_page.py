"""Two people at one report in two browsers; figures that cannot be typed into; pages without barriers."""

from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from lantoa.communes.roles import Role
from lantoa.core.tenancy import scope
from lantoa.reports.models import Report, Wording
from tests.factories import World, build_world
from tests.office.faces import violations
from tests.reports.made import made_report

pytestmark = [pytest.mark.pages, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world() -> World:
    world = build_world()
    with scope([world.commune.pk]):
        made_report(world)
    return world


def open_page(browser: Browser, server: str, world: World, role: Role, *, width: int = 1280) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="vi-VN")
    cookie = world.client(role).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": server}])
    page = context.new_page()
    page.set_default_timeout(20_000)
    return page


def address(world: World, name: str) -> str:
    with scope([world.commune.pk]):
        return reverse(name, args=[Report.objects.get().pk])


def wordings(world: World) -> list[tuple[int, bool]]:
    with scope([world.commune.pk]):
        return list(Wording.objects.order_by("id").values_list("number", "set_aside"))


def test_two_editors_and_figures(chromium: Browser, live_server: Any, world: World) -> None:
    where = live_server.url + address(world, "reports_edit")
    one = open_page(chromium, live_server.url, world, Role.PLAN_OWNER)
    two = open_page(chromium, live_server.url, world, Role.LEADER)
    for page in (one, two):
        page.goto(where)
    section = "#muc-closing"

    one.locator(f"{section} [data-rw-text]").click()
    one.keyboard.press("Control+End")
    one.keyboard.type(" Lời của người thứ nhất.")
    expect(one.locator(f"{section} [data-rw-state]")).to_contain_text("Đã lưu lúc")

    two.locator(f"{section} [data-rw-text]").click()
    two.keyboard.press("Control+End")
    two.keyboard.type(" Lời của người thứ hai.")
    clash = two.locator(f"{section} [data-rw-clash]")
    expect(clash).to_contain_text("trước anh/chị")
    expect(clash).to_contain_text("Lời của người thứ nhất.")
    expect(two.locator(f"{section} [data-rw-text]")).to_contain_text("Lời của người thứ hai.")
    assert wordings(world) == [(1, False), (0, True)]
    clash.get_by_role("button", name="Dùng lời của tôi").click()
    expect(two.locator(f"{section} [data-rw-state]")).to_contain_text("Đã lưu lúc")
    assert wordings(world) == [(1, False), (0, True), (2, False)]

    figures(one, world)
    assert violations(two) == []
    for page in (one, two):
        page.context.close()


def figures(page: Page, world: World) -> None:
    """Taken out, a figure is asked for and put in again; typed over, it says what it said."""
    page.reload()
    section = page.locator("#muc-directing")
    figure = section.locator("[data-f=tong-hoat-dong]")
    text = figure.inner_text()
    before = len(wordings(world))
    figure.evaluate("node => node.remove()")
    section.locator("[data-rw-text]").dispatch_event("input")
    missing = section.locator("[data-rw-missing]")
    expect(missing).to_be_visible()
    page.wait_for_timeout(1800)
    assert len(wordings(world)) == before, "nothing is saved while a figure is missing"
    missing.get_by_role("button", name=text, exact=True).click()
    expect(missing).to_be_hidden()
    expect(section.locator("[data-rw-state]")).to_contain_text("Đã lưu lúc")
    figure.evaluate("node => { node.textContent = '999' }")
    section.locator("[data-rw-text]").dispatch_event("input")
    expect(figure).to_have_text(text)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_of_a_report_fit_and_have_no_barrier(
    chromium: Browser, live_server: Any, world: World, width: int
) -> None:
    page = open_page(chromium, live_server.url, world, Role.PLAN_OWNER, width=width)
    names = ["reports_show", "reports_edit", "reports_causes", "reports_bundles", "reports_return", "reports_issue"]
    for path in [*(address(world, name) for name in names), reverse("reports_letterhead"), reverse("reports_list")]:
        page.goto(live_server.url + path)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.context.close()
