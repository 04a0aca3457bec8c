"""A ward on the third of October 2026 with a running plan, and the reports of its third quarter."""

from datetime import date

from lantoa.communes.models import Unit
from lantoa.communes.roles import Role
from lantoa.core.periods import PeriodKind, ReportPeriod, Window
from lantoa.plans.models import PlanVersion
from lantoa.reports.access import standing_of
from lantoa.reports.actions import ask_report
from lantoa.reports.documents import desk_of
from lantoa.reports.jobs import make_report, print_report
from lantoa.reports.life_actions import issue_report, take_step
from lantoa.reports.models import Report, ReportState
from lantoa.reports.rules.causes import CauseKind, owing
from lantoa.reports.rules.life import Step
from lantoa.reports.wording_actions import tell_causes
from tests.factories import World

TODAY = date(2026, 10, 3)
QUARTER = Window(date(2026, 7, 1), date(2026, 9, 30))
PERIOD = ReportPeriod(PeriodKind.QUARTER, "Quý III/2026", QUARTER, QUARTER, date(2026, 9, 30))


def fresh(report: Report) -> Report:
    found: Report = Report.objects.select_related("unit", "version__plan", "commune", "docx", "pdf").get(pk=report.pk)
    return found


def drafted(world: World, unit: Unit | None = None, **values: object) -> Report:
    """A report with its figures and documents."""
    by = world.person(Role.PLAN_OWNER if unit is None else Role.OFFICER)
    period = values.pop("period", PERIOD)
    report = ask_report(
        commune=world.commune, version=PlanVersion.objects.get(), period=period, by=by, unit=unit, **values  # type: ignore[arg-type]
    )  # fmt: skip
    make_report(world.commune.pk, report.pk)
    return fresh(report)


def explained(world: World, report: Report) -> Report:
    """Every line that is short has a cause."""
    desk = desk_of(report, world.commune)
    causes = {line.commitment_id: {"kind": CauseKind.STAFF.value, "words": "kiêm nhiệm"} for line in owing(desk.facts)}
    answers = {one.key: {"outcome": "done"} for one in desk.facts.followed if one.asked}
    tell_causes(report=report, causes=causes, answers=answers, remarks={}, by=world.owner)
    return fresh(report)


def step(world: World, report: Report, what: Step, role: Role, **more: object) -> Report:
    standing = standing_of(world.actor(role), report)
    take_step(report=report, step=what, standing=standing, by=world.person(role), **more)  # type: ignore[arg-type]
    return printed(world, report)


def printed(world: World, report: Report) -> Report:
    """As a worker does after a step that asked for print."""
    row = fresh(report)
    if row.state == ReportState.MAKING.value:
        print_report(world.commune.pk, row.pk)
    return fresh(row)


def issued(world: World, number: str = "12", dated_on: date = TODAY, **values: object) -> Report:
    """A ward's report through its whole life."""
    report = explained(world, drafted(world, **values))
    report = step(world, report, Step.SUBMIT, Role.PLAN_OWNER)
    report = step(world, report, Step.APPROVE, Role.LEADER)
    standing = standing_of(world.actor(Role.PLAN_OWNER), report)
    issue_report(report=report, standing=standing, by=world.owner, number=number, dated_on=dated_on)
    return printed(world, report)
