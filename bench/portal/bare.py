"""The least that Django can do: one view, no middleware, the same bytes; the same web server with the same workers."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Self

_APP = """
import django
from django.conf import settings
settings.configure(ROOT_URLCONF=__name__, MIDDLEWARE=[], ALLOWED_HOSTS=["*"], SECRET_KEY="bench")
django.setup()
from pathlib import Path
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path
PAGE = (Path(__file__).parent / "page.html").read_bytes()
urlpatterns = [path("", lambda request: HttpResponse(PAGE))]
application = get_wsgi_application()
"""


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, seconds: float = 30) -> None:
    """Until somebody listens there. Raises TimeoutError."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"nobody listens on {port}")


class BareDjango:
    """A running one; use as a context manager."""

    def __init__(self, page: bytes) -> None:
        self.page, self.port = page, free_port()
        self.url = f"http://127.0.0.1:{self.port}/"

    def __enter__(self) -> Self:
        self.folder = tempfile.TemporaryDirectory()
        Path(self.folder.name, "page.html").write_bytes(self.page)
        Path(self.folder.name, "bare_app.py").write_text(_APP)
        command = [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(self.port), "--workers", "2",
            "--blocking-threads", "4", "--backpressure", "512", "--log-level", "warning", "--no-access-log",
            "bare_app:application",
        ]  # fmt: skip
        self.process = subprocess.Popen(command, cwd=self.folder.name, start_new_session=True)
        wait_for(self.port)
        return self

    def __exit__(self, *_: object) -> None:
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(timeout=20)
        self.folder.cleanup()
