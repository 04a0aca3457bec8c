"""The first page."""

from django.http import HttpResponse
from django.shortcuts import render

from lantoa.portal.access import PublicRequest, public
from lantoa.portal.coming import coming_events
from lantoa.portal.items import latest
from lantoa.portal.metadata import organisation
from lantoa.portal.pages import around
from lantoa.portal.promises import board_of
from lantoa.portal.rules import Section


@public()
def home(request: PublicRequest) -> HttpResponse:
    """A little of every part."""
    portal = request.portal
    context = {
        **around(portal),
        "board": board_of(portal) if portal.shows(Section.PROMISES) else None,
        "organisation": organisation(portal),
        "news": latest(portal, 6) if portal.shows(Section.NEWS) else [],
        "coming": coming_events(portal, most=4) if portal.shows(Section.CALENDAR) else [],
    }  # fmt: skip
    return render(request, "portal/home.html", context)
