"""Orders about deliveries: publish, correct, take back; and what a person decides where the program may not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import uuid4

from django.db import IntegrityError, transaction

from lantoa.activities.rules import clean_link
from lantoa.channels import queries, recipients, sending
from lantoa.channels.evidence import Seen
from lantoa.channels.jobs import serve
from lantoa.channels.models import Account, Delivery
from lantoa.channels.protocol import Prepared
from lantoa.channels.registry import channel_of
from lantoa.channels.rules.deciding import check_due
from lantoa.channels.rules.states import MAY_CANCEL, MAY_REPEAT, MAY_TAKE_OVER, DeliveryState, Purpose
from lantoa.communes.models import Person
from lantoa.content.approved import Approved, approved
from lantoa.content.life_actions import schedule, take_step
from lantoa.content.models import Item
from lantoa.content.rules.life import ItemState, Standing, StepKind
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.core.grades import EvidenceGrade
from lantoa.files.actions import Received, enter
from lantoa.ledger.actions import queue_up, record

S = DeliveryState
CANNOT = {
    Purpose.CORRECT: "Kênh này không cho sửa bài đã đăng bằng phần mềm: hãy đính chính bằng tay rồi ghi nhận.",
    Purpose.RECALL: "Kênh này không cho gỡ bài bằng phần mềm: hãy gỡ bằng tay rồi ghi nhận.",
}


@dataclass(frozen=True, slots=True)
class Order:
    """Who orders, and when it shall go; ``standing``: what they are to the item."""

    by: Person
    standing: Standing
    due_at: datetime


@transaction.atomic
def publish(*, item: Item, accounts: Iterable[int], order: Order) -> list[Delivery]:
    """Have the approved text of the item published at the accounts. Where it is already, nothing more is ordered.

    Raises:
        Refused: ``content_not_approved``; ``publish_nowhere``; ``publish_unfit`` with what does not fit a channel;
            ``due_past``, ``due_far``.
    """
    queue_up(item.commune_id)
    now = clock.now()
    due_at, found = check_due(order.due_at, now), approved(item.pk)
    rows = list(queries.usable().filter(pk__in=list(accounts)))
    if not rows:
        raise Refused("publish_nowhere", "Chưa chọn kênh nào: hãy chọn ít nhất một kênh để phát.")
    ready = [(account, prepared_for(account, found)) for account in rows]
    made = [
        row
        for account, sent in ready
        if (row := _ordered(item, account, sent, order=replace(order, due_at=due_at), revision_id=found.revision_id))
    ]
    if due_at > now and made and item.state in {ItemState.APPROVED.value, ItemState.SCHEDULED.value}:
        schedule(item=item, at=due_at, standing=order.standing, by=order.by)
    return made


def prepared_for(account: Account, found: Approved) -> Prepared:
    """What would go out there. Raises Refused("publish_unfit")."""
    channel = channel_of(account.channel)
    sending = channel.prepare(found, queries.preparing(account))
    stops = [remark.words for remark in channel.remarks(sending) if remark.stops]
    if stops:
        raise Refused("publish_unfit", f"{account.name}: {' '.join(stops)}")
    return sending


def _ordered(
    item: Item, account: Account, prepared: Prepared, *, order: Order, revision_id: int
) -> Delivery | None:  # fmt: skip
    """The new row; None where the item is at the account already, or on its way."""
    for old in Delivery.objects.filter(
        item=item, account=account, purpose=Purpose.PUBLISH.value, state=S.REFUSED.value
    ):
        if not old.trail:
            sending.settle(old, S.CANCELLED, clock.now(), code="ordered_again", words="Đã đặt phát lại.", by=order.by)
    row = Delivery.of(
        item.commune_id, item=item, revision_id=revision_id, account=account, key=uuid4(),
        prepared=prepared.to_json(), due_at=order.due_at, next_at=order.due_at, ordered_by=order.by,
        ordered_at=clock.now(),
    )  # fmt: skip
    return _kept(row, order.by)


def _kept(row: Delivery, by: Person) -> Delivery | None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return None
    record(action="delivery.ordered", on=row, by=by, **sending.facts(row))
    if row.state == S.WAITING.value:
        serve.defer_at(row.next_at, row.commune_id, row.account_id)
    return row


@transaction.atomic
def correct_everywhere(*, item: Item, by: Person) -> list[Delivery]:
    """Đính chính: the newly approved text goes to every place where another one is. Where the channel cannot, a person
    is asked.

    Raises:
        Refused: ``content_not_approved``; ``nothing_to_correct``.
    """
    queue_up(item.commune_id)
    found, made = approved(item.pk), []
    for place in queries.places(item):
        if queries.revision_at(place) == found.revision_id or _is_unbegun(place):
            continue  # the latter takes the new text by itself when it goes
        made.append(_follow(place, Purpose.CORRECT, found=found, by=by))
    rows = [row for row in made if row]
    if not rows:
        raise Refused("nothing_to_correct", "Mọi nơi đã có bản mới nhất được duyệt nên không còn gì phải đính chính.")
    return rows


@transaction.atomic
def recall_everywhere(*, item: Item, standing: Standing, note: str, by: Person) -> list[Delivery]:
    """Thu hồi: what waits is cancelled, what is out is taken down everywhere; where the channel cannot, a person is
    asked. Raises ``content_step``, ``content_note``."""
    queue_up(item.commune_id)
    if item.live_id is not None and item.state != ItemState.RECALLED.value:
        take_step(item=item, step=StepKind.RECALL, standing=standing, by=by, note=note)
    return [row for place in queries.places(item) if (row := _taken_back(place, by))]


@transaction.atomic
def recall_one(*, delivery: Delivery, by: Person) -> Delivery:
    """Take the item down at one place. Raises Refused("delivery_step")."""
    row = locked(delivery)
    found = _taken_back(row, by) if row.purpose == Purpose.PUBLISH.value and row.recalled_at is None else None
    if found is None:
        raise _wrong_step()
    return found


def _taken_back(place: Delivery, by: Person) -> Delivery | None:
    if place.state in MAY_CANCEL and _is_unbegun(place):
        sending.settle(place, S.CANCELLED, clock.now(), code="recalled", words="Nội dung đã thu hồi.", by=by)
        return place
    if channel_of(place.account.channel).to_many:
        recipients.stop(place, code="recalled", now=clock.now())
    return _follow(place, Purpose.RECALL, found=None, by=by)


def _is_unbegun(place: Delivery) -> bool:
    return place.state == S.WAITING.value and not place.trail and place.since is None


def _follow(place: Delivery, purpose: Purpose, *, found: Approved | None, by: Person) -> Delivery | None:
    """A correction or recall of a publication; it waits for a person where the channel cannot do it."""
    channel, now = channel_of(place.account.channel), clock.now()
    can = channel.can_correct if purpose is Purpose.CORRECT else channel.can_recall
    there = queries.latest_at(place)
    prepared = channel.prepare(found, queries.preparing(place.account)) if found else there.sending
    row = Delivery.of(
        place.commune_id, item=place.item, account=place.account, purpose=purpose.value, original=place, key=uuid4(),
        revision_id=found.revision_id if found else there.revision_id, prepared=prepared.to_json(), due_at=now,
        next_at=now, ordered_by=by, ordered_at=now,
    )  # fmt: skip
    if not can:
        row.state, row.code, row.words = S.TO_CONFIRM.value, f"cannot_{purpose.value}", CANNOT[purpose]
    return _kept(row, by)


@transaction.atomic
def cancel(*, delivery: Delivery, by: Person) -> Delivery:
    """Not to be sent any more. Raises Refused("delivery_step"), ("delivery_begun")."""
    row = locked(delivery)
    if row.state not in MAY_CANCEL:
        raise _wrong_step()
    if row.trail and row.purpose == Purpose.PUBLISH.value:
        raise Refused("delivery_begun", "Bài đã lên kênh một phần nên không hủy được: hãy chọn Thu hồi ở kênh này.")
    sending.settle(row, S.CANCELLED, clock.now(), code="by_person", words="", by=by)
    return row


@transaction.atomic
def repeat(*, delivery: Delivery, by: Person) -> Delivery:
    """Somebody looked: it is not there, or the reason of the refusal is gone. Raises Refused("delivery_step")."""
    row = locked(delivery)
    if row.state not in MAY_REPEAT or row.code == "recalled":
        raise _wrong_step()
    now = clock.now()
    row.state, row.next_at, row.due_at, row.tries, row.looks = S.WAITING.value, now, now, 0, 0
    row.since, row.code, row.words, row.settled_at = None, "", "", None
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Refused("delivery_twice", "Đã có lượt phát khác của nội dung này ở kênh này.") from error
    record(action="delivery.repeated", on=row, by=by, **sending.facts(row))
    serve.defer(row.commune_id, row.account_id)
    return row


@transaction.atomic
def take_over(
    *,
    delivery: Delivery,
    link: str,
    files: Sequence[Received] = (),
    by: Person,
    on: date | None = None,
    place: str = "",
) -> Delivery:
    """Somebody did it by hand, or saw that it is there: with its address or a picture as evidence (grade C until a
    second person has looked). ``on``: the day on which it appeared, ``place``: which programme or page.

    Raises:
        Refused: ``delivery_step``; ``evidence_missing`` for a publication without either; ``link_bad``.
    """
    row = locked(delivery)
    if row.state not in MAY_TAKE_OVER:
        raise _wrong_step()
    url = clean_link(link) if link.strip() else ""
    if row.purpose == Purpose.PUBLISH.value and not url and not files:
        raise Refused("evidence_missing", "Hãy dán đường dẫn bài đăng hoặc chọn ảnh chụp màn hình làm minh chứng.")
    file = enter(commune=row.commune, received=files[0], by=by) if files else None
    seen = Seen(EvidenceGrade.C, url=url, file=file, by=by, on=on, place=place)
    sending.done(row, seen, clock.now(), state=S.TAKEN_OVER)
    return row


@transaction.atomic
def sent_by_hand(*, delivery: Delivery, by: Person) -> Delivery:
    """Somebody gave it to the outlet: from now on it is waited for. Raises Refused("delivery_step")."""
    row = locked(delivery)
    if not channel_of(row.account.channel).by_hand or row.state not in {S.WAITING.value, S.TO_CONFIRM.value}:
        raise _wrong_step()
    row.trail = {**row.trail, "id": str(row.key)}
    row.save(update_fields=["trail"])
    sending.settle(row, S.HANDED, clock.now(), code="by_hand", words="Đã gửi bằng tay; chờ đăng, phát.", by=by)
    return row


def locked(delivery: Delivery) -> Delivery:
    """The row, locked after the commune's queue."""
    queue_up(delivery.commune_id)
    rows = Delivery.objects.select_related("item", "revision", "account__commune", "commune", "ordered_by")
    row: Delivery = rows.select_for_update(of=("self",)).get(pk=delivery.pk)
    return row


def _wrong_step() -> Refused:
    return Refused(
        "delivery_step", "Lượt phát này vừa đổi trạng thái nên không làm được việc đó nữa: hãy tải lại trang."
    )
