"""The editors' pages: the inbox, one submission, what is decided about it; opinions and neighbourhoods."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.contributors import desk_actions, pages
from lantoa.contributors.access import DESK, access_at_desk, access_to_decide, is_desk
from lantoa.contributors.forms import NoteForm, ReasonForm


@require_safe
@staff(*DESK, Permission.SEND_NEWS)
def inbox(request: StaffRequest) -> HttpResponse:
    """Tin gửi đến; a contributor goes on to the form."""
    if not is_desk(request.actor):
        return redirect("contributors_send")
    return render(request, "contributors/inbox.html", pages.inbox_page(request.actor, request.GET))


@require_safe
@staff(*DESK)
def show(request: StaffRequest, pk: int) -> HttpResponse:
    """One submission."""
    row = access_at_desk(request.actor, pk)
    return render(request, "contributors/desk.html", pages.desk_page(request.actor, row))


@require_POST
@staff(Permission.EDIT_CONTENT)
def take(request: StaffRequest, pk: int) -> HttpResponse:
    """Make content of it."""
    row = access_to_decide(request.actor, pk)
    item = desk_actions.take_over(submission=row, unit_id=request.actor.unit_id, by=request.actor.person)
    messages.success(request, _("Đã lấy tin vào nội dung. Hãy biên tập rồi trình duyệt."))
    return redirect("content_show", item.pk)


@require_POST
@staff(Permission.EDIT_CONTENT)
def reply(request: StaffRequest, pk: int) -> HttpResponse:
    """Answer, thank."""
    row = access_to_decide(request.actor, pk)
    desk_actions.reply(submission=row, text=request.POST.get("text", ""), by=request.actor.person)
    messages.success(request, _("Đã gửi lời nhắn cho cộng tác viên."))
    return redirect("contributors_desk", row.pk)


@require_http_methods(["GET", "POST"])
@staff(Permission.EDIT_CONTENT)
def note(request: StaffRequest, pk: int) -> HttpResponse:
    """Take note of it."""
    row = access_to_decide(request.actor, pk)
    form = NoteForm(request.POST or None, initial={"told": row.told or row.text, "topic": row.topic})
    if request.method == "POST" and form.is_valid():
        desk_actions.note(submission=row, by=request.actor.person, **form.cleaned_data)
        messages.success(request, _("Đã ghi nhận."))
        return redirect("contributors_desk", row.pk)
    context = {"form": form, "row": row, "is_opinion": row.kind == "opinion"}
    return render(request, "contributors/note.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@staff(Permission.EDIT_CONTENT)
def decline(request: StaffRequest, pk: int) -> HttpResponse:
    """Not used, with the reason."""
    row = access_to_decide(request.actor, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        desk_actions.decline(submission=row, reason=form.cleaned_data["reason"], by=request.actor.person)
        messages.success(request, _("Đã ghi. Cộng tác viên đọc được lý do."))
        return redirect("contributors_desk", row.pk)
    context = {"form": form, "row": row}
    return render(request, "contributors/decline.html", context, status=422 if form.errors else 200)


@require_safe
@staff(*DESK)
def opinions(request: StaffRequest) -> HttpResponse:
    """Ý kiến người dân, for the report."""
    return render(request, "contributors/opinions.html", pages.opinions_page(request.actor, request.GET))


@require_safe
@staff(*DESK)
def places(request: StaffRequest) -> HttpResponse:
    """Who sends, who is silent."""
    return render(request, "contributors/places.html", pages.places_page(request.actor, request.GET))
