"""Tiến độ: the board, units side by side, topics, one commitment with its evidence."""

from django.http import HttpResponse
from django.shortcuts import render

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.core import clock
from lantoa.progress.access import access_commitment, running_plan
from lantoa.progress.pages import board_totals, commitment_page, topic_rows, unit_rows
from lantoa.progress.presenting import board_drawn
from lantoa.progress.queries import plan_progress

NO_PLAN = "progress/no_plan.html"


@staff(Permission.SEE)
def progress_board(request: StaffRequest) -> HttpResponse:
    """All commitments × months at a glance."""
    progress = running_plan(request.actor)
    if progress is None:
        return render(request, NO_PLAN)
    context = {"progress": progress, "board": board_drawn(progress), **board_totals(progress)}
    return render(request, "progress/board.html", context)


@staff(Permission.SEE)
def progress_units(request: StaffRequest) -> HttpResponse:
    """Units side by side."""
    progress = running_plan(request.actor)
    if progress is None:
        return render(request, NO_PLAN)
    return render(request, "progress/units.html", {"progress": progress, "rows": unit_rows(progress)})


@staff(Permission.SEE)
def progress_topics(request: StaffRequest) -> HttpResponse:
    """Which contents of the plan were spoken of, and which not yet."""
    progress = running_plan(request.actor)
    if progress is None:
        return render(request, NO_PLAN)
    return render(request, "progress/topics.html", {"progress": progress, **topic_rows(progress)})


@staff(Permission.SEE)
def progress_commitment(request: StaffRequest, pk: int) -> HttpResponse:
    """One commitment: every window with need, have, state, and the activities that count."""
    commitment = access_commitment(request.actor, pk)
    progress = plan_progress(commitment.version, today=clock.today())
    context = commitment_page(progress, commitment, request.actor)
    return render(request, "progress/commitment.html", context)
