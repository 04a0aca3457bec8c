"""Who may move and draft from the calendar. What the rooms below allow is asked there."""

from lantoa.communes.access import Actor
from lantoa.content.access import access_item, standing_of
from lantoa.content.models import Item
from lantoa.content.rules.life import may_write
from lantoa.core.errors import NotAllowed


def access_to_move(actor: Actor, pk: int) -> Item:
    """An item that the person may write now. Raises Http404; NotAllowed (403)."""
    item = access_item(actor, pk)
    if not may_write(standing_of(actor, item)):
        raise NotAllowed
    return item
