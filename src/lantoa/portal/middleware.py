"""The short way of public pages: no session, no cookie, no person, no message. The same for everybody (ADR 0031)."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import Resolver404, is_valid_path, resolve
from django.utils import translation

from lantoa.portal.front import PREFIX

Handler = Callable[[HttpRequest], HttpResponse]
ALSO = frozenset({"/robots.txt"})


def public_face(get_response: Handler) -> Handler:
    """Public addresses are answered here, in Vietnamese; everything behind this place is for people with an account."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX) and request.path_info not in ALSO:
            return get_response(request)
        request.get_host()  # raises DisallowedHost for a name that is not ours
        with translation.override("vi"):
            response = _answered(request)
        response.headers.setdefault("Content-Language", "vi")
        response.headers.setdefault("X-Frame-Options", "SAMEORIGIN")
        return response

    return middleware


def _answered(request: HttpRequest) -> HttpResponse:
    try:
        match = resolve(request.path_info)
    except Resolver404:
        if not request.path_info.endswith("/") and is_valid_path(f"{request.path_info}/"):
            return HttpResponsePermanentRedirect(f"{request.path_info}/")
        return not_found(request)
    request.resolver_match = match
    try:
        response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    except Http404:
        return not_found(request)
    return response


def not_found(request: HttpRequest) -> HttpResponse:
    """No such portal: says so without naming any."""
    return render(request, "portal/nowhere.html", status=404)
