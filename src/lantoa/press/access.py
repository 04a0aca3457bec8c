"""Who may see and write down. Rows of other communes do not exist here: 404."""

from django.http import Http404

from lantoa.channels.models import Account
from lantoa.communes.access import Actor
from lantoa.communes.roles import Permission
from lantoa.press.models import Placement
from lantoa.press.queries import outlets

WRITES = Permission.PUBLISH_CONTENT


def access_outlet(actor: Actor, pk: int) -> Account:
    """An outlet of the open commune."""
    found = outlets().filter(commune=actor.commune, pk=pk).first()
    if found is None:
        raise Http404
    return found


def access_placement(actor: Actor, pk: int) -> Placement:
    """A placement of the open commune."""
    rows = Placement.objects.filter(commune=actor.commune, pk=pk)
    found: Placement | None = rows.select_related("outlet", "activity", "file", "by").first()
    if found is None:
        raise Http404
    return found
