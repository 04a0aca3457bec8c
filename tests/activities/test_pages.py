"""The pages of activities in a real Chromium: entered with a few taps, suggestions tick themselves, no barriers."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from lantoa.activities.models import Activity
from lantoa.communes.roles import Role
from lantoa.core.tenancy import scope
from tests.activities.samples import adopted_plan, commitment, logged
from tests.factories import World, build_world
from tests.files import samples
from tests.office.faces import violations

pytestmark = [pytest.mark.pages, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 360, "height": 760}


@pytest.fixture
def world(tmp_path: Path, settings: Any) -> World:
    settings.FILES_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES}
    world = build_world()
    with scope([world.commune.pk]):
        adopted_plan(world)
    return world


def browser_of(chromium: Browser, world: World, role: Role, live_server: Any, **more: Any) -> BrowserContext:
    context = chromium.new_context(locale="vi-VN", **more)
    cookies = world.client(role).cookies
    context.add_cookies([{"name": name, "value": one.value, "url": live_server.url} for name, one in cookies.items()])
    return context


@pytest.fixture
def phone(chromium: Browser, world: World, live_server: Any) -> Iterator[Page]:
    context = browser_of(chromium, world, Role.OFFICER, live_server, viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.complaints = []  # type: ignore[attr-defined]
    page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.complaints.append(str(error)))  # type: ignore[attr-defined]
    yield page
    context.close()


def shot(page: Page, name: str) -> None:
    """A picture for people to look at, where a folder for it is named."""
    if folder := os.environ.get("LANTOA_SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_logged_on_a_phone_with_a_photo_in_a_few_taps(phone: Page, world: World, live_server: Any) -> None:
    with scope([world.commune.pk]):
        radio = commitment("phát thanh").pk
    phone.goto(f"{live_server.url}/hoat-dong/ghi/")
    shot(phone, "log-empty-360")
    phone.get_by_label("Đã làm gì?").fill("Phát bản tin về dịch vụ công trực tuyến")
    phone.get_by_label("Loại hoạt động").select_option("broadcast")
    expect(phone.locator(f"#serve-{radio}")).to_be_checked()
    expect(phone.get_by_text("Tự chọn vì").first).to_be_visible()
    phone.locator("input#files").set_input_files(
        [{"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": samples.jpeg(size=(1200, 900))}]
    )
    shot(phone, "log-filled-360")
    assert violations(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    phone.get_by_role("button", name="Lưu hoạt động").click()
    expect(phone.get_by_text("Đã ghi hoạt động cùng minh chứng.")).to_be_visible()
    shot(phone, "show-360")
    assert violations(phone) == []
    assert phone.complaints == []  # type: ignore[attr-defined]
    with scope([world.commune.pk]):
        row = Activity.objects.get()
        assert [one.commitment_id for one in row.services.all()] == [radio]
        assert row.evidence.count() == 1


def test_a_tick_taken_away_stays_away(phone: Page, world: World, live_server: Any) -> None:
    with scope([world.commune.pk]):
        radio = commitment("phát thanh").pk
    phone.goto(f"{live_server.url}/hoat-dong/ghi/?kind=broadcast")
    box = phone.locator(f"#serve-{radio}")
    expect(box).to_be_checked()
    box.uncheck()
    phone.get_by_text("Thêm kênh, nội dung").click()
    with phone.expect_response("**/goi-y/"):
        phone.locator("label", has_text="Zalo").locator("input").check()
    phone.wait_for_timeout(200)
    expect(phone.locator(f"#serve-{radio}")).not_to_be_checked()


def test_errors_stand_beside_their_fields_and_ticks_survive(phone: Page, world: World, live_server: Any) -> None:
    with scope([world.commune.pk]):
        trained = commitment("tập huấn").pk
    phone.goto(f"{live_server.url}/hoat-dong/ghi/?kind=training")
    phone.get_by_label("Đã làm gì?").fill("Lớp tập huấn CCHC")
    phone.locator(f"#serve-{trained}").check()
    phone.locator(f"#num_{trained}").fill("60")
    phone.locator(f"#den_{trained}").fill("50")
    phone.get_by_role("button", name="Lưu hoạt động").click()
    expect(phone.get_by_role("alert").get_by_text("số đạt (60)")).to_be_visible()
    expect(phone.locator(f"#serve-{trained}")).to_be_checked()
    expect(phone.locator(f"#num_{trained}")).to_have_value("60")
    shot(phone, "log-error-360")
    assert violations(phone) == []


def test_a_refused_photo_is_told_in_place_and_the_form_goes_on_working(
    phone: Page, world: World, live_server: Any
) -> None:
    with scope([world.commune.pk]):
        radio = commitment("phát thanh").pk
    phone.goto(f"{live_server.url}/hoat-dong/ghi/")
    phone.get_by_label("Đã làm gì?").fill("Phát bản tin về dịch vụ công")
    phone.get_by_label("Loại hoạt động").select_option("post")
    phone.locator("input#files").set_input_files([{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"<html>"}])
    phone.get_by_role("button", name="Lưu hoạt động").click()
    expect(phone.get_by_role("alert").get_by_text("Không nhận chương trình")).to_be_visible()
    shot(phone, "log-refused-360")
    phone.get_by_label("Bỏ tệp a.jpg").click()
    phone.get_by_label("Loại hoạt động").select_option("broadcast")
    expect(phone.locator(f"#serve-{radio}")).to_be_checked()
    phone.get_by_role("button", name="Lưu hoạt động").click()
    expect(phone.get_by_text("Đã ghi hoạt động.")).to_be_visible()
    with scope([world.commune.pk]):
        assert Activity.objects.get().kind == "broadcast"


@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_are_free_of_barriers(chromium: Browser, world: World, live_server: Any, width: int) -> None:
    with scope([world.commune.pk]):
        first = _some(world)
    context = browser_of(chromium, world, Role.PLAN_OWNER, live_server, viewport={"width": width, "height": 800})
    page = context.new_page()
    for name, path in (("list", ""), ("log", "ghi/"), ("show", f"{first}/"),
                       ("edit", f"{first}/sua/"), ("out", f"{first}/rut/"),
                       ("none", "?q=khong-co-gi"), ("more", "?kind=news")):  # fmt: skip
        page.goto(f"{live_server.url}/hoat-dong/{path}")
        shot(page, f"{name}-{width}")
        assert violations(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    context.close()


def test_a_photo_and_a_pdf_open_in_the_browser(chromium: Browser, world: World, live_server: Any) -> None:
    with scope([world.commune.pk]):
        row = logged(world, files={"anh.jpg": samples.jpeg()})
        file_id = row.evidence.get().file_id
    context = browser_of(chromium, world, Role.PLAN_OWNER, live_server)
    page = context.new_page()
    page.goto(f"{live_server.url}/tep/{file_id}/")
    assert page.evaluate("document.images[0].naturalWidth") == 640
    assert page.evaluate("origin") == "null", "the sandbox gives the file no site of its own"
    context.close()


def _some(world: World) -> int:
    radio = commitment("phát thanh")
    from lantoa.activities.rules import ServiceDraft

    pk = logged(
        world, Role.PLAN_OWNER, title="Phát bản tin truyền thanh về dịch vụ công trực tuyến toàn trình", times=3,
        services=(ServiceDraft(radio.pk),), topics=("online_services", "digital"), audiences=("residents",),
        place="Nhà văn hóa tổ dân phố 5", people=1200, files={
            "Ảnh phát thanh.jpg": samples.jpeg(size=(1600, 1200)),
            "dọc.jpg": samples.jpeg(size=(800, 1000), orientation=6),
            "Biên bản.pdf": samples.PDF,
        },
        links=("https://facebook.com/phuong-thu-nghiem/posts/1234567890123456789012345678901234567890",),
    ).pk  # fmt: skip
    logged(
        world, title="Niêm yết thủ tục hành chính mới", kind="posting", channels=("notice_board",), links=("a.vn/1",)
    )
    logged(world, title="Lồng ghép tuyên truyền tại giao ban tháng", kind="meeting", integrated=True, people=25)
    return pk
