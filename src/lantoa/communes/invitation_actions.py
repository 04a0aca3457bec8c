"""Writes about people who come by a link: invite, revoke, accept, choose a new password; and one's own details."""

import secrets
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from lantoa.communes.actions import give_role
from lantoa.communes.models import Commune, Invitation, Membership, Neighbourhood, Person, Unit
from lantoa.communes.roles import Role
from lantoa.communes.rules import (
    INVITATION_LASTS,
    InvitationState,
    bad_link,
    commune_of_token,
    invitation_state,
    token_hash,
)
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.ledger.actions import record


@dataclass(frozen=True, slots=True)
class Offer:
    """What an invitation offers: a role, where, under which title."""

    name: str
    role: Role
    unit: Unit | None = None
    neighbourhood: Neighbourhood | None = None
    title: str = ""


@transaction.atomic
def invite(*, commune: Commune, offer: Offer, by: Person | None) -> tuple[Invitation, str]:
    """Make a link that lets somebody in. Needs the commune's scope.

    Returns:
        The row and the link's secret, which is nowhere else and can't be had again.
    """
    token = _new_token(commune)
    row = Invitation.of(
        commune.pk, token_hash=token_hash(token), name=offer.name, role=offer.role.value, unit=offer.unit,
        neighbourhood=offer.neighbourhood, title=offer.title, invited_by=by, expires_at=clock.now() + INVITATION_LASTS,
    )  # fmt: skip
    row.save()
    record(action="invitation.made", on=row, by=by, role=row.role, unit=row.unit_id)
    return row, token


@transaction.atomic
def offer_new_password(*, commune: Commune, person: Person, by: Person) -> tuple[Invitation, str]:
    """Make a link with which the person chooses a new password. Whether ``by`` may is decided in ``access``."""
    token = _new_token(commune)
    row = Invitation.of(
        commune.pk, token_hash=token_hash(token), name=person.name, person=person, invited_by=by,
        expires_at=clock.now() + INVITATION_LASTS,
    )  # fmt: skip
    row.save()
    record(action="password.link_made", on=row, by=by, person=person.pk)
    return row, token


def _new_token(commune: Commune) -> str:
    return f"{commune.pk}.{secrets.token_urlsafe(32)}"


@transaction.atomic
def revoke(*, invitation: Invitation, by: Person) -> None:
    """Make the link useless. One that was used or revoked already stays as it is."""
    if invitation.accepted_at is None and invitation.revoked_at is None:
        invitation.revoked_at = clock.now()
        invitation.save(update_fields=["revoked_at"])
        record(action="invitation.revoked", on=invitation, by=by)


def usable_invitation(token: str, *, lock: bool = False) -> Invitation:
    """The waiting invitation of a link. Needs the scope of the commune that the token names.

    Raises:
        Refused: unknown, used, revoked or past its days: the same answer for all.
    """
    rows = Invitation.objects.select_for_update(of=("self",)) if lock else Invitation.objects.all()
    rows = rows.select_related("commune", "unit", "neighbourhood", "person")
    row: Invitation | None = rows.filter(commune_id=commune_of_token(token), token_hash=token_hash(token)).first()
    if row is None or _state(row) is not InvitationState.WAITING:
        raise bad_link()
    return row


def _state(row: Invitation) -> InvitationState:
    return invitation_state(
        expires_at=row.expires_at, accepted_at=row.accepted_at, revoked_at=row.revoked_at, now=clock.now()
    )


@transaction.atomic
def accept_as_new(*, token: str, username: str, password: str, phone: str = "") -> Person:
    """Make the account that the link offers, with its role. The password has been checked by the validators."""
    invitation = _role_invitation(token)
    person = Person(username=username, name=invitation.name, phone=phone)
    person.set_password(password)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        message = f"Tên đăng nhập “{username}” đã có người dùng. Xin chọn tên khác."
        raise Refused("login_name_taken", message) from error
    _take(invitation, person)
    return person


@transaction.atomic
def accept_as(*, token: str, person: Person) -> Membership:
    """Take the offered role with an account that is there already."""
    return _take(_role_invitation(token), person)


@transaction.atomic
def choose_new_password(*, token: str, password: str) -> Person:
    """Set the password by a link made for this person; all open sessions end with the old one."""
    invitation = usable_invitation(token, lock=True)
    if invitation.person is None:
        raise bad_link()
    person = invitation.person
    person.set_password(password)
    person.save(update_fields=["password"])
    _mark_used(invitation, person)
    record(action="password.chosen", on=invitation, by=person)
    return person


def _role_invitation(token: str) -> Invitation:
    invitation = usable_invitation(token, lock=True)
    if invitation.person_id is not None:
        raise bad_link()
    return invitation


def _mark_used(invitation: Invitation, person: Person) -> None:
    invitation.accepted_at, invitation.accepted_by = clock.now(), person
    invitation.save(update_fields=["accepted_at", "accepted_by"])


def _take(invitation: Invitation, person: Person) -> Membership:
    _mark_used(invitation, person)
    return give_role(
        person=person, commune=invitation.commune, role=Role(invitation.role), unit=invitation.unit,
        neighbourhood=invitation.neighbourhood, title=invitation.title, by=person,
    )  # fmt: skip


@transaction.atomic
def change_own_details(*, person: Person, name: str, phone: str, email: str, seat: Membership | None) -> None:
    """Change one's own name and addresses. ``seat``: a role in the open commune, for the entry; None = no commune."""
    person.name, person.phone, person.email = name, phone, email
    person.save(update_fields=["name", "phone", "email"])
    if seat is not None:
        record(action="person.changed", on=seat, by=person, person=person.pk)
