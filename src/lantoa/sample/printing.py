"""The sample ward's printed matter: a poster that hangs in several places with some scans, and a notice that was recalled
after it was put up and still hangs."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from lantoa.communes.models import Commune, Neighbourhood, Person
from lantoa.content.models import Item
from lantoa.core import clock
from lantoa.files.actions import receive
from lantoa.printed.actions import add_places, make_print, put_up
from lantoa.printed.models import Posting, Print, ScanDay
from lantoa.printed.rules.sizes import Layout, Sheet, Size
from lantoa.sample.pictures import sample_picture
from lantoa.sample.writing import key_of

OFFICE = "Bảng tin trụ sở Ủy ban nhân dân phường"
SCANS = (3, 0, 5, 2, 1, 4)
"""Scans of the first places, on some of the days since then: an invented ward, small numbers."""


@dataclass(frozen=True, slots=True)
class Hung:
    """One print: of which item, since how many days, in how many places, how many of them put up, with photos?"""

    title: str
    sheet: Sheet
    days_ago: int
    places: int
    up: int
    photos: bool


HUNG = (
    Hung("Nộp hồ sơ đăng ký khai sinh tại nhà, nhận kết quả qua bưu chính", Sheet(Layout.POSTER, Size.A3), 17, 6, 4, True),
    Hung("Cấp căn cước lưu động cho người cao tuổi tại Tổ dân phố 9", Sheet(Layout.NOTICE, Size.A4), 5, 3, 2, False),
)  # fmt: skip


def hang_up(commune: Commune, *, today: date, people: dict[str, Person]) -> None:
    """Once. The notice was corrected after it was hung up, so that it is to be taken down. Needs the scope."""
    if Print.objects.exists():
        return
    by = people["motcua"]
    for one in HUNG:
        item = Item.objects.filter(key=key_of(one.title), approved__isnull=False).first()
        if item is not None:
            _hang(commune, item, one, on=today - timedelta(days=one.days_ago), by=by)


def _hang(commune: Commune, item: Item, one: Hung, *, on: date, by: Person) -> None:
    key = uuid5(NAMESPACE_URL, f"lantoa-sample/an-pham/{one.title}")
    print_ = make_print(item=item, key=key, sheet=one.sheet, expires_on=None, by=by)
    first = item.revisions.order_by("number").first()
    print_.made_at = datetime.combine(on, time(8), clock.WARD_TIME)
    print_.revision = first or print_.revision  # printed on that day, before the correction
    print_.save(update_fields=["made_at", "revision"])
    places = list(Neighbourhood.objects.order_by("id")[: one.places])
    rows = add_places(print_=print_, lines=[OFFICE], neighbourhoods=places, by=by)
    for number, row in enumerate(rows[: one.up]):
        picture = receive(commune=commune, upload=sample_picture("posting", row.pk), name="anh-dan.jpg")
        put_up(posting=row, on=on, photo=picture if one.photos else None, by=by)
        _scan(row, number, on)


def _scan(row: Posting, number: int, on: date) -> None:
    days = [(on + timedelta(days=later), SCANS[(number + later) % len(SCANS)]) for later in range(0, 5, 2)]
    rows = [ScanDay.of(row.commune_id, posting=row, day=day, count=count) for day, count in days if count]
    ScanDay.objects.bulk_create(rows)
