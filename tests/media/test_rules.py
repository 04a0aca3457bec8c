"""What is said of media, how large they may be, links and captions: without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.core.errors import Refused
from lantoa.media.hidden import check_nothing_hidden
from lantoa.media.rules.captions import as_vtt
from lantoa.media.rules.kinds import MediumKind, Site
from lantoa.media.rules.links import link_of
from lantoa.media.rules.sizes import MB, PIECE, Room, check_announced, check_piece, clock_words, widths_for
from lantoa.media.rules.words import Words, checked
from tests.files.samples import jpeg, office, png, webp

GB = 1024 * MB


def refusal(code: str, call: object, *args: object, **named: object) -> str:
    with pytest.raises(Refused) as caught:
        call(*args, **named)  # type: ignore[operator]
    assert caught.value.code == code
    return caught.value.message


@pytest.mark.parametrize("alt", ["", "ảnh", "IMG_2024.jpg", "DSC00012", "hình ảnh", "z.png", "abc", "Ảnh 12"])
def test_a_description_has_to_describe(alt: str) -> None:
    assert "Ví dụ" in refusal("medium_alt", checked, Words(alt=alt, credit="Nam"), MediumKind.PICTURE)


def test_a_picture_has_somebody_who_took_it() -> None:
    refusal("medium_credit", checked, Words(alt="Cán bộ hướng dẫn người dân", credit=" \t "), MediumKind.PICTURE)


def test_words_are_one_line_and_the_title_follows_from_the_description() -> None:
    said = checked(Words(alt="Cán bộ\r\n hướng\x00 dẫn", credit="\u202eNam"), MediumKind.VIDEO)
    assert (said.alt, said.credit, said.title) == ("Cán bộ hướng dẫn", "Nam", "Cán bộ hướng dẫn")


@given(st.integers(1, 20_000))
def test_sizes_never_enlarge_and_there_is_always_one(width: int) -> None:
    widths = widths_for(width)
    assert widths
    assert list(widths) == sorted(set(widths))
    assert max(widths) <= max(width, 1)
    assert max(widths) == min(width, 1920)


def test_four_gigabytes_are_refused_before_the_first_byte() -> None:
    words = refusal("media_too_large", check_announced, 4 * GB, Room(limit=2 * GB, free=100 * GB))
    assert "2048 MB" in words
    assert "YouTube" in words
    check_announced(2 * GB, Room(limit=2 * GB, free=100 * GB))
    refusal("media_no_space", check_announced, 2 * GB, Room(limit=2 * GB, free=2 * GB))
    refusal("media_empty", check_announced, 0, Room(limit=2 * GB, free=100 * GB))


@pytest.mark.parametrize(
    ("offset", "received", "announced", "length"),
    [
        (5, 0, 100, 10),
        (0, 5, 100, 10),
        (0, 0, 100, 101),
        (0, 0, PIECE * 3, PIECE + 1),
        (100, 100, 100, 1),
        (0, 0, 9, 0),
    ],
)
def test_only_the_next_piece_is_taken(offset: int, received: int, announced: int, length: int) -> None:
    refusal(
        "media_piece", check_piece, offset=offset, received=received, announced=announced, length=length
    )  # fmt: skip


@pytest.mark.parametrize(
    ("url", "site", "kept"),
    [
        ("https://youtu.be/dQw4w9WgXcQ?t=3", Site.YOUTUBE, "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        ("http://m.youtube.com/watch?a=1&v=dQw4w9WgXcQ", Site.YOUTUBE, "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        ("https://www.youtube.com/shorts/dQw4w9WgXcQ", Site.YOUTUBE, "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        ("https://player.vimeo.com/video/123456789", Site.VIMEO, "https://vimeo.com/123456789"),
        ("https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ", Site.PAGE, None),
        ("https://baohaiphong.vn/tin-1.html", Site.PAGE, "https://baohaiphong.vn/tin-1.html"),
    ],
)
def test_links_are_kept_in_one_form(url: str, site: Site, kept: str | None) -> None:
    link = link_of(url)
    assert (link.site, link.url) == (site, kept or url)


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "https://", "ftp://a.vn/x", "https://a.vn/ x", "https://u:p@a.vn/",
     "https://a.vn/\"onload=1", "https://localhost/x", "https://a.vn:x/", "http://[", "x" * 600, ""],
)  # fmt: skip
def test_what_is_no_page_is_no_link(url: str) -> None:
    refusal("medium_link", link_of, url)


def test_captions_come_out_clean() -> None:
    times = "\ufeff1\r\n00:00:01,5 --> 00:00:04,000 align:start\r\n"
    text = f"{times}<b>Xin chào</b> <script>x</script> &amp; {{\\an8}}bà con\r\n\r\n"
    assert as_vtt(text.encode()) == "WEBVTT\n\n00:00:01.500 --> 00:00:04.000\nXin chào x &amp; bà con\n"
    assert as_vtt("WEBVTT\n\n01:05.000 --> 01:06.000\nA --> B\n".encode("utf-16")).endswith("A → B\n")


@pytest.mark.parametrize(
    "data", [b"", b"WEBVTT\n", b"\x00\xff" * 50, b"<html></html>", b"00:00:01,000 --> 00:00:02,000\n"]
)
def test_what_is_no_captions_is_refused(data: bytes) -> None:
    refusal("captions_unreadable", as_vtt, data)


@pytest.mark.parametrize(
    "data",
    [
        jpeg() + office(), png() + b"Rar!\x1a\x07\x00", jpeg()[:2] + b"\xff\xfe\x00\x10%PDF-1.4 x   " + jpeg()[2:],
        webp() + b"<script>alert(1)</script>", jpeg(exif=False, comment=b"<?php system($_GET[1]);"),
    ],
)  # fmt: skip
def test_pictures_that_are_something_else_too_are_refused(data: bytes) -> None:
    refusal("picture_hides", check_nothing_hidden, data)


def test_pictures_of_phones_and_their_films_are_none_of_that() -> None:
    for data in (jpeg(), png(), webp(), jpeg() + b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 99):
        check_nothing_hidden(data)


def test_lengths_read_as_people_say_them() -> None:
    assert [clock_words(ms) for ms in (None, 0, 64_600, 3_725_000)] == ["", "0:00", "1:05", "1:02:05"]
