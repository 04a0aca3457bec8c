"""A real PostgreSQL for every test that asks for a database, used as the role that owns nothing."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

# How long an example takes says how busy the machine is, nothing about the code.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """After the owner has made the test database, every test runs as ``lantoa_app``: the wall is always up."""
    from django.db import connection

    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute("GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO lantoa_app")  # for live-server tests
            cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER ledger_no_truncate")  # they are emptied by it
        connection.close()
        given = connection.settings_dict.get("OPTIONS", {})
        connection.settings_dict["OPTIONS"] = {**given, "options": "-c role=lantoa_app"}
    yield
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["OPTIONS"] = given  # the owner drops the database


@pytest.fixture
def in_commune(db: None) -> Iterator[Any]:
    """The open scope of a commune of its own, with its usual units and one person of each role."""
    from tests.factories import make_world

    with make_world() as world:
        yield world


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; the tests are skipped where it is not installed.

    One for each file: while it is open, its event loop runs in the thread of the tests, where others want their own.
    """
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("Chromium is not installed (apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()
