"""The style page in a real Chromium: no barrier, nothing wider than a phone, and the scripts do what they promise."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page, expect

from tests.office.faces import show, staff_request, style_html, violations

pytestmark = [pytest.mark.pages, pytest.mark.urls("tests.office.urls")]

PLAIN = ["400", "403", "403_csrf", "404", "413", "429", "500", "account/signup_closed", "account/account_inactive"]


@pytest.fixture
def desk(chromium: Browser) -> Iterator[Page]:
    page = show(chromium, style_html())
    yield page
    page.close()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    page = show(chromium, style_html(), width=360)
    yield page
    page.close()


@pytest.mark.parametrize("query", ["", "loi=1"])
@pytest.mark.parametrize("width", [360, 1280])
def test_every_component_is_free_of_barriers(chromium: Browser, width: int, query: str) -> None:
    page = show(chromium, style_html(query), width=width)
    assert violations(page, has_sheets=True) == []
    assert page.complaints == []  # type: ignore[attr-defined]
    page.close()


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_is_wider_than_the_screen(chromium: Browser, width: int) -> None:
    page = show(chromium, style_html("loi=1"), width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("name", PLAIN)
def test_error_pages_are_free_of_barriers(chromium: Browser, name: str) -> None:
    page = show(chromium, render_to_string(f"{name}.html", request=staff_request()), width=360)
    assert violations(page) == []
    page.close()


def test_touch_targets_are_big_enough_for_a_thumb(phone: Page) -> None:
    small = phone.evaluate(
        """() => [...document.querySelectorAll('a.button, button, summary, nav a:not(.crumbs a), a.row')]
        .filter(e => e.offsetParent && e.getBoundingClientRect().height < 36).map(e => e.outerHTML.slice(0, 80))"""
    )
    assert small == []


def test_the_skip_link_is_first_and_leads_to_the_content(desk: Page) -> None:
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement.className") == "skip"
    desk.keyboard.press("Enter")
    assert desk.evaluate("document.activeElement.id") == "noi-dung"


def test_the_menu_of_a_phone_opens_and_closes_with_escape(phone: Page) -> None:
    phone.locator(".drawer > summary").click()
    expect(phone.get_by_role("navigation", name="Danh mục đầy đủ")).to_be_visible()
    phone.keyboard.press("Escape")
    expect(phone.get_by_role("navigation", name="Danh mục đầy đủ")).to_be_hidden()


def test_a_span_of_the_document_finds_its_item_and_back(desk: Page) -> None:
    desk.locator("#doc-3").click()
    assert desk.evaluate("document.activeElement.id") == "item-3"
    expect(desk.locator("#doc-3")).to_have_attribute("aria-current", "true")
    desk.locator("#item-2 [data-locate]").click()
    assert desk.evaluate("document.activeElement.id") == "doc-2"
    expect(desk.locator("#doc-3")).not_to_have_attribute("aria-current", "true")


def test_review_by_keyboard(desk: Page) -> None:
    desk.locator("#doc-2").focus()
    desk.keyboard.press("Enter")
    desk.keyboard.press("j")
    assert desk.evaluate("document.activeElement.id") == "item-3"
    desk.keyboard.press("v")
    assert desk.evaluate("document.activeElement.id") == "doc-3"
    desk.keyboard.press("k")
    assert desk.evaluate("document.activeElement.id") == "item-2"


def test_review_on_a_phone_shows_one_side_at_a_time(phone: Page) -> None:
    expect(phone.locator("#doc-2")).to_be_hidden()
    phone.locator("#item-2 [data-locate]").click()
    expect(phone.locator("#doc-2")).to_be_visible()
    expect(phone.locator("#item-2")).to_be_hidden()


def test_without_script_both_sides_of_the_review_are_there(chromium: Browser) -> None:
    page = show(chromium, style_html(), width=360, java_script_enabled=False)
    expect(page.locator("#doc-2")).to_be_visible()
    expect(page.locator("#item-2")).to_be_visible()
    page.close()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("anh.exe", b"MZ", "Không nhận loại tệp “anh.exe”"),
        ("rong.pdf", b"", "rỗng"),
        ("lon.pdf", b"0" * (31 << 20), "quá mức 30 MB"),
    ],
)
def test_a_wrong_file_is_refused_in_words(desk: Page, tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(content)
    desk.locator("input[name=tep]").set_input_files(tmp_path / name)
    expect(desk.locator("[data-drop-error]")).to_contain_text(words)
    assert desk.evaluate("document.querySelector('input[name=tep]').files.length") == 0


def test_a_good_file_is_named_and_can_be_taken_back(desk: Page, tmp_path: Path) -> None:
    (tmp_path / "kế hoạch.pdf").write_bytes(b"%PDF-1.7")
    desk.locator("input[name=tep]").set_input_files(tmp_path / "kế hoạch.pdf")
    expect(desk.locator(".drop__name")).to_have_text("kế hoạch.pdf")
    desk.get_by_role("button", name="Bỏ tệp kế hoạch.pdf").click()
    assert desk.evaluate("document.querySelector('input[name=tep]').files.length") == 0


def test_a_long_list_is_searched_without_diacritics(desk: Page) -> None:
    box = desk.get_by_role("combobox", name="Đơn vị chủ trì")
    box.fill("van phong hdnd")
    box.press("ArrowDown")
    box.press("Enter")
    expect(box).to_have_value("Văn phòng HĐND và UBND")
    assert desk.evaluate("document.querySelector('select[name=unit]').value") == "2"


def test_words_that_are_no_choice_fall_back_to_the_last_one(desk: Page) -> None:
    box = desk.get_by_role("combobox", name="Đơn vị chủ trì")
    box.fill("không có")
    box.blur()
    expect(box).to_have_value("")


def test_an_english_browser_still_shows_days_first(chromium: Browser) -> None:
    page = show(chromium, style_html(), locale="en-US")
    day = page.get_by_label("Ngày thực hiện")
    day.fill("5.3.26")
    day.blur()
    expect(day).to_have_value("05/03/2026")
    day.fill("31/02/2026")
    day.blur()
    assert "ngày/tháng/năm" in day.evaluate("field => field.validationMessage")
    page.close()


def test_a_vietnamese_browser_keeps_its_own_calendar(desk: Page) -> None:
    expect(desk.get_by_label("Ngày thực hiện")).to_have_attribute("type", "date")


def test_the_browsers_checks_speak_the_language_of_the_page(chromium: Browser) -> None:
    page = show(chromium, style_html(), locale="en-US")
    page.get_by_role("button", name="Ghi hoạt động").click()
    title = page.get_by_label("Tên hoạt động")
    assert title.evaluate("field => field.validationMessage") == "Mục này không được để trống."
    page.close()


def test_the_error_summary_is_read_first_and_leads_to_the_field(chromium: Browser) -> None:
    page = show(chromium, style_html("loi=1"))
    assert page.evaluate("document.activeElement.hasAttribute('data-errors')")
    page.get_by_role("link", name="Tên hoạt động: Mục này không được để trống.").click()
    assert page.evaluate("document.activeElement.name") == "title"
    page.close()


def test_a_job_asks_again(desk: Page) -> None:
    with desk.expect_request("**/mau-giao-dien/viec-cho/", timeout=4000):
        pass
