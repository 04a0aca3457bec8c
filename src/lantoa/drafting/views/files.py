"""A draft on paper: Word and PDF; a long PDF is made by a worker while its page tells how far it is."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.core.errors import Refused
from lantoa.drafting.access import access_draft
from lantoa.drafting.jobs import print_pdf
from lantoa.drafting.models import Draft, PrintState
from lantoa.drafting.printing import file_name, pdf_of
from lantoa.drafting.prints import asked_print
from lantoa.drafting.queries import blocks_of
from lantoa.drafting.rules.length import is_long, pages_about
from lantoa.drafting.word import send_word
from lantoa.ledger.actions import note_opening
from vanban.form.errors import FormError

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "pdf": "application/pdf",
}  # fmt: skip
MAKE = {"docx": send_word, "pdf": pdf_of}
MOST_PERCENT = 95
"""The layout is the longer part of the work, not all of it."""


@require_safe
@staff(Permission.SEE)
def drafting_file(request: StaffRequest, pk: int, ending: str) -> HttpResponse:
    """The draft as it stands, as Word or PDF; the PDF of a long one has a page of its own."""
    draft = access_draft(request.actor, pk)
    if ending not in MAKE:
        raise Http404
    if ending == "pdf" and is_long(blocks_of(draft)):
        return redirect("drafting_print", pk)
    try:
        data = MAKE[ending](draft)
    except FormError as error:
        raise Refused(error.code, error.message) from error
    note_opening(action="draft.downloaded", on=draft, by=request.actor.person)
    answer = HttpResponse(data, content_type=TYPES[ending])
    answer["Content-Disposition"] = f'attachment; filename="{file_name(draft)}.{ending}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_safe
@staff(Permission.SEE)
def drafting_print(request: StaffRequest, pk: int) -> HttpResponse:
    """The PDF of a long draft: being made, ready, or why not. To ask for it is to open this page."""
    return _print_page(request, access_draft(request.actor, pk), again=False)


@require_POST
@staff(Permission.SEE)
def drafting_print_again(request: StaffRequest, pk: int) -> HttpResponse:
    """Try a printing again that failed."""
    _print_page(request, access_draft(request.actor, pk), again=True)
    return redirect("drafting_print", pk)


def _print_page(request: StaffRequest, draft: Draft, *, again: bool) -> HttpResponse:
    row, to_make = asked_print(draft=draft, by=request.actor.person, again=again)
    if to_make:
        print_pdf.defer(draft.commune_id, row.pk)
    about = max(pages_about(blocks_of(draft)), row.pages)
    percent = min(MOST_PERCENT, 100 * row.pages // about)
    context = {"draft": draft, "row": row, "about": about, "percent": percent}
    if not getattr(request, "htmx", False):
        return render(request, "drafting/print.html", context)
    if row.state == PrintState.MAKING.value:
        return render(request, "drafting/_printing.html", context)
    return HttpResponse(headers={"HX-Redirect": reverse("drafting_print", args=[draft.pk])})
