"""Mutated files, some hundred of each kind: every reader reads, or refuses with a code and a message."""

import random
from collections.abc import Callable

import pytest
from bench.fuzzing import mutate, mutate_package, pictures, read_one

from tests.vanban.form_sample import report
from tests.vanban.sample_plans import WRAPPED, XA
from vanban.form.docx import render_docx
from vanban.form.pdf import render_pdf

TIMES = 50


@pytest.mark.parametrize(
    ("make", "change"),
    [
        (lambda: [XA.encode(), WRAPPED.encode("utf-16")], mutate),
        (lambda: [render_docx(report(rows=1, paragraphs=1))], mutate_package),
        (lambda: [render_pdf(report(rows=1, paragraphs=1))], mutate),
        (pictures, mutate),
    ],
    ids=["text", "docx", "pdf", "pictures"],
)
def test_a_mutated_file_is_read_or_refused(
    make: Callable[[], list[bytes]], change: Callable[[bytes, random.Random], bytes]
) -> None:
    rng = random.Random(20261128)  # noqa: S311
    seeds = make()
    outcomes = [read_one(change(rng.choice(seeds), rng)) for _ in range(TIMES)]
    assert [one for one in outcomes if one.startswith(("CRASH", "MEMORY"))] == []
    assert len(set(outcomes)) > 1


def test_a_tiff_without_a_width_is_refused() -> None:
    """Pillow raises a TypeError for it."""
    tiff = next(one for one in pictures() if one[:4] == b"II*\x00")
    width = b"\x00\x01\x04\x00" if b"\x00\x01\x04\x00" in tiff else b"\x00\x01\x03\x00"
    assert read_one(tiff.replace(width, b"\x7f" + width[1:], 1)) == "broken_picture"


@pytest.mark.parametrize("letters", ["a", "ế", "A", "a.", "1/", "(", "ab1", "a-"])
def test_a_word_without_end_is_refused(letters: str) -> None:
    """Found by mutated pictures: 40,000 signs of nonsense kept one rule of the linter busy for minutes."""
    nonsense = letters * (40_000 // len(letters))
    assert read_one(f"KẾ HOẠCH\n{nonsense}\n".encode()) == "endless_word"
