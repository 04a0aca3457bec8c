"""Bytes of renditions on their way out, also in parts: a player asks for the middle of a film (RFC 9110, 14).

Upper rooms decide who may have them (the portal: anybody, of what is published) and call ``answer``; this room's own
addresses are for staff.
"""

import re
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.utils.http import content_disposition_header, parse_etags, quote_etag

from lantoa.files import store
from lantoa.files.models import StoredFile
from lantoa.media.models import Rendition

CHUNK = 256 * 1024
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; media-src 'self'; sandbox"
PRIVATE = "private, max-age=86400"
PUBLIC = "public, max-age=31536000, immutable"
"""Bytes under one name never change: a new recipe or poster has a new name."""
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")

Answer = HttpResponse | StreamingHttpResponse | FileResponse


def answer(request: HttpRequest, rendition: Rendition, *, public: bool = False) -> Answer:
    """The bytes of a rendition, whole or the part that is asked for.

    Raises:
        Http404: they are not in the store.
    """
    file = rendition.medium.file
    if file is None:
        raise Http404
    return _respond(
        request, file, rendition.derived, media_type=rendition.media_type, cache=PUBLIC if public else PRIVATE
    )


def captions(request: HttpRequest, file: StoredFile, *, public: bool = False) -> Answer:
    """A captions file."""
    return _respond(request, file, "", media_type="text/vtt; charset=utf-8", cache=PUBLIC if public else PRIVATE)


def original(request: HttpRequest, file: StoredFile) -> Answer:
    """The file as it came in, to be saved; for staff only: a video's own metadata may name places."""
    response = _respond(request, file, "", media_type=file.media_type, cache="private, no-cache")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file.name) or "attachment"
    return response


def _respond(request: HttpRequest, file: StoredFile, derived: str, *, media_type: str, cache: str) -> Answer:
    etag = quote_etag(file.sha256[:32] + derived)
    path = store.path_of(file.commune_id, file.sha256, derived)
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response: Answer = HttpResponseNotModified()
    else:
        response = _whole_or_part(request, path, etag, media_type=media_type)
    response["ETag"], response["Cache-Control"] = etag, cache
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _whole_or_part(request: HttpRequest, path: Path, etag: str, *, media_type: str) -> Answer:
    try:
        file = path.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    size = path.stat().st_size
    wanted = _wanted(request, etag, size)
    if wanted is None:
        response: Answer = FileResponse(file, content_type=media_type)
    elif wanted[0] >= size or wanted[1] < wanted[0]:
        file.close()
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    else:
        response = _part(file, wanted, size, media_type=media_type)
    response["Accept-Ranges"] = "bytes"
    return response


def _wanted(request: HttpRequest, etag: str, size: int) -> tuple[int, int] | None:
    """First and last byte of the one part that is asked for; None for the whole."""
    found = _RANGE.fullmatch(request.headers.get("Range", ""))
    if not found or request.headers.get("If-Range", etag) != etag or found[0] == "bytes=-":
        return None
    if not found[1]:
        return max(0, size - int(found[2])), size - 1
    return int(found[1]), min(int(found[2] or size - 1), size - 1)


def _part(file: BufferedReader, wanted: tuple[int, int], size: int, *, media_type: str) -> StreamingHttpResponse:
    first, last = wanted
    response = StreamingHttpResponse(_bytes(file, first, last - first + 1), status=206, content_type=media_type)
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Content-Length"] = str(last - first + 1)
    return response


def _bytes(file: BinaryIO, first: int, left: int) -> Iterator[bytes]:
    with file:
        file.seek(first)
        while left > 0 and (data := file.read(min(CHUNK, left))):
            left -= len(data)
            yield data
