"""What may be sent, what becomes of it: pure."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.content.rules.life import ItemState
from lantoa.contributors.rules import (
    LONGEST_TEXT,
    LOOKS,
    MAY_BECOME,
    MOST_FILES,
    Consent,
    Fate,
    Sending,
    SubmissionKind,
    SubmissionState,
    body_of,
    check_nameless,
    check_step,
    check_takes,
    checked,
    fate_of,
    is_silent,
    tidied,
    title_of,
)
from lantoa.core.errors import Refused

TODAY = date(2026, 9, 15)
K = SubmissionKind


def sending(text: str = "Sáng nay tổ dân phố họp.", kind: K = K.NEWS, **values: object) -> Sending:
    return Sending(uuid4(), kind, text, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "files", "code"),
    [
        (sending(""), 0, "news_empty"),
        (sending("ngắn"), 0, "news_empty"),
        (sending("", K.OPINION), 1, "news_empty"),
        (sending("a" * (LONGEST_TEXT + 1)), 0, "news_long"),
        (sending(), 1, "news_consent"),
        (sending(consent="given"), MOST_FILES + 1, "news_files"),
        (sending(happened_on=TODAY + timedelta(days=1)), 0, "news_day"),
        (sending(happened_on=TODAY - timedelta(days=401)), 0, "news_day"),
        (sending("Ông A, điện thoại 0912 345 678, chờ hồ sơ đã lâu.", K.OPINION), 0, "news_personal"),
        (sending("Bà B, căn cước 034085001234, chờ hồ sơ đã lâu.", K.OPINION), 0, "news_personal"),
    ],
)
def test_what_is_not_whole_is_refused_in_words(one: Sending, files: int, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        checked(one, files=files, today=TODAY)
    assert refusal.value.code == code
    assert "ãy" in refusal.value.message  # "hãy …": says what to do


def test_a_picture_without_a_word_and_a_word_without_a_picture_are_enough() -> None:
    assert checked(sending("", consent="nobody"), files=1, today=TODAY).text == ""
    assert checked(sending(happened_on=TODAY), files=0, today=TODAY).text == "Sáng nay tổ dân phố họp."


@given(st.text(alphabet="aạ \r\n\x00", max_size=40))
def test_tidying_keeps_every_letter_and_is_done_once(text: str) -> None:
    tidy = tidied(text)
    assert [one for one in tidy if one in "aạ"] == [one for one in text if one in "aạ"]
    assert tidied(tidy) == tidy
    assert "\x00" not in tidy


@pytest.mark.parametrize(
    "text", ["Năm 2025 có 1.250 hộ", "họp ngày 15/9/2026", "thu 150.000.000 đồng", "quyết định 123/QĐ"]
)
def test_figures_that_are_nobodys_pass(text: str) -> None:
    check_nameless(text)


def test_the_title_is_the_first_sentence_and_never_longer_than_a_list_shows() -> None:
    assert title_of("Tổ họp. Có 40 hộ.", K.NEWS, "") == "Tổ họp"
    assert title_of("", K.PICTURES, "Tổ dân phố 5") == "Ảnh, video từ Tổ dân phố 5"
    long = title_of("từ " * 100, K.NEWS, "")
    assert len(long) <= 121
    assert long.endswith("từ…")


@pytest.mark.parametrize(
    ("item_state", "is_out", "fate"),
    [
        ("draft", False, Fate.EDITING), ("approved", False, Fate.EDITING), ("published", True, Fate.PUBLISHED),
        ("draft", True, Fate.PUBLISHED), ("recalled", False, Fate.RECALLED), ("archived", False, Fate.SHELVED),
    ],
)  # fmt: skip
def test_what_became_of_it_is_asked_of_the_content(item_state: str, is_out: bool, fate: Fate) -> None:
    assert fate_of(SubmissionState.TAKEN, item_state, is_out=is_out) is fate


def test_every_state_has_words_and_a_look_for_the_contributor() -> None:
    for state in SubmissionState:
        for item in ItemState:
            assert fate_of(state, item.value, is_out=False) in LOOKS
    assert set(LOOKS) == set(Fate)


def test_what_was_taken_over_stays_so() -> None:
    assert all(SubmissionState.TAKEN not in before for before in MAY_BECOME.values())
    with pytest.raises(Refused, match="news_step"):
        check_step(SubmissionState.TAKEN, SubmissionState.DECLINED)


def test_an_opinion_is_never_made_into_content() -> None:
    with pytest.raises(Refused, match="news_opinion"):
        check_takes(K.OPINION)
    check_takes(K.NEWS)


def test_where_and_when_stand_at_the_end_for_the_editor() -> None:
    assert body_of("a\n\nb", "nhà văn hóa", TODAY) == ["a", "b", "(nhà văn hóa, 15/09/2026)"]
    assert body_of("a", "", None) == ["a"]


def test_a_neighbourhood_is_silent_after_two_months_or_without_anything() -> None:
    assert is_silent(None, today=TODAY)
    assert not is_silent(TODAY - timedelta(days=60), today=TODAY)
    assert is_silent(TODAY - timedelta(days=61), today=TODAY)


def test_who_was_not_asked_is_said_in_the_choice() -> None:
    assert "không đăng" in Consent.NOT_ASKED.label
