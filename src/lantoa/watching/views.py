"""Bài đăng nơi khác: what a person is asked, what was found, the pages that are watched."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.core.errors import Refused
from lantoa.watching import actions, pages, recording
from lantoa.watching.access import DECIDES, access_entry, access_source
from lantoa.watching.forms import SourceForm
from lantoa.watching.models import Source
from lantoa.watching.rules.states import SourceState


@require_safe
@staff(Permission.SEE)
def entry_list(request: StaffRequest) -> HttpResponse:
    """What a person should look at."""
    return render(request, "watching/list.html", pages.list_page(request.actor, request.GET.get("trang", "1")))


@require_safe
@staff(Permission.SEE)
def settled(request: StaffRequest) -> HttpResponse:
    """What became of what was found."""
    return render(request, "watching/settled.html", pages.settled_page(request.GET.get("trang", "1")))


@require_safe
@staff(Permission.SEE)
def entry(request: StaffRequest, pk: int) -> HttpResponse:
    """One page that was found, with the copy that was kept."""
    return render(request, "watching/entry.html", pages.entry_page(request.actor, access_entry(request.actor, pk)))


@require_POST
@staff(DECIDES)
def yes(request: StaffRequest, pk: int) -> HttpResponse:
    """It is the item."""
    recording.say_yes(entry=access_entry(request.actor, pk), by=request.actor.person)
    messages.success(request, _("Đã ghi nhận: bài đã lên, có minh chứng."))
    return redirect("watching_list")


@require_POST
@staff(DECIDES)
def no(request: StaffRequest, pk: int) -> HttpResponse:
    """It is another text."""
    recording.say_no(entry=access_entry(request.actor, pk), by=request.actor.person)
    messages.success(request, _("Đã ghi: không phải bài đã gửi. Phần mềm không hỏi lại."))
    return redirect("watching_list")


@require_POST
@staff(DECIDES)
def decide(request: StaffRequest) -> HttpResponse:
    """Several findings at once, or one by its own button."""
    one = request.POST.get("ghi") or request.POST.get("bo") or ""
    wanted = [int(text) for text in ([one] if one else request.POST.getlist("bai")) if text.isdecimal()]
    chosen, by, commune = [pk for pk in wanted if pk < 2**62], request.actor.person, request.actor.commune
    if request.POST.get("bo") or request.POST.get("viec") == "bo":
        n = recording.dismiss(commune_id=commune.pk, entries=chosen, by=by)
        words = ngettext("Đã bỏ qua %(n)d bài, không hỏi lại.", "Đã bỏ qua %(n)d bài, không hỏi lại.", n)
    else:
        n = len(recording.record_outside(commune_id=commune.pk, entries=chosen, by=by))
        words = ngettext("Đã ghi %(n)d bài thành hoạt động.", "Đã ghi %(n)d bài thành hoạt động.", n)
    messages.success(request, words % {"n": n})
    return redirect("watching_list")


@require_safe
@staff(Permission.SEE)
def source_list(request: StaffRequest) -> HttpResponse:
    """The pages that are watched."""
    return render(request, "watching/sources.html", pages.sources_page(request.actor))


@staff(DECIDES)
def source_add(request: StaffRequest) -> HttpResponse:
    """A new page to watch."""
    form = SourceForm(request.POST or None, commune=request.actor.commune)
    if form.is_valid():
        try:
            row = actions.add_source(commune=request.actor.commune, entered=form.entered(), by=request.actor.person)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return _reading(request, row)
    return render(request, "watching/source_form.html", {"form": form})


@staff(DECIDES)
def source_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Other settings; what the last reading brought."""
    row = access_source(request.actor, pk)
    form = SourceForm(request.POST or None, commune=request.actor.commune, source=row)
    if form.is_valid():
        try:
            actions.change_source(source=row, entered=form.entered(), by=request.actor.person)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return _reading(request, row)
    return render(request, "watching/source_form.html", {"form": form, **pages.source_context(row)})


@require_POST
@staff(DECIDES)
def source_switch(request: StaffRequest, pk: int) -> HttpResponse:
    """Off for a while, or on again and read at once."""
    row = access_source(request.actor, pk)
    is_on = row.state == SourceState.OFF.value or request.POST.get("viec") == "doc"
    actions.switch_source(source=row, on=is_on, by=request.actor.person)
    if is_on:
        return _reading(request, row)
    messages.success(request, _("Đã tạm tắt; phần mềm không đọc trang này nữa cho đến khi bật lại."))
    return redirect("watching_source", pk)


def _reading(request: StaffRequest, row: Source) -> HttpResponse:
    messages.success(request, _("Phần mềm đang đọc trang; tải lại sau ít giây để xem kết quả."))
    return redirect("watching_source", row.pk)
