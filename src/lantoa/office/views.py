"""The home page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render

from lantoa.communes.access import Actor, StaffRequest
from lantoa.communes.models import Unit
from lantoa.communes.roles import Permission
from lantoa.ledger.kept import kept
from lantoa.office.home import home_of, sees_whole_ward, today_text, waiting_for
from lantoa.office.waiting import setup_tasks
from lantoa.reminders.pages import notice


@login_required
def home(request: StaffRequest) -> HttpResponse:
    """What is late, due this week, waiting for me; for contributors the page where they send news."""
    actor = request.actor
    if actor is None:
        return render(request, "office/no_commune.html", status=404)
    if not actor.may(Permission.SEE):
        return redirect("contributors_send" if actor.may(Permission.SEND_NEWS) else "activities_list")
    whole = sees_whole_ward(actor) if "toan-phuong" not in request.GET else True
    page = home_of(actor, whole=whole)
    own_first = not sees_whole_ward(actor)
    waiting = [*(page.waiting if page else waiting_for(actor, None)), *setup_tasks(actor)]
    context = {
        "home": page,
        "reminders": notice(actor),
        "today": today_text(),
        "waiting": waiting,
        "has_own_unit": own_first,
        "own_unit_name": _unit_name(actor) if own_first else "",
    }
    return render(request, "office/home.html" if page else "office/home_start.html", context)


def _unit_name(actor: Actor) -> str:
    name = ("unit name", actor.unit_id)
    return kept(actor.commune.pk, name, lambda: str(Unit.objects.filter(pk=actor.unit_id).first() or ""))
