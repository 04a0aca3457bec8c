"""What is remembered from earlier reviews: to be seen, and to be forgotten."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.models import UnitAlias
from lantoa.communes.roles import Permission
from lantoa.plans.actions.standing import forget, forget_alias
from lantoa.plans.models import StandingDecision

MOST = 300


@require_safe
@staff(Permission.REVIEW_PLAN)
def remembered(request: StaffRequest) -> HttpResponse:
    """Names of units and choices between contradictions, measures and doubts."""
    context = {
        "aliases": UnitAlias.objects.select_related("unit").order_by("unit__position", "text")[:MOST],
        "choices": StandingDecision.objects.select_related("decided_by")[:MOST],
    }
    return render(request, "plans/standing.html", context)


@require_POST
@staff(Permission.REVIEW_PLAN)
def forget_choice(request: StaffRequest, pk: int) -> HttpResponse:
    """Do not offer it any more."""
    row = get_object_or_404(StandingDecision, pk=pk, commune=request.actor.commune)
    forget(decision=row, by=request.actor.person)
    messages.success(request, _("Đã quên. Lần rà soát sau phần mềm không nhắc lựa chọn này nữa."))
    return redirect("plans_standing")


@require_POST
@staff(Permission.REVIEW_PLAN)
def forget_name(request: StaffRequest, pk: int) -> HttpResponse:
    """The name does not mean the unit any more."""
    row = get_object_or_404(UnitAlias, pk=pk, commune=request.actor.commune)
    forget_alias(alias=row, by=request.actor.person)
    messages.success(request, _("Đã quên tên gọi này."))
    return redirect("plans_standing")
