"""Phát hành: choose channels, see what is sent, say when; correct and take back everywhere."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lantoa.channels import accounts, actions, pages
from lantoa.channels.forms import OrderForm, ReasonForm
from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.content.access import access_item, standing_of
from lantoa.content.models import Item
from lantoa.core.errors import Refused


@staff(Permission.SEE)
def publish(request: StaffRequest, pk: int) -> HttpResponse:
    """What would go out where; POST orders it."""
    item = access_item(request.actor, pk)
    accounts.ensure_built_in(request.actor.commune)
    page = pages.publish_page(request.actor, item)
    open_accounts = [(one.account.pk, one.account.name) for one in page["open"]]  # type: ignore[attr-defined]
    form = OrderForm(request.POST or None, accounts=open_accounts)
    if request.method == "POST":
        request.actor.check(Permission.PUBLISH_CONTENT)
        if form.is_valid() and _ordered(request, item, form):
            return redirect("channels_publish", pk)
    return render(request, "channels/publish.html", {**page, "form": form})


def _ordered(request: StaffRequest, item: Item, form: OrderForm) -> bool:
    order = actions.Order(request.actor.person, standing_of(request.actor, item), form.due_at())
    try:
        made = actions.publish(item=item, accounts=form.cleaned_data["accounts"], order=order)
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return False
    n = len(made)
    words = ngettext("Đã đặt phát ở %(n)d kênh.", "Đã đặt phát ở %(n)d kênh.", n) % {"n": n}
    messages.success(request, words if n else _("Nội dung đã có ở các kênh này."))
    return True


@require_POST
@staff(Permission.PUBLISH_CONTENT)
def correct(request: StaffRequest, pk: int) -> HttpResponse:
    """The newly approved text in place of the former one, everywhere."""
    item = access_item(request.actor, pk)
    made = actions.correct_everywhere(item=item, by=request.actor.person)
    messages.success(request, _("Đang đính chính ở %(n)d nơi; nơi phải làm bằng tay hiện dưới đây.") % {"n": len(made)})
    return redirect("channels_publish", pk)


@staff(Permission.PUBLISH_CONTENT, Permission.APPROVE_CONTENT)
def recall(request: StaffRequest, pk: int) -> HttpResponse:
    """Take it back everywhere, with a reason."""
    item = access_item(request.actor, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        standing = standing_of(request.actor, item)
        made = actions.recall_everywhere(
            item=item, standing=standing, note=form.cleaned_data["note"], by=request.actor.person
        )  # fmt: skip
        messages.success(request, _("Đang thu hồi ở %(n)d nơi; nơi phải gỡ bằng tay hiện dưới đây.") % {"n": len(made)})
        return redirect("channels_publish", pk)
    context = {
        "page_question": _("Thu hồi nội dung này ở mọi nơi?"), "label": _("Thu hồi ở mọi nơi"), "danger": True,
        "what": _("Lượt đang chờ bị hủy; bài đã phát được gỡ xuống. Nơi phần mềm không gỡ được sẽ nhờ người gỡ."),
        "url_back": reverse("channels_publish", args=[pk]), "form": form,
    }  # fmt: skip
    return render(request, "confirm.html", context)
