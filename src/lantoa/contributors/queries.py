"""Reads: the inbox, what one contributor sent, opinions for the report, counts by neighbourhood."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import models

from lantoa.channels.models import Receipt
from lantoa.channels.rules.states import Purpose
from lantoa.communes.models import Commune, Membership, Neighbourhood
from lantoa.communes.roles import Role
from lantoa.content.models import Item
from lantoa.content.rules.life import ItemState
from lantoa.contributors.models import Submission
from lantoa.contributors.rules import LOOKS, Fate, SubmissionKind, SubmissionState, fate_of, is_silent
from lantoa.core import clock
from lantoa.core.folding import fold
from lantoa.core.periods import Window
from lantoa.core.saying import said


@dataclass(frozen=True, slots=True)
class Line:
    """One submission as lists show it."""

    submission: Submission
    fate: Fate

    @property
    def label(self) -> str:
        """What became of it, in words."""
        return said(self.fate.label)

    @property
    def look(self) -> str:
        """The state whose colour and icon it has."""
        return LOOKS[self.fate]

    @property
    def kind(self) -> str:
        """What was sent."""
        return said(self.submission.get_kind_display())


def line_of(row: Submission) -> Line:
    """The submission with what became of it."""
    item = row.item
    return Line(row, fate_of(SubmissionState(row.state), item.state if item else "", is_out=_is_out(item)))


def _is_out(item: Item | None) -> bool:
    return item is not None and item.live_id is not None and item.state != ItemState.RECALLED.value


@dataclass(frozen=True, slots=True)
class Place:
    """Where what was made of a submission can be read now."""

    name: str
    url: str


def places_of(row: Submission) -> list[Place]:
    """Receipts of what is out, with an address: the ward's own pages, its Zalo, its Facebook, …"""
    if row.item_id is None:
        return []
    there = Receipt.objects.filter(
        delivery__item=row.item_id, delivery__purpose=Purpose.PUBLISH.value, delivery__recalled_at__isnull=True
    ).exclude(url="")
    return [
        Place(one.delivery.account.name, one.url) for one in there.select_related("delivery__account").order_by("id")
    ]


def matching(rows: models.QuerySet[Submission], *, words: str, kind: str, show: str) -> models.QuerySet[Submission]:
    """``show``: "waiting" (to be looked at), a state, or everything. ``words`` with or without diacritics."""
    if words.strip():
        rows = rows.filter(folded__contains=fold(words))
    if kind in SubmissionKind._value2member_map_:
        rows = rows.filter(kind=kind)
    if show == "waiting":
        return rows.filter(waits=True).order_by("sent_at", "id")
    return rows.filter(state=show) if show in SubmissionState._value2member_map_ else rows


def waiting_count(commune: Commune) -> int:
    """How many nobody at the desk has looked at since the contributor wrote last."""
    return Submission.objects.filter(commune=commune, waits=True).count()


def within(rows: models.QuerySet[Submission], window: Window) -> models.QuerySet[Submission]:
    """Sent in these days of the ward."""
    begin = datetime.combine(window.start, time.min, clock.WARD_TIME)
    return rows.filter(
        sent_at__gte=begin, sent_at__lt=begin + timedelta(days=(window.end - window.start).days + 1)
    )  # fmt: skip


def opinions(commune: Commune, window: Window) -> models.QuerySet[Submission]:
    """Opinions of residents that the desk took note of: by field, then in order of time. No names of anybody."""
    rows = Submission.objects.filter(
        commune=commune, kind=SubmissionKind.OPINION.value, state=SubmissionState.NOTED.value
    )
    return within(rows, window).select_related("neighbourhood").order_by("topic", "sent_at", "id")


@dataclass(slots=True)
class PlaceLine:
    """One neighbourhood (None: contributors without one) in a period; ``last_on``: of all times."""

    neighbourhood: Neighbourhood | None
    people: int = 0
    sent: int = 0
    opinions: int = 0
    taken: int = 0
    published: int = 0
    declined: int = 0
    last_on: date | None = None
    silent: bool = False


def by_place(commune: Commune, window: Window, *, today: date) -> list[PlaceLine]:
    """Who sent how much, every neighbourhood of the list included: who is silent shows. Four queries."""
    lines: dict[int | None, PlaceLine] = {row.pk: PlaceLine(row) for row in Neighbourhood.objects.all()}
    for place, people in _people(commune):
        lines.setdefault(place, PlaceLine(None)).people = people
    everything = Submission.objects.filter(commune=commune)
    for row in within(everything, window).select_related("item"):
        _count(lines.setdefault(row.neighbourhood_id, PlaceLine(None)), line_of(row))
    last = everything.order_by().values("neighbourhood").annotate(last=models.Max("sent_at"))
    for place, moment in last.values_list("neighbourhood", "last"):
        lines.setdefault(place, PlaceLine(None)).last_on = moment.astimezone(clock.WARD_TIME).date()
    for line in lines.values():
        line.silent = is_silent(line.last_on, today=today)
    return list(lines.values())


def _people(commune: Commune) -> Iterable[tuple[int | None, int]]:
    seats = Membership.objects.filter(commune=commune, role=Role.CONTRIBUTOR.value, ended_at__isnull=True)
    counted = seats.order_by().values("neighbourhood").annotate(people=models.Count("person", distinct=True))
    return [(row["neighbourhood"], row["people"]) for row in counted]


def _count(line: PlaceLine, one: Line) -> None:
    line.sent += 1
    line.opinions += one.submission.kind == SubmissionKind.OPINION.value
    line.taken += one.submission.state == SubmissionState.TAKEN.value
    line.published += one.fate is Fate.PUBLISHED
    line.declined += one.fate is Fate.DECLINED
