"""A receipt becomes an activity of the plan: once per item and channel, so that progress and reports change by
themselves and nobody types a number."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from lantoa.activities.captured import Proof, attach_proof, captured, record_captured
from lantoa.activities.models import Activity
from lantoa.activities.queries import servable
from lantoa.activities.rules import ActivityDraft, ServiceDraft
from lantoa.channels.models import Delivery, Receipt
from lantoa.channels.registry import channel_of
from lantoa.communes.models import Person
from lantoa.content.models import ItemService
from lantoa.core.clock import WARD_TIME
from lantoa.core.errors import Refused
from lantoa.core.grades import EvidenceGrade
from lantoa.files.models import StoredFile

_KEYS = UUID("5a0c5c1e-6d6a-4b7b-9a55-0d2f3f0e7a11")


@dataclass(frozen=True, slots=True)
class Seen:
    """Where the publication is to be seen, and who says so: a system (``by`` None) or a person. ``on``: the day on
    which it appeared, where it is not today; ``place``: which programme, which page of the paper."""

    grade: EvidenceGrade
    remote_id: str = ""
    url: str = ""
    file: StoredFile | None = None
    by: Person | None = None
    on: date | None = None
    place: str = ""


def write_receipt(*, delivery: Delivery, seen: Seen, now: datetime) -> Receipt:
    """The receipt of a publication, once, with its activity and evidence. In the transaction of the caller."""
    known: Receipt | None = Receipt.objects.filter(delivery=delivery).first()
    if known is not None:
        return known
    activity, why_not = _activity(delivery, seen, now)
    if activity is not None:
        attach_proof(activity=activity, proof=_proof(delivery, seen), by=seen.by)
    receipt = Receipt.of(
        delivery.commune_id, delivery=delivery, remote_id=seen.remote_id[:200], url=seen.url[:500],
        grade=seen.grade.value, at=now, activity=activity, no_activity=why_not[:300], by=seen.by, file=seen.file,
        appeared_on=seen.on, place=" ".join(seen.place.split())[:200],
    )  # fmt: skip
    receipt.save(force_insert=True)
    return receipt


def _proof(delivery: Delivery, seen: Seen) -> Proof:
    channel = channel_of(delivery.account.channel)
    said = ", ".join(filter(None, (f"{channel.label}: {delivery.account.name}", seen.place)))
    caption = said if seen.url or not seen.remote_id else f"{said}, mã bài {seen.remote_id}"
    url = seen.url if seen.url.startswith(("https://", "http://")) else ""
    return Proof(seen.grade, caption, url, seen.file)


def _activity(delivery: Delivery, seen: Seen, now: datetime) -> tuple[Activity | None, str]:
    """The activity of this item and channel, made where it is not there; or why it could not be made."""
    channel = channel_of(delivery.account.channel)
    medium = channel.medium_at(delivery.account.settings)
    key = uuid5(_KEYS, f"{delivery.item.key}/{medium.value}")
    if known := captured(key):
        return known, ""
    served = servable()
    wanted = ItemService.objects.filter(item_id=delivery.item_id).values_list("commitment_id", flat=True)
    ratios = {one.id for one in served if one.is_ratio}
    draft = ActivityDraft(
        key=key, title=delivery.revision.title[:300], kind=channel.activity_kind(delivery.item.kind).value,
        happened_on=seen.on or now.astimezone(WARD_TIME).date(), unit_id=delivery.item.unit_id,
        channels=(medium.value,),
        topics=tuple(delivery.item.topics), audiences=tuple(delivery.item.audiences),
        services=tuple(ServiceDraft(pk) for pk in wanted if pk not in ratios),
    )  # fmt: skip
    return _recorded(delivery, draft)


def _recorded(delivery: Delivery, draft: ActivityDraft) -> tuple[Activity | None, str]:
    """What the plan cannot take is told with the receipt; that the item is published stays true."""
    try:
        return record_captured(commune=delivery.commune, draft=draft, by=delivery.ordered_by), ""
    except Refused as refusal:
        return None, refusal.message
