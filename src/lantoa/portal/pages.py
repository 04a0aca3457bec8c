"""What stands around every public page: the ward, its parts, addresses that caches and machines rely on."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from lantoa.core import clock
from lantoa.portal.joining import joins_of
from lantoa.portal.models import Portal
from lantoa.portal.rules import Section, dialled

SHORT_NAMES = {
    Section.NEWS: "Tin, bài", Section.SPECIAL: "Chuyên mục CCHC", Section.PROMISES: "Phường hứa gì",
    Section.NOTICES: "Niêm yết", Section.BULLETINS: "Bản tin", Section.DOCUMENTS: "Văn bản",
    Section.CALENDAR: "Lịch",
}  # fmt: skip
_PAGES = {
    Section.NEWS: "portal_items", Section.SPECIAL: "portal_special", Section.PROMISES: "portal_promises",
    Section.NOTICES: "portal_notices", Section.BULLETINS: "portal_bulletins", Section.DOCUMENTS: "portal_documents",
    Section.CALENDAR: "portal_calendar",
}  # fmt: skip


def address(name: str, portal: Portal, **values: Any) -> str:
    """The path of a public page."""
    return reverse(name, kwargs={"commune": portal.slug, **values})


def whole(path: str) -> str:
    """The path as people type it, for feeds, cards and machines."""
    return f"{settings.PUBLIC_URL}{path}"


def around(portal: Portal, name: str = "portal_home", **values: Any) -> dict[str, Any]:
    """Context of every page. ``name``: of this page's address; ``values``: its parameters."""
    path = address(name, portal, **values)
    shown = [section for section in _PAGES if portal.shows(section)]
    return {
        "portal": portal, "commune": portal.commune, "base": address("portal_home", portal), "path": path,
        "canonical": whole(path), "site": settings.PUBLIC_URL, "today": clock.today(),
        "menu": [(address(_PAGES[one], portal), _named(SHORT_NAMES[one], portal), path) for one in shown],
        "hotlines": [(one, dialled(one.phone)) for one in portal.lines],
        "shows": {one.name.lower(): portal.shows(one) for one in Section},
        "contact_path": address("portal_contacts", portal), "joins": joins_of(portal),
        "place": portal.commune.kind.capitalize() or "Xã",
    }  # fmt: skip


def _named(words: str, portal: Portal) -> str:
    """ "Xã hứa gì" where the commune is one."""
    return words.replace("Phường", portal.commune.kind.capitalize() or "Phường")
