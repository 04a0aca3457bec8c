"""The checklist, closing, and what becomes of a finding: as values."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.core.errors import Refused
from lantoa.core.holidays import NATIONAL
from lantoa.inspections import rules
from lantoa.inspections.rules import (
    STANDING,
    URGENT_FIRST,
    FindingState,
    FollowUpStep,
    LineSource,
    Mark,
    MarkedLine,
    Seen,
    draw,
    next_state,
)
from lantoa.progress.rules import ProgressState

seen = st.builds(
    Seen, commitment_id=st.integers(1, 30), text=st.text(min_size=1, max_size=20), state=st.sampled_from(URGENT_FIRST),
    label=st.just("x"), done=st.integers(0, 5), owed=st.integers(0, 5),
)  # fmt: skip


def test_every_state_of_progress_has_its_place() -> None:
    assert set(URGENT_FIRST) == {state.value for state in ProgressState}


@given(st.lists(seen, max_size=20), st.lists(st.text(max_size=10), max_size=4))
def test_each_commitment_stands_once_the_urgent_first_then_what_is_open_then_the_standing_questions(
    given_seen: list[Seen], earlier: list[str]
) -> None:
    lines = draw(given_seen, earlier=earlier)
    own = [line for line in lines if line.source is LineSource.COMMITMENT]
    ids = [line.seen.commitment_id for line in own if line.seen]
    assert sorted(ids) == sorted({one.commitment_id for one in given_seen})
    places = [URGENT_FIRST.index(line.seen.state) for line in own if line.seen]
    assert places == sorted(places)
    sources = [line.source for line in lines]
    assert sources == [LineSource.COMMITMENT] * len(own) + [LineSource.EARLIER] * len(earlier) + [
        LineSource.STANDING
    ] * len(STANDING)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 40), st.integers(1, 10))
def test_inspections_are_proposed_for_working_days_in_order_and_apart(first: date, count: int, gap: int) -> None:
    days = rules.proposed_days(first, count, NATIONAL, gap=gap)
    assert len(days) == count
    assert days[0] >= first
    assert not any(NATIONAL.is_off(day) for day in days)
    assert all(NATIONAL.add_working_days(a, gap) == b for a, b in itertools.pairwise(days))


def test_an_inspection_on_a_holiday_is_refused() -> None:
    with pytest.raises(Refused, match=r"inspection_day_off.*Quốc khánh"):
        rules.check_planned_on(date(2026, 9, 2), NATIONAL)
    rules.check_planned_on(date(2026, 9, 3), NATIONAL)


PASSED, FAILED = MarkedLine(Mark.PASSED.value, ""), MarkedLine(Mark.FAILED.value, "")


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([PASSED, MarkedLine("", "đã ghi chú")], "inspection_unfinished"),
        ([PASSED, FAILED], "inspection_unexplained"),
    ],
)
def test_what_cannot_be_closed(lines: list[MarkedLine], code: str) -> None:
    with pytest.raises(Refused, match=code):
        rules.check_can_close(lines)


def test_what_was_not_passed_is_explained_by_a_note_or_a_finding() -> None:
    rules.check_can_close([
        PASSED, MarkedLine(Mark.FAILED.value, "Thiếu ảnh"), MarkedLine(Mark.FAILED.value, "", has_finding=True),
        MarkedLine(Mark.NOT_APPLICABLE.value, ""),
    ])  # fmt: skip


@given(st.lists(st.sampled_from(FollowUpStep), max_size=12))
def test_a_finding_is_closed_only_after_an_answer_and_then_for_good(steps: list[FollowUpStep]) -> None:
    state, answered = FindingState.OPEN, False
    for step in steps:
        try:
            after = next_state(state.value, step)
        except Refused:
            continue
        assert state is not FindingState.CLOSED
        if step is FollowUpStep.CLOSED:
            assert answered
        answered = step is FollowUpStep.ANSWERED
        state = after


def test_from_every_state_but_the_last_there_is_a_way_on() -> None:
    assert {state for state, _step in rules.NEXT} == set(FindingState) - {FindingState.CLOSED}


@pytest.mark.parametrize(
    ("text", "due_on", "code"),
    [("ngắn", date(2026, 9, 1), "finding_empty"), ("Chưa lưu đủ minh chứng", None, "finding_due"),
     ("Chưa lưu đủ minh chứng", date(2026, 8, 1), "finding_due")],
)  # fmt: skip
def test_a_finding_says_what_and_by_when(text: str, due_on: date | None, code: str) -> None:
    with pytest.raises(Refused, match=code):
        rules.check_finding(text, due_on=due_on, held_on=date(2026, 8, 20))


def test_an_answer_needs_words_and_evidence() -> None:
    with pytest.raises(Refused, match="answer_without_evidence"):
        rules.check_answer("Đã làm xong", pieces=0)
    with pytest.raises(Refused, match="answer_empty"):
        rules.check_answer(" ok ", pieces=1)
    assert rules.check_answer(" Đã làm xong ", pieces=1) == "Đã làm xong"


def test_the_list_shows_a_finding_as_late_only_while_the_unit_owes_the_answer() -> None:
    due, after = date(2026, 9, 1), date(2026, 9, 2)
    assert rules.progress_code("open", due, due) == "not_due"
    assert rules.progress_code("open", due, after) == "late"
    assert rules.progress_code("answered", due, after + timedelta(30)) == "on_pace"
    assert rules.progress_code("closed", due, after) == "done"
