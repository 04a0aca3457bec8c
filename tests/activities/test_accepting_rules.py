"""Which way evidence may go, who may be the second person, and what a piece is worth on its way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.activities.accepting.rules import TRANSITIONS, Piece, check_judge, check_note, check_way, may_judge
from lantoa.core.errors import Refused
from lantoa.core.grades import EvidenceGrade, EvidenceState, best_grade, effective_grade, effective_grades

S = EvidenceState
GRADES = [one.value for one in EvidenceGrade]
STATES = [one.value for one in EvidenceState]
pieces = st.lists(st.tuples(st.sampled_from(GRADES), st.sampled_from(STATES)), max_size=8)


@pytest.mark.parametrize(
    ("grade", "state", "worth"),
    [
        ("C", S.WAITING, "D"), ("C", S.ACCEPTED, "C"), ("C", S.RETURNED, None), ("C", S.REPLACED, None),
        ("C", S.WITHDRAWN, None), ("A", S.WAITING, "A"), ("B", S.WAITING, "B"), ("A", S.WITHDRAWN, None),
        ("D", S.WAITING, "D"), ("D", S.ACCEPTED, "D"),
    ],
)  # fmt: skip
def test_worth(grade: str, state: EvidenceState, worth: str | None) -> None:
    assert effective_grade(grade, state.value) == worth


@given(pieces)
def test_nothing_is_ever_worth_more_than_it_was_given_as(given_pieces: list[tuple[str, str]]) -> None:
    assert best_grade(effective_grades(given_pieces)) >= best_grade(grade for grade, _state in given_pieces)


@given(pieces, pieces)
def test_more_evidence_never_lowers_the_grade(some: list[tuple[str, str]], more: list[tuple[str, str]]) -> None:
    assert best_grade(effective_grades(some + more)) <= best_grade(effective_grades(some))


@given(pieces)
def test_accepting_never_lowers_and_returning_never_raises(given_pieces: list[tuple[str, str]]) -> None:
    now = best_grade(effective_grades(given_pieces))
    accepted = [(g, "accepted" if s == "waiting" else s) for g, s in given_pieces]
    returned = [(g, "returned" if s in ("waiting", "accepted") else s) for g, s in given_pieces]
    assert best_grade(effective_grades(accepted)) <= now <= best_grade(effective_grades(returned))


def test_every_state_has_its_ways_and_history_has_none() -> None:
    assert set(TRANSITIONS) == set(EvidenceState)
    assert {state for state, to in TRANSITIONS.items() if not to} == {S.REPLACED, S.WITHDRAWN}


@pytest.mark.parametrize(
    ("state", "to"), [(S.WITHDRAWN, S.WAITING), (S.RETURNED, S.ACCEPTED), (S.ACCEPTED, S.REPLACED)]
)
def test_a_way_that_is_closed(state: EvidenceState, to: EvidenceState) -> None:
    with pytest.raises(Refused, match="evidence_state"):
        check_way(Piece(1, "C", state.value), to)


def test_the_giver_is_never_the_second_person() -> None:
    own = Piece(1, "C", "waiting", giver_id=7)
    assert (may_judge(own, 7), may_judge(own, 8)) == (False, True)
    with pytest.raises(Refused, match="evidence_own"):
        check_judge(own, 7)
    with pytest.raises(Refused, match="evidence_no_need"):
        check_judge(Piece(1, "A", "waiting", giver_id=None), 8)


@pytest.mark.parametrize("note", ["", "   ", "mờ", "\x00\x00\x00\x00\x00\x00"])
def test_a_note_says_something(note: str) -> None:
    with pytest.raises(Refused, match="note_missing"):
        check_note(note)


def test_a_note_is_one_line_of_bounded_length() -> None:
    assert check_note("  ảnh\n mờ  quá ") == "ảnh mờ quá"
    assert len(check_note("a" * 5000)) == 300
