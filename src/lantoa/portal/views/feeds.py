"""What machines read: feeds, robots.txt and the site maps."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, RssFeed
from django.views.decorators.http import require_safe

from lantoa.content.approved import live_of
from lantoa.portal.access import PublicRequest, public
from lantoa.portal.coming import Coming, as_calendar, coming_events
from lantoa.portal.documents import public_acts
from lantoa.portal.items import topic_counts, topic_labels
from lantoa.portal.models import Portal
from lantoa.portal.pages import address, around, whole
from lantoa.portal.promises import board_of
from lantoa.portal.queries import open_portals, shown_items
from lantoa.portal.rules import Section

IN_FEED = 30
ROBOTS = """User-agent: *
Allow: /cong/
Allow: /static/
Disallow: /cong/*/tim/
Disallow: /
Sitemap: {sitemap}
"""


@public(Section.NEWS)
def rss(request: PublicRequest) -> HttpResponse:
    """The newest items as RSS 2.0."""
    return _feed(request.portal, Rss201rev2Feed, "portal_rss")


@public(Section.NEWS)
def atom(request: PublicRequest) -> HttpResponse:
    """The same as Atom 1.0."""
    return _feed(request.portal, Atom1Feed, "portal_atom")


def _feed(portal: Portal, kind: type[RssFeed] | type[Atom1Feed], name: str) -> HttpResponse:
    feed = kind(
        title=f"{portal.commune.name}: cải cách hành chính", link=whole(address("portal_home", portal)),
        description=portal.intro or f"Tin, bài của {portal.commune.in_text}", language="vi",
        feed_url=whole(address(name, portal)),
    )  # fmt: skip
    for it in live_of(shown_items(portal)[:IN_FEED]):
        url = whole(address("portal_item", portal, slug=it.slug))
        feed.add_item(
            title=it.title, link=url, description=it.summary, unique_id=url, unique_id_is_permalink=True,
            pubdate=it.first_published_at, categories=[label for _code, label in topic_labels(it.topics)],
        )  # fmt: skip
    return HttpResponse(feed.writeString("utf-8"), content_type=f"{feed.content_type.split(';')[0]}; charset=utf-8")


@public(Section.CALENDAR)
def calendar(request: PublicRequest) -> HttpResponse:
    """What is to come, to be subscribed to."""
    return _calendar(request.portal, coming_events(request.portal), "lich.ics")


@public(Section.CALENDAR)
def calendar_event(request: PublicRequest, pk: int) -> HttpResponse:
    """One of them, to be put into one's own calendar."""
    found = [one for one in coming_events(request.portal) if one.pk == pk]
    if not found:
        raise Http404
    return _calendar(request.portal, found, f"su-kien-{pk}.ics")


def _calendar(portal: Portal, events: list[Coming], name: str) -> HttpResponse:
    answer = HttpResponse(as_calendar(portal, events), content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


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
    portal = request.portal
    places: list[tuple[str, datetime | None]] = []
    places += [(path, None) for path, _label, _here in around(portal)["menu"]]
    places += [(address(name, portal), None) for name in ("portal_home", "portal_contacts")]
    if portal.shows(Section.PROMISES) and (board := board_of(portal)):
        places += [(address("portal_promise", portal, pk=one.pk), None) for one in board.promises]
    if portal.shows(Section.DOCUMENTS):
        places += [(address("portal_document", portal, slug=slug), None) for slug in public_acts(portal)]
    items = shown_items(portal).values_list("slug", "first_published_at")
    places += [(address("portal_item", portal, slug=slug), at) for slug, at in items[:40_000]]
    if portal.shows(Section.SPECIAL):
        places += [(address("portal_topic", portal, topic=code), None) for code, _label, _count in topic_counts(portal)]
    shown = [(whole(path), at) for path, at in places]
    return render(request, "portal/sitemap.xml", {"places": shown}, content_type="application/xml")
