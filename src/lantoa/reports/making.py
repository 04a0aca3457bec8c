"""The end of making a report: its documents and figures are put to the row, once."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from lantoa.core import clock
from lantoa.core.periods import PeriodKind, Window, label_of
from lantoa.files.actions import Received, enter
from lantoa.ledger.actions import record
from lantoa.reports.models import Report, ReportState
from lantoa.reports.queries import facts_of, period_of
from lantoa.reports.rules import facts_to_json

GAVE_UP = "Đã thử ba lần mà chưa lập được. Hãy bấm “Thử lại”; nếu vẫn vậy, báo người quản trị."


@dataclass(frozen=True, slots=True)
class Printed:
    """The documents of a report, in the store; ``digest`` of the text that they show."""

    docx: Received
    pdf: Received | None
    note: str = ""
    digest: str = ""


@transaction.atomic
def finish_report(*, report: Report, snapshot: Mapping[str, object], printed: Printed) -> bool:
    """Put the made documents to the report. Returns False when another run was quicker: then nothing changes."""
    row = Report.objects.select_for_update().get(pk=report.pk)
    if row.state == ReportState.READY.value:
        return False
    commune, by = report.commune, report.made_by
    row.snapshot = row.snapshot or dict(snapshot)
    row.docx = enter(commune=commune, received=printed.docx, by=by)
    row.pdf = enter(commune=commune, received=printed.pdf, by=by) if printed.pdf else None
    row.state, row.error_message, row.printed_sha256 = ReportState.READY.value, printed.note, printed.digest
    row.save(update_fields=["snapshot", "docx", "pdf", "state", "error_message", "printed_sha256"])
    record(action="report.made", on=row, by=by, docx=row.docx.sha256, pdf=row.pdf.sha256 if row.pdf else None)
    return True


@transaction.atomic
def take_figures(*, report: Report) -> None:
    """The figures alone, at once; the documents are drawn by the job when a step asks for them."""
    row = Report.objects.select_related("version__plan", "commune", "unit").select_for_update(of=("self",)).get(
        pk=report.pk
    )  # fmt: skip
    if row.snapshot:
        return
    facts = facts_of(row.version, period_of(row), today=clock.today(), unit=row.unit)
    row.snapshot, row.state = facts_to_json(facts), ReportState.READY.value
    row.save(update_fields=["snapshot", "state"])
    record(action="report.figured", on=row, by=row.made_by)


@transaction.atomic
def fail_report(*, report_id: int) -> None:
    """The job was given up: say so, unless another run had made it."""
    row = Report.objects.select_for_update().filter(pk=report_id, state=ReportState.MAKING.value).first()
    if row is None:
        return
    row.state, row.error_message = ReportState.FAILED.value, GAVE_UP
    row.save(update_fields=["state", "error_message"])
    record(action="report.failed", on=row, by=None)


def file_name(report: Report) -> str:
    """ "Bao cao Quy III-2026" without the ending: safe in every file system."""
    label = label_of(PeriodKind(report.kind), Window(report.period_start, report.period_end))
    unit = f" - {report.unit.name}" if report.unit else ""
    return f"Báo cáo tuyên truyền CCHC {label}{unit}".replace("/", "-")
