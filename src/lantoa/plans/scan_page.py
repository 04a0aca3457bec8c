"""What the page "Đối chiếu với ảnh" shows: the pages as pictures, the doubtful words in them, and the questions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.http import Http404

from lantoa.communes.access import Actor
from lantoa.files import store
from lantoa.plans.access import access_edition
from lantoa.plans.actions.correcting import text_key
from lantoa.plans.models import PlanVersion
from lantoa.plans.queries import source_of
from lantoa.plans.rules.doubtful import Place, open_figures, places_of
from vanban.page_pictures import page_picture
from vanban.searchable import searchable_apart
from vanban.source import Sheet, Source

TYPED = "khac"
"""The choice "another reading", whose words stand in the field beside it."""


@dataclass(frozen=True, slots=True)
class Box:
    """A doubtful word on a page; ``style``: where, as CSS."""

    place: Place
    style: str


@dataclass(frozen=True, slots=True)
class SheetView:
    """One page: its picture and the boxes on it."""

    sheet: Sheet
    boxes: tuple[Box, ...]

    @property
    def frame(self) -> str:
        """The shape of the page, as CSS."""
        return f"aspect-ratio:{self.sheet.width:.0f}/{self.sheet.height:.0f}"

    @property
    def percent(self) -> int | None:
        """How sure the engine was of the words of this page."""
        return round(self.sheet.confidence * 100) if self.sheet.confidence is not None else None


@dataclass(frozen=True, slots=True)
class Question:
    """One doubtful word as the page asks about it; ``given`` and ``fault``: what came back and why not taken."""

    place: Place
    given: str = ""
    fault: str = ""

    @property
    def is_typed(self) -> bool:
        """Whether the person gave a reading of their own."""
        return bool(self.given or self.fault) and self.given not in self.place.choices

    @property
    def frame(self) -> str:
        """The shape of the strip of the page, as CSS; empty where there is no picture."""
        return f"aspect-ratio:{self.place.ratio:.3f}" if self.place.strip else ""

    @property
    def picture(self) -> str:
        """How the whole page is laid so that only the strip is seen, as CSS."""
        strip = self.place.strip
        if strip is None:
            return ""
        left, top = -100 * strip.left / strip.width, -100 * strip.top / strip.height
        return f"width:{100 / strip.width:.2f}%;left:{left:.2f}%;top:{top:.2f}%"


def access_scan(actor: Actor, plan_id: int, asked: str = "") -> tuple[PlanVersion, Source]:
    """The edition and its source. Raises Http404 where the text was not read from pictures or restored."""
    version = access_edition(actor, plan_id, asked)
    source = source_of(version)
    if source is None:
        raise Http404
    return version, source


def doubtful_counts(version: PlanVersion) -> dict[str, int] | None:
    """How many words wait for a look, those with figures apart; None where the text is what the file says."""
    source = source_of(version)
    if source is None:
        return None
    figures = open_figures(source)
    return {"figures": figures, "unsure": len(places_of(source)) - figures}


def scan_context(source: Source, given: Mapping[str, str], faults: Mapping[str, str]) -> dict[str, object]:
    """Pages and questions, those about figures first."""
    places = places_of(source)
    questions = [Question(one, given.get(one.key, ""), faults.get(one.key, "")) for one in places]
    return {
        "sheets": [SheetView(sheet, tuple(_boxes(places, sheet.page))) for sheet in source.sheets],
        "figures": [one for one in questions if one.place.is_first],
        "unsure": [one for one in questions if not one.place.is_first],
        "typed": TYPED,
    }


def _boxes(places: Iterable[Place], page: int) -> Iterator[Box]:
    for place in places:
        if place.page == page and (cut := place.box):
            sides = (("left", cut.left), ("top", cut.top), ("width", cut.width), ("height", cut.height))
            yield Box(place, ";".join(f"{side}:{100 * share:.2f}%" for side, share in sides))


def given_answers(posted: Mapping[str, str]) -> dict[str, str]:
    """By key of the place: the reading that was chosen, or what was typed in its stead."""
    found = {}
    for name, value in posted.items():
        if name.startswith("o-"):
            key = name[2:]
            found[key] = posted.get(f"t-{key}", "") if value == TYPED else value
    return found


def picture_of(version: PlanVersion, source: Source, page: int) -> bytes:
    """The picture of a page, drawn once and kept beside the file.

    Raises:
        Http404: no such page; ReadError: the page cannot be drawn.
    """
    sheet = next((sheet for sheet in source.sheets if sheet.page == page), None)
    if sheet is None or version.file is None:
        raise Http404
    commune, sha256, derived = version.commune_id, version.file.sha256, f".p{page}-{sheet.turned}.jpg"
    if not store.exists(commune, sha256, derived):
        picture = page_picture(store.read(commune, sha256), page, turned=sheet.turned)
        store.keep_derived(commune, sha256, derived, data=picture)
    with store.opened(commune, sha256, derived) as file:
        return file.read()


def searchable_of(version: PlanVersion, source: Source) -> bytes:
    """The file with the words as they are now laid over its pictures; made once for each state of the text, and kept
    beside the file, which is not touched.

    Raises:
        Http404: there is no file, or it has no pictures; ReadError: it cannot be made.
    """
    if version.file is None or not source.words:
        raise Http404
    commune, sha256, derived = version.commune_id, version.file.sha256, f".{text_key(version)}.pdf"
    if not store.exists(commune, sha256, derived):
        store.keep_derived(commune, sha256, derived, data=searchable_apart(store.read(commune, sha256), source))
    with store.opened(commune, sha256, derived) as file:
        return file.read()
