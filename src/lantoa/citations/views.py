"""Sổ văn bản: find an act, see where it is cited, put it right."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.citations.importing import SHEETS, import_acts
from lantoa.citations.pages import access_act, list_page, sheet_of, wanted_of
from lantoa.citations.rules import Entry, is_stale, slug_of
from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.downloads import excel
from lantoa.communes.roles import Permission
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.documents.access import access_entry
from lantoa.documents.actions import change_act, drop_act, enter_act
from lantoa.documents.forms import ActForm, initial_of
from lantoa.documents.models import ActEntry
from lantoa.documents.queries import own_act
from lantoa.files.uploads import files_of, takes_files

KEEPERS = (Permission.REVIEW_PLAN, Permission.ISSUE_PLAN)
"""Who reviews plans, and who enters numbers and dates of documents: the clerk keeps the paper register, too."""


@require_safe
@staff(Permission.SEE)
def index(request: StaffRequest) -> HttpResponse:
    """The register, searched."""
    context = list_page(wanted_of(request.GET), request.GET.get("trang"))
    return render(request, "citations/list.html", {**context, "may_change": _may_change(request)})


@require_safe
@staff(Permission.SEE)
def download(request: StaffRequest) -> HttpResponseBase:
    """The register as Excel, as it is filtered."""
    sheet = sheet_of(wanted_of(request.GET))
    return excel(request.actor, (sheet,), sheet.title)


@require_safe
@staff(Permission.SEE)
def show(request: StaffRequest, slug: str) -> HttpResponse:
    """One act and where it is cited."""
    entry = access_act(slug)
    link = access_entry(request.actor, entry.own_id).link if entry.own_id else ""
    stale = is_stale(entry, clock.today())
    context = {"entry": entry, "stale": stale, "link": link, "may_change": _may_change(request)}
    return render(request, "citations/show.html", context)


@require_safe
@staff(Permission.SEE)
def entry(request: StaffRequest, pk: int) -> HttpResponse:
    """The page of an act by the number of the commune's entry."""
    return redirect("citations_show", slug_of(access_entry(request.actor, pk).key))


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*KEEPERS)
def enter(request: StaffRequest) -> HttpResponse:
    """A new entry; ``?theo=`` begins it with what is known of an act."""
    known = access_act(request.GET["theo"]) if request.GET.get("theo") else None
    form = ActForm(request.POST or None, initial=initial_of(known.act) if known else {"kind": "Quyết định"})
    if form.is_valid():
        try:
            row = enter_act(commune=request.actor.commune, draft=form.draft(), by=request.actor.person)
        except Refused as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Đã ghi văn bản vào sổ."))
            return redirect("citations_show", slug_of(row.key))
    return _form_page(request, form, known)


@takes_files(SHEETS)
@require_http_methods(["GET", "HEAD", "POST"])
@staff(*KEEPERS)
def import_sheet(request: StaffRequest) -> HttpResponse:
    """The table that "Tải Excel" gives comes back, corrected or continued."""
    done = None
    if request.method == "POST":
        files = files_of(request, "file")
        if not files:
            raise Refused("file_empty", "Chưa chọn tệp. Hãy chọn bảng Excel rồi bấm Tải lên.")
        actor = request.actor
        done = import_acts(commune=actor.commune, upload=files[0], name=files[0].name or "", by=actor.person)
    return render(request, "citations/import.html", {"done": done})


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*KEEPERS)
def change(request: StaffRequest, pk: int) -> HttpResponse:
    """Correct an entry of the commune."""
    row = access_entry(request.actor, pk)
    initial = {**initial_of(own_act(row)), "source": row.source, "checked_on": row.checked_on}
    form = ActForm(request.POST or None, initial={**initial, "link": row.link, "seen": row.revision})
    if form.is_valid():
        try:
            seen = form.cleaned_data["seen"]
            row = change_act(entry=row, draft=form.draft(), seen=-1 if seen is None else seen, by=request.actor.person)
        except Refused as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Đã ghi thay đổi."))
            return redirect("citations_show", slug_of(row.key))
    return _form_page(request, form, row)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*KEEPERS)
def drop(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask, then take an entry of the commune out again."""
    row = access_entry(request.actor, pk)
    if request.method == "POST":
        drop_act(entry=row, by=request.actor.person)
        messages.success(request, _("Đã bỏ văn bản khỏi phần xã, phường tự ghi."))
        return redirect("citations_list")
    context = {
        "page_question": _("Bỏ văn bản này khỏi sổ?"), "what": str(row), "danger": True, "label": _("Bỏ"),
        "url_back": reverse("citations_change", args=[pk]),
    }  # fmt: skip
    return render(request, "confirm.html", context)


def _form_page(request: StaffRequest, form: ActForm, known: Entry | ActEntry | None) -> HttpResponse:
    row = known if isinstance(known, ActEntry) else None
    return render(request, "citations/form.html", {"form": form, "row": row}, status=422 if form.errors else 200)


def _may_change(request: StaffRequest) -> bool:
    return any(request.actor.may(one) for one in KEEPERS)
