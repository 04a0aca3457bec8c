"""Who may open a file: everyone who may see the commune's work; a contributor only what they sent themselves."""

from django.http import Http404

from lantoa.communes.access import Actor
from lantoa.communes.roles import Permission
from lantoa.files.models import StoredFile


def access_file(actor: Actor, pk: int) -> StoredFile:
    """The file, if this person may open it.

    Raises:
        Http404: not in this commune, or not theirs to see.
    """
    files = StoredFile.objects.filter(pk=pk)
    if not actor.may(Permission.SEE):
        files = files.filter(added_by=actor.person)
    found: StoredFile | None = files.first()
    if found is None:
        raise Http404
    return found
