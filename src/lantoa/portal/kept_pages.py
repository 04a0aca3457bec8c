"""Public pages in memory: one page with its two encodings, and the bounded shelf that holds them. Pure."""

import gzip
import hashlib
from dataclasses import dataclass, field
from threading import Lock

Headers = list[tuple[str, str]]
Key = tuple[str, str, str, bool]

SENT = frozenset({
    "content-type", "cache-control", "last-modified", "content-language", "content-security-policy",
    "x-content-type-options", "referrer-policy", "cross-origin-opener-policy", "x-frame-options",
})  # fmt: skip
"""Headers of an answer that are the same for everybody; no other is kept (request names, cookies)."""
SMALL = 500
"""Bytes below which compressing makes nothing smaller."""


@dataclass(slots=True)
class Kept:
    """One answer, ready to be sent. ``version``: what it was made from; ``claimed``: since when it is made anew."""

    commune_id: int
    version: str
    status: str
    headers: Headers
    body: bytes
    packed: bytes
    tag: str
    made: float = 0.0
    used: int = 0
    claimed: float = field(default=float("-inf"))

    @property
    def size(self) -> int:
        """Bytes in memory, roughly."""
        return len(self.body) + len(self.packed) + 2048


def page_of(status: str, headers: Headers, body: bytes) -> Kept:
    """An answer of the program as it will be sent."""
    packed = gzip.compress(body, 6, mtime=0) if len(body) > SMALL else b""
    tag = hashlib.sha256(body).hexdigest()[:20]
    kept = [(name, value) for name, value in headers if name.lower() in SENT]
    return Kept(0, "", status, [*kept, ("Vary", "Accept-Encoding")], body, packed, tag)


def reply(page: Kept, *, packed: bool, known: str) -> tuple[str, Headers, bytes]:
    """Status, headers and body for one request. ``packed``: it takes gzip; ``known``: its If-None-Match."""
    packs = packed and bool(page.packed)
    tag = f'"{page.tag}-gz"' if packs else f'"{page.tag}"'
    if known and (page.tag in known or known.strip() == "*") and page.status.startswith("200"):
        return "304 Not Modified", [*page.headers, ("ETag", tag)], b""
    body = page.packed if packs else page.body
    headers = [*page.headers, ("ETag", tag), ("Content-Length", str(len(body)))]
    return page.status, [*headers, ("Content-Encoding", "gzip")] if packs else headers, body


class Shelf:
    """Pages by address, at most ``limit`` bytes of them: those that were asked for last. For threads."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._pages: dict[Key, Kept] = {}
        self._turn = 0
        self._lock = Lock()

    def find(self, key: Key) -> Kept | None:
        """The page of this address, fresh or not."""
        page = self._pages.get(key)
        if page is not None:
            self._turn += 1
            page.used = self._turn
        return page

    def put(self, key: Key, page: Kept) -> None:
        """Keep it; what was used longest ago makes room, a quarter at once. More than an eighth of all is too large."""
        if page.size > self.limit // 8:
            return
        with self._lock:
            self._drop(key)
            self._turn += 1
            page.used = self._turn
            self._pages[key] = page
            self.size += page.size
            if self.size > self.limit:
                for old in sorted(self._pages, key=lambda one: self._pages[one].used)[: len(self._pages) // 4 + 1]:
                    self._drop(old)

    def claim(self, page: Kept, now: float, patience: float) -> bool:
        """Whether the asker is to make the page anew; for ``patience`` seconds nobody else is."""
        with self._lock:
            if now - page.claimed < patience:
                return False
            page.claimed = now
            return True

    def forget(self, key: Key) -> None:
        """Keep it no longer."""
        with self._lock:
            self._drop(key)

    def _drop(self, key: Key) -> None:
        page = self._pages.pop(key, None)
        if page is not None:
            self.size -= page.size

    def __len__(self) -> int:
        return len(self._pages)
