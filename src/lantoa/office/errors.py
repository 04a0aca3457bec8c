"""Error pages: plain words, what to do next, nothing about the program."""

import errno
import sys
from contextlib import suppress
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from lantoa.core import logs

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
MOST_DRAINED = 256 * 1024 * 1024


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400; 413 where it was too much."""
    if isinstance(exception, TOO_MUCH):
        _drain(request)
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """500: rendered without the request, since anything may be broken. 507 where the disk is full, 503 while the
    database starts again."""
    error = sys.exc_info()[1]
    if _is_disk_full(error):
        return HttpResponse(render_to_string("507.html"), status=507)
    facts: dict[str, object] = {"request_id": logs.current_id()}
    if isinstance(error, OperationalError | InterfaceError):
        facts |= {"again": request.method in ("GET", "HEAD"), "is_database": True}
        page = render_to_string("500.html", facts)
        return HttpResponse(page, status=503, headers={"Retry-After": "5"})
    return HttpResponse(render_to_string("500.html", facts), status=500)


def _is_disk_full(error: BaseException | None) -> bool:
    """Of the files, or of the database."""
    state = getattr(getattr(error, "__cause__", None), "sqlstate", None)
    return state == "53100" or (isinstance(error, OSError) and error.errno in DISK_FULL)


def _drain(request: HttpRequest) -> None:
    """Take the rest of the body: a browser that is still sending would see a broken connection, not the page."""
    stream: Any = getattr(request, "_stream", None)  # stops at the announced length
    left = MOST_DRAINED
    with suppress(OSError):
        while stream is not None and left > 0 and (piece := stream.read(65536)):
            left -= len(piece)
