"""An open portal for tests."""

from typing import Any

from lantoa.portal.actions import change_portal
from lantoa.portal.models import Portal
from lantoa.portal.queries import portal_of
from lantoa.portal.rules import Hotline
from tests.factories import World


def opened(world: World, *, hotlines: list[Hotline] | None = None, **values: Any) -> Portal:
    """The world's portal, open; its scope has to be open, too."""
    portal = portal_of(world.commune)
    given = {"is_on": True, **values}
    return change_portal(
        commune=world.commune, values=given, hotlines=hotlines, seen=portal.revision, by=world.owner
    )  # fmt: skip
