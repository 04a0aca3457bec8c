"""Who may open an entry of the register: who sees plans; who reviews or issues plans changes it."""

from django.http import Http404

from lantoa.communes.access import Actor
from lantoa.documents.models import ActEntry


def access_entry(actor: Actor, pk: int) -> ActEntry:
    """An entry of the open commune. Raises Http404 for any other."""
    row: ActEntry | None = ActEntry.objects.filter(commune=actor.commune, pk=pk).first()
    if row is None:
        raise Http404
    return row
