"""The room's pages in a real Chromium: no barrier, nothing wider than the screen, the link can be copied."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from lantoa.communes import actions
from lantoa.communes.invitation_actions import Offer, invite
from lantoa.communes.models import Membership, Neighbourhood, Unit
from lantoa.communes.roles import Role
from lantoa.core.tenancy import scope
from tests.factories import World, build_world
from tests.office.faces import violations

pytestmark = [pytest.mark.pages, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("LANTOA_SHOTS")
"""A folder for pictures to look at; none are made without it."""

NAMES = (
    "communes_overview", "communes_units", "communes_unit_add", "communes_unit", "communes_neighbourhoods",
    "communes_neighbourhood", "communes_people", "communes_invite", "communes_person", "communes_role",
    "communes_role_end", "communes_settings", "communes_choose", "communes_account",
)  # fmt: skip


@pytest.fixture
def world() -> World:
    world = build_world("Phường Thử Nghiệm")
    names = {Role.LEADER: "Trần Quốc Bảo", Role.PLAN_OWNER: "Nguyễn Thị Thu Hà", Role.OFFICER: "Lê Văn Dũng"}
    for role, name in names.items():
        world.people[role].name, world.people[role].phone = name, "0912 345 678"
        world.people[role].save()
    with scope([world.commune.pk]):
        actions.add_neighbourhoods(commune=world.commune, names=[f"Tổ dân phố số {n}" for n in range(1, 8)])
        offer = Offer("Phạm Minh Châu", Role.EDITOR, Unit.objects.order_by("position")[0])
        invite(commune=world.commune, offer=offer, by=world.owner)
        Unit.objects.get(name="Công an").delete()
        Unit.objects.filter(name="Ban Chỉ huy Quân sự").update(is_active=False)
        setting = actions.CommuneSetting.objects.get()
        values = {
            "signer_lines": "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "signer_name": "Trần Quốc Bảo",
            "recipients": "Sở Nội vụ\nThường trực Đảng ủy, HĐND phường\nLưu: VT, VHXH",
        }  # fmt: skip
        actions.change_settings(setting=setting, values=values, by=world.owner)
    return world


def path(name: str, world: World) -> str:
    with scope([world.commune.pk]):
        numbers = {
            "communes_unit": Unit.objects.order_by("position")[0].pk,
            "communes_neighbourhood": Neighbourhood.objects.order_by("position")[0].pk,
            "communes_person": world.people[Role.OFFICER].pk,
            "communes_role": Membership.objects.get(person=world.people[Role.OFFICER]).pk,
        }
    numbers["communes_role_end"] = numbers["communes_role"]
    return reverse(name, args=[numbers[name]] if name in numbers else [])


def open_page(browser: Browser, server: str, width: int, world: World | None = None, role: Role | None = None) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="vi-VN")
    if world and role:
        cookie = world.client(role).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": server}])
    return context.new_page()


def look(page: Page, name: str, width: int) -> None:
    """Keep a picture, when wanted; then complain about barriers and width."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)
    assert violations(page) == [], name
    assert page.evaluate("document.documentElement.scrollWidth") <= width, name


@pytest.fixture(params=[1280, 360])
def width(request: Any) -> int:
    return int(request.param)


def test_every_page_is_free_of_barriers_and_fits(chromium: Browser, live_server: Any, world: World, width: int) -> None:
    page = open_page(chromium, live_server.url, width, world, Role.ADMINISTRATOR)
    for name in NAMES:
        page.goto(live_server.url + path(name, world))
        look(page, name, width)
    page.context.close()


def test_the_way_in_by_a_link(chromium: Browser, live_server: Any, world: World, width: int) -> None:
    page = open_page(chromium, live_server.url, width, world, Role.ADMINISTRATOR)
    page.goto(live_server.url + reverse("communes_invite"))
    page.get_by_role("button", name="Tạo đường dẫn mời").click()
    page.get_by_label("Họ và tên").fill("Đỗ Thị Mai")
    page.get_by_label("Vai trò").select_option("officer")
    page.get_by_role("button", name="Tạo đường dẫn mời").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đường dẫn mời Đỗ Thị Mai")
    look(page, "invited", width)
    page.get_by_role("button", name="Chép đường dẫn").click()
    expect(page.get_by_role("status").last).to_have_text("Đã chép đường dẫn.")
    link = page.get_by_label("Chỉ đường dẫn").input_value()
    assert link in page.get_by_label("Lời nhắn soạn sẵn").input_value()
    page.goto(link)
    look(page, "accept_as", width)
    page.context.close()

    newcomer = open_page(chromium, live_server.url, width)
    newcomer.goto(link)
    newcomer.get_by_label("Mật khẩu", exact=True).fill("ngắn")
    newcomer.get_by_label("Nhập lại mật khẩu").fill("khác")
    newcomer.get_by_role("button", name="Tạo tài khoản và vào").click()
    look(newcomer, "accept", width)
    newcomer.get_by_label("Mật khẩu", exact=True).fill("sông núi trăng 9")
    newcomer.get_by_label("Nhập lại mật khẩu").fill("sông núi trăng 9")
    newcomer.get_by_role("button", name="Tạo tài khoản và vào").click()
    expect(newcomer.get_by_text("Chào mừng Đỗ Thị Mai")).to_be_visible()
    newcomer.goto(link)
    newcomer.context.clear_cookies()
    newcomer.goto(link)
    look(newcomer, "accept_closed", width)
    newcomer.context.close()


def test_the_message_of_a_bad_form_stands_at_its_field(chromium: Browser, live_server: Any, world: World) -> None:
    page = open_page(chromium, live_server.url, 360, world, Role.ADMINISTRATOR)
    page.goto(live_server.url + reverse("communes_settings"))
    page.get_by_label("Hạn gửi báo cáo").evaluate("e => { e.removeAttribute('max'); e.value = '31'; }")
    page.get_by_role("button", name="Lưu thiết lập").click()
    expect(page.locator("#report_due_day-field")).to_contain_text("28")
    look(page, "settings-error", 360)
    page.context.close()
