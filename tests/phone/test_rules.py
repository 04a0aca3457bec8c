"""Conflicts of entries that waited: what is asked, and that only an answer settles it."""

from hypothesis import given
from hypothesis import strategies as st

from lantoa.phone.rules import (
    ANYWAY,
    DIFFERS,
    EDIT,
    GONE,
    KEEP,
    REPLACE,
    REPORTED,
    WITHOUT,
    decided,
    differences,
    entry_differs,
    entry_withdrawn,
    first_conflict,
)

WORDS = st.dictionaries(st.sampled_from(["Nội dung", "Ngày", "Đơn vị"]), st.sampled_from(["", "một", "hai"]))


def test_nothing_is_asked_where_nothing_changed() -> None:
    assert first_conflict(gone=0, reports=[], answers={}) is None


def test_what_is_gone_is_asked_before_what_is_reported() -> None:
    asked = first_conflict(gone=2, reports=["Quý III/2026"], answers={})
    assert asked
    assert (asked.code, [one.value for one in asked.choices]) == (GONE, [EDIT, WITHOUT, "discard"])
    assert "2 chỉ tiêu" in asked.message
    then = first_conflict(gone=2, reports=["Quý III/2026"], answers={GONE: WITHOUT})
    assert then
    assert (then.code, "Quý III/2026" in then.message) == (REPORTED, True)
    assert first_conflict(gone=2, reports=["Quý III/2026"], answers={GONE: WITHOUT, REPORTED: ANYWAY}) is None


CODES = st.sampled_from([GONE, REPORTED, DIFFERS, "x", ""])
CHOICES = st.sampled_from([WITHOUT, ANYWAY, KEEP, REPLACE, EDIT, ""])


@given(st.dictionaries(CODES, CHOICES))
def test_no_other_answer_settles_anything(answers: dict[str, str]) -> None:
    answers = {code: choice for code, choice in answers.items() if (code, choice) != (GONE, WITHOUT)}
    assert first_conflict(gone=1, reports=[], answers=answers) is not None


@given(WORDS, WORDS)
def test_differences_are_exactly_the_fields_that_part(phone: dict[str, str], server: dict[str, str]) -> None:
    found = {one.label for one in differences(phone, server)}
    assert found == {label for label in phone if phone[label] != server.get(label, "")}
    assert differences(phone, phone) == ()


def test_who_may_not_change_it_is_not_offered_to_replace() -> None:
    found = differences({"Nội dung": "a"}, {"Nội dung": "b"})
    asked = entry_differs(found, url="/hoat-dong/1/", may_edit=False)
    assert [one.value for one in asked.choices] == [KEEP, "new"]
    assert REPLACE in [one.value for one in entry_differs(found, url="", may_edit=True).choices]
    assert asked.as_json()["differences"] == [{"label": "Nội dung", "phone": "a", "server": "b"}]


def test_a_withdrawn_entry_says_why() -> None:
    assert "ghi trùng" in entry_withdrawn("ghi trùng", url="/x/").message


def test_answers_are_pairs_and_nonsense_is_none() -> None:
    assert decided([f"{DIFFERS}:{KEEP}", "x", ":y", "z:"]) == {DIFFERS: KEEP}
