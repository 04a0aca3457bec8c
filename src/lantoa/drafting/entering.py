"""An issued draft becomes a plan: its documents are kept, read like an upload, its rows become the commitments."""

from django.db import transaction

from lantoa.communes.models import Unit
from lantoa.communes.queries import unit_wordings
from lantoa.drafting.dismissing import hand_on
from lantoa.drafting.models import Draft, Entering
from lantoa.drafting.printing import docx_of, file_name, pdf_of
from lantoa.drafting.queries import blocks_of, unit_names
from lantoa.drafting.rules.committing import items_of
from lantoa.files.actions import enter, receive
from lantoa.ledger.actions import record
from lantoa.plans.actions.issued import IssuedHead, enter_issued
from lantoa.plans.document import read_document
from vanban.form.errors import FormError

GAVE_UP = "Đã thử ba lần mà chưa đưa kế hoạch vào thực hiện được. Hãy bấm “Thử lại”; nếu vẫn vậy, báo người quản trị."


def _quiet(_percent: int, _stage: str) -> None:
    """The reading of our own document takes a moment; nobody waits for its percentages."""


@transaction.atomic
def enter_draft(*, draft_id: int) -> None:
    """Print, read, enter, adopt; all of it or nothing."""
    rows = Draft.objects.select_for_update(of=("self",)).select_related("commune__province", "signer")
    draft = rows.filter(pk=draft_id, entering=Entering.GOING.value).first()
    if draft is None or draft.dated_on is None:
        return
    last = draft.steps.select_related("by").order_by("-id").first()
    by = last.by if last else None
    data = docx_of(draft)
    draft.docx = enter(commune=draft.commune, received=receive(
        commune=draft.commune, upload=data, name=f"{file_name(draft)}.docx"), by=by)  # fmt: skip
    _keep_pdf(draft, by)
    names, blocks = unit_names(), blocks_of(draft)
    asked = frozenset(str(pk) for pk in Unit.objects.filter(asked=True).values_list("pk", flat=True))
    head = IssuedHead(draft.title, draft.number, draft.dated_on, draft.period_start, draft.period_end)
    read = read_document(data, f"{file_name(draft)}.docx", _quiet, units=unit_wordings())
    version, problem = enter_issued(
        commune=draft.commune, head=head, file=draft.docx, read=read,
        items=lambda text: items_of(blocks, names, asked=asked, text=text), by=by,
    )  # fmt: skip
    hand_on(draft, version)
    draft.plan, draft.entering, draft.error_message = version.plan, Entering.DONE.value, problem[:500]
    draft.save(update_fields=["plan", "entering", "error_message", "docx", "pdf"])
    record(action="draft.entered", on=draft, by=by, items=version.commitments.count(), plan=version.plan_id)


def _keep_pdf(draft: Draft, by: object) -> None:
    """Where this machine cannot print PDF, the Word file is there all the same."""
    try:
        data = pdf_of(draft)
    except FormError:
        return
    received = receive(commune=draft.commune, upload=data, name=f"{file_name(draft)}.pdf")
    draft.pdf = enter(commune=draft.commune, received=received, by=by)  # type: ignore[arg-type]


@transaction.atomic
def fail_entering(*, draft_id: int) -> None:
    """The job was given up: say so, unless another run had done it."""
    row = Draft.objects.select_for_update().filter(pk=draft_id, entering=Entering.GOING.value).first()
    if row is None:
        return
    row.entering, row.error_message = Entering.FAILED.value, GAVE_UP
    row.save(update_fields=["entering", "error_message"])
    record(action="draft.entering_failed", on=row, by=None)
