"""Kiểm tra: the list, planning, the checklist on a phone, closing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lantoa.activities.entry import received_files
from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.files.uploads import takes_files
from lantoa.inspections import actions, pages
from lantoa.inspections.access import access_inspection, access_line
from lantoa.inspections.forms import ChangeForm, CloseForm, LineForm, OwnLineForm, PlanForm
from lantoa.inspections.queries import lines_of


@require_safe
@staff(Permission.SEE)
def inspection_list(request: StaffRequest) -> HttpResponse:
    """What is to come, what runs, and the history."""
    return render(request, "inspections/list.html", pages.list_page(request.actor))


@staff(Permission.INSPECT)
def inspection_plan(request: StaffRequest) -> HttpResponse:
    """Which units, when, by whom."""
    form = PlanForm(request.POST or None, initial={"lead": request.actor.person.pk})
    if form.is_valid():
        data = form.cleaned_data
        rows = actions.plan_inspections(
            commune=request.actor.commune, units=list(data["units"]), first=data["first"], gap=data["gap"],
            lead=data["lead"], commitment=data["commitment"], by=request.actor.person,
        )  # fmt: skip
        messages.success(request, _("Đã lên lịch %(n)d cuộc kiểm tra.") % {"n": len(rows)})
        return redirect("inspection_list")
    return render(request, "inspections/plan.html", {"form": form})


@require_safe
@staff(Permission.SEE)
def inspection_show(request: StaffRequest, pk: int) -> HttpResponse:
    """One inspection; while it runs, the checklist to fill in."""
    inspection = access_inspection(request.actor, pk)
    return render(request, "inspections/show.html", pages.show_page(request.actor, inspection))


@staff(Permission.INSPECT)
def inspection_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Another day, lead or place."""
    inspection = access_inspection(request.actor, pk)
    form = ChangeForm(request.POST or None, inspection=inspection)
    if form.is_valid():
        actions.change_plan(inspection=inspection, by=request.actor.person, **form.cleaned_data)
        messages.success(request, _("Đã sửa lịch kiểm tra."))
        return redirect("inspection_show", pk)
    context = {"form": form, "title": _("Sửa lịch kiểm tra"), "lead": inspection.unit.name}
    return render(request, "inspections/form.html", {**context, "back": reverse("inspection_show", args=[pk])})


@staff(Permission.INSPECT)
def inspection_cancel(request: StaffRequest, pk: int) -> HttpResponse:
    """Give it up, after a question."""
    inspection = access_inspection(request.actor, pk)
    if request.method == "POST":
        actions.cancel_inspection(inspection=inspection, by=request.actor.person)
        messages.success(request, _("Đã hủy cuộc kiểm tra."))
        return redirect("inspection_list")
    context = {
        "page_question": _("Hủy cuộc kiểm tra này?"), "label": _("Hủy cuộc kiểm tra"), "danger": True,
        "what": _("Kết quả đã ghi được giữ lại để xem, nhưng không lập biên bản và không tính là hoạt động."),
        "url_back": reverse("inspection_show", args=[pk]),
    }  # fmt: skip
    return render(request, "confirm.html", context)


@require_POST
@staff(Permission.INSPECT)
def line_add(request: StaffRequest, pk: int) -> HttpResponse:
    """A question of the inspector's own."""
    inspection = access_inspection(request.actor, pk)
    form = OwnLineForm(request.POST)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    line = actions.add_line(inspection=inspection, text=text, by=request.actor.person)
    return redirect(f"{reverse('inspection_show', args=[pk])}#muc-{line.pk}")


@takes_files()
@require_POST
@staff(Permission.INSPECT)
def line_mark(request: StaffRequest, pk: int, line: int) -> HttpResponse:
    """The result of one line, with photos; only this line is drawn again where the browser can."""
    row = access_line(request.actor, pk, line)
    form = LineForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Chưa ghi được: hãy tải lại trang và chọn lại kết quả."))
        return redirect("inspection_show", pk)
    data, files = form.cleaned_data, received_files(request)
    actions.mark_line(
        line=row, mark=form.mark_given, note=data["note"], seen=data["seen"], by=request.actor.person, files=files
    )
    if not getattr(request, "htmx", False):
        return redirect(f"{reverse('inspection_show', args=[pk])}#muc-{row.pk}")
    context = pages.line_page(row.inspection, lines_of(row.inspection).get(pk=row.pk))
    return render(request, "inspections/_line.html", context)


@staff(Permission.INSPECT)
def inspection_close(request: StaffRequest, pk: int) -> HttpResponse:
    """End it: minutes and conclusion are made, findings go to the units."""
    inspection = access_inspection(request.actor, pk)
    form = CloseForm(request.POST or None)
    if form.is_valid():
        actions.close_inspection(inspection=inspection, by=request.actor.person, **form.cleaned_data)
        messages.success(request, _("Đã kết thúc. Biên bản và kết luận đang được lập; đơn vị đã thấy các kiến nghị."))
        return redirect("inspection_show", pk)
    context = {"form": form, "title": _("Kết thúc kiểm tra"), "lead": inspection.unit.name}
    return render(request, "inspections/form.html", {**context, "back": reverse("inspection_show", args=[pk])})
