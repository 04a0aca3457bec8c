"""Pages of a scan in the order of the numbers that are printed on them: photos are sent in any order, and sheets are
fed to a scanner upside down. What is missing or was sent twice is told.

A number under a seal is misread ("5" as "9"), and one such number sent a whole page behind the others. So a number that
breaks the order is believed only where its page cannot belong where it lies.

Nghị định 30/2020/NĐ-CP, Phụ lục I, mục I.7: pages are numbered in the middle of the upper margin, the first has none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vanban.letters import unmarked

if TYPE_CHECKING:
    from vanban.readers.pages import PageContent

NUMBER = re.compile(r"[-–—.\s]*(\d{1,3})[-–—.\s]*|trang\s+(\d{1,3})(?:\s*/\s*\d{1,3})?", re.IGNORECASE)
MIDDLE = (0.3, 0.7)
"""Of the width: where a number stands that is a page's."""
NEAR_EDGE = 0.12
"""Of the height, from the top and the bottom."""
FIRST = re.compile(r"doc lap\W+tu do\W+hanh phuc|cong hoa xa hoi chu nghia")
"""What stands at the head of the first page."""
SURE = 0.85
"""Confidence of a number that is believed against its place: clean ones have 0.96, a "5" under a seal had 0.62."""
STEP = 0.5
"""What it counts, beside that confidence, that a number is as many higher as its page lies behind."""
ORDERED = "Các trang trong tệp không theo thứ tự; đã đọc theo số in trên trang giấy: lần lượt trang {pages} của tệp."
MISSING = "Không thấy trang có số {numbers}: có thể đã quét hoặc chụp thiếu. Hãy kiểm tra lại bản giấy."
TWICE = "Có hai trang cùng mang số {numbers}: có thể đã chụp một trang hai lần. Hãy kiểm tra lại."
STRANGE = "Số in trên trang {pages} của tệp không khớp với trang trước và sau; trang được giữ chỗ. Hãy kiểm tra lại."


@dataclass(frozen=True, slots=True)
class Printed:
    """The number of the page at a place in the file (from 0), and how surely it was read."""

    place: int
    number: int
    confidence: float


def in_page_order(pages: Sequence["PageContent"]) -> tuple[list["PageContent"], list[str]]:
    """The pages in the order in which they are read, and notes about it; only where all of them are pictures."""
    kept = list(pages)
    if len(kept) < 2 or any(page.kind == "digital" for page in kept):
        return kept, []
    numbers, strange = _believed(kept)
    known = [number for number in numbers if number is not None]
    twice = sorted({number for number in known if known.count(number) > 1})
    if len(known) < max(1, len(kept) // 2) or max(known) > 2 * len(kept):
        return kept, []
    if twice:  # an appendix begins anew; a page alone is a page photographed twice
        return kept, [TWICE.format(numbers=", ".join(map(str, twice)))] if len(twice) == 1 else []
    ordered = _ordered(kept, numbers)
    notes = [ORDERED.format(pages=", ".join(str(page.number) for page in ordered))] if ordered != kept else []
    notes += [STRANGE.format(pages=", ".join(str(page.number) for page in strange))] if strange else []
    return ordered, notes + _missing(known, len(kept))


def printed_number(page: "PageContent") -> int | None:
    """The number that is printed in the middle of the upper or the lower margin."""
    found = _printed(page, 0)
    return found.number if found else None


def _printed(page: "PageContent", place: int) -> Printed | None:
    for line in page.lines:
        match = NUMBER.fullmatch(line.text.strip())
        middle = (line.x0 + line.x1) / 2 / max(1.0, page.width)
        at = (line.top + line.bottom) / 2 / max(1.0, page.height)
        if match and MIDDLE[0] < middle < MIDDLE[1] and (at < NEAR_EDGE or at > 1 - NEAR_EDGE):
            sure = min((word.confidence for word in line.words), default=1.0)
            return Printed(place, int(match[1] or match[2]), sure)
    return None


def _believed(pages: Sequence["PageContent"]) -> tuple[list[int | None], list["PageContent"]]:
    """The numbers without those that are misread, and the pages whose number was read surely and is none the less not
    believed, though a page lies before and behind."""
    found = [one for place, page in enumerate(pages) if (one := _printed(page, place))]
    steady = _steady(found)
    heads = {place for place, page in enumerate(pages) if _is_first(page)}
    carried = {one.number for one in found} | ({1} if heads else set())
    ends = Printed(-1, 0, 1.0), Printed(len(pages), len(pages) + 1, 1.0)
    misread = []
    for one in (one for one in found if one not in steady):
        before = max((s for s in steady if s.place < one.place), key=lambda s: s.place, default=ends[0])
        after = min((s for s in steady if s.place > one.place), key=lambda s: s.place, default=ends[1])
        free = set(range(before.number + 1, after.number)) - carried
        here = len(set(range(before.place + 1, after.place)) - heads)
        if here <= len(free) and not (one.confidence >= SURE and _has_its_place(one, steady)):
            misread.append((one, before is not ends[0] and after is not ends[1]))
    numbers: list[int | None] = [None] * len(pages)
    for one in found:
        numbers[one.place] = one.number
    for one, _ in misread:
        numbers[one.place] = None
    return numbers, [pages[one.place] for one, between in misread if between and one.confidence >= SURE]


def _has_its_place(one: Printed, steady: Sequence[Printed]) -> bool:
    """Whether a number is that of a page missing among the others, or of one that lies beside it: sent twice."""
    if any(other.number == one.number for other in steady):
        return any(other.number == one.number and abs(other.place - one.place) == 1 for other in steady)
    return any(other.number < one.number for other in steady) and any(other.number > one.number for other in steady)


def _steady(found: Sequence[Printed]) -> list[Printed]:
    """Those that rise from page to page: of all such rows the one that was read most surely, and by one for a page."""
    rows: list[tuple[float, list[Printed]]] = [(0.0, [])]
    for one in found:
        fitting = [(weight + _weight(one, row), row) for weight, row in rows if not row or row[-1].number < one.number]
        weight, row = max(fitting, key=lambda each: each[0])
        rows.append((weight, [*row, one]))
    return max(rows, key=lambda each: each[0])[1]


def _weight(one: Printed, row: Sequence[Printed]) -> float:
    """How much a number speaks for a row of numbers before it."""
    by_one = row and one.number - row[-1].number == one.place - row[-1].place
    return one.confidence + (STEP if by_one else 0.0)


def _ordered(pages: list["PageContent"], numbers: list[int | None]) -> list["PageContent"]:
    """By number; the page with the head of the document first; others stay behind the page that they followed."""
    keys: list[float] = []
    for page, number in zip(pages, numbers, strict=True):
        if number is not None:
            keys.append(number)
        elif _is_first(page):
            keys.append(0.0)
        else:
            keys.append(keys[-1] if keys else 0.5)
    return [page for _, page in sorted(zip(keys, pages, strict=True), key=lambda pair: pair[0])]


def _is_first(page: "PageContent") -> bool:
    head = " ".join(line.text for line in page.lines if line.top < page.height / 3)
    return bool(FIRST.search(unmarked(head).lower()))


def _missing(known: Sequence[int], count: int) -> list[str]:
    """Told only where nearly all have numbers: a number that was not read is not a page that is not there."""
    gaps = sorted(set(range(2, max(known) + 1)) - set(known))
    if gaps and len(known) >= count - 1:
        return [MISSING.format(numbers=", ".join(map(str, gaps)))]
    return []
