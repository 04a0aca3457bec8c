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
    """The bytes: pictures, sound, film and PDF in the browser, everything else to be saved; ranges for players.

    Raises:
        Http404: the store does not have them.
    """
    shown = file.media_type in INLINE or file.media_type in PLAYED
    policy = SANDBOX_PDF if file.media_type == "application/pdf" else SANDBOX
    return _told(request, file.sha256[:32], lambda: _bytes_of(request, file, shown=shown), policy)


def public_small(request: HttpRequest, file: StoredFile) -> HttpResponse | FileResponse:
    """The small picture.

    Raises:
        Http404: it is no picture, or the store does not have it.
    """
    if not file.is_picture:
        raise Http404
    return _told(request, file.sha256[:32] + THUMBNAIL, lambda: _small(file), SANDBOX)


def _told(request: HttpRequest, tag: str, make: Callable[[], Answer], policy: str) -> Answer:
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


def _bytes_of(request: HttpRequest, file: StoredFile, *, shown: bool) -> HttpResponse | FileResponse:
    data = _opened(file)
    part = asked_part(request.headers.get("Range", ""), file.size) if shown else None
    if part is None:
        response = FileResponse(data, as_attachment=not shown, filename=file.name, content_type=file.media_type)
        response["Accept-Ranges"] = "bytes"
        return response
    first, last = part
    with data:
        data.seek(first)
        piece = HttpResponse(data.read(last - first + 1), status=206, content_type=file.media_type)
    piece["Content-Range"], piece["Accept-Ranges"] = f"bytes {first}-{last}/{file.size}", "bytes"
    return piece


PIECE = 4 * 1024 * 1024
"""A player gets at most this much at once and asks again."""


def asked_part(said: str, size: int) -> tuple[int, int] | None:
    """First and last byte of one range "bytes=a-b"; None for none, several, or one that makes no sense."""
    start, dash, end = said.removeprefix("bytes=").partition("-")
    if not said.startswith("bytes=") or not dash or not (start or end) or not all(_is_count(x) for x in (start, end)):
        return None
    first = int(start) if start else max(size - int(end), 0)
    last = min(int(end) if start and end else size - 1, size - 1, first + PIECE - 1)
    return (first, last) if first <= last else None


def _is_count(text: str) -> bool:
    return text == "" or (text.isascii() and text.isdigit() and len(text) < 13)
