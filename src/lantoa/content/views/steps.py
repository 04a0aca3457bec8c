"""The way of an item: submit, approve, return, put away; hand on, comment, a leader's link. What is out is recalled
where it went: ``channels``."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.models import Person
from lantoa.communes.qr import qr_picture
from lantoa.communes.roles import Permission
from lantoa.content.access import access_comment, access_item, access_revision, standing_of
from lantoa.content.desk_actions import Said, comment, hand_to, resolve
from lantoa.content.forms import HandForm, LinkForm, NoteForm
from lantoa.content.life_actions import approve, submit, take_step
from lantoa.content.link_actions import approvers, make_link
from lantoa.content.link_mail import mail_link_to
from lantoa.content.mailing import can_mail
from lantoa.content.models import Item
from lantoa.content.rules.kinds import Form
from lantoa.content.rules.life import StepKind
from lantoa.content.saving import number_in
from lantoa.core.errors import Refused

EDIT = ["GET", "HEAD", "POST"]
P = Permission
WORKS = (P.WRITE_CONTENT, P.EDIT_CONTENT, P.APPROVE_CONTENT)
PLAIN = {StepKind.TAKE_BACK.value, StepKind.UNSCHEDULE.value}


@require_POST
@staff(*WORKS)
def content_step(request: StaffRequest, pk: int, step: str) -> HttpResponse:
    """Steps that need no more than a button. Approving names the revision that was read."""
    actor, item = request.actor, access_item(request.actor, pk)
    standing = standing_of(actor, item)
    if step == StepKind.SUBMIT.value:
        submit(item=item, standing=standing, by=actor.person)
    elif step == StepKind.APPROVE.value:
        read = access_revision(actor, pk, number_in(request.POST.get("revision")) or item.current.number)
        approve(item=item, revision=read, standing=standing, by=actor.person)
    elif step in PLAIN:
        take_step(item=item, step=StepKind(step), standing=standing, by=actor.person)
    else:
        raise Refused("content_step", "Chưa rõ anh/chị muốn làm gì. Hãy bấm lại nút trên trang nội dung.")
    messages.success(request, _("Đã ghi nhận: %(step)s.") % {"step": _(StepKind(step).label)})
    return redirect("content_show", pk)


@require_http_methods(EDIT)
@staff(P.EDIT_CONTENT, P.APPROVE_CONTENT)
def content_return(request: StaffRequest, pk: int) -> HttpResponse:
    """Give it back, with what to mend."""
    item = access_item(request.actor, pk)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        standing, note = standing_of(request.actor, item), form.cleaned_data["note"]
        take_step(item=item, step=StepKind.RETURN, standing=standing, by=request.actor.person, note=note)
        messages.success(request, _("Đã trả lại nội dung kèm ý cần sửa."))
        return redirect("content_show", pk)
    return render(request, "content/note.html", {"item": item, "form": form}, status=422 if form.errors else 200)


@require_http_methods(EDIT)
@staff(P.WRITE_CONTENT, P.EDIT_CONTENT)
def content_archive(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask, then put away: it leaves the list, its words stay."""
    item = access_item(request.actor, pk)
    if request.method == "POST":
        standing = standing_of(request.actor, item)
        take_step(item=item, step=StepKind.ARCHIVE, standing=standing, by=request.actor.person)
        messages.success(request, _("Đã cất. Nội dung vẫn được lưu; lọc theo trạng thái “Đã cất” để xem lại."))
        return redirect("content_list")
    context = {
        "page_question": _("Cất nội dung này?"), "what": item.title, "danger": True, "label": _("Cất"),
        "url_back": reverse("content_show", args=[pk]),
    }  # fmt: skip
    return render(request, "confirm.html", context)


@require_http_methods(EDIT)
@staff(*WORKS)
def content_hand(request: StaffRequest, pk: int) -> HttpResponse:
    """Who works on it now, until when."""
    item = access_item(request.actor, pk)
    form = HandForm(request.POST or None, initial={"person": item.holder_id, "due_on": item.due_on})
    if request.method == "POST" and form.is_valid():
        hand_to(item=item, by=request.actor.person, **form.cleaned_data)
        messages.success(request, _("Đã ghi người xử lý và hạn xong."))
        return redirect("content_show", pk)
    return render(request, "content/hand.html", {"item": item, "form": form}, status=422 if form.errors else 200)


@require_http_methods(EDIT)
@staff(P.WRITE_CONTENT, P.EDIT_CONTENT)
def content_link(request: StaffRequest, pk: int) -> HttpResponse:
    """A one-time link for a leader: shown once, to be passed on."""
    item = access_item(request.actor, pk)
    people: list[Person] = approvers(item)
    form = LinkForm(people, request.POST or None)
    context = {"item": item, "form": form, "people": people, "mailable": [one for one in people if can_mail(one)]}
    if request.method == "POST" and form.is_valid():
        person = next(one for one in people if str(one.pk) == form.cleaned_data["person"])
        if request.POST.get("do") == "mail":
            return _mailed(request, item, person)
        link, token = make_link(item=item, person=person, by=request.actor.person)
        url = request.build_absolute_uri(reverse("content_by_link", args=[token]))
        context |= {"link": link, "url": url, "qr": qr_picture(url)}
        response = render(request, "content/link_made.html", context)
        response["Cache-Control"] = "no-store"
        return response
    return render(request, "content/link.html", context, status=422 if form.errors else 200)


def _mailed(request: StaffRequest, item: Item, person: Person) -> HttpResponse:
    mail_link_to(item=item, person=person, by=request.actor.person)
    words = _("Đang gửi thư cho %(name)s. Kết quả hiện ở mục Đường dẫn duyệt của trang này.")
    messages.success(request, words % {"name": person.name})
    return redirect("content_show", item.pk)


@require_POST
@staff(*WORKS)
def content_comment(request: StaffRequest, pk: int) -> HttpResponse:
    """Leave a comment at a place of a form."""
    item, wanted = access_item(request.actor, pk), request.POST.get("form", "")
    form = Form(wanted) if wanted in Form._value2member_map_ else Form.ARTICLE
    said = Said(form, request.POST.get("text", ""), request.POST.get("quote", ""))
    comment(item=item, revision=item.current, said=said, by=request.actor.person)
    messages.success(request, _("Đã ghi góp ý."))
    return redirect(f"{reverse('content_show', args=[pk])}?dang={form.value}#gop-y")


@require_POST
@staff(*WORKS)
def content_resolve(request: StaffRequest, pk: int, comment: int) -> HttpResponse:
    """Note that a comment was dealt with."""
    row = access_comment(request.actor, pk, comment)
    resolve(comment=row, by=request.actor.person)
    return redirect(f"{reverse('content_show', args=[pk])}?dang={row.form}#gop-y")
