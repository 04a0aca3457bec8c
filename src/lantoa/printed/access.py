"""Who may see, print and put up. Rows of other communes do not exist here: 404."""

from django.http import Http404

from lantoa.communes.access import Actor
from lantoa.printed.models import Posting, Print


def access_print(actor: Actor, pk: int) -> Print:
    """Printed matter of the open commune."""
    rows = Print.objects.filter(commune=actor.commune, pk=pk)
    found: Print | None = rows.select_related("item__live", "item__approved", "revision", "made_by").first()
    if found is None:
        raise Http404
    return found


def access_posting(actor: Actor, pk: int, posting: int) -> Posting:
    """One of its places."""
    rows = Posting.objects.filter(print=access_print(actor, pk), pk=posting)
    found: Posting | None = rows.select_related("print__item", "print__revision").first()
    if found is None:
        raise Http404
    return found
