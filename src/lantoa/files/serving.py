"""A stored file for everybody: whether it may be opened was decided by who calls this."""

from collections.abc import Callable
from io import BufferedReader

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags, quote_etag

from lantoa.files import store
from lantoa.files.models import StoredFile
from lantoa.files.pictures import THUMBNAIL
from lantoa.files.views import INLINE, SANDBOX, SANDBOX_PDF

Answer = HttpResponse | FileResponse
PLAYED = frozenset({"audio/mpeg", "audio/mp4", "audio/ogg", "audio/wav", "audio/x-wav", "video/mp4", "video/webm"})
"""Sound and film are shown in the page; they cannot run anything."""
HOUR = "public, max-age=3600"
"""What is recalled is gone from caches within an hour."""


def public_file(request: HttpRequest, file: StoredFile) -> HttpResponse | FileResponse:
    """The bytes: pictures, sound, film and PDF in the browser, everything else to be saved.

    Raises:
        Http404: the store does not have them.
    """
    shown = file.media_type in INLINE or file.media_type in PLAYED
    policy = SANDBOX_PDF if file.media_type == "application/pdf" else SANDBOX
    return _told(request, file.sha256[:32], lambda: _bytes_of(file, shown=shown), policy=policy)


def public_small(request: HttpRequest, file: StoredFile) -> HttpResponse | FileResponse:
    """The small picture.

    Raises:
        Http404: it is no picture, or the store does not have it.
    """
    if not file.is_picture:
        raise Http404
    return _told(request, file.sha256[:32] + THUMBNAIL, lambda: _small(file), policy=SANDBOX)


def _told(request: HttpRequest, tag: str, make: Callable[[], Answer], *, policy: str) -> Answer:
    etag = quote_etag(tag)
    known = etag in parse_etags(request.headers.get("If-None-Match", ""))
    response: Answer = HttpResponseNotModified() if known else make()
    response["ETag"], response["Cache-Control"] = etag, HOUR
    response["Content-Security-Policy"], response["X-Content-Type-Options"] = policy, "nosniff"
    return response


def _small(file: StoredFile) -> FileResponse:
    return FileResponse(_opened(file, THUMBNAIL), content_type="image/webp")


def _opened(file: StoredFile, derived: str = "") -> BufferedReader:
    try:
        return store.opened(file.commune_id, file.sha256, derived)
    except FileNotFoundError as error:
        raise Http404 from error


def _bytes_of(file: StoredFile, *, shown: bool) -> FileResponse:
    return FileResponse(_opened(file), as_attachment=not shown, filename=file.name, content_type=file.media_type)
