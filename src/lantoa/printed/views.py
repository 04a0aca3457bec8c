"""Ấn phẩm: the list, one print with its places, PDF, putting up and taking down."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lantoa.activities.entry import received_files
from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.core.errors import Refused
from lantoa.files.uploads import takes_files
from lantoa.printed import actions, pages
from lantoa.printed.access import access_posting, access_print
from lantoa.printed.forms import PlacesForm, PrintForm, PutUpForm


@require_safe
@staff(Permission.SEE)
def print_list(request: StaffRequest) -> HttpResponse:
    """What is to be taken down first, then everything that was printed."""
    return render(request, "printed/list.html", pages.list_page(request.actor))


@staff(Permission.WRITE_CONTENT)
def print_new(request: StaffRequest) -> HttpResponse:
    """Printed matter from an approved item."""
    chosen = {"item": request.GET.get("noi-dung", "")}
    form = PrintForm(request.POST or None, commune=request.actor.commune, initial=chosen)
    if form.is_valid():
        data = form.cleaned_data
        try:
            made = actions.make_print(
                item=data["item"], key=data["key"], sheet=form.sheet, expires_on=data["expires_on"],
                by=request.actor.person,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("print_show", made.pk)
    return render(request, "printed/new.html", {"form": form, "none": not form.fields["item"].queryset.exists()})  # type: ignore[attr-defined]


@require_safe
@staff(Permission.SEE)
def print_show(request: StaffRequest, pk: int) -> HttpResponse:
    """One print: where it hangs, scans by place, and its sheets."""
    return render(request, "printed/show.html", pages.show_page(request.actor, access_print(request.actor, pk)))


@require_safe
@staff(Permission.SEE)
def print_pdf(request: StaffRequest, pk: int) -> FileResponse:
    """The sheets, one for each place; ``?noi=…``: of one place alone."""
    return pages.pdf_answer(request, access_print(request.actor, pk), place=request.GET.get("noi", ""))


@require_safe
@staff(Permission.SEE)
def posted_list(request: StaffRequest) -> FileResponse:
    """The public-posting list of every place, or ``?noi=…`` of one, to be printed."""
    return pages.posted_list_answer(request, place=request.GET.get("noi", "").strip()[:200])


@require_POST
@staff(Permission.WRITE_CONTENT)
def places_add(request: StaffRequest, pk: int) -> HttpResponse:
    """More places."""
    print_ = access_print(request.actor, pk)
    form = PlacesForm(request.POST)
    lines, chosen = form.wanted()
    rows = actions.add_places(print_=print_, lines=lines, neighbourhoods=chosen, by=request.actor.person)
    messages.success(request, _("Đã thêm %(n)d nơi dán. Tải bản in: mỗi nơi một trang có mã riêng.") % {"n": len(rows)})
    return redirect("print_show", pk)


@takes_files()
@staff(Permission.WRITE_CONTENT)
def posting_up(request: StaffRequest, pk: int, posting: int) -> HttpResponse:
    """It was put up there, with a photo."""
    row = access_posting(request.actor, pk, posting)
    form = PutUpForm(request.POST or None)
    if form.is_valid():
        try:
            photos = received_files(request)
            actions.put_up(
                posting=row, on=form.cleaned_data["on"], photo=photos[0] if photos else None, by=request.actor.person
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã ghi: %(place)s.") % {"place": row.place})
            return redirect("print_show", pk)
    return render(request, "printed/put_up.html", {"form": form, "posting": row})


@require_POST
@staff(Permission.WRITE_CONTENT)
def posting_down(request: StaffRequest, pk: int, posting: int) -> HttpResponse:
    """It was taken down."""
    row = actions.take_down(posting=access_posting(request.actor, pk, posting), by=request.actor.person)
    messages.success(request, _("Đã ghi là đã gỡ: %(place)s.") % {"place": row.place})
    return redirect("print_list") if request.POST.get("ve") == "danh-sach" else redirect("print_show", pk)
