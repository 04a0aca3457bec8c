"""The ward of these tests, its clock, and a mail server of their own."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from lantoa.core.tenancy import scope
from tests.core.mail_sink import Sink, sink, use
from tests.factories import build_world
from tests.reminders.ward import Clock, Reminded, reminded


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def ward(db: None, hands: Clock) -> Reminded:
    """A ward with a plan, on a Thursday at 07:31; leaves no scope open."""
    cache.clear()
    world = build_world("Phường Một")
    with scope([world.commune.pk]):
        return reminded(world)


@pytest.fixture
def server(settings: Any) -> Iterator[Sink]:
    """A mail server that accepts everything, and the product set to use it."""
    with sink() as listening:
        use(settings, listening)
        yield listening
