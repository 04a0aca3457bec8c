"""Searching with typing errors: one slip is mended, and the page says so."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.core.folding import fold
from lantoa.portal.search import search
from lantoa.portal.spelling import mended, slips, vocabulary_of, words_of
from tests.factories import World
from tests.portal.made import opened, out

KNOWN = vocabulary_of([
    "Đăng ký khai sinh tại nhà", "Khi nào phải nộp lệ phí chứng thực", "Khi nào, khi nào cũng được",
    "Trả kết quả qua bưu chính",
])  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("khia sinh", "khai sinh"),
        ("khai sihn", "khai sinh"),
        ("chunng thuc", "chung thuc"),
        ("buuu chinh", "buu chinh"),
        ("lệ phí", ""),
        ("xyzt sinh", ""),
        ("", ""),
        ("qa", ""),
    ],
)
def test_one_slip_is_mended_beside_its_neighbour(typed: str, found: str) -> None:
    assert mended(typed, KNOWN) == found


@given(st.text(max_size=60))
@settings(max_examples=60)
def test_anything_may_be_typed(typed: str) -> None:
    found = mended(typed, KNOWN)
    assert not found or all(word in KNOWN.words for word in found.split())
    assert words_of(typed) == words_of(fold(typed))


def test_slips_hold_each_kind_once() -> None:
    found = set(slips("sinh"))
    assert {"sinnh", "snh", "sihn", "sinx"} <= found
    assert "hnis" not in found


@pytest.mark.django_db
def test_the_page_says_what_it_looked_for_instead(in_commune: World) -> None:
    portal = opened(in_commune)
    item = out(in_commune, title="Đăng ký khai sinh tại nhà", body="<p>Nộp trên mạng.</p>")
    found = search(portal, "khia sinh")
    assert [line.slug for line in found.items] == [item.slug]
    assert (found.words, found.instead) == ("khia sinh", "khai sinh")
    assert search(portal, "khai sinh").instead == ""
    assert search(portal, "khong co gi ca xyzt").is_empty
