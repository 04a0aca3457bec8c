"""Pages that open without signing in: one item by its link, the end of mails, a person's calendar file.

The secret in the address is the only key, so a cookie of ours proves nothing here and no token against forged requests
is asked for; looking (GET) changes nothing, because scanners of mails look.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.core.tenancy import scope
from lantoa.core.throttle import too_often
from lantoa.files.checks import FileKind
from lantoa.files.uploads import takes_files
from lantoa.reminders import link_pages
from lantoa.reminders.access import access_by_link, access_feed, opens
from lantoa.reminders.answering import mark_opened
from lantoa.reminders.choices import stop_mail
from lantoa.reminders.feed import calendar_file
from lantoa.reminders.mailing import read_stop_token
from lantoa.reminders.rules.links import CLOSED, commune_of_token

PICTURES = frozenset({FileKind.PICTURE})
TRIES, TRIES_SECONDS = 30, 300
READS, READS_SECONDS = 60, 3600
"""A calendar asks a few times an hour."""
SEALED = {
    "Cache-Control": "no-store, private", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow",
}  # fmt: skip

View = Callable[..., HttpResponse]


def by_secret(view: View) -> View:
    """For pages whose address is their key: nobody keeps, finds or passes on the address; guessing is slowed down."""

    @wraps(view)
    def sealed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except (Refused, Http404):
            response = _closed(request)
        for name, value in SEALED.items():
            response.headers.setdefault(name, value)
        return response

    return csrf_exempt(sealed)


def _closed(request: HttpRequest) -> HttpResponse:
    """One page for whatever is wrong with the link."""
    source = str(get_adapter(request).get_client_ip(request))
    if too_often("reminder-link", source, times=TRIES, seconds=TRIES_SECONDS):
        return render(request, "429.html", status=429)
    return render(request, "reminders/closed.html", {"message": CLOSED}, status=404)


@by_secret
@takes_files(PICTURES, with_key=opens)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, token: str) -> HttpResponse:
    """The one item, and what may be answered about it."""
    if request.method == "POST":
        return link_pages.answered_page(request, token)
    with scope([commune_of_token(token)]):
        return link_pages.item_page(request, access_by_link(token))


@by_secret
@require_POST
def seen(request: HttpRequest, token: str) -> HttpResponse:
    """Told by the page itself once somebody touches it."""
    with scope([commune_of_token(token)]):
        mark_opened(token=token, now=clock.now())
    return HttpResponse(status=204)


@by_secret
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Switch one's mails off: asks first; a mail program may answer by itself (RFC 8058)."""
    meant = read_stop_token(token)
    if meant is None:
        raise Http404
    if request.method == "POST":
        with scope([meant[0]]):
            stop_mail(commune_id=meant[0], person_id=meant[1])
    return render(request, "reminders/stop.html", {"done": request.method == "POST"})


@by_secret
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The person's calendar as a file, for calendar programs."""
    with scope([commune_of_token(token)]):
        feed = access_feed(token)
        if too_often("calendar", str(feed.pk), times=READS, seconds=READS_SECONDS):
            return HttpResponse(status=429, headers={"Retry-After": str(READS_SECONDS // 4)})
        file = calendar_file(feed, now=clock.now())
    response = HttpResponse(file.data, content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Disposition"] = 'inline; filename="lan-toa.ics"'
    etag, changed = quote_etag(link_pages.digest_of(file.data)), int(file.changed_at.timestamp())
    response.headers["ETag"], response.headers["Last-Modified"] = etag, http_date(changed)
    return get_conditional_response(request, etag=etag, last_modified=changed, response=response) or response
