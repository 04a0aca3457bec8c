"""The day on which the tests of this room stand."""

from collections.abc import Iterator
from typing import Any

import pytest

from lantoa.core import clock
from lantoa.core.tenancy import scope
from tests.factories import World, build_world
from tests.progress.ward import TODAY, running_plan


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def world(db: None, day: None) -> World:
    """A ward without any plan."""
    return build_world("Phường Một")


@pytest.fixture
def version(world: World) -> Iterator[Any]:
    """Its running plan, the scope open."""
    with scope([world.commune.pk]):
        yield running_plan(world)
