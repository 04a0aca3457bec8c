"""Between request and page: language, scope of the commune, and the one place where a refusal becomes a page."""

import logging
from collections.abc import Callable
from contextlib import nullcontext

from django.conf import settings
from django.contrib.messages.storage import default_storage
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from lantoa.communes.models import Person
from lantoa.communes.queries import actor_for, own_memberships
from lantoa.core import logs, ties
from lantoa.core.errors import Refused
from lantoa.core.tenancy import scope_of_transaction, set_person
from lantoa.ledger.kept import page

Handler = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("lantoa")


def named_request(get_response: Handler) -> Handler:
    """Each request has a short name: in every line of the log that it causes, in the answer, on error pages."""

    def middleware(request: HttpRequest) -> HttpResponse:
        name = logs.new_id()
        with logs.named(name):
            response = get_response(request)
        response.headers["X-Request-ID"] = name
        return response

    return middleware


def language(get_response: Handler) -> Handler:
    """Vietnamese, unless the person chose otherwise: browsers of officials are often set to English by accident."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        code = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(code):
            response = get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response

    return middleware


def sent_by_script(get_response: Handler) -> Handler:
    """A form that js/upload.js sends is told where to go next instead of being redirected: a redirect would be followed
    unseen, and the messages of the next page would be used up before anyone reads them."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.headers.get("X-Lantoa-Upload") and response.status_code == 302:
            return HttpResponse(status=200, headers={"X-Location": response.headers["Location"]})
        return response

    return middleware


class commune_scope:  # noqa: N801 - used like the functions above
    """One transaction for each request, with the scope of the commune that the person has open. A request that the
    database put back in a tie with another one begins again (``core.ties``)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user
        if not person.is_authenticated:
            return self.get_response(request)
        for attempt in range(1, ties.ATTEMPTS):
            request.may_begin_again, request.was_put_back = True, False  # type: ignore[attr-defined]
            try:
                response = self._in_scope(request, person)
                if not request.was_put_back:  # type: ignore[attr-defined]
                    return response
            except OperationalError as error:  # at the end of the transaction
                if not ties.is_tie(error):
                    raise
            _rewind(request)
            ties.pause(attempt)
        request.may_begin_again = False  # type: ignore[attr-defined]
        return self._in_scope(request, person)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not ties.is_tie(exception) or not getattr(request, "may_begin_again", False):
            return None
        log.info("put back, begins again path=%s", request.resolver_match and request.resolver_match.view_name)
        request.was_put_back = True  # type: ignore[attr-defined]
        return HttpResponse(status=503)

    def _in_scope(self, request: HttpRequest, person: Person) -> HttpResponse:
        with transaction.atomic():
            set_person(person.pk)
            actor = actor_for(person, own_memberships(person), request.session.get("commune"))
            request.actor = actor  # type: ignore[attr-defined]
            if actor is None:
                return self.get_response(request)
            with scope_of_transaction([actor.commune.pk]), page() if request.method == "GET" else nullcontext():
                response = self.get_response(request)
                if response.status_code >= 500:
                    transaction.set_rollback(True)
        response.headers.setdefault("Cache-Control", "private, no-cache")  # offices share computers
        return response


def _rewind(request: HttpRequest) -> None:
    """As it came: files unread, nothing said yet."""
    for _name, files in request.FILES.lists():
        for file in files:
            file.seek(0)
    request._messages = default_storage(request)  # type: ignore[attr-defined]


class refusals:  # noqa: N801 - used like the functions above
    """Turns ``Refused`` into a page that says what to do. Programming errors are never caught here."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405:
            return response
        refusal = render(request, "405.html", status=405)
        refusal.headers["Allow"] = response.headers.get("Allow", "")
        return refusal

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        log.info(
            "refused code=%s path=%s",
            exception.code,
            request.resolver_match and request.resolver_match.view_name,
        )
        return render(request, "refused.html", {"refusal": exception}, status=exception.status)
