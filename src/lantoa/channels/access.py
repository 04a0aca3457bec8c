"""Who may see and order deliveries. Rows of other communes do not exist here: 404."""

from django.http import Http404

from lantoa.channels.models import Account, Delivery
from lantoa.channels.queries import accounts, all_deliveries
from lantoa.channels.registry import channel_of
from lantoa.communes.access import Actor
from lantoa.communes.roles import Permission


def access_account(actor: Actor, pk: int) -> Account:
    """An account of the open commune."""
    found = accounts().filter(commune=actor.commune, pk=pk).first()
    if found is None:
        raise Http404
    return found


def access_delivery(actor: Actor, pk: int) -> Delivery:
    """A delivery of the open commune."""
    found = all_deliveries().filter(commune=actor.commune, pk=pk).first()
    if found is None:
        raise Http404
    return found


def known_channel(code: str) -> str:
    """The code of a channel that a commune can add an account for, or 404."""
    try:
        channel = channel_of(code)
    except LookupError as error:
        raise Http404 from error
    if channel.built_in:
        raise Http404
    return code


def may_order(actor: Actor) -> bool:
    """Whether the person may publish."""
    return actor.may(Permission.PUBLISH_CONTENT)


def may_recall(actor: Actor) -> bool:
    """Whoever publishes, and whoever approves."""
    return may_order(actor) or actor.may(Permission.APPROVE_CONTENT)
