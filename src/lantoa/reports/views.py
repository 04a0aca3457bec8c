"""Báo cáo: what is to be sent when, making a report, reading it with every number open to its proof."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.core import clock
from lantoa.reports.access import access_report
from lantoa.reports.actions import ask_report
from lantoa.reports.forms import ReportForm
from lantoa.reports.models import ReportState
from lantoa.reports.pages import asked_year, behind, list_page, next_key, preview_of
from lantoa.reports.queries import period_of, slots_of_year, years_of_plans
from vanban.form.html import stylesheet

TOO_LONG = timedelta(minutes=3)


@staff(Permission.SEE)
def reports_list(request: StaffRequest) -> HttpResponse:
    """The calendar of reports and those that were made."""
    return render(request, "reports/list.html", list_page(request.actor, request.GET.get("nam", "")))


@staff(Permission.MAKE_REPORT)
def reports_make(request: StaffRequest) -> HttpResponse:
    """Ask for a report."""
    year = asked_year(request.GET.get("nam", ""))
    if year is None:
        return render(request, "progress/no_plan.html")
    slots = slots_of_year(request.actor.commune, year, today=clock.today())
    form = ReportForm(request.POST or None, slots=slots, initial={"period": request.GET.get("ky") or next_key(slots)})
    if request.method == "POST" and form.is_valid():
        slot = form.slot()
        report = ask_report(
            commune=request.actor.commune, version=slot.version, period=slot.period, by=request.actor.person,
            number=form.cleaned_data["number"], dated_on=form.cleaned_data["dated_on"], remarks=form.remarks(),
        )  # fmt: skip
        return redirect("reports_show", report.pk)
    context = {"form": form, "slots": slots, "year": year, "years": years_of_plans()}
    return render(request, "reports/make.html", context)


@staff(Permission.SEE)
def reports_show(request: StaffRequest, pk: int) -> HttpResponse:
    """One report: its making, then the document on screen, DOCX and PDF."""
    report = access_report(request.actor, pk)
    is_ready = report.state == ReportState.READY.value
    context = {
        "report": report,
        "period": period_of(report),
        "preview": preview_of(report, request.actor.commune) if is_ready else "",
        "is_ready": is_ready,
        "is_stuck": not is_ready and clock.now() - report.made_at > TOO_LONG,
        "may_make": request.actor.may(Permission.MAKE_REPORT),
    }
    if not getattr(request, "htmx", False):
        return render(request, "reports/show.html", context)
    if is_ready or context["is_stuck"]:
        return HttpResponse(headers={"HX-Redirect": request.path})
    return render(request, "reports/_making.html", context)


@staff(Permission.SEE)
@cache_control(private=True, max_age=3600)
def reports_style(request: StaffRequest) -> HttpResponse:
    """The style sheet of official documents on screen."""
    return HttpResponse(stylesheet(), content_type="text/css; charset=utf-8")


@staff(Permission.SEE)
def reports_behind(request: StaffRequest, pk: int, anchor: str) -> HttpResponse:
    """The items behind one number."""
    report = access_report(request.actor, pk)
    context = {
        "report": report,
        "period": period_of(report),
        "behind": behind(report, anchor),
    }
    return render(request, "reports/behind.html", context)
