"""What each page of progress needs, gathered once."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lantoa.activities.counting import by_topics, by_unit
from lantoa.activities.models import Activity
from lantoa.activities.queries import standing
from lantoa.communes.access import Actor
from lantoa.communes.models import Unit
from lantoa.communes.roles import Permission
from lantoa.core.saying import said
from lantoa.inspections.queries import follow_ups
from lantoa.plans.due_actions import CALENDAR_KINDS
from lantoa.plans.models import Commitment, PlanElement
from lantoa.plans.rules.commitment import DueKind
from lantoa.progress.access import may_plan
from lantoa.progress.presenting import WorkLine, work_lines
from lantoa.progress.queries import PlanProgress
from lantoa.progress.rules import SHORT, ProgressState, Totals, roll_up, unit_totals
from vanban.vocabulary import Topic


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit beside the others."""

    name: str
    unit_id: int | None
    totals: Totals
    activities: int
    follow: int = 0

    @property
    def short(self) -> int:
        """Windows that are late, missed or at risk."""
        return self.totals.count(*SHORT)

    @property
    def ahead(self) -> int:
        """Windows that are owed later or wait for their date."""
        return self.totals.count(ProgressState.NOT_DUE, ProgressState.ON_PACE, ProgressState.WAITING_DATE)


def unit_rows(progress: PlanProgress) -> list[UnitRow]:
    """Every unit that leads a commitment, in the commune's order of units."""
    totals = unit_totals(progress.windows, {key: one.lead_unit_id for key, one in progress.facts.items()})
    units = {str(unit.pk): unit for unit in Unit.objects.all()}
    order = [key for key in units if key in totals] + [key for key in totals if key is None]
    done = by_unit()
    follow = Counter(row.unit_id for row in follow_ups(today=progress.today, open_only=True))
    return [
        UnitRow(
            name=units[key].name if key else _("Chưa rõ đơn vị chủ trì"),
            unit_id=int(key) if key else None, totals=totals[key],
            activities=done.get(int(key) if key else None, 0),
            follow=follow[int(key)] if key else 0,
        )
        for key in order
    ]  # fmt: skip


def board_totals(progress: PlanProgress) -> dict[str, object]:
    """The few figures above the board. Kept with ``progress``."""
    if "totals" not in progress.memo:
        progress.memo["totals"] = _totals(roll_up(progress.windows))
    return dict(progress.memo["totals"])


def _totals(totals: Totals) -> dict[str, object]:
    return {
        "totals": totals,
        "owed_text": f"/ {totals.owed}",
        "percent_done": round(totals.percent_done or 0),
        "late": totals.count(ProgressState.LATE, ProgressState.MISSED),
        "at_risk": totals.count(ProgressState.AT_RISK),
    }


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic of the plan: its sentences and how many activities spoke of it."""

    label: str
    code: str
    count: int
    sentences: list[str] = field(default_factory=list)
    percent: int = 0


def topic_rows(progress: PlanProgress) -> dict[str, object]:
    """Topics not yet covered first, then the others by number of activities. Kept with ``progress``."""
    key = f"topics-{get_language()}"
    if key not in progress.memo:
        progress.memo[key] = _topic_rows(progress)
    return dict(progress.memo[key])


def _topic_rows(progress: PlanProgress) -> dict[str, object]:
    sentences: dict[str, list[str]] = {}
    for element in PlanElement.objects.filter(version=progress.version, kind="content").exclude(code=""):
        sentences.setdefault(element.code, []).append(element.text)
    spoken = by_topics()
    count = {topic: sum(n for topics, n in spoken if topic in topics) for topic in sentences}
    most = max(count.values(), default=0) or 1
    rows = [
        TopicRow(_topic_label(topic), topic, n, sentences[topic], round(100 * n / most)) for topic, n in count.items()
    ]
    return {
        "missing": [row for row in rows if not row.count],
        "covered": sorted((row for row in rows if row.count), key=lambda row: -row.count),
        "count": len(rows),
    }


def _topic_label(code: str) -> str:
    return said(Topic(code).label) if code in Topic._value2member_map_ else code


def commitment_page(progress: PlanProgress, commitment: Commitment, actor: Actor) -> dict[str, object]:
    """One commitment with its windows, the activities of each, and what this person may change."""
    lines = [line for line in work_lines(progress) if line.commitment.pk == commitment.pk]
    activities = _activities_of(lines)
    return {
        "progress": progress,
        "commitment": commitment,
        "windows": [
            {
                "line": line,
                "may_plan": may_plan(actor, line.work, commitment),
                "activities": [activities[key] for key in line.progress.activity_ids if key in activities],
            }
            for line in lines
        ],
        "may_assign": actor.may(Permission.ASSIGN_WORK),
        "may_date": actor.may(Permission.SET_DATES),
        "may_log": actor.may(Permission.LOG_ACTIVITY),
        "awaits_event": commitment.due_kind == DueKind.DAYS_AFTER_EVENT.value,
        "awaits_calendar": commitment.due_kind in CALENDAR_KINDS,
    }


def _activities_of(lines: list[WorkLine]) -> dict[str, Activity]:
    ids = {int(key) for line in lines for key in line.progress.activity_ids}
    rows = standing().filter(pk__in=ids).select_related("unit")
    return {str(row.pk): row for row in rows}
