"""`make bench ARGS=portal`: requests per second and p99 of the article page, ours and WordPress's, under the same load.

Needs Debian's wrk, and for the comparison nginx, php-fpm, php-mysql, php-cli, mariadb-server, wordpress; says which of
them are missing and measures what can be measured. Everything runs in a temporary folder on ports of its own.
"""

import http.client
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.load import Ward
from bench.portal.bare import BareDjango
from bench.portal.load import CONNECTIONS, Figures, missing_tool, wrk
from bench.portal.nginx import Nginx
from bench.portal.paint import first_paint
from bench.portal.wordpress import WordPress, missing_packages

ROOT = Path(__file__).resolve().parents[2]
MAKE_ARTICLE = (ROOT / "bench" / "portal" / "article.py").read_text()


def portal(seconds: float) -> None:
    """Everything that is installed for."""
    if told := missing_tool():
        print(told)
        return
    print(
        f"\nArticle page of the portal, {CONNECTIONS} connections, {seconds:.0f} s each (server and load share the cores)"
    )
    with Ward() as ward:
        path = ward.inside(MAKE_ARTICLE).strip().splitlines()[-1]
        ours = _ours(ward, path, seconds)
        base = f"http://127.0.0.1:{ward.port}"
        html = _fetched(ward.port, path)
        print(f"  weight: {first_paint(base + path)}")
    with BareDjango(html) as bare:
        _tell("bare Django view, same bytes, no middleware", wrk(bare.url, seconds))
    _wordpress(seconds, ours)


def _ours(ward: Ward, path: str, seconds: float) -> dict[str, Figures]:
    url = f"http://127.0.0.1:{ward.port}{path}"
    found = {
        "cached": wrk(url, seconds),
        "known": wrk(url, seconds, headers={"If-None-Match": _tag(ward.port, path)}),
        "uncached": wrk(url, seconds, headers={"Cookie": "lantoa_phien=bench"}),
    }
    _tell("ours, from our own cache, no nginx", found["cached"], goal="≥ 2,000/s, p99 ≤ 20 ms")
    _tell("ours, known to the reader (304)", found["known"])
    _tell("ours, made anew each time (a session passes the cache by)", found["uncached"])
    with _behind_nginx(ward.port, path) as cached:
        if cached:
            found["nginx"] = wrk(cached, seconds)
            _tell("ours, behind nginx proxy_cache", found["nginx"])
    return found


@contextmanager
def _behind_nginx(port: int, path: str) -> Iterator[str | None]:
    if missing_packages():
        yield None
        return
    with Nginx(proxy=port) as nginx:
        yield f"{nginx.url}{path}"


def _wordpress(seconds: float, ours: dict[str, Figures]) -> None:
    if missing := missing_packages():
        print(f"  WordPress is not measured: apt-get install {' '.join(missing)}")
        return
    with WordPress() as wordpress:
        print(f"  WordPress {wordpress.version}, article {len(_fetched(wordpress.port, wordpress.path)) / 1000:.0f} kB")
        plain = wrk(wordpress.url, seconds)
        cached = wrk(wordpress.url.replace(str(wordpress.port), str(wordpress.cached_port)), seconds)
    _tell("WordPress (php-fpm, MariaDB, nginx), no page cache", plain)
    _tell("WordPress behind nginx fastcgi_cache", cached)
    print(f"  ours made anew ÷ WordPress without cache: {ours['uncached'].rate / plain.rate:.1f} (goal 6)")
    if "nginx" in ours:
        print(
            f"  ours ÷ WordPress, the same nginx cache before both: {ours['nginx'].rate / cached.rate:.2f} (goal 1.5)"
        )
    print(f"  ours from our own cache ÷ WordPress without cache: {ours['cached'].rate / plain.rate:.0f}")


def _tell(name: str, figures: Figures, goal: str = "") -> None:
    print(f"  {name:58} {figures}{f'   (goal {goal})' if goal else ''}", flush=True)


def _fetched(port: int, path: str) -> bytes:
    return _asked(port, path)[1]


def _tag(port: int, path: str) -> str:
    return _asked(port, path)[0]


def _asked(port: int, path: str) -> tuple[str, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for _ in range(3):
        connection.request("GET", path, headers={"Accept-Encoding": "identity"})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status == 200:
            return re.sub(r"-gz", "", answer.getheader("ETag", "")), body
        time.sleep(1)
    raise RuntimeError(f"{path}: {answer.status}")
