"""Reads of the public face. Everything that a stranger may see comes from here."""

from datetime import datetime

from django.db import models

from lantoa.channels.models import Delivery
from lantoa.channels.queries import PORTAL, on_portal
from lantoa.channels.rules.states import WENT, Purpose
from lantoa.communes.models import Commune
from lantoa.content.approved import published
from lantoa.content.models import Item, Step
from lantoa.content.rules.life import StepKind
from lantoa.portal.models import Portal


def portal_of(commune: Commune, *, lock: bool = False) -> Portal:
    """The settings of the open commune; an unsaved row with the usual values where none were made."""
    rows = Portal.objects.select_for_update() if lock else Portal.objects
    return rows.filter(commune=commune).first() or Portal.of(commune.pk)


def portal_at(slug: str) -> Portal | None:
    """The open portal with this place in the address; needs no scope."""
    return open_portals().filter(slug=slug).first()


def open_portals() -> "models.QuerySet[Portal]":
    """Every portal that is open, with its commune; needs no scope."""
    rows = Portal.unscoped.filter(is_on=True).select_related("commune__province")
    return rows.order_by("commune__province__name", "commune__name")


def shown_items(portal: Portal) -> "models.QuerySet[Item]":
    """Items that everybody may see, the newest first: the one condition for every list, page, feed and file. They are
    approved and out (content), sent to the portal and not taken back there (channels)."""
    return published(portal.commune).filter(pk__in=on_portal().values("pk"))


def taken_down_at(portal: Portal, slug: str) -> datetime | None:
    """When an item that had been on the portal was taken down; None where it never was there."""
    rows = Delivery.objects.filter(item__slug=slug, account__channel=PORTAL, purpose=Purpose.PUBLISH.value)
    row = rows.filter(models.Q(state__in=WENT) | models.Q(recalled_at__isnull=False)).order_by("-pk").first()
    if row is None:
        return None
    last = Step.objects.filter(item_id=row.item_id, kind=StepKind.RECALL.value).order_by("-pk").first()
    at: datetime | None = row.recalled_at or (last.at if last else row.settled_at)
    return at
