"""The rules of the forecast, one by one: windows of every kind, no history, zero history, late hand-ins, Tết."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.core.periods import PeriodKind, Window
from lantoa.plans.rules.commitment import CommitmentFacts, CommitmentKind, DueWindow, Measure, MeasureKind, Modality
from lantoa.plans.rules.matching import ActivityFacts, ActivityLink
from lantoa.progress.rules.forecast import Forecast, Verdict, forecast, last_safe_day, sober, tail, verdict_of
from lantoa.progress.rules.rhythm import Rhythm, learned
from lantoa.progress.rules.tracks import AFTER, Track, track_of, work_days

DAYS = work_days(Window(date(2025, 1, 1), date(2027, 12, 31)))
NOVEMBER = Window(date(2026, 11, 1), date(2026, 11, 30))


def promised(need: int = 4, measure: MeasureKind = MeasureKind.COUNT, percent: int | None = None) -> CommitmentFacts:
    wanted = Measure(measure, n=need if measure is MeasureKind.COUNT else None, percent=Decimal(percent or 80))
    return CommitmentFacts("1", CommitmentKind.TARGET, Modality.MUST, wanted, window_kind=PeriodKind.MONTH)


def done(*days: date, count: int = 1, share: int | None = None, counted: date | None = None) -> list[ActivityFacts]:
    link = ActivityLink("1", counted_on=counted, numerator=share, denominator=100 if share is not None else None)
    return [ActivityFacts(f"{day}-{n}", day, "news", links=(link,), count=count) for n, day in enumerate(days)]


def month(number: int, activities: list[ActivityFacts], facts: CommitmentFacts | None = None) -> Track:
    start = date(2026, number, 1)
    window = Window(start, (start + timedelta(31)).replace(day=1) - timedelta(1))
    return track_of(facts or promised(), DueWindow("1", PeriodKind.MONTH, window, window.end), activities, days=DAYS)


def said(track: Track, today: date, own: list[Track] | None = None, ward: Rhythm | None = None) -> Forecast:
    found = forecast(track, own=own or [], ward=ward or Rhythm(), today=today, days=DAYS)
    assert found is not None
    return found


def weekly(number: int, weeks: int = 4) -> list[ActivityFacts]:
    return done(*(date(2026, number, 3 + 7 * week) for week in range(weeks)))


def test_who_was_regular_all_year_and_stopped_is_foretold_to_miss() -> None:
    past = [month(number, weekly(number)) for number in range(5, 11)]
    stopped = said(month(11, []), date(2026, 11, 20), past)
    going_on = said(month(11, weekly(11, 2)), date(2026, 11, 16), past)
    assert stopped.verdict is Verdict.WILL_MISS
    assert stopped.past_met == stopped.past_windows == 6
    assert going_on.probability > stopped.probability + 0.4
    assert going_on.expected >= 4 > stopped.expected


def test_who_always_works_at_the_end_is_not_foretold_to_miss() -> None:
    past = [month(n, done(*(date(2026, n, day) for day in (25, 26, 27, 28)))) for n in range(1, 11)]
    assert said(month(11, []), date(2026, 11, 16), past).probability > 0.6
    even = [month(n, weekly(n, 3)) for n in range(1, 11)]
    assert said(month(11, []), date(2026, 11, 16), even).verdict is Verdict.WILL_MISS


def test_nothing_is_foretold_before_a_window_begins_and_all_is_said_after_it() -> None:
    assert forecast(month(11, []), own=[], ward=Rhythm(), today=date(2026, 10, 31), days=DAYS) is None
    over = said(month(11, weekly(11, 3)), date(2026, 12, 1))
    assert (over.verdict, over.probability, over.expected, over.gap) == (Verdict.MISSED, 0.0, 3, 1)
    assert said(month(11, weekly(11)), date(2026, 11, 25)).verdict is Verdict.MET


def test_work_that_came_late_counts_but_teaches_that_windows_are_missed() -> None:
    late = month(10, [*weekly(10, 3), *done(date(2026, 11, 4), counted=date(2026, 10, 31))])
    assert late.done == 4
    assert late.met_at is None
    assert late.pieces[-1][0] == AFTER
    assert said(late, date(2026, 11, 5)).verdict is Verdict.MET
    assert learned(Rhythm(), [late], belief=1.0).share_met < Rhythm().share_met


def test_the_pace_is_a_sentence() -> None:
    found = said(month(11, weekly(11, 1)), date(2026, 11, 25), [month(n, weekly(n, 2)) for n in range(6, 11)])
    assert found.pace == f"Theo nhịp hiện nay: {found.expected}/4 vào ngày 30/11/2026"
    assert 1 <= found.expected < 4


def test_the_last_safe_day_leaves_room_for_what_is_missing_at_the_usual_gap() -> None:
    past = [month(number, weekly(number)) for number in range(5, 11)]
    found = said(month(11, weekly(11, 2)), date(2026, 11, 16), past)
    assert found.every_days == 7
    assert found.last_safe_on == date(2026, 11, 23)  # one then, one on the 30th
    assert found.is_safe_on(date(2026, 11, 23))
    assert not found.is_safe_on(date(2026, 11, 24))


def test_no_safe_day_is_a_day_off() -> None:
    closed = work_days(Window(date(2026, 1, 1), date(2026, 12, 31)), lambda day: day < date(2026, 11, 18))
    assert last_safe_day(month(11, weekly(11, 3)), [], closed, every_days=7) == date(2026, 11, 17)
    nothing = work_days(Window(date(2026, 1, 1), date(2026, 12, 31)), lambda day: day < date(2026, 10, 1))
    assert last_safe_day(month(11, []), [], nothing, every_days=7) is None


def test_tet_is_no_time_in_which_work_could_have_been_done() -> None:
    tet = Window(date(2026, 2, 14), date(2026, 2, 22))
    closed = work_days(Window(date(2026, 1, 1), date(2026, 12, 31)), lambda day: day.weekday() < 5 and day not in tet)
    february = Window(date(2026, 2, 1), date(2026, 2, 28))
    assert closed.share(date(2026, 2, 14), february) == closed.share(date(2026, 2, 23), february)
    assert DAYS.share(date(2026, 2, 14), february) < DAYS.share(date(2026, 2, 23), february)


def test_a_window_without_any_working_day_still_has_time() -> None:
    weekend = Window(date(2026, 11, 7), date(2026, 11, 8))
    due = DueWindow("1", PeriodKind.PLAN, weekend, weekend.end)
    found = said(track_of(promised(1), due, [], days=DAYS), date(2026, 11, 8))
    assert 0 <= found.probability <= 1
    assert found.last_safe_on is None


def test_entries_that_stand_for_many_pieces_come_in_their_size() -> None:
    facts = promised(3400)
    past = [month(n, done(date(2026, n, 20), count=3400), facts) for n in range(6, 11)]
    found = said(month(11, [], facts), date(2026, 11, 10), past)
    assert found.verdict is Verdict.WILL_MEET
    assert found.expected >= 3400
    assert found.last_safe_on == date(2026, 11, 30)


def shares(*measured: tuple[int, int, int]) -> list[ActivityFacts]:
    return [one for number, day, share in measured for one in done(date(2026, number, day), share=share)]


def test_a_share_below_its_goal_needs_another_measurement_that_reaches_it() -> None:
    facts = promised(measure=MeasureKind.RATIO, percent=80)
    rising = [month(n, shares((n, 20, 66 + n)), facts) for n in range(6, 11)]
    falling = [month(n, shares((n, 20, 86 - n)), facts) for n in range(6, 11)]
    today = date(2026, 11, 10)
    up = said(month(11, shares((11, 5, 78)), facts), today, rising)
    down = said(month(11, shares((11, 5, 70)), facts), today, falling)
    assert up.probability > down.probability
    assert down.verdict is Verdict.WILL_MISS
    assert (down.percent, down.percent_needed, down.done, down.gap) == (70.0, 80.0, 0, 1)
    assert said(month(11, shares((11, 5, 81)), facts), today).verdict is Verdict.MET


@given(st.integers(1, 60), st.floats(0.5, 80), st.floats(0.5, 80), st.floats(0, 80))
def test_the_tail_is_a_probability_that_falls_with_what_is_missing(
    least: int, shape: float, rate: float, time: float
) -> None:
    here, next_one = tail(least, shape=shape, rate=rate, time=time), tail(least + 1, shape=shape, rate=rate, time=time)
    assert 0 <= next_one <= here <= 1


@given(st.floats(0, 1), st.floats(0, 1))
def test_sobriety_keeps_the_order(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert sober(low) <= sober(high) + 1e-12
    assert verdict_of(1.0) is Verdict.WILL_MEET
    assert verdict_of(0.0) is Verdict.WILL_MISS


counts = st.lists(st.integers(1, 28), max_size=6)


@given(st.lists(counts, max_size=8), counts, st.integers(1, 30), st.integers(1, 9))
def test_every_forecast_agrees_with_itself(past: list[list[int]], now: list[int], on: int, need: int) -> None:
    facts = promised(need)
    own = [month(n, done(*(date(2026, n, day) for day in days)), facts) for n, days in enumerate(past, start=1)]
    today = date(2026, 11, on)
    track = month(11, done(*(date(2026, 11, day) for day in now if day <= on)), facts)
    found = said(track, today, own, learned(Rhythm(), own, belief=6.0, fade=1.0))
    assert 0 <= found.probability <= 1
    assert (found.expected >= need) == (found.probability >= 0.5 or found.verdict is Verdict.MET)
    assert found.expected >= found.done
    assert found.last_safe_on is None or NOVEMBER.start <= found.last_safe_on <= NOVEMBER.end


@given(st.integers(2, 28), st.integers(1, 3))
def test_more_done_is_never_worse_and_less_time_never_better(on: int, have: int) -> None:
    today = date(2026, 11, on)
    fewer = month(11, done(*[today] * (have - 1)))
    more = month(11, done(*[today] * have))
    assert said(more, today).probability >= said(fewer, today).probability
    later = replace(more)
    assert said(later, today + timedelta(2)).probability <= said(more, today).probability + 1e-9


@pytest.mark.parametrize("kind", list(PeriodKind))
def test_windows_of_every_kind_without_history(kind: PeriodKind) -> None:
    window = Window(date(2026, 7, 1), date(2026, 12, 31))
    track = track_of(promised(3), DueWindow("1", kind, window, None), [], days=DAYS)
    early, late = said(track, date(2026, 7, 2)), said(track, date(2026, 12, 30))
    assert early.probability > 0.4 > late.probability
