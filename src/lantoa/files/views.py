"""Files on their way out: never executed, inline only where that is safe, streamed from the disk."""

from django.http import FileResponse, Http404, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags, quote_etag
from django.views.decorators.http import require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.files import store
from lantoa.files.access import access_file
from lantoa.files.models import StoredFile
from lantoa.files.pictures import THUMBNAIL

INLINE = frozenset({"image/jpeg", "image/png", "image/webp", "application/pdf"})
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""Should a browser ever take a file for a page, it may load nothing, run nothing and belongs to no site."""
SANDBOX_PDF = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
"""Chromium's PDF viewer stays empty under ``sandbox`` (tried, version 156); it runs apart from the site anyway."""

Response = FileResponse | HttpResponse


@require_safe
@staff(Permission.SEE, Permission.LOG_ACTIVITY)
def show(request: StaffRequest, pk: int) -> Response:
    """The file: pictures and PDF in the browser, everything else to be saved. ``?tai`` saves those, too."""
    file = access_file(request.actor, pk)
    inline = file.media_type in INLINE and "tai" not in request.GET
    return _answer(request, file, "", media_type=file.media_type, inline=inline)


@require_safe
@staff(Permission.SEE, Permission.LOG_ACTIVITY)
def thumbnail(request: StaffRequest, pk: int) -> Response:
    """The small picture, at most 480 × 480."""
    file = access_file(request.actor, pk)
    if not file.is_picture:
        raise Http404
    return _answer(request, file, THUMBNAIL, media_type="image/webp", inline=True)


def _answer(request: StaffRequest, file: StoredFile, derived: str, *, media_type: str, inline: bool) -> Response:
    etag = quote_etag(file.sha256[:32] + derived)
    response = _unchanged(request, etag) or _stream(file, derived, media_type, inline=inline)
    response["ETag"] = etag
    response["Cache-Control"] = "private, max-age=86400" if derived else "private, no-cache"
    response["Content-Security-Policy"] = SANDBOX_PDF if media_type == "application/pdf" else SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _unchanged(request: StaffRequest, etag: str) -> HttpResponse | None:
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return HttpResponseNotModified() if etag in known else None


def _stream(file: StoredFile, derived: str, media_type: str, *, inline: bool) -> FileResponse:
    try:
        data = store.opened(file.commune_id, file.sha256, derived)
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(data, as_attachment=not inline, filename=file.name, content_type=media_type)
