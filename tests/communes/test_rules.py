"""Rules about units, people and links, without a database."""

import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.communes.roles import Role
from lantoa.communes.rules import (
    BAD_LINK,
    GIVEN_HERE,
    InvitationState,
    check_can_end,
    check_login_name,
    commune_of_token,
    invitation_state,
    not_yet_there,
    order_after_move,
    suggested_login_name,
    tidy_lines,
    token_hash,
)
from lantoa.core.errors import Refused

NOW = datetime(2026, 3, 5, 2, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("expires", "accepted", "revoked", "state"),
    [
        (NOW + DAY, None, None, InvitationState.WAITING),
        (NOW, None, None, InvitationState.EXPIRED),
        (NOW - DAY, None, None, InvitationState.EXPIRED),
        (NOW + DAY, NOW - DAY, None, InvitationState.ACCEPTED),
        (NOW - DAY, NOW - 2 * DAY, None, InvitationState.ACCEPTED),
        (NOW + DAY, None, NOW - DAY, InvitationState.REVOKED),
    ],
)
def test_an_invitation_waits_until_it_is_used_revoked_or_too_old(
    expires: datetime, accepted: datetime | None, revoked: datetime | None, state: InvitationState
) -> None:
    assert invitation_state(expires_at=expires, accepted_at=accepted, revoked_at=revoked, now=NOW) is state


@given(st.text(max_size=60) | st.from_regex(r"[0-9.a-z]{0,70}", fullmatch=True))
def test_whatever_stands_in_a_link_gives_a_number_or_the_one_answer(token: str) -> None:
    answer: int | str
    try:
        answer = commune_of_token(token)
    except Refused as refused:
        answer = refused.message
    assert answer == BAD_LINK or (isinstance(answer, int) and 0 <= answer < 10**9)


def test_a_link_keeps_no_secret_in_its_hash() -> None:
    assert commune_of_token("10627." + "a" * 43) == 10627
    assert len(token_hash("10627.abc")) == 64
    assert token_hash("10627.abc") != token_hash("10627.abd")


def test_the_last_administrator_stays() -> None:
    with pytest.raises(Refused) as caught:
        check_can_end(Role.ADMINISTRATOR, administrators=1)
    assert caught.value.code == "last_administrator"
    check_can_end(Role.ADMINISTRATOR, administrators=2)
    check_can_end(Role.OFFICER, administrators=1)


def test_a_commune_does_not_make_officials_of_the_province() -> None:
    assert Role.PROVINCE_OFFICIAL not in GIVEN_HERE
    assert len(GIVEN_HERE) == len(Role) - 1


def test_a_pasted_list_becomes_names() -> None:
    pasted = "1. Tổ dân phố  số 1\r\n- Thôn Đông\n\n+ Thôn Đông\n2) Xóm 3\n\t•\tKhu phố 5 \n15 tháng 5"
    assert tidy_lines(pasted, longest=100, most=9) == [
        "Tổ dân phố số 1", "Thôn Đông", "Xóm 3", "Khu phố 5", "15 tháng 5",
    ]  # fmt: skip


def test_letters_taken_apart_are_put_together() -> None:
    apart = unicodedata.normalize("NFD", "Tổ dân phố Đông")
    assert tidy_lines(apart, longest=100, most=9) == ["Tổ dân phố Đông"]


def test_too_much_is_refused_with_words() -> None:
    with pytest.raises(Refused, match="tối đa 3 dòng"):
        tidy_lines("a\nb\nc\nd", longest=10, most=3)
    with pytest.raises(Refused, match="quá 10 ký tự"):
        tidy_lines("x" * 11, longest=10, most=3)


@given(st.lists(st.text(alphabet="abcđĐAB ", min_size=1, max_size=5)))
def test_what_is_there_is_not_added_again(names: list[str]) -> None:
    assert not_yet_there(names, names) == []


@pytest.mark.parametrize(
    ("name", "login"),
    [("Nguyễn Thị Thu Hà", "ha.nguyenthithu"), ("Đỗ Đức", "duc.do"), ("Hà", "ha"), ("<b>", "b"), ("", "")],
)
def test_a_login_name_is_suggested(name: str, login: str) -> None:
    assert suggested_login_name(name) == login


@pytest.mark.parametrize(
    "bad", ["", "hà.nguyễn", "ab", "a b c d", ".abcd", "abcd.", "a" * 41, "<script>", "abcd\n", "ｈａｎｏｉ"]
)
def test_a_login_name_is_plain(bad: str) -> None:
    if bad == "abcd\n":
        assert check_login_name(bad) == "abcd"
        return
    with pytest.raises(Refused):
        check_login_name(bad)


@given(st.lists(st.integers(), min_size=1, max_size=8, unique=True), st.data())
def test_moving_keeps_everyone_and_moves_one_place(ids: list[int], data: st.DataObject) -> None:
    moved, step = data.draw(st.sampled_from(ids)), data.draw(st.sampled_from([-1, 1]))
    after = order_after_move(ids, moved, step)
    assert sorted(after) == sorted(ids)
    target = min(max(ids.index(moved) + step, 0), len(ids) - 1)
    assert after.index(moved) == target
    assert [i for i in after if i != moved] == [i for i in ids if i != moved]
