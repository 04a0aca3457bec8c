"""Remarks of the linter on a draft: set aside with a reason, taken back; the editor stays open meanwhile."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.drafting.access import access_desk, access_draft
from lantoa.drafting.dismissing import dismiss_remark, take_remark_back
from lantoa.drafting.editor import remarks_page
from lantoa.drafting.models import Draft
from lantoa.drafting.remarks import remark_of


@require_POST
@staff(Permission.DRAFT_PLAN)
def drafting_remark_dismiss(request: StaffRequest, pk: int, mark: str) -> HttpResponse:
    """The remark does not hold here; the reason is kept."""
    draft = access_desk(request.actor, pk)
    remark = remark_of(draft, mark)
    if remark is None:
        raise Http404
    dismiss_remark(draft=draft, remark=remark, reason=request.POST.get("reason", ""), by=request.actor.person)
    return _answer(request, draft, _("Đã bỏ qua nhận xét; lý do được lưu, lãnh đạo xem được."), page="drafting_edit")


@require_POST
@staff(Permission.DRAFT_PLAN, Permission.APPROVE_PLAN)
def drafting_remark_restore(request: StaffRequest, pk: int, mark: str) -> HttpResponse:
    """The remark stands again; whoever approves may ask for it, too."""
    draft = access_draft(request.actor, pk)
    take_remark_back(draft=draft, mark=mark, by=request.actor.person)
    return _answer(request, draft, _("Đã lấy lại nhận xét."), page=request.POST.get("page", ""))


def _answer(request: StaffRequest, draft: Draft, words: str, *, page: str) -> HttpResponse:
    if request.headers.get("X-Requested-With") == "fetch":
        return render(request, "drafting/_remarks.html", remarks_page(draft))
    messages.success(request, words)
    name = "drafting_edit" if page == "drafting_edit" else "drafting_show"
    return redirect(f"{reverse(name, args=[draft.pk])}#nhan-xet")
