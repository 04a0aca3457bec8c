"""Nhật ký phát: every delivery, what is unknown, and what a person decides."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lantoa.activities.entry import received_files
from lantoa.channels import actions, pages
from lantoa.channels.access import access_delivery
from lantoa.channels.forms import TakeOverForm
from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.core.errors import Refused
from lantoa.files.uploads import takes_files


@require_safe
@staff(Permission.SEE)
def log(request: StaffRequest) -> HttpResponse:
    """All deliveries of the commune."""
    which, number = request.GET.get("xem", ""), request.GET.get("trang", "1")
    return render(request, "channels/log.html", pages.log_page(request.actor, which=which, number=number))


@require_safe
@staff(Permission.SEE)
def delivery(request: StaffRequest, pk: int) -> HttpResponse:
    """One delivery."""
    row = access_delivery(request.actor, pk)
    return render(request, "channels/delivery.html", pages.delivery_page(request.actor, row))


@require_POST
@staff(Permission.PUBLISH_CONTENT)
def cancel(request: StaffRequest, pk: int) -> HttpResponse:
    """Not to be sent any more."""
    actions.cancel(delivery=access_delivery(request.actor, pk), by=request.actor.person)
    messages.success(request, _("Đã hủy lượt phát."))
    return redirect("channels_delivery", pk)


@require_POST
@staff(Permission.PUBLISH_CONTENT)
def repeat(request: StaffRequest, pk: int) -> HttpResponse:
    """Somebody looked: it is not there, send it again."""
    actions.repeat(delivery=access_delivery(request.actor, pk), by=request.actor.person)
    messages.success(request, _("Đang phát lại."))
    return redirect("channels_delivery", pk)


@require_POST
@staff(Permission.PUBLISH_CONTENT)
def sent_by_hand(request: StaffRequest, pk: int) -> HttpResponse:
    """The outlet has it now."""
    actions.sent_by_hand(delivery=access_delivery(request.actor, pk), by=request.actor.person)
    messages.success(request, _("Đã ghi: đã gửi, chờ đăng, phát."))
    return redirect("channels_delivery", pk)


@takes_files()
@staff(Permission.PUBLISH_CONTENT)
def take_over(request: StaffRequest, pk: int) -> HttpResponse:
    """Done by hand, or seen to be there: with its address or a picture."""
    row = access_delivery(request.actor, pk)
    form = TakeOverForm(request.POST or None)
    if form.is_valid():
        try:
            link, files = form.cleaned_data["link"], received_files(request)
            actions.take_over(
                delivery=row, link=link, files=files, by=request.actor.person, on=form.cleaned_data["on"],
                place=form.cleaned_data["place"],
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã ghi nhận; minh chứng chờ người thứ hai xác nhận."))
            return redirect("channels_delivery", pk)
    return render(request, "channels/take_over.html", {"form": form, "line": pages.line_of(row), "row": row})


@require_POST
@staff(Permission.PUBLISH_CONTENT, Permission.APPROVE_CONTENT)
def recall(request: StaffRequest, pk: int) -> HttpResponse:
    """Take it down at this place alone."""
    actions.recall_one(delivery=access_delivery(request.actor, pk), by=request.actor.person)
    messages.success(request, _("Đang thu hồi ở kênh này."))
    return redirect("channels_delivery", pk)
