"""Talking to other people's servers over HTTP: the one door for it (webhooks, social networks, watched pages).

Each call says where it broke, because that decides whether it may be repeated: ``NotSent`` = nothing reached the
server; ``NoAnswer`` = the request went out and nobody knows what became of it. An address inside of the office (the
machine itself, the local network, a cloud's metadata) is never called, however its name or a redirect leads there:
the name is looked up once, every address that it has is judged, and the connection goes to the judged one.
"""

import http.client
import ipaddress
import json
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode, urljoin, urlsplit

from django.conf import settings

MOST_BYTES = 4 * 1024 * 1024
"""Of an answer. More than that is no answer to a call; whoever reads pages says its own measure."""
MOST_REDIRECTS = 5
PIECE = 64 * 1024
AGENT = "LanToa/1 (+https://lantoa.example)"
_URL_LETTERS = "%/:=&?~#+!$,;'@()*[]-._"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class OutwardError(Exception):
    """A call that brought no answer. ``code`` is stable: inside, name, connect, tls, time, cut, large, address."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NotSent(OutwardError):  # noqa: N818 - it reads as the answer that it is
    """Nothing reached the server: repeating does no harm."""


class NoAnswer(OutwardError):  # noqa: N818
    """The request went out; whether the server did it is unknown."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said: the status, headers by their names in small letters, the body, and where it came from."""

    status: int
    headers: dict[str, str]
    body: bytes
    url: str = ""

    @property
    def ok(self) -> bool:
        """2xx."""
        return 200 <= self.status < 300

    def json(self) -> dict[str, Any]:
        """The body as a JSON object; {} where it is none (an error page of a proxy, say)."""
        try:
            found = json.loads(self.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


@dataclass(frozen=True, slots=True)
class Request:
    """One call. ``seconds``: for the whole of it, dripping included. ``most``: bytes of the answer's body."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    seconds: float = 0
    most: int = MOST_BYTES


def get(url: str, *, headers: Mapping[str, str] | None = None, most: int = MOST_BYTES, seconds: float = 0) -> Answer:
    """Read an address; redirects are followed, each judged anew. Raises as ``send``."""
    for _ in range(MOST_REDIRECTS + 1):
        answer = send(Request("GET", url, headers or {}, seconds=seconds, most=most))
        onward = answer.headers.get("location", "")
        if answer.status not in _REDIRECTS or not onward:
            return answer
        onward = urljoin(url, onward)
        if urlsplit(onward).netloc != urlsplit(url).netloc:
            headers = {}  # what was meant for one server is not told to another
        url = onward
    raise NotSent("redirects")


def post_json(url: str, data: Any, *, headers: Mapping[str, str] | None = None, method: str = "POST") -> Answer:
    """Send JSON; a redirect is an answer and not followed. Raises as ``send``."""
    body = json.dumps(data, ensure_ascii=False).encode()
    return send(Request(method, url, {"Content-Type": "application/json", **(headers or {})}, body))


def post_form(url: str, data: Mapping[str, str], *, headers: Mapping[str, str] | None = None) -> Answer:
    """Send a form; a redirect is an answer and not followed. Raises as ``send``."""
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    return send(Request("POST", url, {**kind, **(headers or {})}, urlencode(data).encode()))


def send(request: Request) -> Answer:
    """One call, redirects not followed.

    Raises:
        NotSent: nothing reached the server. NoAnswer: it may have.
    """
    seconds = request.seconds or settings.OUTWARD_SECONDS
    ends = time.monotonic() + seconds
    parts = _parts(request.url)
    connection = _connected(parts, seconds)
    with _cut_off(connection, ends - time.monotonic()) as is_cut:
        try:
            answer = _spoken(connection, request)
            if is_cut.is_set():
                raise NoAnswer("time")  # what came until then looks whole where no length was named
            return answer
        except TimeoutError as error:
            raise NoAnswer("time") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise NoAnswer("time" if is_cut.is_set() else "cut") from error


@dataclass(frozen=True, slots=True)
class _Place:
    is_secure: bool
    host: str
    port: int


def _parts(url: str) -> _Place:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise NotSent("address") from error
    blank = any(letter.isspace() or ord(letter) < 32 for letter in url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or blank or parts.username is not None:
        raise NotSent("address")
    is_secure = parts.scheme == "https"
    return _Place(is_secure, parts.hostname, port or (443 if is_secure else 80))


def judged_addresses(host: str, port: int) -> list[str]:
    """The addresses of a name, all of them outside of the office.

    Raises:
        NotSent: ``name`` (no such name), ``inside`` (one of its addresses is no public one).
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotSent("name") from error
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    allowed = f"{host}:{port}" in settings.OUTWARD_INSIDE
    if not allowed and not all(is_public(one) for one in addresses):
        raise NotSent("inside")
    return addresses


def is_public(address: str) -> bool:
    """Whether an address is one of the public internet; IPv4 that is dressed up as IPv6 is undressed first."""
    try:
        one: ipaddress.IPv4Address | ipaddress.IPv6Address = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(one, ipaddress.IPv6Address):
        dressed = one.ipv4_mapped or one.sixtofour or (one.teredo[1] if one.teredo else None)
        if one in ipaddress.ip_network("64:ff9b::/96"):
            dressed = ipaddress.IPv4Address(int(one) & 0xFFFFFFFF)
        one = dressed or one
    return one.is_global and not one.is_multicast and not one.is_reserved


def _connected(place: _Place, seconds: float) -> http.client.HTTPConnection:
    addresses = judged_addresses(place.host, place.port)
    made = http.client.HTTPConnection(place.host, place.port, timeout=seconds)
    if place.is_secure:
        made.default_port = http.client.HTTPS_PORT
    made.sock = _socket(addresses, place, seconds)
    return made


def _socket(addresses: list[str], place: _Place, seconds: float) -> socket.socket:
    """To the first judged address that answers; the certificate is checked for the name."""
    for number, address in enumerate(addresses):
        try:
            plain = socket.create_connection((address, place.port), timeout=seconds)
        except OSError as error:
            if number == len(addresses) - 1:
                raise NotSent("connect") from error
            continue
        if not place.is_secure:
            return plain
        try:
            return ssl.create_default_context().wrap_socket(plain, server_hostname=place.host)
        except (OSError, ValueError) as error:
            plain.close()
            raise NotSent("tls") from error
    raise NotSent("connect")


@contextmanager
def _cut_off(connection: http.client.HTTPConnection, seconds: float) -> Iterator[threading.Event]:
    """A server that sends one byte a minute is cut off at the end of the time: a timeout counts only silence."""
    is_cut, held = threading.Event(), connection.sock

    def cut() -> None:
        is_cut.set()
        try:
            held.shutdown(socket.SHUT_RDWR)
        except OSError:
            return

    timer = threading.Timer(max(seconds, 0.01), cut)
    timer.daemon = True
    timer.start()
    try:
        yield is_cut
    finally:
        timer.cancel()
        connection.close()


def _spoken(connection: http.client.HTTPConnection, request: Request) -> Answer:
    parts = urlsplit(request.url)
    path = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=_URL_LETTERS)
    headers = {"User-Agent": AGENT, "Accept-Encoding": "identity", "Connection": "close", **request.headers}
    connection.request(request.method, path, body=request.body or None, headers=headers)
    reply = connection.getresponse()
    body = _limited(reply, request.most)
    return Answer(reply.status, {name.lower(): value for name, value in reply.getheaders()}, body, request.url)


def _limited(reply: http.client.HTTPResponse, most: int) -> bytes:
    pieces, size = [], 0
    while piece := reply.read(PIECE):
        size += len(piece)
        if size > most:
            raise NoAnswer("large")
        pieces.append(piece)
    return b"".join(pieces)
