"""Who may see the library, add to it, change what is said there. Rows of other communes do not exist here: 404."""

from django.http import Http404

from lantoa.communes.access import Actor
from lantoa.communes.roles import Permission
from lantoa.core.errors import NotAllowed
from lantoa.media.models import Incoming, Medium, Rendition
from lantoa.media.queries import media


def access_medium(actor: Actor, pk: int) -> Medium:
    """One medium of the open commune, with its files."""
    found = media().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def may_change(actor: Actor, medium: Medium) -> bool:
    """Who edits content; and who brought it, while they still write content."""
    own = medium.added_by_id == actor.person.pk and actor.may(Permission.WRITE_CONTENT)
    return own or actor.may(Permission.EDIT_CONTENT)


def access_to_change(actor: Actor, pk: int) -> Medium:
    """The medium, to be changed. Raises ``NotAllowed`` (403) where it may only be seen."""
    found = access_medium(actor, pk)
    if not may_change(actor, found):
        raise NotAllowed("Chỉ người đưa tư liệu này vào thư viện và biên tập viên mới sửa được.")
    return found


def access_rendition(actor: Actor, pk: int, name: str) -> Rendition:
    """One of the files made from a medium."""
    found: Rendition | None = (
        Rendition.objects.filter(medium=access_medium(actor, pk), name=name).select_related("medium__file").first()
    )
    if found is None:
        raise Http404
    return found


def access_incoming(actor: Actor, key: str) -> Incoming:
    """A large file on its way, for the person who sends it; held until the end of the transaction."""
    found: Incoming | None = Incoming.objects.select_for_update(of=("self",)).filter(key=key).first()
    if found is None:
        raise Http404
    if found.added_by_id != actor.person.pk:
        raise NotAllowed("Tệp này do người khác đang gửi.")
    return found
