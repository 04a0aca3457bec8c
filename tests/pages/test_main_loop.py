"""The main loop, played in Chromium by the people who use it: a plan document in, an official report out.

Our own plan is played everywhere; Trần Phú (PDF) and Bạch Mai (DOCX) where the real plans lie beside the project. The
worker is the real one; nothing is put into the database behind the pages' back but the ward and its people.
"""

import io
import os
import re
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from lantoa.communes.roles import Role
from lantoa.core import jobs
from lantoa.sample.pictures import sample_picture
from tests.factories import PASSWORD, World, build_world
from tests.office.faces import violations
from tests.pages import documents
from tests.pages.documents import Played
from tests.seeds import needs_seeds

pytestmark = [pytest.mark.pages, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("LANTOA_SHOTS")


def work() -> None:
    """Let the real worker do what is waiting; its event loop may not share Playwright's thread."""
    worker = threading.Thread(target=jobs.run_worker, kwargs={"wait": False})
    worker.start()
    worker.join(timeout=120)


class Officer:
    """One person at a browser."""

    def __init__(self, browser: Browser, base: str, world: World, role: Role) -> None:
        self.page: Page = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN").new_page()
        self.page.set_default_timeout(20_000)
        self.base = base
        self.world = world
        self.go("/tai-khoan/login/")
        self.page.fill("[name=login]", world.people[role].username)
        self.page.fill("[name=password]", PASSWORD)
        self.page.press("[name=password]", "Enter")
        self.page.wait_for_url(f"{base}/**")

    def go(self, path: str) -> None:
        answer = self.page.goto(self.base + path) or self.page.reload()  # no answer where only the anchor differs
        assert answer
        assert answer.status == 200, f"{path}: {answer.status}"

    def look(self, name: str) -> None:
        """No barrier on the page; a picture where somebody wants to look."""
        assert violations(self.page) == [], name
        if SHOTS:
            self.page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=True)

    def read_plan(self, plan: Played) -> None:
        self.go("/ke-hoach/tai-len/")
        self.page.set_input_files(
            "input[type=file]", {"name": plan.name, "mimeType": "application/octet-stream", "buffer": plan.data}
        )
        self.page.click("button:has-text('Gửi và đọc')")
        self.page.wait_for_url("**/doc/")
        work()
        self.page.wait_for_url("**/ra-soat/**", timeout=60_000)

    def decide_everything(self) -> None:
        sure = self.page.locator("form[action$='/dong-y-muc-ro/'] button")
        if sure.count():
            sure.first.click()
            self.page.wait_for_load_state()
        while (pending := self.page.locator("form[action*='/mau-thuan/']:not(:has(:checked))")).count():
            form = self.page.locator(f"form[action='{pending.first.get_attribute('action')}']")
            form.locator("input[value=left]").check()
            self._answered(form.locator("button[type=submit]").click)
        while (pending := self.page.locator("button[name=decision][value=accepted]")).count():
            self._answered(pending.first.click)

    def _answered(self, act: Callable[[], None]) -> None:
        with self.page.expect_response(lambda answer: answer.request.method == "POST") as caught:
            act()
        assert caught.value.status < 400, caught.value.url
        self.page.wait_for_timeout(150)

    def adopt(self) -> None:
        self.page.goto(re.sub(r"/ra-soat/.*", "/ban-hanh/", self.page.url))
        self.page.click("button:has-text('Ban hành kế hoạch')")
        self.page.wait_for_load_state()
        expect(self.page.locator("body")).to_contain_text("Đang thực hiện")

    def log(self, title: str, kind: str, day: date, picture: bool = True) -> None:
        self.go("/hoat-dong/ghi/")
        self.page.fill("[name=title]", title)
        self.page.select_option("[name=kind]", kind)
        self.page.locator("#id_happened_on").fill(_as_typed(self.page, day))
        self.page.wait_for_timeout(900)  # the suggestions come by themselves
        boxes = self.page.locator("#suggestions input[name=commitments]")
        if boxes.count() and not self.page.locator("#suggestions input[name=commitments]:checked").count():
            boxes.first.check()
        if picture:
            file = {"name": "ảnh hội trường.jpg", "mimeType": "image/jpeg", "buffer": sample_picture("meeting", 7)}
            self.page.set_input_files("input[type=file][name=files]:not([data-camera])", file)
        self.page.click("button:has-text('Lưu hoạt động')")
        self.page.wait_for_url(re.compile(r"/hoat-dong/\d+/"))

    def report(self, label: str) -> tuple[bytes, bytes]:
        """DOCX and PDF of the period with this label."""
        self.go("/bao-cao/lap/")
        option = self.page.locator("[name=period] option", has_text=re.compile(rf"^\s*{label} \(hạn "))
        self.page.select_option("[name=period]", value=option.get_attribute("value"))
        self.page.fill("[name=causes]", "Một số đơn vị chưa gửi minh chứng kịp thời.")
        self.page.click("form.card button:has-text('Lập báo cáo')")
        self.page.wait_for_url(re.compile(r"/bao-cao/\d+/"))
        work()
        self.page.wait_for_selector("text=Tải Word")
        return tuple(self._download(name) for name in ("Tải Word", "Tải PDF"))  # type: ignore[return-value]

    def _download(self, label: str) -> bytes:
        address = self.page.locator(f"a:has-text('{label}')").first.get_attribute("href")
        answer = self.page.request.get(self.base + str(address))
        assert answer.ok
        return answer.body()


def _as_typed(page: Page, day: date) -> str:
    kind = page.locator("#id_happened_on").get_attribute("type")
    return day.isoformat() if kind == "date" else f"{day:%d/%m/%Y}"


PLANS = [
    pytest.param(documents.own_plan, id="own"),
    pytest.param(documents.tran_phu, id="tran-phu-pdf", marks=[needs_seeds, pytest.mark.seeds]),
    pytest.param(documents.bach_mai, id="bach-mai-docx", marks=[needs_seeds, pytest.mark.seeds]),
]


@pytest.mark.parametrize("make", PLANS)
def test_from_the_plan_to_the_report(chromium: Browser, live_server: Any, make: Callable[[], Played]) -> None:
    plan = make()
    world = build_world(plan.commune)
    owner = Officer(chromium, live_server.url, world, Role.PLAN_OWNER)

    owner.read_plan(plan)
    owner.look(f"{plan.year}-1-review")
    owner.decide_everything()
    owner.adopt()

    owner.go("/viec/?show=all")
    assert owner.page.locator("a.row").count() > 5
    owner.look(f"{plan.year}-2-due")

    owner.log("Phát thanh hướng dẫn nộp hồ sơ trực tuyến", "broadcast", date(plan.year, 8, 12))
    owner.log("Đăng bài: kết quả cải cách hành chính tháng 9", "news", date(plan.year, 9, 10), picture=False)
    owner.log("Hội nghị tuyên truyền cải cách hành chính", "conference", date(plan.year, 9, 18))
    owner.look(f"{plan.year}-3-activity")
    owner.go("/tien-do/")
    owner.look(f"{plan.year}-4-board")

    word, pdf = owner.report(f"Quý III/{plan.year}")
    owner.look(f"{plan.year}-5-report")
    _check_documents(word, pdf, plan)
    owner.page.locator(".report-paper a").first.click()
    expect(owner.page.locator("tbody tr")).to_have_count(3)  # the overview opens to exactly what was logged


def _check_documents(word: bytes, pdf: bytes, plan: Played) -> None:
    document = docx.Document(io.BytesIO(word))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert f"quý III năm {plan.year}" in text
    assert "chưa gửi minh chứng kịp thời" in text
    cells = " ".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "Hội nghị tuyên truyền cải cách hành chính" in cells
    assert "Sở Nội vụ" in cells  # nobody typed recipients: they are the plan's
    pages = pypdfium2.PdfDocument(pdf)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in pages[0].get_textpage().get_text_range()
    picture = pages[0].render(scale=1).to_pil().convert("L")
    ink = sum(1 for level in picture.tobytes() if level < 128)
    assert ink > 5_000
    if SHOTS:
        (Path(SHOTS) / f"{plan.year}-{len(pages)}.pdf").write_bytes(pdf)
        (Path(SHOTS) / f"{plan.year}.docx").write_bytes(word)


def test_nobody_of_another_ward_sees_any_of_it(chromium: Browser, live_server: Any) -> None:
    world, other = build_world("Phường Hoa Mai"), build_world("Phường Sao Băng")
    owner = Officer(chromium, live_server.url, world, Role.PLAN_OWNER)
    owner.read_plan(documents.own_plan())
    review = owner.page.url.removeprefix(live_server.url)

    stranger = Officer(chromium, live_server.url, other, Role.PLAN_OWNER)
    answer = stranger.page.goto(live_server.url + review)
    assert answer
    assert answer.status == 404
    stranger.go("/ke-hoach/")
    assert "Hoa Mai" not in stranger.page.inner_text("body")
