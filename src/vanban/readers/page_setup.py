"""Page set-up of a file: size of the paper, margins, the font and size that most of the text is set in."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median
from typing import Any

from vanban.readers.package import W
from vanban.source import Line, Setup, Sheet

TWIPS = 56.6929
"""Of a millimetre."""
POINTS = 2.83465
PAGE = re.compile(r"(?<!\w)PAGE(?!\w)", re.I)
FEWEST = 8
"""Lines of a page that tell its margins."""


def setup_of_docx(body: Any, styles: Any | None, edges: tuple[Sequence[Any], Sequence[Any]] = ((), ())) -> Setup | None:
    """The first section of a Word document; None where it says nothing of its page. ``edges``: what stands in its
    headers and in its footers."""
    section = next(iter(body.iter(f"{W}sectPr")), None)
    page = section.find(f"{W}pgSz") if section is not None else None
    margins = section.find(f"{W}pgMar") if section is not None else None
    if page is None or margins is None:
        return None
    font, size = _letters(body, styles)
    return Setup(
        _mm(page, "w"), _mm(page, "h"), _mm(margins, "top"), _mm(margins, "bottom"), _mm(margins, "left"),
        _mm(margins, "right"), font, size, _numbered(*edges),
    )  # fmt: skip


def _numbered(headers: Sequence[Any], footers: Sequence[Any]) -> str:
    """Where Word counts the pages, by its field PAGE."""
    if any(map(_counts_pages, headers)):
        return "top"
    return "bottom" if any(map(_counts_pages, footers)) else "nowhere"


def _counts_pages(part: Any) -> bool:
    fields = [one.get(f"{W}instr") or "" for one in part.iter(f"{W}fldSimple")]
    fields.append("".join(one.text or "" for one in part.iter(f"{W}instrText")))
    return any(PAGE.search(words) for words in fields)


def setup_of_pages(sheets: Iterable[Sheet], lines: Iterable[Line]) -> Setup | None:
    """Size and side margins of a printed document from the places of its lines; None where there are too few."""
    first = next(iter(sheets), None)
    placed = [line for line in lines if line.box]
    if first is None or len(placed) < FEWEST:
        return None
    by_page: dict[int, list[Line]] = {}
    for line in placed:
        by_page.setdefault(line.page, []).append(line)
    full = [page for page in by_page.values() if len(page) >= FEWEST]
    if not full:
        return None
    left = median(min(line.box[0] for line in page if line.box) for page in full)
    right = median(max(line.box[2] for line in page if line.box) for page in full)
    return Setup(first.width / POINTS, first.height / POINTS, None, None, left / POINTS, (first.width - right) / POINTS)


def _mm(element: Any, name: str) -> float | None:
    try:
        return float(element.get(f"{W}{name}")) / TWIPS
    except (TypeError, ValueError):
        return None


def _letters(body: Any, styles: Any | None) -> tuple[str, float | None]:
    """The font and the size in points of most letters; what a run leaves open is the default of the document."""
    font, size = _default(styles)
    fonts: Counter[str] = Counter()
    sizes: Counter[float] = Counter()
    for run in body.iter(f"{W}r"):
        letters = sum(len(text.text or "") for text in run.iter(f"{W}t"))
        fonts[_font(run) or font] += letters
        own = _size(run) or size
        if own:
            sizes[own] += letters
    usual = fonts.most_common(1)[0][0] if fonts else font
    return usual, sizes.most_common(1)[0][0] if sizes else size


def _default(styles: Any | None) -> tuple[str, float | None]:
    if styles is None:
        return "", None
    normal = next(
        (
            one
            for one in styles.iter(f"{W}style")
            if one.get(f"{W}default") == "1" and one.get(f"{W}type") == "paragraph"
        ),
        None,
    )
    defaults = next(iter(styles.iter(f"{W}rPrDefault")), None)
    places = [place for place in (normal, defaults) if place is not None]
    fonts = [font for font in map(_font, places) if font]
    sizes = [size for size in map(_size, places) if size]
    return (fonts[0] if fonts else ""), (sizes[0] if sizes else None)


def _font(element: Any) -> str:
    found = next(iter(element.iter(f"{W}rFonts")), None)
    return str(found.get(f"{W}ascii") or found.get(f"{W}hAnsi") or "") if found is not None else ""


def _size(element: Any) -> float | None:
    found = next(iter(element.iter(f"{W}sz")), None)
    try:
        return float(found.get(f"{W}val")) / 2 if found is not None else None
    except (TypeError, ValueError):
        return None
