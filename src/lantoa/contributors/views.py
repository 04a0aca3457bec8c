"""The contributor's pages: send, what became of it, answer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.contributors import actions, pages
from lantoa.contributors.access import access_own
from lantoa.contributors.forms import SendForm, new_key
from lantoa.core.errors import Refused
from lantoa.files.actions import Received, receive
from lantoa.files.uploads import Upload, files_of, takes_files

SENT = "da-gui"


@takes_files(pages.TAKEN_KINDS)
@require_http_methods(["GET", "POST"])
@staff(Permission.SEND_NEWS)
def send(request: StaffRequest) -> HttpResponse:
    """Gửi tin: the first page of a contributor."""
    form = SendForm(request.POST or None, initial=new_key())
    if request.method == "POST" and (sent := _tried(request, form)):
        words = _("Đã gửi. Phường, xã đã nhận tin của anh/chị.") if sent.is_new else _("Tin này đã được nhận.")
        messages.success(request, words)
        return redirect(f"{request.path}?{SENT}={sent.submission.key}")
    lost = bool(form.errors and request.FILES)
    context = pages.send_page(request.actor, form, lost_files=lost, sent_key=request.GET.get(SENT, "")[:36])
    return render(request, "contributors/send.html", context, status=422 if form.errors else 200)


def _tried(request: StaffRequest, form: SendForm) -> actions.Sent | None:
    """What was sent; None where the form now shows what is wrong."""
    if not form.is_valid():
        return None
    try:
        files = [_received(request, upload) for name in ("files", "voice") for upload in files_of(request, name)]
        return actions.send(commune=request.actor.commune, sending=form.sending(), files=files, by=request.actor.person)
    except Refused as refusal:
        form.add_refusal(refusal.code, refusal.message)
        return None


def _received(request: StaffRequest, upload: Upload) -> Received:
    name = upload.name or ""
    try:
        return receive(commune=request.actor.commune, upload=upload, name=name, allowed=pages.TAKEN_KINDS)
    except Refused as refusal:
        raise Refused(refusal.code, f"Tệp “{name[-60:]}”: {refusal.message}") from refusal


@require_safe
@staff(Permission.SEND_NEWS)
def own_list(request: StaffRequest) -> HttpResponse:
    """Tin đã gửi."""
    return render(request, "contributors/own_list.html", pages.own_list(request.actor, request.GET.get("trang")))


@require_safe
@staff(Permission.SEND_NEWS)
def own(request: StaffRequest, pk: int) -> HttpResponse:
    """What became of one."""
    return render(request, "contributors/own.html", pages.own_page(access_own(request.actor, pk)))


@require_POST
@staff(Permission.SEND_NEWS)
def say(request: StaffRequest, pk: int) -> HttpResponse:
    """The contributor says more."""
    row = access_own(request.actor, pk)
    actions.answer(submission=row, text=request.POST.get("text", ""), by=request.actor.person)
    messages.success(request, _("Đã gửi lời nhắn."))
    return redirect("contributors_own", row.pk)
