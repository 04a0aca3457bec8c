"""Reads for reports: the calendar of what is to be sent, the facts of one period, the letterhead."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lantoa.activities.models import Evidence
from lantoa.communes.models import Commune, CommuneSetting, Unit
from lantoa.communes.queries import setting_of
from lantoa.core.periods import PeriodKind, ReportCalendar, ReportPeriod, Window, report_period, report_periods
from lantoa.plans.models import Plan, PlanElement, PlanVersion
from lantoa.plans.queries import due_window, plan_period
from lantoa.progress.queries import plan_progress
from lantoa.reports.models import Report
from lantoa.reports.rules import Letterhead, Names, PlanNamed, ReportFacts, report_facts

KINDS = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF_YEAR, PeriodKind.NINE_MONTHS, PeriodKind.YEAR)


def report_calendar(setting: CommuneSetting) -> ReportCalendar:
    """How this commune reports. Day 1 = the calendar's own months; a due day is "before" that day of the last month."""
    from_day = setting.report_from_day
    return ReportCalendar(
        data_from_day=from_day if from_day > 1 else None, due_day=setting.report_due_day or None, due_before=True
    )


@dataclass(frozen=True, slots=True)
class ReportSlot:
    """One report that the calendar asks for, with the latest one made for it."""

    period: ReportPeriod
    latest: Report | None


def slots_of_year(commune: Commune, plan: Plan, year: int, kinds: Iterable[PeriodKind] = KINDS) -> list[ReportSlot]:
    """The reports of a year that touch the plan, by due date."""
    calendar = report_calendar(setting_of(commune))
    running = plan_period(plan)
    periods = [one for kind in kinds for one in report_periods(kind, year, calendar)]
    touching = [one for one in periods if running is None or one.period.intersection(running)]
    made = _latest_made()
    return [
        ReportSlot(one, made.get((one.kind.value, one.period.start)))
        for one in sorted(touching, key=lambda p: (p.due_on, p.period.end, p.period.days))
    ]


def _latest_made() -> dict[tuple[str, date], Report]:
    return {(row.kind, row.period_start): row for row in Report.objects.order_by("id").defer("snapshot")}


def period_of(report: Report, commune: Commune) -> ReportPeriod:
    """The period of a stored report, with the days that were set when it was made."""
    window = Window(report.period_start, report.period_end)
    computed = report_period(PeriodKind(report.kind), window, report_calendar(setting_of(commune)))
    return ReportPeriod(
        kind=computed.kind, label=computed.label, period=window, data=Window(report.data_from, report.data_to),
        due_on=report.due_on or computed.due_on,
    )  # fmt: skip


def facts_of(version: PlanVersion, period: ReportPeriod, *, today: date) -> ReportFacts:
    """All figures of a period, from the evidence alone."""
    progress = plan_progress(version, today=today)
    plan = version.plan
    topics = PlanElement.objects.filter(version=version, kind="content").exclude(code="")
    return report_facts(
        period=period,
        plan=PlanNamed(plan.title, plan.number, plan.issued_on),
        commitments=list(progress.facts.values()),
        due=[due_window(row) for row in progress.rows],
        activities=progress.activities,
        today=today,
        plan_topics=list(topics.order_by("position").values_list("code", flat=True)),
        names=_names(),
        waivers=frozenset((str(row.commitment_id), row.window_start) for row in progress.rows if row.waived_reason),
    )


def _names() -> Names:
    pieces: dict[str, tuple[str, ...]] = {}
    for piece in Evidence.objects.filter(activity__withdrawn_at__isnull=True).select_related("file"):
        said = piece.caption or (piece.file.name if piece.file else piece.url)
        pieces[str(piece.activity_id)] = (*pieces.get(str(piece.activity_id), ()), said)
    return Names(units={str(unit.pk): unit.name for unit in Unit.objects.all()}, evidence=pieces)


def letterhead_of(commune: Commune, report: Report) -> Letterhead:
    """Who reports and who signs, as the commune set it."""
    setting = setting_of(commune)
    lines = [line.strip() for line in setting.signer_lines.splitlines() if line.strip()]
    return Letterhead(
        body_name=f"Ủy ban nhân dân {commune.in_text}",
        issuer=("ỦY BAN NHÂN DÂN", commune.name.upper()),
        parent=setting.province_line,
        place=setting.place or commune.short_name,
        number=report.number or "/BC-UBND",
        issued_on=report.dated_on,
        authority=tuple(lines) or ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        signer=setting.signer_name,
        recipients=tuple(line.strip() for line in setting.recipients.splitlines() if line.strip()),
    )
