"""Accounts: making and changing them, what a call told of them, new tokens, the connection check."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from lantoa.channels.models import Account
from lantoa.channels.protocol import Access, Channel, Checked, Outcome, Renewed
from lantoa.channels.registry import all_channels, channel_of
from lantoa.channels.rules.states import AccountState
from lantoa.communes.models import Commune, Person
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.core.sealing import seal, unseal
from lantoa.ledger.actions import record

A = AccountState
BEFORE_END = timedelta(minutes=10)
RENEWED_JUST_NOW = timedelta(minutes=5)
LONGEST_SETTING = 4000
_NETWORK = ("no_answer", "not_reached")


@dataclass(frozen=True, slots=True)
class Entered:
    """What an official entered about an account. A secret left empty stays as it is."""

    channel: str
    name: str
    values: Mapping[str, str]


@transaction.atomic
def add_account(*, commune: Commune, entered: Entered, by: Person | None) -> Account:
    """A new account; it is checked before it is used.

    Raises:
        Refused: ``account_field`` for what is missing, ``account_twice`` for a name that is taken.
    """
    channel = channel_of(entered.channel)
    if channel.single and Account.objects.filter(channel=channel.code).exists():
        raise Refused(
            "account_twice", f"Xã, phường đã có “{channel.label}”: hãy mở tài khoản ấy trong danh sách để sửa."
        )
    state = A.READY if channel.built_in or not channel.fields else A.NEW
    row = Account.of(commune.pk, channel=entered.channel, made_by=by, made_at=clock.now(), state=state.value)
    _fill(row, channel, entered)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("account_twice", f"Đã có tài khoản “{row.name}” của kênh này: hãy đặt tên khác.") from error
    record(action="channel.account_added", on=row, by=by, channel=row.channel)
    return row


@transaction.atomic
def change_account(*, account: Account, entered: Entered, by: Person) -> Account:
    """Other settings or new secrets. Raises as ``add_account``."""
    row: Account = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    channel, before = channel_of(row.channel), row.sealed
    _fill(row, channel, entered)
    row.state = A.READY.value if channel.built_in or not channel.fields else A.NEW.value
    row.good_until, row.resume_at = None, None
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Refused("account_twice", f"Đã có tài khoản “{row.name}” của kênh này: hãy đặt tên khác.") from error
    record(action="channel.account_changed", on=row, by=by, channel=row.channel, secrets=row.sealed != before)
    return row


@transaction.atomic
def switch(*, account: Account, on: bool, by: Person) -> Account:
    """Stop using an account for a while, or use it again (after a check)."""
    row: Account = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    channel = channel_of(row.channel)
    usable = A.READY if channel.built_in or not channel.fields else A.NEW
    row.state = usable.value if on else A.OFF.value
    row.save(update_fields=["state"])
    record(action="channel.account_switched", on=row, by=by, channel=row.channel, active=on)
    return row


def ensure_built_in(commune: Commune) -> None:
    """The accounts that every commune has."""
    there = set(Account.objects.values_list("channel", flat=True))
    for channel in all_channels():
        if channel.built_in and channel.code not in there:
            add_account(commune=commune, entered=Entered(channel.code, channel.label, {}), by=None)


def _fill(row: Account, channel: Channel, entered: Entered) -> None:
    row.name = " ".join(entered.name.split())[:120] or channel.label
    made, secrets = ({}, unseal(row.sealed)) if row.sealed else channel.own_secrets()
    plain = dict(made)
    for field in channel.fields:
        value = entered.values.get(field.name, "").strip()
        if len(value) > LONGEST_SETTING:
            raise Refused("account_field", f"“{field.label}” dài quá: hãy sao chép lại đúng mã.")
        if field.secret:
            secrets = {**secrets, **({field.name: value} if value else {})}
        else:
            plain[field.name] = value
        if field.required and not (secrets if field.secret else plain).get(field.name):
            raise Refused("account_field", f"Chưa có “{field.label}”: hãy nhập rồi lưu lại.")
    row.settings, row.sealed = {**row.settings, **plain}, seal(secrets)


def note(*, account: Account, outcome: Outcome, now: datetime) -> None:
    """What a call told about its account: rest, a stale token, a lost account. In the transaction of the caller."""
    if outcome.pause:
        _rest(account, now + timedelta(seconds=outcome.pause))
    if outcome.code.startswith(_NETWORK):  # a server in trouble is not asked again at once for the next delivery
        _rest(account, now + timedelta(seconds=settings.OUTWARD_SECONDS / 4))
    if outcome.renew:
        is_fresh = account.renewed_at is not None and now - account.renewed_at < RENEWED_JUST_NOW
        if is_fresh or not channel_of(account.channel).renews(Access(account.settings, unseal(account.sealed))):
            lose(account=account, words=outcome.words, now=now)
        else:
            account.good_until = now
            account.save(update_fields=["good_until"])
    if outcome.account_lost:
        lose(account=account, words=outcome.words, now=now)


def _rest(account: Account, until: datetime) -> None:
    account.resume_at = max(until, account.resume_at or until)
    account.save(update_fields=["resume_at"])


def lose(*, account: Account, words: str, now: datetime) -> None:
    """It cannot be used any more; its deliveries wait."""
    account.state, account.words, account.checked_at = A.BROKEN.value, words[:400], now
    account.save(update_fields=["state", "words", "checked_at"])
    record(action="channel.account_lost", on=account, by=None, channel=account.channel)


def to_renew(account: Account, access: Access, now: datetime) -> bool:
    """Whether new tokens are to be asked for before the next call."""
    if not channel_of(account.channel).renews(access):
        return False
    return account.good_until is None or account.good_until - BEFORE_END <= now


@transaction.atomic
def keep_renewed(*, account: Account, renewed: Renewed, now: datetime) -> bool:
    """Write the new tokens down at once: some services give each one only once. Returns whether they are there."""
    row: Account = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    if renewed.secrets:
        row.sealed, row.good_until, row.renewed_at = (
            seal(renewed.secrets),
            renewed.until or now + timedelta(days=30),
            now,
        )
        row.save(update_fields=["sealed", "good_until", "renewed_at"])
        record(action="channel.token_renewed", on=row, by=None, channel=row.channel)
        return True
    if renewed.lost:
        lose(account=row, words=renewed.words, now=now)
    else:
        _rest(row, now + timedelta(minutes=1))
    return False


@transaction.atomic
def keep_checked(*, account: Account, checked: Checked, now: datetime, by: Person | None = None) -> Account:
    """What the connection check found. A server that did not answer changes nothing about the account."""
    row: Account = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    if row.state == A.OFF.value:
        return row
    row.words, row.checked_at = checked.words[:400], now
    if checked.is_sure:
        row.state = (A.READY if checked.ok else A.BROKEN).value
    else:
        row.checked_at = None  # asked again at the next tick
    row.settings = {**row.settings, **checked.learned}
    if checked.ok:
        row.resume_at = None
    row.save(update_fields=["state", "words", "checked_at", "settings", "resume_at"])
    record(action="channel.account_checked", on=row, by=by, **_found(row))
    return row


def _found(row: Account) -> dict[str, Any]:
    return {"channel": row.channel, "active": row.state == A.READY.value}
