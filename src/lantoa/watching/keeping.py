"""What was read becomes entries; an entry whose page was read is judged: the item that was handed over, perhaps it, or
something that the ward published without the program. A page that vanishes is said so at its evidence."""

import hashlib
import re
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from lantoa.activities.captured import mark_gone
from lantoa.activities.models import Evidence
from lantoa.channels import sending
from lantoa.channels.actions import locked
from lantoa.channels.evidence import Seen
from lantoa.channels.models import Receipt
from lantoa.channels.rules.states import DeliveryState
from lantoa.core.clock import WARD_TIME
from lantoa.core.errors import Refused
from lantoa.core.grades import EvidenceGrade
from lantoa.files.actions import store_upload
from lantoa.files.checks import FileKind
from lantoa.files.models import StoredFile
from lantoa.ledger.actions import queue_up, record
from lantoa.watching.candidates import MAY_APPEAR, candidates
from lantoa.watching.fetching import Got
from lantoa.watching.models import Entry, Source
from lantoa.watching.queries import links_to_keep
from lantoa.watching.reading import Link, Listing, Page, Unreadable, decoded, read_page
from lantoa.watching.rules import matching, timing
from lantoa.watching.rules.states import FOR_PEOPLE, PROVEN, EntryState, SourceState
from vanban.topics import topic_of
from vanban.vocabulary import Topic

E = EntryState
MOST_COPY = 1024 * 1024
MOST_TRIES = 3
_BINARY = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def key_of(url: str) -> str:
    """An address as its entry is known by: http and https, with and without the last slash are the same page."""
    plain = url.partition("://")[2].removeprefix("www.").rstrip("/")
    return hashlib.sha256(plain.encode()).hexdigest()


def keep_listing(source: Source, got: Got, listing: Listing, *, now: datetime) -> int:
    """New entries of a source that was read; returns how many are to be looked at."""
    keys = {key_of(one.url): one for one in listing.entries}
    there = set(Entry.objects.filter(key__in=keys).values_list("key", flat=True))
    made = [_entry(source, key, link, now=now) for key, link in keys.items() if key not in there]
    Entry.objects.bulk_create(made, ignore_conflicts=True)
    fresh = sum(one.state == E.NEW.value for one in made)
    source.etag, source.modified, source.failures = got.etag, got.modified, 0
    source.state, source.words = SourceState.READING.value, f"Thấy {len(keys)} bài, {fresh} bài mới."
    return _read(source, now, fresh)


def keep_same(source: Source, now: datetime) -> int:
    """Nothing new there."""
    source.state, source.failures = SourceState.READING.value, 0
    return _read(source, now, 0)


def keep_trouble(source: Source, words: str, now: datetime, *, rest: int = 0) -> None:
    """It could not be read: again later, each time after a longer while."""
    source.state, source.words = SourceState.TROUBLE.value, words[:400]
    source.failures = min(source.failures + 1, 100)
    source.next_at = timing.next_reading(now, every=source.every, failures=source.failures, rest=rest)
    source.save(update_fields=["state", "words", "failures", "next_at"])


def _read(source: Source, now: datetime, fresh: int) -> int:
    source.read_at, source.next_at = now, timing.next_reading(now, every=source.every, failures=0)
    source.save(update_fields=["etag", "modified", "failures", "state", "words", "read_at", "next_at"])
    return fresh


def _entry(source: Source, key: str, link: Link, *, now: datetime) -> Entry:
    old = timing.is_old(link.on, since=source.since, is_first=source.read_at is None)
    made: Entry = Entry.of(
        source.commune_id, source=source, key=key, url=link.url, title=link.title, published_on=link.on, seen_at=now,
        state=(E.OLD if old else E.NEW).value, next_at=None if old else now,
    )  # fmt: skip
    return made


def keep_page(entry: Entry, got: Got, now: datetime) -> None:
    """What reading one page brought: the first time it is judged, later it is seen to be there or gone."""
    queue_up(entry.commune_id)
    if entry.state in PROVEN and entry.read_at is not None:
        _looked(entry, got, now)
    elif got.code == "forbidden":
        _judged(entry, Page(entry.title, "", entry.published_on), now)
    elif got.code:
        _put_off(entry, now)
    else:
        _keep_first(entry, got, now)


def _keep_first(entry: Entry, got: Got, now: datetime) -> None:
    try:
        page = read_page(got.body, got.url or entry.url, charset=got.charset)
    except Unreadable:
        page = Page(entry.title, "", entry.published_on)
    entry.title = (page.title or entry.title)[:300]
    entry.published_on = entry.published_on or page.on
    entry.text_hash = hashlib.sha256(page.text.encode("utf-8", "replace")).hexdigest()
    entry.excerpt, entry.facts = page.text[:400], {**got.facts, "at": now.isoformat()}
    entry.file = _copy(entry, got)
    _judged(entry, page, now)


def _copy(entry: Entry, got: Got) -> StoredFile | None:
    """The page as it was, as plain text: the bytes of strangers are never shown as a page of ours."""
    text = _BINARY.sub("", decoded(got.body, got.charset))
    if not text.strip() or len(got.body) > MOST_COPY:
        return None
    copy = f"Bản lưu của trang {got.url or entry.url}\n\n{text}".encode("utf-8", "replace")
    try:
        with transaction.atomic():
            return store_upload(
                commune=entry.commune, upload=copy, name=f"ban-luu-trang-{entry.pk}.txt", by=None,
                allowed=frozenset({FileKind.TEXT}),
            )  # fmt: skip
    except Refused:
        return None


def _judged(entry: Entry, page: Page, now: datetime) -> None:
    entry.read_at, entry.next_at, entry.tries = now, None, 0
    entry.topics = [one.value for one in [topic_of(f"{entry.title}. {page.text}")] if one and one is not Topic.OTHER]
    if entry.state in PROVEN:  # a person gave the address
        entry.next_at = timing.next_look(now, 0)
        _date(entry)
    else:
        _decide(entry, page, now)
    entry.save()
    if entry.state in FOR_PEOPLE:
        record(action="entry.found", on=entry, by=None)


def _date(entry: Entry) -> None:
    """The day that the page names, where the person named none."""
    if entry.published_on and entry.delivery_id:
        rows = Receipt.objects.filter(delivery_id=entry.delivery_id, appeared_on__isnull=True)
        rows.filter(at__date__gte=entry.published_on).update(appeared_on=entry.published_on)


def _decide(entry: Entry, page: Page, now: datetime) -> None:
    known = _known(entry)
    if known is not None:
        entry.state, entry.activity_id = E.KNOWN.value, known
        return
    seen = matching.Seen(entry.title, page.text, page.links, entry.published_on)
    match = matching.best_match(seen, candidates(entry.source, now=now), declined=entry.declined)
    found = match.candidate
    if found is None:
        entry.state = (E.OUTSIDE if _is_theirs(entry, page) else E.DISMISSED).value
        return
    entry.delivery_id, entry.reasons = found.id, list(match.reasons)
    if match.verdict is not matching.Verdict.SURE:
        entry.state = E.ASKED.value
    elif not appeared(entry, now):
        entry.state = E.KNOWN.value


def _known(entry: Entry) -> int | None:
    """The activity that has this address as evidence already: somebody entered it by hand, and it counts once."""
    bare = entry.url.partition("://")[2].rstrip("/")
    same = [f"{scheme}://{bare}{end}" for scheme in ("https", "http") for end in ("", "/")]
    rows = Evidence.objects.filter(url__in=same, activity__withdrawn_at__isnull=True)
    found: int | None = rows.values_list("activity_id", flat=True).first()
    return found


def _is_theirs(entry: Entry, page: Page) -> bool:
    source = entry.source
    return bool(source and source.outside and matching.names(f"{entry.title} {page.text}", source.names))


def appeared(entry: Entry, now: datetime, *, by: Any = None) -> bool:
    """The item that was handed over is there: receipt and evidence of grade B. False where it was there before."""
    if entry.delivery is None:
        return False
    row = locked(entry.delivery)
    if row.state not in MAY_APPEAR or row.recalled_at is not None:
        return False
    on = timing.day_of(entry.published_on, now.astimezone(WARD_TIME).date())
    seen = Seen(EvidenceGrade.B, str(row.trail.get("id", ""))[:200], entry.url, on=on)
    sending.done(row, seen, now, state=DeliveryState.SENT)
    row.refresh_from_db()
    entry.state, entry.activity = E.MATCHED.value, row.receipt.activity
    entry.next_at = timing.next_look(now, 0)
    record(action="entry.matched", on=entry, by=by, delivery=row.pk)
    return True


def _put_off(entry: Entry, now: datetime) -> None:
    entry.tries += 1
    entry.next_at = timing.next_reading(now, every=60, failures=entry.tries)
    if entry.tries >= MOST_TRIES and entry.state not in PROVEN:
        entry.state, entry.next_at = E.UNREAD.value, None
    entry.save()


def _looked(entry: Entry, got: Got, now: datetime) -> None:
    """Gone counts on the second day; anything else that went wrong says nothing."""
    if got.code == "gone":
        entry.misses += 1
        entry.next_at = now + timing.BACK_IN
        if entry.misses >= timing.GONE_AFTER and entry.gone_at is None:
            _mark(entry, now)
    elif not got.code:
        entry.misses, entry.looks = 0, entry.looks + 1
        entry.next_at = timing.next_look(now, entry.looks)
        if entry.gone_at is not None:
            _mark(entry, None)
    else:
        entry.next_at = now + timing.BACK_IN
    entry.save()


def _mark(entry: Entry, at: datetime | None) -> None:
    entry.gone_at = at
    for piece in Evidence.objects.filter(activity_id=entry.activity_id, url=entry.url) if entry.activity_id else ():
        mark_gone(evidence=piece, at=at)


def keep_link(*, url: str, commune_id: int, now: datetime, **about: Any) -> Entry | None:
    """An address that a person gave as proof (``delivery``, ``activity``): it is read for title, day and a copy, and
    looked at again. None where it is known already."""
    entry: Entry = Entry.of(
        commune_id, key=key_of(url), url=url, seen_at=now, next_at=now, state=E.MATCHED.value, **about
    )  # fmt: skip
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError:
        return None
    return entry


def keep_receipts(now: datetime) -> int:
    """Addresses that people gave for deliveries are watched like those that the watcher found itself."""
    rows = list(links_to_keep(now))
    for row in rows:
        about = {"delivery": row.delivery, "activity_id": row.activity_id}
        if keep_link(url=row.url, commune_id=row.commune_id, now=now, **about) is None:
            known = Entry.objects.filter(key=key_of(row.url)).exclude(state__in=PROVEN)
            known.update(state=E.MATCHED.value, next_at=now, **about)
    return len(rows)
