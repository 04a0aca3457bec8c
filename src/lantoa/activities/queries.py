"""Reads about activities."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.db import models

from lantoa.activities.models import Activity, Service
from lantoa.core.periods import Window
from lantoa.plans.rules.matching import ActivityFacts, ActivityLink


def standing() -> models.QuerySet[Activity]:
    """Activities that were not withdrawn."""
    return Activity.objects.filter(withdrawn_at__isnull=True)


def activity_facts(version_id: int | None = None, window: Window | None = None) -> list[ActivityFacts]:
    """What the rules of progress need to know of every standing activity (three queries, whatever the number).

    ``version_id``: only links to commitments of this version. An activity that holds measurements comes once for its
    plain links and once for each measured link, always under the same id: every commitment sees its own figures.
    """
    rows = standing()
    if window:
        rows = rows.filter(happened_on__range=(window.start, window.end))
    links = Service.objects.all() if version_id is None else Service.objects.filter(commitment__version_id=version_id)
    rows = rows.prefetch_related(models.Prefetch("services", links), "evidence").order_by("id")
    return [facts for row in rows for facts in _facts_of(row)]


def _facts_of(row: Activity) -> Iterator[ActivityFacts]:
    services = list(row.services.all())
    plain = [s for s in services if s.denominator is None]
    base = ActivityFacts(
        id=str(row.pk), happened_on=row.happened_on, kind=row.kind, links=_links(plain),
        channels=frozenset(row.channels), topics=frozenset(row.topics), audiences=frozenset(row.audiences),
        unit_id=str(row.unit_id) if row.unit_id else None, count=row.times, people=row.people or 0, title=row.title,
        grades=tuple(sorted(piece.grade for piece in row.evidence.all())),
    )  # fmt: skip
    if plain or len(plain) == len(services):
        yield base
    for one in services:
        if one.denominator is not None:
            yield replace(base, links=_links([one]), numerator=one.numerator, denominator=one.denominator)


def _links(services: Iterable[Service]) -> tuple[ActivityLink, ...]:
    return tuple(ActivityLink(str(one.commitment_id), one.counted_on) for one in services)
