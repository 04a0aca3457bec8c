"""Pages of imports: give a file, look at its rows, enter them, take them back."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.activities.accepting.forms import ids_of
from lantoa.activities.importing import access, actions, pages, workbooks
from lantoa.activities.importing.intake import SPREADSHEETS
from lantoa.activities.importing.rules.states import RowState, RunState, check_step
from lantoa.activities.models import ImportRun
from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.core.errors import Refused
from lantoa.core.spreadsheet import download
from lantoa.files.uploads import files_of, takes_files

MAY = Permission.IMPORT_ACTIVITIES


@takes_files(SPREADSHEETS)
@require_http_methods(["GET", "HEAD", "POST"])
@staff(MAY)
def start(request: StaffRequest) -> HttpResponse:
    """Give a spreadsheet; the imports of before."""
    refusal = ""
    if request.method == "POST":
        try:
            return redirect("imports_show", _given(request).pk)
        except Refused as error:
            refusal = error.message
    context = pages.start_page(request.actor, refusal)
    return render(request, "activities/importing/start.html", context, status=422 if refusal else 200)


def _given(request: StaffRequest) -> ImportRun:
    files = files_of(request, "file")
    if not files:
        raise Refused("import_no_file", "Chưa chọn tệp: hãy chọn bảng tính cần nhập.")
    actor, upload = request.actor, files[0]
    return actions.start_import(commune=actor.commune, upload=upload, name=upload.name or "", by=actor.person)


@require_safe
@staff(MAY)
def template(request: StaffRequest) -> HttpResponseBase:
    """The template with this commune's lists."""
    file = workbooks.template(f"Ủy ban nhân dân {request.actor.commune.in_text}")
    return download(file, "Mẫu nhập hoạt động")


@require_safe
@staff(MAY)
def show(request: StaffRequest, pk: int) -> HttpResponse:
    """One import: its reading, its preview, its entering, what became of it."""
    run = access.access_import(request.actor, pk)
    partial = bool(getattr(request, "htmx", False))
    if run.state in pages.UNDER_WAY:
        page = "activities/importing/_job.html" if partial else "activities/importing/job.html"
        return render(request, page, pages.job_page(run))
    if partial:
        return HttpResponse(headers={"HX-Redirect": request.path})
    if run.state in (RunState.UNREADABLE.value, RunState.DROPPED.value):
        return render(request, "activities/importing/unreadable.html", pages.job_page(run))
    return render(request, "activities/importing/show.html", pages.run_page(run, request.GET.dict()))


@require_POST
@staff(MAY)
def columns(request: StaffRequest, pk: int) -> HttpResponse:
    """Other columns, another sheet, another way of writing days: read anew."""
    run, given = access.access_import(request.actor, pk), request.POST
    actions.set_columns(
        run=run, columns=given.dict(), sheet=given.get("sheet", ""), order=given.get("order", ""),
        by=request.actor.person,
    )  # fmt: skip
    return redirect("imports_show", pk)


@require_POST
@staff(MAY)
def write(request: StaffRequest, pk: int) -> HttpResponse:
    """Enter the good rows."""
    run = access.access_import(request.actor, pk)
    chosen = ids_of(request.POST.getlist("commitment"))
    actions.write_import(run=run, commitments=chosen, by=request.actor.person)
    return redirect("imports_show", pk)


@require_POST
@staff(MAY)
def keep(request: StaffRequest, pk: int) -> HttpResponse:
    """Enter a row although the same is there, or not after all."""
    row = access.access_row(request.actor, pk)
    actions.keep_duplicate(row=row, wanted=request.POST.get("wanted") == "1", by=request.actor.person)
    return redirect(f"{reverse('imports_show', args=[row.run_id])}?xem={RowState.DUPLICATE.value}")


@require_safe
@staff(MAY)
def faults(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The rows that cannot be entered, as Excel with a column "Lỗi"."""
    run = access.access_import(request.actor, pk)
    rows = run.rows.filter(state=RowState.BAD.value).order_by("number").iterator(chunk_size=1000)
    file = workbooks.faulty_rows(run, rows, f"Ủy ban nhân dân {request.actor.commune.in_text}")
    return download(file, f"Cần sửa – {run.file.name.rpartition('.')[0]}")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(MAY)
def undo(request: StaffRequest, pk: int) -> HttpResponse:
    """Take the whole import back, after a question."""
    run = access.access_import(request.actor, pk)
    back = reverse("imports_show", args=[pk])
    if request.method == "POST":
        n = actions.undo_import(run=run, by=request.actor.person)
        messages.success(request, ngettext("Đã rút %(n)s hoạt động.", "Đã rút %(n)s hoạt động.", n) % {"n": n})
        return redirect(back)
    check_step(run.state, RunState.UNDONE)
    words = {
        "page_question": _("Hoàn tác lần nhập này?"),
        "what": pages.undo_words(run),
        "label": _("Hoàn tác lần nhập"),
    }
    return render(request, "confirm.html", {**words, "danger": True, "url_back": back})


@require_http_methods(["GET", "HEAD", "POST"])
@staff(MAY)
def drop(request: StaffRequest, pk: int) -> HttpResponse:
    """Give up an import that was not entered, after a question."""
    run = access.access_import(request.actor, pk)
    if request.method == "POST":
        actions.drop_import(run=run, by=request.actor.person)
        messages.success(request, _("Đã bỏ lần nhập. Chưa có hoạt động nào được ghi."))
        return redirect("imports_start")
    words = {"page_question": _("Bỏ lần nhập này?"), "what": run.file.name, "label": _("Bỏ")}
    back = reverse("imports_show", args=[pk])
    return render(request, "confirm.html", {**words, "danger": True, "url_back": back})
