"""Figures that come back: kept with their moment and source, shown as what they are. They are never evidence."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from lantoa.channels.models import Delivery, Figure
from lantoa.channels.protocol import Reading
from lantoa.channels.registry import channel_of
from lantoa.channels.rules.deciding import next_figures


@transaction.atomic
def keep_figures(*, delivery: Delivery, readings: Iterable[Reading], now: datetime) -> list[Figure]:
    """One row for each figure, and when they are read next. No reading is no zero: then nothing is kept."""
    row: Delivery = Delivery.objects.select_for_update(of=("self",)).select_related("account").get(pk=delivery.pk)
    source = channel_of(row.account.channel).label
    found = [
        Figure.of(row.commune_id, delivery=row, name=one.name[:60], value=one.value, source=source, at=now)
        for one in readings
    ]
    for figure in found:
        figure.save(force_insert=True)
    if row.figures_at is not None:
        row.figures_at = next_figures(row.settled_at or now, now)
        row.save(update_fields=["figures_at"])
    return found


def latest_figures(delivery: Delivery) -> list[Figure]:
    """The last reading of each figure."""
    newest: dict[str, Figure] = {}
    for figure in delivery.figures.all():  # newest first
        newest.setdefault(figure.name, figure)
    return list(newest.values())
