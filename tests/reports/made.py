"""A finished report for tests of pages: the DOCX is real, the slow PDF is left out."""

from datetime import date

from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.periods import PeriodKind, ReportCalendar, Window, report_period
from lantoa.files.actions import receive
from lantoa.reports.actions import ask_report
from lantoa.reports.making import Printed, finish_report
from lantoa.reports.models import Report
from lantoa.reports.queries import facts_of, letterhead_of, period_of
from lantoa.reports.rules import Remarks, compose, facts_to_json
from tests.activities.samples import adopted_plan
from tests.factories import World
from vanban.form.docx import render_docx


def made_report(world: World) -> Report:
    """Last year's report of the sample plan."""
    last = clock.today().year - 1
    period = report_period(PeriodKind.YEAR, Window(date(last, 1, 1), date(last, 12, 31)), ReportCalendar())
    by = world.people[Role.PLAN_OWNER]
    report = ask_report(commune=world.commune, version=adopted_plan(world), period=period, by=by)
    facts = facts_of(report.version, period_of(report), today=clock.today())
    document = compose(facts, letterhead_of(world.commune, report), Remarks())
    docx = receive(commune=world.commune, upload=render_docx(document), name="bao-cao.docx")
    finish_report(report=report, snapshot=facts_to_json(facts), printed=Printed(docx, None))
    report.refresh_from_db()
    return report
