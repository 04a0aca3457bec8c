"""Speed, measured: reading plans, making a report, pages per second. `make bench [ARGS=…]`.

Prints the machine, the size of the data and, for each figure, minimum, median and maximum over several runs. Nothing here
is a test: figures are read by people and kept in docs/reference/speed.md.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.load import Ward

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
sys.path.insert(0, str(ROOT))

SEEDS = ROOT.parent / "shared" / "plans"


def machine() -> str:
    """Processor, cores, memory, Python."""
    model = next(
        (
            line.split(":", 1)[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} × {model}, {memory:.0f} GiB, Python {platform.python_version()}, load {load:.1f}"


def measured(work: Callable[[], object], runs: int) -> str:
    """Wall seconds of ``runs`` runs after one warm-up, with the CPU seconds of the median."""
    work()
    walls, cpus = [], []
    for _ in range(runs):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    low, middle, high, cpu = min(walls), statistics.median(walls), max(walls), statistics.median(cpus)
    return f"{low:.3f} / {middle:.3f} / {high:.3f} s wall, {cpu:.3f} s CPU"


def reading(runs: int) -> None:
    """Every plan at hand: the five real ones as text, DOCX and PDF where they lie beside the project, and the sample."""
    from lantoa.sample.plan import sample_plan
    from vanban.errors import ReadError
    from vanban.form.docx import render_docx
    from vanban.form.pdf import render_pdf
    from vanban.plan import read_plan
    from vanban.readers import open_source

    sample = sample_plan(2026)
    documents = {"sample.docx": render_docx(sample), "sample.pdf": render_pdf(sample)}
    documents |= {path.name: path.read_bytes() for path in sorted(SEEDS.glob("*.txt"))}
    documents |= _seeds_as_documents()
    print("\nReading a plan (open + read; min / median / max)")
    for name, data in documents.items():
        try:
            source = open_source(data, name)
            reading = read_plan(source)
        except ReadError as refused:
            print(f"  {name:32} refused: {refused.code}")
            continue
        found = f"{source.pages} pages, {len(reading.targets)} targets, {len(reading.tasks)} tasks"
        print(f"  {name:32} {measured(lambda d=data, n=name: read_plan(open_source(d, n)), runs)}  ({found})")


def _seeds_as_documents() -> dict[str, bytes]:
    if not SEEDS.is_dir():
        print("The five real plans are not beside this checkout: only the sample is read.")
        return {}
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, str(ROOT / "bench" / "seeds.py"), folder], check=True, capture_output=True)
        return {
            path.name: path.read_bytes()
            for path in sorted(Path(folder).glob("*.*"))
            if path.suffix in {".docx", ".pdf"}
        }


PAGES = ("/hoat-dong/", "/viec/", "/tien-do/", "/", "/ke-hoach/")


def server(ward: "Ward", seconds: float, connections: int) -> None:
    """Its pages as people read them, as many as go through, and what each costs."""
    print(f"\nSecond start of ``lantoa run``: {ward.restart():.1f} s until the first page")
    print("\nA page in one process, without a network (median of 30)")
    print(ward.inside((ROOT / "bench" / "pages.py").read_text()))
    print(f"\nPages, 50 people who read each page for about 5 s, {6 * seconds:.0f} s")
    print(f"  {ward.think(PAGES, seconds=6 * seconds)}")
    print(f"\nPages, {connections} connections for {seconds:.0f} s each (server and load share the cores)")
    for path in PAGES:
        print(f"  {path:14} {ward.saturate(path, seconds=seconds, connections=connections)}")
    print("\nReport of quarter III (min / median / max)")
    print(ward.reports())


def large(ward: "Ward") -> None:
    """A ward of 100 commitments and 10,000 activities, beside the sample ward."""
    print("\nProgress of a large ward (min / median / max)")
    print(ward.inside((ROOT / "bench" / "counts.py").read_text()))


def imports(ward: "Ward") -> None:
    """A spreadsheet of 10,000 rows, from the file to entered activities."""
    print(f"\nImport of a spreadsheet, by the ward's own worker (at rest after {ward.at_rest():.0f} s)")
    print(ward.inside((ROOT / "bench" / "spreadsheets.py").read_text()))


def product(part: str, seconds: float, connections: int) -> None:
    """The product as ``lantoa run`` starts it, on a database of its own, with the sample ward."""
    from bench.load import Ward

    with Ward() as ward:
        if part in {"all", "server"}:
            server(ward, seconds, connections)
        if part in {"all", "large"}:
            large(ward)
        if part in {"all", "import"}:
            imports(ward)


def article_page(seconds: float) -> None:
    """The portal's article page, ours and others'."""
    from bench.portal.run import portal

    portal(seconds)


def main() -> None:
    """Run all or one part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parts = ["all", "reading", "writing", "server", "large", "import", "portal"]
    parser.add_argument("part", nargs="?", choices=parts, default="all")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--connections", type=int, default=16)
    arguments = parser.parse_args()
    from lantoa.core import clock

    began = time.perf_counter()
    print(f"{clock.today():%Y-%m-%d}  {machine()}", flush=True)
    if arguments.part in {"all", "reading"}:
        reading(arguments.runs)
    if arguments.part in {"all", "writing"}:
        from bench.writing import writing

        writing(arguments.runs)
    if arguments.part in {"all", "portal"}:
        article_page(arguments.seconds)
    if arguments.part not in {"reading", "writing", "portal"}:
        product(arguments.part, arguments.seconds, arguments.connections)
    print(f"\n{machine()}; {time.perf_counter() - began:.0f} s for all of this")


if __name__ == "__main__":
    main()
