"""A stand-in: a real HTTP server that keeps what it was given, and misbehaves as it is told.

Ways to misbehave: ``refuse`` 503 with nothing done · ``error_done`` 500 though it was done · ``cut`` hangs up without
doing it · ``cut_done`` does it and hangs up · ``late`` does it and answers after ``late_seconds`` · ``late_done``
the same, but does it only after that time · ``double`` answers twice · ``drip`` one byte at a time · ``junk`` no JSON.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Asked:
    """One request."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def form(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(self.body.decode("latin-1")).items()} if self.body else {}

    @property
    def json(self) -> Any:
        return json.loads(self.body or b"{}")

    @property
    def token(self) -> str:
        return self.headers.get("authorization", "").removeprefix("Bearer ")


@dataclass
class Standin:
    """``then``: behaviours of the next requests that ``about`` concerns; ``mischief`` decides about the others."""

    late_seconds: float = 3
    then: list[str] = field(default_factory=list)
    about: Callable[[Asked], bool] = lambda _asked: True
    mischief: Callable[[Asked], str] = lambda _asked: ""
    asked: list[Asked] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    port: int = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.port}"

    def respond(self, asked: Asked) -> Answer:
        """What the real service would do and answer."""
        raise NotImplementedError

    def how(self, asked: Asked) -> str:
        with self.lock:
            self.asked.append(asked)
            if self.then and self.about(asked):
                return self.then.pop(0)
        return self.mischief(asked)

    def done(self, asked: Asked) -> Answer:
        with self.lock:
            return self.respond(asked)


def said(data: Any, status: int = 200, **headers: str) -> Answer:
    return status, {"Content-Type": "application/json", **headers}, json.dumps(data, ensure_ascii=False).encode()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    standin: Standin

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Quiet."""

    def _serve(self) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.command, parts.path, query, headers, self.rfile.read(size))
        self.close_connection = True
        try:
            self._answer(asked, self.standin.how(asked))
        except OSError:
            return

    def _answer(self, asked: Asked, how: str) -> None:
        if how == "cut":
            return
        if how == "late_done":
            time.sleep(self.standin.late_seconds)
        answer = (503, {}, b"busy") if how == "refuse" else self.standin.done(asked)
        if how == "late":
            time.sleep(self.standin.late_seconds)
        if how not in {"cut_done", "late_done"}:
            broken: dict[str, Answer] = {
                "error_done": (500, {}, b"<html>Internal error</html>"),
                "junk": (200, {}, b"<html>OK</html>"),
            }
            self._write(broken.get(how, answer), drips=how == "drip")
        if how == "double":
            self._write(answer)

    def _write(self, answer: Answer, *, drips: bool = False) -> None:
        status, headers, body = answer
        head = f"HTTP/1.1 {status} X\r\n" + "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        raw = f"{head}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body
        for start in range(0, len(raw), 1 if drips else len(raw)):
            self.wfile.write(raw[start : start + (1 if drips else len(raw))])
            self.wfile.flush()
            if drips:
                time.sleep(0.1)

    do_GET = do_POST = do_PUT = do_DELETE = _serve  # noqa: N815 - the names that the library calls


@contextmanager
def running(standin: Standin) -> Iterator[Standin]:
    """The stand-in is listening."""
    handler = type("Handler", (_Handler,), {"standin": standin})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    standin.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield standin
    server.shutdown()
    server.server_close()
