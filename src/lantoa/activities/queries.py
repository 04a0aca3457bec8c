"""Reads about activities."""

import json
from collections import Counter
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import models
from django.db.models.functions import Cast

from lantoa.activities.models import Activity, Evidence, Service
from lantoa.activities.rules import Served
from lantoa.communes.models import Person
from lantoa.core.grades import effective_grades
from lantoa.core.periods import Window
from lantoa.ledger.models import Entry
from lantoa.plans.models import Commitment
from lantoa.plans.queries import adopted_commitments, adopted_versions, plan_period
from lantoa.plans.rules.commitment import MeasureKind
from lantoa.plans.rules.matching import ActivityFacts, ActivityLink


def standing() -> models.QuerySet[Activity]:
    """Activities that were not withdrawn."""
    return Activity.objects.filter(withdrawn_at__isnull=True)


def activity_facts(version_id: int | None = None, window: Window | None = None) -> list[ActivityFacts]:
    """What the rules of progress need to know of every standing activity (three queries, whatever the number).

    ``version_id``: only links to commitments of this version; an activity that serves none of them comes without links.
    """
    rows = standing()
    if window:
        rows = rows.filter(happened_on__range=(window.start, window.end))
    links = Service.objects.all() if version_id is None else Service.objects.filter(commitment__version_id=version_id)
    return facts_of_rows(rows, links)


def facts_of_rows(rows: models.QuerySet[Activity], links: models.QuerySet[Service]) -> list[ActivityFacts]:
    """These activities with these of their links, as the rules see them.

    Three queries of plain values, no rows of models: ten thousand activities are read in a fraction of a second.
    """
    ids = rows.values("pk")
    serving, grades = _links_by_activity(links.filter(activity__in=ids)), _grades_by_activity(ids)
    codes = {f"{name}_text": Cast(name, models.TextField()) for name in ("channels", "topics", "audiences")}
    found = rows.annotate(**codes).order_by("pk").values_list(
        "pk", "happened_on", "kind", *codes, "unit_id", "times", "people", "title"
    )  # fmt: skip
    return [
        ActivityFacts(
            id=str(pk), happened_on=on, kind=kind, links=tuple(serving.get(pk, ())), channels=_codes(channels),
            topics=_codes(topics), audiences=_codes(audiences), unit_id=str(unit) if unit else None, count=times,
            people=people or 0, title=title, grades=grades.get(pk, ()),
        )
        for pk, on, kind, channels, topics, audiences, unit, times, people, title in found
    ]  # fmt: skip


def _links_by_activity(links: models.QuerySet[Service]) -> dict[int, list[ActivityLink]]:
    found: dict[int, list[ActivityLink]] = {}
    columns = ("activity_id", "commitment_id", "counted_on", "numerator", "denominator")
    for activity, commitment, *rest in links.order_by("pk").values_list(*columns):
        found.setdefault(activity, []).append(ActivityLink(str(commitment), *rest))
    return found


def _grades_by_activity(ids: models.QuerySet[Any, Any]) -> dict[int, tuple[str, ...]]:
    pieces: dict[int, list[tuple[str, str]]] = {}
    for activity, grade, state in Evidence.objects.filter(activity__in=ids).values_list(
        "activity_id", "grade", "state"
    ):
        pieces.setdefault(activity, []).append((grade, state))
    return {activity: effective_grades(found) for activity, found in pieces.items()}


@lru_cache(maxsize=4096)
def _codes(text: str) -> frozenset[str]:
    """A list of codes as the database writes it; there are few different ones, so each is read once."""
    return frozenset(json.loads(text))


def earliest_day() -> date | None:
    """The first day of any adopted plan: nothing earlier can serve one. None while no plan is adopted."""
    found: date | None = adopted_versions().aggregate(first=models.Min("plan__period_start"))["first"]
    return found


def servable(already: frozenset[int] = frozenset()) -> list[Served]:
    """What an activity may serve: the commitments of every adopted plan, and those that it serves ``already``."""
    columns = ("text", "measure", "version__plan__period_start", "version__plan__period_end")
    rows = list(
        adopted_commitments().select_related(None).select_related("version__plan").prefetch_related(None).only(*columns)
    )
    missing = already - {row.pk for row in rows}
    rows += list(Commitment.objects.filter(pk__in=missing).select_related("version__plan")) if missing else []
    return [served_of(row) for row in rows]


def served_of(row: Commitment) -> Served:
    """The row as the rules of activities see it."""
    is_ratio = row.measure == MeasureKind.RATIO.value
    return Served(row.pk, row.text, is_ratio=is_ratio, period=plan_period(row.version.plan))


def history_of(activity: Activity) -> list[tuple[Entry, str]]:
    """What the ledger says of an activity, the newest first, each with the name of who did it."""
    entries = list(Entry.objects.filter(object_type="activities.activity", object_id=activity.pk).order_by("-seq"))
    people = Person.objects.in_bulk({entry.actor_id for entry in entries if entry.actor_id})
    return [(entry, people[entry.actor_id].name if entry.actor_id in people else "") for entry in entries]


def usual_order(field: str, last: int = 200) -> list[str]:
    """Codes of a field of the commune's latest activities, the most used first. ``field``: kind, channels, topics, …"""
    values = standing().order_by("-id").values_list(field, flat=True)[:last]
    used = Counter(code for value in values for code in ([value] if isinstance(value, str) else value))
    return [code for code, _times in used.most_common()]
