"""What may be shown, in which words: pure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.core.errors import Refused
from lantoa.portal.rules import (
    LONGEST_SLUG,
    PUBLIC_STATES,
    Hotline,
    check_hotlines,
    dialled,
    is_public_act,
    open_event,
    ranked,
    slug_of,
    slugs_to_try,
)
from lantoa.progress.rules import ProgressState


@given(st.text(max_size=300), st.text(max_size=300), st.integers(1, 99_999))
def test_every_commune_gets_places_in_addresses(name: str, province: str, number: int) -> None:
    for slug in slugs_to_try(name, province, number):
        assert slug
        assert len(slug) <= LONGEST_SLUG
        assert slug_of(slug) == slug


def test_the_shortest_place_comes_first() -> None:
    assert list(slugs_to_try("Phường Đống Đa", "Hà Nội", 5)) == [
        "phuong-dong-da", "phuong-dong-da-ha-noi", "phuong-dong-da-5",
    ]  # fmt: skip


def test_hotlines_are_whole_or_refused() -> None:
    assert check_hotlines([Hotline("", ""), Hotline("Một cửa", "(0243) 123.456")]) == [
        Hotline("Một cửa", "(0243) 123.456")
    ]
    for wrong in (
        Hotline("Một cửa", ""),
        Hotline("", "0912"),
        Hotline("A", "gọi Hoa"),
        Hotline("A", "1-"),
        Hotline("", "", "x"),
    ):
        with pytest.raises(Refused) as refused:
            check_hotlines([wrong])
        assert refused.value.code == "portal_hotline"


@pytest.mark.parametrize(
    ("said", "taken"),
    [("(0243) 123.456", "0243123456"), ("+84 912 345 678", "+84912345678"), ("1022", "1022"), ("0912 / 0913", "0912")],
)
def test_numbers_as_telephones_take_them(said: str, taken: str) -> None:
    assert dialled(said) == taken


@pytest.mark.parametrize(
    ("kind", "checked", "shipped", "link", "shown"),
    [
        ("Nghị định", False, True, "", True),
        ("Quyết định", True, False, "", True),
        ("Quyết định", False, False, "", False),  # only somebody's words
        ("Công văn", True, False, "", False),  # a letter between offices
        ("Công văn", False, False, "https://phuong.vn/a.pdf", True),
        ("Công văn", True, False, "javascript:alert(1)", False),
        ("Tờ trình", True, True, "", False),
    ],
)
def test_letters_of_the_office_stay_inside(kind: str, checked: bool, shipped: bool, link: str, shown: bool) -> None:
    assert is_public_act(kind, checked=checked, shipped=shipped, link=link) is shown


@pytest.mark.parametrize(
    ("kinds", "audiences", "event"),
    [
        (["dialogue"], ["residents"], "dialogue"),
        (["conference"], [], "conference"),
        (["conference"], ["officials"], ""),
        (["training"], ["residents"], ""),
        (["broadcast"], ["residents"], "broadcast"),
        (["news", "post"], [], ""),
        ([], [], ""),
    ],
)
def test_events_for_people_are_shown(kinds: list[str], audiences: list[str], event: str) -> None:
    assert open_event(kinds, audiences) == event


def test_every_state_has_words_for_everybody() -> None:
    assert set(PUBLIC_STATES) == {state.value for state in ProgressState}


def test_the_very_words_come_first() -> None:
    lines = ["chung mình đi họp", "đám cưới văn minh", "chứng minh nhân dân", "Chứng   minh thư"]
    assert ranked(lines, "chứng minh", str)[:1] == ["chứng minh nhân dân"]
    assert set(ranked(lines, "chung minh", str)) == {lines[0], lines[2], lines[3]}
    assert ranked(lines, "khong co", str) == []
