"""How a stranger gets in: read only, one commune, the one that the address names; and who may settle what is shown."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from lantoa.core.tenancy import scope_of_transaction
from lantoa.portal.freshness import HEADER, NOT_KEPT, version_here
from lantoa.portal.models import Portal
from lantoa.portal.pages import around
from lantoa.portal.queries import portal_at

SHORT = "public, max-age=60, stale-while-revalidate=60, stale-if-error=600"
"""A correction or a recall is seen everywhere within about a minute, also behind proxies."""


class PublicRequest(HttpRequest):
    """A request of anybody: ``portal`` is the open portal, its commune's scope is open, nothing can be written."""

    portal: Portal


def public(section: str = "", *, kept: bool = True) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A page of a portal: 404 where there is none, where it is closed, or where the ward does not show the part.

    ``kept``: whether caches may hold it; searches are not worth their place.
    """

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @require_safe
        @wraps(view)
        def opened(request: PublicRequest, commune: str, **kwargs: Any) -> HttpResponseBase:
            with transaction.atomic():
                _read_only()
                portal = portal_at(commune)
                if portal is None:
                    raise Http404
                request.portal = portal
                with scope_of_transaction([portal.commune_id]):
                    return _drawn(request, view, kwargs, section=section, kept=kept)

        opened.is_public = True  # type: ignore[attr-defined]
        return opened

    return decorate


def _drawn(
    request: PublicRequest, view: Callable[..., Any], kwargs: dict[str, Any], *, section: str, kept: bool
) -> HttpResponseBase:
    version = version_here(request.portal.commune_id)
    try:
        if section and not request.portal.shows(section):
            raise Http404
        response: HttpResponseBase = view(request, **kwargs)
    except Http404:
        response, kept = render(request, "portal/missing.html", around(request.portal), status=404), False
    if isinstance(response, HttpResponse):  # not a file
        response.headers.setdefault("Cache-Control", SHORT if kept else "public, max-age=30")
        response.headers[HEADER] = f"{request.portal.commune_id} {version}" if kept else NOT_KEPT
        patch_vary_headers(response, ("Accept-Encoding",))
    return response


def _read_only() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")
