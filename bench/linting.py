"""Seconds of the linter: ``python bench/linting.py FILE …``; without files, the project's own sample plans.

Prints for each file the seconds of reading with the linter, of the linter alone, and the remarks. Goal: 0.3 s a plan.
"""

import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

TIMES = 5


def main() -> None:
    """Measure each file."""
    from tests.vanban.sample_plans import WRAPPED, XA

    from vanban.check import check
    from vanban.plan import read_document
    from vanban.readers import open_source

    files = [(Path(name).name, Path(name).read_bytes()) for name in sys.argv[1:]]
    for name, data in files or [("XA", XA.encode()), ("WRAPPED", WRAPPED.encode())]:
        source = open_source(data, name)
        reading = read_document(source)
        whole = _best(lambda: read_document(source))  # noqa: B023
        alone = _best(lambda: check(reading, source))  # noqa: B023
        print(f"{name}: {whole:.3f} s with reading, {alone:.3f} s alone, {len(reading.findings)} remarks")


def _best(work) -> float:
    took = []
    for _ in range(TIMES):
        begun = time.process_time()
        work()
        took.append(time.process_time() - begun)
    return min(took)


if __name__ == "__main__":
    main()
