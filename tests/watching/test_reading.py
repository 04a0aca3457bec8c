"""Feeds, site maps and pages, good ones and others; matching. No database."""

import gzip
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.watching.reading import (
    MOST_ENTRIES,
    MOST_UNPACKED,
    Unreadable,
    day_in,
    decoded,
    read_feed,
    read_links,
    read_page,
    read_sitemap,
    unpacked,
)  # fmt: skip
from lantoa.watching.rules.matching import Candidate, Seen, Verdict, best_match, names, title_likeness
from lantoa.watching.rules.timing import is_old, next_reading

BASE = "https://tp.example/rss"
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry>
<title type="html">Tin &lt;b&gt;m\xe1\xbb\x9bi&lt;/b&gt;</title>
<link rel="self" href="https://tp.example/api/1"/>
<link href="/tin/1"/><updated>2026-11-20T23:30:00Z</updated>
</entry></feed>"""
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><item><title>A</title><link>https://tp.example/a</link>
<dc:date>2026-11-20</dc:date></item></rdf:RDF>"""


def test_atom_rss_and_rdf_give_the_same_things() -> None:
    (one,) = read_feed(ATOM, BASE).entries
    assert (one.url, one.title, one.on) == ("https://tp.example/tin/1", "Tin mới", date(2026, 11, 21))
    (one,) = read_feed(RDF, BASE).entries
    assert (one.url, one.on) == ("https://tp.example/a", date(2026, 11, 20))


def test_a_feed_that_was_cut_off_gives_what_came() -> None:
    data = b"<rss><channel><item><title>Mot</title><link>https://tp.example/1</link></item><item><title>Hai"
    assert [one.title for one in read_feed(data, BASE).entries] == ["Mot"]


def test_a_feed_of_the_old_windows_letters_is_read() -> None:
    data = '<?xml version="1.0" encoding="windows-1258"?><rss><item><title>Xa moi</title><link>/1</link></item></rss>'
    (one,) = read_feed(data.encode("cp1258"), BASE).entries
    assert one.url == "https://tp.example/1"


def test_entity_bombs_are_refused_and_files_are_not_read() -> None:
    bomb = '<!DOCTYPE r [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]><rss><item><title>&b;</title></item></rss>'
    reader = '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><item><title>&a;</title></item></rss>'
    for text in (bomb, reader):
        for encoding in ("utf-8", "utf-16"):
            with pytest.raises(Unreadable):
                read_feed(text.encode(encoding), BASE)


def test_a_gzip_bomb_gives_no_more_than_the_measure() -> None:
    assert len(unpacked(gzip.compress(b"\0" * (3 * MOST_UNPACKED)))) == MOST_UNPACKED
    with pytest.raises(Unreadable):
        unpacked(b"\x1f\x8bnonsense")


def test_only_addresses_of_the_web_and_only_so_many() -> None:
    items = "".join(f"<item><title>T{n}</title><link>/{n}</link></item>" for n in range(2 * MOST_ENTRIES))
    assert len(read_feed(f"<rss>{items}</rss>".encode(), BASE).entries) == MOST_ENTRIES
    bad = ("javascript:alert(1)", "file:///etc/passwd", "https://a:b@tp.example/", "https://tp.example:x/", "http://[")
    for link in bad:
        assert read_feed(f"<rss><item><link>{link}</link></item></rss>".encode(), BASE).entries == ()


def test_a_page_in_place_of_a_feed_is_said() -> None:
    with pytest.raises(Unreadable, match="RSS"):
        read_feed(b"<html><body><p>Xin chao</p></body></html>", BASE)
    for data in (b"", b"\0\0", b"{}"):
        with pytest.raises(Unreadable):
            read_feed(data, BASE)


def test_a_site_map_and_an_index() -> None:
    found = read_sitemap(
        b"<urlset><url><loc>https://tp.example/1</loc><lastmod>2026-01-02</lastmod></url></urlset>", BASE
    )
    assert [(one.url, one.on) for one in found.entries] == [("https://tp.example/1", date(2026, 1, 2))]
    found = read_sitemap(b"<sitemapindex><sitemap><loc>https://tp.example/s.xml</loc></sitemap></sitemapindex>", BASE)
    assert found.more == ("https://tp.example/s.xml",)


def test_a_list_page_gives_titles_of_its_own_host() -> None:
    page = """<a href="/tin/1">Phường mở lớp hướng dẫn</a><a href="/x">Xem</a>
    <a href="https://khac.example/1">Một tin dài của trang khác</a>
    <a href="/a" title="Tên đầy đủ của bài viết"><img></a>"""
    found = read_links(page.encode(), "https://tp.example/tin", charset="utf-8")
    assert [one.title for one in found.entries] == ["Phường mở lớp hướng dẫn", "Tên đầy đủ của bài viết"]


def test_an_article_without_its_menus() -> None:
    page = read_page(
        b'<html><head><title>Bai - Trang</title><script type=\'application/ld+json\'>{"datePublished": "2026-11-02"}'
        b"</script></head><body><nav>Menu</nav><h1>Bai</h1><p>Noi dung</p>"
        b"<a href='https://p.example/b/'>x</a></body></html>",
        BASE,
    )
    assert (page.title, page.on) == ("Bai", date(2026, 11, 2))
    assert "Menu" not in page.text
    assert "https://p.example/b" in page.links


def test_letters() -> None:
    assert decoded("phường".encode()) == "phường"
    assert decoded("phường".encode("utf-16"), "utf-16") == "phường"
    assert decoded("à".encode("cp1258")) == "à"
    assert decoded(b"\xff\xfe\x81", "no-such-name")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Fri, 20 Nov 2026 23:30:00 +0000", date(2026, 11, 21)), ("2026-11-20", date(2026, 11, 20)),
        ("Thứ sáu, 20/11/2026 08:00", date(2026, 11, 20)), ("20-11-2026", date(2026, 11, 20)), ("32/13/2026", None),
        ("", None), ("hôm qua", None), ("9999-99-99", None),
    ],
)  # fmt: skip
def test_days(text: str, day: date | None) -> None:
    assert day_in(text) == day


@given(st.binary(max_size=400))
def test_whatever_comes_there_is_an_answer(data: bytes) -> None:
    for read in (read_feed, read_sitemap, read_links, read_page):
        with suppress(Unreadable):
            read(data, BASE)


@given(st.text(max_size=60))
def test_whatever_stands_for_a_day_there_is_an_answer(text: str) -> None:
    day_in(text)


# Matching

TEXT = (
    "Từ ngày 15 tháng 9 người dân phường Hoa Mai nộp hồ sơ khai sinh trên Cổng Dịch vụ công quốc gia "
    "không phải đến trụ sở"
)
ITEM = Candidate(
    id=1, title="Nộp hồ sơ khai sinh tại nhà", text=TEXT, facts=frozenset({"02263851234"}),
    link="https://p.example/bai/1/", ordered_on=date(2026, 9, 1), is_open=True,
)  # fmt: skip


def verdict(title: str, text: str, **values: object) -> Verdict:
    given: dict[str, object] = {"links": frozenset(), "on": date(2026, 9, 2)}
    return best_match(Seen(title, text, **{**given, **values}), [ITEM]).verdict  # type: ignore[arg-type]


def test_the_same_text_is_sure_whatever_its_title() -> None:
    assert verdict("Hoa Mai: khai sinh trực tuyến", f"Tin vui. {TEXT}. Theo phường.") is Verdict.SURE
    assert verdict("NỘP HỒ SƠ KHAI SINH TẠI NHÀ", TEXT[:60]) is Verdict.SURE
    assert verdict("Chuyện khác", "Chữ khác", links=frozenset({"https://p.example/bai/1"})) is Verdict.SURE


def test_a_title_alone_is_a_question() -> None:
    assert verdict("Nộp hồ sơ khai sinh tại nhà", "") is Verdict.MAYBE
    assert verdict("Nộp hồ sơ khai tử tại nhà", "Một bài về khai tử.") is Verdict.MAYBE


def test_another_subject_or_another_time_is_another_page() -> None:
    assert verdict("Khai giảng năm học mới", "Các trường khai giảng.") is Verdict.NO
    assert verdict("Nộp hồ sơ khai sinh tại nhà", TEXT, on=date(2026, 7, 1)) is Verdict.NO
    assert verdict("Nộp hồ sơ khai sinh tại nhà", TEXT, on=date(2027, 7, 1)) is Verdict.NO
    assert best_match(Seen(ITEM.title, TEXT, frozenset(), None), [ITEM], declined=[1]).verdict is Verdict.NO


def test_a_short_title_proves_nothing() -> None:
    short = Candidate(2, "Thông báo", "", frozenset(), "", date(2026, 9, 1), is_open=True)
    assert best_match(Seen("Thông báo", "", frozenset(), None), [short]).verdict is Verdict.NO


def test_names_are_found_without_marks_and_as_whole_words() -> None:
    assert names("UBND PHƯỜNG HOA MAI tổ chức", "Phường Hoa Mai")
    assert names("ubnd phuong hoa mai", "Xã Bình An; Phường Hoa Mai")
    assert not names("Phường Hoa Mai Trắng".replace("Mai Trắng", "Maitrang"), "Phường Hoa Mai")
    assert names("gì cũng được", " ; ")


@given(st.text(max_size=80))
def test_likeness_is_a_share(text: str) -> None:
    assert 0 <= title_likeness(text, "Nộp hồ sơ") <= 1
    if any(letter.isalnum() for letter in text):
        assert title_likeness(text, text) in {0, 1}


def test_old_entries_and_rests() -> None:
    from datetime import UTC, datetime, timedelta

    since, now = date(2026, 9, 1), datetime(2026, 9, 1, tzinfo=UTC)
    assert is_old(date(2026, 8, 31), since=since, is_first=False)
    assert is_old(None, since=since, is_first=True)
    assert not is_old(None, since=since, is_first=False)
    assert next_reading(now, every=60, failures=0) - now == timedelta(hours=1)
    assert next_reading(now, every=60, failures=3) - now == timedelta(hours=8)
    assert next_reading(now, every=60, failures=99, rest=10**9) - now == timedelta(days=1)
