"""A line between browser and server that can be cut: before the request arrives, or after, when the answer is lost."""

import socket
import threading
import time
from enum import Enum


class Cut(Enum):
    """What happens to connections that are made now."""

    OPEN = "open"
    DOWN = "down"
    """Nothing arrives."""
    ANSWERS = "answers"
    """Requests that send entries arrive and are done; their answers are lost."""
    STUCK = "stuck"
    """Requests that send entries do not arrive, and nobody says so."""


class Line:
    """Listens at ``port`` of localhost and forwards to the server."""

    def __init__(self, server: str) -> None:
        host, port = server.removeprefix("http://").split(":")
        self.target = (host, int(port))
        self.cut = Cut.OPEN
        self.sent = self.stuck = 0
        self._open: set[socket.socket] = set()
        self._listening = socket.create_server(("localhost", 0))
        self.port = self._listening.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listening.close()

    def idle(self) -> None:
        """The server has ended what it was asked: it closes a connection when its last answer is written."""
        until = time.monotonic() + 10
        while self._open and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(0.3)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=[client], daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client:
            if self.cut is Cut.DOWN:
                return
            with socket.create_connection(self.target) as server:
                self._open.add(server)
                back = threading.Thread(target=self._answer, args=[server, client], daemon=True)
                back.start()
                self._forward(client, server)
                _shut(server, socket.SHUT_WR)
                back.join(timeout=30)
                self._open.discard(server)

    def _forward(self, client: socket.socket, server: socket.socket) -> None:
        while piece := _received(client):
            if self.cut is Cut.DOWN:
                return
            if b"POST /dien-thoai/gui/" in piece:
                if self.cut is Cut.STUCK:
                    self.stuck += 1
                    _swallow(client)
                    return
                self.sent += 1
            try:
                server.sendall(piece)
            except OSError:
                return

    def _answer(self, server: socket.socket, client: socket.socket) -> None:
        while piece := _received(server):
            if self.cut is Cut.DOWN or (self.cut is Cut.ANSWERS and _is_answer(piece)):
                _shut(client)
                return
            try:
                client.sendall(piece)
            except OSError:
                return
        _shut(client)


def _is_answer(piece: bytes) -> bool:
    """To an entry: head and body may come in two pieces; the question whose session it is goes through."""
    return b'"state"' in piece or b" 201 " in piece[:20]


def _swallow(one: socket.socket) -> None:
    """Until the other side has gone."""
    while _received(one):
        pass


def _received(one: socket.socket) -> bytes:
    try:
        return one.recv(65536)
    except OSError:
        return b""


def _shut(one: socket.socket, how: int = socket.SHUT_RDWR) -> None:
    try:
        one.shutdown(how)
    except OSError:
        return
