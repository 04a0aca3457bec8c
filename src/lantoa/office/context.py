"""What every page of the staff face knows without its view: who is here, in which commune, and the menu."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from lantoa.activities.accepting.queries import waiting_for
from lantoa.communes.access import Actor
from lantoa.communes.roles import Permission
from lantoa.ledger.kept import kept
from lantoa.office.navigation import links


def shell(request: HttpRequest) -> dict[str, object]:
    """``actor``, ``person``, ``commune``, ``nav`` (list of NavLink), ``nav_phone``; empty for a stranger."""
    actor = getattr(request, "actor", None)
    nav = SimpleLazyObject(lambda: links(request.path, actor.permissions, counts=_counts(actor)) if actor else [])
    return {
        "actor": actor,
        "person": actor.person if actor else None,
        "commune": actor.commune if actor else None,
        "nav": nav,
        "nav_phone": SimpleLazyObject(lambda: [link for link in nav if link.phone]),
        "languages": settings.LANGUAGES,
        "mail_ready": bool(settings.MAIL_HOST),
    }


def _counts(actor: Actor) -> dict[str, int]:
    """What waits behind the places of the menu; nothing is asked of a transaction that is already broken."""
    if not actor.may(Permission.ACCEPT_EVIDENCE) or connection.needs_rollback:
        return {}
    name = ("evidence waits", actor.person.pk)
    return {"/hoat-dong/minh-chung/": kept(actor.commune.pk, name, lambda: waiting_for(actor).count())}
