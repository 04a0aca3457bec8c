"""How the sample ward published: at its portal and by hand on Zalo, on days that lie behind it; one item corrected, one
recalled, one that goes out tomorrow. Every receipt becomes an activity by itself, as in any ward."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from lantoa.channels import actions, sending
from lantoa.channels.accounts import Entered, add_account, switch
from lantoa.channels.actions import Order
from lantoa.channels.evidence import Seen
from lantoa.channels.models import Account, Delivery
from lantoa.channels.queries import PORTAL
from lantoa.channels.rules.states import AccountState, DeliveryState
from lantoa.communes.models import Commune, Person
from lantoa.content.actions import save_revision
from lantoa.content.life_actions import approve, submit
from lantoa.content.models import Item
from lantoa.content.rules.life import ItemState
from lantoa.content.rules.words import words_from
from lantoa.contributors.models import Submission
from lantoa.core import clock
from lantoa.core.grades import EvidenceGrade
from lantoa.files.actions import enter, receive
from lantoa.sample.contributing import SUMMARY
from lantoa.sample.pictures import sample_picture
from lantoa.sample.texts import CORRECTED, ITEMS, RECALLED, WHY_CORRECTED, WHY_RECALLED, Written
from lantoa.sample.writing import key_of, standing_as

ZALO = "zalo_oa"
NOT_CONNECTED = "Phường mẫu không nối tới Zalo: bài do người đăng bằng tay rồi ghi nhận."
COVER = "https://hoamai.example/anh-bia.jpg"
CONTRIBUTED = 30
"""Days ago that the item made of a contributor's news went out."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Who publishes where."""

    commune: Commune
    editor: Person
    leader: Person
    portal: Account
    zalo: Account


def publish_content(commune: Commune, *, today: date, people: dict[str, Person]) -> None:
    """What is not out yet goes out. Needs the scope; again it changes nothing."""
    if Delivery.objects.exists():
        return
    desk = Desk(
        commune, people["truyenthanh"], people["lanhdao"], Account.objects.get(channel=PORTAL), _zalo(commune, people)
    )
    rows = {row.key: row for row in Item.objects.all()}
    wanted = [(rows.get(key_of(one.words.title)), one) for one in ITEMS if one.out is not None]
    for item, one in sorted(wanted, key=lambda pair: pair[1].went_out(today)):
        if item is not None:
            _put_out(item, one, desk, at=_moment(one.went_out(today)))
    _contributed(desk, _moment(today - timedelta(days=CONTRIBUTED)))
    _schedule(rows, desk, today)
    _correct(rows, desk, people)
    _recall(rows, desk)
    if desk.zalo.state != AccountState.OFF.value:
        switch(account=desk.zalo, on=False, by=desk.editor)
        Account.objects.filter(pk=desk.zalo.pk).update(words=NOT_CONNECTED)


def _zalo(commune: Commune, people: dict[str, Person]) -> Account:
    """An account that leads nowhere; it is switched off before any worker sees it."""
    known: Account | None = Account.objects.filter(channel=ZALO).first()
    if known is not None:
        return known
    values = {
        "app_id": "phuong-mau",
        "app_secret": "khong-co",
        "refresh_token": "khong-co",
        "broadcast": "no",
        "cover": COVER,
    }
    entered = Entered(ZALO, "Zalo OA phường mẫu (chưa nối)", values)
    return add_account(commune=commune, entered=entered, by=people["quantri"])


def _moment(day: date) -> datetime:
    """Half past nine of a day that lies behind."""
    return min(datetime.combine(day, time(9, 30), clock.WARD_TIME), clock.now())


def _put_out(item: Item, one: Written, desk: Desk, *, at: datetime) -> None:
    accounts = [desk.portal, desk.zalo] if one.by_hand and desk.zalo.state != AccountState.OFF.value else [desk.portal]
    rows = _ordered(item, accounts, desk, due_at=clock.now())
    Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(due_at=at, next_at=at, ordered_at=at)
    _served(desk, desk.portal, at)
    for row in rows:
        if row.account_id == desk.zalo.pk:
            _by_hand(row, desk, at)


def _contributed(desk: Desk, at: datetime) -> None:
    """The first news of the contributor: edited, approved, out; they read so on their page."""
    row = Submission.objects.filter(item__isnull=False).select_related("item").order_by("sent_at").first()
    if row is None or row.item is None or row.item.state != ItemState.DRAFT.value:
        return
    item: Item = row.item
    words = replace(words_from(item.current), summary=SUMMARY)
    standing = standing_as(desk.editor, item)
    save_revision(item=item, words=words, based_on=item.current.number, standing=standing, by=desk.editor)
    submit(item=item, standing=standing_as(desk.editor, item), by=desk.editor)
    item.refresh_from_db()
    approve(item=item, revision=item.current, standing=standing_as(desk.leader, item), by=desk.leader)
    ordered = _ordered(item, [desk.portal], desk, due_at=clock.now())
    Delivery.objects.filter(pk__in=[one.pk for one in ordered]).update(due_at=at, next_at=at, ordered_at=at)
    _served(desk, desk.portal, at)


def _ordered(item: Item, accounts: Iterable[Account], desk: Desk, *, due_at: datetime) -> list[Delivery]:
    item.refresh_from_db()
    order = Order(desk.editor, standing_as(desk.editor, item), due_at)
    return actions.publish(item=item, accounts=[one.pk for one in accounts], order=order)


def _served(desk: Desk, account: Account, now: datetime) -> None:
    """What is due at the account by then goes out. Only the portal is ever called, and it calls nobody."""
    while claimed := sending.claim(commune_id=desk.commune.pk, account_id=account.pk, now=now):
        sending.receive(commune_id=desk.commune.pk, claimed=claimed, outcome=claimed.make(), now=now)


def _by_hand(delivery: Delivery, desk: Desk, at: datetime) -> None:
    """Posted by a person: a picture (a drawing, here) says so, and a second person still has to look at it."""
    row = actions.locked(delivery)
    picture = receive(commune=desk.commune, upload=sample_picture("document", row.item_id), name="anh-man-hinh.jpg")
    seen = Seen(EvidenceGrade.C, file=enter(commune=desk.commune, received=picture, by=desk.editor), by=desk.editor)
    sending.done(row, seen, at, state=DeliveryState.TAKEN_OVER)


def _schedule(rows: dict[object, Item], desk: Desk, today: date) -> None:
    due_at = datetime.combine(today + timedelta(days=1), time(7, 30), clock.WARD_TIME)
    for one in ITEMS:
        item = rows.get(key_of(one.words.title)) if one.until == "scheduled" else None
        if item is not None and due_at > clock.now():
            _ordered(item, [desk.portal], desk, due_at=due_at)


def _correct(rows: dict[object, Item], desk: Desk, people: dict[str, Person]) -> None:
    """Another hour: the portal shows it by itself; at Zalo, where it was posted by hand, a person is asked."""
    item = rows.get(key_of(CORRECTED))
    if item is None:
        return
    author = people["motcua"]
    item.refresh_from_db()
    words = words_from(item.current)
    facts = tuple(replace(one, value="08:00-11:00") if one.key == "gio-lam" else one for one in words.facts)
    save_revision(
        item=item, words=replace(words, facts=facts), based_on=item.current.number, by=author,
        standing=standing_as(desk.editor, item), note=WHY_CORRECTED,
    )  # fmt: skip
    submit(item=item, standing=standing_as(author, item), by=author)
    item.refresh_from_db()
    approve(item=item, revision=item.current, standing=standing_as(desk.leader, item), by=desk.leader)
    actions.correct_everywhere(item=item, by=desk.editor)
    _served(desk, desk.portal, clock.now())
    ready = Account.objects.filter(pk=desk.zalo.pk, state=AccountState.NEW.value)
    if ready.update(state=AccountState.READY.value):
        sending.claim(commune_id=desk.commune.pk, account_id=desk.zalo.pk, now=clock.now())


def _recall(rows: dict[object, Item], desk: Desk) -> None:
    if item := rows.get(key_of(RECALLED)):
        item.refresh_from_db()
        standing = standing_as(desk.editor, item)
        actions.recall_everywhere(item=item, standing=standing, note=WHY_RECALLED, by=desk.editor)
        _served(desk, desk.portal, clock.now())
