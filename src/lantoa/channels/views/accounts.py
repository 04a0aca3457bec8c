"""Kênh phát: accounts, their settings, the connection check."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lantoa.channels import accounts, pages
from lantoa.channels.access import access_account, known_channel
from lantoa.channels.callbacks import address_of
from lantoa.channels.forms import AccountForm
from lantoa.channels.jobs import check
from lantoa.channels.models import Account
from lantoa.channels.registry import channel_of
from lantoa.channels.rules.states import AccountState
from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.core.errors import Refused


@require_safe
@staff(Permission.SEE)
def account_list(request: StaffRequest) -> HttpResponse:
    """Where the commune publishes."""
    accounts.ensure_built_in(request.actor.commune)
    return render(request, "channels/accounts.html", pages.accounts_page(request.actor))


@staff(Permission.MANAGE_COMMUNE)
def account_add(request: StaffRequest) -> HttpResponse:
    """A new account of the channel ``?kenh=``."""
    if "kenh" not in request.GET:
        return redirect("channels_accounts")
    channel = channel_of(known_channel(request.GET["kenh"]))
    form = AccountForm(request.POST or None, channel=channel)
    if form.is_valid():
        try:
            row = accounts.add_account(commune=request.actor.commune, entered=form.entered(), by=request.actor.person)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return _checking(request, row)
    return render(request, "channels/account_form.html", {"form": form, "channel": channel})


@staff(Permission.MANAGE_COMMUNE)
def account_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Other settings, new secrets."""
    row = access_account(request.actor, pk)
    channel = channel_of(row.channel)
    form = AccountForm(request.POST or None, channel=channel, account=row)
    if form.is_valid():
        try:
            accounts.change_account(account=row, entered=form.entered(), by=request.actor.person)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return _checking(request, row)
    context = {
        "form": form, "channel": channel, "account": row, "code": pages.ACCOUNT_CODES[row.state],
        "answers_at": f"{settings.PUBLIC_URL}{reverse('channels_answered', args=[address_of(row)])}"
        if row.channel == "webhook" else "",
    }  # fmt: skip
    return render(request, "channels/account_form.html", context)


@require_POST
@staff(Permission.MANAGE_COMMUNE)
def account_check(request: StaffRequest, pk: int) -> HttpResponse:
    """Try the connection now."""
    return _checking(request, access_account(request.actor, pk))


@require_POST
@staff(Permission.MANAGE_COMMUNE)
def account_switch(request: StaffRequest, pk: int) -> HttpResponse:
    """Off for a while, or on again."""
    row = access_account(request.actor, pk)
    is_on = row.state == AccountState.OFF.value
    accounts.switch(account=row, on=is_on, by=request.actor.person)
    if is_on:
        return _checking(request, row)
    messages.success(request, _("Đã tạm tắt tài khoản; các lượt đang chờ sẽ đợi đến khi bật lại."))
    return redirect("channels_account", pk)


def _checking(request: StaffRequest, row: Account) -> HttpResponse:
    check.defer(row.commune_id, row.pk)
    messages.success(request, _("Phần mềm đang kiểm tra kết nối; tải lại trang sau ít giây để xem kết quả."))
    return redirect("channels_account", row.pk)
