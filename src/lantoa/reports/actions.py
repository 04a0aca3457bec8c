"""Writes of the room of reports: asking for one, making it again, trying again, printing it."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from lantoa.communes.models import Commune, Person, Unit
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.core.periods import ReportPeriod
from lantoa.ledger.actions import record
from lantoa.plans.models import PlanVersion
from lantoa.reports.jobs import make_report, print_report
from lantoa.reports.models import Report, ReportState, Wording, WordingOrigin
from lantoa.reports.queries import period_of
from lantoa.reports.rules.life import FINAL, Stage

REMARKS = ("directing", "results", "causes", "next_work", "proposals")


@transaction.atomic
def ask_report(
    *, commune: Commune, version: PlanVersion, period: ReportPeriod, by: Person, number: str = "",
    dated_on: date | None = None, remarks: Mapping[str, str] | None = None, unit: Unit | None = None,
    replaces: Report | None = None,
) -> Report:  # fmt: skip
    """A new report for a period, to be made by a job; of the ward, or of one ``unit``. Earlier ones stay as they are.

    Raises:
        Refused("period_ahead"): nothing of the period has happened yet.
        Refused("replaces_what"): ``replaces`` is not final, or of another body or period.
    """
    if period.data.start > clock.today():
        raise Refused("period_ahead", f"Kỳ {period.label} chưa bắt đầu nên chưa có số liệu để báo cáo.")
    _check_replaced(replaces, period, unit)
    report = Report.of(
        commune.pk, version=version, kind=period.kind.value, period_start=period.period.start,
        period_end=period.period.end, data_from=period.data.start, data_to=period.data.end, due_on=period.due_on,
        number=number.strip(), dated_on=dated_on, made_by=by, unit=unit, replaces=replaces,
        remarks={name: (remarks or {}).get(name, "").strip() for name in REMARKS},
    )  # fmt: skip
    report.save(force_insert=True)
    record(
        action="report.asked", on=report, by=by, kind=report.kind, period_end=report.period_end.isoformat(),
        unit=unit.pk if unit else None, replaces=replaces.pk if replaces else None,
    )  # fmt: skip
    make_report.defer(commune.pk, report.pk)
    return report


def _check_replaced(old: Report | None, period: ReportPeriod, unit: Unit | None) -> None:
    if old is None:
        return
    same = (old.kind, old.period_start, old.unit_id) == (
        period.kind.value, period.period.start, unit.pk if unit else None
    )  # fmt: skip
    if not same or Stage(old.stage) not in FINAL:
        raise Refused(
            "replaces_what", "Chỉ báo cáo đã ban hành hoặc đã tiếp nhận của cùng kỳ, cùng đơn vị mới thay thế được."
        )


@transaction.atomic
def make_again(*, report: Report, by: Person) -> Report:
    """The same period with today's figures: a new draft with everything that people wrote; the old one stays.

    What is final is replaced: the new one names it.
    """
    final = Stage(report.stage) in FINAL
    made = ask_report(
        commune=report.commune, version=report.version, period=period_of(report), by=by, remarks=report.remarks,
        unit=report.unit, replaces=report if final else report.replaces,
    )  # fmt: skip
    made.causes, made.answers = report.causes, report.answers
    made.save(update_fields=["causes", "answers"])
    latest = {row.section: row for row in Wording.objects.filter(report=report, set_aside=False).order_by("number")}
    for row in latest.values():
        if not row.is_reset:
            Wording.of(
                report.commune_id, report=made, section=row.section, number=1, blocks=row.blocks, by=row.by,
                origin=WordingOrigin.CARRIED.value, at=clock.now(),
            ).save(force_insert=True)  # fmt: skip
    return made


@transaction.atomic
def try_again(*, report: Report, by: Person) -> None:
    """Start the making of a report anew that failed or got stuck."""
    row = Report.objects.select_for_update().get(pk=report.pk)
    if row.state == ReportState.READY.value:
        return
    row.state, row.error_message = ReportState.MAKING.value, ""
    row.save(update_fields=["state", "error_message"])
    record(action="report.retried", on=row, by=by)
    (print_report if row.snapshot else make_report).defer(row.commune_id, row.pk)


@transaction.atomic
def ask_print(*, report: Report, by: Person) -> None:
    """Draw Word and PDF again from the wording as it is now."""
    row = Report.objects.select_for_update().get(pk=report.pk)
    if not row.snapshot or row.state == ReportState.MAKING.value:
        return
    record(action="report.print_asked", on=row, by=by)
    start_printing(row)


def start_printing(row: Report) -> None:
    """Within an action: the documents will be drawn by a job; until then the page says so."""
    row.state, row.error_message = ReportState.MAKING.value, ""
    row.save(update_fields=["state", "error_message"])
    print_report.defer(row.commune_id, row.pk)
