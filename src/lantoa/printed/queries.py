"""Reads of printed matter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import models

from lantoa.communes.models import Commune
from lantoa.content.approved import CLOSED
from lantoa.content.models import Item
from lantoa.printed.models import Posting, Print, ScanDay
from lantoa.printed.rules.posting import PostingState, Standing, state_of

DAYS_DRAWN = 30


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place as a page shows it; ``share``: percent of the place with most scans."""

    posting: Posting
    state: PostingState
    scans: int
    share: int


def prints(commune: Commune) -> models.QuerySet[Any]:
    """All printed matter, the newest first, with how many ``places`` and ``scans``."""
    counted = ScanDay.objects.filter(posting__print=models.OuterRef("pk")).order_by().values("posting__print")
    scans = models.functions.Coalesce(models.Subquery(counted.annotate(sum=models.Sum("count")).values("sum")), 0)
    rows: models.QuerySet[Any] = Print.objects.filter(commune=commune).select_related("item", "revision")
    found: models.QuerySet[Any] = rows.annotate(places=models.Count("postings"), scans=scans)
    return found


def printable(commune: Commune) -> models.QuerySet[Item]:
    """Items of which something is approved and that were not recalled."""
    rows: models.QuerySet[Item] = Item.objects.filter(commune=commune, approved__isnull=False).exclude(state__in=CLOSED)
    return rows.order_by("-changed_at")


def is_outdated(print_: Print) -> bool:
    """Whether the item was recalled, or other words of it are out now."""
    item = print_.item
    return item.state in CLOSED or item.live_id not in {None, print_.revision_id}


def lines_of(postings: Iterable[Posting], *, today: date) -> list[PlaceLine]:
    """Places with their state and scans. ``postings`` come with ``scans`` (see ``postings_of``)."""
    rows = list(postings)
    most = max((row.scans for row in rows), default=0)  # type: ignore[attr-defined]
    return [_line(row, most, today) for row in rows]


def postings_of(commune: Commune) -> models.QuerySet[Posting]:
    """Places of all printed matter, with what hangs there and the scans until now."""
    rows: models.QuerySet[Posting] = Posting.objects.filter(commune=commune)
    joined = rows.select_related("print__item", "print__revision", "neighbourhood", "photo", "activity")
    return joined.annotate(scans=models.functions.Coalesce(models.Sum("days__count"), 0))


def stale(commune: Commune, *, today: date) -> list[PlaceLine]:
    """What hangs somewhere and should not any more."""
    hanging = postings_of(commune).filter(put_up_on__isnull=False, taken_down_on__isnull=True)
    return [line for line in lines_of(hanging, today=today) if line.state is PostingState.STALE]


def scans_by_day(print_: Print, *, today: date) -> list[tuple[date, int]]:
    """The last thirty days, days without a scan included."""
    first = today - timedelta(days=DAYS_DRAWN - 1)
    rows = ScanDay.objects.filter(posting__print=print_, day__gte=first).order_by().values_list("day")
    found = dict(rows.annotate(models.Sum("count")))
    return [(day, found.get(day, 0)) for day in (first + timedelta(days=n) for n in range(DAYS_DRAWN))]


def _line(row: Posting, most: int, today: date) -> PlaceLine:
    scans: int = row.scans  # type: ignore[attr-defined]
    standing = Standing(row.put_up_on, row.taken_down_on, row.print.expires_on, is_outdated(row.print))
    return PlaceLine(row, state_of(standing, today=today), scans, round(100 * scans / most) if most else 0)
