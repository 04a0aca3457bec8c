"""nginx in a folder of its own, with a page cache: before a proxied program, or before php-fpm."""

import os
import subprocess
import tempfile
from pathlib import Path
from typing import Self

from bench.portal.bare import free_port, wait_for

_HEAD = """
daemon off; worker_processes 2; pid {folder}/nginx.pid; error_log {folder}/error.log;
{user}
events {{ worker_connections 1024; }}
http {{
  access_log off; include /etc/nginx/mime.types;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  proxy_cache_path {folder}/kept keys_zone=kept:10m; fastcgi_cache_path {folder}/kept-php keys_zone=php:10m;
  gzip on; gzip_types text/css application/json;
{servers}
}}
"""
_PROXY = """
  server {{ listen 127.0.0.1:{port}; location / {{
    proxy_pass http://127.0.0.1:{to}; proxy_set_header Host 127.0.0.1; proxy_http_version 1.1;
    proxy_cache kept; proxy_cache_lock on; proxy_cache_use_stale updating; }} }}
"""
_PHP = """
  server {{ listen 127.0.0.1:{port}; root {root}; index index.php;
    location / {{ try_files $uri $uri/ /index.php?$args; }}
    location ~ \\.php$ {{ include /etc/nginx/fastcgi_params; fastcgi_pass unix:{socket};
      fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name; {cache} }} }}
"""
_CACHE = (
    'fastcgi_cache php; fastcgi_cache_key "$request_uri"; fastcgi_cache_valid 200 10m; '
    "fastcgi_ignore_headers Cache-Control Expires Set-Cookie;"
)


class Nginx:
    """A running one; use as a context manager. ``proxy``: the port of a program; or ``php``: (root, socket)."""

    def __init__(self, *, proxy: int = 0, php: tuple[Path, Path] | None = None, user: str = "") -> None:
        self.port, self.cached_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._proxy, self._php, self._user = proxy, php, user

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="lantoa-nginx-")
        folder = Path(self._folder.name)
        folder.chmod(0o755)
        user = f"user {self._user};" if self._user else "user root;" if _is_root() else ""
        config = folder / "nginx.conf"
        config.write_text(_HEAD.format(folder=folder, user=user, servers=self._servers()))
        self.process = subprocess.Popen(["/usr/sbin/nginx", "-p", str(folder), "-c", str(config)])
        wait_for(self.port)
        return self

    def _servers(self) -> str:
        if self._php is None:
            return _PROXY.format(port=self.port, to=self._proxy)
        root, socket = self._php
        plain = _PHP.format(port=self.port, root=root, socket=socket, cache="")
        return plain + _PHP.format(port=self.cached_port, root=root, socket=socket, cache=_CACHE)

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)
        self._folder.cleanup()


def _is_root() -> bool:
    return os.geteuid() == 0
