"""Reading sources and pages, host by host: one request after the other to each (the lock), whoever's source it is."""

import time
from datetime import timedelta

from django.db import transaction
from procrastinate.contrib.django import app

from lantoa.core import clock
from lantoa.core.jobs import job
from lantoa.core.tenancy import scope
from lantoa.watching import queries
from lantoa.watching.fetching import Got, fetch, host_of
from lantoa.watching.keeping import keep_listing, keep_page, keep_receipts, keep_same, keep_trouble
from lantoa.watching.models import Entry, Source
from lantoa.watching.reading import Link, Listing, Unreadable, read_feed, read_links, read_sitemap
from lantoa.watching.rules.states import SourceKind, SourceState

EVERY_FIVE_MINUTES = "*/5 * * * *"
LEASE = timedelta(minutes=20)
MOST_MAPS = 4
"""Site maps of an index that are read each time: the newest."""
MOST_PAGES = 20
LONGEST_SECONDS = 60


@app.periodic(cron=EVERY_FIVE_MINUTES)
@app.task(name="watching.tick", queueing_lock="watching.tick")
def tick(timestamp: int) -> None:
    """Put to work what is due."""
    now = clock.now()
    for commune_id in queries.communes_with_links(now):
        with scope([commune_id]):
            keep_receipts(now)
    for commune_id, source_id, url in queries.sources_to_read(now):
        with scope([commune_id]):
            Source.objects.filter(pk=source_id).update(next_at=now + LEASE)
            read_source.defer(commune_id, source_id, host_of(url))
    for commune_id, host in queries.hosts_to_look_at(now):
        with transaction.atomic():
            look.defer(commune_id, host)


def read_now(source: Source) -> None:
    """Without waiting for its time; in the caller's transaction."""
    read_source.defer(source.commune_id, source.pk, host_of(source.url))


@job("watching.read_source", lock="watch-{host}", in_steps=True)
def read_source(commune_id: int, source_id: int, host: str = "") -> None:
    """What a source lists now."""
    with scope([commune_id]):
        source = Source.objects.filter(pk=source_id).exclude(state=SourceState.OFF.value).first()
    if source is None:
        return
    got = fetch(source.url, etag=source.etag, modified=source.modified)
    try:
        listing = _listing(source.kind, got) if not got.code else Listing()
    except Unreadable as error:
        got, listing = Got("unreadable", error.words), Listing()
    with scope([commune_id]):
        _kept(source, got, listing)


def _kept(source: Source, got: Got, listing: Listing) -> None:
    row, now = Source.objects.select_for_update(of=("self",)).get(pk=source.pk), clock.now()
    if (row.url, row.kind) != (source.url, source.kind):
        return  # changed meanwhile: it is read anew
    if got.code == "same":
        keep_same(row, now)
    elif got.code:
        keep_trouble(row, got.words, now, rest=got.rest)
    elif keep_listing(row, got, listing, now=now):
        for host in queries.hosts_of(row, now):
            look.defer(row.commune_id, host)


def _listing(kind: str, got: Got) -> Listing:
    if kind == SourceKind.PAGE.value:
        return read_links(got.body, got.url, charset=got.charset)
    if kind == SourceKind.FEED.value:
        return read_feed(got.body, got.url)
    found = read_sitemap(got.body, got.url)
    entries: list[Link] = list(found.entries)
    for url in [one for one in found.more if host_of(one) == host_of(got.url)][:MOST_MAPS]:
        entries += _of_map(url)
    return Listing(tuple(entries))


def _of_map(url: str) -> tuple[Link, ...]:
    """One site map of an index; an index inside of an index is not followed."""
    got = fetch(url)
    try:
        return () if got.code else read_sitemap(got.body, got.url).entries
    except Unreadable:
        return ()


@job("watching.look", lock="watch-{host}", in_steps=True)
def look(commune_id: int, host: str) -> None:
    """Pages of a host that are new, or to be looked at again; some each time, then others get their turn."""
    ends = time.monotonic() + LONGEST_SECONDS
    for _ in range(MOST_PAGES):
        with scope([commune_id]):
            entry = queries.next_entry(host, clock.now())
        if entry is None or time.monotonic() > ends:
            return
        got = fetch(entry.url)
        with scope([commune_id]):
            row = Entry.objects.select_related("source", "commune", "delivery").get(pk=entry.pk)
            if row.next_at == entry.next_at:
                keep_page(row, got, clock.now())
    with scope([commune_id]):
        look.defer(commune_id, host)
