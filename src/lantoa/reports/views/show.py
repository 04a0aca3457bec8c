"""One report: reading it with every number open to its proof, and the steps of its life."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.core import clock
from lantoa.core.errors import NotAllowed, Refused
from lantoa.ledger.actions import note_opening
from lantoa.reports.access import access_report, standing_of
from lantoa.reports.actions import ask_print, make_again, try_again
from lantoa.reports.forms import IssueForm, ReturnForm
from lantoa.reports.life_actions import issue_report, take_step
from lantoa.reports.models import Report, ReportState
from lantoa.reports.pages import behind, show_page
from lantoa.reports.queries import period_of
from lantoa.reports.rules.life import Hat, Step

TOO_LONG = timedelta(minutes=3)
EDIT = ["GET", "HEAD", "POST"]


@staff(Permission.SEE)
def reports_show(request: StaffRequest, pk: int) -> HttpResponse:
    """One report: its making, then the document on screen, DOCX and PDF."""
    report = access_report(request.actor, pk)
    is_ready = report.state == ReportState.READY.value
    is_failed = report.state == ReportState.FAILED.value
    is_making = report.state == ReportState.MAKING.value
    is_late = is_making and not report.snapshot and clock.now() - report.made_at > TOO_LONG
    context = show_page(request.actor, report, is_ready=is_ready, is_stuck=is_failed or is_late)
    if not getattr(request, "htmx", False):
        if report.is_final and is_ready:
            note_opening(action="report.opened", on=report, by=request.actor.person)
        return render(request, "reports/show.html", {**context, "is_late": is_late})
    if is_late and "cham" in request.GET:
        return HttpResponse(status=204)  # the page that asks says so already
    if is_ready or context["is_stuck"]:
        return HttpResponse(headers={"HX-Redirect": request.path})
    return render(request, "reports/_making.html", context)


@staff(Permission.SEE)
def reports_behind(request: StaffRequest, pk: int, anchor: str) -> HttpResponse:
    """The items behind one number."""
    report = access_report(request.actor, pk)
    context = {"report": report, "period": period_of(report), "behind": behind(report, anchor, request.actor)}
    return render(request, "reports/behind.html", context)


def _check_author(request: StaffRequest, report: Report) -> None:
    """Who drafts this report may have it made, printed or made again."""
    hats = standing_of(request.actor, report).hats
    if not hats & {Hat.DRAFTER, Hat.KEEPER}:
        raise NotAllowed


@require_POST
@staff(Permission.MAKE_REPORT, Permission.DRAFT_UNIT_REPORT)
def reports_retry(request: StaffRequest, pk: int) -> HttpResponse:
    """Try the making again that failed."""
    report = access_report(request.actor, pk)
    _check_author(request, report)
    try_again(report=report, by=request.actor.person)
    return redirect("reports_show", pk)


@require_POST
@staff(Permission.MAKE_REPORT, Permission.DRAFT_UNIT_REPORT)
def reports_print(request: StaffRequest, pk: int) -> HttpResponse:
    """Draw the PDF and the Word file again."""
    report = access_report(request.actor, pk)
    _check_author(request, report)
    ask_print(report=report, by=request.actor.person)
    return redirect("reports_show", pk)


@require_POST
@staff(Permission.MAKE_REPORT, Permission.DRAFT_UNIT_REPORT)
def reports_again(request: StaffRequest, pk: int) -> HttpResponse:
    """A new draft for the same period; in place of a final report, one that names it."""
    report = access_report(request.actor, pk)
    _check_author(request, report)
    made = make_again(report=report, by=request.actor.person)
    messages.success(request, _("Đã lập bản mới với số liệu hôm nay. Bản cũ vẫn còn."))
    return redirect("reports_show", made.pk)


@require_POST
@staff(Permission.MAKE_REPORT, Permission.DRAFT_UNIT_REPORT)
def reports_step(request: StaffRequest, pk: int, step: str) -> HttpResponse:
    """Submit, take back, accept, approve: steps that need no more than a button."""
    report = access_report(request.actor, pk)
    if step not in {Step.SUBMIT.value, Step.TAKE_BACK.value, Step.ACCEPT.value, Step.APPROVE.value}:
        raise Refused("report_step", "Chưa rõ anh/chị muốn làm gì. Hãy bấm lại nút trên trang báo cáo.")
    take_step(report=report, step=Step(step), standing=standing_of(request.actor, report), by=request.actor.person)
    messages.success(request, _("Đã ghi nhận: %(step)s.") % {"step": _(Step(step).label)})
    return redirect("reports_show", pk)


@require_http_methods(EDIT)
@staff(Permission.MAKE_REPORT)
def reports_return(request: StaffRequest, pk: int) -> HttpResponse:
    """Give a submitted report back, with what to mend in which section."""
    report = access_report(request.actor, pk)
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        standing = standing_of(request.actor, report)
        take_step(report=report, step=Step.RETURN, standing=standing, by=request.actor.person, notes=form.notes())
        messages.success(request, _("Đã trả lại báo cáo kèm ý cần sửa."))
        return redirect("reports_show", pk)
    return render(request, "reports/return.html", {"form": form, "report": report, "period": period_of(report)})


@require_http_methods(EDIT)
@staff(Permission.MAKE_REPORT)
def reports_issue(request: StaffRequest, pk: int) -> HttpResponse:
    """Enter the clerk's number and date: the report is issued and frozen."""
    report = access_report(request.actor, pk)
    initial = {"number": report.number, "dated_on": report.dated_on or clock.today()}
    form = IssueForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        issue_report(
            report=report, standing=standing_of(request.actor, report), by=request.actor.person, **form.cleaned_data
        )
        messages.success(request, _("Đã ban hành và chốt báo cáo."))
        return redirect("reports_show", pk)
    return render(request, "reports/issue.html", {"form": form, "report": report, "period": period_of(report)})
