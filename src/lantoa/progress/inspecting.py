"""Opening an inspection: the checklist is drawn here, since only this room knows how far each commitment is."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.models import Unit
from lantoa.communes.roles import Permission
from lantoa.core.grades import best_grade
from lantoa.inspections.access import access_inspection
from lantoa.inspections.actions import open_inspection
from lantoa.inspections.rules import URGENT_FIRST, Seen, SeenActivity
from lantoa.plans.models import Commitment, DueWork
from lantoa.progress.access import running_plan
from lantoa.progress.presenting import figure_of, period_named
from lantoa.progress.queries import PlanProgress
from lantoa.progress.rules import NOT_OWED, ProgressState, WindowProgress

SHOWN_ACTIVITIES = 5
"""Latest pieces of work that a line of the checklist names; all of them stand on the commitment's page."""

Pair = tuple[DueWork, WindowProgress]


@require_POST
@staff(Permission.INSPECT)
def inspection_open(request: StaffRequest, pk: int) -> HttpResponse:
    """Begin an inspection with the unit's commitments as they stand now."""
    inspection = access_inspection(request.actor, pk)
    progress = running_plan(request.actor)
    seen = seen_of(progress, inspection.unit) if progress else []
    open_inspection(inspection=inspection, seen=seen, by=request.actor.person)
    messages.success(request, _("Đã lập danh mục kiểm tra từ kế hoạch. Hãy ghi kết quả từng mục."))
    return redirect("inspection_show", pk)


def seen_of(progress: PlanProgress, unit: Unit) -> list[Seen]:
    """What the unit leads or was given by roster, as far as it has begun; each commitment once, in the plan's order."""
    by_commitment: dict[str, list[Pair]] = {}
    for work, one in progress.pairs():
        row = progress.commitments[one.commitment_id]
        if unit.pk in {row.lead_id, work.unit_id} and one.window.start <= progress.today:
            by_commitment.setdefault(one.commitment_id, []).append((work, one))
    return [_seen(progress, progress.commitments[key], pairs) for key, pairs in by_commitment.items()]


def _seen(progress: PlanProgress, commitment: Commitment, pairs: list[Pair]) -> Seen:
    windows = [one for _work, one in pairs]
    worst = min(windows, key=lambda one: URGENT_FIRST.index(one.state.value))
    owed = [one for one in windows if one.state not in NOT_OWED]
    present = max(windows, key=lambda one: one.window)
    return Seen(
        commitment_id=commitment.pk, text=commitment.text, state=worst.state.value, label=worst.state.label,
        done=sum(one.state is ProgressState.DONE for one in owed), owed=len(owed),
        figure=_figure(present, commitment), grades=_grades(windows), activities=_latest(progress, windows),
    )  # fmt: skip


def _figure(present: WindowProgress, commitment: Commitment) -> str:
    figure = figure_of(present, commitment)
    return f"{period_named(present)}: {figure}" if figure else ""


def _grades(windows: Iterable[WindowProgress]) -> dict[str, int]:
    """Every piece of work once, though it may count in several windows."""
    most: dict[str, int] = {}
    for one in windows:
        for grade, count in one.grades.items():
            most[grade] = most.get(grade, 0) + count
    return dict(sorted(most.items()))


def _latest(progress: PlanProgress, windows: Iterable[WindowProgress]) -> tuple[SeenActivity, ...]:
    counted = {key for one in windows for key in one.activity_ids}
    rows = sorted(
        (one for one in progress.activities if one.id in counted),
        key=lambda one: (one.happened_on, one.id),
        reverse=True,
    )
    return tuple(
        SeenActivity(int(one.id), one.title, f"{one.happened_on:%d/%m/%Y}", best_grade(one.grades).value)
        for one in rows[:SHOWN_ACTIVITIES]
    )
