"""Who is signed in; and help for somebody who lost the telephone with the second step."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction

from lantoa.communes.access import Actor, may_renew_password
from lantoa.communes.models import Membership, Person
from lantoa.core import clock
from lantoa.core.errors import NotAllowed
from lantoa.ledger.actions import record

MOST = 5000


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A person of the commune with open sessions. ``second_step``: a code of the telephone is asked for, too."""

    person: Person
    devices: int
    second_step: bool
    may_help: bool


def signed_in(actor: Actor) -> list[SignedIn]:
    """People of the open commune who are signed in now, by name; who uses the second step stands there, too."""
    devices = Counter(person_id for _key, person_id in _sessions())
    members = Membership.objects.filter(ended_at__isnull=True).values("person_id")
    people = Person.objects.filter(pk__in=members).order_by("name")
    with_step = set(Authenticator.objects.filter(user__in=people).values_list("user_id", flat=True))
    return [
        SignedIn(person, devices[person.pk], person.pk in with_step, may_renew_password(actor, person))
        for person in people
        if devices[person.pk] or person.pk in with_step
    ]


def _sessions() -> Iterator[tuple[str, int]]:
    """(key, person's id) of every session that still holds."""
    for session in Session.objects.filter(expire_date__gt=clock.now())[:MOST]:
        who = session.get_decoded().get(SESSION_KEY)
        if who is not None and str(who).isdigit():
            yield session.session_key, int(who)


def _seat(person: Person) -> Membership:
    seat: Membership = Membership.objects.filter(person=person, ended_at__isnull=True).order_by("pk")[0]
    return seat


def _check(actor: Actor, person: Person) -> None:
    """Only for somebody who belongs nowhere else: their account opens other doors, too."""
    if not may_renew_password(actor, person):
        raise NotAllowed("Người này còn làm việc ở nơi khác nên không đổi được từ đây.")


@transaction.atomic
def remove_second_step(*, person: Person, by: Actor) -> None:
    """Switch off the second step: the person lost the telephone. The password is still asked for.

    Raises:
        NotAllowed: the person belongs to another commune, too.
    """
    _check(by, person)
    Authenticator.objects.filter(user=person).delete()
    record(action="second_step.removed", on=_seat(person), by=by.person, person=person.pk)


@transaction.atomic
def sign_out(*, person: Person, by: Actor) -> int:
    """End all sessions of the person. Returns how many.

    Raises:
        NotAllowed: the person belongs to another commune, too.
    """
    _check(by, person)
    keys = [key for key, person_id in _sessions() if person_id == person.pk]
    Session.objects.filter(session_key__in=keys).delete()
    record(action="sessions.ended", on=_seat(person), by=by.person, person=person.pk, count=len(keys))
    return len(keys)
