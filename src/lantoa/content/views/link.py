"""The page that a leader opens from a phone without signing in: one revision, approve or return, once.

The secret in the address is the only key, so no cookie of ours proves anything here; looking (GET) changes nothing,
because scanners of messages look.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from lantoa.content.link_actions import Decision, access_link, decide_by_link, mark_opened
from lantoa.content.pages import media_rows
from lantoa.content.previews import preview_of
from lantoa.content.rules.links import CLOSED, commune_of_token
from lantoa.content.rules.words import words_from
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.core.tenancy import scope
from lantoa.core.throttle import too_often

TRIES, TRIES_SECONDS = 30, 300
SEALED = {
    "Cache-Control": "no-store, private", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow",
}  # fmt: skip


def sealed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Nobody keeps, finds or passes on the address; guessing is slowed down; one page for every closed link."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except Refused as refusal:
            response = _closed(request, refusal)
        for name, value in SEALED.items():
            response.headers.setdefault(name, value)
        return response

    return csrf_exempt(guarded)


def _closed(request: HttpRequest, refusal: Refused) -> HttpResponse:
    if refusal.code != "content_link_closed":
        return render(request, "content/link_closed.html", {"message": refusal.message}, status=409)
    source = str(get_adapter(request).get_client_ip(request))
    if too_often("content-link", source, times=TRIES, seconds=TRIES_SECONDS):
        return render(request, "429.html", status=429)
    return render(request, "content/link_closed.html", {"message": CLOSED}, status=404)


@sealed
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def content_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The revision with all its forms; approve, or return with a note."""
    with scope([commune_of_token(token)]):
        link = access_link(token)
        if request.method == "POST":
            return _decided(request, token)
        return _page(request, link, "")


def _decided(request: HttpRequest, token: str) -> HttpResponse:
    decision = Decision(approves=request.POST.get("do") == "approve", note=request.POST.get("note", ""))
    try:
        item = decide_by_link(token=token, decision=decision)
    except Refused as refusal:
        if refusal.code != "content_note":
            raise
        return _page(request, access_link(token), refusal.message)
    return render(request, "content/link_done.html", {"item": item, "approved": decision.approves})


def _page(request: HttpRequest, link: Any, error: str) -> HttpResponse:
    words = words_from(link.revision)
    context = {
        "link": link, "item": link.item, "revision": link.revision, "preview": preview_of(words), "error": error,
        "media": media_rows(words),
    }  # fmt: skip
    return render(request, "content/by_link.html", context, status=422 if error else 200)


@sealed
@require_POST
def content_link_seen(request: HttpRequest, token: str) -> HttpResponse:
    """Told by the page itself once somebody touches it."""
    with scope([commune_of_token(token)]):
        mark_opened(token=token, now=clock.now())
    return HttpResponse(status=204)
