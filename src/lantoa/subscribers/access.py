"""Who may look at addresses: those who send to them. Rows of other communes do not exist here: 404."""

from django.http import Http404

from lantoa.communes.access import Actor
from lantoa.subscribers.models import Subscriber


def access_subscriber(actor: Actor, pk: int) -> Subscriber:
    """A subscriber of the open commune."""
    found: Subscriber | None = Subscriber.objects.filter(commune=actor.commune, pk=pk).first()
    if found is None:
        raise Http404
    return found
