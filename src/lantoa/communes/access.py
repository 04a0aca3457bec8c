"""Who is asking, in which commune, with which rights."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from lantoa.communes.models import Commune, Invitation, Membership, Neighbourhood, Person, Unit
from lantoa.communes.roles import Permission, Role
from lantoa.core.errors import NotAllowed
from lantoa.core.saying import said
from lantoa.core.tenancy import set_person


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person in the commune that is open now."""

    person: Person
    commune: Commune
    roles: frozenset[str]
    permissions: frozenset[Permission]
    unit_id: int | None = None
    choices: tuple[int, ...] = field(default=())
    """Ids of all communes that this person may open."""

    def may(self, permission: Permission) -> bool:
        """Whether one of the roles gives the permission."""
        return permission in self.permissions

    def check(self, permission: Permission) -> None:
        """Raise ``NotAllowed`` (403) where the permission is missing."""
        if not self.may(permission):
            raise NotAllowed

    @property
    def role_labels(self) -> list[str]:
        """Vietnamese names of the roles, in the order of the list of roles."""
        return [said(role.label) for role in Role if role.value in self.roles]


class StaffRequest(HttpRequest):
    """A request of a signed-in member: ``actor`` is set, its commune's scope is open."""

    actor: Actor


def staff(
    permission: Permission, *others: Permission
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Open a page to members with the permission, or with one of the others. Not signed in → sign-in page; no
    commune → 404; no right → 403."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def checked(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(_page_of(request))
            if getattr(request, "actor", None) is None:
                raise Http404
            if not any(request.actor.may(other) for other in others):
                request.actor.check(permission)
            return view(request, *args, **kwargs)

        checked.needs = permission  # type: ignore[attr-defined]
        return checked

    return decorate


def _page_of(request: HttpRequest) -> str:
    """Where to go on after signing in: this page, or the one whose button was pressed; a button has no page."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    before = urlsplit(request.headers.get("Referer", ""))
    return before._replace(scheme="", netloc="", fragment="").geturl() if before.netloc == request.get_host() else "/"


def access_unit(actor: Actor, pk: int) -> Unit:
    """The unit, in use or not; 404 for anything that is not of the open commune."""
    unit: Unit = get_object_or_404(Unit, pk=pk, commune=actor.commune)
    return unit


def access_neighbourhood(actor: Actor, pk: int) -> Neighbourhood:
    """The neighbourhood of the open commune, or 404."""
    neighbourhood: Neighbourhood = get_object_or_404(Neighbourhood, pk=pk, commune=actor.commune)
    return neighbourhood


def access_invitation(actor: Actor, pk: int) -> Invitation:
    """The invitation of the open commune, or 404."""
    invitation: Invitation = get_object_or_404(Invitation, pk=pk, commune=actor.commune)
    return invitation


def access_membership(actor: Actor, pk: int) -> Membership:
    """An open role in the open commune, or 404."""
    roles = Membership.objects.filter(ended_at__isnull=True).select_related("person", "unit", "neighbourhood")
    membership: Membership = get_object_or_404(roles, pk=pk, commune=actor.commune)
    return membership


def access_member(actor: Actor, pk: int) -> Person:
    """A person with an open role in the open commune, or 404."""
    here = Membership.objects.filter(ended_at__isnull=True, commune=actor.commune)
    return get_object_or_404(Person, pk=pk, pk__in=here.values("person_id"))


def may_renew_password(actor: Actor, person: Person) -> bool:
    """Whether the administrator may give the person a new password: only for somebody who belongs nowhere else.

    Otherwise one commune's administrator could open another commune, or a province, with that person's account.
    """
    if not actor.may(Permission.MANAGE_PEOPLE) or person.province_id is not None:
        return False
    set_person(person.pk)  # for this one question: only whether there is any other commune comes out of it
    elsewhere = Membership.unscoped.filter(person=person, ended_at__isnull=True).exclude(commune=actor.commune)
    only_here = not elsewhere.exists()
    set_person(actor.person.pk)
    return only_here
