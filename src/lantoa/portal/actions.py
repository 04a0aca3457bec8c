"""Writes of the public face: its settings. One entry in the ledger each."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from django.db import IntegrityError, transaction

from lantoa.channels.accounts import ensure_built_in
from lantoa.channels.models import Account
from lantoa.channels.queries import PORTAL
from lantoa.communes.models import Commune, Person
from lantoa.core.errors import Refused
from lantoa.ledger.actions import record
from lantoa.portal.models import Portal
from lantoa.portal.queries import portal_of
from lantoa.portal.rules import Hotline, check_hotlines, slugs_to_try


@transaction.atomic
def change_portal(
    *, commune: Commune, values: Mapping[str, Any], hotlines: list[Hotline] | None = None, seen: int, by: Person | None
) -> Portal:  # fmt: skip
    """Write the settings of the public face; the first time it gets its address.

    Raises:
        Refused: ``portal_changed`` where somebody else was quicker; ``portal_hotline``; ``portal_address``.
    """
    portal = portal_of(commune, lock=True)
    if portal.revision != seen:
        raise Refused("portal_changed", "Người khác vừa sửa cổng công khai. Hãy mở lại trang, xem rồi sửa tiếp.")
    wanted = dict(values)
    if hotlines is not None:
        wanted["hotlines"] = [asdict(one) for one in check_hotlines(hotlines)]
    changed = sorted(name for name, value in wanted.items() if getattr(portal, name) != value)
    for name in changed:
        setattr(portal, name, wanted[name])
    portal.revision, portal.changed_by = portal.revision + 1, by
    _save(portal, commune)
    _tell_channels(portal)
    record(action="portal.changed", on=portal, by=by, fields=changed)
    return portal


def _tell_channels(portal: Portal) -> None:
    """Links in what goes out to other places lead to the portal at its address; while it is closed there are none."""
    ensure_built_in(portal.commune)
    account = Account.objects.get(channel=PORTAL)
    told = {"place": portal.slug, "closed": "" if portal.is_on else "yes"}
    if account.settings != {**account.settings, **told}:
        account.settings = {**account.settings, **told}
        account.save(update_fields=["settings"])


def _save(portal: Portal, commune: Commune) -> None:
    """With an address that is free: what other communes have taken is seen by the database alone."""
    if portal.slug:
        return portal.save()
    for slug in slugs_to_try(commune.name, commune.province.name, commune.pk):
        portal.slug = slug
        with suppress(IntegrityError), transaction.atomic():
            return portal.save(force_insert=True)
    raise Refused("portal_address", "Chưa đặt được địa chỉ cho cổng. Hãy báo người quản trị phần mềm.")
