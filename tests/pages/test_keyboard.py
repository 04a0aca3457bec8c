"""The main work with the keyboard alone (WCAG 2.1.1, 2.1.2, 2.4.7): a page's controls are reached by Tab, seen when
they are reached, and never hold the focus. Nothing here is clicked, and nothing is found but by walking to it."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from lantoa.activities.models import Activity, Evidence
from lantoa.communes.roles import Role
from lantoa.core.tenancy import scope
from lantoa.reports.models import Report
from lantoa.sample.pictures import sample_picture
from tests.factories import World, build_world
from tests.pages import documents
from tests.pages.test_main_loop import Officer, work

pytestmark = [pytest.mark.pages, pytest.mark.django_db(transaction=True)]
LONGEST_WALK = 160
"""More steps than the longest page has before its last button: who needs more is held somewhere."""
IS_HERE = "node => node === document.activeElement"
IS_SEEN = """() => {
    const style = getComputedStyle(document.activeElement), box = document.activeElement.getBoundingClientRect();
    const marked = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
    return marked && box.width > 0 && box.bottom > 0 && box.top < innerHeight;
}"""


class Typist(Officer):
    """One person without a mouse."""

    def walk_to(self, target: Locator, *, back: bool = False) -> None:
        """Tab after Tab until the focus is there; it has to be seen there."""
        expect(target).to_be_visible()
        for _ in range(LONGEST_WALK):
            if target.evaluate(IS_HERE):
                self.page.wait_for_function(IS_SEEN, timeout=3_000)  # panes scroll softly
                return
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
        pytest.fail(f"not reached by the keyboard: {target}")

    def press(self, target: Locator, key: str = "Enter") -> None:
        self.walk_to(target)
        self.page.keyboard.press(key)

    def type_into(self, target: Locator, text: str) -> None:
        self.walk_to(target)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def choose(self, target: Locator, words: str) -> None:
        """With the arrows, from the first on."""
        self.walk_to(target)
        self.page.keyboard.press("Home")
        for _ in range(target.locator("option").count()):
            if target.evaluate("node => node.selectedOptions[0].text").strip().startswith(words):
                return
            self.page.keyboard.press("ArrowDown")
        pytest.fail(f"not in the list: {words}")

    def give_file(self, target: Locator, file: Any) -> None:
        self.walk_to(target)
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Space")
        chooser.value.set_files(file)


@pytest.fixture
def world() -> World:
    return build_world("Phường Hoa Mai")


def test_from_the_first_tab_to_the_issued_report(chromium: Browser, live_server: Any, world: World) -> None:
    plan = documents.own_plan()
    owner, leader = (Typist(chromium, live_server.url, world, role) for role in (Role.PLAN_OWNER, Role.LEADER))
    past_the_menu(owner)
    hand_in(owner, plan)
    owner.decide_everything()
    owner.adopt()
    log_activity(owner)
    accept_evidence(leader)
    page = make_report(owner, f"Quý III/{plan.year}")
    issue(leader, page)
    with scope([world.commune.pk]):
        assert Activity.objects.get().title == "Phát thanh bản tin cải cách hành chính"
        assert Evidence.objects.get().state == "accepted"
        assert Report.objects.get().number == "45/BC-UBND"


def past_the_menu(owner: Typist) -> None:
    """The first stop of every page leads past the menu."""
    owner.go("/viec/")
    owner.page.keyboard.press("Tab")
    assert owner.page.evaluate("document.activeElement.getAttribute('href')") == "#noi-dung"
    owner.page.keyboard.press("Enter")
    owner.page.keyboard.press("Tab")
    assert owner.page.evaluate("document.activeElement.closest('main') !== null")


def hand_in(owner: Typist, plan: documents.Played) -> None:
    owner.go("/ke-hoach/tai-len/")
    file = {"name": plan.name, "mimeType": "application/octet-stream", "buffer": plan.data}
    owner.give_file(owner.page.locator("main input[type=file]"), file)
    owner.press(owner.page.locator("main button:has-text('Gửi và đọc')"))
    owner.page.wait_for_url("**/doc/")
    work()
    owner.page.wait_for_url("**/ra-soat/**")
    owner.press(owner.page.locator("button[name=decision][value=accepted]").first)
    expect(owner.page.locator("[data-accepted]")).not_to_have_count(0)


def log_activity(owner: Typist) -> None:
    owner.go("/hoat-dong/ghi/")
    owner.type_into(owner.page.get_by_label("Đã làm gì?"), "Phát thanh bản tin cải cách hành chính")
    owner.choose(owner.page.get_by_label("Loại hoạt động"), "Buổi phát thanh")
    picture = {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": sample_picture("loa", 3)}
    owner.give_file(owner.page.locator("input#files"), [picture])
    owner.press(owner.page.get_by_role("button", name="Lưu hoạt động"))
    owner.page.wait_for_url(re.compile(r"/hoat-dong/\d+/"))


def accept_evidence(leader: Typist) -> None:
    leader.go("/hoat-dong/minh-chung/")
    waiting = leader.page.locator(".judge form[action$='/xac-nhan/'] button")
    leader.press(waiting.first)
    expect(waiting).to_have_count(0)


def make_report(owner: Typist, label: str) -> str:
    owner.go("/bao-cao/lap/")
    owner.choose(owner.page.locator("[name=period]"), f"{label} (hạn ")
    owner.press(owner.page.locator("form.card button:has-text('Lập báo cáo')"))
    owner.page.wait_for_url(re.compile(r"/bao-cao/\d+/"))
    work()
    owner.page.wait_for_selector("a:has-text('Tải Word')")
    page = owner.page.url.removeprefix(owner.base)
    owner.press(owner.page.locator("main a:has-text('Nguyên nhân, việc kỳ trước')"))
    owner.press(owner.page.locator("main form").last.get_by_role("button", name="Ghi"))
    owner.page.wait_for_url(f"**{page}")
    owner.press(owner.page.locator("button:has-text('Trình lãnh đạo')"))
    expect(owner.page.locator("main")).to_contain_text("Đã ghi nhận: Trình")
    work()
    owner.go(page)
    expect(owner.page.locator("main")).to_contain_text("Đã trình")
    return page


def issue(leader: Typist, page: str) -> None:
    leader.go(page)
    leader.press(leader.page.locator("a:has-text('Ghi số, ngày và ban hành')"))
    leader.type_into(leader.page.locator("[name=number]"), "45")
    leader.press(leader.page.get_by_role("button", name="Ban hành"))
    leader.page.wait_for_url(f"**{page}")
    work()
    leader.go(page)
    expect(leader.page.locator("main")).to_contain_text("Đã ban hành")
