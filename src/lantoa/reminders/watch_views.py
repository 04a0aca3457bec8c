"""For who watches over the plan: who was reminded of what, urging one person, answers, letters to units."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.models import Person
from lantoa.communes.roles import Permission
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.reminders import drawing, pages, sending
from lantoa.reminders.access import access_answer, access_digest, access_work_to_nudge
from lantoa.reminders.answering import mark_handled
from lantoa.reminders.forms import LetterForm, NudgeForm
from lantoa.reminders.letters import letter_file, note_letter, units_behind
from lantoa.reminders.queries import people_facts, usual_recipient

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@staff(Permission.ASSIGN_WORK)
def watch(request: StaffRequest) -> HttpResponse:
    """Theo dõi đôn đốc."""
    return render(request, "reminders/watch.html", pages.watch_page(request.actor))


@require_http_methods(["GET", "POST"])
@staff(Permission.ASSIGN_WORK)
def nudge(request: StaffRequest, pk: int) -> HttpResponse:
    """Đôn đốc ngay: asks whom, then says whether it went out or joins the next digest."""
    work = access_work_to_nudge(request.actor, pk)
    people = people_facts()
    initial = {"person": usual_recipient(work, people)}
    form = NudgeForm(request.POST or None, people=[one.id for one in people], initial=initial)
    if request.method == "POST" and form.is_valid():
        person: Person = form.cleaned_data["person"]
        digest = drawing.nudge(work=work, person=person, by=request.actor.person, now=clock.now())
        messages.success(request, _sent_words(person) if digest else _waits_words(person))
        return redirect("reminders_watch")
    return render(request, "reminders/nudge.html", {"form": form, "work": work, "commitment": work.commitment})


def _sent_words(person: Person) -> str:
    return _("Đã lập nhắc việc hôm nay cho %s; thư (nếu có) gửi trong vài phút.") % person.name


def _waits_words(person: Person) -> str:
    return _("%s đã có nhắc việc hôm nay hoặc hôm nay là ngày nghỉ; việc này sẽ vào lần nhắc kế tiếp.") % person.name


@require_POST
@staff(Permission.ASSIGN_WORK)
def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    """The person was asked whether the mail came."""
    digest = access_digest(request.actor, pk)
    arrived = request.POST.get("arrived")
    if arrived not in {"yes", "no"}:
        raise Refused("confirm_unclear", _("Hãy chọn “Đã nhận” hoặc “Chưa nhận” sau khi hỏi người được nhắc."))
    sending.confirm(digest=digest, arrived=arrived == "yes", by=request.actor.person, now=clock.now())
    messages.success(request, _("Đã ghi."))
    return redirect("reminders_watch")


@require_POST
@staff(Permission.ASSIGN_WORK)
def handled(request: StaffRequest, pk: int) -> HttpResponse:
    """A call for help has been dealt with."""
    mark_handled(answer=access_answer(request.actor, pk), by=request.actor.person, now=clock.now())
    messages.success(request, _("Đã ghi là đã xử lý; việc này sẽ được nhắc trở lại."))
    return redirect("reminders_watch")


@require_http_methods(["GET", "POST"])
@staff(Permission.ASSIGN_WORK)
def letter(request: StaffRequest) -> HttpResponse:
    """Công văn đôn đốc to the units that are late, as a Word file."""
    actor, behind = request.actor, units_behind(today=clock.today())
    units = [(str(one.unit.pk), f"{one.unit.name} ({len(one.works)})") for one in behind]
    form = LetterForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        chosen = [one for one in behind if str(one.unit.pk) in form.cleaned_data["units"]]
        file = letter_file(actor.commune, chosen, report_by=form.cleaned_data["report_by"], today=clock.today())
        note_letter(commune=actor.commune, units=[one.unit.pk for one in chosen], by=actor.person)
        headers = {"Content-Disposition": 'attachment; filename="Cong-van-don-doc.docx"'}
        return HttpResponse(file, content_type=DOCX, headers=headers)
    context = {"form": form, "behind": behind, "tabs": pages.tabs(actor, "reminders_letter")}
    return render(request, "reminders/letter.html", context)
