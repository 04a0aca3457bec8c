"""The register: deliveries to outlets and placements without an item, as the same lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models

from lantoa.channels.models import Account, Delivery
from lantoa.channels.rules.outlets import OutletKind
from lantoa.channels.rules.states import DeliveryState, Purpose
from lantoa.core.clock import WARD_TIME
from lantoa.core.saying import said
from lantoa.press.models import Placement
from lantoa.press.rules import PlacementState, state_now
from lantoa.watching.models import Entry

PRESS = "press"
MOST = 2000
P, S = PlacementState, DeliveryState
_STATES = {
    S.HANDED.value: P.SENT, S.SENT.value: P.APPEARED, S.TAKEN_OVER.value: P.APPEARED, S.REFUSED.value: P.UNUSED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that went to an outlet. Exactly one of ``delivery`` and ``placement`` is there."""

    outlet: Account
    title: str
    sent_on: date
    sent_to: str
    state: PlacementState
    delivery: Delivery | None = None
    placement: Placement | None = None
    appeared_on: date | None = None
    place: str = ""
    url: str = ""
    seen_title: str = ""
    file_id: int | None = None
    activity_id: int | None = None

    @property
    def kind(self) -> str:
        """What the outlet is, in words."""
        code = self.outlet.settings.get("kind", "")
        return said(OutletKind(code).label) if code in {one.value for one in OutletKind} else ""


def outlets() -> "models.QuerySet[Account]":
    """Newspapers, stations, bulletins of the commune."""
    rows: models.QuerySet[Account] = Account.objects.filter(channel=PRESS).order_by("name")
    return rows


def lines(*, today: date, outlet: int | None = None) -> list[Line]:
    """Everything that was sent, the newest first."""
    placements = Placement.objects.select_related("outlet")
    deliveries = Delivery.objects.filter(
        account__channel=PRESS, purpose=Purpose.PUBLISH.value, recalled_at__isnull=True
    ).exclude(state=S.CANCELLED.value)
    deliveries = deliveries.select_related("account", "revision", "receipt")
    if outlet is not None:
        placements, deliveries = placements.filter(outlet_id=outlet), deliveries.filter(account_id=outlet)
    chosen = [*deliveries.order_by("-due_at")[:MOST], *placements[:MOST]]
    seen = _seen(row for row in chosen)
    found = [
        _of_delivery(row, seen, today) if isinstance(row, Delivery) else _of_placement(row, seen, today)
        for row in chosen
    ]
    return sorted(found, key=lambda line: line.sent_on, reverse=True)


def silent(*, today: date) -> list[Line]:
    """Sent long ago, never seen to appear."""
    return [line for line in lines(today=today) if line.state is P.SILENT]


def _seen(rows: Iterable[Delivery | Placement]) -> dict[int, Entry]:
    """What the watcher read at the addresses that people gave, by activity."""
    wanted = {_activity_of(row) for row in rows} - {None}
    found = Entry.objects.filter(activity_id__in=wanted, read_at__isnull=False) if wanted else ()
    return {entry.activity_id: entry for entry in found}


def _activity_of(row: Delivery | Placement) -> int | None:
    if isinstance(row, Placement):
        return row.activity_id
    receipt = getattr(row, "receipt", None)
    return receipt.activity_id if receipt else None


def _of_delivery(row: Delivery, seen: dict[int, Entry], today: date) -> Line:
    receipt = getattr(row, "receipt", None)
    sent_on = row.due_at.astimezone(WARD_TIME).date()
    entry = seen.get(receipt.activity_id or 0) if receipt else None
    appeared_on = receipt.appeared_on or _day(entry) or receipt.at.astimezone(WARD_TIME).date() if receipt else None
    return Line(
        outlet=row.account, title=row.revision.title, sent_on=sent_on,
        sent_to=row.account.settings.get("to") or row.account.settings.get("contact", ""),
        state=state_now(_STATES.get(row.state, P.TO_SEND).value, sent_on, today), delivery=row,
        appeared_on=appeared_on, place=receipt.place if receipt else "", url=receipt.url if receipt else "",
        seen_title=entry.title if entry else "", file_id=receipt.file_id if receipt else None,
        activity_id=receipt.activity_id if receipt else None,
    )  # fmt: skip


def _of_placement(row: Placement, seen: dict[int, Entry], today: date) -> Line:
    entry = seen.get(row.activity_id or 0)
    return Line(
        outlet=row.outlet, title=row.title, sent_on=row.sent_on, sent_to=row.sent_to,
        state=state_now(row.state, row.sent_on, today), placement=row, appeared_on=row.appeared_on or _day(entry),
        place=row.place, url=row.url, seen_title=entry.title if entry else "", file_id=row.file_id,
        activity_id=row.activity_id,
    )  # fmt: skip


def _day(entry: Entry | None) -> date | None:
    return entry.published_on if entry else None
