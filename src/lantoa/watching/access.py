"""Who may see and decide. Rows of other communes do not exist here: 404."""

from django.http import Http404

from lantoa.communes.access import Actor
from lantoa.communes.roles import Permission
from lantoa.watching.models import Entry, Source
from lantoa.watching.queries import entries, sources

DECIDES = Permission.PUBLISH_CONTENT


def access_source(actor: Actor, pk: int) -> Source:
    """A source of the open commune."""
    found = sources().filter(commune=actor.commune, pk=pk).first()
    if found is None:
        raise Http404
    return found


def access_entry(actor: Actor, pk: int) -> Entry:
    """An entry of the open commune."""
    found = entries().filter(commune=actor.commune, pk=pk).first()
    if found is None:
        raise Http404
    return found
