"""Reads about the reports that come before one: the units' for the same period, and the last period's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from lantoa.communes.models import Unit
from lantoa.core.periods import PeriodKind, ReportPeriod, Window, label_of
from lantoa.plans.models import PlanVersion
from lantoa.plans.queries import adopted_commitments
from lantoa.reports.models import Report
from lantoa.reports.rules import facts_from_json
from lantoa.reports.rules.causes import Cause, causes_from
from lantoa.reports.rules.facts import Handed, HandedState, Taken
from lantoa.reports.rules.following import Before
from lantoa.reports.rules.life import FINAL, Stage
from lantoa.reports.rules.sections import Section
from lantoa.reports.rules.wording import day

UNIT_DAYS = 5
"""A unit's report is due so many days before the ward's: time to put them together (NĐ 315/2025, Điều 33 gives the
office five working days)."""
HEAVY = ("snapshot", "frozen")
PARTS = {
    "directing": Section.DIRECTING, "results": Section.RESULTS, "causes": Section.SHORT, "next_work": Section.NEXT,
    "proposals": Section.PROPOSALS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit that owes a report for a period, its latest one if any, and where that stands."""

    unit: Unit
    report: Report | None
    state: HandedState
    due_on: date


def unit_due(period: ReportPeriod) -> date:
    """When units hand in."""
    return period.due_on - timedelta(days=UNIT_DAYS)


def units_owing(version: PlanVersion) -> list[Unit]:
    """Units that lead a commitment of the plan; bodies that are only asked are not made to report."""
    led = adopted_commitments(version).order_by().values_list("lead_id", flat=True)
    return list(Unit.objects.filter(pk__in=set(led) - {None}, asked=False, is_active=True))


def unit_rows(version: PlanVersion, period: ReportPeriod, *, today: date) -> list[UnitRow]:
    """Each unit that owes a report for the period. Three queries."""
    latest = latest_of_units(period)
    due = unit_due(period)
    return [
        UnitRow(unit, latest.get(unit.pk), _state(latest.get(unit.pk), late=today > due), due)
        for unit in units_owing(version)
    ]  # fmt: skip


def _state(report: Report | None, *, late: bool) -> HandedState:
    stage = Stage(report.stage) if report else Stage.DRAFT
    known = {
        Stage.ACCEPTED: HandedState.ACCEPTED, Stage.SUBMITTED: HandedState.SUBMITTED,
        Stage.RETURNED: HandedState.RETURNED,
    }  # fmt: skip
    return known.get(stage, HandedState.LATE if late else HandedState.WAITING)


def latest_of_units(period: ReportPeriod) -> dict[int, Report]:
    """By unit, the report that counts for a period: an accepted one before a newer draft."""
    rows = Report.objects.filter(
        unit__isnull=False, kind=period.kind.value, period_start=period.period.start
    ).select_related("unit").defer(*HEAVY).order_by("id")  # fmt: skip
    found: dict[int, Report] = {}
    for row in rows:
        there = found.get(row.unit_id)
        if there is None or there.stage != Stage.ACCEPTED.value or row.stage == Stage.ACCEPTED.value:
            found[row.unit_id] = row
    return found


def handed_of(version: PlanVersion, period: ReportPeriod, *, today: date) -> tuple[Handed, ...]:
    """Who has handed in; empty where no unit reports by the software at all."""
    rows = unit_rows(version, period, today=today)
    if not any(row.report for row in rows):
        return ()
    return tuple(Handed(str(row.unit.pk), row.unit.name, row.state) for row in rows)


def accepted_of(period: ReportPeriod) -> list[Report]:
    """The units' accepted reports of a period."""
    return [row for row in latest_of_units(period).values() if row.stage == Stage.ACCEPTED.value]


def taken_of(period: ReportPeriod) -> tuple[Taken, ...]:
    """What people wrote in the units' accepted reports, line by line, in the order of the units."""
    rows = [(row.unit, row) for row in accepted_of(period) if row.unit]
    return tuple(
        Taken(unit.name, section.value, line.strip())
        for unit, row in sorted(rows, key=lambda found: (found[0].position, found[0].name))
        for part, section in PARTS.items()
        for line in str(row.remarks.get(part, "")).splitlines()
        if line.strip()
    )


def causes_told(period: ReportPeriod) -> dict[str, Cause]:
    """By commitment, the causes in the units' accepted reports, with their source."""
    found: dict[str, Cause] = {}
    for row in accepted_of(period):
        for key, cause in causes_from(row.causes.items()).items():
            found[key] = Cause(cause.kind, cause.words, row.unit.name if row.unit else "")
    return found


def cited(report: Report) -> str:
    """ "Báo cáo số 12/BC-UBND ngày 05/07/2026", or by its period while it has no number."""
    if report.number and report.dated_on:
        return f"Báo cáo số {report.number} ngày {day(report.dated_on)}"
    label = label_of(PeriodKind(report.kind), Window(report.period_start, report.period_end))
    return f"Báo cáo {label}"


def before_of(period: ReportPeriod, unit: Unit | None) -> Before | None:
    """What the last report of the same kind and body announced: an issued or accepted one, else the latest made."""
    last_day = period.period.start - timedelta(days=1)
    rows = Report.objects.filter(kind=period.kind.value, period_end=last_day, unit=unit, snapshot__isnull=False).defer(
        "frozen"
    )
    final = rows.filter(stage__in=[stage.value for stage in FINAL]).order_by("-id").first()
    found = final or rows.order_by("-id").first()
    if found is None:
        return None
    return Before(cited(found), facts_from_json(found.snapshot).upcoming, _own(found.remarks))


def _own(remarks: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(line.strip() for line in str(remarks.get("next_work", "")).splitlines() if line.strip())
