"""Making the documents of a report: slow, so done by a worker."""

from lantoa.core import clock
from lantoa.core.jobs import job
from lantoa.files.actions import Received, receive
from lantoa.reports.making import file_name, finish_report
from lantoa.reports.models import Report, ReportState
from lantoa.reports.queries import facts_of, letterhead_of, period_of
from lantoa.reports.rules import Remarks, compose, facts_to_json
from vanban.form.document import OfficialDocument
from vanban.form.docx import render_docx
from vanban.form.errors import FormError
from vanban.form.pdf import render_pdf


@job("reports.make_report", lock="report-{report_id}")
def make_report(commune_id: int, report_id: int) -> None:
    """Figures, snapshot, DOCX and PDF of one report. Safe to run twice: a finished report is left alone."""
    report = Report.objects.select_related("version__plan", "commune", "made_by").filter(pk=report_id).first()
    if report is None or report.state == ReportState.READY.value:
        return
    facts = facts_of(report.version, period_of(report), today=clock.today())
    document = compose(facts, letterhead_of(report.commune, report), remarks_of(report))
    name = file_name(report)
    docx = receive(commune=report.commune, upload=render_docx(document), name=f"{name}.docx")
    pdf, note = _pdf(report, document, name)
    finish_report(report=report, snapshot=facts_to_json(facts), docx=docx, pdf=pdf, note=note)


def _pdf(report: Report, document: OfficialDocument, name: str) -> tuple[Received | None, str]:
    """The PDF, or the reason why this machine cannot make one: the DOCX is given out all the same."""
    try:
        data = render_pdf(document)
    except FormError as error:
        return None, error.message
    return receive(commune=report.commune, upload=data, name=f"{name}.pdf"), ""


def remarks_of(report: Report) -> Remarks:
    """What a person wrote: one paragraph for each line."""
    return Remarks(**{
        name: tuple(line.strip() for line in text.splitlines() if line.strip()) for name, text in report.remarks.items()
    })  # fmt: skip
