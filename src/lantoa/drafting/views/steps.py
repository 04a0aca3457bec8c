"""The way of a draft: submit, return, approve, number and date, issue."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.drafting.access import access_draft, standing_of
from lantoa.drafting.forms import IssueForm
from lantoa.drafting.life_actions import enter_again, issue_draft, take_step
from lantoa.drafting.numbering import doubts_about
from lantoa.drafting.pages import return_places
from lantoa.drafting.rules.life import Numbered, Step

EDIT = ["GET", "HEAD", "POST"]
PLAIN_STEPS = {step.value for step in (Step.SUBMIT, Step.TAKE_BACK, Step.APPROVE)}


@require_POST
@staff(Permission.DRAFT_PLAN, Permission.APPROVE_PLAN)
def drafting_step(request: StaffRequest, pk: int, step: str) -> HttpResponse:
    """Steps that need no more than a button."""
    draft = access_draft(request.actor, pk)
    if step not in PLAIN_STEPS:
        raise Refused("draft_step", "Chưa rõ anh/chị muốn làm gì. Hãy bấm lại nút trên trang bản soạn.")
    take_step(draft=draft, step=Step(step), standing=standing_of(request.actor, draft), by=request.actor.person)
    messages.success(request, _("Đã ghi nhận: %(step)s.") % {"step": _(Step(step).label)})
    return redirect("drafting_show", pk)


@require_http_methods(EDIT)
@staff(Permission.DRAFT_PLAN)
def drafting_drop(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask, then give a draft up: it leaves the list, its words stay."""
    draft = access_draft(request.actor, pk)
    if request.method == "POST":
        take_step(draft=draft, step=Step.DROP, standing=standing_of(request.actor, draft), by=request.actor.person)
        messages.success(request, _("Đã bỏ bản soạn. Nội dung vẫn được lưu, chỉ không còn trong danh sách."))
        return redirect("drafting_list")
    context = {
        "page_question": _("Bỏ bản soạn này?"), "what": draft.title, "danger": True, "label": _("Bỏ"),
        "url_back": reverse("drafting_show", args=[pk]),
    }  # fmt: skip
    return render(request, "confirm.html", context)


@require_http_methods(EDIT)
@staff(Permission.APPROVE_PLAN)
def drafting_return(request: StaffRequest, pk: int) -> HttpResponse:
    """Give a draft back, with what to mend in which section."""
    draft = access_draft(request.actor, pk)
    places = return_places(draft)
    if request.method == "POST":
        notes = {key: request.POST.get(f"y-{key}", "") for key, _label in places}
        standing = standing_of(request.actor, draft)
        take_step(draft=draft, step=Step.RETURN, standing=standing, by=request.actor.person, notes=notes)
        messages.success(request, _("Đã trả lại bản soạn kèm ý cần sửa."))
        return redirect("drafting_show", pk)
    return render(request, "drafting/return.html", {"draft": draft, "places": places})


@require_http_methods(EDIT)
@staff(Permission.ISSUE_PLAN)
def drafting_issue(request: StaffRequest, pk: int) -> HttpResponse:
    """Enter number and date: the plan is issued, frozen and entered among the plans."""
    draft = access_draft(request.actor, pk)
    form = IssueForm(request.POST or None, initial={"dated_on": clock.today()})
    asked: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        number, dated_on = form.cleaned_data["number"], form.cleaned_data["dated_on"]
        asked = doubts_about(draft, Numbered(number, dated_on))
        if not asked or form.cleaned_data["confirmed"]:
            standing = standing_of(request.actor, draft)
            issue_draft(draft=draft, standing=standing, by=request.actor.person, number=number, dated_on=dated_on)
            messages.success(request, _("Đã ban hành. Phần mềm đang đưa kế hoạch vào thực hiện."))
            return redirect("drafting_show", pk)
        form.ask_again()
    context = {"draft": draft, "form": form, "doubts": asked}
    return render(request, "drafting/issue.html", context, status=422 if asked or form.errors else 200)


@require_POST
@staff(Permission.ISSUE_PLAN)
def drafting_enter(request: StaffRequest, pk: int) -> HttpResponse:
    """Try the entering again that failed."""
    enter_again(draft=access_draft(request.actor, pk), by=request.actor.person)
    return redirect("drafting_show", pk)
