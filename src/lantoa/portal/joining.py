"""How somebody asks to be told: what the ward offers, and how its pages are reached. These pages write, so they stand
outside of the read-only way of the others, and no cache holds them (ADR 0033)."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from lantoa.channels.models import Account
from lantoa.channels.rules.states import AccountState
from lantoa.core import mail
from lantoa.core.tenancy import scope_of_transaction
from lantoa.core.throttle import too_often
from lantoa.portal.models import Portal
from lantoa.portal.queries import portal_at

SEALED = {
    "Cache-Control": "no-store, private", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow",
}  # fmt: skip
ASKS, ASKS_SECONDS = 8, 3600
TRIES, TRIES_SECONDS = 60, 600
View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Joins:
    """What a ward offers: mail, and the public key under which browsers take notices ('' for none)."""

    mail: bool
    push_key: str

    @property
    def any(self) -> bool:
        """Whether there is anything to ask for."""
        return self.mail or bool(self.push_key)


def joins_of(portal: Portal) -> Joins:
    """What may be asked for now: an account that was switched off offers nothing; one whose server is in trouble
    still takes new readers."""
    usable = Account.objects.filter(channel__in=("newsletter", "web_push")).exclude(state=AccountState.OFF.value)
    found = {row.channel: row for row in usable}
    push = found.get("web_push")
    return Joins("newsletter" in found and mail.is_ready(), push.settings.get("public_key", "") if push else "")


def open_page(view: View) -> View:
    """A page that writes, for everybody: the portal of the address, its commune's scope; kept by nobody."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def opened(request: HttpRequest, commune: str, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            portal = portal_at(commune)
            if portal is None:
                raise Http404
            request.portal = portal  # type: ignore[attr-defined]
            with scope_of_transaction([portal.commune_id]):
                return sealed(view(request, **kwargs))

    return opened


def sealed(response: HttpResponse) -> HttpResponse:
    """Kept, found and passed on by nobody."""
    for name, value in SEALED.items():
        response.headers.setdefault(name, value)
    return response


def asks_too_often(request: HttpRequest, what: str) -> bool:
    """Whether somebody at this address of the network asks too often. Its keyed hash is kept for an hour, no more."""
    return too_often(what, _source(request), times=ASKS, seconds=ASKS_SECONDS)


def tries_too_often(request: HttpRequest) -> bool:
    """The same for guessing links."""
    return too_often("portal-link", _source(request), times=TRIES, seconds=TRIES_SECONDS)


def _source(request: HttpRequest) -> str:
    seen = str(get_adapter(request).get_client_ip(request))
    return hmac.new(settings.SECRET_KEY.encode(), seen.encode(), "sha256").hexdigest()
