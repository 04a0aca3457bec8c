"""Việc dự kiến: the days that would close a gap, confirmed, changed, dropped."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.core import clock
from lantoa.core.periods import Window
from lantoa.plans.models import PlanVersion
from lantoa.progress import actions
from lantoa.progress.access import access_planned, access_work_to_plan
from lantoa.progress.forms import PlanForm, PlannedForm
from lantoa.progress.models import PlannedWork
from lantoa.progress.outlooks import gap_words
from lantoa.progress.planned import Closing, closing_of
from lantoa.progress.presenting import line_of
from lantoa.progress.queries import PlanProgress
from lantoa.progress.recent import recent_progress


def _progress_of(version: PlanVersion) -> PlanProgress:
    return recent_progress(version, today=clock.today())


def _back(commitment_id: int, work_id: int) -> str:
    return f"{reverse('progress_commitment', args=[commitment_id])}#ky-{work_id}"


@staff(Permission.LOG_ACTIVITY)
def planned_make(request: StaffRequest, pk: int) -> HttpResponse:
    """Proposed days for what a window lacks; one button makes them planned work."""
    work = access_work_to_plan(request.actor, pk)
    progress = _progress_of(work.commitment.version)
    closing = closing_of(progress, pk)
    proposed = closing.proposed if closing else ()
    form = PlanForm(request.POST or None, proposed=proposed, assignee=work.assignee_id)
    if request.method == "POST" and closing and form.is_valid():
        made = actions.plan_work(work=work, items=form.items(), left=closing.left, by=request.actor.person)
        _tell(request, len(made))
        return redirect(_back(work.commitment_id, pk))
    return render(request, "progress/planned_make.html", _page(progress, closing, form, work_id=pk))


def _tell(request: StaffRequest, count: int) -> None:
    if count:
        messages.success(request, _("Đã lập %(n)s việc dự kiến.") % {"n": count})
    else:
        messages.info(request, _("Chưa lập việc dự kiến nào: các ô ngày đều để trống."))


def _page(progress: PlanProgress, closing: Closing | None, form: PlanForm, *, work_id: int) -> dict[str, object]:
    work, one = next(pair for pair in progress.pairs() if pair[0].pk == work_id)
    line = line_of(progress, work, one)
    lead = str(line.commitment.lead or "")
    words = gap_words(line.outlook, form.proposed, lead) if line.outlook else ""
    back = _back(line.commitment.pk, work_id)
    return {"closing": closing, "form": form, "line": line, "gap_words": words, "back": back}


def _left(row: PlannedWork) -> Window | None:
    closing = closing_of(_progress_of(row.work.commitment.version), row.work_id)
    return closing.left if closing else None


@staff(Permission.LOG_ACTIVITY)
def planned_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Another day, another person."""
    row = access_planned(request.actor, pk)
    form = PlannedForm(request.POST or None, assignee=row.assignee_id, initial={"on": row.planned_on})
    back = _back(row.work.commitment_id, row.work_id)
    if request.method == "POST" and form.is_valid():
        on, assignee = form.cleaned_data["on"], form.cleaned_data["assignee"]
        actions.change_planned(row=row, on=on, assignee=assignee, left=_left(row), by=request.actor.person)
        messages.success(request, _("Đã ghi."))
        return redirect(back)
    context = {"form": form, "commitment": row.work.commitment, "title": _("Sửa việc dự kiến"), "back": back}
    return render(request, "progress/due_form.html", context)


@staff(Permission.LOG_ACTIVITY)
@require_POST
def planned_drop(request: StaffRequest, pk: int) -> HttpResponse:
    """Take planned work away."""
    row = access_planned(request.actor, pk)
    back = _back(row.work.commitment_id, row.work_id)
    actions.drop_planned(row=row, by=request.actor.person)
    messages.success(request, _("Đã bỏ việc dự kiến."))
    return redirect(back)
