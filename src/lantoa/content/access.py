"""Who may see and write content. An item of another commune does not exist here: 404."""

from django.http import Http404

from lantoa.communes.access import Actor
from lantoa.communes.models import Commune
from lantoa.communes.roles import Permission, Role
from lantoa.content.models import Comment, ContentSetting, Item, Revision
from lantoa.content.rules.life import Hat, ItemState, Standing, may_write
from lantoa.core.errors import NotAllowed


def access_item(actor: Actor, pk: int) -> Item:
    """An item of the open commune."""
    rows = Item.objects.filter(commune=actor.commune, pk=pk)
    joined = rows.select_related("latest__made_by", "approved", "live", "unit", "author", "holder", "commune__province")
    found: Item | None = joined.first()
    if found is None:
        raise Http404
    return found


def access_to_write(actor: Actor, pk: int) -> Item:
    """An item whose words this person may change now: 403 for others."""
    item = access_item(actor, pk)
    if not may_write(standing_of(actor, item)):
        raise NotAllowed("Nội dung này đang chờ duyệt, đã duyệt hoặc của đơn vị khác nên anh/chị chưa sửa được.")
    return item


def access_revision(actor: Actor, pk: int, number: int) -> Revision:
    """A revision of an item of the open commune."""
    found: Revision | None = Revision.objects.filter(item=access_item(actor, pk), number=number).first()
    if found is None:
        raise Http404
    return found


def access_comment(actor: Actor, pk: int, comment: int) -> Comment:
    """A comment on an item of the open commune."""
    found: Comment | None = Comment.objects.filter(item=access_item(actor, pk), pk=comment).first()
    if found is None:
        raise Http404
    return found


def standing_of(actor: Actor, item: Item | None = None) -> Standing:
    """What this person is to this item; None: to a new one."""
    hats = {Hat.WRITER} if actor.may(Permission.WRITE_CONTENT) and _is_theirs(actor, item) else set()
    hats |= {Hat.EDITOR} if actor.may(Permission.EDIT_CONTENT) else set()
    hats |= {Hat.PUBLISHER} if actor.may(Permission.PUBLISH_CONTENT) else set()
    hats |= {Hat.APPROVER} if may_approve(actor) else set()
    out = item is not None and item.live_id is not None and item.state != ItemState.RECALLED.value
    return Standing(ItemState(item.state) if item else ItemState.DRAFT, frozenset(hats), is_out=out)


def _is_theirs(actor: Actor, item: Item | None) -> bool:
    """Their own, or one of their unit."""
    if item is None or actor.person.pk in {item.author_id, item.created_by_id, item.holder_id}:
        return True
    return item.unit_id is not None and item.unit_id == actor.unit_id


def may_approve(actor: Actor) -> bool:
    """Leaders; the plan owner where the ward has set so."""
    if actor.may(Permission.APPROVE_CONTENT):
        return True
    return Role.PLAN_OWNER.value in actor.roles and owner_approves(actor.commune)


def owner_approves(commune: Commune) -> bool:
    """Whether the ward lets the plan owner approve."""
    return ContentSetting.objects.filter(commune=commune, owner_approves=True).exists()
