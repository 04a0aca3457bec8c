"""Vắng mặt, ngày nghỉ: who is away, and which days the commune has off."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.core import clock
from lantoa.roster import day_actions
from lantoa.roster.access import access_absence, access_day
from lantoa.roster.forms import AbsenceForm, CalendarDayForm
from lantoa.roster.pages import days_of_year, roster_tabs
from lantoa.roster.queries import absences
from lantoa.roster.rules import AbsenceReason


@staff(Permission.LOG_ACTIVITY, Permission.SEE)
def absence_list(request: StaffRequest) -> HttpResponse:
    """Who is away from today on; everyone reports their own, who hands out the work anybody's."""
    actor = request.actor
    form = AbsenceForm(request.POST or None, actor=actor)
    if form.is_valid():
        data = form.cleaned_data
        day_actions.add_absence(
            commune=actor.commune, person=data["person"], start=data["start"], end=data["end"],
            reason=AbsenceReason(data["reason"]), by=actor.person,
        )  # fmt: skip
        messages.success(request, _("Đã ghi thời gian vắng mặt."))
        return redirect("roster_absences")
    rows = absences(clock.today())
    rows = rows if actor.may(Permission.SEE) else rows.filter(person=actor.person)
    context = {"form": form, "rows": rows, "tabs": roster_tabs(actor, "roster_absences")}
    return render(request, "roster/absences.html", {**context, "may_all": actor.may(Permission.ASSIGN_WORK)})


@require_POST
@staff(Permission.LOG_ACTIVITY, Permission.SEE)
def absence_drop(request: StaffRequest, pk: int) -> HttpResponse:
    """Take an absence back."""
    day_actions.drop_absence(absence=access_absence(request.actor, pk), by=request.actor.person)
    messages.success(request, _("Đã bỏ thời gian vắng mặt."))
    return redirect("roster_absences")


def _asked_year(request: StaffRequest) -> int:
    text = request.GET.get("nam", "")
    if not text:
        return clock.today().year
    if not (text.isascii() and text.isdigit() and 2000 <= int(text[:6]) <= 2100):
        raise Http404
    return int(text)


@staff(Permission.SEE)
def day_list(request: StaffRequest) -> HttpResponse:
    """The days off of a year; who manages the commune adds its own."""
    actor, year = request.actor, _asked_year(request)
    may_change = actor.may(Permission.MANAGE_COMMUNE)
    form = CalendarDayForm(request.POST or None) if may_change else None
    if request.method == "POST":
        actor.check(Permission.MANAGE_COMMUNE)
    if form and form.is_valid():
        data = form.cleaned_data
        day_actions.set_day(
            commune=actor.commune, on=data["on"], is_off=data["kind"] == "off", name=data["name"],
            source=data["source"], by=actor.person,
        )  # fmt: skip
        messages.success(request, _("Đã ghi. Hạn tính theo ngày làm việc đã được tính lại."))
        return redirect("roster_days")
    context = {"form": form, "year": year, "days": days_of_year(year), "tabs": roster_tabs(actor, "roster_days")}
    return render(request, "roster/days.html", context)


@require_POST
@staff(Permission.MANAGE_COMMUNE)
def day_drop(request: StaffRequest, pk: int) -> HttpResponse:
    """Let a day be again what the public calendar says."""
    day_actions.drop_day(day=access_day(request.actor, pk), by=request.actor.person)
    messages.success(request, _("Đã bỏ ngày riêng của địa phương."))
    return redirect("roster_days")
