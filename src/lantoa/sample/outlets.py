"""What the sample ward sent to newspapers and stations, and what became of it. The outlets are invented and say so in
their names; nothing is asked of the network: addresses end in ``.example``, and no page is left for the watcher."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from lantoa.channels import actions, sending
from lantoa.channels.accounts import Entered, add_account, keep_checked
from lantoa.channels.actions import Order
from lantoa.channels.evidence import Seen
from lantoa.channels.models import Account, Delivery
from lantoa.channels.protocol import Access
from lantoa.channels.registry import channel_of
from lantoa.channels.rules.outlets import OutletKind
from lantoa.channels.rules.states import DeliveryState
from lantoa.communes.models import Commune, Person
from lantoa.content.models import Item
from lantoa.core import clock
from lantoa.core.grades import EvidenceGrade
from lantoa.files.actions import enter, receive
from lantoa.press.actions import Appeared, SentText, enter_appeared, enter_sent
from lantoa.press.models import Placement
from lantoa.sample.pictures import sample_picture
from lantoa.sample.writing import key_of, standing_as
from lantoa.watching.fetching import Got
from lantoa.watching.keeping import keep_page
from lantoa.watching.models import Entry

PRESS = "press"
PAPER, RADIO, FRONT = (
    "Báo Sông Bằng (phường mẫu)",
    "Đài Sông Bằng (phường mẫu)",
    "Bản tin Mặt trận Hoa Mai (phường mẫu)",
)
OUTLETS = (
    (PAPER, OutletKind.ONLINE, "Ban biên tập Báo Sông Bằng", "Phóng viên thường trú (hư cấu)"),
    (RADIO, OutletKind.RADIO, "Ban biên tập Đài Sông Bằng", "Phòng Thời sự (hư cấu)"),
    (FRONT, OutletKind.FRONT, "Ban biên tập Bản tin Mặt trận", "Ủy ban Mặt trận phường (hư cấu)"),
)  # fmt: skip
PAGE = (
    "<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p>"
    "<p>Trang do phường mẫu dựng, không có ngoài mạng.</p></body></html>"
)


@dataclass(frozen=True, slots=True)
class Given:
    """What an outlet got without being an item. Days ago; ``appeared`` None: nothing was seen of it."""

    outlet: str
    title: str
    text: str
    sent: int
    how: str
    appeared: int | None = None
    place: str = ""
    link: str = ""


GIVEN = (
    Given(
        PAPER, "Phường Hoa Mai: hơn 90 % hồ sơ chứng thực trả ngay trong buổi",
        "Số liệu và ảnh về mô hình “Ngày thứ Sáu không chờ” gửi phóng viên viết bài.", 21,
        "phóng viên thường trú, qua Zalo", 18, "", "https://bao-song-bang.example/hoa-mai-ngay-thu-sau-khong-cho",
    ),
    Given(
        RADIO, "Phỏng vấn: thanh toán trực tuyến phí, lệ phí ở phường Hoa Mai",
        "Trả lời phỏng vấn của Phó Chủ tịch Ủy ban nhân dân phường, 3 phút.", 16,
        "Phòng Thời sự, thu tại trụ sở", 14, "Thời sự 18 giờ",
    ),
    Given(
        FRONT, "Tổ công nghệ số cộng đồng đến từng nhà giúp nộp hồ sơ trực tuyến",
        "Bài viết về tổ công nghệ số cộng đồng của tổ dân phố 5.", 25, "qua thư, Ủy ban Mặt trận phường",
    ),
)  # fmt: skip
ITEM = "Nộp hồ sơ đăng ký khai sinh tại nhà, nhận kết quả qua bưu chính"
"""An item that was given to the paper and the station: the station read it out, the paper is still silent."""
ITEM_SENT, ITEM_READ_OUT = 9, 7


def tell_the_press(commune: Commune, *, today: date, people: dict[str, Person]) -> None:
    """Once. Needs the scope."""
    if Account.objects.filter(channel=PRESS).exists():
        return
    by = people["truyenthanh"]
    known = {row.name: row for row in (_outlet(commune, one, by=people["quantri"]) for one in OUTLETS)}
    for one in GIVEN:
        _give(commune, one, known[one.outlet], today=today, by=by)
    item = Item.objects.filter(key=key_of(ITEM), live__isnull=False).first()
    if item is not None:
        _hand_over(item, [known[PAPER], known[RADIO]], today=today, by=by)


def _outlet(commune: Commune, one: tuple[str, OutletKind, str, str], *, by: Person) -> Account:
    """Without an address of mail, so that a person sends; such an outlet is ready without asking anybody."""
    name, kind, editor, contact = one
    values = {"kind": kind.value, "editor": editor, "contact": contact, "most_mb": "10"}
    row = add_account(commune=commune, entered=Entered(PRESS, name, values), by=by)
    checked = channel_of(PRESS).check(Access(row.settings, {}))
    return keep_checked(account=row, checked=checked, now=clock.now(), by=by)


def _give(commune: Commune, one: Given, outlet: Account, *, today: date, by: Person) -> None:
    sent_on = today - timedelta(days=one.sent)
    key = uuid5(NAMESPACE_URL, f"lantoa-sample/bao-dai/{one.title}")
    sent = SentText(key, outlet, one.title, one.text, sent_on, one.how)
    row = enter_sent(commune=commune, sent=sent, by=by)
    if one.appeared is None:
        return
    on = today - timedelta(days=one.appeared)
    files = () if one.link else (receive(commune=commune, upload=sample_picture("document", one.sent), name="anh.jpg"),)
    enter_appeared(placement=row, appeared=Appeared(on, one.place, one.link, files), by=by)
    if one.link:
        _copy_of(one, row, on=on)


def _copy_of(one: Given, row: Placement, *, on: date) -> None:
    """The page that the link would show, as the watcher keeps one; it is not looked at again."""
    entry = Entry.objects.select_related("commune", "source", "delivery").get(url=one.link)
    body = PAGE.format(title=row.title, text=one.text).encode()
    entry.published_on = on
    keep_page(entry, Got(body=body, url=one.link, charset="utf-8"), clock.now())
    Entry.objects.filter(pk=entry.pk).update(next_at=None)


def _hand_over(item: Item, outlets: Sequence[Account], *, today: date, by: Person) -> None:
    order = Order(by, standing_as(by, item), clock.now())
    rows = actions.publish(item=item, accounts=[one.pk for one in outlets], order=order)
    at = _moment(today, ITEM_SENT)
    for row in rows:
        actions.sent_by_hand(delivery=row, by=by)
    gone = Delivery.objects.filter(pk__in=[row.pk for row in rows])
    gone.update(due_at=at, next_at=at, ordered_at=at, settled_at=at)
    for row in gone.select_related("account").filter(account__name=RADIO):
        _read_out(row, at=_moment(today, ITEM_READ_OUT), by=by)


def _read_out(delivery: Delivery, *, at: datetime, by: Person) -> None:
    """Heard by a person: a picture (a drawing, here) says so."""
    row = actions.locked(delivery)
    picture = receive(commune=row.commune, upload=sample_picture("broadcast", row.pk), name="anh-buoi-phat.jpg")
    file = enter(commune=row.commune, received=picture, by=by)
    seen = Seen(EvidenceGrade.C, file=file, by=by, on=at.date(), place="Chuyên mục Cải cách hành chính, 11 giờ")
    sending.done(row, seen, at, state=DeliveryState.TAKEN_OVER)


def _moment(today: date, days_ago: int) -> datetime:
    return min(datetime.combine(today - timedelta(days=days_ago), time(14, 0), clock.WARD_TIME), clock.now())
