"""Writing down what went to an outlet without being an item, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid5

from django.db import transaction

from lantoa.activities.actions import log_activity
from lantoa.activities.importing.suggesting import suggester
from lantoa.activities.models import Activity
from lantoa.activities.rules import ActivityDraft, ServiceDraft, clean_link
from lantoa.channels.models import Account
from lantoa.channels.registry import channel_of
from lantoa.communes.models import Commune, Person
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.files.actions import Received, enter
from lantoa.ledger.actions import queue_up, record
from lantoa.press.models import Placement
from lantoa.press.rules import PlacementState, check_days, kind_of
from lantoa.watching.keeping import keep_link
from vanban.topics import topic_of
from vanban.vocabulary import Topic

P = PlacementState
_KEYS = UUID("8e7f1b0a-31a0-4a58-9b5e-3f8f6f2b1c77")


@dataclass(frozen=True, slots=True)
class SentText:
    """What was sent to whom. ``key``: made by the form."""

    key: UUID
    outlet: Account
    title: str
    text: str
    sent_on: date
    sent_to: str


@dataclass(frozen=True, slots=True)
class Appeared:
    """What appeared: when, in which programme or on which page, and where it can be seen or heard."""

    on: date | None
    place: str
    link: str
    files: Sequence[Received] = ()


@transaction.atomic
def enter_sent(*, commune: Commune, sent: SentText, by: Person) -> Placement:
    """Once for each key. Raises Refused: ``press_future``."""
    queue_up(commune.pk)
    check_days(sent.sent_on, None, clock.today())
    known: Placement | None = Placement.objects.filter(key=sent.key).first()
    if known is not None:
        return known
    row: Placement = Placement.of(
        commune.pk, key=sent.key, outlet=sent.outlet, title=" ".join(sent.title.split())[:300], text=sent.text[:20_000],
        sent_on=sent.sent_on, sent_to=" ".join(sent.sent_to.split())[:200], by=by, at=clock.now(),
    )  # fmt: skip
    row.save(force_insert=True)
    record(action="placement.sent", on=row, by=by, account=row.outlet_id)
    return row


@transaction.atomic
def enter_appeared(*, placement: Placement, appeared: Appeared, by: Person) -> Placement:
    """It was printed, broadcast: an activity with the link, picture or recording as evidence of grade C. The address is
    read by the watcher, which keeps a copy.

    Raises:
        Refused: ``press_decided``; ``evidence_missing``; ``press_future``, ``press_before``; as ``log_activity``.
    """
    row, today = _locked(placement), clock.today()
    check_days(row.sent_on, appeared.on, today)
    link = clean_link(appeared.link) if appeared.link.strip() else ""
    if not link and not appeared.files:
        raise Refused("evidence_missing", "Hãy dán đường dẫn, hoặc chọn ảnh chụp, bản ghi làm minh chứng.")
    draft = _draft(row, appeared.on or today)
    logged = log_activity(
        commune=row.commune, draft=draft, by=by, files=appeared.files, links=[link] if link else []
    ).activity  # fmt: skip
    row.state, row.appeared_on, row.url, row.activity = P.APPEARED.value, appeared.on, link, logged
    row.place = " ".join(appeared.place.split())[:200]
    row.file = enter(commune=row.commune, received=appeared.files[0], by=by) if appeared.files else None
    row.save()
    _watched(link, logged)
    record(action="placement.appeared", on=row, by=by, account=row.outlet_id)
    return row


@transaction.atomic
def enter_unused(*, placement: Placement, by: Person) -> Placement:
    """They did not use it. Raises Refused("press_decided")."""
    row = _locked(placement)
    row.state = P.UNUSED.value
    row.save(update_fields=["state"])
    record(action="placement.unused", on=row, by=by, account=row.outlet_id)
    return row


def _draft(row: Placement, day: date) -> ActivityDraft:
    channel, kind = channel_of(row.outlet.channel), row.outlet.settings.get("kind", "")
    topic = topic_of(f"{row.title}. {row.text}")
    draft = ActivityDraft(
        key=uuid5(_KEYS, str(row.key)), title=row.title, kind=kind_of(kind).value, happened_on=day,
        channels=(channel.medium_at(row.outlet.settings).value,), note=row.outlet.name,
        topics=(topic.value,) if topic and topic is not Topic.OTHER else (),
    )  # fmt: skip
    return replace(draft, services=tuple(ServiceDraft(pk) for pk in suggester()(draft)))


def _watched(link: str, activity: Activity) -> None:
    if link:
        keep_link(url=link, commune_id=activity.commune_id, now=clock.now(), activity=activity)


def _locked(placement: Placement) -> Placement:
    queue_up(placement.commune_id)
    rows = Placement.objects.select_for_update(of=("self",)).select_related("outlet", "commune")
    row: Placement = rows.get(pk=placement.pk)
    if row.state != P.SENT.value:
        raise Refused("press_decided", "Bài này vừa có người ghi kết quả: hãy tải lại trang.")
    return row
