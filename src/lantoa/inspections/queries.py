"""Reads about inspections, and what they ask of units: for lists, calendars and reminders."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models

from lantoa.inspections.models import ChecklistLine, Finding, FindingStep, Inspection, LinePhoto
from lantoa.inspections.rules import FindingState, InspectionState, is_overdue, progress_code
from lantoa.plans.models import Commitment
from lantoa.plans.queries import adopted_commitments
from lantoa.plans.rules.commitment import MeasureKind
from vanban.vocabulary import ActivityKind


def inspections() -> models.QuerySet[Inspection]:
    """Every inspection with its unit and people, the latest first."""
    rows: models.QuerySet[Inspection] = Inspection.objects.select_related("unit", "lead", "commitment")
    return rows


def lines_of(inspection: Inspection) -> models.QuerySet[ChecklistLine]:
    """The checklist with photos and findings."""
    photos = models.Prefetch("photos", LinePhoto.objects.select_related("file"))
    rows: models.QuerySet[ChecklistLine] = inspection.lines.select_related("marked_by")
    return rows.prefetch_related(photos, models.Prefetch("findings", Finding.objects.select_related("unit")))


def findings() -> models.QuerySet[Finding]:
    """Findings of inspections that are closed: what a running one writes is not yet said to the unit."""
    rows = Finding.objects.filter(inspection__state=InspectionState.CLOSED.value)
    return rows.select_related("unit", "inspection__unit", "inspection__lead")


def steps_of(finding: Finding) -> models.QuerySet[FindingStep]:
    """What became of a finding, in order."""
    return finding.steps.select_related("by").prefetch_related("files__file")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One finding as due work: who owes what by when. ``code``: the state under which lists of due work show it."""

    finding: Finding
    code: str
    is_overdue: bool

    @property
    def unit_id(self) -> int:
        """The responsible unit."""
        return self.finding.unit_id

    @property
    def due_on(self) -> date:
        """The deadline."""
        return self.finding.due_on

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something: the unit, or the inspector."""
        return self.finding.state != FindingState.CLOSED.value


def follow_ups(*, today: date, unit_id: int | None = None, open_only: bool = False) -> list[FollowUp]:
    """What inspections ask of units, in the order of the deadlines. One query."""
    rows = findings()
    rows = rows.filter(unit=unit_id) if unit_id else rows
    rows = rows.exclude(state=FindingState.CLOSED.value) if open_only else rows
    return [
        FollowUp(row, progress_code(row.state, row.due_on, today), is_overdue(row.state, row.due_on, today))
        for row in rows.order_by("due_on", "id")
    ]


def waiting_for_inspector(person_id: int) -> list[Finding]:
    """Answers that wait for the one who led the inspection."""
    return list(findings().filter(state=FindingState.ANSWERED.value, inspection__lead=person_id))


def still_open(unit_id: int, *, before: Inspection) -> list[str]:
    """Texts of what earlier inspections asked of a unit and is not mended yet."""
    rows = findings().filter(unit=unit_id).exclude(state=FindingState.CLOSED.value).exclude(inspection=before)
    return list(rows.order_by("id").values_list("text", flat=True))


def inspection_commitments(rows: Iterable[Commitment] | None = None) -> list[Commitment]:
    """What the plans promise about inspections, the likeliest first: their measure counts inspections, or their
    sentence speaks of them."""
    every = list(adopted_commitments() if rows is None else rows)
    fitting = [row for row in every if row.measure != MeasureKind.RATIO.value and _likelihood(row)]
    return sorted(fitting, key=lambda row: (-_likelihood(row), row.position))


def _likelihood(row: Commitment) -> int:
    text = row.text.casefold()
    by_kind = 4 if ActivityKind.INSPECTION.value in row.match_kinds else 0
    begins = 2 if text.lstrip("- ").startswith("kiểm tra") else 0
    return by_kind + begins + (1 if "kiểm tra" in text else 0)
