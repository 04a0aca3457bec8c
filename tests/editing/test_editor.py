"""The editor in Chromium under the product's own policy: keyboard, paste, pictures, what is sent; without scripts."""

import mimetypes
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, Route, expect

from lantoa.content.richtext import clean
from lantoa.editing.widget import RichText
from tests.editing import samples
from tests.office.faces import AXE, ORIGIN, POLICY, WCAG

pytestmark = pytest.mark.pages
CHOICES = """<form data-media-search><label for="media-q">Tìm</label><input name="q" id="media-q"></form><ul><li>
<button type="button" data-media="7" data-title="Lễ phát động" data-alt="Cán bộ phát tờ rơi" data-credit="Ảnh: Nam"
data-picture="" data-src="/thu-vien/7/anh/">Lễ phát động</button></li></ul>"""


class OneField(forms.Form):
    body = forms.CharField(label="Nội dung bài", widget=RichText, help_text="Viết ngắn.", required=False)


def document(body: str = "") -> str:
    form = OneField(initial={"body": body})
    sheets = "".join(
        f'<link rel="stylesheet" href="/static/lantoa/css/{name}.css">'
        for name in ("tokens", "base", "components", "forms", "work")
    )
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Soạn</title>'
        f"{sheets}{form.media}</head><body>"
        f'<main><h1>Soạn</h1><form method="post">{form["body"].as_field_group()}<button>Lưu</button></form></main>'
        "</body></html>"
    )


@pytest.fixture(scope="module")
def shared(chromium: Browser) -> Iterator[Page]:
    """One page for all tests of this file: loading it costs more than what they do."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    page.set_default_timeout(8000)
    page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    page.close()


@pytest.fixture
def page(shared: Page) -> Page:
    opened(shared, document())
    shared.locator(".rich__text").click()
    return shared


def opened(page: Page, html: str) -> None:
    page.unroute_all()
    page.complaints = []

    def serve(route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN).split("?")[0]
        found = finders.find(path.removeprefix(settings.STATIC_URL)) if path.startswith(settings.STATIC_URL) else None
        if found:
            return route.fulfill(path=str(found), content_type=mimetypes.guess_type(path)[0])
        if path == "/thu-vien/chon/":
            return route.fulfill(body=CHOICES, content_type="text/html; charset=utf-8")
        if route.request.is_navigation_request():
            headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
            return route.fulfill(body=html, headers=headers)
        return route.fulfill(status=204)

    page.route("**/*", serve)
    page.goto(f"{ORIGIN}/soan/")


def value(page: Page) -> str:
    return page.locator("textarea").input_value()


def paste(page: Page, html: str) -> None:
    page.evaluate(
        """(html) => {
          const data = new DataTransfer();
          data.setData("text/html", html);
          const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
          document.activeElement.dispatchEvent(event);
        }""",
        html,
    )


def test_writing_with_the_keyboard_alone(page: Page) -> None:
    page.keyboard.type("Tin vui")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+b")
    page.keyboard.type("đậm")
    page.keyboard.press("Alt+F10")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Kiểu đoạn"
    for _step in range(3):
        page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Gạch đầu dòng"
    page.keyboard.press("Enter")
    assert value(page) == "<p>Tin vui</p><ul><li><p><strong>đậm</strong></p></li></ul>"
    assert page.locator("[aria-label^=Đậm]").get_attribute("aria-pressed") == "true"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Lưu", "Tab leaves the text"
    assert page.complaints == []


def test_tab_goes_through_a_table_and_out_of_it(page: Page) -> None:
    page.get_by_role("button", name="Chèn bảng").click()
    for text in ("a", "b", "c"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    assert "<th" in value(page)
    page.get_by_role("button", name="Xóa hàng").click()
    page.get_by_role("button", name="Xóa hàng").click()
    assert value(page).count("<tr>") == 1
    for _cell in range(4):
        page.keyboard.press("Tab")
        if not page.evaluate("document.activeElement.matches('.rich__text')"):
            break
    assert page.evaluate("document.activeElement.textContent") == "Lưu"


def test_what_word_copies_is_an_article_in_the_editor_too(page: Page) -> None:
    paste(page, samples.WORD)
    html = value(page)
    for trace in ("mso", "Mso", "style=", "class=", "<o:p", "st1:", "file:", "font", "&nbsp;"):
        assert trace not in html, trace
    assert "<h2>I. Thời gian, địa điểm</h2>" in html
    assert "<li><p>Mang theo căn cước</p><ul><li><p>Bản chính</p></li></ul></li>" in html
    assert '<ol start="3"><li><p>Lấy số</p></li><li><p>Nộp hồ sơ</p></li></ol><p>đ) Theo điểm đ' in clean(html)
    assert "m<sup>2</sup>" in html
    assert 'href="https://dichvucong.gov.vn/"' in html
    assert 'colspan="2"' in html
    assert "Ảnh trong phần vừa dán" in page.get_by_role("status").inner_text()
    kept = clean(html)
    assert clean(kept) == kept


def test_what_web_pages_copy_brings_no_script_and_no_look(page: Page) -> None:
    paste(page, samples.WEB + samples.GOOGLE + "".join(samples.HOSTILE[:28]))
    html = value(page)
    assert "<h4>Đề mục</h4>" in html
    assert "<strong><em>đậm nghiêng</em></strong>" in html
    for trace in ("style=", "<script", "onerror", "<iframe", "evil.example/track", 'href="javascript', "<form"):
        assert trace not in html, trace
    assert page.evaluate("window.hit === undefined")


def test_a_picture_of_the_library_comes_with_its_words(page: Page) -> None:
    page.get_by_role("button", name="Chèn ảnh từ thư viện").click()
    page.get_by_role("button", name="Lễ phát động").click()
    expect(page.locator("textarea")).to_have_value(
        re.compile("<figure")
    )  # what a dialog brought arrives after it has closed
    found = clean(value(page))
    assert (
        '<figure><img src="/thu-vien/7/anh/" alt="Cán bộ phát tờ rơi"><figcaption>Ảnh: Nam</figcaption></figure>'
        in found
    )


def test_a_link_is_asked_for_and_nonsense_is_refused_in_words(page: Page) -> None:
    page.keyboard.type("Cổng")
    expect(page.locator("textarea")).to_have_value("<p>Cổng</p>")  # nobody selects within a millisecond of typing
    page.keyboard.press("Shift+Home")
    page.keyboard.press("Control+k")
    page.get_by_role("dialog").wait_for()
    page.keyboard.type("javascript:alert(1)")
    page.keyboard.press("Enter")
    assert "Địa chỉ chưa đúng" in page.get_by_role("alert").inner_text()
    page.keyboard.press("Control+a")
    page.keyboard.type("dichvucong.gov.vn")
    page.keyboard.press("Enter")
    expect(page.locator("textarea")).to_have_value(re.compile("<a "))
    assert clean(value(page)) == '<p><a href="https://dichvucong.gov.vn" rel="noopener noreferrer">Cổng</a></p>'
    page.keyboard.press("Control+z")
    expect(page.locator("textarea")).to_have_value("<p>Cổng</p>")


def test_what_was_kept_is_what_is_edited(shared: Page) -> None:
    opened(shared, document(samples.WORD_CLEAN))
    assert clean(value(shared).replace("<li><p>", "<li>").replace("</p></li>", "</li>")).count("<li>") == 5
    assert 'colspan="2"' in value(shared)
    assert shared.complaints == []


def test_no_barrier_at_a_desk_and_on_a_phone(shared: Page) -> None:
    for width in (1280, 360):
        shared.set_viewport_size({"width": width, "height": 800})
        opened(shared, document(samples.WORD_CLEAN))
        shared.locator(".rich__text td").first.click()
        shared.evaluate(AXE.read_text())
        answer: Any = shared.evaluate("(tags) => axe.run(document, {runOnly: tags})", WCAG)
        assert [(one["id"], one["nodes"][0]["html"]) for one in answer["violations"]] == []
        assert not shared.evaluate("document.documentElement.scrollWidth > innerWidth")
    box = shared.locator(".rich__text")
    assert (box.get_attribute("role"), box.get_attribute("aria-multiline")) == ("textbox", "true")
    assert shared.get_by_role("textbox", name="Nội dung bài").count() == 1


def test_without_scripts_it_is_a_textarea(chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    opened(page, document("<p>Chữ</p>"))
    assert page.get_by_label("Nội dung bài").input_value() == "<p>Chữ</p>"
    assert page.get_by_label("Nội dung bài").is_visible()
    context.close()
