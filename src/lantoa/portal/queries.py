"""Reads of the public face. Everything that a stranger may see comes from here."""

from django.db import models

from lantoa.communes.models import Commune
from lantoa.content.approved import published
from lantoa.content.models import Item
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
    """Items that everybody may see, the newest first: the one condition for every list, page, feed and file."""
    return published(portal.commune)
