"""The list of content: its filters as values, and the rows that they leave."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import models
from django.utils.translation import gettext as _

from lantoa.communes.access import Actor
from lantoa.communes.roles import Permission
from lantoa.content.access import may_approve
from lantoa.content.models import Item
from lantoa.content.rules.kinds import ContentKind, Mark
from lantoa.content.rules.life import ItemState
from lantoa.core import clock
from lantoa.core.folding import fold
from lantoa.core.saying import said
from vanban.vocabulary import Labelled, Topic

PAGE_SIZE = 20
LONGEST_SEARCH = 100


@dataclass(frozen=True, slots=True)
class ContentFilter:
    """What to show. Values that make no sense are left out, not answered with an error. ``mine``: what waits for me."""

    words: str = ""
    kind: str = ""
    state: str = ""
    topic: str = ""
    mark: str = ""
    unit_id: int | None = None
    year: int | None = None
    mine: bool = False

    @property
    def is_set(self) -> bool:
        """Whether anything is filtered."""
        return self != ContentFilter()


def filter_of(query: Mapping[str, Any]) -> ContentFilter:
    """The filter of an address: q, kind, state, topic, mark, unit, nam, cho=toi."""
    return ContentFilter(
        words=str(query.get("q", "")).replace("\x00", "").strip()[:LONGEST_SEARCH],
        kind=_code(ContentKind, query.get("kind")),
        state=_code(ItemState, query.get("state")),
        topic=_code(Topic, query.get("topic")),
        mark=_code(Mark, query.get("mark")),
        unit_id=_number(query.get("unit")),
        year=_year(query.get("nam")),
        mine=query.get("cho") == "toi",
    )


def _code(labels: type[Labelled], value: object) -> str:
    return str(value) if value in labels._value2member_map_ else ""


def _number(value: object) -> int | None:
    text = str(value or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None


def _year(value: object) -> int | None:
    year = _number(value)
    return year if year and 2000 <= year <= 2100 else None


def listed(actor: Actor, wanted: ContentFilter) -> models.QuerySet[Item]:
    """What the filter leaves, what was worked on last first. What was put away shows only where it is asked for."""
    rows: models.QuerySet[Item] = Item.objects.filter(commune=actor.commune)
    if not wanted.state:
        rows = rows.exclude(state=ItemState.ARCHIVED.value)
    for field, value in (
        ("kind", wanted.kind),
        ("state", wanted.state),
        ("mark", wanted.mark),
        ("unit_id", wanted.unit_id),
    ):
        rows = rows.filter(**{field: value}) if value else rows
    if wanted.topic:
        rows = rows.filter(topics__contains=[wanted.topic])
    if wanted.year:
        rows = rows.filter(_of_year(wanted.year))
    for word in fold(wanted.words).split():
        rows = rows.filter(folded__contains=word)
    rows = rows.filter(waiting(actor)) if wanted.mine else rows
    return rows.select_related("unit", "author", "holder", "latest").order_by("-changed_at", "-id")


def _of_year(year: int) -> models.Q:
    first, last = date(year, 1, 1), date(year, 12, 31)
    return models.Q(first_published_at__date__range=(first, last)) | models.Q(
        first_published_at__isnull=True, created_at__date__range=(first, last)
    )


def waiting(actor: Actor) -> models.Q:
    """What waits for a step of this person: given to them; submitted, for approvers; approved, for publishers."""
    mine = models.Q(holder=actor.person, state__in=[ItemState.DRAFT.value, ItemState.RETURNED.value])
    if may_approve(actor):
        mine |= models.Q(state=ItemState.SUBMITTED.value) & ~models.Q(latest__made_by=actor.person)
    if actor.may(Permission.PUBLISH_CONTENT):
        mine |= models.Q(state=ItemState.APPROVED.value)
    return mine


def page_of(actor: Actor, wanted: ContentFilter, number: object) -> Page[Item]:
    """One page of 20."""
    return Paginator(listed(actor, wanted), PAGE_SIZE).get_page(min(_number(number) or 1, 5000))


def words_of(wanted: ContentFilter) -> Iterator[str]:
    """The filter as a person reads it."""
    yield f"“{wanted.words}”" if wanted.words else ""
    chosen: tuple[tuple[type[Labelled], str], ...] = (
        (ContentKind, wanted.kind), (ItemState, wanted.state), (Topic, wanted.topic), (Mark, wanted.mark),
    )  # fmt: skip
    yield from (said(labels(code).label) for labels, code in chosen if code)
    yield _("năm %(year)s") % {"year": wanted.year} if wanted.year else ""
    yield _("chờ tôi") if wanted.mine else ""


def is_overdue(item: Item) -> bool:
    """Whether it should have been ready by now."""
    done = {ItemState.APPROVED, ItemState.SCHEDULED, ItemState.PUBLISHED, ItemState.CORRECTED, ItemState.RECALLED}
    return item.due_on is not None and item.due_on < clock.today() and ItemState(item.state) not in done


def marked(actor: Actor, year: int) -> dict[str, list[Item]]:
    """Good models and shortcomings of a year that are out, for the report; by mark."""
    rows = Item.objects.filter(commune=actor.commune, live__isnull=False).exclude(state=ItemState.RECALLED.value)
    rows = rows.exclude(mark=Mark.NONE.value).filter(first_published_at__year=year).select_related("live", "unit")
    found: dict[str, list[Item]] = {mark.value: [] for mark in Mark if mark is not Mark.NONE}
    for row in rows.order_by("first_published_at", "id"):
        found[row.mark].append(row)
    return found
