"""Reads of sources and entries."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q

from lantoa.channels.models import Receipt
from lantoa.communes.models import Commune
from lantoa.core.tenancy import scope
from lantoa.watching.candidates import BACK, ELSEWHERE
from lantoa.watching.fetching import host_of
from lantoa.watching.models import Entry, Source
from lantoa.watching.rules.states import FOR_PEOPLE, EntryState, SourceState

MOST_DUE = 500


def sources_to_read(now: datetime) -> list[tuple[int, int, str]]:
    """(commune, source, address) that are due."""
    with scope(_opened()):
        rows = Source.objects.filter(next_at__lte=now).exclude(state=SourceState.OFF.value)
        return list(rows.order_by("next_at").values_list("commune_id", "id", "url")[:MOST_DUE])


def hosts_to_look_at(now: datetime) -> list[tuple[int, str]]:
    """(commune, host) with pages that are due."""
    with scope(_opened()):
        rows = Entry.objects.filter(next_at__lte=now).order_by("next_at").values_list("commune_id", "url")[:MOST_DUE]
        return sorted({(commune, host_of(url)) for commune, url in rows})


def communes_with_links(now: datetime) -> list[int]:
    """Communes where people said by an address that something appeared elsewhere, and nobody looked at it yet."""
    with scope(_opened()):
        return sorted(set(links_to_keep(now).values_list("commune_id", flat=True)))


def links_to_keep(now: datetime) -> "models.QuerySet[Receipt]":
    """Addresses that people gave for deliveries to other people's places, without an entry yet."""
    known = Entry.objects.filter(Q(delivery_id=OuterRef("delivery_id")) | Q(url=OuterRef("url")))
    rows: models.QuerySet[Receipt] = Receipt.objects.filter(
        ~Exists(known), by__isnull=False, at__gte=now - BACK, delivery__account__channel__in=ELSEWHERE
    )
    return rows.exclude(url="").select_related("delivery")


def hosts_of(source: Source, now: datetime) -> list[str]:
    """Hosts of its entries that are due."""
    rows = source.entries.filter(next_at__lte=now).values_list("url", flat=True)[:MOST_DUE]
    return sorted({host_of(url) for url in rows})


def next_entry(host: str, now: datetime) -> Entry | None:
    """The page of the host that has been due for longest."""
    rows = Entry.objects.filter(next_at__lte=now, url__icontains=host).order_by("next_at", "id")
    return next((row for row in rows[:MOST_DUE] if host_of(row.url) == host), None)


def _opened() -> list[int]:
    return list(Commune.objects.filter(opened_at__isnull=False).values_list("id", flat=True))


def sources() -> "models.QuerySet[Source]":
    """All of the commune."""
    rows: models.QuerySet[Source] = Source.objects.select_related("account")
    return rows


def entries() -> "models.QuerySet[Entry]":
    """What was found, the newest first."""
    rows: models.QuerySet[Entry] = Entry.objects.select_related(
        "source", "file", "activity", "delivery__item", "delivery__account"
    )
    return rows


def asked() -> "models.QuerySet[Entry]":
    """Perhaps an item that was handed over."""
    return entries().filter(state=EntryState.ASKED.value)


def outside() -> "models.QuerySet[Entry]":
    """Published without the program, as it seems."""
    return entries().filter(state=EntryState.OUTSIDE.value)


def settled() -> "models.QuerySet[Entry]":
    """What became of the others; what is old or was not readable is left out."""
    hidden = {*FOR_PEOPLE, EntryState.OLD.value, EntryState.NEW.value, EntryState.UNREAD.value}
    return entries().exclude(state__in=hidden)


def waiting_for_people() -> int:
    """How many entries a person should look at."""
    return int(Entry.objects.filter(state__in=FOR_PEOPLE).count())
