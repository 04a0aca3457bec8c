"""Reads of the library, for its own pages and for the rooms that use media."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from lantoa.core.folding import fold
from lantoa.media.models import Medium, Rendition
from lantoa.media.rules.kinds import MediumKind, MediumState

LONGEST_SEARCH = 100
MOST_PAGES = 5000


@dataclass(frozen=True, slots=True)
class MediaFilter:
    """What to show. Values that make no sense (hand-typed addresses) are left out."""

    words: str = ""
    kind: str = ""
    which: str = ""

    @property
    def is_set(self) -> bool:
        """Whether anything is filtered."""
        return self != MediaFilter()


WHICH = frozenset({"chua-mo-ta", "chua-xong", "da-cat"})


def filter_of(query: Mapping[str, Any]) -> MediaFilter:
    """The filter of an address: q, loai (picture, video, audio), xem (chua-mo-ta, chua-xong, da-cat)."""
    kind, which = str(query.get("loai", "")), str(query.get("xem", ""))
    return MediaFilter(
        words=str(query.get("q", "")).replace("\x00", "").strip()[:LONGEST_SEARCH],
        kind=kind if kind in MediumKind._value2member_map_ else "",
        which=which if which in WHICH else "",
    )


def media() -> models.QuerySet[Medium]:
    """Every medium with its files, the latest first. Two queries, whatever the number."""
    rows: models.QuerySet[Medium] = Medium.objects.select_related("file", "captions", "added_by")
    return rows.prefetch_related(models.Prefetch("renditions", Rendition.objects.all()))


def listed(wanted: MediaFilter) -> models.QuerySet[Medium]:
    """What the filter leaves; those with the same diacritics in their words before the others."""
    rows = media().filter(archived_at__isnull=wanted.which != "da-cat")
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.which == "chua-mo-ta":
        rows = rows.filter(models.Q(alt="") | models.Q(credit=""))
    if wanted.which == "chua-xong":
        rows = rows.exclude(state=MediumState.READY.value)
    for word in fold(wanted.words).split():
        rows = rows.filter(folded__contains=word)
    return rows.order_by(*_order(wanted.words))


def _order(words: str) -> list[Any]:
    said = models.Q(title__icontains=words) | models.Q(alt__icontains=words)
    exact = [models.Case(models.When(said, then=0), default=1)] if words else []
    return [*exact, "-added_at", "-id"]


def usable(kind: str = "", words: str = "") -> models.QuerySet[Medium]:
    """What content may take: fit for the web, described, credited, not put away."""
    rows = listed(MediaFilter(words=words, kind=kind))
    return rows.filter(state=MediumState.READY.value).exclude(alt="").exclude(credit="")


def media_by_id(ids: Iterable[int]) -> dict[int, Medium]:
    """The media with these numbers; of other communes, none. Put-away ones too: what was published stays readable."""
    return {row.pk: row for row in media().filter(pk__in=set(ids))}


def without_words(person_id: int) -> models.QuerySet[Medium]:
    """What this person brought and has not described yet."""
    bare = models.Q(alt="") | models.Q(credit="")
    return media().filter(bare, added_by=person_id, archived_at__isnull=True).order_by("id")


def same_file(sha256: str) -> Medium | None:
    """A medium of the same bytes that is in use."""
    return media().filter(file__sha256=sha256, archived_at__isnull=True).first()
