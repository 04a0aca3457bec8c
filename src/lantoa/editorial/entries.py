"""What stands on which day: items, deliveries that are still to go, turns of the roster, planned work."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.channels.models import Delivery
from lantoa.channels.rules.states import OPEN, WENT, DeliveryState, Purpose
from lantoa.communes.access import Actor
from lantoa.communes.models import Commune
from lantoa.content.access import standing_of
from lantoa.content.models import Item
from lantoa.content.rules.life import ItemState, may_write
from lantoa.core import clock
from lantoa.core.periods import Window
from lantoa.core.saying import said
from lantoa.editorial.rules import LOOKS, WRITTEN, kind_for
from lantoa.plans.models import Commitment
from lantoa.progress.planned import planned_of
from lantoa.progress.queries import PlanProgress
from lantoa.roster.queries import duties, duty_lines

MOST = 600
"""Items of one view: a busy ward has eighty in a month."""
DELIVERY_LOOKS = {DeliveryState.WAITING.value: "not_due", DeliveryState.SENDING.value: "on_pace"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of the page; empty = everything."""

    kind: str = ""
    topic: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line on one day. ``move``: the page that moves it, where this person may."""

    on: date
    label: str
    url: str
    state: str
    move: str = ""

    def as_item(self) -> dict[str, str]:
        """For ``components/calendar.html``."""
        return {"label": self.label, "url": self.url, "state": self.state, "move": self.move}


def day_of(moment: datetime) -> date:
    """The ward's day of a moment."""
    return moment.astimezone(clock.WARD_TIME).date()


def moments(window: Window) -> tuple[datetime, datetime]:
    """The first moment of the window and the first one after it."""
    begin = datetime.combine(window.start, time.min, clock.WARD_TIME)
    return begin, datetime.combine(window.end + timedelta(days=1), time.min, clock.WARD_TIME)


def items_in(commune: Commune, window: Window, wanted: Wanted | None = None) -> list[Item]:
    """Items that are due, go out or went out in these days."""
    begin, end = moments(window)
    due = models.Q(due_on__gte=window.start, due_on__lte=window.end, state__in=WRITTEN)
    going = models.Q(publish_at__gte=begin, publish_at__lt=end)
    out = models.Q(first_published_at__gte=begin, first_published_at__lt=end, live__isnull=False)
    rows = Item.objects.filter(due | going | out, commune=commune).exclude(
        state__in=[ItemState.RECALLED.value, ItemState.ARCHIVED.value]
    )
    if wanted and wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted and wanted.topic:
        rows = rows.filter(topics__contains=[wanted.topic])
    if wanted and wanted.unit.isdigit():
        rows = rows.filter(unit_id=int(wanted.unit))
    return list(rows.select_related("unit", "holder").order_by("due_on", "id")[:MOST])


def item_url(pk: int) -> str:
    """The item's page."""
    return reverse("content_show", args=[pk])


def item_entries(items: Iterable[Item], actor: Actor, window: Window) -> Iterator[Entry]:
    """Each item on its days: due, about to go out, gone out."""
    rows = list(items)
    places = _places([row.pk for row in rows])
    for row in rows:
        for on, words in _days_of(row, places.get(row.pk, ())):
            if on in window:
                movable = row.state in WRITTEN and on == row.due_on and may_write(standing_of(actor, row))
                move = reverse("editorial_move", args=[row.pk]) if movable else ""
                late = row.state in WRITTEN and on == row.due_on and on < clock.today()
                look = "late" if late else LOOKS.get(row.state, "not_due")
                yield Entry(on, words, item_url(row.pk), look, move)


def _days_of(row: Item, places: Iterable[str]) -> Iterator[tuple[date, str]]:
    if row.live_id and row.first_published_at:
        where = ", ".join(places)
        yield day_of(row.first_published_at), f"{row.title} ({where})" if where else row.title
    if row.publish_at:
        at = row.publish_at.astimezone(clock.WARD_TIME)
        yield at.date(), _("%(time)s phát hành: %(title)s") % {"time": f"{at:%H:%M}", "title": row.title}
    if row.due_on and row.state in WRITTEN:
        state = said(row.get_state_display())
        yield row.due_on, _("Hạn: %(title)s (%(state)s)") % {"title": row.title, "state": state.lower()}


def _places(items: list[int]) -> Mapping[int, list[str]]:
    """Where items went, by their numbers."""
    found: dict[int, list[str]] = defaultdict(list)
    went = Delivery.objects.filter(
        item__in=items, purpose=Purpose.PUBLISH.value, state__in=WENT, recalled_at__isnull=True
    )
    for item, name in went.order_by("id").values_list("item_id", "account__name"):
        found[item].append(name)
    return found


def delivery_entries(commune: Commune, window: Window) -> Iterator[Entry]:
    """Deliveries whose end nobody knows yet, on the day that they are due."""
    begin, end = moments(window)
    rows = Delivery.objects.filter(commune=commune, due_at__gte=begin, due_at__lt=end, state__in=OPEN)
    for row in rows.select_related("item", "account").order_by("due_at", "id")[:MOST]:
        at = row.due_at.astimezone(clock.WARD_TIME)
        words = {"time": f"{at:%H:%M}", "place": row.account.name, "title": row.item.title,
                 "state": said(row.get_state_display()).lower()}  # fmt: skip
        label = _("%(time)s %(place)s: %(title)s (%(state)s)") % words
        yield Entry(at.date(), label, item_url(row.item_id), DELIVERY_LOOKS.get(row.state, "at_risk"))


def turn_entries(window: Window) -> Iterator[Entry]:
    """ "Theo lịch phân công": whose turn it is to write, for commitments that content serves."""
    near = duties().filter(work__window_start__lte=window.end, work__window_end__gte=window.start)
    for line in duty_lines(near.select_related("work__commitment")):
        if line.on and line.on in window and serves(line.commitment):
            words = {"who": line.who or _("chưa có ai"), "text": line.commitment.text}
            url = reverse("progress_commitment", args=[line.commitment.pk])
            yield Entry(line.on, _("Đến lượt %(who)s: %(text)s") % words, url, "waiting_date")


def planned_entries(progress: PlanProgress, window: Window) -> Iterator[Entry]:
    """Planned work (việc dự kiến) of commitments that content serves."""
    for rows in planned_of(progress).values():
        for row in rows:
            commitment = progress.commitments.get(str(row.work.commitment_id))
            if commitment and row.planned_on in window and serves(commitment):
                url = reverse("progress_commitment", args=[commitment.pk])
                yield Entry(row.planned_on, _("Dự kiến: %(text)s") % {"text": commitment.text}, url, "on_pace")


def serves(commitment: Commitment) -> bool:
    """Whether content can serve the commitment."""
    return kind_for(commitment.measure, commitment.match_kinds, commitment.match_channels) is not None
