"""Nhận tin: subscribe by mail, confirm, leave; notices of a browser. Without a session and without a cookie; the form
works without a script. No token against forged requests: nothing of ours says who somebody is, and only the mailbox
confirms.
"""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.communes.models import Commune
from lantoa.core.errors import Refused
from lantoa.core.tenancy import scope
from lantoa.portal.joining import asks_too_often, joins_of, open_page, sealed, tries_too_often
from lantoa.portal.models import Portal
from lantoa.portal.pages import address, around
from lantoa.portal.queries import portal_of
from lantoa.portal.rules import commune_of_token
from lantoa.subscribers import actions, browsers
from lantoa.subscribers.browsers import Offered
from lantoa.subscribers.queries import by_token, read_leave_token
from lantoa.subscribers.rules import consent_words, push_words
from vanban.vocabulary import Topic

TOO_OFTEN = "Từ mạng này vừa đăng ký quá nhiều lần: hãy thử lại sau một giờ."
TRAP = "website"
"""A field that no person sees: who fills it in is a machine, and is answered as if all were well."""
LONGEST_OFFER = 4000


@open_page
def join(request: Any) -> HttpResponse:
    """The form; POST asks the mailbox to confirm."""
    portal: Portal = request.portal
    joins = joins_of(portal)
    if not joins.any:
        raise Http404
    if request.method != "POST":
        return render(request, "portal/join.html", _form(portal))
    if not joins.mail:
        raise Http404
    if request.content_type != "application/x-www-form-urlencoded":  # files of strangers are not even read
        return HttpResponse(status=415)
    wrong = _asked(request, portal)
    if wrong:
        given = {"error": wrong, "typed": request.POST.get("email", "")[:254], "chosen": request.POST.getlist("topics")}
        return render(request, "portal/join.html", {**_form(portal), **given}, status=400)
    return _told(request, portal, "asked")


def _asked(request: HttpRequest, portal: Portal) -> str:
    """What is wrong with the wish, in words; '' when the mail is on its way (or nothing had to be done)."""
    if request.POST.get(TRAP):
        return ""
    if request.POST.get("agree") != "yes":
        return "Hãy đánh dấu đồng ý để chúng tôi được lưu địa chỉ và gửi thư."
    if asks_too_often(request, "join-mail"):
        return TOO_OFTEN
    try:
        actions.ask(
            commune=portal.commune, address=request.POST.get("email", ""), topics=request.POST.getlist("topics")[:40],
            place=portal.slug,
        )  # fmt: skip
    except Refused as refusal:
        return refusal.message
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, commune: str, token: str) -> HttpResponse:
    """Looking changes nothing (scanners of mails look); the button confirms."""
    commune_id = commune_of_token(token)
    if not commune_id:
        return _closed(request)
    with scope([commune_id]):
        row = by_token(token)
        if row is None:
            return _closed(request)
        portal = portal_of(row.commune)
        if request.method != "POST":
            return sealed(render(request, "portal/join_confirm.html", {**_around(portal), "words": row.agreed}))
        try:
            actions.confirm(token=token)
        except Refused as refusal:
            return _told(request, portal, "closed", message=refusal.message, status=404)
        return _told(request, portal, "confirmed")


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, commune: str, token: str) -> HttpResponse:
    """The end of it: a page with one button, and one press in a mail program (RFC 8058). Works while the portal is
    closed, too, or was never opened, and as often as somebody likes."""
    meant = read_leave_token(token)
    if meant is None:
        return _closed(request)
    with scope([meant[0]]):
        is_done = request.method == "POST"
        if is_done:
            actions.leave(subscriber_id=meant[1])
        context = {"commune": Commune.objects.get(pk=meant[0]), "done": is_done}
        return sealed(render(request, "portal/join_leave.html", context))


@require_POST
def push(request: HttpRequest, commune: str) -> HttpResponse:
    """A browser hands over its subscription, or takes it back ("end")."""
    return _push(request, commune=commune)


@open_page
def _push(request: Any) -> HttpResponse:
    portal: Portal = request.portal
    if not joins_of(portal).push_key:
        raise Http404
    offered = _offered(request)
    if offered is None:
        return JsonResponse({"message": "Trình duyệt gửi thiếu thông tin: hãy tải lại trang."}, status=400)
    if asks_too_often(request, "join-push"):
        return JsonResponse({"message": TOO_OFTEN}, status=429)
    if not offered.p256dh:
        browsers.give_back(endpoint=offered.endpoint)
        return JsonResponse({"on": False})
    try:
        browsers.take_up(commune=portal.commune, offered=offered)
    except Refused as refusal:
        return JsonResponse({"message": refusal.message}, status=400)
    return JsonResponse({"on": True}, status=201)


def _offered(request: HttpRequest) -> Offered | None:
    """What the browser sent; without keys it is taken back. None where it is nothing of the kind."""
    if len(request.body) > LONGEST_OFFER:
        return None
    try:
        said = json.loads(request.body)
        keys = said.get("keys") or {}
        given = (said["endpoint"], keys.get("p256dh", ""), keys.get("auth", ""))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    if not all(isinstance(one, str) and "\x00" not in one for one in given) or not given[0]:
        return None
    return Offered(*given)


@require_safe
def worker(request: HttpRequest, commune: str) -> HttpResponse:
    """The service worker of this portal alone: it lies below the portal's address, so that is its reach."""
    answer = render(request, "portal/worker.js", content_type="text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _form(portal: Portal) -> dict[str, Any]:
    topics = [(one.value, one.label) for one in Topic if one is not Topic.OTHER]
    return {
        **_around(portal), "topics": topics, "words": consent_words(portal.commune.in_text), "trap": TRAP,
        "push_words": push_words(portal.commune.in_text),
    }  # fmt: skip


def _around(portal: Portal) -> dict[str, Any]:
    return {**around(portal, "portal_join"), "worker": address("portal_join_worker", portal)}


def _told(
    request: HttpRequest, portal: Portal, what: str, *, message: str = "", status: int = 200
) -> HttpResponse:  # fmt: skip
    context = {**_around(portal), "what": what, "message": message}
    return sealed(render(request, "portal/join_told.html", context, status=status))


def _closed(request: HttpRequest) -> HttpResponse:
    """One page for whatever is wrong with a link."""
    if tries_too_often(request):
        return HttpResponse(status=429, headers={"Retry-After": "600"})
    return sealed(render(request, "portal/link_closed.html", status=404))
