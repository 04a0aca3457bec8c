"""The end of making a report: its documents and figures are put to the row, once."""

from collections.abc import Mapping

from django.db import transaction

from lantoa.core.periods import PeriodKind, Window, label_of
from lantoa.files.actions import Received, enter
from lantoa.ledger.actions import record
from lantoa.reports.models import Report, ReportState


@transaction.atomic
def finish_report(
    *, report: Report, snapshot: Mapping[str, object], docx: Received, pdf: Received | None, note: str = ""
) -> bool:
    """Put the made documents to the report. Returns False when another run was quicker: then nothing changes."""
    row = Report.objects.select_for_update().get(pk=report.pk)
    if row.state == ReportState.READY.value:
        return False
    commune, by = report.commune, report.made_by
    row.snapshot = dict(snapshot)
    row.docx = enter(commune=commune, received=docx, by=by)
    row.pdf = enter(commune=commune, received=pdf, by=by) if pdf else None
    row.state, row.error_message = ReportState.READY.value, note
    row.save()
    record(action="report.made", on=row, by=by, docx=row.docx.sha256, pdf=row.pdf.sha256 if row.pdf else None)
    return True


def file_name(report: Report) -> str:
    """ "Bao cao Quy III-2026" without the ending: safe in every file system."""
    label = label_of(PeriodKind(report.kind), Window(report.period_start, report.period_end))
    return f"Báo cáo tuyên truyền CCHC {label}".replace("/", "-")
