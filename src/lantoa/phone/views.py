"""What makes the pages an app: the worker, the manifest, the list of what waits, and where waiting entries arrive."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.files.uploads import takes_files
from lantoa.phone.manifest import manifest_of
from lantoa.phone.pages import worker_page
from lantoa.phone.sending import arrived
from lantoa.phone.who import tag_of


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker of the whole site."""
    page = render(request, "phone/worker.js", worker_page(), content_type="text/javascript; charset=utf-8")
    page.headers["Cache-Control"] = "no-cache"
    return page


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """Name, icons and colours of the app."""
    answer = JsonResponse(manifest_of(), json_dumps_params={"ensure_ascii": False})
    answer.headers["Content-Type"] = "application/manifest+json; charset=utf-8"
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Chờ gửi: the list is drawn by the phone from its own memory; nothing of it is in this page."""
    base = "base.html" if getattr(request, "actor", None) else "base_plain.html"
    return render(request, "phone/waiting.html", {"base": base})


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Shown by the worker where a page is not on the phone."""
    return render(request, "phone/offline.html")


@never_cache
@require_safe
def me(request: HttpRequest) -> JsonResponse:
    """Whose session this is, and the token for sending; asked before anything is sent."""
    actor = getattr(request, "actor", None)
    return JsonResponse({"who": tag_of(actor), "csrf": get_token(request) if actor else ""})


@takes_files()
@never_cache
@require_POST
@staff(Permission.LOG_ACTIVITY)
def send(request: StaffRequest) -> JsonResponse:
    """Where an entry of a phone arrives, as often as the phone sends it (docs/reference/phone.md)."""
    answer = arrived(request)
    return JsonResponse(answer.body, status=answer.status, json_dumps_params={"ensure_ascii": False})
