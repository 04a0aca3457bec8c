"""A ward's year, played in Chromium by its people, at a desk and on a phone of 360 px.

January: the plan is read and adopted, what was done before comes from a spreadsheet. Each month the officer logs from
the phone, once without network. The leader accepts evidence and returns one piece. The quarter's report is returned and
issued; in June the plan is amended; in December the year's report is issued and the ledger is proved. Only the clock is
moved by the test (and with it what Django writes as "now" into a row); every change is made on a page, by the one whose
work it is.
"""

import io
import re
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from django.db.models import fields
from django.utils import timezone
from playwright.sync_api import Browser, expect

from lantoa.activities.models import Activity, Evidence
from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.tenancy import scope
from lantoa.ledger.queries import prove
from lantoa.plans.models import PlanVersion
from lantoa.reports.models import Report
from lantoa.sample.pictures import sample_picture
from tests.factories import World, build_world
from tests.pages import documents
from tests.pages.test_main_loop import Officer, work

pytestmark = [pytest.mark.pages, pytest.mark.django_db(transaction=True)]
YEAR = 2026
PHONE = {"width": 360, "height": 740}


class Year:
    """The product's clock, moved from day to day."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.on(12, 1)
        monkeypatch.setattr(clock, "now", lambda: self.moment)
        # ``auto_now_add`` alone: sessions go on living by the real clock
        monkeypatch.setattr(fields, "timezone", SimpleNamespace(**{**vars(timezone), "now": lambda: self.moment}))

    def on(self, day: int, month: int) -> None:
        self.moment = datetime(YEAR, month, day, 2, tzinfo=UTC)


def past_activities() -> bytes:
    """What the unit has kept in Excel until now; one row has no such day."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["STT", "Ngày thực hiện", "Nội dung công việc", "Loại hoạt động", "Số người"])
    sheet.append([1, "05/01/2026", "Phát thanh về dịch vụ công trực tuyến", "Phát thanh", None])
    sheet.append([2, "08/01/2026", "Đăng bài về thanh toán trực tuyến", "Tin, bài", None])
    sheet.append([3, "31/02/2026", "Họp tổ dân phố số 4", "Họp", 60])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def import_what_was_done(owner: Officer) -> None:
    owner.go("/hoat-dong/nhap/")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    owner.page.set_input_files(
        "input[type=file]", {"name": "sổ theo dõi.xlsx", "mimeType": kind, "buffer": past_activities()}
    )
    owner.page.click("button:has-text('Đọc tệp')")
    owner.page.wait_for_url("**/nhap/*/")
    work()
    expect(owner.page.get_by_role("heading", name="Kiểm tra trước khi nhập")).to_be_visible()
    expect(owner.page.locator("main")).to_contain_text("31/02/2026")
    owner.look("year-import")
    owner.page.click("button:has-text('Nhập 2 hoạt động')")
    work()
    expect(owner.page.locator("main")).to_contain_text("Đã nhập 2 hoạt động")


def log_on_phone(phone: Officer, title: str, kind: str, *, picture: bool = True) -> None:
    """As an officer does: a title, a kind, a photo, save. The day is today's."""
    phone.go("/hoat-dong/ghi/")
    fill(phone, title, kind, picture=picture)
    phone.page.get_by_role("button", name="Lưu hoạt động").click()
    phone.page.wait_for_url(lambda url: "/ghi/" not in url)


def fill(phone: Officer, title: str, kind: str, *, picture: bool) -> None:
    phone.page.get_by_label("Đã làm gì?").fill(title)
    phone.page.get_by_label("Loại hoạt động").select_option(kind)
    day = phone.page.locator("#id_happened_on")
    day.fill(f"{clock.today():%Y-%m-%d}" if day.get_attribute("type") == "date" else f"{clock.today():%d/%m/%Y}")
    if picture:
        file = {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": sample_picture(title, 3)}
        phone.page.locator("input#files").set_input_files([file])


def log_without_network(phone: Officer, title: str) -> None:
    phone.go("/hoat-dong/ghi/")
    phone.page.context.set_offline(True)
    fill(phone, title, "broadcast", picture=True)
    phone.page.get_by_role("button", name="Lưu hoạt động").click()
    expect(phone.page.get_by_role("heading", name="Đã giữ trên máy")).to_be_visible()
    phone.look("year-phone-kept")
    phone.page.context.set_offline(False)
    phone.go("/dien-thoai/")  # in the middle of what the form's page begins to send
    expect(phone.page.locator(".waiting-entry")).to_have_count(0, timeout=20_000)


def judge_evidence(leader: Officer, phone: Officer) -> None:
    """All but one piece is accepted; that one comes back with a note and is replaced."""
    leader.go("/hoat-dong/minh-chung/")
    leader.look("year-evidence")
    first = leader.page.locator(".judge").first
    first.locator("summary").first.click()
    first.locator("input[name=note]").first.fill("Ảnh mờ, xin gửi ảnh khác")
    first.locator(".judge__note button").first.click()
    expect(leader.page.locator(".judge__done")).to_have_count(1)
    accept_all(leader)
    phone.go("/hoat-dong/minh-chung/bi-tra-lai/")
    expect(phone.page.locator("main")).to_contain_text("Ảnh mờ, xin gửi ảnh khác")
    phone.look("year-phone-returned")
    phone.page.locator("a[href*='/thay/']").first.click()
    file = {"name": "anh-moi.jpg", "mimeType": "image/jpeg", "buffer": sample_picture("again", 9)}
    phone.page.locator("input[type=file]").first.set_input_files([file])
    phone.page.locator("main form button[type=submit]").last.click()
    phone.page.wait_for_load_state()
    accept_all(leader)


def accept_all(leader: Officer) -> None:
    leader.go("/hoat-dong/minh-chung/")
    while (waiting := leader.page.locator(".judge form[action$='/xac-nhan/'] button")).count():
        left = waiting.count()
        waiting.first.click()
        expect(waiting).to_have_count(left - 1)
        if left == 1:
            leader.go("/hoat-dong/minh-chung/")


def report_of(owner: Officer, label: str) -> str:
    """Made, its causes given; the address of its page."""
    owner.go(f"/bao-cao/lap/?nam={YEAR}")
    option = owner.page.locator("[name=period] option", has_text=re.compile(rf"^\s*{label} \(hạn "))
    owner.page.select_option("[name=period]", value=option.get_attribute("value"))
    owner.page.click("form.card button:has-text('Lập báo cáo')")
    owner.page.wait_for_url("**/bao-cao/*/")
    work()
    owner.page.wait_for_selector("a:has-text('Tải Word')")
    page = owner.page.url.removeprefix(owner.base)
    owner.go(f"{page}nguyen-nhan/")
    owner.look(f"year-causes-{clock.today():%m}")
    for answer in owner.page.locator("select[name^=outcome-]").all():
        answer.select_option(index=1)
    owner.page.locator("main form").last.get_by_role("button", name="Ghi").click()
    owner.page.wait_for_url(f"**{page}")
    return page


def submit(owner: Officer, page: str) -> None:
    owner.go(page)
    owner.page.click("button:has-text('Trình lãnh đạo')")
    owner.page.wait_for_load_state()
    work()
    owner.go(page)
    expect(owner.page.locator("main")).to_contain_text("Đã trình")


def issue(leader: Officer, page: str, number: str) -> None:
    leader.go(page)
    leader.look(f"year-report-{clock.today():%m}")
    leader.page.click("a:has-text('Ghi số, ngày và ban hành')")
    leader.page.fill("[name=number]", number)
    day = leader.page.locator("[name=dated_on]")
    day.fill(f"{clock.today():%Y-%m-%d}" if day.get_attribute("type") == "date" else f"{clock.today():%d/%m/%Y}")
    leader.page.get_by_role("button", name="Ban hành").click()
    leader.page.wait_for_url(f"**{page}")
    work()
    leader.go(page)
    expect(leader.page.locator("main")).to_contain_text("Đã ban hành")


def return_report(leader: Officer, page: str) -> None:
    leader.go(f"{page}tra-lai/")
    leader.page.locator("main textarea").first.fill("Nêu rõ hơn kết quả của quý")
    leader.page.get_by_role("button", name="Trả lại để sửa").click()
    leader.page.wait_for_url(f"**{page}")
    work()
    leader.go(page)
    expect(leader.page.locator("main")).to_contain_text("Nêu rõ hơn kết quả của quý")


def amend(owner: Officer) -> None:
    """From June the ward promises five broadcasts a month in place of four."""
    with scope([owner.world.commune.pk]):
        plan = PlanVersion.objects.get(state="adopted").plan_id
    owner.go(f"/ke-hoach/{plan}/sua-doi/")
    owner.look("year-amend")
    owner.page.click("button:has-text('Mở bản sửa đổi')")
    owner.page.wait_for_url("**/ra-soat/**")
    item = owner.page.locator(".item", has_text="tối thiểu 04 lần/tháng").first
    item.get_by_role("link", name="Sửa").click()
    owner.page.locator("input[name=quantity]").fill("5")
    owner.page.locator("form:has(input[name=quantity]) button[type=submit]").first.click()
    owner.page.wait_for_timeout(700)
    owner.go(f"/ke-hoach/{plan}/so-sanh/")
    owner.look("year-compare")
    owner.go(f"/ke-hoach/{plan}/ban-hanh-sua-doi/")
    owner.look("year-amend-adopt")
    owner.page.click("button[name=ban-hanh]")
    expect(owner.page.locator("body")).to_contain_text("Đang thực hiện")


def faces(people: list[Officer], name: str) -> None:
    """What each leads with on this day, without barriers."""
    for number, person in enumerate(people):
        for path in ("/", "/viec/", "/tien-do/", "/nhac-viec/"):
            person.go(path)
            person.look(f"year-{name}-{number}-{path.strip('/') or 'home'}")
            assert person.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


@pytest.fixture
def world() -> World:
    return build_world("Phường Hoa Mai")


def test_a_year_from_the_plan_to_the_last_report(
    chromium: Browser, live_server: Any, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    year = Year(monkeypatch)
    owner, leader = (Officer(chromium, live_server.url, world, role) for role in (Role.PLAN_OWNER, Role.LEADER))
    phone = Officer(chromium, live_server.url, world, Role.OFFICER)
    phone.page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    owner.read_plan(documents.own_plan())
    owner.decide_everything()
    owner.adopt()
    import_what_was_done(owner)

    year.on(10, 2)
    log_on_phone(phone, "Phát thanh bản tin cải cách hành chính tháng 2", "broadcast")
    year.on(9, 3)
    log_without_network(phone, "Phát thanh ở tổ dân phố không có sóng")
    judge_evidence(leader, phone)
    year.on(2, 4)
    quarter = report_of(owner, f"Quý I/{YEAR}")
    submit(owner, quarter)
    return_report(leader, quarter)
    submit(owner, quarter)
    issue(leader, quarter, "31")
    issued = owner.page.request.get(owner.base + quarter).text()

    year.on(1, 6)
    amend(owner)
    for month, kind in ((7, "broadcast"), (10, "news")):
        year.on(8, month)
        log_on_phone(phone, f"Tuyên truyền cải cách hành chính tháng {month}", kind)
    year.on(16, 10)
    faces([owner, leader, phone], "october")

    year.on(31, 12)
    accept_all(leader)
    final = report_of(owner, f"Năm {YEAR}")
    submit(owner, final)
    issue(leader, final, "112")

    with scope([world.commune.pk]):
        assert Activity.objects.count() == 6  # two from the spreadsheet, four from the phone, none twice
        assert not Evidence.objects.filter(state="waiting").exists()
        assert Report.objects.get(number="31/BC-UBND").snapshot
        assert prove(world.commune.pk).faults == ()
    again = owner.page.request.get(owner.base + quarter).text()
    assert paper(again) == paper(issued)


def paper(page: str) -> str:
    """The report as it stands on its page."""
    return page[page.index("<article") : page.index("</article>")]
