"""The editor in a browser: from the template, saved by itself, keyboard, undo, two people, a phone, no barriers."""

import io
import os
from collections.abc import Callable
from typing import Any

import docx
import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.tenancy import scope
from lantoa.drafting.models import Draft
from lantoa.drafting.queries import blocks_of
from lantoa.plans.models import PlanVersion
from lantoa.plans.rules.review import VersionState
from tests.drafting.made import filled, made_draft
from tests.factories import World, build_world
from tests.office.faces import violations
from tests.pages.test_main_loop import work

pytestmark = [pytest.mark.pages, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("LANTOA_PICTURES", "")


def open_page(browser: Browser, server: str, world: World, role: Role, *, width: int = 1280) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="vi-VN")
    cookie = world.client(role).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": server}])
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.complaints = []  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.complaints.append(str(error)))  # type: ignore[attr-defined]
    return page


def picture(page: Page, name: str) -> None:
    """For whoever wants to look: LANTOA_PICTURES=folder."""
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def texts(world: World) -> list[str]:
    with scope([world.commune.pk]):
        return [one.text for one in blocks_of(Draft.objects.get())]


def saved(page: Page) -> None:
    expect(page.locator("[data-state]")).to_contain_text("Đã lưu lúc")


def test_two_people_write_one_draft(chromium: Browser, live_server: Any) -> None:
    world = build_world()
    one = open_page(chromium, live_server.url, world, Role.PLAN_OWNER)
    one.goto(live_server.url + reverse("drafting_new"))
    one.locator("#id_year").fill("2026")
    one.get_by_role("button", name="Bắt đầu từ mẫu").click()
    expect(one.locator("#can-dien")).to_contain_text("Cần điền (")
    where = one.url
    two = open_page(chromium, live_server.url, world, Role.OFFICER)
    two.goto(where)

    target = one.locator("[data-kind=target]").first
    target.locator("[data-f=number]").fill("3")
    saved(one)
    expect(target.locator("[data-sentence]")).to_contain_text("tối thiểu 03 tin, bài/tháng")

    other = two.locator("[data-kind=target]").first
    other.locator("[data-f=number]").fill("5")
    expect(other.locator("[data-clash]")).to_contain_text("trước anh/chị")
    expect(other.locator("[data-clash] q")).to_contain_text("03 tin, bài")
    other.get_by_role("button", name="Dùng lời của tôi").click()
    saved(two)
    expect(other.locator("[data-sentence]")).to_contain_text("05 tin, bài")

    keyboard(one, world)
    assert one.complaints == two.complaints == []  # type: ignore[attr-defined]
    for page in (one, two):
        page.context.close()


def keyboard(page: Page, world: World) -> None:
    """A line is added, moved, deleted and taken back without a mouse."""
    item = page.locator("[data-kind=item]").first
    before = texts(world)
    item.locator("textarea").focus()
    page.keyboard.press("Control+Enter")
    page.keyboard.type("Dòng mới của tôi")
    saved(page)
    expect(page.locator("[data-state]")).not_to_contain_text("Chưa")
    at = texts(world).index("Dòng mới của tôi")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("[data-state]")).to_contain_text("Chưa lưu")
    saved(page)
    assert texts(world).index("Dòng mới của tôi") == at - 1
    new = page.locator("[data-kind=item]").first
    new.get_by_role("button", name="Xóa dòng").click()
    expect(page.locator("[data-state]")).to_contain_text("Đã xóa dòng")
    saved(page)
    assert len(texts(world)) == len(before)
    page.keyboard.press("Alt+z")
    saved(page)
    expect(page.locator("[data-kind=item] textarea").first).to_have_value("Dòng mới của tôi")


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Waits for what the server has to know: the closing page may have sent its words in its last moment, too."""
    for _ in range(80):
        if holds():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it never held")


PASTE = """(text) => {
  const field = document.activeElement, data = new DataTransfer();
  field.setSelectionRange(0, field.value.length);
  data.setData("text/plain", text);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def test_what_was_typed_outlives_the_session_the_line_and_the_page(chromium: Browser, live_server: Any) -> None:
    """Several paragraphs pasted; the session ends; somebody signs in again; the line breaks and the page is closed."""
    world = build_world()
    with scope([world.commune.pk]):
        draft = made_draft(world)
    path = live_server.url + reverse("drafting_edit", args=[draft.pk])
    page = open_page(chromium, live_server.url, world, Role.PLAN_OWNER)
    page.goto(path)
    first, state = page.locator("[data-kind=item] textarea.db__text").first, page.locator("[data-state]")
    first.focus()
    page.evaluate(PASTE, "- Một\n\n+ Hai\na) Ba")
    expect(state).to_contain_text("Đã dán thành 3 dòng")
    saved(page)
    assert texts(world)[6:9] == ["Một", "Hai", "Ba"]
    cookies = page.context.cookies()
    page.context.clear_cookies()
    first.fill("Gõ khi phiên đã hết")
    expect(state).to_contain_text("Phiên làm việc đã hết")
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    saved(page)
    assert "Gõ khi phiên đã hết" in texts(world)
    page.context.set_offline(True)
    first.fill("Gõ khi mất mạng")
    expect(state).to_contain_text("mất mạng")
    page.close(run_before_unload=False)
    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto(path)
    expect(again.locator("[data-kind=item] textarea.db__text").first).to_have_value("Gõ khi mất mạng")
    expect(again.locator("[data-state]")).not_to_have_text("Chưa lưu")
    until(again, lambda: "Gõ khi mất mạng" in texts(world))
    assert page.complaints == []  # type: ignore[attr-defined]
    again.context.close()


def test_a_draft_goes_its_whole_way(chromium: Browser, live_server: Any) -> None:
    """From the template to a plan in force: written with a remark of the linter, through Word and back, returned,
    approved, numbered, issued. The worker is the real one."""
    world = build_world()
    author = open_page(chromium, live_server.url, world, Role.PLAN_OWNER)
    author.goto(live_server.url + reverse("drafting_new"))
    author.locator("#id_year").fill(str(clock.today().year))
    author.get_by_role("button", name="Bắt đầu từ mẫu").click()
    author.wait_for_url("**/soan/**")
    with scope([world.commune.pk]):
        draft = filled(Draft.objects.get(), world)
    author.reload()
    mended(author)
    show = live_server.url + reverse("drafting_show", args=[draft.pk])
    through_word(author, show)
    author.goto(show)
    author.get_by_role("button", name="Trình lãnh đạo").click()
    leader = open_page(chromium, live_server.url, world, Role.LEADER)
    returned(leader, author, show)
    leader.goto(show)
    leader.get_by_role("button", name="Duyệt").click()
    clerk = open_page(chromium, live_server.url, world, Role.CLERK)
    clerk.goto(show)
    clerk.get_by_role("link", name="Ghi số, ngày và ban hành").click()
    clerk.locator("#id_number").fill("12")
    clerk.get_by_role("button", name="Ban hành").click()
    expect(clerk.locator("main")).to_contain_text("12/KH-UBND")
    work()
    clerk.get_by_role("link", name="Mở kế hoạch").click()
    picture(clerk, "plan-in-force")
    with scope([world.commune.pk]):
        version = PlanVersion.objects.get()
        assert version.state == VersionState.ADOPTED.value
        assert "sửa trong Word" in version.text
        assert "cấp huyện" not in version.text
    assert author.complaints == leader.complaints == clerk.complaints == []  # type: ignore[attr-defined]
    for page in (author, leader, clerk):
        page.context.close()


def mended(page: Page) -> None:
    """A line that names a level that is gone is pointed at, and no longer once it is put right."""
    section = page.locator("[data-group]").nth(2)
    section.locator("[data-add=text]").click()
    page.keyboard.type("Báo cáo kết quả với Ủy ban nhân dân huyện khi có yêu cầu.")
    remark = page.locator("[data-remarks] li", has_text="huyện")
    expect(remark.first).to_be_visible()
    picture(page, "remark")
    remark.locator("a").first.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("Báo cáo kết quả với cơ quan cấp trên khi có yêu cầu.")
    expect(remark).to_have_count(0)
    saved(page)


def through_word(page: Page, show: str) -> None:
    """Downloaded, changed in Word, uploaded, the change taken over."""
    page.goto(show)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Tải Word").click()
    made = docx.Document(str(waiting.value.path()))
    run = next(run for one in made.paragraphs for run in one.runs if "khi có yêu cầu" in run.text)
    run.text = run.text.replace("khi có yêu cầu", "khi có yêu cầu (sửa trong Word)")
    out = io.BytesIO()
    made.save(out)
    page.get_by_text("Tải bản Word đã sửa lên").click()
    file: Any = {"name": "sua.docx", "mimeType": "application/octet-stream", "buffer": out.getvalue()}
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Tải lên").click()
    expect(page.locator("main")).to_contain_text("Có 1 chỗ khác")
    picture(page, "word-changes")
    page.get_by_role("button", name="Nhận các thay đổi đã chọn").click()
    expect(page.locator("main")).to_contain_text("Đã nhận 1 thay đổi")


def returned(leader: Page, author: Page, show: str) -> None:
    """The leader says what to mend; the author reads it and hands the draft in again."""
    leader.goto(show)
    leader.get_by_role("link", name="Trả lại để sửa").click()
    picture(leader, "return")
    leader.locator("#y-chung").fill("Bổ sung chỉ tiêu Zalo")
    leader.get_by_role("button", name="Trả lại để sửa").click()
    author.goto(show)
    expect(author.locator("main")).to_contain_text("Bổ sung chỉ tiêu Zalo")
    picture(author, "returned")
    author.get_by_role("button", name="Trình lãnh đạo").click()
    expect(author.locator("main")).to_contain_text("Đã trình lãnh đạo")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_fit_and_have_no_barrier(chromium: Browser, live_server: Any, width: int) -> None:
    world = build_world()
    with scope([world.commune.pk]):
        draft = made_draft(world)
    page = open_page(chromium, live_server.url, world, Role.PLAN_OWNER, width=width)
    for name, args in (
        ("drafting_edit", [draft.pk]), ("drafting_show", [draft.pk]), ("drafting_head", [draft.pk]),
        ("drafting_list", []),
        ("drafting_new", []), ("communes_signers", []),
    ):  # fmt: skip
        page.goto(live_server.url + reverse(name, args=args))
        picture(page, f"{name}-{width}")
        assert violations(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    page.context.close()
