"""What of content stands in a person's own calendar (reminders give it out): items to finish, items that go out."""

from dataclasses import dataclass
from datetime import date

from django.db import models

from lantoa.content.models import Item
from lantoa.editorial.entries import day_of, item_url
from lantoa.editorial.rules import WRITTEN


@dataclass(frozen=True, slots=True)
class ItemDay:
    """One day of one item. ``goes_out``: it is to be published then; else it is to be finished."""

    item_id: int
    on: date
    title: str
    goes_out: bool
    path: str


def item_days(person_id: int) -> list[ItemDay]:
    """Items that the person holds or wrote and that are not out yet, on their days. One query."""
    mine = models.Q(holder=person_id) | models.Q(author=person_id)
    rows = Item.objects.filter(mine).filter(models.Q(due_on__isnull=False) | models.Q(publish_at__isnull=False))
    found = []
    for row in rows.order_by("id"):
        if row.due_on and row.state in WRITTEN:
            found.append(ItemDay(row.pk, row.due_on, row.title, goes_out=False, path=item_url(row.pk)))
        if row.publish_at:
            found.append(ItemDay(row.pk, day_of(row.publish_at), row.title, goes_out=True, path=item_url(row.pk)))
    return found
