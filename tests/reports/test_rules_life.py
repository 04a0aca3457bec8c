"""The life of a report: every step by every hat at every stage, numbers and dates."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.core.errors import NotAllowed, Refused
from lantoa.reports.rules.life import (
    EDITABLE,
    FINAL,
    UNIT_STEPS,
    WARD_STEPS,
    Hat,
    Stage,
    Standing,
    Step,
    check_issue,
    check_notes,
    may_edit,
    next_stage,
    steps_open,
    tidy_number,
)

HATS = [frozenset(), *(frozenset({hat}) for hat in Hat), frozenset(Hat)]


@pytest.mark.parametrize(("is_unit", "hats"), list(product([True, False], HATS)))
def test_what_is_offered_can_be_done_and_nothing_else(is_unit: bool, hats: frozenset[Hat]) -> None:
    for stage in Stage:
        standing = Standing(stage, is_unit, hats)
        offered = steps_open(standing)
        for step in Step:
            try:
                next_stage(standing, step)
            except Refused:
                assert step not in offered
            else:
                assert step in offered


def test_final_stages_lead_nowhere_and_nobody_edits_them() -> None:
    for table in (UNIT_STEPS, WARD_STEPS):
        assert not [key for key in table if key[0] in FINAL]
    for stage in Stage:
        assert may_edit(Standing(stage, False, frozenset(Hat))) == (stage in EDITABLE)


def test_every_stage_can_be_reached() -> None:
    assert set(UNIT_STEPS.values()) == {Stage.SUBMITTED, Stage.DRAFT, Stage.RETURNED, Stage.ACCEPTED}
    assert set(WARD_STEPS.values()) == set(Stage) - {Stage.ACCEPTED}


@pytest.mark.parametrize(
    ("is_unit", "stage", "step", "hat"),
    [
        (True, Stage.SUBMITTED, Step.ACCEPT, Hat.DRAFTER),
        (True, Stage.SUBMITTED, Step.RETURN, Hat.DRAFTER),
        (False, Stage.DRAFT, Step.SUBMIT, Hat.DRAFTER),
        (False, Stage.SUBMITTED, Step.APPROVE, Hat.KEEPER),
        (False, Stage.SUBMITTED, Step.ISSUE, Hat.KEEPER),
        (False, Stage.SUBMITTED, Step.RETURN, Hat.KEEPER),
    ],
)
def test_nobody_decides_on_their_own_work(is_unit: bool, stage: Stage, step: Step, hat: Hat) -> None:
    with pytest.raises(NotAllowed):
        next_stage(Standing(stage, is_unit, frozenset({hat})), step)


def test_the_keeper_enters_the_number_once_the_leader_has_approved() -> None:
    assert next_stage(Standing(Stage.APPROVED, False, frozenset({Hat.KEEPER})), Step.ISSUE) is Stage.ISSUED
    assert next_stage(Standing(Stage.SUBMITTED, False, frozenset({Hat.SIGNER})), Step.ISSUE) is Stage.ISSUED


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("7", "07/BC-UBND"), (" 12 / bc-ubnd ", "12/BC-UBND"), ("125/BC-UBND", "125/BC-UBND"), ("3/BC-ĐU", "03/BC-ĐU")],
)
def test_numbers_are_tidied(typed: str, kept: str) -> None:
    assert tidy_number(typed) == kept


@pytest.mark.parametrize("typed", ["", "0", "BC-UBND", "12/", "12/BC UBND xã", "-5", "1234567/BC", "12/BC\n"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    if typed == "12/BC\n":
        assert tidy_number(typed) == "12/BC"
        return
    with pytest.raises(Refused) as refused:
        tidy_number(typed)
    assert refused.value.code == "report_number"


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_a_report_is_dated_between_its_figures_and_today(dated_on: date) -> None:
    data_to, today = date(2026, 9, 30), date(2026, 10, 9)
    if data_to <= dated_on <= today:
        check_issue(dated_on=dated_on, data_to=data_to, today=today)
    else:
        with pytest.raises(Refused, match="Ngày báo cáo"):
            check_issue(dated_on=dated_on, data_to=data_to, today=today)


def test_who_returns_says_what_to_mend() -> None:
    check_notes(["", "Thiếu số liệu tổ 5"])
    with pytest.raises(Refused, match="ít nhất một ý"):
        check_notes(["  ", ""])
