"""The pictures of the guide, taken from a running instance of the sample ward: see docs/how-to/screenshots.md.

    .venv/bin/python scripts/screenshots.py http://127.0.0.1:8000 --user vhxh --password …

Needs Chromium (Debian's, or Playwright's). Changes nothing but one thing: where no report was made yet it asks for one.
"""
# ruff: noqa: INP001, T201

import argparse
import io
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "images"
HEAVIEST = 150_000
"""Bytes of one picture."""
REPORT_SECONDS = 60
LOCALE = "en-US"
"""Of the browser that most machines have here; the pages must speak Vietnamese in it all the same."""
Finder = Callable[[Page], str]


def links(page: Page, start: str) -> list[str]:
    """Where the page's links lead, in order, repeats included."""
    found: list[str] = page.eval_on_selector_all("main a[href]", "all => all.map(one => one.getAttribute('href'))")
    return [link for link in found if link.startswith(start)]


def review(page: Page) -> str:
    """The review of the newest plan that is not adopted yet."""
    page.goto(urljoin(page.url, "/ke-hoach/"))
    for link in links(page, "/ke-hoach/"):
        if link.strip("/").count("/") != 1 or "tai-len" in link:
            continue
        response = page.goto(urljoin(page.url, f"{link}ra-soat/"))
        if response and response.status == 200:
            return f"{link}ra-soat/"
    raise LookupError("no plan is under review")


def plan(page: Page) -> str:
    """The plan that runs."""
    page.goto(urljoin(page.url, "/ke-hoach/"))
    plans = [link for link in links(page, "/ke-hoach/") if link.strip("/").count("/") == 1 and "tai-len" not in link]
    return plans[-1]


def commitment(page: Page) -> str:
    """The commitment with the most windows on the board."""
    page.goto(urljoin(page.url, "/tien-do/"))
    return Counter(links(page, "/tien-do/cam-ket/")).most_common(1)[0][0]


def activity(page: Page) -> str:
    """The newest activity."""
    page.goto(urljoin(page.url, "/hoat-dong/"))
    return next(link for link in links(page, "/hoat-dong/") if link.strip("/").split("/")[-1].isdigit())


def report(page: Page) -> str:
    """A report that is ready; the third quarter's is asked for where there is none."""
    page.goto(urljoin(page.url, "/bao-cao/"))
    made = [link for link in links(page, "/bao-cao/") if link.strip("/").split("/")[-1].isdigit()]
    if made:
        return made[0]
    page.goto(urljoin(page.url, "/bao-cao/lap/"))
    kinds = page.locator("select[name=period] option").all_inner_texts()
    page.select_option("select[name=period]", label=next(kind for kind in kinds if "Quý III" in kind))
    page.get_by_role("button", name="Lập báo cáo").click()
    until = time.monotonic() + REPORT_SECONDS
    while page.locator("main a[href*='/tep/']").count() == 0:
        if time.monotonic() > until:
            raise LookupError("the report was not ready in time: does the worker run?")
        page.wait_for_timeout(500)
    return page.url


def at(path: str) -> Finder:
    """A page with a fixed address."""
    return lambda _page: path


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture. ``scroll``: what is brought to the top first; ``click``: what is pressed before."""

    name: str
    find: Finder
    phone: bool = False
    height: int = 800
    scroll: str = ""
    click: str = ""


SHOTS = (
    Shot("home", at("/"), height=860),
    Shot("plans", at("/ke-hoach/"), height=520),
    Shot("upload", at("/ke-hoach/tai-len/"), height=700),
    Shot("review", review, height=900, scroll="[data-review]", click="[data-locate] >> nth=3"),
    Shot("adopt", lambda page: review(page).replace("ra-soat", "ban-hanh"), height=760),
    Shot("plan", plan, height=760),
    Shot("due", at("/viec/"), height=860),
    Shot("calendar", at("/lich/"), height=900),
    Shot("activities", at("/hoat-dong/"), height=760),
    Shot("activity", activity, height=860),
    Shot("board", at("/tien-do/"), height=900),
    Shot("commitment", commitment, height=900),
    Shot("by-unit", at("/tien-do/don-vi/"), height=820),
    Shot("topics", at("/tien-do/noi-dung/"), height=700),
    Shot("reports", at("/bao-cao/"), height=760),
    Shot("make-report", at("/bao-cao/lap/"), height=860),
    Shot("report", report, height=900),
    Shot("units", at("/xa/don-vi/"), height=760),
    Shot("people", at("/xa/nguoi-dung/"), height=700),
    Shot("settings", at("/xa/thiet-lap/"), height=860),
    Shot("phone-home", at("/"), phone=True),
    Shot("phone-log", at("/hoat-dong/ghi/"), phone=True),
    Shot("phone-log-proof", at("/hoat-dong/ghi/"), phone=True, scroll="input[type=file]"),
)


def small(picture: bytes) -> bytes:
    """The PNG with a palette, in as many colours as its weight allows."""
    whole = Image.open(io.BytesIO(picture)).convert("RGB")
    for colours in (128, 64, 32, 16):
        out = io.BytesIO()
        whole.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
            out, "PNG", optimize=True
        )
        if out.tell() <= HEAVIEST:
            break
    return out.getvalue()


def open_page(browser: Browser, *, phone: bool) -> Page:
    """A desk's screen, or a phone's of 360 px."""
    if phone:
        context = browser.new_context(
            viewport={"width": 360, "height": 760},
            device_scale_factor=2,
            is_mobile=True,
            has_touch=True,
            locale=LOCALE,
            reduced_motion="reduce",
        )
    else:
        context = browser.new_context(viewport={"width": 1280, "height": 860}, locale=LOCALE, reduced_motion="reduce")
    return context.new_page()


def sign_in(page: Page, given: argparse.Namespace) -> None:
    """Sign in; the page of signing in is a picture itself."""
    page.goto(urljoin(given.url, "/"))
    if "sign-in" in given.wanted and page.viewport_size and page.viewport_size["width"] > 1000:
        page.set_viewport_size({"width": 1280, "height": 620})
        save(page, given.out / "sign-in.png")
    page.fill("[name=login]", given.user)
    page.fill("[name=password]", given.password)
    page.locator("form [type=submit]").first.click()
    page.wait_for_load_state()
    if page.locator("[name=password]").count():
        sys.exit("Sign-in was refused: wrong user or password?")


def save(page: Page, path: Path) -> None:
    """Write the picture of what the window shows."""
    page.evaluate("document.fonts.ready")
    page.wait_for_load_state("networkidle")
    path.write_bytes(small(page.screenshot(animations="disabled", caret="hide")))
    print(f"{path.name:24} {path.stat().st_size / 1000:5.0f} kB")


def take(page: Page, shot: Shot, out: Path) -> None:
    """One picture."""
    page.goto(urljoin(page.url, shot.find(page)))
    if not shot.phone:
        page.set_viewport_size({"width": 1280, "height": shot.height})
    if shot.click:
        page.locator(shot.click).click()
        page.wait_for_timeout(800)
    if shot.scroll:
        top = page.locator(shot.scroll).first
        top.evaluate("one => scrollTo(0, one.closest('div, fieldset').getBoundingClientRect().top + scrollY - 130)")
        page.wait_for_timeout(300)
    save(page, out / f"{shot.name}.png")


def take_all(browser: Browser, given: argparse.Namespace) -> None:
    """Every picture that is wanted: the desk's first, then the phone's."""
    for phone in (False, True):
        page = open_page(browser, phone=phone)
        sign_in(page, given)
        for shot in SHOTS:
            if shot.phone is phone and shot.name in given.wanted:
                take(page, shot, given.out)
        page.context.close()


def arguments() -> argparse.Namespace:
    """The command line."""
    names = ["sign-in", *(shot.name for shot in SHOTS)]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url", help="the running instance, http://127.0.0.1:8000")
    parser.add_argument("--user", default="vhxh", help="a plan owner of the sample ward")
    parser.add_argument("--password", required=True)
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--only", dest="wanted", nargs="+", choices=names, default=names, metavar="NAME")
    return parser.parse_args()


def main() -> None:
    """Take the pictures."""
    given = arguments()
    given.out.mkdir(parents=True, exist_ok=True)
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        take_all(browser, given)
        browser.close()


if __name__ == "__main__":
    main()
