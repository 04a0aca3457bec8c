"""Who may see and write drafts. A draft of another commune does not exist here: 404."""

from django.http import Http404

from lantoa.communes.access import Actor
from lantoa.communes.roles import Permission
from lantoa.core.errors import NotAllowed
from lantoa.drafting.models import Aside, Draft, DraftReturn, DraftRevision, HigherPlan
from lantoa.drafting.rules.life import Hat, Stage, Standing, may_edit

HATS = {
    Permission.DRAFT_PLAN: Hat.AUTHOR, Permission.APPROVE_PLAN: Hat.SIGNER, Permission.ISSUE_PLAN: Hat.CLERK,
}  # fmt: skip
CLOSED = "Bản soạn này đang không sửa được: đã trình, đã ban hành hoặc anh/chị không phải người soạn."


def access_draft(actor: Actor, pk: int) -> Draft:
    """A draft of the open commune."""
    rows = Draft.objects.filter(commune=actor.commune, pk=pk)
    found: Draft | None = rows.select_related("commune__province", "signer", "plan", "docx", "pdf").first()
    if found is None:
        raise Http404
    return found


def access_desk(actor: Actor, pk: int) -> Draft:
    """A draft whose words this person may change now: 403 for others."""
    draft = access_draft(actor, pk)
    if not may_edit(standing_of(actor, draft)):
        raise NotAllowed(CLOSED)
    return draft


def access_aside(actor: Actor, pk: int, aside: int) -> Aside:
    """Words that were laid aside, of a draft that this person may change."""
    found: Aside | None = Aside.objects.filter(draft=access_desk(actor, pk), pk=aside).select_related("by").first()
    if found is None:
        raise Http404
    return found


def access_revision(actor: Actor, pk: int, number: int) -> DraftRevision:
    """A former state of a draft."""
    rows = DraftRevision.objects.filter(draft=access_draft(actor, pk), pk=number)
    found: DraftRevision | None = rows.select_related("draft", "by").first()
    if found is None:
        raise Http404
    return found


def access_return(actor: Actor, pk: int, back: int) -> DraftReturn:
    """A Word file that came back to a draft which this person may change."""
    draft = access_desk(actor, pk)
    found: DraftReturn | None = DraftReturn.objects.select_related("file", "by").filter(pk=back, draft=draft).first()
    if found is None:
        raise Http404
    found.draft = draft
    return found


def access_higher(actor: Actor, pk: int, higher: int) -> HigherPlan:
    """A higher plan beside a draft which this person may change."""
    draft = access_desk(actor, pk)
    found: HigherPlan | None = HigherPlan.objects.filter(pk=higher, draft=draft).first()
    if found is None:
        raise Http404
    found.draft = draft
    return found


def standing_of(actor: Actor, draft: Draft) -> Standing:
    """What this person is to this draft."""
    return Standing(Stage(draft.stage), frozenset(hat for given, hat in HATS.items() if actor.may(given)))
