"""Lịch biên tập: month and week, move, draft what is lacking."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.core import clock
from lantoa.core.errors import NotAllowed
from lantoa.core.periods import Window
from lantoa.editorial import actions, pages
from lantoa.editorial.access import access_to_move
from lantoa.editorial.forms import MoveForm
from lantoa.editorial.gaps import gaps_of
from lantoa.editorial.turns import turn_of
from lantoa.progress.access import access_due_work
from lantoa.progress.recent import recent_progress
from vanban.vocabulary import Topic


@require_safe
@staff(Permission.SEE)
def show(request: StaffRequest) -> HttpResponse:
    """The calendar."""
    return render(request, "editorial/calendar.html", pages.calendar_page(request.actor, request.GET))


@require_http_methods(["GET", "POST"])
@staff(Permission.WRITE_CONTENT)
def move(request: StaffRequest, pk: int) -> HttpResponse:
    """Another day; dragging in the calendar sends the same form."""
    item = access_to_move(request.actor, pk)
    form = MoveForm(request.POST or None, initial={"on": item.due_on})
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["on"]
        actions.move_item(item=item, on=on, by=request.actor.person)
        messages.success(request, _("Đã dời hạn sang ngày %(day)s.") % {"day": f"{on:%d/%m/%Y}"})
        view = "&xem=tuan" if request.POST.get("xem") == pages.WEEK else ""
        return redirect(f"{reverse('editorial_calendar')}?ngay={on.isoformat()}{view}")
    return render(request, "editorial/move.html", {"form": form, "item": item}, status=422 if form.errors else 200)


@require_POST
@staff(Permission.EDIT_CONTENT)
def draft_gap(request: StaffRequest, pk: int) -> HttpResponse:
    """Draft what one window lacks."""
    work = access_due_work(request.actor, pk)
    progress = recent_progress(work.commitment.version, today=clock.today())
    gaps = gaps_of(progress, Window(work.window_start, work.window_end))
    gap = next((one for one in gaps if one.work.pk == pk), None)
    if gap is None:
        messages.info(request, _("Phần việc này không còn thiếu nội dung nào."))
        return redirect("editorial_calendar")
    made = actions.draft_gap(gap=gap, by=request.actor.person)
    messages.success(request, _("Đã lập %(n)s nội dung dự kiến, để trống cho người viết.") % {"n": len(made)})
    return redirect(f"{reverse('editorial_calendar')}?ngay={gap.proposed[0].on.isoformat()}")


@require_POST
@staff(Permission.WRITE_CONTENT)
def draft_turn(request: StaffRequest, pk: int) -> HttpResponse:
    """Draft what a turn of the roster asks for, in the hands of whose turn it is."""
    turn = turn_of(request.actor, pk)
    if turn is None:
        raise Http404
    if not turn.may_draft:
        raise NotAllowed
    item = actions.draft_turn(turn=turn, by=request.actor.person)
    messages.success(request, _("Đã lập bản nháp, giao %(who)s, hạn %(day)s.") % {
        "who": turn.line.who or _("đơn vị"), "day": f"{turn.line.on:%d/%m/%Y}"})  # fmt: skip
    return redirect("content_show", item.pk)


@require_POST
@staff(Permission.EDIT_CONTENT)
def draft_topic(request: StaffRequest) -> HttpResponse:
    """Draft an item about a topic that nobody writes about."""
    topic = request.POST.get("topic", "")
    if topic not in Topic._value2member_map_:
        messages.error(request, _("Trang đã cũ: hãy bấm “Lập tin” ở một nội dung có trong danh sách."))
        return redirect("editorial_calendar")
    on = pages.next_days(clock.today())
    actions.draft_topic(commune=request.actor.commune, topic=Topic(topic), on=on, by=request.actor.person)
    messages.success(request, _("Đã lập một nội dung dự kiến, hạn %(day)s.") % {"day": f"{on:%d/%m/%Y}"})
    return redirect(f"{reverse('editorial_calendar')}?ngay={on.isoformat()}")
