"""What stands between a review and its adoption."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from lantoa.core.errors import Refused
from lantoa.core.periods import Window
from lantoa.plans.rules.commitment import CommitmentKind, DueKind, DueRule, Measure, MeasureKind
from lantoa.plans.rules.review import (
    MESSAGES,
    VERSION_TRANSITIONS,
    ContradictionFacts,
    Decision,
    ItemFacts,
    Origin,
    VersionState,
    adoption_blockers,
    adoption_warnings,
    check_transition,
    review_order,
)

PERIOD = Window(date(2025, 1, 1), date(2025, 12, 31))
TASK = ItemFacts("t1", CommitmentKind.TASK, Decision.ACCEPTED, lead_unit_id="u1")
TARGET = ItemFacts(
    "g1", CommitmentKind.TARGET, Decision.ACCEPTED, measure=Measure(MeasureKind.COUNT, n=2), lead_unit_id="u1"
)


def codes(
    *items: ItemFacts, contradictions: tuple[ContradictionFacts, ...] = (), period: Window | None = PERIOD
) -> list[str]:
    return [blocker.code for blocker in adoption_blockers(items, contradictions, period)]


def test_a_decided_plan_may_be_adopted() -> None:
    dropped = ItemFacts("t2", CommitmentKind.TASK, Decision.DROPPED)
    merged = ItemFacts("t3", CommitmentKind.TASK, Decision.MERGED, merged_into="t1")
    assert codes(TASK, TARGET, dropped, merged, contradictions=(ContradictionFacts("x", decided=True),)) == []


def test_each_reason_is_named_with_its_items() -> None:
    items = [
        replace(TASK, id="p1", decision=Decision.PENDING),
        replace(TASK, id="p2", decision=Decision.PENDING, origin=Origin.PROPOSED),
        replace(TARGET, id="g2", measure=None),
        replace(TARGET, id="g3", measure=Measure(MeasureKind.RATIO)),
        replace(TASK, id="t4", due=DueRule(DueKind.FIXED_DATE)),
        replace(TASK, id="t5", decision=Decision.MERGED, merged_into="p1"),
    ]
    found = adoption_blockers(items, [ContradictionFacts("x1")], None)
    assert {blocker.code: blocker.ids for blocker in found} == {
        "period_missing": (),
        "contradictions_undecided": ("x1",),
        "items_pending": ("p1",),
        "proposals_pending": ("p2",),
        "target_unmeasured": ("g2", "g3"),
        "due_incomplete": ("t4",),
        "merged_nowhere": ("t5",),
    }
    assert all("{" not in blocker.message and blocker.message.endswith(".") for blocker in found)


def test_a_plan_without_any_accepted_item_is_nothing_to_carry_out() -> None:
    assert codes() == ["nothing_accepted"]
    assert codes(replace(TASK, decision=Decision.DROPPED)) == ["nothing_accepted"]


@pytest.mark.parametrize(
    ("due", "is_complete"),
    [
        (DueRule(DueKind.WINDOW_END), True),
        (DueRule(DueKind.DAYS_AFTER_EVENT), False),
        (DueRule(DueKind.DAYS_AFTER_EVENT, days=20), True),
        (DueRule(DueKind.DAY_OF_LAST_MONTH), False),
        (DueRule(DueKind.DAY_OF_LAST_MONTH, day=5), True),
        (DueRule(DueKind.HIGHER_CALENDAR), True),
        (DueRule(DueKind.ROSTER), True),
    ],
)
def test_what_is_awaited_may_come_later_but_the_rule_must_be_whole(due: DueRule, is_complete: bool) -> None:
    assert (codes(replace(TASK, due=due)) == []) is is_complete


@pytest.mark.parametrize(
    ("measure", "is_measurable"),
    [
        (Measure(MeasureKind.COUNT), False),
        (Measure(MeasureKind.COUNT, n=0), False),
        (Measure(MeasureKind.COUNT, n=1), True),
        (Measure(MeasureKind.RATIO, percent=Decimal(0)), False),
        (Measure(MeasureKind.RATIO, percent=Decimal(101)), False),
        (Measure(MeasureKind.RATIO, percent=Decimal(100)), True),
        (Measure(MeasureKind.DELIVERABLE), True),
    ],
)
def test_a_target_must_say_how_much(measure: Measure, is_measurable: bool) -> None:
    assert (codes(replace(TARGET, measure=measure)) == []) is is_measurable


def test_a_missing_lead_is_a_warning_only() -> None:
    orphan = replace(TASK, lead_unit_id=None)
    assert codes(orphan) == []
    assert [w.code for w in adoption_warnings([orphan, TASK])] == ["lead_missing"]


def test_what_the_reader_doubted_comes_first() -> None:
    items = [
        replace(TASK, id="decided"),
        replace(TASK, id="sure", decision=Decision.PENDING, place=1),
        replace(TASK, id="doubted", decision=Decision.PENDING, sure=False, place=9),
    ]
    assert [item.id for item in review_order(items)] == ["doubted", "sure", "decided"]


def test_every_state_can_be_reached_and_final_states_are_final() -> None:
    reached, edge = {VersionState.READING}, [VersionState.READING]
    while edge:
        new = VERSION_TRANSITIONS[edge.pop()] - reached
        reached |= new
        edge += new
    assert reached == set(VersionState) == set(VERSION_TRANSITIONS)
    assert {state for state, to in VERSION_TRANSITIONS.items() if not to} == {
        VersionState.SUPERSEDED,
        VersionState.WITHDRAWN,
    }


def test_an_adopted_version_cannot_be_reviewed_again() -> None:
    with pytest.raises(Refused, match="plan_state") as refused:
        check_transition(VersionState.ADOPTED, VersionState.IN_REVIEW)
    assert "Đang thực hiện" in refused.value.message
    check_transition(VersionState.IN_REVIEW, VersionState.ADOPTED)


def test_every_message_says_what_to_do() -> None:
    assert all(any(word in text for word in ("Hãy", "Nên")) for text in MESSAGES.values())
