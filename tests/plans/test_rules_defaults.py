"""From the words of a plan to a commitment: every kind of deadline (A5) and of target (A4)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.core.periods import PeriodKind, Window
from lantoa.plans.rules.commitment import CommitmentFacts, CommitmentKind, DueKind, DueRule, MeasureKind, Modality
from lantoa.plans.rules.defaults import NOTES, defaults_from_reading
from lantoa.plans.rules.expansion import expand
from tests.plans.rule_strategies import few
from vanban.reading import Deadline, DeadlineKind, Measure, Target, Task, plain
from vanban.reading import MeasureKind as ReadMeasureKind
from vanban.reading import Modality as ReadModality

M, Q, PLAN = PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.PLAN


def deadline(kind: str, **more: Any) -> dict[str, Any]:
    return {"text": "…", "deadline": {"text": "…", "kind": kind, **more}}


@pytest.mark.parametrize(
    ("item", "kinds", "due"),
    [
        (deadline("fixed_date", date="2025-10-15"), (PLAN,), DueRule(DueKind.FIXED_DATE, on=date(2025, 10, 15))),
        (deadline("periodic", frequencies=["month"]), (M,), DueRule()),
        (deadline("periodic", frequencies=["year", "quarter"]), (Q, PeriodKind.YEAR), DueRule()),
        (
            deadline("periodic", frequencies=["nine_months", "year"]),
            (PeriodKind.NINE_MONTHS, PeriodKind.YEAR),
            DueRule(),
        ),
        (deadline("periodic", frequencies=["month"], roster=True), (M,), DueRule(DueKind.ROSTER)),
        (deadline("roster", frequencies=["quarter"]), (Q,), DueRule(DueKind.ROSTER)),
        (
            deadline("day_of_last_month", frequencies=["quarter", "year"], day=5, before=True),
            (Q, PeriodKind.YEAR),
            DueRule(DueKind.DAY_OF_LAST_MONTH, day=5, before=True),
        ),
        (
            deadline("days_after_event", days=20, event="ngày UBND Thành phố\n ban hành Kế hoạch"),
            (PLAN,),
            DueRule(DueKind.DAYS_AFTER_EVENT, days=20, event="ngày UBND Thành phố ban hành Kế hoạch"),
        ),
        (deadline("higher_calendar"), (PLAN,), DueRule(DueKind.HIGHER_CALENDAR)),
        (deadline("period"), (PLAN,), DueRule()),
        (deadline("continuous"), (M,), DueRule()),
        (deadline("vague"), (PLAN,), DueRule()),
        ({"text": "…", "deadline": None}, (PLAN,), DueRule()),
        (deadline("something new"), (PLAN,), DueRule()),
    ],
)
def test_every_kind_of_deadline(item: dict[str, Any], kinds: tuple[PeriodKind, ...], due: DueRule) -> None:
    found = defaults_from_reading(item)
    assert (found.window_kind, *found.also_window_kinds) == kinds
    assert found.due == due
    assert found.kind is CommitmentKind.TASK
    assert found.measure.kind is MeasureKind.DELIVERABLE


def test_a_range_of_months_limits_the_duty() -> None:
    found = defaults_from_reading(deadline("period", start="2025-08-01", end="2025-12-31"))
    assert (found.active_from, found.active_to) == (date(2025, 8, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("item", "note"),
    [
        ({"text": "…"}, "no_deadline"),
        (deadline("vague"), "vague"),
        (deadline("periodic"), "no_frequency"),
        (deadline("continuous"), "continuous"),
        (deadline("periodic", frequencies=["week"]), "weekly_task"),
        ({"measure": {"kind": "count", "n": 1, "per": "week"}}, "weekly"),
        ({"measure": {"kind": "count", "n": 6}}, "no_window"),
        ({"measure": {"kind": "count", "per": "month"}}, "no_measure"),
    ],
)
def test_every_assumption_is_named(item: dict[str, Any], note: str) -> None:
    assert NOTES[note] in defaults_from_reading(item).notes


def test_what_the_plan_says_fully_needs_no_note() -> None:
    assert defaults_from_reading(deadline("periodic", frequencies=["quarter"])).notes == ()
    assert defaults_from_reading({"measure": {"kind": "count", "n": 2, "per": "month"}}).notes == ()


def test_two_broadcasts_a_month() -> None:
    item = {
        "text": "tối thiểu 02 lần/tháng",
        "modality": "floor",
        "measure": {"kind": "count", "n": 2, "per": "month", "activity": "broadcast", "channel": "broadcast"},
    }
    found = defaults_from_reading(item)
    assert (found.kind, found.modality, found.window_kind) == (CommitmentKind.TARGET, Modality.FLOOR, M)
    assert (found.measure.n, found.measure.match.channels) == (2, {"broadcast"})
    assert found.measure.match.kinds == frozenset()


def test_conferences_that_may_be_held_within_meetings_count_both() -> None:
    text = "ít nhất 02 hội nghị trong năm (có thể lồng \n\nghép trong các buổi họp)"
    found = defaults_from_reading({"text": text, "measure": {"kind": "count", "n": 2, "activity": "conference"}})
    assert found.measure.match.kinds == {"conference", "meeting"}


def test_news_over_the_loudspeakers_may_be_logged_as_broadcasts() -> None:
    measure = {"kind": "count", "n": 2, "activity": "news", "channel": "broadcast"}
    assert defaults_from_reading({"measure": measure}).measure.match.kinds == {"news", "broadcast"}
    on_the_portal = defaults_from_reading({"measure": {**measure, "channel": "portal"}})
    assert on_the_portal.measure.match.kinds == {"news"}


def test_one_of_several_forms_counts_any_of_them() -> None:
    item = {"modality": "one_of", "measure": {"kind": "count", "n": 1, "options": ["dialogue", "contest"]}}
    found = defaults_from_reading(item)
    assert (found.modality, found.measure.match.kinds) == (Modality.ONE_OF, {"dialogue", "contest"})


@pytest.mark.parametrize(
    ("measure", "percent", "above"),
    [
        ({"kind": "ratio", "percent": 80, "above": True}, Decimal(80), True),
        ({"kind": "ratio", "percent": 82.5}, Decimal("82.5"), False),
        ({"kind": "coverage"}, Decimal(100), False),
        ({"kind": "coverage", "percent": 100.0}, Decimal(100), False),
        ({"kind": "ratio", "percent": 1000}, None, False),
    ],
)
def test_shares(measure: dict[str, Any], percent: Decimal | None, above: bool) -> None:
    found = defaults_from_reading({"measure": measure})
    assert (found.measure.kind, found.measure.percent, found.measure.above) == (MeasureKind.RATIO, percent, above)


def test_once_a_week_is_four_a_month() -> None:
    found = defaults_from_reading({"measure": {"kind": "count", "n": 1, "per": "week"}})
    assert (found.measure.n, found.window_kind) == (4, M)


def test_the_form_of_the_reader_is_understood() -> None:
    """The dataclasses of ``vanban.reading`` themselves, so that a renamed key is noticed here."""
    said = Deadline("…", (0, 1), DeadlineKind.DAY_OF_LAST_MONTH, ("quarter",), day=5, before=True)
    task = defaults_from_reading(plain(Task("…", (0, 1), "", None, deadline=said, modality=ReadModality.REQUESTED)))
    assert task.due == DueRule(DueKind.DAY_OF_LAST_MONTH, day=5, before=True)
    assert (task.modality, task.window_kind) == (Modality.REQUESTED, Q)
    measure = Measure(ReadMeasureKind.COUNT, n=6, per="plan", activity="news", start="2025-08-01", end="2025-12-31")
    read = Target("…", (0, 1), "", "06", "tin/bài", None, None, ReadModality.FLOOR, measure)
    target = defaults_from_reading(plain(read))
    assert (target.measure.n, target.measure.match.kinds) == (6, {"news"})
    assert (target.active_from, target.active_to) == (date(2025, 8, 1), date(2025, 12, 31))
    for kind in DeadlineKind:
        assert defaults_from_reading(plain(Task("…", (0, 1), "", None, deadline=Deadline("…", (0, 1), kind))))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)
words = json_values | st.sampled_from(["count", "ratio", "month", "week", "periodic", "2025-02-30", "news", 3])
odd_measures = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("kind", "n", "percent", "per", "activity", "from", "to"), words)
)
odd_deadlines = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("kind", "frequencies", "date", "day", "days", "event", "start", "end", "roster"), words)
)


@few
@given(
    st.fixed_dictionaries(
        {},
        optional={"measure": odd_measures | words, "deadline": odd_deadlines | words, "modality": words, "text": words},
    )
)
def test_odd_values_never_break_it_and_always_unfold(item: dict[str, Any]) -> None:
    found = defaults_from_reading(item)
    facts = CommitmentFacts(
        "c1", found.kind, found.modality, found.measure, found.window_kind, found.also_window_kinds,
        found.active_from, found.active_to, found.due,
    )  # fmt: skip
    assert isinstance(expand(facts, Window(date(2025, 1, 1), date(2025, 12, 31))), list)
