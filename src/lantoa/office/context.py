"""What every page of the staff face knows without its view: who is here, in which commune, and the menu."""

from django.conf import settings
from django.http import HttpRequest

from lantoa.office.navigation import NavLink, links


def shell(request: HttpRequest) -> dict[str, object]:
    """``actor``, ``person``, ``commune``, ``nav`` (list of NavLink), ``nav_phone``; empty for a stranger."""
    actor = getattr(request, "actor", None)
    nav: list[NavLink] = links(request.path, actor.permissions) if actor else []
    return {
        "actor": actor,
        "person": actor.person if actor else None,
        "commune": actor.commune if actor else None,
        "nav": nav,
        "nav_phone": [link for link in nav if link.phone],
        "languages": settings.LANGUAGES,
        "mail_ready": bool(settings.MAIL_HOST),
    }
