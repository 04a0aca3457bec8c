"""Reading other people's pages politely: what robots.txt forbids is left alone, one request after the other to a host
(the jobs' lock), a pause between two, and an end to bytes and time (``core.outward``: no inside addresses).
"""

import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from django.conf import settings
from django.core.cache import cache

from lantoa.channels.calling import rest_of
from lantoa.core import outward
from lantoa.core.outward import NoAnswer, NotSent

MOST_BYTES = 5 * 1024 * 1024
MOST_ROBOTS = 200 * 1024
ROBOTS_SECONDS = 6 * 3600
NAME = "LanToa"
LONGEST_PAUSE = 10
GONE = frozenset({404, 410})
_HTTP_OK, _UNCHANGED, _BUSY, _FAULT = 200, 304, 429, 500
_WORDS = {
    "inside": "Địa chỉ này nằm trong mạng nội bộ nên phần mềm không đọc.",
    "address": "Địa chỉ không đúng: hãy nhập cả địa chỉ bắt đầu bằng https://.",
    "name": "Không có trang nào ở tên miền này: hãy kiểm tra lại từng chữ.",
    "large": f"Trang lớn hơn {MOST_BYTES // 1024 // 1024} MB hoặc gửi mãi không hết nên phần mềm dừng đọc.",
    "time": "Trang trả lời quá chậm; phần mềm sẽ đọc lại.",
    "tls": "Chứng chỉ https của trang không đúng nên phần mềm không đọc.",
    "redirects": "Trang chuyển đi chuyển lại quá nhiều lần.",
}
_NO_ANSWER = "Chưa kết nối được tới trang; phần mềm sẽ đọc lại."


@dataclass(frozen=True, slots=True)
class Got:
    """What came. ``code``: '' for a page, ``same`` for nothing new, ``gone``, ``forbidden``, ``busy``, else what went
    wrong; ``words`` for people; ``facts``: what HTTP said, kept with the proof; ``rest``: seconds to leave them be."""

    code: str = ""
    words: str = ""
    body: bytes = b""
    url: str = ""
    charset: str = ""
    etag: str = ""
    modified: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    rest: int = 0


def host_of(url: str) -> str:
    """The host in small letters: requests to it stand behind one another."""
    return (urlsplit(url).hostname or "").lower()[:100]


def fetch(url: str, *, etag: str = "", modified: str = "") -> Got:
    """Read an address if its owner allows it. Never raises for what the network or the server does."""
    try:
        if not _may_read(url):
            return Got("forbidden", "Trang không cho phần mềm đọc địa chỉ này (robots.txt).")
        pause(url)
        asked = {"If-None-Match": etag, "If-Modified-Since": modified}
        answer = outward.get(url, headers={name: value for name, value in asked.items() if value}, most=MOST_BYTES)
    except (NotSent, NoAnswer) as error:
        return Got(error.code, _WORDS.get(error.code, _NO_ANSWER))
    return _judged(answer)


def pause(url: str) -> None:
    """Before each request: a second, or what their robots.txt asks for."""
    delay = _robots(url).crawl_delay(NAME) or 0
    time.sleep(
        max(settings.WATCH_PAUSE_SECONDS, min(float(delay), LONGEST_PAUSE) if settings.WATCH_PAUSE_SECONDS else 0)
    )


def _judged(answer: outward.Answer) -> Got:
    if answer.status == _UNCHANGED:
        return Got("same")
    if answer.status in GONE:
        return Got("gone", f"Trang không còn ở địa chỉ này (mã {answer.status}).")
    if answer.status == _BUSY or answer.status >= _FAULT:
        return Got(
            "busy", f"Trang đang bận hoặc báo lỗi (mã {answer.status}); phần mềm sẽ đọc lại.", rest=_rest(answer)
        )
    if answer.status != _HTTP_OK:
        return Got("refused", f"Trang không cho đọc (mã {answer.status}).")
    kind = answer.headers.get("content-type", "")
    charset = kind.lower().partition("charset=")[2].strip("\"' ;")[:30]
    names = ("content-type", "last-modified", "etag")
    facts = {name: answer.headers.get(name, "")[:200] for name in names if answer.headers.get(name)}
    return Got(
        body=answer.body, url=answer.url, charset=charset, etag=answer.headers.get("etag", "")[:200],
        modified=answer.headers.get("last-modified", "")[:100],
        facts={"status": str(answer.status), "url": answer.url[:500], "bytes": str(len(answer.body)), **facts},
    )  # fmt: skip


def _rest(answer: outward.Answer) -> int:
    return rest_of(answer) if answer.status == _BUSY or "retry-after" in answer.headers else 0


def _may_read(url: str) -> bool:
    return _robots(url).can_fetch(NAME, url)


def _robots(url: str) -> RobotFileParser:
    """Their rules, kept for six hours. None there (4xx): everything may be read; no answer: raises, and it is tried
    again later (RFC 9309)."""
    parts = urlsplit(url)
    key = f"robots:{parts.scheme}://{parts.netloc}"[:200]
    text = cache.get(key)
    if text is None:
        answer = outward.get(f"{parts.scheme}://{parts.netloc}/robots.txt", most=MOST_ROBOTS)
        if answer.status >= _FAULT or answer.status == _BUSY:
            raise NoAnswer("robots")
        text = answer.body.decode("utf-8", "replace") if answer.ok else ""
        cache.set(key, text, ROBOTS_SECONDS)
    rules = RobotFileParser()
    rules.parse(text.splitlines())
    return rules
