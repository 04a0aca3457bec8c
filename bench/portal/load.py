"""One load for all: wrk from Debian, 50 connections that stay open, compressed answers wanted as browsers do."""

import re
import shutil
import subprocess
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass

CONNECTIONS = 50
THREADS = 2
_LATENCY = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True)
class Figures:
    """What one run found. Times in ms; ``wrong``: answers that were no 2xx or 3xx, and broken connections."""

    rate: float
    median: float
    p99: float
    wrong: int

    def __str__(self) -> str:
        told = f"{self.rate:8,.0f}/s   median {self.median:7.1f} ms   p99 {self.p99:7.1f} ms"
        return told + (f"   {self.wrong} WRONG ANSWERS" if self.wrong else "")


def missing_tool() -> str:
    """What to say where wrk is not installed."""
    return "" if shutil.which("wrk") else "\nThe portal is not measured: wrk is missing (apt-get install wrk)"


def wrk(url: str, seconds: float, *, headers: dict[str, str] | None = None) -> Figures:
    """Ask as fast as it answers, after a second to warm up; what still waits of the run before is waited for."""
    _answered(url, headers)
    _run(url, 1, headers)
    _answered(url, headers)
    return _read(_run(url, seconds, headers))


def _answered(url: str, headers: dict[str, str] | None) -> None:
    with suppress(urllib.error.HTTPError):  # 304 is an answer
        urllib.request.urlopen(urllib.request.Request(url, headers=headers or {}), timeout=120).read()


def _run(url: str, seconds: float, headers: dict[str, str] | None) -> str:
    given = [f"-H{name}: {value}" for name, value in {"Accept-Encoding": "gzip", **(headers or {})}.items()]
    command = [
        "wrk",
        f"-t{THREADS}",
        f"-c{CONNECTIONS}",
        f"-d{max(1, round(seconds))}s",
        "--timeout",
        "30s",
        "--latency",
    ]
    return subprocess.run([*command, *given, url], check=True, capture_output=True, text=True).stdout


def _read(told: str) -> Figures:
    rate = re.search(r"Requests/sec:\s+([\d.]+)", told)
    wrong = [int(number) for number in re.findall(r"Non-2xx or 3xx responses: (\d+)", told)]
    broken = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", told)
    wrong += [int(number) for number in broken.groups()] if broken else []
    assert rate, told
    return Figures(float(rate[1]), _percentile(told, "50%"), _percentile(told, "99%"), sum(wrong))


def _percentile(told: str, which: str) -> float:
    found = re.search(rf"{which}\s+([\d.]+)(us|ms|s|m)\b", told)
    assert found, told
    return float(found[1]) * _LATENCY[found[2]]
