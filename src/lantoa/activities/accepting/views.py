"""Pages of acceptance: what waits, what came back, mending, withdrawing one piece."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.activities.accepting import access, actions, pages
from lantoa.activities.accepting.forms import NoteForm, ids_of
from lantoa.activities.entry import received_files
from lantoa.activities.forms import ReasonForm
from lantoa.activities.models import Activity, Evidence
from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.core.errors import Refused
from lantoa.files.uploads import takes_files


@require_safe
@staff(Permission.ACCEPT_EVIDENCE)
def queue(request: StaffRequest) -> HttpResponse:
    """Minh chứng chờ xác nhận."""
    return render(request, "activities/accepting/queue.html", pages.queue_page(request.actor, request.GET.get("trang")))


@require_safe
@staff(Permission.LOG_ACTIVITY)
def returned(request: StaffRequest) -> HttpResponse:
    """Minh chứng bị trả lại của tôi."""
    return render(request, "activities/accepting/returned.html", pages.returned_page(request.actor))


@require_POST
@staff(Permission.ACCEPT_EVIDENCE)
def accept(request: StaffRequest, pk: int) -> HttpResponse:
    """Accept the named pieces of an activity, or all that wait for this person."""
    activity = access.access_waiting_activity(request.actor, pk)
    ids = ids_of(request.POST.getlist("piece"))
    if ids:
        pieces = actions.accept(activity=activity, ids=ids, by=request.actor.person)
    else:
        pieces = actions.accept_all(activity=activity, by=request.actor.person)
    return _judged(request, activity, pieces)


@require_POST
@staff(Permission.ACCEPT_EVIDENCE)
def reopen(request: StaffRequest, pk: int) -> HttpResponse:
    """Undo a judgement."""
    activity = access.access_waiting_activity(request.actor, pk)
    ids = ids_of(request.POST.getlist("piece"))
    pieces = actions.reopen(activity=activity, ids=ids, by=request.actor.person)
    return _judged(request, activity, pieces, undone=True)


@require_http_methods(["GET", "POST"])
@staff(Permission.ACCEPT_EVIDENCE)
def give_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Return one piece with a note."""
    piece = access.access_to_judge(request.actor, pk)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = actions.give_back(piece=piece, note=form.cleaned_data["note"], by=request.actor.person)
        return _judged(request, piece.activity, [done])
    context = {"form": form, "piece": piece, "activity": piece.activity}
    return render(request, "activities/accepting/give_back.html", context, status=422 if form.errors else 200)


@takes_files()
@require_http_methods(["GET", "POST"])
@staff(Permission.LOG_ACTIVITY)
def replace(request: StaffRequest, pk: int) -> HttpResponse:
    """Mend what was returned: another file or link, which waits again."""
    piece, error = access.access_to_replace(request.actor, pk), ""
    if request.method == "POST":
        try:
            _replaced(request, piece)
        except Refused as refusal:
            error = refusal.message
        else:
            messages.success(request, _("Đã thay minh chứng. Minh chứng mới đang chờ xác nhận."))
            return redirect("activities_show", piece.activity_id)
    context = pages.replace_page(piece, error)
    return render(request, "activities/accepting/replace.html", context, status=422 if error else 200)


@require_http_methods(["GET", "POST"])
@staff(Permission.LOG_ACTIVITY)
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Take one piece back, with a reason; it is never deleted."""
    piece = access.access_to_withdraw_piece(request.actor, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.withdraw_piece(piece=piece, reason=form.cleaned_data["reason"], by=request.actor.person)
        messages.success(request, _("Đã rút minh chứng. Minh chứng này không còn được tính."))
        return redirect("activities_show", piece.activity_id)
    context = {"form": form, "piece": piece, "activity": piece.activity}
    return render(request, "activities/accepting/withdraw.html", context, status=422 if form.errors else 200)


def _judged(
    request: StaffRequest, activity: Activity, pieces: list[Evidence], *, undone: bool = False
) -> HttpResponse:  # fmt: skip
    if getattr(request, "htmx", False):
        context = pages.done_page(activity, pieces, undone=undone)
        return render(request, "activities/accepting/_done.html", context)
    messages.success(request, pages.judged_words(pieces))
    return redirect("evidence_queue") if _from_queue(request) else redirect("activities_show", activity.pk)


def _from_queue(request: HttpRequest) -> bool:
    return request.POST.get("from") == "queue"


def _replaced(request: StaffRequest, piece: Evidence) -> None:
    link, files = request.POST.get("link", ""), received_files(request)
    actions.replace_piece(piece=piece, by=request.actor.person, files=files, link=link)
