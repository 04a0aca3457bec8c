"""Making the documents of a report: slow, so done by a worker."""

from lantoa.core import clock
from lantoa.core.jobs import job
from lantoa.files.actions import Received, receive
from lantoa.reports.bundles import fail_bundle, pack_bundle
from lantoa.reports.documents import document_digest, document_of, remarks_of
from lantoa.reports.forms_used import template_bytes
from lantoa.reports.making import Printed, fail_report, file_name, finish_report
from lantoa.reports.models import Report, ReportState
from lantoa.reports.queries import facts_of, period_of
from lantoa.reports.rules import facts_to_json
from vanban.form.document import OfficialDocument
from vanban.form.docx import render_docx
from vanban.form.errors import FormError
from vanban.form.pdf import render_pdf

__all__ = ["make_bundle", "make_report", "print_report", "remarks_of"]


def gave_up(commune_id: int, report_id: int) -> None:
    """Three times it went wrong: the page says so and offers to try again."""
    fail_report(report_id=report_id)


@job("reports.make_report", lock="report-{report_id}", failed=gave_up)
def make_report(commune_id: int, report_id: int) -> None:
    """Figures, snapshot, DOCX and PDF of one report. Safe to run twice: a finished report is left alone."""
    report = _waiting(report_id)
    if report is None:
        return
    if not report.snapshot:
        facts = facts_of(report.version, period_of(report), today=clock.today(), unit=report.unit)
        report.snapshot = facts_to_json(facts)
    _finish(report)


@job("reports.print_report", lock="report-{report_id}", failed=gave_up)
def print_report(commune_id: int, report_id: int) -> None:
    """DOCX and PDF of a report that has its figures, from the wording as it is now or from what was frozen."""
    report = _waiting(report_id)
    if report is not None and report.snapshot:
        _finish(report)


def _waiting(report_id: int) -> Report | None:
    rows = Report.objects.select_related("version__plan", "commune", "made_by", "unit", "replaces")
    report: Report | None = rows.filter(pk=report_id).first()
    return None if report is None or report.state == ReportState.READY.value else report


def _finish(report: Report) -> None:
    document = document_of(report, report.commune)
    name = file_name(report)
    data = render_docx(document, template=template_bytes(report))
    docx = receive(commune=report.commune, upload=data, name=f"{name}.docx")
    pdf, note = _pdf(report, document, name)
    printed = Printed(docx, pdf, note, document_digest(document))
    finish_report(report=report, snapshot=report.snapshot or {}, printed=printed)


def _pdf(report: Report, document: OfficialDocument, name: str) -> tuple[Received | None, str]:
    """The PDF, or the reason why this machine cannot make one: the DOCX is given out all the same."""
    try:
        data = render_pdf(document)
    except FormError as error:
        return None, error.message
    return receive(commune=report.commune, upload=data, name=f"{name}.pdf"), ""


def bundle_gave_up(commune_id: int, bundle_id: int) -> None:
    """Three times it went wrong: the page of the bundle says so."""
    fail_bundle(bundle_id=bundle_id)


@job("reports.make_bundle", lock="bundle-{bundle_id}", in_steps=True, failed=bundle_gave_up)
def make_bundle(commune_id: int, bundle_id: int) -> None:
    """Pack the evidence behind a report, with visible progress."""
    pack_bundle(commune_id=commune_id, bundle_id=bundle_id)
