"""The rows of a delivery to many: who gets it, who got it. Each is taken in a transaction of its own, that is committed
before anything is said to anybody; killed at any moment, nobody gets it twice (ADR 0033).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Count, Min, Q

from lantoa.channels.models import Delivery, Recipient
from lantoa.channels.protocol import One
from lantoa.channels.registry import channel_of
from lantoa.channels.rules.many import Ended, Tally, after_ended
from lantoa.channels.rules.states import Purpose, RecipientState
from lantoa.content.rules.life import ItemState
from lantoa.core import clock
from lantoa.core.clock import WARD_TIME
from lantoa.core.tenancy import scope
from lantoa.subscribers import browsers
from lantoa.subscribers import queries as subscribers
from lantoa.subscribers.actions import bounce
from lantoa.subscribers.rules import State

R = RecipientState
MINUTE = timedelta(minutes=1)
HAS_IT = Q(state__in=[R.SENT.value, R.UNKNOWN.value])
"""Who has the text, or may have it: they are told of a recall."""
FOLLOWED = HAS_IT | Q(state=R.CANCELLED.value, code="superseded")
"""Who is told of a correction: they, and who was to get the former text when the new one came."""


class People:
    """Recipients of one delivery (``protocol.Recipients``)."""

    def __init__(self, delivery: Delivery) -> None:
        self._commune, self._delivery, self._original = delivery.commune_id, delivery.pk, delivery.original_id
        self._item, self._revision, self._purpose = delivery.item_id, delivery.revision_id, delivery.purpose
        self._account = delivery.account_id
        self._kind = channel_of(delivery.account.channel).to_many

    def begin(self) -> None:
        """As promised by the protocol. A mail whose process died is unknown; a notice may be repeated."""
        with scope([self._commune]):
            left = self._rows().filter(state=R.SENDING.value)
            if self._kind == "mail":
                left.update(state=R.UNKNOWN.value, code="no_end", ended_at=clock.now())
            else:
                left.update(state=R.WAITING.value, code="no_end")
            if not self._rows().exists():
                Recipient.objects.bulk_create(self._wanted(clock.now()), ignore_conflicts=True, batch_size=1000)

    def take(self) -> One | None:
        """As promised by the protocol. Who left meanwhile is passed over; a recall or a newer text stops the rest."""
        with scope([self._commune]):
            now = clock.now()
            if not self._may_go_on(now):
                return None
            due = self._rows().filter(state=R.WAITING.value, next_at__lte=now).select_related("subscriber", "browser")
            while row := due.select_for_update(skip_locked=True, of=("self",)).first():
                if to := self._reached(row):
                    row.state, row.tries, row.began_at = R.SENDING.value, row.tries + 1, now
                    row.save(update_fields=["state", "tries", "began_at"])
                    return One(row.pk, row.tries, to)
                row.state, row.code, row.ended_at = R.CANCELLED.value, "left", now
                row.save(update_fields=["state", "code", "ended_at"])
            return None

    def end(self, one: One, ended: Ended) -> None:
        """As promised by the protocol. An end that comes after the attempt was given up still counts."""
        with scope([self._commune]):
            expected = [R.SENDING.value, R.UNKNOWN.value]
            rows = self._rows().select_for_update().filter(pk=one.id, tries=one.number, state__in=expected)
            row = rows.first()
            if row is None:
                return
            now = clock.now()
            follows = after_ended(ended, row.tries)
            row.state, row.code = follows.state.value, (follows.code or ended.code)[:40]
            row.tries -= 1 if follows.is_no_try else 0
            row.next_at = now + timedelta(seconds=follows.wait)
            row.ended_at = None if follows.state is R.WAITING else now
            row.save(update_fields=["state", "code", "tries", "next_at", "ended_at"])
            if ended.is_gone:
                self._lost(row, ended)

    def tally(self) -> Tally:
        """As promised by the protocol."""
        with scope([self._commune]):
            now = clock.now()
            begun = Recipient.objects.filter(delivery__account_id=self._account, began_at__gt=now - MINUTE)
            return tally_of(self._rows(), now, recent=begun.count())

    def _rows(self) -> "models.QuerySet[Recipient]":
        rows: models.QuerySet[Recipient] = Recipient.objects.filter(delivery_id=self._delivery)
        return rows

    def _wanted(self, now: datetime) -> list[Recipient]:
        base = {"delivery_id": self._delivery, "next_at": now}
        if self._purpose != Purpose.PUBLISH.value:
            return [Recipient.of(self._commune, subscriber_id=one, browser_id=two, **base) for one, two in self._had()]
        if self._kind == "push":
            return [Recipient.of(self._commune, browser=row, **base) for row in subscribers.browsers()]
        topics = Delivery.objects.values_list("item__topics", flat=True).get(pk=self._delivery)
        return [Recipient.of(self._commune, subscriber_id=pk, **base) for pk in subscribers.wanting(topics)]

    def _had(self) -> "models.QuerySet[Recipient, tuple[int | None, int | None]]":
        """Who is to be told that the text changed, or is taken back; also of those who have only its correction."""
        rows = Recipient.objects.filter(FOLLOWED, delivery_id=self._original)
        if self._purpose == Purpose.RECALL.value:
            about = Q(delivery_id=self._original) | Q(delivery__original_id=self._original)
            rows = Recipient.objects.filter(HAS_IT, about).exclude(delivery_id=self._delivery)
        pairs: models.QuerySet[Recipient, tuple[int | None, int | None]] = rows.order_by(
            "subscriber_id", "browser_id"
        ).values_list("subscriber_id", "browser_id")
        return pairs.distinct()

    def _may_go_on(self, now: datetime) -> bool:
        """Looked at before each one: nothing recalled, nothing outdated, nothing unapproved goes to anybody more."""
        if self._purpose == Purpose.RECALL.value:
            return True
        values = Delivery.objects.values_list("item__state", "item__approved_id")
        state, approved_id = values.get(pk=self._delivery)
        is_recalled = state == ItemState.RECALLED.value
        if not is_recalled and approved_id == self._revision:
            return True
        if is_recalled or approved_id is not None:
            code = "recalled" if is_recalled else "superseded"
            self._rows().filter(state=R.WAITING.value).update(state=R.CANCELLED.value, code=code, ended_at=now)
        return False

    def _reached(self, row: Recipient) -> dict[str, str]:
        """How they are reached; {} where they want nothing any more."""
        who, browser = row.subscriber, row.browser
        if who is not None and who.state == State.CONFIRMED.value and who.address:
            since = who.confirmed_at.astimezone(WARD_TIME) if who.confirmed_at else None
            return {
                "address": who.address,
                "leave": subscribers.leave_url(who),
                "since": f"{since:%d/%m/%Y}" if since else "",
            }
        if browser is not None and browser.gone_at is None:
            return {"endpoint": browser.endpoint, "p256dh": browser.p256dh, "auth": browser.auth}
        return {}

    def _lost(self, row: Recipient, ended: Ended) -> None:
        if row.subscriber_id is not None:
            bounce(subscriber_id=row.subscriber_id, code=int(ended.code) if ended.code.isdigit() else None)
        elif row.browser_id is not None:
            browsers.gone(push_id=row.browser_id)


def stop(delivery: Delivery, *, code: str, now: datetime) -> None:
    """Nobody more gets it. In the transaction of the caller."""
    rows = Recipient.objects.filter(delivery=delivery, state=R.WAITING.value)
    rows.update(state=R.CANCELLED.value, code=code, ended_at=now)


def tally_of(rows: "models.QuerySet[Recipient]", now: datetime, *, recent: int = 0) -> Tally:
    """How many of the rows stand where. ``recent``: begun at the account within the last minute."""
    counts = {state.value: Count("id", filter=Q(state=state.value)) for state in R}
    found = rows.aggregate(**counts, next=Min("next_at", filter=Q(state=R.WAITING.value)))
    wait = max(int((found["next"] - now).total_seconds()) + 1, 0) if found["next"] and found["next"] > now else 0
    return Tally(
        waiting=found["waiting"] + found["sending"], sent=found["sent"], refused=found["refused"],
        unknown=found["unknown"], cancelled=found["cancelled"], recent=recent, wait=wait,
    )  # fmt: skip


MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Told:
    """What the page of a delivery says about its recipients. ``odd``: those that did not simply get it."""

    tally: Tally
    odd: list[Recipient]


def told(row: Delivery, *, may_see: bool) -> Told | None:
    """Counts for everybody of the house; addresses for those who may look at subscribers. None: not to many."""
    if not channel_of(row.account.channel).to_many:
        return None
    rows = Recipient.objects.filter(delivery=row).select_related("subscriber")
    odd = rows.filter(state__in=[R.REFUSED.value, R.UNKNOWN.value]).order_by("state", "id") if may_see else rows.none()
    return Told(tally_of(rows, clock.now()), list(odd[:MOST_SHOWN]))
