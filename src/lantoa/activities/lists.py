"""The list of activities: its filters as values, and the rows that they leave."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import models

from lantoa.activities.access import visible_to
from lantoa.activities.models import Activity
from lantoa.communes.access import Actor
from lantoa.core.folding import fold
from lantoa.core.periods import last_day_of_month
from vanban.vocabulary import ActivityKind, Audience, Channel, Labelled, Topic

PAGE_SIZE = 20
LONGEST_SEARCH = 100
THUMBNAILS = 4
MOST_PAGES = 5000


@dataclass(frozen=True, slots=True)
class ActivityFilter:
    """What to show. Values that make no sense (hand-typed addresses) are left out, not answered with an error."""

    words: str = ""
    month: date | None = None
    unit_id: int | None = None
    kind: str = ""
    channel: str = ""
    topic: str = ""
    audience: str = ""
    withdrawn: bool = False

    @property
    def is_set(self) -> bool:
        """Whether anything is filtered."""
        return self != ActivityFilter()


def filter_of(query: Mapping[str, Any]) -> ActivityFilter:
    """The filter of an address: q, month (2025-08), unit, kind, channel, topic, audience, state=withdrawn."""
    unit = str(query.get("unit", ""))
    return ActivityFilter(
        words=str(query.get("q", "")).replace("\x00", "").strip()[:LONGEST_SEARCH],
        month=_month(str(query.get("month", ""))),
        unit_id=int(unit) if unit.isascii() and unit.isdigit() and len(unit) < 18 else None,
        kind=_code(ActivityKind, query.get("kind")),
        channel=_code(Channel, query.get("channel")),
        topic=_code(Topic, query.get("topic")),
        audience=_code(Audience, query.get("audience")),
        withdrawn=query.get("state") == "withdrawn",
    )


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


def _code(labels: type[Labelled], value: object) -> str:
    return str(value) if value in labels._value2member_map_ else ""


def listed(actor: Actor, wanted: ActivityFilter) -> models.QuerySet[Activity]:
    """The activities that the person may see and the filter leaves, the latest first; with words in them, those
    with the same diacritics in the title before the others."""
    rows = visible_to(actor).filter(withdrawn_at__isnull=not wanted.withdrawn)
    if wanted.month:
        rows = rows.filter(happened_on__range=(wanted.month, last_day_of_month(wanted.month.year, wanted.month.month)))
    for word in fold(wanted.words).split():
        rows = rows.filter(folded__contains=word)
    for field, value in (("unit_id", wanted.unit_id), ("kind", wanted.kind)):
        rows = rows.filter(**{field: value}) if value else rows
    for field, code in (("channels", wanted.channel), ("topics", wanted.topic), ("audiences", wanted.audience)):
        rows = rows.filter(**{f"{field}__contains": [code]}) if code else rows
    return rows.order_by(*_order(wanted.words))


def _order(words: str) -> list[Any]:
    exact = [models.Case(models.When(title__icontains=words, then=0), default=1)] if words else []
    return [*exact, "-happened_on", "-id"]


def page_number(text: str | None) -> int:
    """The page that is asked for, the first where that makes no sense; never so many different ones that keeping them
    would hurt."""
    return min(int(text), MOST_PAGES) if text and text.isascii() and text.isdigit() and len(text) < 9 else 1


def page_of(actor: Actor, wanted: ActivityFilter, number: str | None) -> Page[Activity]:
    """One page of 20 with units, people and evidence (five queries, whatever the number)."""
    rows = listed(actor, wanted).select_related("unit", "logged_by").prefetch_related("evidence__file")
    return Paginator(rows, PAGE_SIZE).get_page(number)


def months_of(actor: Actor) -> list[date]:
    """The months that have activities, the latest first."""
    return list(visible_to(actor).dates("happened_on", "month", order="DESC"))
