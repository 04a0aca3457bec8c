"""The public pages in Chromium: no barrier at a desk and on a phone, keyboard alone, without JavaScript, on paper."""

import mimetypes
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, Route, expect

from lantoa.content.rules.facts import Fact, FactKind
from lantoa.content.rules.words import Picture
from lantoa.portal.models import Portal
from lantoa.portal.rules import Hotline
from tests.activities.samples import adopted_plan, commitment
from tests.content.made import FACTS
from tests.factories import World
from tests.media import made as media
from tests.office.faces import AXE, ORIGIN, WCAG
from tests.portal.made import again, opened, out, recall

pytestmark = pytest.mark.pages


def answered(path: str) -> dict[str, Any]:
    """What Django says. Asked before the browser is: a route has a connection of its own, outside of the test."""
    answer: Any = Client().get(path)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return {"status": answer.status_code, "headers": dict(answer.headers), "body": body}


def page_for(browser: Browser, known: dict[str, dict[str, Any]], **more: Any) -> Page:
    """A page of a browser that gets the files of the program and what is known, and nothing else."""

    def serve(route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN)
        found = finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
        if found:
            return route.fulfill(path=str(found), content_type=mimetypes.guess_type(path)[0])
        return route.fulfill(**known.get(path, {"status": 404, "body": ""}))

    page = browser.new_context(locale="vi-VN", **more).new_page()
    page.route("**/*", serve)
    return page


@pytest.fixture
def portal(in_commune: World) -> Portal:
    """A portal with something in each part; the slugs of a corrected and of a recalled article stand on it."""
    adopted_plan(in_commune)
    portal = opened(in_commune, hotlines=[Hotline("Một cửa", "0000 000 101", "Giờ hành chính")])
    picture = media.picture(in_commune)
    shown = (Picture(file=picture.file_id, alt="Cán bộ hướng dẫn", credit="Trần Nam"),)
    item = out(in_commune, media=shown)
    facts = tuple(Fact("le-phi", FactKind.FEE, "Lệ phí", "10000") if one.key == "le-phi" else one for one in FACTS)
    again(in_commune, item, facts=facts)
    out(in_commune, title="Bài cùng nội dung")
    gone = out(in_commune, title="Tin sai")
    recall(in_commune, gone)
    portal.article, portal.gone = item.slug, gone.slug  # type: ignore[attr-defined]
    return portal


@pytest.fixture
def known(portal: Portal) -> dict[str, dict[str, Any]]:
    """Every page by its address."""
    searches = [f"/cong/{portal.slug}/tim/?q={words}" for words in ("ho+so+khai+sinh", "khai+sinh")]
    return {path: answered(path) for path in [*paths(portal), *searches]}


def paths(portal: Any) -> list[str]:
    names = ("home", "items", "special", "notices", "promises", "documents", "calendar", "contacts")
    at = [reverse(f"portal_{name}", args=[portal.slug]) for name in names]
    at += [reverse("portal_item", args=[portal.slug, slug]) for slug in (portal.article, portal.gone)]
    at.append(reverse("portal_promise", args=[portal.slug, commitment("phát thanh").pk]))
    return [*at, f"/cong/{portal.slug}/tim/?q=ho+so", f"/cong/{portal.slug}/khong-co/", "/cong/khong-co-phuong-nay/"]


def test_no_barrier_at_a_desk_or_on_a_phone(chromium: Browser, portal: Portal, known: Any) -> None:
    page, wrong = page_for(chromium, known), []
    assert [answer["status"] for answer in known.values()].count(200) == len(known) - 3
    for path in paths(portal):
        page.set_viewport_size({"width": 360, "height": 740})
        page.goto(ORIGIN + path)
        page.evaluate(AXE.read_text())
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            found: Any = page.evaluate(
                "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", WCAG
            )["violations"]  # fmt: skip
            wrong += [f"{path} {width} {one['id']}: {node['target']}" for one in found for node in one["nodes"]]
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wrong.append(f"{path} {width}: wider than the screen")
    assert wrong == []


def test_by_keyboard_alone(chromium: Browser, portal: Portal, known: Any) -> None:
    page = page_for(chromium, known)
    page.goto(f"{ORIGIN}/cong/{portal.slug}/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Đến phần nội dung")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"
    page.goto(f"{ORIGIN}/cong/{portal.slug}/")
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "tim"
    page.keyboard.type("ho so khai sinh")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim/?q=*")
    expect(page.get_by_role("link", name="Nộp hồ sơ khai sinh tại nhà")).to_be_visible()
    outlines = "getComputedStyle(document.activeElement).outlineStyle"
    page.keyboard.press("Tab")
    assert page.evaluate(outlines) == "solid", "who moves by keyboard sees where they are"


def test_without_javascript_everything_is_there(chromium: Browser, portal: Any, known: Any) -> None:
    page = page_for(chromium, known, java_script_enabled=False)
    page.goto(f"{ORIGIN}/cong/{portal.slug}/bai/{portal.article}/")
    for words in ("Đính chính", "Cần biết", "10.000 đồng", "Cùng nội dung"):
        expect(page.get_by_text(words).first).to_be_visible()
    page.get_by_role("searchbox").fill("khai sinh")
    page.get_by_role("button", name="Tìm").click()
    page.wait_for_url("**/tim/?q=khai+sinh")
    assert page.context.cookies() == []


def test_on_paper_stand_the_words_and_not_the_menus(chromium: Browser, portal: Any, known: Any) -> None:
    page = page_for(chromium, known)
    page.emulate_media(media="print")
    page.goto(f"{ORIGIN}/cong/{portal.slug}/bai/{portal.article}/")
    assert not page.get_by_role("navigation", name="Các phần").is_visible()
    assert not page.get_by_role("search").is_visible()
    assert page.get_by_text("Cần biết").is_visible()
