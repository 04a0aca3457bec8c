"""Báo, đài, bản tin: the register, the outlets, what was sent, what appeared."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lantoa.activities.entry import received_files
from lantoa.channels import accounts
from lantoa.channels.forms import AccountForm
from lantoa.channels.jobs import check
from lantoa.channels.registry import channel_of
from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.core.errors import Refused
from lantoa.files.uploads import takes_files
from lantoa.press import actions, pages
from lantoa.press.access import WRITES, access_outlet, access_placement
from lantoa.press.forms import AppearedForm, SentForm
from lantoa.press.queries import PRESS, outlets


def asked_of(request: StaffRequest) -> pages.Asked:
    """The filter of the address; nonsense in it is no filter."""
    outlet = request.GET.get("bao", "")
    number = int(outlet) if outlet.isascii() and outlet.isdecimal() and len(outlet) < 12 else None
    return pages.Asked(request.GET.get("xem", ""), number, request.GET.get("trang", "1"))


@require_safe
@staff(Permission.SEE)
def placement_list(request: StaffRequest) -> HttpResponse:
    """What was sent, what appeared."""
    return render(request, "press/list.html", pages.list_page(request.actor, asked_of(request)))


@require_safe
@staff(Permission.SEE)
def outlet_list(request: StaffRequest) -> HttpResponse:
    """The outlets."""
    return render(request, "press/outlets.html", pages.outlets_page(request.actor))


@staff(WRITES)
def outlet_add(request: StaffRequest) -> HttpResponse:
    """A new outlet."""
    return _outlet(request, None)


@staff(WRITES)
def outlet_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Other settings of an outlet."""
    return _outlet(request, pk)


def _outlet(request: StaffRequest, pk: int | None) -> HttpResponse:
    row = access_outlet(request.actor, pk) if pk is not None else None
    form = AccountForm(request.POST or None, channel=channel_of(PRESS), account=row)
    if form.is_valid():
        try:
            with transaction.atomic():
                if row is None:
                    row = accounts.add_account(
                        commune=request.actor.commune, entered=form.entered(), by=request.actor.person
                    )
                else:
                    row = accounts.change_account(account=row, entered=form.entered(), by=request.actor.person)
                check.defer(row.commune_id, row.pk)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã lưu %(name)s.") % {"name": row.name})
            return redirect("press_outlets")
    return render(request, "press/outlet_form.html", {"form": form, "outlet": row, "guide": channel_of(PRESS).guide})


@staff(WRITES)
def placement_new(request: StaffRequest) -> HttpResponse:
    """Something that went to an outlet without being an item."""
    form = SentForm(request.POST or None)
    if form.is_valid():
        try:
            row = actions.enter_sent(commune=request.actor.commune, sent=form.sent(), by=request.actor.person)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã ghi; phần mềm nhắc nếu lâu chưa thấy đăng."))
            return redirect("press_show", row.pk)
    return render(request, "press/new.html", {"form": form, "none": not outlets().exists()})


@require_safe
@staff(Permission.SEE)
def placement(request: StaffRequest, pk: int) -> HttpResponse:
    """One placement."""
    return render(request, "press/show.html", pages.show_page(request.actor, access_placement(request.actor, pk)))


@takes_files()
@staff(WRITES)
def placement_appeared(request: StaffRequest, pk: int) -> HttpResponse:
    """It was printed, broadcast: with link, picture or recording."""
    row = access_placement(request.actor, pk)
    form = AppearedForm(request.POST or None)
    if form.is_valid():
        try:
            appeared = form.appeared(received_files(request))
            actions.enter_appeared(placement=row, appeared=appeared, by=request.actor.person)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã ghi thành hoạt động; minh chứng chờ người thứ hai xác nhận."))
            return redirect("press_show", pk)
    return render(request, "press/appeared.html", {"form": form, "row": row})


@require_POST
@staff(WRITES)
def placement_unused(request: StaffRequest, pk: int) -> HttpResponse:
    """They did not use it."""
    actions.enter_unused(placement=access_placement(request.actor, pk), by=request.actor.person)
    messages.success(request, _("Đã ghi: không đăng."))
    return redirect("press_list")
