"""Pages of activities: enter, list, read, correct, add evidence, withdraw."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.activities import access, pages, picks
from lantoa.activities.actions import withdraw_activity
from lantoa.activities.entry import attach, try_to_change, try_to_log
from lantoa.activities.forms import ActivityForm, ReasonForm, initial_for, initial_of
from lantoa.activities.lists import filter_of
from lantoa.activities.periods import PeriodsForm, count_for, saved_words
from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.core.errors import Refused
from lantoa.files.uploads import takes_files


@takes_files()
@require_http_methods(["GET", "POST"])
@staff(Permission.LOG_ACTIVITY)
def log(request: StaffRequest) -> HttpResponse:
    """Ghi hoạt động: under a minute, on a phone."""
    form = ActivityForm(request.actor, request.POST or None, initial=initial_for(request.actor, request.GET))
    if request.method == "POST" and (logged := try_to_log(request, form)):
        messages.success(request, pages.logged_words(logged))
        return redirect("activities_show", logged.activity.pk)
    context = {**pages.log_page(request, form), **picks.for_form(request.actor)}
    return render(request, "activities/log.html", context, status=422 if form.errors else 200)


@require_POST
@staff(Permission.LOG_ACTIVITY)
def suggest(request: StaffRequest) -> HttpResponse:
    """The commitments that the half-filled form may serve (htmx)."""
    form = ActivityForm(request.actor, request.POST)
    return render(request, "activities/_commitments.html", {"options": pages.options_of(form)})


@require_safe
@staff(Permission.SEE, Permission.LOG_ACTIVITY)
def index(request: StaffRequest) -> HttpResponse:
    """Hoạt động đã ghi, with filters."""
    wanted = filter_of(request.GET)
    context = pages.list_page(request.actor, wanted, request.GET.get("trang"))
    return render(request, "activities/list.html", context)


@require_safe
@staff(Permission.SEE, Permission.LOG_ACTIVITY)
def show(request: StaffRequest, pk: int) -> HttpResponse:
    """One activity: what it was, its evidence, what it serves, its history."""
    activity = access.access_activity(request.actor, pk)
    return render(request, "activities/show.html", pages.show_page(request.actor, activity))


@require_http_methods(["GET", "POST"])
@staff(Permission.LOG_ACTIVITY)
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Correct an entry."""
    activity = access.access_to_edit(request.actor, pk)
    form = ActivityForm(request.actor, request.POST or None, initial=initial_of(activity))
    if request.method == "POST" and try_to_change(request, form, activity):
        messages.success(request, _("Đã lưu thay đổi."))
        return redirect("activities_show", activity.pk)
    context = pages.log_page(request, form, activity)
    return render(request, "activities/log.html", context, status=422 if form.errors else 200)


@takes_files()
@require_POST
@staff(Permission.LOG_ACTIVITY)
def evidence(request: StaffRequest, pk: int) -> HttpResponse:
    """Add photos, files, links to an activity."""
    activity = access.access_to_add_evidence(request.actor, pk)
    try:
        pieces = attach(request, activity)
    except Refused as refusal:
        context: dict[str, Any] = pages.show_page(request.actor, activity)
        context |= {"evidence_error": refusal.message, "links": request.POST.get("links", "")}
        return render(request, "activities/show.html", context, status=422)
    messages.success(request, pages.attached_words(len(pieces)))
    return redirect("activities_show", activity.pk)


@require_http_methods(["GET", "POST"])
@staff(Permission.LOG_ACTIVITY)
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Take an entry back, with a reason; it is never deleted."""
    activity = access.access_to_withdraw(request.actor, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdraw_activity(activity=activity, reason=form.cleaned_data["reason"], by=request.actor.person)
        messages.success(request, _("Đã rút hoạt động. Hoạt động này không còn được tính vào tiến độ."))
        return redirect("activities_show", activity.pk)
    context = {"form": form, "activity": activity}
    return render(request, "activities/withdraw.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@staff(Permission.LOG_ACTIVITY)
def periods(request: StaffRequest, pk: int) -> HttpResponse:
    """For which window each served commitment counts it: late hand-ins."""
    activity = access.access_to_edit(request.actor, pk)
    form = PeriodsForm(request.POST or None, activity=activity)
    if request.method == "POST" and form.is_valid():
        count_for(activity=activity, chosen=form.chosen(), by=request.actor.person)
        messages.success(request, saved_words())
        return redirect("activities_show", activity.pk)
    context = {"form": form, "activity": activity}
    return render(request, "activities/periods.html", context, status=422 if form.errors else 200)
