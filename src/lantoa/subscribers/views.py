"""Người đăng ký nhận tin: how many, who, slips of paper, erasing on request, the list as Excel."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.core.errors import Refused
from lantoa.subscribers import actions, pages
from lantoa.subscribers.access import access_subscriber
from lantoa.subscribers.forms import PaperForm
from lantoa.subscribers.rules import consent_words


@never_cache
@require_safe
@staff(Permission.PUBLISH_CONTENT)
def people(request: StaffRequest) -> HttpResponse:
    """Counts and the list."""
    state, number = request.GET.get("xem", ""), request.GET.get("trang", "1")
    return render(request, "subscribers/list.html", pages.list_page(request.actor, state=state, number=number))


@staff(Permission.PUBLISH_CONTENT)
def paper(request: StaffRequest) -> HttpResponse:
    """Enter addresses from signed slips of paper."""
    form = PaperForm(request.POST or None)
    if form.is_valid():
        try:
            done = _entered(request, form)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            _tell(request, done)
            return redirect("subscribers_list")
    return render(
        request, "subscribers/paper.html", {"form": form, "words": consent_words(request.actor.commune.in_text)}
    )


def _entered(request: StaffRequest, form: PaperForm) -> actions.Entered:
    data = form.cleaned_data
    slips = actions.Paper(data["signed_on"], data["where"])
    actor = request.actor
    return actions.add_from_paper(commune=actor.commune, text=data["text"], paper=slips, by=actor.person)


def _tell(request: StaffRequest, done: actions.Entered) -> None:
    messages.success(request, _("Đã thêm %(n)d địa chỉ.") % {"n": done.added})
    if done.there:
        messages.info(request, _("%(n)d địa chỉ đã có từ trước nên giữ nguyên.") % {"n": done.there})
    if done.left:
        words = _("%(n)d địa chỉ đã rút lại đồng ý trước đây nên không thêm: người ấy tự đăng ký lại trên cổng.")
        messages.warning(request, words % {"n": done.left})
    if done.bad:
        shown = ", ".join(done.bad[:10])
        words = _("%(n)d dòng không phải địa chỉ thư nên chưa thêm: %(lines)s")
        messages.warning(request, words % {"n": len(done.bad), "lines": shown})


@staff(Permission.PUBLISH_CONTENT)
def erase(request: StaffRequest, pk: int) -> HttpResponse:
    """Somebody asked an official to be taken off."""
    row = access_subscriber(request.actor, pk)
    if request.method == "POST":
        actions.leave(subscriber_id=row.pk, by=request.actor.person)
        messages.success(request, _("Đã xóa địa chỉ; người này không nhận thư nữa."))
        return redirect("subscribers_list")
    context = {
        "page_question": _("Xóa địa chỉ của người đăng ký?"), "label": _("Xóa địa chỉ"), "danger": True,
        "what": _("%(address)s không nhận thư nữa. Địa chỉ bị xóa hẳn; muốn nhận lại, người ấy tự đăng ký trên cổng.")
        % {"address": row.address}, "url_back": reverse("subscribers_list"),
    }  # fmt: skip
    return render(request, "confirm.html", context)
