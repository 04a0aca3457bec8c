"""Reads for reports: the calendar of what is to be sent, the facts of one period, the letterhead."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from lantoa.activities.models import Evidence
from lantoa.communes.models import Commune, CommuneSetting, Unit
from lantoa.communes.queries import setting_of
from lantoa.core.grades import NEEDS_NO_LOOK, EvidenceState
from lantoa.core.periods import PeriodKind, ReportPeriod, Window, label_of
from lantoa.plans.models import PlanElement, PlanVersion
from lantoa.plans.queries import adopted_commitments, adopted_versions, due_window, plan_period
from lantoa.plans.rules.commitment import CommitmentFacts, DueKind
from lantoa.progress.queries import plan_progress
from lantoa.reports.models import Report, ReportState
from lantoa.reports.published import marked_of, outlets_of, voices_of
from lantoa.reports.rules import Letterhead, Names, PlanNamed, ReportFacts, report_facts
from lantoa.reports.rules.calendar import DueDay, SlotState, is_pressing, periods_of_year, slot_state
from lantoa.reports.rules.life import Stage
from lantoa.reports.rules.wording import tally_of
from lantoa.reports.units import HEAVY, before_of, cited, handed_of, taken_of


def due_day_of(setting: CommuneSetting) -> DueDay:
    """The commune's own day; else the day that an adopted plan states for its reports; else the period's last day."""
    if setting.report_due_day:
        return DueDay(setting.report_due_day)
    stated = adopted_commitments().filter(due_kind=DueKind.DAY_OF_LAST_MONTH.value, due_day__isnull=False)
    row = stated.order_by("-version__plan__period_start", "position").first()
    return DueDay(row.due_day, before=row.due_before, from_plan=True) if row else DueDay()


@dataclass(frozen=True, slots=True)
class ReportSlot:
    """One report of the calendar: the plan that it is about, the latest one made for it, where it stands."""

    period: ReportPeriod
    version: PlanVersion
    latest: Report | None
    state: SlotState
    days_left: int
    asked: bool

    @property
    def key(self) -> str:
        """Names the period in addresses and forms: "quarter-20260701"."""
        return f"{self.period.kind.value}-{self.period.period.start:%Y%m%d}"

    @property
    def data_ends_late(self) -> bool:
        """Whether the report is due before its data end: then it tells what was done until it is made."""
        return self.period.due_on < self.period.data.end


def years_of_plans() -> list[int]:
    """Years that any adopted plan touches, the latest first."""
    periods = [found for version in adopted_versions() if (found := plan_period(version.plan))]
    return sorted({year for one in periods for year in range(one.start.year, one.end.year + 1)}, reverse=True)


def usual_year(today: date) -> int | None:
    """The year to begin with: this one where a plan touches it, else the nearest; None without a plan."""
    return min(years_of_plans(), key=lambda year: (abs(year - today.year), -year), default=None)


def slots_of_year(commune: Commune, year: int, *, today: date) -> list[ReportSlot]:
    """Every report of a year that touches an adopted plan. Four queries."""
    setting, due = setting_of(commune), DueDay()
    running = {version: found for version in adopted_versions() if (found := plan_period(version.plan))}
    if running:
        due = due_day_of(setting)
    periods = periods_of_year(year, running.values(), data_from_day=setting.report_from_day, due=due)
    made, asked = _latest_made(), set(setting.report_kinds)
    return [
        _slot(one, _version_for(one, running), made.get((one.kind.value, one.period.start)), asked=asked, today=today)
        for one in periods
    ]


def _slot(
    period: ReportPeriod, version: PlanVersion, latest: Report | None, *, asked: set[str], today: date
) -> ReportSlot:
    is_asked = period.kind.value in asked
    state = slot_state(period, asked=is_asked, made=latest is not None, today=today)
    return ReportSlot(period, version, latest, state, (period.due_on - today).days, is_asked)


def _version_for(period: ReportPeriod, running: Mapping[PlanVersion, Window]) -> PlanVersion:
    """The plan with which the period shares most days; of two, the later one."""

    def shared(version: PlanVersion) -> int:
        both = running[version].intersection(period.period)
        return both.days if both else 0

    return max(running, key=shared)


def reports_to_send(commune: Commune, *, today: date) -> list[ReportSlot]:
    """What stands on the home page: due soon or lately overdue, of kinds that are sent regularly."""
    year = usual_year(today)
    slots = slots_of_year(commune, year, today=today) if year else []
    return [slot for slot in slots if is_pressing(slot.state, slot.days_left)]


def _latest_made() -> dict[tuple[str, date], Report]:
    """The ward's own report of each period that counts: one that is issued before a newer draft."""
    rows = Report.objects.filter(unit__isnull=True).exclude(state=ReportState.FAILED.value)
    found: dict[tuple[str, date], Report] = {}
    for row in rows.order_by("id").defer(*HEAVY):
        there = found.get((row.kind, row.period_start))
        if there is None or there.stage != Stage.ISSUED.value or row.stage == Stage.ISSUED.value:
            found[row.kind, row.period_start] = row
    return found


def period_of(report: Report) -> ReportPeriod:
    """The period of a stored report, with the days that were set when it was made."""
    kind, window = PeriodKind(report.kind), Window(report.period_start, report.period_end)
    data = Window(report.data_from, report.data_to)
    return ReportPeriod(kind, label_of(kind, window), window, data, report.due_on or window.end)


def facts_of(
    version: PlanVersion, period: ReportPeriod, *, today: date, unit: Unit | None = None, alone: bool = False
) -> ReportFacts:
    """All figures of a period, from the evidence alone; of one ``unit``, or of the ward with what its units handed in.

    ``alone``: without looking at other reports.
    """
    progress = plan_progress(version, today=today)
    plan = version.plan
    topics = PlanElement.objects.filter(version=version, kind="content").exclude(code="")
    wanted = {key: one for key, one in progress.facts.items() if unit is None or _concerns(one, str(unit.pk))}
    facts = report_facts(
        period=period,
        plan=PlanNamed(plan.title, plan.number, plan.issued_on),
        commitments=list(wanted.values()),
        due=[due_window(row) for row in progress.rows if str(row.commitment_id) in wanted],
        activities=progress.activities,
        today=today,
        plan_topics=list(topics.order_by("position").values_list("code", flat=True)) if unit is None else (),
        names=_names(),
        waivers=frozenset((str(row.commitment_id), row.window_start) for row in progress.rows if row.waived_reason),
        before=None if alone else before_of(period, unit),
        unit_id=str(unit.pk) if unit else None,
    )
    facts = replace(facts, marked=marked_of(plan.commune, period.data, unit))
    if unit or alone:
        return facts
    facts = replace(facts, voices=voices_of(plan.commune, period.data), outlets=outlets_of(period.data))
    return replace(facts, handed=handed_of(version, period, today=today), taken=taken_of(period))


def _concerns(commitment: CommitmentFacts, unit_id: str) -> bool:
    return unit_id == commitment.lead_unit_id or unit_id in commitment.coordinating_unit_ids


PROVING = (EvidenceState.ACCEPTED.value, EvidenceState.WAITING.value)
"""States of evidence that the annex names; what was returned, replaced or withdrawn proves nothing."""


def _names() -> Names:
    pieces: dict[str, tuple[str, ...]] = {}
    standing = Evidence.objects.filter(activity__withdrawn_at__isnull=True, state__in=PROVING)
    for piece in standing.select_related("file"):
        pieces[str(piece.activity_id)] = (*pieces.get(str(piece.activity_id), ()), _said(piece))
    units = {str(unit.pk): unit.name for unit in Unit.objects.all()}
    return Names(units=units, evidence={key: tally_of(said) for key, said in pieces.items()})


def _said(piece: Evidence) -> str:
    """A piece of evidence on paper: its caption, its address, or what kind of file it is; and that it still waits."""
    waits = piece.state == EvidenceState.WAITING.value and piece.grade not in NEEDS_NO_LOOK
    return f"{_called(piece)} (chờ xác nhận)" if waits else _called(piece)


def _called(piece: Evidence) -> str:
    if piece.caption or piece.url or piece.file is None:
        return piece.caption or piece.url
    return "Ảnh" if piece.file.media_type.startswith("image/") else piece.file.name


def letterhead_of(commune: Commune, report: Report) -> Letterhead:
    """Who reports, who signs and who receives, as the commune set it; without a list, the recipients of the plan."""
    setting = setting_of(commune)
    if report.unit:
        return _unit_letterhead(commune, report, report.unit, place=setting.place or commune.short_name)
    return Letterhead(
        body_name=f"Ủy ban nhân dân {commune.in_text}",
        issuer=("ỦY BAN NHÂN DÂN", commune.name.upper()),
        parent=setting.province_line,
        place=setting.place or commune.short_name,
        number=report.number or "/BC-UBND",
        issued_on=report.dated_on,
        authority=_lines(setting.signer_lines) or ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        signer=setting.signer_name,
        recipients=_lines(setting.recipients) or _plan_recipients(report.version),
        replaces=cited(report.replaces) if report.replaces else "",
    )


def _unit_letterhead(commune: Commune, report: Report, unit: Unit, *, place: str) -> Letterhead:
    """A unit reports to the ward; its own number is its own business."""
    ward = f"Ủy ban nhân dân {commune.in_text}"
    return Letterhead(
        body_name=unit.name, issuer=(unit.name.upper(),), parent=f"UBND {commune.name}".upper(), place=place,
        number=report.number or "/BC", issued_on=report.dated_on, addressees=(ward,), authority=("THỦ TRƯỞNG ĐƠN VỊ",),
        recipients=("Như trên", "Lưu: VT"), plan_issuer=ward,
        replaces=cited(report.replaces) if report.replaces else "",
    )  # fmt: skip


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _plan_recipients(version: PlanVersion) -> tuple[str, ...]:
    named = PlanElement.objects.filter(version=version, kind="recipient").order_by("position")
    return tuple(f"{text.strip().rstrip(';.')};" for text in named.values_list("text", flat=True))
