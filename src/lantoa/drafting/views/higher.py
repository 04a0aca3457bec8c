"""A draft beside a higher plan."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.core.errors import Refused
from lantoa.drafting.access import access_desk, access_higher
from lantoa.drafting.actions import Begun, start_draft
from lantoa.drafting.forms import YearForm
from lantoa.drafting.higher import as_shown, beside, judge_duty, raise_line, receive_higher, take_duties, take_version
from lantoa.drafting.models import Draft, HigherPlan, Start
from lantoa.drafting.queries import plans_here, unit_names, ward_of
from lantoa.drafting.rules.blocks import bad_shape
from lantoa.drafting.rules.naming import title_of
from lantoa.drafting.rules.sentences import sentence
from lantoa.drafting.rules.template import from_template
from lantoa.files.checks import PLAN_DOCUMENTS
from lantoa.files.uploads import files_of, takes_files
from lantoa.plans.access import access_edition

EDIT = ["GET", "HEAD", "POST"]


@takes_files(PLAN_DOCUMENTS)
@require_POST
@staff(Permission.DRAFT_PLAN)
def drafting_from_higher(request: StaffRequest) -> HttpResponse:
    """A new draft from the template, with a higher plan beside it."""
    form, actor = YearForm(request.POST), request.actor
    if not form.is_valid():
        raise Refused("year", "Hãy nhập năm của kế hoạch, ví dụ 2027.")
    if not files_of(request, "file"):
        raise Refused("file_empty", "Chưa chọn tệp. Hãy chọn tệp kế hoạch cấp trên (Word, PDF, văn bản).")
    start, end = date(form.cleaned_data["year"], 1, 1), date(form.cleaned_data["year"], 12, 31)
    ward = ward_of(actor.commune, start, end)
    begun = Begun(title_of(ward.period, ward.name), start, end, from_template(ward), Start.HIGHER)
    draft = start_draft(commune=actor.commune, begun=begun, by=actor.person, unit_id=actor.unit_id)
    return redirect("drafting_higher", draft.pk, _given(request, draft).pk)


def _given(request: StaffRequest, draft: Draft) -> HigherPlan:
    """The higher plan that was sent: a file, or the number of a plan of the product."""
    by = request.actor.person
    if files := files_of(request, "file"):
        return receive_higher(draft=draft, upload=files[0], name=files[0].name or "", by=by)
    plan = request.POST.get("plan", "")
    if not plan.isdecimal() or len(plan) > 9:
        raise Refused("file_empty", "Chưa chọn kế hoạch cấp trên. Hãy chọn tệp hoặc một kế hoạch trong danh sách.")
    return take_version(draft=draft, version=access_edition(request.actor, int(plan)), by=by)


@takes_files(PLAN_DOCUMENTS)
@require_http_methods(EDIT)
@staff(Permission.DRAFT_PLAN)
def drafting_higher_add(request: StaffRequest, pk: int) -> HttpResponse:
    """Choose the higher plan to compare with."""
    draft = access_desk(request.actor, pk)
    if request.method == "POST":
        return redirect("drafting_higher", pk, _given(request, draft).pk)
    context = {"draft": draft, "plans": plans_here(), "there": draft.higher.all()}
    return render(request, "drafting/higher_add.html", context)


@require_http_methods(EDIT)
@staff(Permission.DRAFT_PLAN)
def drafting_higher(request: StaffRequest, pk: int, higher: int) -> HttpResponse:
    """Duty by duty beside the draft; the chosen ones become its rows."""
    row = access_higher(request.actor, pk, higher)
    if request.method == "POST" and (answer := request.POST.get("answer")):
        return _judged(request, row, answer)
    if request.method == "POST":
        taken = take_duties(higher=row, keys=set(request.POST.getlist("duty")), by=request.actor.person)
        messages.success(request, _("Đã đưa %(n)s nhiệm vụ của cấp trên vào bản soạn.") % {"n": taken})
        return redirect("drafting_higher", pk, higher)
    names, found = unit_names(), beside(row)
    rows = [(one, sentence(one.duty, {}), sentence(one.own, names) if one.own else "") for one in found]
    context = {"draft": row.draft, "higher": row, "rows": rows, "counts": as_shown(found)}
    return render(request, "drafting/higher.html", context)


def _judged(request: StaffRequest, row: HigherPlan, answer: str) -> HttpResponse:
    """ "same h3 k2", "other h3", "back h3", "raise h3": what was tapped beside a duty."""
    said, duty, line = (*answer.split(" "), "", "")[:3]
    if said == "raise":
        raise_line(higher=row, duty=duty, by=request.actor.person)
        messages.success(request, _("Đã sửa dòng của bản soạn cho bằng mức, thời hạn cấp trên giao."))
        return redirect(f"{reverse('drafting_higher', args=[row.draft_id, row.pk])}#d-{duty}")
    lines = {"same": line, "other": "", "back": None}
    if said not in lines or (said == "same" and not line):
        raise bad_shape()
    judge_duty(higher=row, duty=duty, line=lines[said], by=request.actor.person)
    return redirect(f"{reverse('drafting_higher', args=[row.draft_id, row.pk])}#d-{duty}")
