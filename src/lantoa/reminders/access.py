"""Who may open what of reminders: by signing in, or by the secret of a link. Rows of other communes do not exist."""

from dataclasses import dataclass

from django.http import Http404

from lantoa.communes.access import Actor
from lantoa.communes.models import Membership
from lantoa.communes.roles import Permission, permissions_of
from lantoa.core import clock
from lantoa.core.errors import NotAllowed, Refused
from lantoa.core.tenancy import scope
from lantoa.plans.models import DueWork
from lantoa.progress.access import access_due_work
from lantoa.reminders.models import Answer, CalendarFeed, Digest, DigestItem, ReminderLink
from lantoa.reminders.queries import is_here
from lantoa.reminders.rules.links import LinkFacts, closed, commune_of_token, is_open, token_hash
from lantoa.reminders.states import AnswerKind


@dataclass(frozen=True, slots=True)
class Asked:
    """One item put before one person, and what they may answer. ``link`` is None for who is signed in."""

    item: DigestItem
    work: DueWork
    link: ReminderLink | None
    kinds: tuple[AnswerKind, ...]


def access_own_item(actor: Actor, pk: int) -> Asked:
    """An item that this person was reminded of. Raises ``Http404``; ``NotAllowed`` for somebody else's."""
    rows = DigestItem.objects.filter(work__isnull=False).select_related("digest", "work")
    item: DigestItem | None = rows.filter(pk=pk).first()
    if item is None or item.work is None:
        raise Http404
    if item.digest.person_id != actor.person.pk:
        raise NotAllowed
    return Asked(item, item.work, None, kinds_for(actor.person.pk))


def access_by_link(token: str, *, lock: bool = False) -> Asked:
    """The one item that the link opens. Needs the scope of the commune that the token names; changes nothing.

    Raises:
        Refused("reminder_link_closed"): unknown, expired, used, revoked, tried too often, its person left.
    """
    link = find_link(token, lock=lock)
    if link is None or not is_open(link_facts(link), clock.now()):
        raise closed()
    return asked_of(link)


def find_link(token: str, *, lock: bool = False) -> ReminderLink | None:
    """The link of a secret, open or not."""
    rows = ReminderLink.objects.filter(token_hash=token_hash(token))
    if lock:
        rows = rows.select_for_update(of=("self",))
    link: ReminderLink | None = rows.select_related("item__digest", "person").first()
    return link


def asked_of(link: ReminderLink) -> Asked:
    """What a link that is open asks. Raises ``closed`` where the work is gone."""
    work = DueWork.objects.select_related("commitment__lead").filter(pk=link.item.work_id).first()
    if work is None:
        raise closed()
    return Asked(link.item, work, link, kinds_for(link.person_id))


def link_facts(link: ReminderLink) -> LinkFacts:
    """The link as the rules see it."""
    return LinkFacts(link.expires_at, link.tries, link.used_at, link.revoked_at, is_here(link.person_id))


def opens(token: str) -> bool:
    """Whether the link opens anything now: asked before a photo is taken in from somebody who is not signed in."""
    try:
        with scope([commune_of_token(token)]):
            access_by_link(token)
    except Refused:
        return False
    return True


def kinds_for(person_id: int) -> tuple[AnswerKind, ...]:
    """What a person may answer: who may not log activities cannot say "đã làm"."""
    roles = Membership.objects.filter(person_id=person_id, ended_at__isnull=True).values_list("role", flat=True)
    may_log = Permission.LOG_ACTIVITY in permissions_of(frozenset(roles))
    return tuple(kind for kind in AnswerKind if kind is not AnswerKind.DONE or may_log)


def access_feed(token: str) -> CalendarFeed:
    """The calendar of a secret address. Needs the commune's scope.

    Raises:
        Http404: unknown, renewed or switched off, or the person left.
    """
    rows = CalendarFeed.objects.filter(token_hash=token_hash(token), revoked_at__isnull=True)
    feed: CalendarFeed | None = rows.select_related("person", "commune").first()
    if feed is None or not is_here(feed.person_id):
        raise Http404
    return feed


def access_digest(actor: Actor, pk: int) -> Digest:
    """A digest of the open commune, for who watches over reminders."""
    actor.check(Permission.ASSIGN_WORK)
    found: Digest | None = Digest.objects.select_related("person").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def access_answer(actor: Actor, pk: int) -> Answer:
    """An answer of the open commune, for who watches over reminders."""
    actor.check(Permission.ASSIGN_WORK)
    found: Answer | None = Answer.objects.select_related("person", "work__commitment").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def access_work_to_nudge(actor: Actor, pk: int) -> DueWork:
    """A piece of due work of an adopted plan, for who may give work to people."""
    actor.check(Permission.ASSIGN_WORK)
    return access_due_work(actor, pk)
