"""Addresses, topics, and what follows for one of many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.channels.rules.many import PAUSES, Ended, Tally, after_ended, budget
from lantoa.channels.rules.states import OutcomeKind, RecipientState
from lantoa.core.errors import Refused
from lantoa.subscribers import rules

K, R = OutcomeKind, RecipientState


@pytest.mark.parametrize("text", ["an@example.com", " An.B+tin@Mail.Example.VN \n", "a_b-c@x.co"])
def test_addresses_as_people_type_them(text: str) -> None:
    assert rules.clean_address(text) == text.strip().lower()


@pytest.mark.parametrize(
    "text",
    [
        "", "an", "an@", "@example.com", "an@example", "an b@example.com", "ấn@example.com", "a..b@example.com",
        "an@example.com\r\nBcc: x@y.vn", "x" * 250 + "@a.vn", "an@-x.vn", "an@example.com\x00", "<an@example.com>",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_in_words(text: str) -> None:
    with pytest.raises(Refused, match="mail_address"):
        rules.clean_address(text)


@given(st.text(max_size=60))
def test_nothing_that_could_break_a_header_passes(text: str) -> None:
    try:
        found = rules.clean_address(text)
    except Refused:
        return
    assert found.isascii()
    assert not any(letter <= " " for letter in found)


@pytest.mark.parametrize(
    ("chosen", "about", "wanted"),
    [([], ["digital"], True), (["digital"], ["digital", "quality"], True), (["quality"], ["digital"], False),
     (["quality"], [], True)],
)  # fmt: skip
def test_topics(chosen: list[str], about: list[str], wanted: bool) -> None:
    assert rules.wants(chosen, about) is wanted


def test_a_list_is_read_line_by_line_and_each_once() -> None:
    assert rules.lines_of("a@x.vn\n b@x.vn ;a@x.vn,\n\n") == ["a@x.vn", "b@x.vn"]
    with pytest.raises(Refused, match="mail_none"):
        rules.lines_of(" \n;")
    with pytest.raises(Refused, match="mail_many"):
        rules.lines_of("\n".join(f"a{number}@x.vn" for number in range(501)))


@given(st.sampled_from([K.SENT, K.REFUSED, K.UNKNOWN, K.TO_CONFIRM]), st.integers(1, 9))
def test_only_what_certainly_did_not_go_is_tried_again(kind: K, tries: int) -> None:
    assert after_ended(Ended(kind), tries).state is not R.WAITING


def test_a_refusal_for_now_ends() -> None:
    waits = [after_ended(Ended(K.LATER), tries) for tries in range(1, len(PAUSES) + 2)]
    assert [one.state for one in waits] == [R.WAITING] * len(PAUSES) + [R.REFUSED]
    assert after_ended(Ended(K.LATER, pause=300), 99).is_no_try, "trouble of the server is nobody's fault"


@given(st.integers(0, 1000), st.integers(1, 600))
def test_the_minute_has_its_measure(recent: int, per_minute: int) -> None:
    assert 0 <= budget(Tally(recent=recent), per_minute, 200) + min(recent, per_minute) <= per_minute


@pytest.mark.parametrize(
    ("token", "commune"), [("12.abc", 12), ("x.abc", 0), ("12.", 0), ("", 0), ("9" * 12 + ".a", 0), ("²3.a", 0)]
)
def test_of_which_commune_a_link_is(token: str, commune: int) -> None:
    from lantoa.portal.rules import commune_of_token

    assert commune_of_token(token) == commune
