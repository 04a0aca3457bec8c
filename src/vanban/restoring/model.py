"""The shipped model: one compressed file of the package, made by ``scripts/build_restoring.py``.

The file: a line of JSON (words, costs, pairs, lengths), then the arrays, all under LZMA. Keys are stored as
differences. About a megabyte on disk, some 20 MB in memory, read once in a process and only when a text needs it.
"""

import json
import lzma
from array import array
from functools import lru_cache
from importlib import resources
from itertools import accumulate, pairwise
from pathlib import Path

from vanban.restoring.candidates import Finder
from vanban.restoring.channel import Channel
from vanban.restoring.language import Language

VERSION = 1
FILE = "model.xz"


@lru_cache(maxsize=1)
def shipped() -> Finder:
    """The model of the package."""
    return unpacked(resources.files("vanban.restoring").joinpath(FILE).read_bytes())


def packed(finder: Finder) -> bytes:
    """A model as bytes."""
    language = finder.language
    parts = [
        language.one, language.back_one, _steps(language.two_keys), language.two, language.back_two,
        _steps(language.three_keys), language.three,
    ]  # fmt: skip
    head = {
        "version": VERSION,
        "words": language.words,
        "costs": finder.channel.costs,
        "pairs": finder.pairs,
        "lengths": [len(part) for part in parts],
    }
    line = json.dumps(head, ensure_ascii=False, default=float, separators=(",", ":")).encode()
    return lzma.compress(b"\n".join((line, b"".join(parts))), preset=9 | lzma.PRESET_EXTREME)


def unpacked(data: bytes) -> Finder:
    """A model from its bytes."""
    line, _, rest = lzma.decompress(data).partition(b"\n")
    head = json.loads(line)
    parts, at = [], 0
    for length in head["lengths"]:
        parts.append(rest[at : at + length])
        at += length
    one, back_one, two_keys, two, back_two, three_keys, three = parts
    language = Language(head["words"], one, back_one, _keys(two_keys), two, back_two, _keys(three_keys), three)
    return Finder(language, Channel(head["costs"]), head["pairs"])


def write(finder: Finder, path: Path) -> None:
    """Keep a model."""
    path.write_bytes(packed(finder))


def _steps(keys: "array[int]") -> bytes:
    """Differences of sorted keys, byte planes apart, which compress better."""
    steps = array("Q", (after - before for before, after in pairwise([0, *keys])))
    raw = steps.tobytes()
    return b"".join(raw[plane::8] for plane in range(8))


def _keys(data: bytes) -> "array[int]":
    count = len(data) // 8
    raw = bytearray(len(data))
    for plane in range(8):
        raw[plane::8] = data[plane * count : (plane + 1) * count]
    steps = array("Q")
    steps.frombytes(bytes(raw))
    return array("Q", accumulate(steps))
