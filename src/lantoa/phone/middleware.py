"""Tells the service worker whose page this is and of which version, so that it never shows one person's to another."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from lantoa.phone.assets import version
from lantoa.phone.who import HEADER, NOBODY, VERSION_HEADER, tag_of

Handler = Callable[[HttpRequest], HttpResponse]


def who_is_here(get_response: Handler) -> Handler:
    """Two headers on every page: whose it is ("-" = nobody is signed in), and the version of its scripts."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            tag = tag_of(getattr(request, "actor", None))
            signed_in = getattr(request, "user", None) is not None and request.user.is_authenticated
            response.headers[HEADER] = tag or ("0" if signed_in else NOBODY)
            response.headers[VERSION_HEADER] = version()
        return response

    return middleware
