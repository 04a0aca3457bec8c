"""Who is asking, in which commune, with which rights."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase

from lantoa.communes.models import Commune, Person
from lantoa.communes.roles import Permission, Role
from lantoa.core.errors import NotAllowed


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
        return [role.label for role in Role if role.value in self.roles]


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
                return redirect_to_login(request.get_full_path())
            if getattr(request, "actor", None) is None:
                raise Http404
            if not any(request.actor.may(other) for other in others):
                request.actor.check(permission)
            return view(request, *args, **kwargs)

        checked.needs = permission  # type: ignore[attr-defined]
        return checked

    return decorate
