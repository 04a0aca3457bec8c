"""News, the special section, topics, notices, bulletins, articles and their pictures."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from lantoa.content.rules.kinds import ContentKind, Mark
from lantoa.files.serving import HOUR, public_file, public_small
from lantoa.media import delivery
from lantoa.portal import items
from lantoa.portal.access import PublicRequest, public
from lantoa.portal.media import shown_file, shown_medium, shown_rendition
from lantoa.portal.metadata import article as article_data
from lantoa.portal.pages import around
from lantoa.portal.promises import board_of
from lantoa.portal.queries import taken_down_at
from lantoa.portal.rules import Section
from vanban.vocabulary import Topic

APART = (ContentKind.NOTICE.value, ContentKind.BULLETIN.value)
"""Kinds that have a part of their own."""
LONG = (ContentKind.FEATURE.value, ContentKind.VIDEO.value, ContentKind.INFOGRAPHIC.value, ContentKind.PICTURES.value)


@public(Section.NEWS)
def news(request: PublicRequest) -> HttpResponse:
    """Everything that has no part of its own, the newest first."""
    page = items.page_of(request.portal, request.GET.get("trang"), without=APART)
    return render(request, "portal/items.html", {**around(request.portal, "portal_items"), "page": page})


@public(Section.NOTICES)
def notices(request: PublicRequest) -> HttpResponse:
    """What is posted for everybody."""
    page = items.page_of(request.portal, request.GET.get("trang"), kinds=[ContentKind.NOTICE.value])
    return render(request, "portal/notices.html", {**around(request.portal, "portal_notices"), "page": page})


@public(Section.BULLETINS)
def bulletins(request: PublicRequest) -> HttpResponse:
    """Bulletins of the loudspeakers, to be read and heard."""
    page = items.page_of(request.portal, request.GET.get("trang"), kinds=[ContentKind.BULLETIN.value])
    return render(request, "portal/bulletins.html", {**around(request.portal, "portal_bulletins"), "page": page})


@public(Section.SPECIAL)
def special(request: PublicRequest) -> HttpResponse:
    """The special section on reform: topics, good models, features."""
    context = {
        **around(request.portal, "portal_special"), "topics": items.topic_counts(request.portal),
        "models": items.latest(request.portal, 3, mark=Mark.GOOD_MODEL.value),
        "features": items.latest(request.portal, 6, kinds=LONG),
        "news": items.latest(request.portal, 6, kinds=[ContentKind.NEWS.value, ContentKind.ARTICLE.value]),
    }  # fmt: skip
    return render(request, "portal/special.html", context)


@public(Section.SPECIAL)
def topic(request: PublicRequest, topic: str) -> HttpResponse:
    """Everything about one topic."""
    if topic not in Topic._value2member_map_:
        raise Http404
    page = items.page_of(request.portal, request.GET.get("trang"), topic=topic)
    context = {**around(request.portal, "portal_topic", topic=topic), "page": page, "label": Topic(topic).label}
    return render(request, "portal/topic.html", context)


@public()
def article(request: PublicRequest, slug: str) -> HttpResponse:
    """One item; one that was taken down says so."""
    portal = request.portal
    context = around(portal, "portal_item", slug=slug)
    found = items.article_of(portal, slug)
    if found is None:
        at = taken_down_at(portal, slug)
        if at is None:
            raise Http404
        return render(request, "portal/gone.html", {**context, "at": at}, status=410)
    board = board_of(portal) if portal.shows(Section.PROMISES) and found.it.commitments else None
    served = [one for one in board.promises if one.pk in found.it.commitments] if board else []
    context |= {"one": found, "served": served, "data": article_data(portal, found)}
    return render(request, "portal/article.html", context)


@public()
def medium(request: PublicRequest, pk: int, name: str) -> HttpResponseBase:
    """A picture in one size, a film, a sound, as the library made it."""
    return _for_an_hour(delivery.answer(request, shown_rendition(request.portal, pk, name), public=True))


@public()
def captions(request: PublicRequest, pk: int) -> HttpResponseBase:
    """The captions of a film."""
    found = shown_medium(request.portal, pk)
    if found.captions is None:
        raise Http404
    return _for_an_hour(delivery.captions(request, found.captions, public=True))


@public()
def picture(request: PublicRequest, pk: int) -> HttpResponseBase:
    """A file that stands beside an item that is shown."""
    return public_file(request, shown_file(request.portal, pk))


@public()
def small_picture(request: PublicRequest, pk: int) -> HttpResponseBase:
    """The same picture, at most 480 × 480."""
    return public_small(request, shown_file(request.portal, pk))


def _for_an_hour(response: delivery.Answer) -> delivery.Answer:
    """What is recalled is gone from caches within an hour."""
    response["Cache-Control"] = HOUR
    return response
