"""Every page of the table of addresses, at a desk and on a phone: no barrier (axe), within the screen, no complaint.

The pages are drawn here, for whoever may do most on them, and handed to one Chromium with the product's own policy.
"""

import mimetypes
import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Browser, Page, Route

from lantoa.communes.roles import Role
from lantoa.core.tenancy import scope
from tests.architecture.url_roles import PERSON, PUBLIC, URL_ROLES
from tests.factories import World, build_world
from tests.office.faces import AXE, ORIGIN, POLICY, WCAG

pytestmark = pytest.mark.pages
SIZES = {"phone": (360, 740), "desk": (1280, 900)}
OF_SIZE = ["target-size", "scrollable-region-focusable", "aria-hidden-focus"]
"""What can be right on a phone and wrong at a desk; the rest of axe looks at the same document and is asked once."""
CONTRAST = {"color-contrast": {"enabled": bool(os.environ.get("LANTOA_AXE_FULL"))}}
"""Half of axe's time; the rooms' own page tests and the components' ask it, here ``LANTOA_AXE_FULL=1`` does."""
EXCEPT = {"plans_scan": "desk target-size"}
"""Marks lie where the words stand on the picture; the list beside does the same in full size (WCAG 2.5.8)."""
BY_ROLE = (Role.PLAN_OWNER, Role.ADMINISTRATOR, Role.LEADER, Role.OFFICER, Role.CONTRIBUTOR)


class Reader:
    """One page of Chromium that is given the documents one by one."""

    def __init__(self, browser: Browser) -> None:
        self.html = ""
        self.complaints: list[str] = []
        self.page: Page = browser.new_context(locale="vi-VN", service_workers="block").new_page()
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.route("**/*", self._serve)

    def _serve(self, route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN).split("?")[0]
        if route.request.is_navigation_request():
            headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
            return route.fulfill(body=self.html, headers=headers)
        found = finders.find(path.removeprefix(settings.STATIC_URL)) if path.startswith(settings.STATIC_URL) else None
        if found:
            return route.fulfill(path=str(found), content_type=mimetypes.guess_type(path)[0])
        return route.fulfill(status=204)

    def faults(self, path: str, html: str) -> list[str]:
        """What is wrong with this page, one line each."""
        self.html, self.complaints = html, []
        found = []
        for size, (width, height) in SIZES.items():
            self.page.set_viewport_size({"width": width, "height": height})
            if size == "phone":
                self.page.goto(ORIGIN + path)
                self.page.evaluate(AXE.read_text())
            asked = WCAG if size == "phone" else OF_SIZE
            kind = "tag" if size == "phone" else "rule"
            only = {"runOnly": {"type": kind, "values": asked}, "preload": False, "resultTypes": ["violations"]}
            answer: Any = self.page.evaluate("asked => axe.run(document, asked)", {**only, "rules": CONTRAST})
            found += [f"{size} {one['id']}: {node['target']}" for one in answer["violations"] for node in one["nodes"]]
            if self.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append(f"{size}: wider than the screen")
        return found + self.complaints


@pytest.fixture
def world(db: None) -> World:
    return build_world("Phường Một")


def drawn(world: World) -> Iterator[tuple[str, str, str]]:
    """(name, path, HTML) of every address that answers with a page; one for each template."""
    clients, known = {role: world.client(role) for role in BY_ROLE}, set()
    for name, (maker, who) in URL_ROLES.items():
        role = next((one for one in BY_ROLE if who in (PUBLIC, PERSON) or one in who), None)
        if role is None:
            continue
        with transaction.atomic():
            with scope([world.commune.pk]):
                path = reverse(name, kwargs=maker(world) if maker else {})
            answer: Any = clients[role].get(path)
            transaction.set_rollback(True)  # what one row makes is not in the way of the next
        is_page = not answer.streaming and answer.headers.get("Content-Type", "").startswith("text/html")
        kind = answer.templates[0].name if is_page and answer.templates else None
        if is_page and answer.status_code in {200, 404, 410} and b"<html" in answer.content and kind not in known:
            known.add(kind)
            yield name, path, answer.content.decode()


def test_every_page_is_free_of_barriers_and_fits_both_screens(chromium: Browser, world: World, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    reader, seen, wrong = Reader(chromium), [], {}
    for name, path, html in drawn(world):
        seen.append(name)
        faults = [one for one in reader.faults(path, html) if not one.startswith(EXCEPT.get(name, "\0"))]
        if faults:
            wrong[name] = faults
    assert not wrong, "\n".join(f"{name}: {fault}" for name, faults in wrong.items() for fault in faults)
    assert len(seen) > 50, seen
