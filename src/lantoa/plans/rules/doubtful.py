"""Doubtful words of a text that was read from pictures or restored: what a clerk looks at, in which order, and what
the answers mean. Where two readings of figures differ, a person decides before the plan can be adopted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from lantoa.core.errors import Refused
from vanban.corrections import LONGEST, Correction
from vanban.source import Sheet, Source, Uncertain, Word

AROUND = 60
"""Characters of the text shown on each side of a doubtful word."""
MARGIN = 0.6
"""How much of the height of the words is shown above and below them in the cut of the page."""
NEAR = 5
"""Words on each side of a doubtful one that are seen in the strip."""
NARROWEST = 0.36
"""Of the page's width, for a strip."""
KINDS = ("figures_differ", "unsure")
"""What is asked about; ``repaired`` and ``restored`` are shown in the text but not asked one by one."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of an upright page, as shares of its size (0 to 1)."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Place:
    """One doubtful word: ``key`` names it in the form, ``choices`` are the readings, the one in the text first."""

    key: str
    start: int
    end: int
    page: int
    kind: str
    words: str
    before: str
    after: str
    choices: tuple[str, ...]
    box: Cut | None = None
    """Where the word stands on the page."""
    strip: Cut | None = None
    """The line around it, to be shown beside the question."""
    ratio: float = 0.0
    """Width of the strip divided by its height, as it is seen."""

    @property
    def is_first(self) -> bool:
        """Whether it has to be decided before anything else."""
        return self.kind == "figures_differ"


@dataclass(frozen=True, slots=True)
class Answers:
    """What a form said: the corrections, and by key what was wrong with an answer."""

    corrections: tuple[Correction, ...] = ()
    faults: Mapping[str, str] = field(default_factory=dict)


def places_of(source: Source) -> list[Place]:
    """Every doubtful word: figures first, then in the order of the text."""
    sheets = {sheet.page: sheet for sheet in source.sheets}
    asked = [one for one in source.uncertain if one.kind in KINDS and source.text[one.start : one.end].strip()]
    places = [_place(source, one, sheets.get(one.page)) for one in asked]
    return sorted(places, key=lambda place: (KINDS.index(place.kind), place.start))


def _place(source: Source, one: Uncertain, sheet: Sheet | None) -> Place:
    words = source.text[one.start : one.end]
    strip = _strip(source, one, sheet)
    return Place(
        key=f"{one.start}-{one.end}", start=one.start, end=one.end, page=one.page, kind=one.kind, words=words,
        before=source.text[max(0, one.start - AROUND) : one.start].rsplit("\n", 1)[-1],
        after=source.text[one.end : one.end + AROUND].split("\n", 1)[0],
        choices=tuple(dict.fromkeys(" ".join(text.split()) for text in (words, *one.others) if text.strip())),
        box=_cut(one.box, sheet), strip=strip, ratio=_ratio(strip, sheet),
    )  # fmt: skip


def _cut(box: tuple[float, float, float, float] | None, sheet: Sheet | None, margin: float = 0.0) -> Cut | None:
    if box is None or sheet is None or sheet.width <= 0 or sheet.height <= 0:
        return None
    spare = (box[3] - box[1]) * margin
    left, right = (max(0.0, min(1.0, x / sheet.width)) for x in (box[0] - spare, box[2] + spare))
    top, bottom = (max(0.0, min(1.0, y / sheet.height)) for y in (box[1] - spare, box[3] + spare))
    return Cut(left, top, right - left, bottom - top) if right > left and bottom > top else None


def _strip(source: Source, one: Uncertain, sheet: Sheet | None) -> Cut | None:
    """The word among its neighbours in the line; by itself, with more room, where no other words have a place."""
    if one.box is None:
        return None
    boxes = [one.box, *(word.box for word in _neighbours(source, one))]
    if len(boxes) == 1:
        return _cut(one.box, sheet, MARGIN * 4)
    joined = (
        min(box[0] for box in boxes), min(box[1] for box in boxes),
        max(box[2] for box in boxes), max(box[3] for box in boxes),
    )  # fmt: skip
    return _widened(_cut(joined, sheet, MARGIN))


def _neighbours(source: Source, one: Uncertain) -> list[Word]:
    """Words of the same printed line, five on each side at most."""
    begin = source.text.rfind("\n", 0, one.start) + 1
    end = source.text.find("\n", one.end)
    line = [
        word
        for word in source.words
        if word.page == one.page and begin <= word.start and word.end <= (end if end >= 0 else len(source.text))
    ]
    before = [word for word in line if word.end <= one.start][-NEAR:]
    return before + [word for word in line if word.start >= one.end][:NEAR]


def _widened(cut: Cut | None) -> Cut | None:
    """At least as wide as a third of the page, so that few words do not fill the screen."""
    if cut is None or cut.width >= NARROWEST:
        return cut
    left = max(0.0, min(cut.left - (NARROWEST - cut.width) / 2, 1.0 - NARROWEST))
    return replace(cut, left=left, width=NARROWEST)


def _ratio(strip: Cut | None, sheet: Sheet | None) -> float:
    return strip.width * sheet.width / (strip.height * sheet.height) if strip and sheet else 0.0


def open_figures(source: Source) -> int:
    """How many places with figures nobody has decided yet."""
    return sum(place.is_first for place in places_of(source))


def answers_of(places: Iterable[Place], given: Mapping[str, str]) -> Answers:
    """What a form says about the places. ``given``: by key, one of the choices or what was typed; no answer leaves the
    place open."""
    corrections: list[Correction] = []
    faults: dict[str, str] = {}
    for place in places:
        words = " ".join(given.get(place.key, "").replace("\x00", "").split())
        if not words:
            continue
        if len(words) > LONGEST:
            faults[place.key] = f"Dài quá {LONGEST} ký tự. Chỉ nhập những chữ thay cho chỗ được tô."
        else:
            corrections.append(Correction(place.start, place.end, words))
    return Answers(tuple(corrections), faults)


def as_they_are(places: Iterable[Place]) -> tuple[Correction, ...]:
    """All places confirmed as they were read; never those with figures, which are looked at one by one."""
    return tuple(Correction(place.start, place.end, place.words) for place in places if not place.is_first)


def check_untouched(decided: int) -> None:
    """Raises Refused("review_begun"): the plan is read anew from the corrected text, which would lose the review."""
    if decided:
        raise Refused(
            "review_begun",
            f"Anh/chị đã rà soát {decided} mục. Chữ trong văn bản chỉ sửa được trước khi rà soát; bây giờ hãy sửa "
            "ngay ở từng mục, hoặc bấm “Đọc lại tệp” để làm lại từ đầu.",
        )
