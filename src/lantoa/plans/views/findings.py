"""What the linter says of a plan's text: set aside with a reason, taken back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.plans.access import access_edition, access_version
from lantoa.plans.actions.findings import dismiss, take_back
from lantoa.plans.findings import FindingView, finding_of
from lantoa.plans.models import PlanVersion
from lantoa.plans.rules.review import VersionState


@require_POST
@staff(Permission.REVIEW_PLAN)
def set_aside(request: StaffRequest, pk: int, key: str) -> HttpResponse:
    """The remark does not hold here; the reason is kept."""
    version, finding = _found(request, pk, key)
    dismiss(version=version, finding=finding, reason=request.POST.get("reason", ""), by=request.actor.person)
    messages.success(request, _("Đã bỏ qua nhận xét; lý do được lưu lại và có thể lấy lại."))
    return _back(pk, version.state)


@require_POST
@staff(Permission.REVIEW_PLAN)
def restore(request: StaffRequest, pk: int, key: str) -> HttpResponse:
    """The remark stands again."""
    version = access_version(request.actor, pk)
    if take_back(version=version, key=key, by=request.actor.person):
        messages.success(request, _("Đã lấy lại nhận xét."))
    return _back(pk, version.state)


def _found(request: StaffRequest, pk: int, key: str) -> tuple[PlanVersion, FindingView]:
    """The remark in the newest edition, else in the one in force. Raises Http404."""
    for version in (access_version(request.actor, pk), access_edition(request.actor, pk)):
        finding = finding_of(version, key)
        if finding is not None:
            return version, finding
    raise Http404


def _back(pk: int, state: str) -> HttpResponse:
    page = "plans_review" if state == VersionState.IN_REVIEW.value else "plans_document"
    return redirect(f"{reverse(page, args=[pk])}#nhan-xet")
