"""The watcher against a page that listens: what was handed over is found, what is doubtful is asked, what the ward
published elsewhere is listed, what vanishes is said."""

import gzip
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse

from lantoa.activities.actions import log_activity
from lantoa.activities.models import Activity, Evidence
from lantoa.channels.models import Delivery
from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.files.models import StoredFile
from lantoa.watching import jobs, recording
from lantoa.watching.fetching import fetch
from lantoa.watching.keeping import keep_link
from lantoa.watching.models import Entry, Source
from tests.channels.made import again
from tests.factories import World
from tests.standins.news_page import NewsPage
from tests.watching.made import BODY, OTHER, asked, entry, handed, read, source, today

pytestmark = pytest.mark.django_db


def looked_again(row: Entry) -> Entry:
    Entry.objects.filter(pk=row.pk).update(next_at=clock.now())
    jobs.look(row.commune_id, row.url.split("/")[2].split(":")[0])
    row.refresh_from_db()
    return row


@pytest.mark.parametrize(("kind", "path"), [("feed", "/rss"), ("sitemap", "/index.xml"), ("page", "/tin")])
def test_what_was_handed_over_is_found_and_becomes_evidence(
    in_commune: World, news: NewsPage, kind: str, path: str
) -> None:
    row = handed(in_commune)
    place = source(in_commune, news, kind=kind, url=f"{news.address}{path}", outside=False)
    read(place)
    news.articles["/tin/1"] = ("Người dân nộp hồ sơ khai sinh tại nhà từ tháng 9", today(), BODY)
    news.etag = '"v2"'
    read(place)
    row = again(row)
    assert (row.state, row.receipt.grade, row.receipt.url) == ("sent", "B", f"{news.address}/tin/1")
    assert (row.receipt.appeared_on, row.receipt.activity.happened_on) == (clock.today(), clock.today())
    found = Entry.objects.get()
    assert (found.state, found.activity_id) == ("matched", row.receipt.activity_id)
    assert Evidence.objects.get().url == found.url
    assert found.file is not None
    assert StoredFile.objects.get(pk=found.file_id).media_type == "text/plain"
    assert found.facts["status"] == "200"
    assert "khai sinh" in found.excerpt


def test_what_is_doubtful_is_asked_once_and_yes_makes_the_evidence(in_commune: World, news: NewsPage) -> None:
    row = handed(in_commune)
    news.articles["/tin/1"] = ("Nộp hồ sơ khai sinh tại nhà", today(), "<p>Một bài khác chữ.</p>")
    read(source(in_commune, news))
    found = Entry.objects.get()
    assert (found.state, again(row).state) == ("asked", "handed_over")
    client = in_commune.client(Role.EDITOR)
    assert "Có phải bài này?" in client.get(reverse("watching_list")).content.decode()
    client.post(reverse("watching_yes", args=[found.pk]))
    assert (again(row).state, again(row).receipt.grade) == ("sent", "B")
    assert "có người xử lý" in client.post(reverse("watching_no", args=[found.pk])).content.decode()
    assert again(row).state == "sent"


def test_no_is_remembered_and_the_page_becomes_one_of_the_wards_own(in_commune: World, news: NewsPage) -> None:
    row = handed(in_commune)
    news.articles["/tin/1"] = ("Nộp hồ sơ khai sinh tại nhà", today(), "<p>Một bài khác chữ.</p>")
    place = source(in_commune, news)
    read(place)
    in_commune.client(Role.EDITOR).post(reverse("watching_no", args=[Entry.objects.get().pk]))
    news.etag = '"v2"'
    read(place)
    assert (Entry.objects.get().state, again(row).state) == ("outside", "handed_over")


def test_only_what_names_the_ward_is_listed(in_commune: World, news: NewsPage) -> None:
    news.articles = {
        "/tin/1": ("Khai giảng năm học mới ở thành phố", today(), OTHER),
        "/tin/2": ("Phường Hoa Mai mở lớp hướng dẫn nộp hồ sơ", today(), "<p>Dịch vụ công trực tuyến.</p>"),
    }
    read(source(in_commune, news, names="Phường Hoa Mai"))
    assert {one.url[-1]: one.state for one in Entry.objects.all()} == {"1": "dismissed", "2": "outside"}
    assert Entry.objects.get(state="outside").topics == ["online_services"]


def test_several_are_recorded_at_once_and_the_evidence_is_there(in_commune: World, news: NewsPage) -> None:
    rows = [entry(in_commune, f"https://tp.example/tin/{n}") for n in range(3)]
    client = in_commune.client(Role.EDITOR)
    assert "Bài đã đăng ngoài phần mềm" in client.get(reverse("watching_list")).content.decode()
    url = reverse("watching_decide")
    client.post(url, {"bai": [rows[0].pk, rows[1].pk], "viec": "ghi"})
    client.post(url, {"bai": [rows[0].pk], "bo": rows[2].pk})
    assert Activity.objects.count() == 2
    assert set(Evidence.objects.values_list("grade", flat=True)) == {"B"}
    done = Activity.objects.first()
    assert done is not None
    assert (done.kind, done.channels, done.topics) == ("news", ["higher_portal"], ["online_services"])
    assert list(Entry.objects.order_by("id").values_list("state", flat=True)) == ["recorded", "recorded", "dismissed"]
    with pytest.raises(Refused, match="xử lý"):
        recording.record_outside(
            commune_id=in_commune.commune.pk, entries=[one.pk for one in rows], by=in_commune.owner
        )
    assert "tải lại trang" in client.post(url, {"bai": ["x", "99999999999999999999999"]}, follow=True).content.decode()


def test_a_page_that_vanished_is_said_at_its_evidence_and_not_deleted(in_commune: World, news: NewsPage) -> None:
    handed(in_commune)
    news.articles["/tin/1"] = ("Nộp hồ sơ khai sinh tại nhà", today(), BODY)
    read(source(in_commune, news))
    found = Entry.objects.get()
    news.gone.add("/tin/1")
    assert looked_again(found).gone_at is None, "once is no proof"
    assert looked_again(found).gone_at is not None
    piece = Evidence.objects.get()
    assert piece.gone_at is not None
    shown = in_commune.client(Role.EDITOR).get(reverse("activities_show", args=[piece.activity_id])).content.decode()
    assert "Trang không còn mở được" in shown
    assert "không còn mở được" in in_commune.client().get(reverse("watching_entry", args=[found.pk])).content.decode()
    news.gone.clear()
    assert looked_again(found).gone_at is None
    piece.refresh_from_db()
    assert piece.gone_at is None


def test_nothing_new_costs_one_small_request(in_commune: World, news: NewsPage) -> None:
    place = source(in_commune, news)
    news.articles["/tin/1"] = ("Khai giảng năm học mới ở thành phố", today(), OTHER)
    read(place)
    news.asked.clear()
    read(place)
    assert [one.path for one in news.asked] == ["/rss"]
    place.refresh_from_db()
    assert place.state == "reading"


def test_robots_are_obeyed_and_their_trouble_is_waited_for(in_commune: World, news: NewsPage) -> None:
    news.robots = "User-agent: LanToa\nDisallow: /rss\n"
    place = read(source(in_commune, news))
    assert (place.state, "robots.txt" in place.words) == ("trouble", True)
    assert [one.path for one in news.asked] == ["/robots.txt"]
    cache.clear()
    news.raw["/robots.txt"] = (503, {}, b"")
    assert fetch(f"{news.address}/tin/1").code == "robots"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((200, {}, b"<rss>" + b"x" * (6 * 1024 * 1024)), "lớn hơn 5 MB"),
        ((302, {"Location": "http://169.254.169.254/latest/meta-data"}, b""), "mạng nội bộ"),
        ((302, {"Location": "http://127.0.0.1:1/"}, b""), "mạng nội bộ"),
        ((302, {"Location": "/rss"}, b""), "chuyển đi chuyển lại"),
        ((200, {}, b'<!DOCTYPE r [<!ENTITY a "b">]><rss>&a;</rss>'), "thực thể"),
        ((200, {}, b"<html><p>404</p></html>"), "không phải nguồn tin"),
        ((503, {"Retry-After": "7200"}, b""), "báo lỗi"),
        ((404, {}, b""), "không còn"),
        ((403, {}, b""), "không cho đọc"),
    ],
)
def test_what_is_wrong_with_a_source_is_said_and_it_is_left_alone_for_a_while(
    in_commune: World, news: NewsPage, answer: Any, words: str
) -> None:
    news.raw["/rss"] = answer
    place = read(source(in_commune, news))
    assert (place.state, place.failures) == ("trouble", 1)
    assert words in place.words
    assert place.next_at > clock.now() + timedelta(minutes=100)
    assert not Entry.objects.exists()


def test_a_feed_that_never_ends_is_cut_off(in_commune: World, news: NewsPage) -> None:
    news.then, news.about = ["drip"], lambda asked: asked.path == "/rss"
    place = read(source(in_commune, news))
    assert (place.state, "chậm" in place.words) == ("trouble", True)


def test_a_gzip_bomb_ends_at_the_measure(in_commune: World, news: NewsPage) -> None:
    news.raw["/rss"] = (200, {}, gzip.compress(b"<urlset>" + b" " * (60 * 1024 * 1024)))
    place = read(source(in_commune, news, kind="sitemap"))
    assert place.state in {"reading", "trouble"}


def test_ten_years_of_a_site_map_are_left_alone(in_commune: World, news: NewsPage) -> None:
    old = (clock.today() - timedelta(days=400)).isoformat()
    news.articles = {f"/tin/{n}": ("Một tin đã cũ của thành phố", old, OTHER) for n in range(30)}
    read(source(in_commune, news, kind="sitemap", url=f"{news.address}/sitemap.xml.gz"))
    assert set(Entry.objects.values_list("state", flat=True)) == {"old"}
    assert [one.path for one in news.asked] == ["/robots.txt", "/sitemap.xml.gz"]


def test_an_address_that_a_person_gave_is_read_for_title_day_and_copy(in_commune: World, news: NewsPage) -> None:
    row = handed(in_commune)
    news.articles["/tin/9"] = ("Bài trên báo", "2026-11-02", BODY)
    made = keep_link(url=f"{news.address}/tin/9", commune_id=row.commune_id, now=clock.now(), delivery=row)
    assert made is not None
    found = looked_again(made)
    assert (found.title, str(found.published_on), found.state) == ("Bài trên báo", "2026-11-02", "matched")
    assert keep_link(url=f"{news.address}/tin/9/", commune_id=row.commune_id, now=clock.now()) is None


def test_the_tick_finds_what_is_due_and_leaves_the_rest(in_commune: World, news: NewsPage) -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    place = source(in_commune, news)
    off = source(in_commune, news, url="https://tp.example/khac", state="off")
    entry(in_commune, next_at=clock.now())
    jobs.tick(0)
    names = list(ProcrastinateJob.objects.order_by("id").values_list("task_name", "lock"))
    assert names == [("watching.read_source", "watch-127.0.0.1"), ("watching.look", "watch-tp.example")]
    place.refresh_from_db()
    assert place.next_at > clock.now()
    assert Source.objects.get(pk=off.pk).next_at < clock.now()


def test_a_source_is_added_changed_and_switched_on_its_page(in_commune: World) -> None:
    client, url = in_commune.client(Role.EDITOR), reverse("watching_source_add")
    values = {
        "name": "Cổng thành phố", "url": "tp.example/rss", "kind": "feed", "medium": "higher_portal", "account": "",
        "outside": "on", "names": "Phường Hoa Mai", "since": "01/11/2026", "every": "60",
    }  # fmt: skip
    assert client.get(url).status_code == 200
    assert client.post(url, {**values, "url": "javascript:1"}).status_code == 200
    client.post(url, values)
    row = Source.objects.get()
    assert (row.url, row.state) == ("https://tp.example/rss", "new")
    assert "đã được theo dõi" in client.post(url, values).content.decode()
    client.post(reverse("watching_source", args=[row.pk]), {**values, "every": "180"})
    client.post(reverse("watching_source_switch", args=[row.pk]), {"viec": "tat"})
    row.refresh_from_db()
    assert (row.every, row.state) == (180, "off")
    assert "Tạm tắt" in client.get(reverse("watching_sources")).content.decode()


def test_a_yes_after_a_recall_records_nothing_twice(in_commune: World) -> None:
    found = asked(in_commune)
    Delivery.objects.filter(pk=found.delivery_id).update(recalled_at=clock.now())
    row = recording.say_yes(entry=found, by=in_commune.owner)
    assert row.state == "known"
    assert not Evidence.objects.exists()


def test_what_somebody_entered_by_hand_is_not_counted_twice(in_commune: World, news: NewsPage) -> None:
    news.articles["/tin/1"] = ("Phường mở lớp hướng dẫn dịch vụ công trực tuyến", today(), "<p>Dịch vụ công.</p>")
    draft = recording.draft_of(entry(in_commune))
    done = log_activity(commune=in_commune.commune, draft=draft, by=in_commune.owner, links=[f"{news.address}/tin/1/"])
    read(source(in_commune, news))
    found = Entry.objects.get(url=f"{news.address}/tin/1")
    assert (found.state, found.activity_id) == ("known", done.activity.pk)
