"""A resident with a browser: subscribes without a script, confirms, receives, leaves; and presses "Nhận thông báo"."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from lantoa.channels import jobs as channel_jobs
from lantoa.channels.models import Account, Delivery
from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.tenancy import scope
from lantoa.portal.models import Portal
from lantoa.subscribers import jobs
from lantoa.subscribers.models import PushSubscription, Subscriber
from tests.channels.made import ordered
from tests.core.mail_sink import Sink
from tests.factories import PASSWORD, World, build_world
from tests.office.faces import AXE, WCAG
from tests.portal.made import opened as portal_opened
from tests.standins.push import PushService
from tests.subscribers.made import opened, reader

pytestmark = [pytest.mark.pages, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("LANTOA_SHOTS", "")
"""A folder: then each page that is looked at is kept there as a picture."""


@pytest.fixture
def world(transactional_db: None, server: Sink) -> World:
    world = build_world("Phường Hoa Mai")
    with scope([world.commune.pk]):
        portal_opened(world)
        opened(world)
        opened(world, "web_push")
    return world


@pytest.fixture
def url(live_server: Any, settings: Any) -> str:
    settings.PUBLIC_URL = live_server.url
    return str(live_server.url)


@pytest.fixture
def portal(world: World) -> Portal:
    with scope([world.commune.pk]):
        found: Portal = Portal.objects.get()
    return found


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    made = chromium.new_context(locale="vi-VN", viewport={"width": 360, "height": 740})
    made.set_default_timeout(30_000)
    yield made
    made.close()


def looked(page: Page, name: str) -> None:
    """No barrier, nothing wider than the screen, at a desk and on a phone."""
    page.evaluate(AXE.read_text())
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        found: Any = page.evaluate("tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", WCAG)
        assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]] == [], name
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), f"{name} at {width}"
        if SHOTS:
            page.screenshot(path=str(Path(SHOTS) / f"{name}-{width}.png"), full_page=True)


def link_of(server: Sink, words: str) -> str:
    part = server.messages[-1].get_body(("plain",))
    assert part is not None
    found = re.search(rf"http\S+/nhan-tin/{words}/\S+", part.get_content())
    assert found is not None
    return found.group()


def test_subscribe_confirm_receive_leave_without_a_script(
    chromium: Browser, world: World, portal: Portal, url: str, server: Sink
) -> None:
    context = chromium.new_context(locale="vi-VN", viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page, commune = context.new_page(), world.commune.pk
    page.goto(f"{url}/cong/{portal.slug}/")
    page.get_by_role("link", name="Nhận tin").click()
    page.get_by_role("textbox", name="Địa chỉ thư điện tử").fill("lan@example.com")
    page.get_by_label("Tôi đồng ý").check()
    page.get_by_role("button", name="Đăng ký").click()
    expect(page.get_by_role("heading", name="Hãy mở hộp thư để xác nhận")).to_be_visible()
    with scope([commune]):
        number = Subscriber.objects.get().pk
    jobs.mail_confirmation(commune, number)
    page.goto(link_of(server, "xac-nhan"))
    page.get_by_role("button", name="Xác nhận").click()
    expect(page.get_by_role("heading", name="Đã đăng ký")).to_be_visible()
    with scope([commune]):
        (row,) = ordered(world, Account.objects.get(channel="newsletter"))
    channel_jobs.serve(commune, row.account_id)
    assert server.messages[-1]["To"] == "lan@example.com"
    page.goto(link_of(server, "thoi"))
    page.get_by_role("button", name="Thôi nhận").click()
    expect(page.get_by_role("heading", name="Đã thôi nhận")).to_be_visible()
    assert context.cookies() == []
    context.close()
    with scope([commune]):
        assert Subscriber.objects.get().address == ""


def test_no_barrier_on_any_page_about_it(
    context: BrowserContext, world: World, portal: Portal, url: str, server: Sink
) -> None:
    page, commune = context.new_page(), world.commune.pk
    page.goto(f"{url}/cong/{portal.slug}/nhan-tin/")
    page.locator("summary").click()
    looked(page, "join")
    page.locator("#email").evaluate("one => one.type = 'text'")
    page.fill("#email", "không phải")
    page.get_by_label("Tôi đồng ý").check()
    page.get_by_role("button", name="Đăng ký").click()
    looked(page, "join-wrong")
    page.fill("#email", "minh@example.com")
    page.get_by_label("Tôi đồng ý").check()
    page.get_by_role("button", name="Đăng ký").click()
    looked(page, "asked")
    with scope([commune]):
        number = Subscriber.objects.get().pk
    jobs.mail_confirmation(commune, number)
    page.goto(link_of(server, "xac-nhan"))
    looked(page, "confirm")
    page.goto(f"{url}/cong/{portal.slug}/nhan-tin/xac-nhan/1.x/")
    looked(page, "closed")
    with scope([commune]):
        reader(world, "an@example.com", topics=["online_services"])
        reader(world, "khong-con@example.com", state="bounced", bounced_at=clock.now(), bounce_code=550)
        server.at_end["an@example.com"] = "drop"
        (row,) = ordered(world, Account.objects.get(channel="newsletter"))
    channel_jobs.serve(commune, row.account_id)
    page.goto(f"{url}/tai-khoan/login/")
    page.fill("[name=login]", world.people[Role.PLAN_OWNER].username)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda address: "login" not in address)
    for name, path in (
        ("people", "/kenh/nguoi-nhan/"), ("paper", "/kenh/nguoi-nhan/phieu/"), ("accounts", "/kenh/"),
        ("account", f"/kenh/{row.account_id}/"), ("delivery", f"/kenh/nhat-ky/{row.pk}/"),
        ("publish", f"/kenh/phat-hanh/{row.item_id}/"),
    ):  # fmt: skip
        page.goto(url + path)
        looked(page, name)


FAKED = """
const given = %s;
let held = sessionStorage.getItem("held") === "yes";
const end = async () => { held = false; sessionStorage.removeItem("held"); return true; };
const made = () => ({ endpoint: given.endpoint, toJSON: () => given, unsubscribe: end });
PushManager.prototype.getSubscription = async () => held ? made() : null;
PushManager.prototype.subscribe = async (options) => {
  window.asked = { key: Array.from(options.applicationServerKey), visible: options.userVisibleOnly };
  held = true; sessionStorage.setItem("held", "yes");
  return made();
};
Notification.requestPermission = async () => "granted";
"""
"""Debian's Chromium reaches no push service: what the browser would get from one comes from the stand-in. The page, the
worker and the message are real."""


def test_one_press_turns_notices_on_and_off(
    context: BrowserContext, world: World, portal: Portal, url: str, push: PushService
) -> None:
    browser, commune = push.subscribe("may"), world.commune.pk
    keys = {"p256dh": browser.offered.p256dh, "auth": browser.offered.auth}
    context.add_init_script(FAKED % json.dumps({"endpoint": browser.endpoint, "keys": keys}))
    context.grant_permissions(["notifications"], origin=url)
    page = context.new_page()
    page.goto(f"{url}/cong/{portal.slug}/nhan-tin/")
    page.get_by_role("button", name="Nhận thông báo").click()
    expect(page.get_by_text("Đã bật thông báo trên thiết bị này.")).to_be_visible()
    assert page.evaluate("asked.key.length") == 65
    scopes = page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.map(one => one.scope))")
    assert scopes == [f"{url}/cong/{portal.slug}/"], "this portal alone"
    looked(page, "push-on")
    with scope([commune]):
        assert PushSubscription.objects.get().endpoint == browser.endpoint
        (row,) = ordered(world, Account.objects.get(channel="web_push"))
    channel_jobs.serve(commune, row.account_id)
    (notice,) = browser.shown.values()
    shown = _delivered(context, page, url, notice)
    assert (shown["title"], shown["tag"]) == (notice["title"], notice["tag"])
    page.get_by_role("button", name="Tắt thông báo").click()
    expect(page.get_by_text("Đã tắt thông báo trên thiết bị này.")).to_be_visible()
    with scope([commune]):
        assert PushSubscription.objects.get().endpoint == ""
        assert Delivery.objects.get(pk=row.pk).state == "sent"


def _delivered(context: BrowserContext, page: Page, url: str, notice: Any) -> Any:
    """The opened message given to the real worker, as the browser would; what it shows."""
    talk, found = context.new_cdp_session(page), []
    talk.on("ServiceWorker.workerRegistrationUpdated", lambda said: found.extend(said["registrations"]))
    talk.send("ServiceWorker.enable")
    page.wait_for_timeout(300)
    number = next(one["registrationId"] for one in found if "/cong/" in one["scopeURL"])
    given = {"origin": url, "registrationId": number, "data": json.dumps(notice)}
    talk.send("ServiceWorker.deliverPushMessage", given)
    for _ in range(50):
        if shown := page.evaluate(
            "navigator.serviceWorker.getRegistrations().then(all => all[0].getNotifications())"
            ".then(all => all.map(one => ({title: one.title, tag: one.tag})))"
        ):
            (only,) = shown
            return only
        page.wait_for_timeout(100)
    raise AssertionError("nothing was shown")
