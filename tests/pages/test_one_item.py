"""One item through every channel, played in Chromium: from a contributor's phone to the portal, Zalo, Facebook,
YouTube, newsletter, notices, other pages by call and by mail, the watcher and print; progress changes by itself; then a
correction and a recall.

The other services are servers on this machine that follow the published contracts; mail goes to a real SMTP server.
"""

import io
import re
import threading
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

import docx
import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from lantoa.channels.models import Delivery
from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.tenancy import scope
from lantoa.sample.pictures import sample_picture
from lantoa.watching import jobs as watching
from lantoa.watching.models import Source
from tests.channels.made import NAMES, VALUES
from tests.core.mail_sink import Sink
from tests.factories import World, build_world
from tests.media.made import film
from tests.pages import documents
from tests.pages.test_main_loop import Officer, work
from tests.standins.facebook import Facebook
from tests.standins.news_page import NewsPage
from tests.standins.other_page import OtherPage
from tests.standins.push import PushService
from tests.standins.youtube import YouTube
from tests.standins.zalo import Zalo
from tests.subscribers.made import NAMES as NAMES_OF_MANY
from tests.subscribers.made import VALUES as MANY
from tests.subscribers.made import told

pytestmark = [pytest.mark.pages, pytest.mark.django_db(transaction=True)]
NEWS = (
    "Tổ công nghệ số cộng đồng hướng dẫn 40 hộ nộp hồ sơ khai sinh trên điện thoại. "
    "Người dân cần hỗ trợ gọi 02263851234."
)
FIXED = "Hướng dẫn 45 hộ nộp hồ sơ trên điện thoại"
TITLE = "Hướng dẫn 40 hộ nộp hồ sơ trên điện thoại"
ALT = "Cán bộ hướng dẫn người dân nộp hồ sơ"
PURPOSE = "tin, bài"
PLACES = ("zalo_oa", "facebook_page", "youtube", "webhook", "handover", "newsletter", "web_push")
RESIDENT = "lan@example.com"


@dataclass
class House:
    """The people of the ward, and the servers outside."""

    owner: Officer
    editor: Officer
    leader: Page
    phone: Officer
    zalo: Zalo
    facebook: Facebook
    youtube: YouTube
    other: OtherPage
    mail: Sink
    news: NewsPage
    push: PushService


@pytest.fixture
def world() -> World:
    return build_world("Phường Hoa Mai")


@pytest.fixture
def house(
    chromium: Browser, live_server: Any, world: World, zalo: Zalo, facebook: Facebook, youtube: YouTube,
    other_page: OtherPage, server: Sink, news: NewsPage, push: PushService,
) -> House:  # fmt: skip
    """Everybody at a screen; the leader has a phone and is logged in nowhere."""
    owner, editor, phone = (
        Officer(chromium, live_server.url, world, role) for role in (Role.PLAN_OWNER, Role.EDITOR, Role.CONTRIBUTOR)
    )
    phone.page.set_viewport_size({"width": 360, "height": 740})
    leader = chromium.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN").new_page()
    return House(owner, editor, leader, phone, zalo, facebook, youtube, other_page, server, news, push)


def add_accounts(owner: Officer, other: OtherPage) -> None:
    """Each by its page; the check of the connection runs by itself."""
    for code in PLACES:
        owner.go(f"/kenh/them/?kenh={code}")
        values = {**VALUES, **MANY}[code] | ({"url": f"{other.address}/nhan"} if code == "webhook" else {})
        owner.page.fill("[name=name]", {**NAMES, **NAMES_OF_MANY}[code])
        for name, value in values.items():
            field = owner.page.locator(f"main [name={name}]")
            is_list = field.evaluate("node => node.tagName") == "SELECT"
            field.select_option(value) if is_list else field.fill(value)
        owner.page.get_by_role("button", name="Lưu và kiểm tra kết nối").click()
        owner.page.wait_for_load_state()
    work()
    owner.go("/kenh/")
    owner.look("item-accounts")


def open_portal(owner: Officer) -> None:
    """Until then nothing can be published there, and what goes elsewhere has no link to it."""
    owner.go("/xa/cong-cong-khai/")
    owner.page.locator("main [name=is_on]").check()
    owner.page.locator("main form button[type=submit]").last.click()
    owner.page.wait_for_load_state()


def residents_subscribe(house: House, world: World) -> None:
    """One by mail, with a link to confirm; one in a browser (how that is pressed: ``subscribers/test_chromium``)."""
    page = house.leader
    page.goto(f"{house.owner.base}/cong/phuong-hoa-mai/nhan-tin/")
    page.get_by_role("textbox", name="Địa chỉ thư điện tử").fill(RESIDENT)
    page.get_by_label("Tôi đồng ý").check()
    page.get_by_role("button", name="Đăng ký").click()
    expect(page.get_by_role("heading", name="Hãy mở hộp thư để xác nhận")).to_be_visible()
    work()
    link = re.search(r"http\S+(/cong/\S+/nhan-tin/xac-nhan/\S+)", plain(mail_to(house, RESIDENT)[-1]))
    assert link
    page.goto(house.owner.base + link.group(1))
    page.get_by_role("button", name="Xác nhận").click()
    expect(page.get_by_role("heading", name="Đã đăng ký")).to_be_visible()
    with scope([world.commune.pk]):
        told(world, house.push.subscribe("lan"))


def mail_to(house: House, address: str) -> list[EmailMessage]:
    return [one for one in house.mail.messages if one["To"] == address]


def plain(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part
    return str(part.get_content())


def send_news(phone: Officer) -> None:
    phone.go("/cong-tac-vien/gui/")
    phone.page.fill("#id_text", NEWS)
    picture = {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": sample_picture("to cong nghe", 5)}
    video = {"name": "phim.mp4", "mimeType": "video/mp4", "buffer": film(seconds=1)}
    phone.page.locator("input[name=files]").first.set_input_files([picture, video])
    phone.page.locator("[name=consent]").first.check()
    phone.look("item-phone")
    phone.page.get_by_role("button", name="Gửi", exact=True).click()
    phone.page.wait_for_url(lambda url: not url.endswith("/gui/"))


def take_and_edit(editor: Officer) -> str:
    """Of what the contributor sent, an item; the address of its page."""
    editor.go("/cong-tac-vien/")
    editor.page.locator("main .rows a").first.click()
    editor.page.get_by_role("button", name="Lấy vào nội dung").click()
    editor.page.wait_for_url(re.compile(r"/noi-dung/\d+/"))
    page = editor.page.url.removeprefix(editor.base)
    edit(editor, page, title=TITLE)
    return page


def edit(editor: Officer, page: str, *, title: str) -> None:
    editor.go(f"{page}sua/")
    editor.page.fill("[name=title]", title)
    editor.page.fill("#summary", f"{title}. Cần hỗ trợ, gọi 02263851234.")
    for alt in editor.page.locator("input[name$='-alt']").all():
        alt.fill(ALT)
    purposes = editor.page.locator("details:has([name=commitments])")
    if purposes.get_attribute("open") is None:
        purposes.locator("summary").click()
    editor.page.locator("label:has([name=commitments])", has_text=PURPOSE).first.click()
    editor.look(f"item-edit-{title[:8].strip()}")
    editor.page.get_by_role("button", name="Lưu và tách dữ kiện").click()
    editor.page.wait_for_load_state()
    editor.go(page)


def submit(editor: Officer, page: str) -> None:
    editor.go(page)
    editor.look("item-before-submitting")
    editor.page.get_by_role("button", name="Trình duyệt").click()
    editor.page.wait_for_load_state()


def approve_on_phone(house: House, page: str) -> None:
    """By a link that needs no password."""
    editor = house.editor
    editor.go(f"{page}duong-dan/")
    editor.page.get_by_role("button", name="Tạo đường dẫn").click()
    link = editor.page.locator("#duong-dan").input_value()
    house.leader.goto(link)
    house.leader.get_by_role("button", name="Duyệt", exact=True).click()
    expect(house.leader.locator("body")).to_contain_text("Đã ghi nhận ý kiến duyệt")


def publish(editor: Officer, page: str) -> None:
    editor.go(page.replace("/noi-dung/", "/kenh/phat-hanh/"))
    editor.look("item-publish")
    for box in editor.page.locator("[name=accounts]").all():
        box.check()
    editor.page.get_by_role("button", name="Phát hành", exact=True).click()
    editor.page.wait_for_load_state()


def test_one_item_through_every_channel(house: House, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for wait in ("AFTER", "AGAIN"):  # the seconds until Zalo has looked at an article
        monkeypatch.setattr(f"lantoa.channels.zalo_oa.channel.VERIFY_{wait}", 0)
    owner, editor = house.owner, house.editor
    owner.read_plan(documents.own_plan(clock.today().year))
    owner.decide_everything()
    owner.adopt()
    add_accounts(owner, house.other)
    open_portal(owner)
    watch(owner, house.news)
    residents_subscribe(house, world)
    send_news(house.phone)
    page = take_and_edit(editor)
    submit(editor, page)
    approve_on_phone(house, page)
    publish(editor, page)
    went_everywhere(house, world, page)
    found_by_the_watcher(house, world, page)
    printed(editor)
    counted_by_itself(owner)
    corrected_everywhere(house, world, page)
    recalled_everywhere(house, world, page)


def settled(world: World) -> dict[str, str]:
    """How each delivery ended, by channel, when everything that was due has been done."""
    for _ in range(3):
        work()
    with scope([world.commune.pk]):
        rows = Delivery.objects.select_related("account").order_by("id")
        return {row.account.channel: row.state for row in rows}


def went_everywhere(house: House, world: World, page: str) -> None:
    sent = dict.fromkeys(("portal", *PLACES), "sent")
    assert settled(world) == {**sent, "handover": "handed_over"}
    house.editor.go(page.replace("/noi-dung/", "/kenh/phat-hanh/"))
    house.editor.look("item-published")
    (article,) = house.zalo.articles.values()
    (post,) = house.facebook.posts
    (video,) = house.youtube.videos.values()
    (elsewhere,) = house.other.articles.values()
    (letter,) = mail_to(house, VALUES["handover"]["to"])
    (notice,) = house.push.browsers["/nhan/lan"].shown.values()
    assert article["title"] == video["snippet"]["title"] == elsewhere["title"] == TITLE
    assert "02263851234" in post["message"].replace(" ", "")
    assert TITLE in letter["subject"]
    assert TITLE in mail_to(house, RESIDENT)[-1]["subject"]
    assert TITLE in str(notice)
    read_by_residents(house.leader, house.editor.base)


def read_by_residents(page: Page, base: str) -> None:
    """On the portal, by somebody who is logged in nowhere."""
    page.goto(f"{base}/cong/phuong-hoa-mai/")
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(page.locator("main img").first).to_have_attribute("alt", ALT)
    expect(page.locator("main video")).to_have_count(1)


def printed(editor: Officer) -> None:
    """A poster with the code that leads to the article; looked at as a picture."""
    editor.go("/an-pham/lap/")
    editor.page.get_by_role("button", name="Lập ấn phẩm").click()
    editor.page.wait_for_url(re.compile(r"/an-pham/\d+/"))
    answer = editor.page.request.get(f"{editor.page.url}ban-in/")
    assert answer.headers["content-type"] == "application/pdf"
    sheet = pypdfium2.PdfDocument(answer.body())[0]
    assert TITLE.upper() in " ".join(sheet.get_textpage().get_text_range().upper().split())
    assert sheet.render(scale=1).to_pil().convert("L").getextrema()[0] < 60


def counted_by_itself(owner: Officer) -> None:
    """Nobody logged anything: each receipt is an activity, one for both pages of those above; progress says so."""
    owner.go("/hoat-dong/")
    expect(owner.page.locator("main a", has_text=TITLE)).to_have_count(7)
    owner.go("/tien-do/")
    owner.page.locator("main a", has_text=PURPOSE).first.click()
    expect(owner.page.locator("main a", has_text=TITLE)).not_to_have_count(0)
    owner.look("item-progress")
    word, _pdf = owner.report(f"Năm {clock.today().year}")
    tables = docx.Document(io.BytesIO(word)).tables
    assert TITLE in " ".join(cell.text for table in tables for row in table.rows for cell in row.cells)


def watch(owner: Officer, news: NewsPage) -> None:
    """The page of the city, to whose editor items go by mail, is looked at every half hour."""
    owner.go("/bai-dang/trang/them/")
    owner.page.fill("[name=name]", "Cổng thành phố")
    owner.page.fill("[name=url]", f"{news.address}/rss")
    owner.page.select_option("[name=kind]", "feed")
    owner.page.select_option("[name=medium]", "higher_portal")
    owner.page.locator("main form button[type=submit]").first.click()
    owner.page.wait_for_load_state()


def found_by_the_watcher(house: House, world: World, page: str) -> None:
    """The editor of the city's page took the item over; nobody tells the ward."""
    body = f"<p>{TITLE}. Cần hỗ trợ, gọi 02263851234.</p><p>{NEWS}</p>"
    house.news.articles["/tin/45"] = (TITLE, clock.today().isoformat(), body)
    house.news.etag = '"v2"'
    with scope([world.commune.pk]):
        Source.objects.update(next_at=clock.now())  # half an hour later
    tick = threading.Thread(target=watching.tick, args=(0,))  # as the worker does every five minutes
    tick.start()
    tick.join()
    assert settled(world)["handover"] == "sent"
    house.editor.go(page.replace("/noi-dung/", "/kenh/phat-hanh/"))
    expect(house.editor.page.locator(f"a[href='{house.news.address}/tin/45']")).to_have_count(1)


def corrected_everywhere(house: House, world: World, page: str) -> None:
    edit(house.editor, page, title=FIXED)
    submit(house.editor, page)
    approve_on_phone(house, page)
    house.editor.go(page.replace("/noi-dung/", "/kenh/phat-hanh/"))
    house.editor.page.get_by_role("button", name="Đính chính ở mọi nơi").click()
    assert set(settled(world).values()) <= {"sent", "handed_over", "to_confirm"}
    house.editor.go(page.replace("/noi-dung/", "/kenh/phat-hanh/"))
    house.editor.look("item-corrected")
    assert [one["title"] for one in house.zalo.articles.values()] == [FIXED]
    assert [one["snippet"]["title"] for one in house.youtube.videos.values()] == [FIXED]
    assert [one["title"] for one in house.other.articles.values()] == [FIXED]
    assert FIXED in mail_to(house, VALUES["handover"]["to"])[-1]["subject"]
    assert FIXED in mail_to(house, RESIDENT)[-1]["subject"]
    assert FIXED in str(house.push.browsers["/nhan/lan"].shown)


def recalled_everywhere(house: House, world: World, page: str) -> None:
    house.editor.go(page.replace("/noi-dung/", "/kenh/phat-hanh/") + "thu-hoi/")
    house.editor.page.locator("main [name=note]").fill("Số hộ chưa được xác nhận")
    house.editor.page.locator("main form button[type=submit]").first.click()
    house.editor.page.wait_for_load_state()
    settled(world)
    assert (house.zalo.articles, house.facebook.posts, house.youtube.videos, house.other.articles) == ({}, [], {}, {})
    assert mail_to(house, VALUES["handover"]["to"])[-1]["subject"] == f"Đề nghị gỡ, không đăng bài: {FIXED}"
    assert FIXED in mail_to(house, RESIDENT)[-1]["subject"]
    assert "thu hồi" in plain(mail_to(house, RESIDENT)[-1])
    answer = house.leader.goto(f"{house.editor.base}/cong/phuong-hoa-mai/")
    assert answer
    expect(house.leader.get_by_role("link", name=FIXED)).to_have_count(0)
    house.editor.go(page.replace("/noi-dung/", "/kenh/phat-hanh/"))
    house.editor.look("item-recalled")
