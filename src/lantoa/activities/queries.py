"""Reads about activities."""

from collections import Counter
from datetime import date

from django.db import models

from lantoa.activities.models import Activity, Service
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
    """These activities with these of their links, as the rules see them (three queries)."""
    rows = rows.prefetch_related(models.Prefetch("services", links), "evidence").order_by("id")
    return [_facts_of(row) for row in rows]


def _facts_of(row: Activity) -> ActivityFacts:
    return ActivityFacts(
        id=str(row.pk), happened_on=row.happened_on, kind=row.kind,
        links=tuple(_link(service) for service in row.services.all()),
        channels=frozenset(row.channels), topics=frozenset(row.topics), audiences=frozenset(row.audiences),
        unit_id=str(row.unit_id) if row.unit_id else None, count=row.times, people=row.people or 0, title=row.title,
        grades=effective_grades((piece.grade, piece.state) for piece in row.evidence.all()),
    )  # fmt: skip


def _link(one: Service) -> ActivityLink:
    return ActivityLink(str(one.commitment_id), one.counted_on, one.numerator, one.denominator)


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
