"""Commitments, windows and activities of every sort, for property tests of the rules."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import settings
from hypothesis import strategies as st

from lantoa.core.periods import PeriodKind, Window
from lantoa.plans.rules.commitment import (
    CommitmentFacts,
    CommitmentKind,
    DueKind,
    DueRule,
    Match,
    Measure,
    MeasureKind,
    Modality,
)
from lantoa.plans.rules.matching import ActivityFacts, ActivityLink

few = settings(max_examples=40, deadline=None)
"""Enough for rules with few branches, on a small machine."""

YEAR = Window(date(2024, 1, 1), date(2024, 12, 31))

days = st.dates(date(2023, 10, 1), date(2025, 3, 31))
kinds = st.sampled_from(["news", "broadcast", "conference"])
channels = st.frozensets(st.sampled_from(["broadcast", "portal", "zalo"]), max_size=2)


@st.composite
def plan_periods(draw: st.DrawFn) -> Window:
    start = draw(st.dates(date(2023, 1, 1), date(2025, 12, 31)))
    return Window(start, start + timedelta(days=draw(st.integers(0, 500))))


due_rules = st.builds(
    DueRule,
    kind=st.sampled_from(DueKind),
    on=st.none() | days,
    dates=st.lists(days, max_size=4).map(tuple),
    days=st.none() | st.integers(0, 60),
    working_days=st.booleans(),
    event=st.sampled_from(["", "ngày Thành phố ban hành Kế hoạch"]),
    event_on=st.none() | days,
    day=st.none() | st.integers(1, 31),
    before=st.booleans(),
)
matches = st.builds(Match, kinds=st.frozensets(kinds, max_size=2), channels=channels)
measures = st.builds(
    Measure,
    kind=st.sampled_from(MeasureKind),
    n=st.integers(1, 12),
    percent=st.integers(1, 100).map(Decimal),
    above=st.booleans(),
    match=matches,
)
commitments = st.builds(
    CommitmentFacts,
    id=st.sampled_from(["c1", "c2", "c3"]),
    kind=st.sampled_from(CommitmentKind),
    modality=st.sampled_from(Modality),
    measure=measures,
    window_kind=st.sampled_from(PeriodKind),
    also_window_kinds=st.lists(st.sampled_from(PeriodKind), max_size=2).map(tuple),
    active_from=st.none() | days,
    active_to=st.none() | days,
    due=due_rules,
    alternative_group=st.sampled_from([None, "g"]),
    title=st.just("Tuyên truyền trên hệ thống truyền thanh"),
    lead_unit_id=st.sampled_from([None, "u1", "u2"]),
)


@st.composite
def links(draw: st.DrawFn) -> ActivityLink:
    denominator = draw(st.none() | st.integers(0, 50))
    numerator = draw(st.integers(0, denominator)) if denominator is not None else None
    return ActivityLink(draw(st.sampled_from(["c1", "c2"])), draw(st.none() | days), numerator, denominator)


@st.composite
def activity_lists(draw: st.DrawFn, most: int = 7) -> list[ActivityFacts]:
    """Activities with ids of their own."""
    return [
        ActivityFacts(
            id=f"a{index:02}",
            happened_on=draw(days),
            kind=draw(kinds),
            links=tuple(draw(st.lists(links(), max_size=2))),
            channels=draw(channels),
            topics=draw(st.frozensets(st.sampled_from(["procedures", "digital", "indices"]), max_size=2)),
            unit_id=draw(st.sampled_from([None, "u1", "u2"])),
            count=draw(st.integers(1, 3)),
            grades=tuple(draw(st.lists(st.sampled_from("ABCD"), max_size=3))),
        )
        for index in range(draw(st.integers(0, most)))
    ]
