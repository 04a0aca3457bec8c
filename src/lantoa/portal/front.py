"""The cache before Django's door: public pages are answered from memory, without its middleware (ADR 0031).

It holds only what everybody may see: answers without a cookie, to requests without a session. Whether they are still
true is asked of the database once a second for each commune; while one request makes a page anew the others get the one
before. Without a database the last known pages go out for ``ALONE`` seconds.
"""

import logging
import time
from collections.abc import Callable, Iterable
from threading import Lock
from typing import Any
from urllib.parse import parse_qsl, urlencode

import psycopg
from django.db import DatabaseError

from lantoa.portal.freshness import HEADER, NOT_KEPT
from lantoa.portal.kept_pages import Headers, Kept, Key, Shelf, page_of, reply

PREFIX = "/cong/"
LIMIT = 64 * 1024 * 1024
"""Bytes of one process: some two thousand pages with both encodings."""
EVERY = 1.0
"""Seconds between two questions whether anything changed."""
PATIENCE = 5.0
ALONE = 300.0
UNREACHABLE = (DatabaseError, psycopg.Error, OSError)
KNOWN = ("trang", "loai", "nam")
"""Parameters that a kept page depends on; others change nothing, and searches ("q") are not kept."""
LONGEST_QUERY = 500
KEPT_STATUS = ("200", "410")

Environ = dict[str, Any]
Start = Callable[..., Any]
App = Callable[[Environ, Start], Iterable[bytes]]
log = logging.getLogger("lantoa")


class FrontCache:
    """A WSGI application before another one. ``session``: the name of the cookie that makes a request private."""

    def __init__(
        self, app: App, *, version: Callable[[int], str], session: str, now: Callable[[], float] = time.monotonic,
        limit: int = LIMIT,
    ) -> None:  # fmt: skip
        self.app, self.now = app, now
        self.shelf = Shelf(limit)
        self._versions = Versions(version, now)
        self._mark = f"{session}="

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        path: str = environ.get("PATH_INFO", "")
        if not path.startswith(PREFIX) or environ.get("REQUEST_METHOD") not in {"GET", "HEAD"}:
            return self.app(environ, start)
        key = None if self._is_private(environ) else key_of(environ)
        page = self.shelf.find(key) if key else None
        if page is not None and self._is_good(page):
            return send(page, environ, start)
        return self._made(environ, start, key)

    def _is_private(self, environ: Environ) -> bool:
        return "HTTP_AUTHORIZATION" in environ or self._mark in environ.get("HTTP_COOKIE", "")

    def _is_good(self, page: Kept) -> bool:
        """Still true, or somebody else is making it anew just now."""
        version = self._versions.of(page.commune_id)
        if version is None:
            return False
        return version == page.version or not self.shelf.claim(page, self.now(), PATIENCE)

    def _made(self, environ: Environ, start: Start, key: Key | None) -> Iterable[bytes]:
        """By the program. Answers that are not of the public face, and files, go through as they come."""
        answer, began = Answer(), self.now()
        result = self.app({**environ, "REQUEST_METHOD": "GET"} if key else environ, answer.start)
        said = answer.said(HEADER)
        if said is None:
            if key:
                self.shelf.forget(key)
            return _through(answer, result, start, has_body=environ["REQUEST_METHOD"] != "HEAD")
        body = b"".join(result)
        if close := getattr(result, "close", None):
            close()
        page = page_of(answer.status, answer.headers, body)
        if key and said != NOT_KEPT and answer.may_be_kept:
            commune, page.version = said.split(" ", 1)
            page.commune_id, page.made = int(commune), self.now()
            self.shelf.put(key, page)
            self._versions.learn(page.commune_id, page.version, began)
        return send(page, environ, start)


class Answer:
    """What the program said before the body."""

    def __init__(self) -> None:
        self.status = ""
        self.headers: Headers = []

    def start(self, status: str, headers: Headers, _error: Any = None) -> Callable[[bytes], Any]:
        """As WSGI's ``start_response``."""
        self.status, self.headers = status, headers
        return lambda _data: None

    def said(self, name: str) -> str | None:
        """One header's value."""
        return next((value for known, value in self.headers if known.lower() == name.lower()), None)

    @property
    def may_be_kept(self) -> bool:
        """Only what is the same for everybody."""
        private = self.said("Set-Cookie") is not None or "cookie" in (self.said("Vary") or "").lower()
        return not private and self.status[:3] in KEPT_STATUS


class Versions:
    """The version of each commune as last heard, asked again by one thread after ``EVERY`` seconds."""

    def __init__(self, ask: Callable[[int], str], now: Callable[[], float]) -> None:
        self._ask, self._now = ask, now
        self._known: dict[int, tuple[str, float]] = {}
        self._asked: dict[int, float] = {}
        self._lock = Lock()

    def of(self, commune_id: int) -> str | None:
        """What is known; None when it could not be asked for too long."""
        now = self._now()
        if now - self._asked.get(commune_id, float("-inf")) >= EVERY and self._lock.acquire(blocking=False):
            try:
                self._asked[commune_id] = now
                self._renew(commune_id, now)
            finally:
                self._lock.release()
        version, heard = self._known.get(commune_id, (None, float("-inf")))
        return version if now - heard < ALONE else None

    def learn(self, commune_id: int, version: str, began: float) -> None:
        """A page was made from this version, read after ``began``; what was asked later than that stands."""
        if self._known.get(commune_id, ("", float("-inf")))[1] <= began:
            self._known[commune_id], self._asked[commune_id] = (version, began), began

    def _renew(self, commune_id: int, now: float) -> None:
        try:
            self._known[commune_id] = (self._ask(commune_id), now)
        except UNREACHABLE:
            log.warning("no word from the database, the last known public pages go out commune=%s", commune_id)


def key_of(environ: Environ) -> Key | None:
    """What an answer depends on; None where it is not to be kept."""
    query: str = environ.get("QUERY_STRING", "")
    if query:
        if len(query) > LONGEST_QUERY:
            return None
        given = dict(parse_qsl(query))
        if "q" in given:
            return None
        query = urlencode([(name, given[name]) for name in KNOWN if name in given])
    secure = environ.get("HTTP_X_FORWARDED_PROTO") == "https"
    return environ["PATH_INFO"], query, environ.get("HTTP_HOST", ""), secure


def send(page: Kept, environ: Environ, start: Start) -> Iterable[bytes]:
    """One page to one visitor."""
    status, headers, body = reply(
        page,
        packed="gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""),
        known=environ.get("HTTP_IF_NONE_MATCH", ""),
    )
    start(status, headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _through(answer: Answer, result: Iterable[bytes], start: Start, *, has_body: bool) -> Iterable[bytes]:
    """As the program said it; a body that nobody asked for is closed unread."""
    start(answer.status, answer.headers)
    if has_body:
        return result
    if close := getattr(result, "close", None):
        close()
    return []
