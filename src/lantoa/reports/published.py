"""Reads of content for reports: what is out, what people said, what went where."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db import models

from lantoa.channels.models import Delivery, Figure, Receipt
from lantoa.channels.registry import label_of
from lantoa.channels.rules.states import WENT, DeliveryState, Purpose
from lantoa.communes.models import Commune, Unit
from lantoa.content.approved import published
from lantoa.content.models import Item
from lantoa.content.rendering import plain
from lantoa.content.rules.kinds import Mark
from lantoa.content.rules.words import words_from
from lantoa.contributors.models import Message, Submission
from lantoa.contributors.queries import opinions
from lantoa.core.clock import WARD_TIME
from lantoa.core.periods import Window
from lantoa.reports.rules.said import Marked, Outlet, Reading, Voice

LONGEST_ANSWER = 300


def marked_of(commune: Commune, window: Window, unit: Unit | None) -> tuple[Marked, ...]:
    """Good models and shortcomings that came out in these days and are out still; of one unit, or of the ward."""
    start, end = _moments(window)
    rows = published(commune).exclude(mark=Mark.NONE.value)
    rows = rows.filter(first_published_at__gte=start, first_published_at__lt=end)
    found = list((rows.filter(unit=unit) if unit else rows).order_by("first_published_at", "id"))
    proofs = _activities(found)
    return tuple(_marked(row, proofs.get(row.pk, ())) for row in found)


def _marked(row: Item, activity_ids: tuple[str, ...]) -> Marked:
    words = words_from(row.live)
    on = _day(row.first_published_at) if row.first_published_at else row.created_at.date()
    return Marked(
        str(row.pk), row.mark, plain(words, words.title), plain(words, words.summary), str(row.unit or ""), on,
        activity_ids,
    )  # fmt: skip


def _activities(items: Iterable[Item]) -> dict[int, tuple[str, ...]]:
    receipts = Receipt.objects.filter(delivery__item__in=[row.pk for row in items], activity__isnull=False)
    found: dict[int, tuple[str, ...]] = {}
    for item_id, activity_id in receipts.order_by("id").values_list("delivery__item_id", "activity_id"):
        found[item_id] = tuple(dict.fromkeys((*found.get(item_id, ()), str(activity_id))))
    return found


def voices_of(commune: Commune, window: Window) -> tuple[Voice, ...]:
    """Opinions that were noted, with the desk's last answer to whoever passed them on."""
    rows = list(opinions(commune, window))
    answers = dict(
        Message.objects.filter(submission__in=[row.pk for row in rows], from_desk=True)
        .order_by("id")
        .values_list("submission_id", "text")
    )
    return tuple(_voice(row, answers.get(row.pk, "")) for row in rows)


def _voice(row: Submission, answer: str) -> Voice:
    topic = row.get_topic_display() if row.topic else ""
    place = str(row.neighbourhood or "")
    return Voice(str(row.pk), topic, row.told, place, _day(row.sent_at), " ".join(answer.split())[:LONGEST_ANSWER])


def outlets_of(window: Window) -> tuple[Outlet, ...]:
    """By channel: publications with a receipt in these days, what followed, and the channels' own figures."""
    start, end = _moments(window)
    receipts = Receipt.objects.filter(at__gte=start, at__lt=end).select_related("delivery__account")
    by_channel: dict[str, list[Receipt]] = {}
    for receipt in receipts.order_by("id"):
        by_channel.setdefault(receipt.delivery.account.channel, []).append(receipt)
    followed = _followed(start, end)
    return tuple(_outlet(code, rows, followed) for code, rows in by_channel.items())


def _outlet(code: str, rows: list[Receipt], followed: dict[tuple[str, str], int]) -> Outlet:
    ids = (str(row.activity_id) for row in rows if row.activity_id)
    corrected, recalled, waiting = (
        followed.get((code, name), 0)
        for name in (Purpose.CORRECT.value, Purpose.RECALL.value, DeliveryState.TO_CONFIRM.value)
    )
    return Outlet(
        code, label_of(code), len(rows), by_hand=sum(1 for row in rows if row.by_id), corrected=corrected,
        recalled=recalled, open=waiting, readings=_readings([row.delivery_id for row in rows]),
        activity_ids=tuple(dict.fromkeys(ids)),
    )  # fmt: skip


def _followed(start: datetime, end: datetime) -> dict[tuple[str, str], int]:
    """(channel, purpose) → corrections and recalls done in these days; (channel, "to_confirm") → what waits now."""
    done = Delivery.objects.filter(state__in=WENT, settled_at__gte=start, settled_at__lt=end)
    rows = done.exclude(purpose=Purpose.PUBLISH.value).order_by().values_list("account__channel", "purpose")
    found = {(channel, purpose): count for channel, purpose, count in rows.annotate(models.Count("id"))}
    open_ones = Delivery.objects.filter(state=DeliveryState.TO_CONFIRM.value, ordered_at__lt=end).order_by()
    waiting = open_ones.values_list("account__channel", "state").annotate(models.Count("id"))
    return found | {(channel, state): count for channel, state, count in waiting}


def _readings(deliveries: list[int]) -> tuple[Reading, ...]:
    """The last reading of each publication, added up by name."""
    latest: dict[tuple[int, str], Figure] = {}
    for one in Figure.objects.filter(delivery__in=deliveries).order_by("at", "id"):
        latest[one.delivery_id, one.name] = one
    names = dict.fromkeys(name for _delivery, name in latest)
    return tuple(
        Reading(
            name, sum(one.value for (_, known), one in latest.items() if known == name),
            max(_day(one.at) for (_, known), one in latest.items() if known == name),
        )
        for name in names
    )  # fmt: skip


def _moments(window: Window) -> tuple[datetime, datetime]:
    begin = datetime.combine(window.start, time.min, WARD_TIME)
    return begin, datetime.combine(window.end, time.min, WARD_TIME) + timedelta(days=1)


def _day(moment: datetime) -> date:
    return moment.astimezone(WARD_TIME).date()
