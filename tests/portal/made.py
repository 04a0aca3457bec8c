"""An open portal for tests."""

from typing import Any

from lantoa.channels.actions import correct_everywhere, recall_everywhere
from lantoa.communes.roles import Role
from lantoa.content.access import standing_of
from lantoa.content.life_actions import submit
from lantoa.content.models import Item
from lantoa.portal.actions import change_portal
from lantoa.portal.models import Portal
from lantoa.portal.queries import portal_of
from lantoa.portal.rules import Hotline
from tests.channels.made import account, ordered, served
from tests.content.made import approve_latest, approved_item, revised
from tests.factories import World


def opened(world: World, *, hotlines: list[Hotline] | None = None, **values: Any) -> Portal:
    """The world's portal, open; its scope has to be open, too."""
    portal = portal_of(world.commune)
    given = {"is_on": True, **values}
    return change_portal(
        commune=world.commune, values=given, hotlines=hotlines, seen=portal.revision, by=world.owner
    )  # fmt: skip


def out(world: World, **values: Any) -> Item:
    """An item that was sent to the portal; one with a text of its own has no facts, unless it says so."""
    own = {"facts": (), "summary": "Tóm tắt."} if "body" in values else {}
    item = approved_item(world, **{**own, **values})
    _to_portal(world, item)
    return item


def _to_portal(world: World, item: Item) -> None:
    ordered(world, account(world), item=item)
    served(account(world))
    item.refresh_from_db()


def again(world: World, item: Item, **values: Any) -> Item:
    """A correction: written, approved, sent everywhere."""
    revised(world, item, **values)
    item.refresh_from_db()
    editor = world.actor(Role.EDITOR)
    submit(item=item, standing=standing_of(editor, item), by=editor.person)
    item = approve_latest(world, item)
    correct_everywhere(item=item, by=editor.person)
    served(account(world))
    return item


def out_again(world: World, item: Item) -> None:
    """One that was recalled, mended and approved: sent anew."""
    _to_portal(world, item)


def recall(world: World, item: Item) -> None:
    """Taken back everywhere."""
    item.refresh_from_db()
    leader = world.actor(Role.LEADER)
    recall_everywhere(item=item, standing=standing_of(leader, item), note="Sai lệ phí", by=leader.person)
    served(account(world))
