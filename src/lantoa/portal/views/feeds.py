"""What machines read: robots.txt and the site maps."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from lantoa.portal.access import PublicRequest, public
from lantoa.portal.documents import public_acts
from lantoa.portal.pages import address, around, whole
from lantoa.portal.promises import board_of
from lantoa.portal.queries import open_portals
from lantoa.portal.rules import Section

ROBOTS = """User-agent: *
Allow: /cong/
Allow: /static/
Disallow: /cong/*/tim/
Disallow: /
Sitemap: {sitemap}
"""


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Machines may read the public face, nothing else."""
    text = ROBOTS.format(sitemap=whole("/cong/sitemap.xml"))
    return HttpResponse(
        text, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "public, max-age=3600"}
    )


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every open portal; the one where there is only one."""
    portals = list(open_portals()[:5000])
    if len(portals) == 1:
        return redirect("portal_home", portals[0].slug)
    response = render(request, "portal/index.html", {"portals": portals})
    response.headers["Cache-Control"] = "public, max-age=60"
    return response


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The site maps of all open portals."""
    places = [whole(address("portal_sitemap", portal)) for portal in open_portals()[:50_000]]
    response = render(request, "portal/sitemap_index.xml", {"places": places}, content_type="application/xml")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@public()
def sitemap(request: PublicRequest) -> HttpResponse:
    """Every page of a portal."""
    portal, places = request.portal, []
    places += [(path, None) for path, _label, _here in around(portal)["menu"]]
    places += [(address(name, portal), None) for name in ("portal_home", "portal_contacts")]
    if portal.shows(Section.PROMISES) and (board := board_of(portal)):
        places += [(address("portal_promise", portal, pk=one.pk), None) for one in board.promises]
    if portal.shows(Section.DOCUMENTS):
        places += [(address("portal_document", portal, slug=slug), None) for slug in public_acts(portal)]
    shown = [(whole(path), at) for path, at in places]
    return render(request, "portal/sitemap.xml", {"places": shown}, content_type="application/xml")
