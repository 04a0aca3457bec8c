"""Who may see what contributors sent: the sender their own, the desk (editors, and leaders who only read) all of it."""

from django.db import models
from django.http import Http404

from lantoa.communes.access import Actor
from lantoa.communes.roles import Permission
from lantoa.contributors.models import Submission
from lantoa.core.errors import NotAllowed

DESK = (Permission.EDIT_CONTENT, Permission.APPROVE_CONTENT)
"""Who opens the inbox. Only the first may decide."""


def is_desk(actor: Actor) -> bool:
    """Whether the person works at, or reads from, the editors' desk."""
    return any(actor.may(one) for one in DESK)


def visible_to(actor: Actor) -> models.QuerySet[Submission]:
    """Everything for the desk; for others what they sent themselves."""
    rows = Submission.objects.filter(commune=actor.commune).select_related("neighbourhood", "sent_by", "item")
    found: models.QuerySet[Submission] = rows if is_desk(actor) else rows.filter(sent_by=actor.person)
    return found


def access_submission(actor: Actor, pk: int) -> Submission:
    """One that the person may see, or 404."""
    found = visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def access_at_desk(actor: Actor, pk: int) -> Submission:
    """One before the desk. Raises NotAllowed (403) for whoever does not work there."""
    if not is_desk(actor):
        raise NotAllowed
    return access_submission(actor, pk)


def access_own(actor: Actor, pk: int) -> Submission:
    """One that the person sent, or 404."""
    found = visible_to(actor).filter(pk=pk, sent_by=actor.person).first()
    if found is None:
        raise Http404
    return found


def access_to_decide(actor: Actor, pk: int) -> Submission:
    """One that the person may decide about. Raises NotAllowed (403) for who may only read."""
    actor.check(Permission.EDIT_CONTENT)
    return access_submission(actor, pk)
