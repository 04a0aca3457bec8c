"""Activities, their links and the worth of their evidence, read as lean as ``plans.rules.counting`` takes them.

Three queries of plain columns, joined here: measured, the database needs longer to join ten thousand activities with
their links, windows and evidence than to hand them over."""

import json
from collections.abc import Collection, Iterable
from functools import lru_cache

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models.functions import Cast

from lantoa.activities.models import Activity, Evidence, Service
from lantoa.core.grades import EvidenceGrade, effective_grade
from lantoa.plans.rules.counting import Counted, Done, Likeness, Link, Slot, count
from lantoa.plans.rules.summing import sums
from lantoa.plans.rules.tally import Tally

BY_NUMBER = 2000
"""Up to so many activities are asked for by their numbers; of more, all that stand are read."""

_LISTS = {f"{name}_text": Cast(name, models.TextField()) for name in ("channels", "topics", "audiences")}


def counted(slots: Iterable[Slot]) -> dict[int, Counted]:
    """What the activities of the open commune add up to in these windows, by the number of the due work. Three
    queries, whatever the number."""
    there = list(slots)
    if not there:
        return {}
    links = _links({slot.commitment for slot in there})
    return count(there, _done({link[0] for link in links}), links)


def summed(slots: Iterable[Slot]) -> dict[int, Tally]:
    """The sums of ``counted`` without days and activities, in half the time. Three queries, whatever the number."""
    there = list(slots)
    if not there:
        return {}
    links = _links({slot.commitment for slot in there})
    return sums(there, _done({link[0] for link in links}), links)


def _links(commitments: Collection[int]) -> list[Link]:
    rows = Service.objects.filter(commitment_id__in=list(commitments)).order_by()
    return list(rows.values_list("activity_id", "commitment_id", "counted_on", "numerator", "denominator"))


def _done(ids: Collection[int]) -> dict[int, Done]:
    """The standing ones among these activities, maybe with others."""
    activities, pieces = Activity.objects.filter(withdrawn_at__isnull=True), Evidence.objects.all()
    if len(ids) <= BY_NUMBER:
        activities, pieces = activities.filter(pk__in=list(ids)), pieces.filter(activity_id__in=list(ids))
    grades, lowest = _grades(pieces), EvidenceGrade.D.value
    alike = activities.annotate(**_LISTS).order_by().values_list("kind", *_LISTS, "unit_id")
    rows = alike.annotate(numbers=ArrayAgg("pk"), days=ArrayAgg("happened_on"), each=ArrayAgg("times"))
    found: dict[int, Done] = {}
    for *like, numbers, days, each in rows:  # one row for all that are alike: few rows, long lists
        likeness = _like(tuple(like))
        found.update(
            (pk, Done(on, n, likeness, grades.get(pk, lowest))) for pk, on, n in zip(numbers, days, each, strict=True)
        )
    return found


@lru_cache(maxsize=8192)
def _like(row: tuple[str, str, str, str, int | None]) -> Likeness:
    """Lists come as the database writes them; there are few different ones, so each is read once."""
    kind, channels, topics, audiences, unit_id = row
    codes = [frozenset[str](json.loads(text)) for text in (channels, topics, audiences)]
    return Likeness(kind, codes[0], codes[1], codes[2], str(unit_id) if unit_id else None)


def _grades(pieces: models.QuerySet[Evidence]) -> dict[int, str]:
    """The best grade of each activity that has evidence which proves anything."""
    found: dict[int, str] = {}
    groups = pieces.order_by().values_list("grade", "state").annotate(ids=ArrayAgg("activity_id"))
    worth = [(effective_grade(grade, state), ids) for grade, state, ids in groups]
    for grade, ids in sorted(((grade.value, ids) for grade, ids in worth if grade), reverse=True):
        found.update(dict.fromkeys(ids, grade))
    return found


def by_unit() -> dict[int | None, int]:
    """How many activities stand of each unit."""
    rows = Activity.objects.filter(withdrawn_at__isnull=True).order_by().values_list("unit_id")
    return dict(rows.annotate(n=models.Count("pk")))


def by_topics() -> list[tuple[frozenset[str], int]]:
    """How many activities stand that spoke of just these topics."""
    rows = Activity.objects.filter(withdrawn_at__isnull=True).annotate(text=_LISTS["topics_text"]).order_by()
    return [(frozenset(json.loads(text)), n) for text, n in rows.values_list("text").annotate(n=models.Count("pk"))]
