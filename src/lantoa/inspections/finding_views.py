"""Kiến nghị sau kiểm tra: what units have to mend, their answers, the inspector's yes or no."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lantoa.activities.entry import received_files
from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.queries import work_calendar
from lantoa.communes.roles import Permission
from lantoa.core import clock
from lantoa.files.uploads import takes_files
from lantoa.inspections import actions, following, pages
from lantoa.inspections.access import access_finding, access_inspection, check_answer_right
from lantoa.inspections.forms import AnswerForm, DecideForm, FindingForm
from lantoa.inspections.rules import proposed_deadline


@require_safe
@staff(Permission.SEE)
def finding_list(request: StaffRequest) -> HttpResponse:
    """What inspections ask of units."""
    return render(request, "inspections/findings.html", pages.findings_page(request.actor))


@require_safe
@staff(Permission.SEE)
def finding_show(request: StaffRequest, pk: int) -> HttpResponse:
    """One finding and everything that became of it."""
    finding = access_finding(request.actor, pk)
    context = {**pages.finding_page(request.actor, finding), "decide": DecideForm()}
    return render(request, "inspections/finding.html", context)


@staff(Permission.INSPECT)
def finding_add(request: StaffRequest, pk: int) -> HttpResponse:
    """Write down a shortcoming or a recommendation."""
    inspection = access_inspection(request.actor, pk)
    due = proposed_deadline(clock.today(), work_calendar())
    first = {"due_on": due, "line": request.GET.get("muc", "")[:18]}
    form = FindingForm(request.POST or None, inspection=inspection, initial=first)
    if form.is_valid():
        actions.add_finding(inspection=inspection, draft=form.draft(), by=request.actor.person)
        messages.success(request, _("Đã ghi. Đơn vị thấy khi cuộc kiểm tra kết thúc."))
        return redirect("inspection_show", pk)
    context = {"form": form, "title": _("Ghi tồn tại, kiến nghị"), "lead": inspection.unit.name}
    return render(request, "inspections/form.html", {**context, "back": reverse("inspection_show", args=[pk])})


@require_POST
@staff(Permission.INSPECT)
def finding_drop(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a finding back while the inspection runs."""
    finding = access_finding(request.actor, pk)
    actions.drop_finding(finding=finding, by=request.actor.person)
    messages.success(request, _("Đã bỏ."))
    return redirect("inspection_show", finding.inspection_id)


@takes_files()
@staff(Permission.LOG_ACTIVITY)
def finding_answer(request: StaffRequest, pk: int) -> HttpResponse:
    """The unit says what it mended, with evidence."""
    finding = access_finding(request.actor, pk)
    check_answer_right(request.actor, finding)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        following.answer_finding(
            finding=finding, text=data["text"], by=request.actor.person, files=received_files(request),
            links=data["links"].splitlines(),
        )  # fmt: skip
        messages.success(request, _("Đã gửi báo cáo khắc phục; người kiểm tra sẽ xác nhận hoặc trả lại."))
        return redirect("finding_show", pk)
    return render(request, "inspections/answer.html", {"form": form, "finding": finding})


@require_POST
@staff(Permission.INSPECT)
def finding_decide(request: StaffRequest, pk: int) -> HttpResponse:
    """Mended, or returned with a note."""
    finding = access_finding(request.actor, pk)
    form = DecideForm(request.POST)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    if request.POST.get("answer") == "close":
        following.close_finding(finding=finding, text=text, by=request.actor.person)
        messages.success(request, _("Đã xác nhận khắc phục xong."))
    elif request.POST.get("answer") == "return":
        following.return_finding(finding=finding, text=text, by=request.actor.person)
        messages.success(request, _("Đã trả lại để đơn vị làm tiếp."))
    else:
        messages.error(request, _("Chưa rõ quyết định: hãy bấm lại một trong hai nút."))
    return redirect("finding_show", pk)
