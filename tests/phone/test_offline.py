"""A phone of 360 px in a real Chromium, with a line that breaks: nothing is lost, nothing is entered twice, nothing is
shown to or sent as another."""

import io
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from lantoa.activities.actions import change_activity
from lantoa.activities.models import Activity
from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.tenancy import scope
from lantoa.phone.queries import draft_of
from tests.activities.samples import adopted_plan, commitment, logged
from tests.factories import PASSWORD, World, build_world
from tests.files import samples
from tests.office.faces import violations
from tests.phone.line import Cut, Line

pytestmark = [pytest.mark.pages, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 360, "height": 740}
LOG, WAITING = "/hoat-dong/ghi/", "/dien-thoai/"


class Officer:
    """A person with a phone (or a desk): one browser profile, pages through the line."""

    def __init__(self, browser: Browser, line: Line, world: World, **more: Any) -> None:
        given: dict[str, Any] = {"viewport": PHONE, "has_touch": True, "is_mobile": True, **more}
        self.context: BrowserContext = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **given)
        self.context.set_default_timeout(30_000)
        self.line, self.world = line, world
        self.page: Page = self.context.new_page()

    def sign_in(self, role: Role = Role.OFFICER) -> None:
        self.go("/tai-khoan/login/")
        self.page.fill("[name=login]", self.world.people[role].username)
        self.page.fill("[name=password]", PASSWORD)
        self.page.press("[name=password]", "Enter")
        self.page.wait_for_url(lambda url: "login" not in url)

    def sign_out(self) -> None:
        self.go("/tai-khoan/logout/")
        self.page.get_by_role("button", name="Đăng xuất").last.click()
        self.page.wait_for_url("**/login/**")

    def go(self, path: str) -> None:
        self.page.goto(self.line.url + path)

    def ready(self) -> None:
        """The worker looks after the pages; the log form and the main page lie on the phone."""
        self._until("navigator.serviceWorker.controller !== null")
        self.go(LOG)
        self._until(
            "(async () => { for (const name of await caches.keys()) if (name.startsWith('lantoa-trang-') && "
            f"await (await caches.open(name)).match('{LOG}', {{ignoreVary: true}}) && "
            "await (await caches.open(name)).match('/', {ignoreVary: true})) return true; return false; })()"
        )

    def _until(self, question: str) -> None:
        """Playwright's own waiting wants eval, which our policy forbids."""
        for number in range(1, 241):
            if self.page.evaluate(question):
                return
            self.page.wait_for_timeout(250)
            if number % 60 == 0:
                self.page.reload()
        raise AssertionError(question)

    def until(self, question: Callable[[], bool]) -> None:
        for _ in range(120):
            if question():
                return
            self.page.wait_for_timeout(250)
        raise AssertionError("waited for 30 seconds")

    def write(self, title: str, *, kind: str = "broadcast", photo: bytes | None = None) -> None:
        self.page.get_by_label("Đã làm gì?").fill(title)
        self.page.get_by_label("Loại hoạt động").select_option(kind)
        if photo:
            file = {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": photo}
            self.page.locator("input#files").set_input_files([file])

    def save(self) -> None:
        self.page.get_by_role("button", name="Lưu hoạt động").click()

    def send_now(self) -> None:
        """From the list of what waits, unless the phone was faster by itself."""
        self.go(WAITING)
        self.page.wait_for_timeout(500)
        button = self.page.get_by_role("button", name=re.compile("^Gửi ngay"))
        if button.count() and button.first.is_visible():
            button.first.click()

    def kept(self) -> None:
        expect(self.page.get_by_role("heading", name="Đã giữ trên máy")).to_be_visible()

    def close(self) -> None:
        """Before the database is emptied: no page and no worker asks the server any more."""
        self.line.cut = Cut.DOWN
        self.context.close()
        self.line.idle()

    def look(self, name: str) -> None:
        assert violations(self.page) == [], name
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        if folder := os.environ.get("LANTOA_SHOTS"):
            self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.fixture
def world(tmp_path: Path, settings: Any) -> World:
    settings.FILES_ROOT = tmp_path
    world = build_world()
    with scope([world.commune.pk]):
        adopted_plan(world)
    return world


@pytest.fixture
def line(live_server: Any) -> Iterator[Line]:
    line = Line(live_server.url)
    yield line
    line.close()


@pytest.fixture
def officer(chromium: Browser, world: World, line: Line) -> Iterator[Officer]:
    officer = Officer(chromium, line, world)
    try:
        officer.sign_in()
        yield officer
    finally:
        officer.close()


def entries(world: World) -> list[Activity]:
    with scope([world.commune.pk]):
        return list(Activity.objects.order_by("id"))


def wait_for_entries(officer: Officer, number: int) -> None:
    officer.until(lambda: len(entries(officer.world)) == number)


def test_what_waits_is_read_without_network_and_the_open_page_sends_it_once(officer: Officer, world: World) -> None:
    officer.ready()
    officer.context.set_offline(True)
    officer.go(LOG)
    expect(officer.page.get_by_text("Đang mất mạng").first).to_be_visible()
    officer.write("Phát bản tin ở thôn không có sóng", photo=samples.jpeg(size=(1200, 900)))
    officer.look("offline-form")
    officer.save()
    officer.kept()
    officer.look("offline-kept")
    officer.page.get_by_role("button", name="Ghi hoạt động khác").click()  # the next one, in the same page
    officer.write("Phát bản tin lần hai")
    officer.save()
    officer.kept()

    officer.page.close()  # the browser is closed and opened again, still without network
    officer.page = officer.context.new_page()
    officer.go("/")
    expect(officer.page.get_by_text("Đây là bản xem lúc")).to_be_visible()
    expect(officer.page.locator("[data-waiting-chip] [data-number]")).to_have_text("2")
    officer.look("offline-home")
    officer.go("/ke-hoach/")
    expect(officer.page.get_by_role("heading", name="Đang mất mạng")).to_be_visible()
    officer.look("offline-page")
    officer.go(WAITING)
    expect(officer.page.locator(".waiting-entry")).to_have_count(2)
    expect(officer.page.get_by_text("Sẽ tự gửi khi có mạng").first).to_be_visible()
    officer.look("offline-waiting")

    officer.context.set_offline(False)  # nobody touches the page
    wait_for_entries(officer, 2)
    expect(officer.page.locator(".waiting-entry")).to_have_count(0)
    expect(officer.page.get_by_text("phần mềm tự chọn, tính cho").first).to_be_visible()
    officer.look("sent")
    assert officer.line.sent == 2
    with scope([world.commune.pk]):
        first, second = Activity.objects.order_by("id")
        assert (first.title, first.evidence.count()) == ("Phát bản tin ở thôn không có sóng", 1)
        assert first.key != second.key
        assert first.services.get().commitment_id == commitment("phát thanh").pk


def test_a_page_left_while_it_sends_is_followed_by_the_next_within_seconds(officer: Officer, world: World) -> None:
    officer.ready()
    officer.line.cut = Cut.STUCK  # what is sent does not arrive and does not fail: the slowest of all lines
    officer.go(LOG)
    officer.write("Phát bản tin trên đường về", photo=samples.jpeg(size=(600, 400)))
    officer.save()
    officer.until(lambda: officer.line.stuck > 0)
    officer.line.cut = Cut.OPEN
    officer.go("/viec/")  # leaves in the middle of it
    wait_for_entries(officer, 1)  # within 30 seconds; the page's own clock would ask after 60
    expect(officer.page.locator("[data-waiting-chip]")).to_be_hidden()
    officer.page.wait_for_timeout(4_000)  # longer than the shortest pause: nothing is sent again
    assert officer.line.sent == 1
    assert len(entries(world)) == 1


def test_an_answer_that_is_lost_and_an_edit_since_are_decided_by_the_person(officer: Officer, world: World) -> None:
    officer.go(LOG)
    officer.write("Họp dân tổ 3", kind="meeting", photo=samples.jpeg(size=(300, 200)))
    officer.line.cut = Cut.ANSWERS
    officer.save()
    officer.kept()  # the server has it, but the phone cannot know
    assert len(entries(world)) == 1

    officer.line.cut = Cut.OPEN
    officer.send_now()
    expect(officer.page.get_by_role("heading", name="Đã gửi gần đây")).to_be_visible()
    assert len(entries(world)) == 1
    assert officer.line.sent >= 2

    officer.go(LOG)
    officer.write("Họp dân tổ 4", kind="meeting")
    officer.line.cut = Cut.ANSWERS
    officer.save()
    officer.kept()
    with scope([world.commune.pk]):
        row = Activity.objects.get(title="Họp dân tổ 4")
        change_activity(activity=row, draft=replace(draft_of(row), title="Họp dân tổ dân phố 4"), by=row.logged_by)
    officer.line.cut = Cut.OPEN  # only now: a worker that sends by itself meets the edit, too
    officer.send_now()
    expect(officer.page.get_by_text("nội dung khác với bản trên máy")).to_be_visible()
    expect(officer.page.locator(".differences tbody tr")).to_contain_text("Họp dân tổ dân phố 4")
    officer.look("conflict")
    officer.page.get_by_role("button", name="Giữ bản trên hệ thống").click()
    expect(officer.page.get_by_text("Đã gửi xong.")).to_be_visible()
    assert sorted(one.title for one in entries(world)) == ["Họp dân tổ 3", "Họp dân tổ dân phố 4"]


def test_nobody_sees_or_sends_what_belongs_to_another(officer: Officer, world: World) -> None:
    officer.ready()
    officer.context.set_offline(True)
    officer.go(LOG)
    officer.write("Việc riêng của công chức")
    officer.save()
    officer.kept()
    # the session ends on the server meanwhile: the entry stays, and asks for its person
    officer.context.clear_cookies()
    officer.context.set_offline(False)
    officer.go(WAITING)
    expect(officer.page.get_by_text("Đăng nhập để gửi")).to_be_visible()
    expect(officer.page.get_by_text("của tài khoản khác")).to_be_visible()
    assert "Việc riêng" not in officer.page.inner_text("body")

    officer.sign_in(Role.EDITOR)
    officer.go(WAITING)
    expect(officer.page.get_by_text("của tài khoản khác")).to_be_visible()
    assert "Việc riêng" not in officer.page.inner_text("body")
    officer.look("another-person")
    officer.page.wait_for_timeout(1500)
    assert entries(world) == []
    officer.sign_out()
    names = officer.page.evaluate("caches.keys()")
    assert not [name for name in names if name.startswith("lantoa-trang-")]
    officer.context.set_offline(True)
    officer.go(LOG)
    expect(officer.page.get_by_role("heading", name="Đang mất mạng")).to_be_visible()  # nobody's form
    officer.context.set_offline(False)

    officer.sign_in(Role.OFFICER)
    wait_for_entries(officer, 1)
    assert entries(world)[0].logged_by_id == world.people[Role.OFFICER].pk


def test_an_expired_session_keeps_the_entry_and_a_refusal_can_be_mended(officer: Officer, world: World) -> None:
    officer.go(LOG)
    officer.write("Phát bản tin buổi sáng")
    officer.context.clear_cookies()
    officer.save()
    expect(officer.page.get_by_text("cần đăng nhập để gửi")).to_be_visible()
    officer.look("expired")
    officer.sign_in()
    wait_for_entries(officer, 1)

    officer.go(LOG)
    officer.context.set_offline(True)
    officer.write("Phát bản tin ngày mai", photo=samples.jpeg(size=(300, 200)))
    tomorrow = clock.today() + timedelta(days=1)
    day = officer.page.locator("#id_happened_on")
    day.fill(tomorrow.isoformat() if day.get_attribute("type") == "date" else f"{tomorrow:%d/%m/%Y}")
    officer.save()
    officer.kept()
    officer.context.set_offline(False)
    officer.send_now()  # leaving the form may have broken what it had begun to send by itself
    expect(officer.page.get_by_text("chưa tới")).to_be_visible(timeout=15_000)
    expect(officer.page.locator("[data-state-words]")).to_have_text("Cần sửa")
    officer.look("refused")
    officer.page.get_by_role("link", name="Sửa").click()
    expect(officer.page.get_by_label("Đã làm gì?")).to_have_value("Phát bản tin ngày mai")
    expect(officer.page.locator("[data-kept-files] li")).to_have_count(1)
    day = officer.page.locator("#id_happened_on")
    today = clock.today()
    day.fill(today.isoformat() if day.get_attribute("type") == "date" else f"{today:%d/%m/%Y}")
    officer.save()
    officer.page.wait_for_url(re.compile(r"/hoat-dong/\d+/"))
    with scope([world.commune.pk]):
        assert Activity.objects.get(title="Phát bản tin ngày mai").evidence.count() == 1
    officer.go(WAITING)
    expect(officer.page.locator(".waiting-entry")).to_have_count(0)


def test_two_tabs_that_wake_together_send_it_once(officer: Officer, world: World) -> None:
    officer.ready()
    other = officer.context.new_page()
    other.goto(officer.line.url + WAITING)
    officer.context.set_offline(True)
    for number in range(3):
        officer.go(LOG)
        officer.write(f"Phát bản tin số {number}", photo=samples.jpeg(size=(300, 200)))
        officer.save()
        officer.kept()
    officer.context.set_offline(False)
    other.reload()
    officer.go("/")
    wait_for_entries(officer, 3)
    officer.page.wait_for_timeout(1000)
    assert len(entries(world)) == 3


def fifty_megapixels() -> bytes:
    picture = Image.effect_noise((1021, 766), 80).convert("RGB").resize((8168, 6128))
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=92, exif=samples.exif_of(taken=f"{clock.today():%Y:%m:%d} 07:15:00"))
    return target.getvalue()


def test_a_huge_photo_is_made_smaller_and_a_full_phone_says_so(officer: Officer, world: World) -> None:
    officer.ready()
    officer.context.set_offline(True)
    officer.go(LOG)
    data = fifty_megapixels()
    assert len(data) > 3_000_000
    officer.write("Phát bản tin có ảnh lớn", photo=data)
    officer.save()
    officer.kept()
    kept = officer.page.evaluate(
        "() => new Promise(done => { indexedDB.open('lantoa').onsuccess = event => {"
        " const all = event.target.result.transaction('entries').objectStore('entries').getAll();"
        " all.onsuccess = () => done(all.result[0].files[0].blob.size); }; })"
    )
    assert kept < 2_500_000
    tools = officer.context.new_cdp_session(officer.page)
    tools.send("Storage.overrideQuotaForOrigin", {"origin": officer.line.url, "quotaSize": 1_000_000})
    officer.page.wait_for_timeout(31_000)  # Chromium believes for 30 s in the room it measured for the photo before
    officer.page.get_by_role("button", name="Ghi hoạt động khác").click()
    officer.write("Không còn chỗ", photo=data)
    officer.save()
    expect(officer.page.get_by_role("heading", name="Máy đã hết chỗ lưu")).to_be_visible(timeout=30_000)
    expect(officer.page.get_by_label("Đã làm gì?")).to_have_value("Không còn chỗ")
    officer.look("full")
    tools.send("Storage.overrideQuotaForOrigin", {"origin": officer.line.url})
    officer.save()
    officer.kept()
    officer.context.set_offline(False)
    officer.go("/")
    wait_for_entries(officer, 2)
    with scope([world.commune.pk]):
        row = Activity.objects.get(title="Phát bản tin có ảnh lớn")
        piece = row.evidence.get()
        assert piece.file
        assert (max(piece.file.width or 0, piece.file.height or 0), piece.dated_on) == (2560, clock.today())
        assert piece.file.taken_at is not None  # the day came along, the place did not


def test_with_the_keyboard_alone_at_a_desk(chromium: Browser, world: World, line: Line) -> None:
    desk = Officer(chromium, line, world, viewport={"width": 1280, "height": 900}, has_touch=False, is_mobile=False)
    desk.sign_in()
    desk.ready()
    with scope([world.commune.pk]):
        logged(world, title="Bản tin tháng 1 về một cửa")
    desk.go(LOG)
    desk.look("log-1280")
    page = desk.page
    page.locator(".pick").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Đã làm gì?")).not_to_have_value("")
    desk.context.set_offline(True)
    page.get_by_label("Đã làm gì?").focus()
    page.keyboard.press("Enter")  # sends the form
    desk.kept()
    desk.go(WAITING)
    desk.look("waiting-1280")
    page.get_by_role("button", name=re.compile("^Xóa")).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Xóa hẳn")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã xóa mục khỏi máy.")).to_be_visible()
    expect(page.locator(".waiting-entry")).to_have_count(0)
    desk.close()
