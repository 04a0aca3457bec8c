"""Numbers that somebody typed into a document by hand: figures without evidence.

Dates, years, periods, articles of laws and numbers of documents are no figures; neither is what stood there before.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

NOT_FIGURES = re.compile(
    r"""
    \d{1,5}(?:/\d{4})?/[A-ZĐ][\w-]*(?:-[\w]+)*      # 05/KH-UBND, 30/2020/NĐ-CP
    | \b\d{1,2}[-/]\d{1,2}[-/]\d{4}\b | \b\d{1,2}/\d{4}\b   # 05/08/2026, 8/2026
    | \bngày\ \d{1,2}\ tháng\ \d{1,2}(?:\ năm\ \d{4})?
    | \b(?:tháng|quý|năm|ngày|điều|khoản|điểm|phụ\ lục|mẫu|số)\ \d[\d/.]*(?:\w|-|/)*
    | \b(?:nghị\ quyết|nghị\ định|quyết\ định|chỉ\ thị|đề\ án)\ \d[\d/.]*(?:\w|-|/)*
    | \b(?:giai\ đoạn|từ\ năm)\ \d{4}\s*[-–]\s*\d{4}
    | \b(?:6|9|06|09)\ tháng\b | \bISO\ ?\d+(?::\d+)?
    | \bMC-\d+ | \bhttps?://\S+ | \b[A-ZĐ]{2,}[-\d]*\d
    """,
    re.VERBOSE | re.IGNORECASE,
)
NUMBER = re.compile(r"\d+(?:[.,/]\d+)*\s?%?")
AROUND = 32


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number without a figure behind it, and the words around it."""

    text: str
    context: str


def typed_numbers(before: Iterable[str], after: Iterable[str]) -> list[TypedNumber]:
    """Numbers in ``after`` that did not stand in ``before``, in reading order. Each string is one paragraph; a gap
    (U+0000) stands where a figure is."""
    known = Counter(found.group().strip() for text in before for found in NUMBER.finditer(_blanked(text)))
    typed = []
    for text in after:
        for found in NUMBER.finditer(_blanked(text)):
            words = found.group().strip()
            if known[words] > 0:
                known[words] -= 1
            else:
                typed.append(TypedNumber(words, _context(text, found.start(), found.end())))
    return typed


def _blanked(text: str) -> str:
    """The text with everything that only looks like a figure blanked out, letter by letter."""
    return NOT_FIGURES.sub(lambda found: " " * len(found.group()), text)


def _context(text: str, start: int, end: int) -> str:
    left, right = max(0, start - AROUND), min(len(text), end + AROUND)
    words = f"{'…' if left else ''}{text[left:right]}{'…' if right < len(text) else ''}"
    return " ".join(words.replace("\x00", "[…]").split())
