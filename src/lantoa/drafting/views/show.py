"""Drafts: the list, a new one, one draft with its stage and its document."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.drafting.access import access_desk, access_draft
from lantoa.drafting.actions import Begun, change_head, start_draft
from lantoa.drafting.forms import HeadForm, YearForm
from lantoa.drafting.last_year import plans_to_follow
from lantoa.drafting.pages import list_page, show_page
from lantoa.drafting.queries import ward_of
from lantoa.drafting.rules.naming import title_of
from lantoa.drafting.rules.template import from_template

EDIT = ["GET", "HEAD", "POST"]


@require_safe
@staff(Permission.SEE)
def drafting_list(request: StaffRequest) -> HttpResponse:
    """All drafts."""
    return render(request, "drafting/list.html", list_page(request.actor))


@require_http_methods(EDIT)
@staff(Permission.DRAFT_PLAN)
def drafting_new(request: StaffRequest) -> HttpResponse:
    """Ways to begin; with a year posted, a new draft from the template."""
    form = YearForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        year, actor = form.cleaned_data["year"], request.actor
        start, end = date(year, 1, 1), date(year, 12, 31)
        ward = ward_of(actor.commune, start, end)
        begun = Begun(title_of(ward.period, ward.name), start, end, from_template(ward))
        draft = start_draft(commune=actor.commune, begun=begun, by=actor.person, unit_id=actor.unit_id)
        messages.success(request, _("Đã tạo bản soạn. Những chỗ cần điền được liệt kê bên cạnh."))
        return redirect("drafting_edit", draft.pk)
    return render(request, "drafting/new.html", {"form": form, "last_plans": plans_to_follow()})


@require_safe
@staff(Permission.SEE)
def drafting_show(request: StaffRequest, pk: int) -> HttpResponse:
    """One draft: where it stands, what is to do, the document."""
    return render(request, "drafting/show.html", show_page(request.actor, access_draft(request.actor, pk)))


@require_http_methods(EDIT)
@staff(Permission.DRAFT_PLAN)
def drafting_head(request: StaffRequest, pk: int) -> HttpResponse:
    """Title, period and signer."""
    draft = access_desk(request.actor, pk)
    names = ("title", "period_start", "period_end", "signer")
    form = HeadForm(request.POST or None, initial={name: getattr(draft, name) for name in names})
    if request.method == "POST" and form.is_valid():
        change_head(draft=draft, by=request.actor.person, **form.cleaned_data)
        messages.success(request, _("Đã lưu thông tin chung."))
        return redirect("drafting_edit", pk)
    return render(request, "drafting/head.html", {"form": form, "draft": draft})
