"""Lịch phân công: the list, one roster, making it, one turn, swaps, on paper and as Excel."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.downloads import excel
from lantoa.communes.letterhead import official_head
from lantoa.communes.roles import Permission
from lantoa.core import clock
from lantoa.core.spreadsheet import Column, Sheet
from lantoa.roster import actions, pages
from lantoa.roster.access import access_duty, access_own_duty, access_roster, access_rosterable, access_swap
from lantoa.roster.documents import HEADER, WIDTHS, plan_named, roster_document, roster_rows
from lantoa.roster.forms import DutyForm, RosterForm, SwapForm
from lantoa.roster.queries import lines_of_parties, lines_of_roster, own_parties, party_of, roster_of, rosterable
from lantoa.roster.rules import SwapState
from vanban.form.docx import render_docx

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@staff(Permission.SEE)
def roster_list(request: StaffRequest) -> HttpResponse:
    """All rosters, and commitments that still wait for theirs."""
    may_edit = request.actor.may(Permission.ASSIGN_WORK)
    context = {
        "tabs": pages.roster_tabs(request.actor, "roster_list"), "lines": pages.roster_lines(), "may_edit": may_edit,
        "others": rosterable() if may_edit else [],
    }  # fmt: skip
    return render(request, "roster/list.html", context)


@require_safe
@staff(Permission.LOG_ACTIVITY, Permission.SEE)
def roster_mine(request: StaffRequest) -> HttpResponse:
    """The person's own duties, and proposals that wait for an answer."""
    actor = request.actor
    context = {
        "tabs": pages.roster_tabs(actor, "roster_mine"), "lines": lines_of_parties(own_parties(actor)),
        "swaps": pages.swap_lines(actor), "own": own_parties(actor),
    }  # fmt: skip
    return render(request, "roster/mine.html", context)


@require_safe
@staff(Permission.SEE)
def roster_show(request: StaffRequest, pk: int) -> HttpResponse:
    """One commitment's roster."""
    commitment = access_rosterable(request.actor, pk)
    roster = roster_of(commitment)
    if roster is None:
        context = {"commitment": commitment, "may_edit": request.actor.may(Permission.ASSIGN_WORK)}
        return render(request, "roster/none.html", context)
    return render(request, "roster/show.html", pages.show_page(request.actor, roster))


@staff(Permission.ASSIGN_WORK)
def roster_make(request: StaffRequest, pk: int) -> HttpResponse:
    """Make the roster, or make it again from today on."""
    commitment = access_rosterable(request.actor, pk)
    roster = roster_of(commitment)
    form = RosterForm(request.POST or None, roster=roster)
    if form.is_valid():
        actions.make_roster(commitment=commitment, draft=form.draft(), by=request.actor.person)
        messages.success(request, _("Đã lập lịch phân công. Hãy xem lại từng kỳ trước khi gửi."))
        return redirect("roster_show", commitment.pk)
    return render(request, "roster/make.html", {"form": form, "commitment": commitment, "roster": roster})


@staff(Permission.ASSIGN_WORK)
def roster_drop(request: StaffRequest, pk: int) -> HttpResponse:
    """Give the roster up, after a question."""
    roster = access_roster(request.actor, pk)
    if request.method == "POST":
        actions.drop_roster(roster=roster, by=request.actor.person)
        messages.success(request, _("Đã bỏ lịch phân công."))
        return redirect("roster_list")
    context = {
        "page_question": _("Bỏ lịch phân công này?"), "label": _("Bỏ lịch"), "danger": True,
        "what": _("Các kỳ từ hôm nay trở đi sẽ không còn người thực hiện; các kỳ đã qua giữ nguyên."),
        "url_back": reverse("roster_show", args=[pk]),
    }  # fmt: skip
    return render(request, "confirm.html", context)


@staff(Permission.ASSIGN_WORK)
def duty_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Another hand or day for one window."""
    duty = access_duty(request.actor, pk)
    form = DutyForm(request.POST or None, duty=duty)
    back = reverse("roster_show", args=[duty.work.commitment_id])
    if form.is_valid():
        data = form.cleaned_data
        actions.change_duty(duty=duty, party=data["party"], on=data["on"], seen=data["seen"], by=request.actor.person)
        messages.success(request, _("Đã sửa lịch phân công."))
        return redirect(back)
    context = {"form": form, "duty": duty, "back": back, "title": _("Sửa phần việc trong lịch")}
    return render(request, "roster/duty.html", context)


@staff(Permission.LOG_ACTIVITY, Permission.SEE)
def swap_propose(request: StaffRequest, pk: int) -> HttpResponse:
    """Propose to another to exchange two duties."""
    duty = access_own_duty(request.actor, pk)
    own, today = party_of(duty.work), clock.today()
    others = [line for line in lines_of_roster(duty.roster) if line.party not in {"", own} and not line.is_past]
    form = SwapForm(request.POST or None, lines=[line for line in others if (line.on or today) >= today])
    if form.is_valid():
        note = form.cleaned_data["note"]
        actions.propose_swap(duty=duty, wanted=form.duty(), note=note, by=request.actor.person)
        messages.success(request, _("Đã gửi đề nghị. Lịch chỉ đổi khi người kia đồng ý."))
        return redirect("roster_mine")
    context = {"form": form, "duty": duty, "back": reverse("roster_mine"), "title": _("Đề nghị đổi lịch")}
    return render(request, "roster/duty.html", context)


@require_POST
@staff(Permission.LOG_ACTIVITY, Permission.SEE)
def swap_answer(request: StaffRequest, pk: int) -> HttpResponse:
    """Yes or no by the one who is asked; taken back by the one who asked."""
    swap, own = access_swap(request.actor, pk), own_parties(request.actor)
    answer, by = request.POST.get("answer", ""), request.actor.person
    if answer == "yes" and swap.other in own:
        actions.accept_swap(swap=swap, by=by)
        messages.success(request, _("Đã đổi lịch."))
    elif answer == "no" and swap.other in own:
        actions.close_swap(swap=swap, state=SwapState.DECLINED, by=by)
        messages.success(request, _("Đã trả lời không đồng ý; lịch giữ nguyên."))
    elif answer == "back" and swap.party in own:
        actions.close_swap(swap=swap, state=SwapState.WITHDRAWN, by=by)
        messages.success(request, _("Đã rút đề nghị."))
    else:
        messages.error(request, _("Chưa rõ trả lời: hãy bấm lại một trong các nút."))
    return redirect("roster_mine")


@require_safe
@staff(Permission.SEE)
def roster_docx(request: StaffRequest, pk: int) -> HttpResponse:
    """The roster as an official notice."""
    roster = access_roster(request.actor, pk)
    plan = roster.commitment.version.plan
    document = roster_document(
        lines_of_roster(roster), official_head(request.actor.commune), task=roster.commitment.text,
        plan=plan_named(plan.title, plan.number, plan.issued_on), year=clock.today().year,
    )  # fmt: skip
    return pages.download(render_docx(document), "Lịch phân công.docx", DOCX)


@require_safe
@staff(Permission.SEE)
def roster_xlsx(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The roster as rows for Excel."""
    roster = access_roster(request.actor, pk)
    title, lines = _("Lịch phân công"), lines_of_roster(roster)
    columns = tuple(Column(name, width) for name, width in zip(HEADER, WIDTHS, strict=True))
    sheet = Sheet(title, columns, roster_rows(lines), title, (roster.commitment.text,))
    return excel(request.actor, (sheet,), title)
