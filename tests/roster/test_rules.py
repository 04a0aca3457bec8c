"""Turns: each window once, fair, never on a day off, nobody while away; swaps keep everybody's number of turns."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.core.errors import Refused
from lantoa.core.holidays import NATIONAL, WorkCalendar
from lantoa.core.periods import PeriodKind, Window, windows_within
from lantoa.roster.rules import Away, DutyFacts, Slot, check_swap, generate, parties_in_order, proposed_day

YEAR = Window(date(2026, 1, 1), date(2026, 12, 31))
MONTHS = [Slot(f"w{n}", window) for n, window in enumerate(windows_within(PeriodKind.MONTH, YEAR), 1)]
FEW = settings(max_examples=60, deadline=None)


def spread(turns: list, parties: list[str]) -> int:  # type: ignore[type-arg]
    load = Counter(dict.fromkeys(parties, 0)) + Counter(turn.party for turn in turns)
    counts = [load[party] for party in parties]
    return max(counts) - min(counts)


slots = st.lists(st.tuples(st.integers(0, 700), st.integers(0, 40)), min_size=1, max_size=30, unique=True).map(
    lambda pairs: [
        Slot(f"w{n}", Window(date(2026, 1, 1) + timedelta(a), date(2026, 1, 1) + timedelta(a + b)))
        for n, (a, b) in enumerate(pairs)
    ]
)
parties = st.lists(st.sampled_from([f"p{n}" for n in range(9)]), min_size=1, max_size=9, unique=True)
aways = st.lists(
    st.builds(
        lambda party, start, length: Away(
            party, Window(date(2026, 1, 1) + timedelta(start), date(2026, 1, 1) + timedelta(start + length))
        ),
        st.sampled_from([f"p{n}" for n in range(9)]),
        st.integers(0, 700),
        st.integers(0, 200),
    ),
    max_size=8,
)


@FEW
@given(slots, parties, aways, st.one_of(st.none(), st.integers(1, 31)))
def test_each_window_has_exactly_one_party_on_a_worked_day_inside_it(
    given_slots: list[Slot], order: list[str], away: list[Away], day: int | None
) -> None:
    turns = generate(given_slots, order, NATIONAL, day=day, away=away)
    assert sorted(turn.slot_id for turn in turns) == sorted(slot.id for slot in given_slots)
    window_of = {slot.id: slot.window for slot in given_slots}
    for turn in turns:
        assert turn.party in order
        if turn.on is None:
            assert not NATIONAL.working_days(window_of[turn.slot_id])
        else:
            assert turn.on in window_of[turn.slot_id]
            assert not NATIONAL.is_off(turn.on)
        is_away = any(a.party == turn.party and turn.on and turn.on in a.window for a in away)
        assert is_away == turn.away


@FEW
@given(slots, parties, st.one_of(st.none(), st.integers(1, 31)))
def test_without_absences_nobody_has_two_turns_more_than_another(
    given_slots: list[Slot], order: list[str], day: int | None
) -> None:
    assert spread(generate(given_slots, order, NATIONAL, day=day), order) <= 1


@FEW
@given(slots, parties, aways)
def test_with_absences_no_single_exchange_would_be_fairer(
    given_slots: list[Slot], order: list[str], away: list[Away]
) -> None:
    turns = generate(given_slots, order, NATIONAL, away=away)
    load = Counter(turn.party for turn in turns)
    for turn in turns:
        for other in order:
            there = not any(a.party == other and turn.on and turn.on in a.window for a in away)
            assert turn.away or not there or load[turn.party] - load[other] <= 1


def test_turns_go_round() -> None:
    turns = generate(MONTHS, ["b", "a", "c"], NATIONAL)
    assert [turn.party for turn in turns] == ["b", "a", "c"] * 4


def test_who_is_away_for_half_a_year_takes_the_turns_of_the_other_half() -> None:
    away = [Away("a", Window(date(2026, 7, 1), date(2026, 12, 31)))]
    turns = generate(MONTHS, ["a", "b", "c"], NATIONAL, away=away)
    assert Counter(turn.party for turn in turns) == {"a": 4, "b": 4, "c": 4}
    assert all(turn.party != "a" for turn in turns if turn.on and turn.on.month > 6)


def test_a_day_on_which_all_are_away_gives_way_to_the_nearest_one() -> None:
    away = [Away(party, Window(date(2026, 3, 30), date(2026, 4, 5))) for party in ("a", "b")]
    (march,) = (turn for turn in generate(MONTHS, ["a", "b"], NATIONAL, away=away) if turn.slot_id == "w3")
    assert (march.on, march.away) == (date(2026, 3, 27), False)


def test_the_wished_day_of_the_month_moves_before_a_day_off() -> None:
    assert proposed_day(MONTHS[1], NATIONAL, day=17) == date(2026, 2, 13), "Tết from the 16th, the 14th is a Saturday"
    assert proposed_day(MONTHS[4], NATIONAL, day=1) == date(2026, 5, 4), "nothing worked before it in May"
    assert proposed_day(MONTHS[1], NATIONAL, day=31) == date(2026, 2, 27)
    own = WorkCalendar(off={date(2026, 2, 27): ""})
    assert proposed_day(MONTHS[1], own, day=31) == date(2026, 2, 26)


def test_a_running_window_is_not_given_a_day_gone_by() -> None:
    assert proposed_day(MONTHS[10], NATIONAL, day=5, not_before=date(2026, 11, 20)) == date(2026, 11, 20)
    assert proposed_day(MONTHS[11], NATIONAL, day=5, not_before=date(2026, 11, 20)) == date(2026, 12, 4)


def test_earlier_turns_count() -> None:
    turns = generate(MONTHS[:3], ["a", "b"], NATIONAL, loads={"a": 3})
    assert {turn.party for turn in turns} == {"b"}


def test_nobody_and_too_many_are_refused() -> None:
    with pytest.raises(Refused, match="roster_nobody"):
        parties_in_order([])
    with pytest.raises(Refused, match="roster_many"):
        parties_in_order([f"p{n}" for n in range(61)])


OWN = DutyFacts(1, 1, "p1", date(2026, 12, 4))
OTHER = DutyFacts(2, 1, "p2", date(2026, 12, 18))


@pytest.mark.parametrize(
    ("own", "other", "code"),
    [
        (OWN, OWN, "swap_roster"),
        (OWN, DutyFacts(2, 7, "p2", OTHER.on), "swap_roster"),
        (OWN, DutyFacts(2, 1, "p1", OTHER.on), "swap_same"),
        (OWN, DutyFacts(2, 1, "", OTHER.on), "swap_same"),
        (OWN, DutyFacts(2, 1, "p2", date(2026, 11, 1)), "swap_past"),
    ],
)
def test_what_is_no_swap_is_refused(own: DutyFacts, other: DutyFacts, code: str) -> None:
    with pytest.raises(Refused, match=code):
        check_swap(own, other, today=date(2026, 11, 20), away=())


def test_a_swap_onto_days_away_is_refused() -> None:
    away = [Away("p1", Window(date(2026, 12, 15), date(2026, 12, 20)))]
    with pytest.raises(Refused, match="swap_away"):
        check_swap(OWN, OTHER, today=date(2026, 11, 20), away=away)
    check_swap(OWN, OTHER, today=date(2026, 11, 20), away=[Away("p3", YEAR), Away("p1", Window(OWN.on, OWN.on))])
