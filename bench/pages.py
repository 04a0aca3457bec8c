"""CPU time and queries of each common page, in one process without a network; run inside a ward (``bench.load.Ward``).

Wall time depends on what else the machine does; CPU time of the process hardly does. ``python bench/pages.py PATH``
with the ward's environment prints where the time of one page goes.
"""

import cProfile
import os
import pstats
import statistics
import sys
import time
from collections.abc import Callable

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from lantoa.communes.models import Person  # noqa: E402

PATHS = ("/", "/ke-hoach/", "/viec/", "/hoat-dong/", "/tien-do/", "/bao-cao/", "/nhac-viec/")
RUNS = 30


def signed_in(username: str = "vhxh") -> Client:
    """A browser of one of the sample ward's people."""
    settings.ALLOWED_HOSTS = ["*"]
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(Person.objects.get(username=username))
    return client


def asked(client: Client, path: str) -> None:
    """One page, that has to come."""
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)


def asking(client: Client, path: str) -> int:
    """How many statements the page sends."""
    sent: list[str] = []

    def noted(execute: Callable[..., object], sql: str, *rest: object) -> object:
        sent.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(noted):
        asked(client, path)
    return len(sent)


def measured(client: Client, path: str) -> str:
    """Median CPU and wall time in milliseconds, and the number of queries."""
    asked(client, path), asked(client, path)
    queries = asking(client, path)
    walls, cpus = [], []
    for _ in range(RUNS):
        wall, cpu = time.perf_counter(), time.process_time()
        asked(client, path)
        cpus.append((time.process_time() - cpu) * 1000)
        walls.append((time.perf_counter() - wall) * 1000)
    return f"{statistics.median(cpus):5.1f} ms CPU, {statistics.median(walls):5.1f} ms wall, {queries} queries"


def profiled(client: Client, path: str) -> None:
    """Where the time goes."""
    asked(client, path), asked(client, path)
    with CaptureQueriesContext(connection) as queries:
        asked(client, path)
    for query in queries:
        print(f"{query['time']:>7}  {query['sql'][:230]}")
    profile = cProfile.Profile()
    profile.enable()
    for _ in range(RUNS):
        asked(client, path)
    profile.disable()
    for order in ("cumulative", "tottime"):
        pstats.Stats(profile).sort_stats(order).print_stats(70)


def main() -> None:
    """Print the figures of all pages, or the profile of the one that is named."""
    if len(sys.argv) > 1 and sys.argv[0].endswith("pages.py"):
        profiled(signed_in(os.environ.get("WHO", "vhxh")), sys.argv[1])
        return
    for who in ("vhxh", "lanhdao", "truyenthanh"):
        client = signed_in(who)
        for path in PATHS if who == "vhxh" else ("/", "/viec/"):
            print(f"  {who:12} {path:14} {measured(client, path)}")


if __name__ == "__main__":
    main()
