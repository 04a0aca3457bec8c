"""Pages of a scan in the order of the numbers that are printed on them: photos are sent in any order, and sheets are
fed to a scanner upside down. What is missing or was sent twice is told.

Nghị định 30/2020/NĐ-CP, Phụ lục I, mục I.7: pages are numbered in the middle of the upper margin, the first has none.
"""

import re
from collections.abc import Sequence
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
ORDERED = "Các trang trong tệp không theo thứ tự; đã đọc theo số in trên trang giấy: lần lượt trang {pages} của tệp."
MISSING = "Không thấy trang có số {numbers}: có thể đã quét hoặc chụp thiếu. Hãy kiểm tra lại bản giấy."
TWICE = "Có hai trang cùng mang số {numbers}: có thể đã chụp một trang hai lần. Hãy kiểm tra lại."


def in_page_order(pages: Sequence["PageContent"]) -> tuple[list["PageContent"], list[str]]:
    """The pages in the order in which they are read, and notes about it; only where all of them are pictures."""
    kept = list(pages)
    if len(kept) < 2 or any(page.kind == "digital" for page in kept):
        return kept, []
    numbers = [printed_number(page) for page in kept]
    known = [number for number in numbers if number is not None]
    twice = sorted({number for number in known if known.count(number) > 1})
    if len(known) < max(1, len(kept) // 2) or max(known) > 2 * len(kept):
        return kept, []
    if twice:  # an appendix begins anew; a page alone is a page photographed twice
        return kept, [TWICE.format(numbers=", ".join(map(str, twice)))] if len(twice) == 1 else []
    ordered = _ordered(kept, numbers)
    notes = [ORDERED.format(pages=", ".join(str(page.number) for page in ordered))] if ordered != kept else []
    return ordered, notes + _missing(known, len(kept))


def printed_number(page: "PageContent") -> int | None:
    """The number that is printed in the middle of the upper or the lower margin."""
    for line in page.lines:
        match = NUMBER.fullmatch(line.text.strip())
        middle = (line.x0 + line.x1) / 2 / max(1.0, page.width)
        at = (line.top + line.bottom) / 2 / max(1.0, page.height)
        if match and MIDDLE[0] < middle < MIDDLE[1] and (at < NEAR_EDGE or at > 1 - NEAR_EDGE):
            return int(match[1] or match[2])
    return None


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
