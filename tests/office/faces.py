"""Pages without a server and without a database: rendered here, handed to Chromium with the product's own policy."""

import mimetypes
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.test import RequestFactory
from playwright.sync_api import Browser, Page, Route

from lantoa.communes.access import Actor
from lantoa.communes.models import Commune, Person
from lantoa.communes.roles import Permission, Role
from lantoa.office.style_page import style_page

ORIGIN = "http://lantoa.test"
AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
POLICY = "; ".join(f"{key} {' '.join(value)}" for key, value in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items())


def staff_request(path: str = "/", *, query: str = "") -> HttpRequest:
    """A request of a plan owner, without a database."""
    request = RequestFactory().get(path, QUERY_STRING=query)
    request.actor = Actor(  # type: ignore[attr-defined]
        person=Person(id=1, username="hanh", name="Nguyễn Thị Hạnh"),
        commune=Commune(id=1, name="Phường Thử Nghiệm", kind="phường"),
        roles=frozenset({Role.PLAN_OWNER.value}),
        permissions=frozenset(Permission) - {Permission.ACCEPT_EVIDENCE},  # the menu would count what waits
    )
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    return request


def style_html(query: str = "") -> str:
    return style_page(staff_request("/mau-giao-dien/", query=query)).content.decode()


def show(browser: Browser, html: str, *, width: int = 1280, locale: str = "vi-VN", **more: Any) -> Page:
    """Open the HTML in a page that serves static files from the project and nothing else; complaints are kept."""
    page = browser.new_page(viewport={"width": width, "height": 800}, locale=locale, **more)
    page.complaints = []  # type: ignore[attr-defined]
    page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.complaints.append(str(error)))  # type: ignore[attr-defined]
    page.route("**/*", lambda route: _serve(route, html))
    page.goto(ORIGIN + "/mau-giao-dien/")
    return page


def _serve(route: Route, html: str) -> None:
    path = route.request.url.removeprefix(ORIGIN).split("?")[0]
    if path.startswith(settings.STATIC_URL):
        found = finders.find(path.removeprefix(settings.STATIC_URL))
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        route.fulfill(status=200 if found else 404, path=found or AXE, content_type=kind)
    elif path == "/mau-giao-dien/":
        headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
        route.fulfill(body=html, headers=headers)
    else:
        route.fulfill(status=204)


def violations(page: Page, *, has_sheets: bool = False) -> list[str]:
    """What axe finds against WCAG 2.2 AA, one line each.

    ``has_sheets``: the style sheets, too, for the one rule that reads them (a screen may be turned). They are the same
    on every page, and fetching them takes a third of axe's time; describing what passes takes another fifth.
    """
    page.evaluate(AXE.read_text())
    asked = {"runOnly": WCAG, "preload": has_sheets, "resultTypes": ["violations"]}
    found = page.evaluate("asked => axe.run(document, asked)", asked)["violations"]
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]
