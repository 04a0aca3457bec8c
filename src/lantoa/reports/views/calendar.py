"""Báo cáo: what is to be sent when, and making a report."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.core import clock
from lantoa.reports.access import reportable_units
from lantoa.reports.actions import ask_report
from lantoa.reports.forms import ReportForm
from lantoa.reports.pages import asked_year, list_page, next_key
from lantoa.reports.queries import slots_of_year, years_of_plans
from lantoa.reports.units import units_owing
from vanban.form.html import stylesheet


@staff(Permission.SEE)
def reports_list(request: StaffRequest) -> HttpResponse:
    """The calendar of reports and those that were made."""
    return render(request, "reports/list.html", list_page(request.actor, request.GET.get("nam", "")))


@staff(Permission.MAKE_REPORT, Permission.DRAFT_UNIT_REPORT)
def reports_make(request: StaffRequest) -> HttpResponse:
    """Ask for a report."""
    year = asked_year(request.GET.get("nam", ""))
    if year is None:
        return render(request, "progress/no_plan.html")
    form = _form(request, year)
    if request.method == "POST" and form.is_valid():
        slot = form.slot()
        report = ask_report(
            commune=request.actor.commune, version=slot.version, period=slot.period, by=request.actor.person,
            remarks=form.remarks(), unit=form.unit_chosen(),
        )  # fmt: skip
        return redirect("reports_show", report.pk)
    return render(request, "reports/make.html", {
        "form": form, "slots": form.all_slots, "year": year, "years": years_of_plans(),
    })  # fmt: skip


def _form(request: StaffRequest, year: int) -> ReportForm:
    slots = slots_of_year(request.actor.commune, year, today=clock.today())
    allowed = reportable_units(request.actor)
    units = list({unit.pk: unit for slot in slots for unit in units_owing(slot.version)}.values())
    if allowed is not None:
        units = [unit for unit in units if unit.pk in allowed]
        if not units and request.method == "POST":
            raise Http404
    initial = {"period": request.GET.get("ky") or next_key(slots), "unit": request.GET.get("don-vi", "")}
    return ReportForm(request.POST or None, slots=slots, units=units, ward=allowed is None, initial=initial)


@staff(Permission.SEE)
@cache_control(private=True, max_age=3600)
def reports_style(request: StaffRequest) -> HttpResponse:
    """The style sheet of official documents on screen."""
    return HttpResponse(stylesheet(), content_type="text/css; charset=utf-8")
