"""A ward of its own under load: starts ``lantoa run`` in a temporary folder, signs in, and asks as fast as it answers."""

import http.client
import os
import random
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from bench.processes import cpu_of

ROOT = Path(__file__).resolve().parents[1]
PASSWORD = "bench-only-2026"

REPORTS = """
import time, statistics, datetime
import django; django.setup()
from django.db import transaction
from lantoa.communes.models import Commune
from lantoa.core.periods import PeriodKind, windows_of_year, report_period
from lantoa.core.tenancy import scope
from lantoa.plans.queries import adopted_version
from lantoa.reports.models import Report
from lantoa.reports.queries import due_day_of, facts_of, letterhead_of
from lantoa.reports.rules.calendar import calendar_of
from lantoa.communes.queries import setting_of
from lantoa.reports.rules import compose
from vanban.form.docx import render_docx
from vanban.form.pdf import render_pdf
commune = Commune.objects.get(pk=99901)
with scope([commune.pk]):
    version = adopted_version()
    year = version.plan.period_start.year
    window = windows_of_year(PeriodKind.QUARTER, year)[2]
    period = report_period(PeriodKind.QUARTER, window, calendar_of(PeriodKind.QUARTER, data_from_day=setting_of(commune).report_from_day, due=due_day_of(setting_of(commune))))
    today = datetime.date(year, 10, 5)
    report = Report.of(commune.pk, version=version)
    def timed(name, work, runs=4):
        result = work()
        walls = []
        for _ in range(runs):
            began = time.perf_counter(); result = work(); walls.append(time.perf_counter() - began)
        print(f"  {name:24} {min(walls):.3f} / {statistics.median(walls):.3f} / {max(walls):.3f} s")
        return result
    facts = timed("figures", lambda: facts_of(version, period, today=today))
    document = timed("composing", lambda: compose(facts, letterhead_of(commune, report)))
    timed("DOCX", lambda: render_docx(document))
    pdf = timed("PDF", lambda: render_pdf(document))
    import pypdfium2
    print(f"  ({len(facts.lines)} commitments, {len(facts.annex)} entries of the annex, {len(pypdfium2.PdfDocument(pdf))} pages)")
"""


class Ward:
    """A running product; use as a context manager."""

    def __enter__(self) -> Self:
        self.folder = Path(tempfile.mkdtemp(prefix="lantoa-bench-"))
        self.folder.chmod(0o755)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.environment = {**os.environ, "LANTOA_VAR": str(self.folder), "LANTOA_SAMPLE_PASSWORD": PASSWORD}
        self._start()
        self.cookie = self._signed_in()
        return self

    def _start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "lantoa.cli", "run", "--port", str(self.port)],
            env={**self.environment, "PYTHONPATH": str(ROOT / "src")},
            stdout=subprocess.PIPE, text=True, cwd=ROOT,
        )  # fmt: skip
        assert self.process.stdout
        for line in self.process.stdout:
            if "http://" in line:
                print(f"  {line.strip()}", flush=True)
                break
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    def restart(self) -> float:
        """Stop it and start it again; seconds from the command to the first page that came."""
        self._stop()
        began = time.perf_counter()
        self._start()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", "/", headers={"Cookie": self.cookie})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, answer.status
        return time.perf_counter() - began

    def at_rest(self) -> float:
        """Wait until the worker has nothing to do: after the first start it makes the sample ward's reports, a dozen
        seconds of processor time that an import would be measured beside. Seconds waited, at most 180."""
        began, before = time.perf_counter(), -1.0
        while time.perf_counter() - began < 180:
            now = cpu_of(self.folder)["worker"]
            if now - before < 0.1:
                break
            before = now
            time.sleep(3)
        return time.perf_counter() - began

    def _stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)

    def __exit__(self, *_: object) -> None:
        self._stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _signed_in(self) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", "/tai-khoan/login/")
        answer = connection.getresponse()
        page = answer.read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        cookie = _cookies(answer)
        assert token
        body = urllib.parse.urlencode(
            {"csrfmiddlewaretoken": token[1], "login": "vhxh", "password": PASSWORD, "remember": "on"}
        )
        connection.request(
            "POST", "/tai-khoan/login/", body,
            {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded", "Referer": f"http://127.0.0.1:{self.port}/"},
        )  # fmt: skip
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 302, answer.status
        return f"{cookie}; {_cookies(answer)}"

    def saturate(self, path: str, *, seconds: float, connections: int) -> str:
        """Requests per second and latency when every connection asks again at once."""
        times: list[float] = []
        until = time.perf_counter() + seconds
        workers = [threading.Thread(target=self._ask, args=(path, until, times)) for _ in range(connections)]
        began, cpu = time.perf_counter(), cpu_of(self.folder)
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        took = time.perf_counter() - began
        ranked = sorted(times)
        tail = ranked[int(len(ranked) * 0.99) - 1] * 1000
        return (
            f"{len(times) / took:6.1f}/s   median {statistics.median(times) * 1000:.0f} ms   p99 {tail:.0f} ms   "
            f"{self._each(cpu, len(times))}"
        )

    def _ask(self, path: str, until: float, times: list[float]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        while time.perf_counter() < until:
            began = time.perf_counter()
            connection.request("GET", path, headers={"Cookie": self.cookie})
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200, (path, answer.status)
            times.append(time.perf_counter() - began)

    def think(self, paths: Sequence[str], *, seconds: float, users: int = 50, pause: float = 5.0) -> str:
        """Latency when so many people each look at a page, read it for ``pause`` seconds, and look at another."""
        times: list[float] = []
        until = time.perf_counter() + seconds
        dice = random.Random(1)
        cpu = cpu_of(self.folder)
        people = [
            threading.Thread(target=self._read, args=(random.Random(dice.random()), paths, until, times, pause))
            for _ in range(users)
        ]
        for one in people:
            one.start()
        for one in people:
            one.join()
        ranked = [value * 1000 for value in sorted(times)]
        p95, p99 = (ranked[int(len(ranked) * part) - 1] for part in (0.95, 0.99))
        return (
            f"{len(times)} pages ({len(times) / seconds:.1f}/s)   median {statistics.median(ranked):.0f} ms   "
            f"p95 {p95:.0f} ms   p99 {p99:.0f} ms   {self._each(cpu, len(times))}"
        )

    def _each(self, before: dict[str, float], pages: int) -> str:
        """Processor time of web server and database for each page."""
        after = cpu_of(self.folder)
        web, database = (1000 * (after[part] - before[part]) / pages for part in ("web", "database"))
        return f"CPU a page: web {web:.1f} ms, database {database:.1f} ms"

    def _read(self, dice: random.Random, paths: Sequence[str], until: float, times: list[float], pause: float) -> None:
        time.sleep(dice.uniform(0, pause))
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        while time.perf_counter() < until:
            began = time.perf_counter()
            connection.request("GET", dice.choice(paths), headers={"Cookie": self.cookie})
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200, answer.status
            times.append(time.perf_counter() - began)
            time.sleep(dice.uniform(0.5, 1.5) * pause)

    def inside(self, script: str) -> str:
        """What a script prints that runs beside the product, on its database."""
        done = subprocess.run(
            [sys.executable, "-c", script],
            env={**self.environment, "DJANGO_SETTINGS_MODULE": "lantoa.settings", "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
            capture_output=True, text=True, check=False, cwd=ROOT,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        return done.stdout.rstrip()

    def reports(self) -> str:
        """Seconds for each step of a report, measured inside one process."""
        return self.inside(REPORTS)


def _cookies(answer: http.client.HTTPResponse) -> str:
    pairs = [value.split(";", 1)[0] for name, value in answer.getheaders() if name.lower() == "set-cookie"]
    return "; ".join(pairs)
