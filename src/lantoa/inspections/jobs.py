"""The minutes and the conclusion of an inspection as DOCX and PDF: slow, so made by a worker."""

from django.db import transaction

from lantoa.activities.captured import attach_captured
from lantoa.communes.letterhead import official_head
from lantoa.core.jobs import job
from lantoa.files.actions import Received, enter, receive
from lantoa.files.models import StoredFile
from lantoa.inspections.documents import conclusion_document, minutes_document
from lantoa.inspections.facts import facts_of
from lantoa.inspections.models import Inspection
from vanban.form.document import OfficialDocument
from vanban.form.docx import render_docx
from vanban.form.errors import FormError
from vanban.form.pdf import render_pdf


@job("inspections.make_documents", lock="inspection-{inspection_id}")
def make_documents(commune_id: int, inspection_id: int) -> None:
    """Minutes and conclusion of a closed inspection; the minutes become the activity's evidence of grade A. Safe to run
    twice: what is there is left alone."""
    row = Inspection.objects.filter(pk=inspection_id, closed_at__isnull=False, minutes_docx__isnull=True).first()
    if row is None:
        return
    facts, head = facts_of(row), official_head(row.commune)
    name = f"{row.unit} {row.held_on:%d-%m-%Y}"
    minutes = _made(row, minutes_document(facts, head), f"Biên bản kiểm tra {name}")
    conclusion = _made(row, conclusion_document(facts, head), f"Kết luận kiểm tra {name}")
    _finish(row, minutes, conclusion)


Files = tuple[Received, Received | None, str]


def _made(row: Inspection, document: OfficialDocument, name: str) -> Files:
    """DOCX, and PDF or the reason why this machine cannot make one."""
    docx = receive(commune=row.commune, upload=render_docx(document), name=f"{name}.docx")
    try:
        data = render_pdf(document)
    except FormError as error:
        return docx, None, error.message
    return docx, receive(commune=row.commune, upload=data, name=f"{name}.pdf"), ""


@transaction.atomic
def _finish(row: Inspection, minutes: Files, conclusion: Files) -> None:
    fresh: Inspection = Inspection.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if fresh.minutes_docx_id:
        return
    fresh.minutes_docx, fresh.minutes_pdf = _entered(fresh, minutes)
    fresh.conclusion_docx, fresh.conclusion_pdf = _entered(fresh, conclusion)
    fresh.note = minutes[2][:500]
    fresh.save()
    evidence = fresh.minutes_pdf or fresh.minutes_docx
    if fresh.activity and evidence:
        attach_captured(activity=fresh.activity, file=evidence, caption="Biên bản kiểm tra", by=fresh.closed_by)


def _entered(row: Inspection, made: Files) -> tuple[StoredFile, StoredFile | None]:
    docx, pdf, _note = made
    kept = enter(commune=row.commune, received=docx, by=row.closed_by)
    return kept, enter(commune=row.commune, received=pdf, by=row.closed_by) if pdf else None
