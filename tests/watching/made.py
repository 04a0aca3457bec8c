"""Sources and entries for tests."""

from datetime import timedelta
from typing import Any

from lantoa.channels.models import Delivery
from lantoa.core import clock
from lantoa.watching import jobs
from lantoa.watching.fetching import host_of
from lantoa.watching.keeping import key_of
from lantoa.watching.models import Entry, Source
from tests.channels.made import account, ordered
from tests.factories import World
from tests.standins.news_page import NewsPage

BODY = (
    "<p>Từ ngày 15/9/2026, người dân nộp hồ sơ khai sinh trên Cổng Dịch vụ công.</p>"
    "<p>Lệ phí bản sao là 8.000 đồng. Hồ sơ nộp tại https://dichvucong.gov.vn; cần hỗ trợ gọi 0226 385 1234.</p>"
)
OTHER = "<p>Sáng nay các trường trong thành phố khai giảng năm học mới với nhiều tiết mục văn nghệ.</p>"


def today() -> str:
    return clock.today().isoformat()


def source(world: World, news: NewsPage | None = None, **values: Any) -> Source:
    """A watched feed."""
    given: dict[str, Any] = {
        "name": "Cổng thành phố", "kind": "feed", "url": f"{news.address}/rss" if news else "https://tp.example/rss",
        "medium": "higher_portal", "since": clock.today() - timedelta(days=30), "next_at": clock.now(),
        "made_by": world.owner, "made_at": clock.now(),
    }  # fmt: skip
    row: Source = Source.of(world.commune.pk, **{**given, **values})
    row.save(force_insert=True)
    return row


def read(row: Source) -> Source:
    """The source and its pages are read."""
    jobs.read_source(row.commune_id, row.pk, host_of(row.url))
    for host in {host_of(one.url) for one in Entry.objects.all()}:
        jobs.look(row.commune_id, host)
    row.refresh_from_db()
    return row


def handed(world: World) -> Delivery:
    """An item that another page's editor has."""
    place = account(world, "handover")
    (row,) = ordered(world, place)
    Delivery.objects.filter(pk=row.pk).update(state="handed_over", trail={"id": "<thu@phuong.example>"})
    row.refresh_from_db()
    return row


def entry(world: World, url: str = "https://tp.example/tin/1", **values: Any) -> Entry:
    """Something that was found outside of the program."""
    given = {
        "source": Source.objects.first() or source(world), "title": "Phường mở lớp hướng dẫn dịch vụ công trực tuyến",
        "published_on": clock.today(), "seen_at": clock.now(), "state": "outside", "topics": ["online_services"],
    }  # fmt: skip
    row: Entry = Entry.of(world.commune.pk, key=key_of(url), url=url, **{**given, **values})
    row.save(force_insert=True)
    return row


def asked(world: World) -> Entry:
    """Perhaps the item."""
    return entry(world, state="asked", delivery=handed(world), reasons=["tiêu đề giống 70%"])
