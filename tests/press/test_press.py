"""The register: items and other texts in one list, what appeared becomes an activity, silence is told."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lantoa.activities.models import Activity, Evidence
from lantoa.channels.models import Account, Delivery
from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.press import actions
from lantoa.press.actions import Appeared
from lantoa.press.models import Placement
from lantoa.press.queries import lines, silent
from lantoa.press.rules import PlacementState, check_days, kind_of, state_now
from lantoa.watching.keeping import keep_receipts
from lantoa.watching.models import Entry
from tests.channels.made import again, ordered, served
from tests.content.made import approved_item
from tests.factories import World
from tests.files.samples import jpeg
from tests.press.made import outlet, placement
from tests.standins.news_page import NewsPage
from tests.watching.conftest import news
from tests.watching.made import BODY
from tests.watching.test_watching import looked_again

__all__ = ["news"]
pytestmark = pytest.mark.django_db


def test_silence_begins_after_two_weeks() -> None:
    day = date(2026, 11, 1)
    assert state_now("sent", day, day + timedelta(days=14)) is PlacementState.SENT
    assert state_now("sent", day, day + timedelta(days=15)) is PlacementState.SILENT
    assert state_now("appeared", day, day + timedelta(days=99)) is PlacementState.APPEARED


def test_days_in_the_wrong_order_are_refused() -> None:
    day = date(2026, 11, 2)
    for sent, appeared in (
        (day + timedelta(days=1), None),
        (day, day + timedelta(days=1)),
        (day, day - timedelta(days=1)),
    ):
        with pytest.raises(Refused):
            check_days(sent, appeared, day)
    check_days(day, day, day)
    assert (kind_of("radio").value, kind_of("newspaper").value) == ("feature", "news")


def test_items_and_other_texts_stand_in_one_register(in_commune: World) -> None:
    paper = outlet(in_commune, name="Báo Tỉnh")
    party = outlet(in_commune, name="Bản tin Đảng ủy", kind="party")
    (row,) = ordered(in_commune, party)
    served(party)
    placement(in_commune, outlet=paper)
    shown = in_commune.client(Role.OFFICER).get(reverse("press_list")).content.decode()
    assert "Nộp hồ sơ khai sinh tại nhà" in shown
    assert "phóng viên thường trú" in shown
    assert [line.state.value for line in lines(today=clock.today())].count("to_send") == 1
    in_commune.client(Role.EDITOR).post(reverse("channels_sent_by_hand", args=[row.pk]))
    assert {line.state.value for line in lines(today=clock.today())} == {"sent"}
    only = in_commune.client(Role.EDITOR).get(reverse("press_list"), {"bao": paper.pk, "xem": "cho-dang"})
    assert "Nộp hồ sơ" not in only.content.decode()
    assert (
        in_commune.client().get(reverse("press_list"), {"bao": "x' OR 1", "xem": "?", "trang": "-1"}).status_code == 200
    )


def test_a_text_that_appeared_is_an_activity_with_its_picture(in_commune: World) -> None:
    row = placement(in_commune, outlet=outlet(in_commune, kind="front"))
    client, url = in_commune.client(Role.EDITOR), reverse("press_appeared", args=[row.pk])
    assert "Hãy dán đường dẫn" in client.post(url, {"on": "", "place": "", "link": ""}).content.decode()
    photo = SimpleUploadedFile("trang3.jpg", jpeg(), "image/jpeg")
    client.post(url, {"on": "", "place": "số 12, trang 3", "link": "", "files": photo})
    row.refresh_from_db()
    done = Activity.objects.get()
    assert (row.state, row.place, row.activity) == ("appeared", "số 12, trang 3", done)
    assert (done.channels, done.kind, done.topics) == (["bulletin"], "news", ["online_services"])
    assert Evidence.objects.get().grade == "C"
    assert "tải lại trang" in client.post(reverse("press_unused", args=[row.pk]), follow=True).content.decode()
    assert client.get(reverse("press_show", args=[row.pk])).status_code == 200


def test_the_watcher_reads_the_address_for_title_and_day(in_commune: World, news: NewsPage) -> None:
    row = placement(in_commune, days_ago=5)
    day = (clock.today() - timedelta(days=2)).isoformat()
    news.articles["/bao/1"] = ("Phường đưa dịch vụ công tới từng nhà", day, BODY)
    appeared = Appeared(None, "", f"{news.address.replace('127.0.0.1', '127.0.0.1')}/bao/1")
    actions.enter_appeared(placement=row, appeared=appeared, by=in_commune.owner)
    looked_again(Entry.objects.get())
    (line,) = lines(today=clock.today())
    assert (line.seen_title, str(line.appeared_on)) == ("Phường đưa dịch vụ công tới từng nhà", day)


def test_an_address_given_for_a_delivery_is_watched_too(in_commune: World, news: NewsPage) -> None:
    paper = outlet(in_commune)
    (row,) = ordered(in_commune, paper)
    served(paper)
    news.articles["/bao/2"] = ("Bài trên báo", clock.today().isoformat(), BODY)
    url = reverse("channels_take_over", args=[row.pk])
    in_commune.client(Role.EDITOR).post(url, {"link": f"{news.address}/bao/2", "on": "", "place": ""})
    assert again(row).state == "taken_over"
    assert keep_receipts(clock.now()) == 1
    assert keep_receipts(clock.now()) == 0
    looked_again(Entry.objects.get())
    assert again(row).receipt.appeared_on == clock.today()


def test_what_was_sent_long_ago_is_told_on_the_page_and_at_home(in_commune: World) -> None:
    placement(in_commune, days_ago=20)
    assert len(silent(today=clock.today())) == 1
    client = in_commune.client(Role.EDITOR)
    assert "chưa thấy đăng" in client.get(reverse("press_list")).content.decode()
    client.post(reverse("press_unused", args=[Placement.objects.get().pk]))
    assert silent(today=clock.today()) == []


def test_the_same_form_twice_is_one_placement_and_excel_has_it(in_commune: World) -> None:
    paper, client = outlet(in_commune), in_commune.client(Role.EDITOR)
    values = {
        "key": "5a0c5c1e-6d6a-4b7b-9a55-0d2f3f0e7a11", "outlet": paper.pk, "title": "=1+1", "text": "",
        "sent_on": f"{clock.today():%d/%m/%Y}", "sent_to": "",
    }  # fmt: skip
    for _ in range(2):
        assert client.post(reverse("press_new"), values).status_code == 302
    assert Placement.objects.count() == 1
    late = {**values, "key": "6a0c5c1e-6d6a-4b7b-9a55-0d2f3f0e7a11", "sent_on": "01/01/2099"}
    assert "chưa tới" in client.post(reverse("press_new"), late).content.decode()
    file = b"".join(client.get(reverse("press_excel")).streaming_content)  # type: ignore[attr-defined]
    cells = [cell.value for row in openpyxl.load_workbook(io.BytesIO(file)).active.iter_rows() for cell in row]  # type: ignore[union-attr]
    assert paper.name in cells


def test_an_outlet_is_added_and_changed_by_an_editor(in_commune: World) -> None:
    client = in_commune.client(Role.EDITOR)
    values = {
        "name": "Đài Truyền hình",
        "kind": "television",
        "to": "",
        "editor": "",
        "contact": "",
        "reply_to": "",
        "most_mb": "10",
    }
    client.post(reverse("press_outlet_add"), values)
    row = Account.objects.get()
    client.post(reverse("press_outlet", args=[row.pk]), {**values, "contact": "0226 3 851 234"})
    row.refresh_from_db()
    assert (row.channel, row.settings["contact"]) == ("press", "0226 3 851 234")
    assert "Đài Truyền hình" in client.get(reverse("press_outlets")).content.decode()
    assert in_commune.client(Role.OFFICER).post(reverse("press_outlet_add"), values).status_code == 403
    assert not Delivery.objects.exists()


def test_outlets_are_one_list_on_the_page_of_publishing(in_commune: World) -> None:
    for name in ("Báo tỉnh", "Đài tỉnh", "Bản tin Mặt trận"):
        outlet(in_commune, name=name)
    item = approved_item(in_commune)
    path = reverse("channels_publish", args=[item.pk])
    page = in_commune.client().get(path).content.decode()
    assert page.count("Xem bài sẽ gửi") == 1
    assert page.count('name="accounts"') == 3
    first = Account.objects.get(name="Báo tỉnh")
    assert in_commune.client().post(path, {"accounts": [first.pk]}).status_code == 302
    page = in_commune.client().get(path).content.decode()
    assert page.count('name="accounts"') == 2, "what was ordered has its own card again"
