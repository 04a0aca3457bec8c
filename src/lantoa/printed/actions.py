"""Writes about printed matter: made, given places, put up with a photo, taken down, scanned."""

import secrets
from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid5

from django.db import models, transaction

from lantoa.activities.actions import log_activity
from lantoa.activities.queries import servable
from lantoa.activities.rules import ActivityDraft, ServiceDraft
from lantoa.communes.models import Neighbourhood, Person
from lantoa.content.approved import approved
from lantoa.content.models import Item, ItemService
from lantoa.core import clock
from lantoa.core.clock import WARD_TIME
from lantoa.core.errors import Refused
from lantoa.files.actions import Received, enter
from lantoa.ledger.actions import queue_up, record
from lantoa.printed.models import Posting, Print, ScanDay
from lantoa.printed.rules.codes import new_own
from lantoa.printed.rules.posting import MOST_PLACES, check_put_up, places_from
from lantoa.printed.rules.sizes import Layout, Sheet, check_sheet
from vanban.vocabulary import ActivityKind, Channel

CHANNEL_OF: dict[Layout, Channel] = {
    Layout.POSTER: Channel.PRINT, Layout.BANNER: Channel.PRINT,
    Layout.LEAFLET: Channel.LEAFLET, Layout.NOTICE: Channel.NOTICE_BOARD,
}  # fmt: skip


@transaction.atomic
def make_print(*, item: Item, key: UUID, sheet: Sheet, expires_on: date | None, by: Person) -> Print:
    """Printed matter from what is approved of an item now; the same key twice is the same print.

    Raises:
        Refused("content_not_approved"), ("print_size"), ("print_day"): it would be out of date at once.
    """
    queue_up(item.commune_id)
    known: Print | None = Print.objects.filter(key=key).first()
    if known is not None:
        return known
    check_sheet(sheet)
    if expires_on is not None and expires_on < clock.today():
        raise Refused("print_day", "Ngày hết hiệu lực đã qua. Hãy chọn ngày từ hôm nay trở đi hoặc để trống.")
    row = Print.of(
        item.commune_id, key=key, item=item, revision_id=approved(item.pk).revision_id, layout=sheet.layout.value,
        size=sheet.size.value, bleed=sheet.bleed, expires_on=expires_on, made_by=by, made_at=clock.now(),
    )  # fmt: skip
    row.save(force_insert=True)
    record(action="print.made", on=row, by=by, item=item.pk, revision=row.revision_id, layout=row.layout, size=row.size)
    return row


@transaction.atomic
def add_places(
    *, print_: Print, lines: Sequence[str], neighbourhoods: Sequence[Neighbourhood], by: Person
) -> list[Posting]:
    """Places where it is to hang; one that is there already is not added again.

    Raises:
        Refused("print_places"): none, too many.
    """
    queue_up(print_.commune_id)
    named = {f"Bảng tin {row.name}": row for row in neighbourhoods}
    there = set(print_.postings.values_list("place", flat=True))
    places = places_from([*named, *lines])
    if not places:
        raise Refused("print_places", "Hãy chọn tổ dân phố, thôn hoặc ghi ít nhất một nơi dán.")
    fresh = [place for place in places if place not in there]
    if len(there) + len(fresh) > MOST_PLACES:
        raise Refused("print_places", f"Một ấn phẩm có nhiều nhất {MOST_PLACES} nơi dán. Hãy lập ấn phẩm khác.")
    rows = [
        Posting.of(print_.commune_id, print=print_, place=place, neighbourhood=named.get(place), own_code=own)
        for place, own in zip(fresh, _free_codes(len(fresh)), strict=True)
    ]
    if rows:
        Posting.objects.bulk_create(rows)
        record(action="print.places_added", on=print_, by=by, places=[row.pk for row in rows])
    return rows


@transaction.atomic
def put_up(*, posting: Posting, on: date, photo: Received | None, by: Person) -> Posting:
    """It hangs there since that day. With a photo it is an activity with evidence, for what the item serves.

    Raises:
        Refused("print_day"), ("print_up"): it hangs already; and as ``log_activity``.
    """
    queue_up(posting.commune_id)
    row = _locked(posting)
    if row.put_up_on is not None:
        raise Refused("print_up", "Nơi này đã ghi là đã dán. Hãy tải lại trang để xem tình trạng mới nhất.")
    made_on = row.print.made_at.astimezone(WARD_TIME).date()
    check_put_up(on, made_on=made_on, today=clock.today())
    row.put_up_on, row.put_up_by = on, by
    if photo is not None:
        row.photo = enter(commune=row.commune, received=photo, by=by)
        row.activity = log_activity(commune=row.commune, draft=_draft(row, on, by), by=by, files=[photo]).activity
    row.save()
    record(action="print.put_up", on=row, by=by, day=on.isoformat(), photo=photo is not None)
    return row


@transaction.atomic
def take_down(*, posting: Posting, by: Person) -> Posting:
    """It hangs there no more. Raises Refused("print_down"): it does not hang."""
    queue_up(posting.commune_id)
    row = _locked(posting)
    if row.put_up_on is None or row.taken_down_on is not None:
        raise Refused("print_down", "Nơi này không còn dán ấn phẩm. Hãy tải lại trang để xem tình trạng mới nhất.")
    row.taken_down_on, row.taken_down_by = clock.today(), by
    row.save(update_fields=["taken_down_on", "taken_down_by"])
    record(action="print.taken_down", on=row, by=by)
    return row


def count_scan(posting: Posting) -> None:
    """One more scan today. No ledger entry: nobody did anything, and it must not wait for anybody."""
    day = clock.today()
    ScanDay.objects.bulk_create(
        [ScanDay.of(posting.commune_id, posting=posting, day=day)], ignore_conflicts=True
    )  # fmt: skip
    ScanDay.objects.filter(posting=posting, day=day).update(count=models.F("count") + 1)


def _free_codes(count: int) -> list[str]:
    """Codes that no place of the commune has: one look at the table, another one only where two were the same."""
    found: set[str] = set()
    while len(found) < count:
        wanted = {new_own(secrets.choice) for _place in range(count - len(found))}
        found |= wanted.difference(Posting.objects.filter(own_code__in=wanted).values_list("own_code", flat=True))
    return list(found)


def _locked(posting: Posting) -> Posting:
    rows = Posting.objects.select_for_update(of=("self",)).select_related("print__item", "commune")
    found: Posting = rows.get(pk=posting.pk)
    return found


def _draft(row: Posting, on: date, by: Person) -> ActivityDraft:
    item, layout = row.print.item, Layout(row.print.layout)
    return ActivityDraft(
        key=uuid5(row.print.key, row.own_code), title=f"{layout.label}: {item.title}"[:300],
        kind=(ActivityKind.POSTING if layout is Layout.NOTICE else ActivityKind.PRINTED).value, happened_on=on,
        unit_id=item.unit_id, channels=(CHANNEL_OF[layout].value,), topics=tuple(item.topics),
        audiences=tuple(item.audiences), place=row.place, services=_services(item, on),
    )  # fmt: skip


def _services(item: Item, on: date) -> tuple[ServiceDraft, ...]:
    """Commitments in force that the item serves; shares are measured, not counted by sheets."""
    served = set(ItemService.objects.filter(item=item).values_list("commitment", flat=True))
    fitting = [one for one in servable() if one.id in served and not one.is_ratio]
    return tuple(ServiceDraft(one.id) for one in fitting if one.period is None or one.period.start <= on)
