"""A real PostgreSQL for every test that asks for a database, used as the role that owns nothing."""

import asyncio
import gc
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from django.test.client import ClientHandler
from hypothesis import HealthCheck
from hypothesis import settings as examples
from playwright.sync_api import Browser, expect, sync_playwright

from tests import database

# How long an example takes says how busy the machine is, nothing about the code.
examples.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("steady")

# How long a page takes on a busy machine says nothing about it either: the 5 seconds of Playwright were once too few
# for an approval that corrects an item in all places. What is there is seen at once.
expect.set_options(timeout=20_000)


LONG = (
    "tests/pages/test_every_page.py", "tests/architecture/test_urls.py", "tests/pages/test_year.py",
    "tests/communes/test_no_sight.py", "tests/phone/test_offline.py", "tests/pages/test_main_loop.py",
    "tests/upgrade/test_upgrade.py", "tests/sample/test_load.py",
)  # fmt: skip
"""Begun first, each beside one that needs no browser: two processes share the files, and one of these at the end would
leave the other without work for minutes. ``--no-loadscope-reorder`` keeps this order."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long files first, the others as they were found."""
    place = {name: number for number, name in enumerate(LONG)}
    items.sort(key=lambda item: place.get(item.nodeid.partition("::")[0], len(LONG)))


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: looking through it again and again took a seventh of all."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """A copy of the template for this process, used as ``lantoa_app``: the wall is always up."""
    with django_db_blocker.unblock(), database.copied():
        given = connection.settings_dict.get("OPTIONS", {})
        connection.settings_dict["OPTIONS"] = {**given, "options": "-c role=lantoa_app"}
        with django_db_blocker.block():
            yield
        connection.close()
        connection.settings_dict["OPTIONS"] = given


@pytest.fixture(scope="session", autouse=True)
def renewed_in_place_of_emptied() -> Iterator[None]:
    """After a test that commits, the database is copied anew; Django would empty every table one by one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: database.renew())
        yield


@pytest.fixture(scope="session", autouse=True)
def one_chain_of_middleware() -> Iterator[None]:
    """Django makes the chain anew for each client, with every static file looked at: 10 ms of processor time, thousands
    of times. Under settings that a test has changed it is made anew as ever."""
    load, usual, kept = ClientHandler.load_middleware, settings._wrapped, {}

    def shared(handler: ClientHandler, is_async: bool = False) -> None:
        if is_async or settings._wrapped is not usual:
            return load(handler, is_async)
        if not kept:
            load(handler)
            kept.update({name: value for name, value in vars(handler).items() if name.endswith("_middleware")})
            kept["_middleware_chain"] = handler._middleware_chain
        vars(handler).update(kept)
        return None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ClientHandler, "load_middleware", shared)
        yield


@pytest.fixture
def in_commune(db: None) -> Iterator[Any]:
    """The open scope of a commune of its own, with its usual units and one person of each role."""
    from tests.factories import make_world

    with make_world() as world:
        yield world


@pytest.fixture(scope="session")
def _browser() -> Iterator[tuple[Browser, asyncio.AbstractEventLoop]]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("Chromium is not installed (apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        loop = asyncio.get_running_loop()
        asyncio._set_running_loop(None)
        yield browser, loop
        asyncio._set_running_loop(loop)
        browser.close()


@pytest.fixture(scope="module")
def chromium(_browser: tuple[Browser, asyncio.AbstractEventLoop]) -> Iterator[Browser]:
    """Debian's Chromium; the tests are skipped where it is not installed.

    One for all files: a start costs a second and a half. Its event loop runs in the thread of the tests, where others
    want their own: between the files that use it, it is laid aside.
    """
    browser, loop = _browser
    asyncio._set_running_loop(loop)
    yield browser
    for context in browser.contexts:
        context.close()
    asyncio._set_running_loop(None)
