"""Báo cáo: what is to be sent when, making a report, reading it with every number open to its proof."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.core import clock
from lantoa.plans.models import PlanVersion
from lantoa.plans.queries import adopted_version
from lantoa.reports.access import access_report
from lantoa.reports.actions import ask_report
from lantoa.reports.forms import ReportForm
from lantoa.reports.models import Report, ReportState
from lantoa.reports.pages import behind, preview_of
from lantoa.reports.queries import ReportSlot, period_of, slots_of_year
from vanban.form.html import stylesheet

TOO_LONG = timedelta(minutes=3)


def _slots(request: StaffRequest, version: PlanVersion) -> list[ReportSlot]:
    year = version.plan.period_start.year if version.plan.period_start else clock.today().year
    return slots_of_year(request.actor.commune, version.plan, year)


@staff(Permission.SEE)
def reports_list(request: StaffRequest) -> HttpResponse:
    """The calendar of reports and those that were made."""
    version = adopted_version()
    made = Report.objects.select_related("docx", "pdf", "made_by").defer("snapshot").order_by("-id")[:100]
    context = {
        "version": version,
        "slots": _slots(request, version) if version else [],
        "made": [(row, period_of(row, request.actor.commune)) for row in made],
        "may_make": request.actor.may(Permission.MAKE_REPORT),
        "today": clock.today(),
    }
    return render(request, "reports/list.html", context)


@staff(Permission.MAKE_REPORT)
def reports_make(request: StaffRequest) -> HttpResponse:
    """Ask for a report."""
    version = adopted_version()
    if version is None:
        return render(request, "progress/no_plan.html")
    form = ReportForm(
        request.POST or None, slots=_slots(request, version), initial={"period": request.GET.get("ky", "")}
    )
    if request.method == "POST" and form.is_valid():
        report = ask_report(
            commune=request.actor.commune, version=version, period=form.slot().period, by=request.actor.person,
            number=form.cleaned_data["number"], dated_on=form.cleaned_data["dated_on"], remarks=form.remarks(),
        )  # fmt: skip
        return redirect("reports_show", report.pk)
    return render(request, "reports/make.html", {"form": form, "version": version})


@staff(Permission.SEE)
def reports_show(request: StaffRequest, pk: int) -> HttpResponse:
    """One report: its making, then the document on screen, DOCX and PDF."""
    report = access_report(request.actor, pk)
    is_ready = report.state == ReportState.READY.value
    context = {
        "report": report,
        "period": period_of(report, request.actor.commune),
        "preview": preview_of(report, request.actor.commune) if is_ready else "",
        "is_ready": is_ready,
        "is_stuck": not is_ready and clock.now() - report.made_at > TOO_LONG,
        "may_make": request.actor.may(Permission.MAKE_REPORT),
    }
    if not request.htmx:
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
        "period": period_of(report, request.actor.commune),
        "behind": behind(report, anchor),
    }
    return render(request, "reports/behind.html", context)
