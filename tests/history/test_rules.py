"""What was before is taken from earlier entries about the same object."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lantoa.history.rules import Change, Recorded, told

ABOUT = ("activities.activity", 5)


def entry(seq: int, about: tuple[str, int] = ABOUT, **data: Any) -> Recorded:
    return Recorded(seq, "activity.changed", about, data)


def test_a_change_says_from_what_to_what() -> None:
    before, after = entry(1, happened_on="2026-03-01", people=10), entry(2, happened_on="2026-03-02", people=10)
    first, second = told([before, after], ["happened_on", "people"])
    assert first.changes == ()
    assert second.changes == (Change("happened_on", "2026-03-01", "2026-03-02"),)


def test_entries_between_that_do_not_speak_of_a_fact_change_nothing() -> None:
    *_, last = told([entry(1, people=1), entry(2), entry(3, people=2)], ["people"])
    assert last.changes == (Change("people", 1, 2),)


def test_other_objects_and_uncompared_facts_are_left_alone() -> None:
    entries = [entry(1, people=1, sha256="a"), entry(2, ("plans.plan", 5), people=2), entry(3, people=1, sha256="b")]
    assert [one.changes for one in told(entries, ["people"])] == [(), (), ()]


@given(st.lists(st.integers(0, 3), max_size=12))
def test_changes_lead_from_the_first_value_to_the_last(values: list[int]) -> None:
    entries = [entry(number, x=value) for number, value in enumerate(values)]
    changes = [change for one in told(entries, ["x"]) for change in one.changes]
    at = values[0] if values else None
    for change in changes:
        assert change.before == at
        assert change.after != change.before
        at = change.after
    assert at == (values[-1] if values else None)
