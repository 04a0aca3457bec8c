"""Which commitments content serves, what is lacking, which days may be moved to: pure."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.content.rules.kinds import ContentKind
from lantoa.content.rules.life import ItemState
from lantoa.core.errors import Refused
from lantoa.editorial.rules import LOOKS, WRITTEN, Owed, check_move, draft_key, kind_for, lacking, week_of
from vanban.vocabulary import ActivityKind, Channel

TODAY = date(2026, 9, 15)


@pytest.mark.parametrize(
    ("measure", "kinds", "channels", "kind"),
    [
        ("count", ["news"], [], ContentKind.NEWS),
        ("count", [], ["broadcast"], ContentKind.BULLETIN),
        ("count", ["feature"], ["youtube"], ContentKind.VIDEO),
        ("count", ["conference"], ["portal"], None),
        ("count", [], ["conference"], None),
        ("count", [], [], None),
        ("ratio", ["news"], [], None),
        ("deliverable", ["news"], [], None),
    ],
)
def test_content_serves_what_counts_things_that_are_published(
    measure: str, kinds: list[str], channels: list[str], kind: ContentKind | None
) -> None:
    assert kind_for(measure, kinds, channels) is kind


@given(st.lists(st.sampled_from([*ActivityKind, *Channel])), st.lists(st.sampled_from([*Channel])))
def test_any_lists_of_a_plan_are_answered(kinds: list[str], channels: list[str]) -> None:
    assert kind_for("count", kinds, channels) in {None, *ContentKind}


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_what_is_missing_is_never_negative_and_never_more_than_needed(need: int, have: int, coming: int) -> None:
    assert 0 <= Owed(need, have, coming).missing <= need


def test_what_is_lacking_keeps_the_order_of_the_plan_and_says_each_once() -> None:
    assert lacking(["b", "a", "b", "c"], {"a"}) == ["b", "c"]


@pytest.mark.parametrize("state", sorted({one.value for one in ItemState} - WRITTEN))
def test_only_what_is_being_written_is_moved(state: str) -> None:
    with pytest.raises(Refused, match="editorial_state"):
        check_move(state, TODAY, today=TODAY)


@pytest.mark.parametrize("days", [-1, 401, 20_000])
def test_a_day_that_has_passed_or_lies_beyond_any_plan_is_refused(days: int) -> None:
    with pytest.raises(Refused, match="editorial_day"):
        check_move("draft", TODAY + timedelta(days=days), today=TODAY)


def test_today_is_a_day_to_move_to() -> None:
    check_move("draft", TODAY, today=TODAY)


def test_the_same_proposal_has_the_same_key_and_another_another() -> None:
    assert draft_key(5, TODAY, 0) == draft_key(5, TODAY, 0)
    assert len({draft_key(5, TODAY, 0), draft_key(5, TODAY, 1), draft_key(6, TODAY, 0)}) == 3


@given(st.dates(date(2001, 1, 1), date(2099, 1, 1)))
def test_a_week_begins_on_monday_and_has_the_day_in_it(day: date) -> None:
    week = week_of(day)
    assert (week.start.weekday(), week.days) == (0, 7)
    assert day in week


def test_every_state_that_the_calendar_shows_has_a_look() -> None:
    assert set(LOOKS) | {"recalled", "archived"} == {one.value for one in ItemState}
