"""Contents, channels, audiences, recipients, funding and references of a plan, corrected in the review."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.plans.access import access_element, access_review
from lantoa.plans.actions.elements import drop_element, save_element
from lantoa.plans.forms import ElementForm
from lantoa.plans.models import PlanElement
from lantoa.plans.plan_page import ELEMENT_TITLES, elements_of

EDIT = ["GET", "HEAD", "POST"]


@require_safe
@staff(Permission.REVIEW_PLAN)
def listed(request: StaffRequest, pk: int) -> HttpResponse:
    """All elements, kind by kind, each with what can be done to it."""
    version = access_review(request.actor, pk)
    return render(request, "plans/elements.html", {"plan": version.plan, "elements": elements_of(version)})


@require_http_methods(EDIT)
@staff(Permission.REVIEW_PLAN)
def add(request: StaffRequest, pk: int) -> HttpResponse:
    """An element that was not found. ``?loai=``: its kind."""
    kind = request.GET.get("loai", "")
    start = {"kind": kind if kind in ELEMENT_TITLES else "content"}
    return _form(request, pk, ElementForm(request.POST or None, initial=start), element=None)


@require_http_methods(EDIT)
@staff(Permission.REVIEW_PLAN)
def edit(request: StaffRequest, pk: int, element: int) -> HttpResponse:
    """Correct an element."""
    row = access_element(request.actor, pk, element)
    start = {"kind": row.kind, "text": row.text, row.kind: row.code}
    return _form(request, pk, ElementForm(request.POST or None, initial=start), element=row)


@require_POST
@staff(Permission.REVIEW_PLAN)
def drop(request: StaffRequest, pk: int, element: int) -> HttpResponse:
    """Take an element out."""
    drop_element(element=access_element(request.actor, pk, element), by=request.actor.person)
    messages.success(request, _("Đã bỏ khỏi kế hoạch. Văn bản gốc không đổi."))
    return redirect("plans_elements", pk=pk)


def _form(request: StaffRequest, pk: int, form: ElementForm, *, element: PlanElement | None) -> HttpResponse:
    version = access_review(request.actor, pk)
    if request.method == "POST" and form.is_valid():
        save_element(version=version, element=element, values=form.values(), by=request.actor.person)
        messages.success(request, _("Đã ghi."))
        return redirect("plans_elements", pk=pk)
    return render(request, "plans/element_form.html", {"plan": version.plan, "form": form, "element": element})
