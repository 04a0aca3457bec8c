"""A page that the ward published without the program becomes an activity, after a person's yes: kind, day, channel and
topics from the page, the likely commitments ticked as the form would tick them."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from lantoa.activities.captured import Proof, attach_proof, record_captured
from lantoa.activities.importing.suggesting import suggester
from lantoa.activities.models import Activity
from lantoa.activities.rules import ActivityDraft, ServiceDraft
from lantoa.communes.models import Person
from lantoa.core import clock
from lantoa.core.clock import WARD_TIME
from lantoa.core.errors import Refused
from lantoa.core.grades import EvidenceGrade
from lantoa.ledger.actions import queue_up, record
from lantoa.plans.models import Commitment
from lantoa.watching.keeping import appeared
from lantoa.watching.models import Entry
from lantoa.watching.rules import timing
from lantoa.watching.rules.states import FOR_PEOPLE, EntryState
from vanban.topics import find_audiences
from vanban.vocabulary import ActivityKind, Channel

E = EntryState
MOST_AT_ONCE = 100
DECISIONS = {E.RECORDED: "entry.recorded", E.OUTSIDE: "entry.outside", E.DISMISSED: "entry.dismissed"}
_KEYS = UUID("c0a7bb52-5d0e-4c39-9a7f-0a5a0f0e5b34")
DECIDED = "Bài này vừa có người xử lý: hãy tải lại trang."


def draft_of(entry: Entry, suggest: Callable[[ActivityDraft], list[int]] | None = None) -> ActivityDraft:
    """What would be recorded."""
    day = timing.day_of(entry.published_on, entry.seen_at.astimezone(WARD_TIME).date())
    medium = entry.source.medium if entry.source else Channel.OTHER.value
    audiences = tuple(dict.fromkeys(code.value for _found, code in find_audiences(f"{entry.title} {entry.excerpt}")))
    draft = ActivityDraft(
        key=uuid5(_KEYS, f"{entry.commune_id}/{entry.key}"), title=(entry.title or entry.url)[:300],
        kind=ActivityKind.NEWS.value, happened_on=day, channels=(medium,), topics=tuple(entry.topics),
        audiences=audiences[:3],
    )  # fmt: skip
    if suggest is None:
        return draft
    return replace(draft, services=tuple(ServiceDraft(pk) for pk in suggest(draft)))


def ticked(entries: Iterable[Entry]) -> dict[int, list[Commitment]]:
    """By entry: the commitments that a yes would count it for."""
    suggest = suggester()
    found = {one.pk: [service.commitment_id for service in draft_of(one, suggest).services] for one in entries}
    rows = Commitment.objects.in_bulk({pk for many in found.values() for pk in many})
    return {entry: [rows[pk] for pk in many if pk in rows] for entry, many in found.items()}


@transaction.atomic
def record_outside(*, commune_id: int, entries: Iterable[int], by: Person) -> list[Activity]:
    """These pages are the ward's own publications: each an activity with its address as evidence of grade B.

    Raises:
        Refused: ``entry_none``; ``entry_many``; as ``log_activity``, then none is recorded.
    """
    return [_recorded(row, by) for row in _waiting(commune_id, entries)]


def _recorded(entry: Entry, by: Person) -> Activity:
    activity = record_captured(commune=entry.commune, draft=draft_of(entry, suggester()), by=by)
    name = entry.source.name if entry.source else entry.url
    attach_proof(activity=activity, proof=Proof(EvidenceGrade.B, f"Thấy trên {name}", entry.url), by=by)
    now = clock.now()
    entry.activity, entry.next_at = activity, timing.next_look(now, 0)
    _decided(entry, E.RECORDED, by=by, now=now)
    return activity


@transaction.atomic
def dismiss(*, commune_id: int, entries: Iterable[int], by: Person) -> int:
    """Not ours, or not to be counted; never asked again. Raises ``entry_none``, ``entry_many``."""
    rows = _waiting(commune_id, entries)
    for row in rows:
        _decided(row, E.DISMISSED, by=by, now=clock.now())
    return len(rows)


@transaction.atomic
def say_yes(*, entry: Entry, by: Person) -> Entry:
    """It is the item. Raises Refused("entry_decided")."""
    row, now = _locked(entry), clock.now()
    if not appeared(row, now, by=by):
        row.state = E.KNOWN.value
    row.decided_by, row.decided_at = by, now
    row.save()
    return row


@transaction.atomic
def say_no(*, entry: Entry, by: Person) -> Entry:
    """It is another text: a publication outside of the program then, where the source lists such.

    Raises Refused("entry_decided").
    """
    row = _locked(entry)
    row.declined, row.delivery = [*row.declined, row.delivery_id], None
    theirs = bool(row.source and row.source.outside)
    _decided(row, E.OUTSIDE if theirs else E.DISMISSED, by=by, now=clock.now())
    return row


def _locked(entry: Entry) -> Entry:
    queue_up(entry.commune_id)
    row: Entry = Entry.objects.select_for_update(of=("self",)).select_related("delivery", "source").get(pk=entry.pk)
    if row.state != E.ASKED.value:
        raise Refused("entry_decided", DECIDED)
    return row


def _waiting(commune_id: int, entries: Iterable[int]) -> list[Entry]:
    queue_up(commune_id)
    wanted = list(entries)
    if len(wanted) > MOST_AT_ONCE:
        raise Refused("entry_many", f"Mỗi lần chọn tối đa {MOST_AT_ONCE} bài.")
    rows = Entry.objects.select_for_update(of=("self",)).select_related("source", "commune")
    found = list(rows.filter(pk__in=wanted, state__in=FOR_PEOPLE - {E.ASKED.value}))
    if not found:
        raise Refused("entry_none", "Chưa chọn bài nào, hoặc các bài đã có người xử lý: hãy tải lại trang rồi chọn.")
    return found


def _decided(entry: Entry, state: EntryState, *, by: Person, now: datetime) -> None:
    entry.state, entry.decided_by, entry.decided_at = state.value, by, now
    entry.save()
    record(action=DECISIONS[state], on=entry, by=by)
