"""Writes of the room of reports."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from lantoa.communes.models import Commune, Person
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.core.periods import ReportPeriod
from lantoa.ledger.actions import record
from lantoa.plans.models import PlanVersion
from lantoa.reports.jobs import make_report
from lantoa.reports.models import Report

REMARKS = ("directing", "results", "causes", "proposals")


@transaction.atomic
def ask_report(
    *, commune: Commune, version: PlanVersion, period: ReportPeriod, by: Person, number: str = "",
    dated_on: date | None = None, remarks: Mapping[str, str] | None = None,
) -> Report:  # fmt: skip
    """A new report for a period, to be made by a job. Earlier ones of the same period stay as they are.

    Raises:
        Refused("period_ahead"): nothing of the period has happened yet.
    """
    if period.data.start > clock.today():
        raise Refused("period_ahead", f"Kỳ {period.label} chưa bắt đầu nên chưa có số liệu để báo cáo.")
    report = Report.of(
        commune.pk, version=version, kind=period.kind.value, period_start=period.period.start,
        period_end=period.period.end, data_from=period.data.start, data_to=period.data.end, due_on=period.due_on,
        number=number.strip(), dated_on=dated_on, made_by=by,
        remarks={name: (remarks or {}).get(name, "").strip() for name in REMARKS},
    )  # fmt: skip
    report.save(force_insert=True)
    record(action="report.asked", on=report, by=by, kind=report.kind, period_end=report.period_end.isoformat())
    make_report.defer(commune.pk, report.pk)
    return report
