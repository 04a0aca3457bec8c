"""Việc đến hạn: list and calendar by unit and person; who does it, when, what is released."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.queries import members, units_in_use, work_calendar
from lantoa.communes.roles import Permission
from lantoa.core import clock
from lantoa.core.periods import add_months
from lantoa.inspections.queries import follow_ups
from lantoa.ledger.kept import kept
from lantoa.plans import due_actions
from lantoa.plans.models import Commitment
from lantoa.progress import forms
from lantoa.progress.access import access_commitment, access_due_work, running_plan
from lantoa.progress.due import FollowLine, following, grouped, matching, month_of
from lantoa.progress.presenting import WorkLine, work_lines

NO_PLAN = "progress/no_plan.html"
LONGEST_VALUE = 20
"""Characters of a filter's value: what is longer is none of ours and not worth keeping."""


def due_filters(request: StaffRequest, *, show: str) -> forms.DueFilterForm:
    """The filters of the address; ``show`` where it names none."""
    given = (request.GET.get("unit", ""), request.GET.get("person", ""), request.GET.get("show", show))
    if max(map(len, given)) > LONGEST_VALUE:
        return _filters(given, show)
    name = ("due filters", show, given, get_language())
    return kept(request.actor.commune.pk, name, lambda: _filters(given, show))


def _filters(given: tuple[str, str, str], show: str) -> forms.DueFilterForm:
    """Checked and drawn, so that pages only read it."""
    units, people = _units_and_people()
    values = dict(zip(("unit", "person", "show"), given, strict=True))
    return forms.DueFilterForm(values, units=units, people=people, show=show).ready()


def _units_and_people() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    units = [(str(unit.pk), str(unit)) for unit in units_in_use()]
    return units, list(dict.fromkeys((str(row.person_id), row.person.name) for row in members()))


def due_lines(request: StaffRequest, filters: forms.DueFilterForm) -> list[WorkLine] | None:
    """The due work that the filters leave; None without a plan."""
    progress = running_plan(request.actor)
    if progress is None:
        return None
    wanted = {name: filters.value(name) for name in ("unit", "person", "show")}
    return matching(work_lines(progress), **wanted)


def _follow(request: StaffRequest, filters: forms.DueFilterForm) -> list[FollowLine]:
    """What inspections ask of units, under the same filters."""
    wanted, today = {name: filters.value(name) for name in ("unit", "person", "show")}, clock.today()
    rows = kept(request.actor.commune.pk, ("follow ups", today), lambda: follow_ups(today=today))
    return following(rows, **wanted)


@staff(Permission.SEE)
def due_list(request: StaffRequest) -> HttpResponse:
    """What is to be done, late first."""
    filters = due_filters(request, show="open")
    lines = due_lines(request, filters)
    if lines is None:
        return render(request, NO_PLAN)
    groups, follow = grouped(lines, clock.today()), _follow(request, filters)
    context = {"groups": groups, "filters": filters, "count": len(lines) + len(follow), "query": _query(request)}
    context["follow"] = follow
    return render(request, "progress/due_list.html", context)


def _asked_month(request: StaffRequest) -> tuple[int, int]:
    today = clock.today()
    text = request.GET.get("thang", "")
    if not text:
        return today.year, today.month
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise Http404 from error
    if not 2000 <= month.year <= 2100:
        raise Http404
    return month.year, month.month


def _query(request: StaffRequest) -> str:
    """The filters as they stand, without the month: for the list beside the calendar, and for today's month."""
    query = request.GET.copy()
    query.pop("thang", None)
    return f"?{query.urlencode()}" if query else ""


def _month_link(request: StaffRequest, year: int, month: int) -> str:
    query = request.GET.copy()
    query["thang"] = f"{year}-{month:02d}"
    return f"?{query.urlencode()}"


@staff(Permission.SEE)
def due_calendar(request: StaffRequest) -> HttpResponse:
    """The same work on a month's sheet."""
    filters = due_filters(request, show="all")
    year, month = _asked_month(request)
    lines = due_lines(request, filters)
    if lines is None:
        return render(request, NO_PLAN)
    context = {
        "month": month_of(
            year, month, lines, today=clock.today(), days=work_calendar(), follow=_follow(request, filters)
        ),
        "filters": filters,
        "url_before": _month_link(request, *add_months(year, month, -1)),
        "url_after": _month_link(request, *add_months(year, month, 1)),
        "url_today": reverse("due_calendar") + _query(request),
        "query": _query(request),
    }
    return render(request, "progress/due_calendar.html", context)


@staff(Permission.ASSIGN_WORK)
def due_assign(request: StaffRequest, pk: int) -> HttpResponse:
    """Give a piece of due work to a person."""
    work = access_due_work(request.actor, pk)
    form = forms.AssignForm(request.POST or None, initial={"assignee": work.assignee_id})
    if request.method == "POST" and form.is_valid():
        due_actions.assign_work(work=work, assignee=form.cleaned_data["assignee"], by=request.actor.person)
        messages.success(request, _("Đã ghi phân công."))
        return redirect(_back(work.commitment_id))
    return _form_page(request, form, work.commitment, title=_("Phân công người thực hiện"))


@staff(Permission.SET_DATES)
def due_waive(request: StaffRequest, pk: int) -> HttpResponse:
    """Release one window, with a reason."""
    work = access_due_work(request.actor, pk)
    form = forms.WaiveForm(request.POST or None, initial={"reason": work.waived_reason})
    if request.method == "POST" and form.is_valid():
        due_actions.waive_work(work=work, reason=form.cleaned_data["reason"], by=request.actor.person)
        messages.success(request, _("Đã ghi."))
        return redirect(_back(work.commitment_id))
    return _form_page(request, form, work.commitment, title=_("Miễn thực hiện trong kỳ này"))


@staff(Permission.SET_DATES)
def due_event(request: StaffRequest, pk: int) -> HttpResponse:
    """The day of the awaited document or event."""
    commitment = access_commitment(request.actor, pk)
    form = forms.EventDateForm(request.POST or None, initial={"event_on": commitment.due_event_on})
    return _save_dates(
        request, form, commitment, title=_("Ấn định ngày tính hạn"),
        save=lambda: due_actions.set_event_date(
            commitment=commitment, event_on=form.cleaned_data["event_on"], by=request.actor.person
        ),
    )  # fmt: skip


@staff(Permission.SET_DATES)
def due_dates(request: StaffRequest, pk: int) -> HttpResponse:
    """The dates that the roster or the higher level's calendar gave."""
    commitment = access_commitment(request.actor, pk)
    form = forms.CalendarDatesForm(request.POST or None, commitment=commitment)
    return _save_dates(
        request, form, commitment, title=_("Ấn định ngày của từng kỳ"),
        save=lambda: due_actions.set_calendar_dates(commitment=commitment, dates=form.dates(), by=request.actor.person),
    )  # fmt: skip


def _save_dates(
    request: StaffRequest, form: Form, commitment: Commitment, *, title: str, save: Callable[[], None]
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        save()
        messages.success(request, _("Đã ghi ngày; hạn đã được tính lại."))
        return redirect(_back(commitment.pk))
    return _form_page(request, form, commitment, title=title)


def _back(commitment_id: int) -> str:
    return reverse("progress_commitment", args=[commitment_id])


def _form_page(request: StaffRequest, form: Form, commitment: Commitment, *, title: str) -> HttpResponse:
    context = {"form": form, "commitment": commitment, "title": title, "back": _back(commitment.pk)}
    return render(request, "progress/due_form.html", context)
