"""A commitment in the words of an official."""
# ruff: noqa: E501

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from lantoa.core.periods import PeriodKind as P
from lantoa.plans.rules.commitment import (
    CommitmentFacts,
    CommitmentKind,
    DueKind,
    DueRule,
    Measure,
    MeasureKind,
    Modality,
)
from lantoa.plans.wording import LEDGER, due_words, ledger_words, measure_words


def facts(measure: Measure, modality: Modality = Modality.FLOOR, *windows: P) -> CommitmentFacts:
    return CommitmentFacts("1", CommitmentKind.TARGET, modality, measure, windows[0], tuple(windows[1:]))


@pytest.mark.parametrize(
    ("commitment", "unit", "words"),
    [
        (facts(Measure(MeasureKind.COUNT, n=2), Modality.FLOOR, P.MONTH), "", "ít nhất 02 lần mỗi tháng"),
        (facts(Measure(MeasureKind.COUNT, n=12), Modality.MUST, P.YEAR), "tin, bài", "12 tin, bài mỗi năm"),
        (facts(Measure(MeasureKind.COUNT), Modality.FLOOR, P.PLAN), "", "chưa nêu số lượng trong cả kỳ kế hoạch"),
        (facts(Measure(MeasureKind.RATIO, percent=Decimal(80), above=True), Modality.MUST, P.YEAR), "", "đạt trên 80% mỗi năm"),
        (facts(Measure(MeasureKind.RATIO, percent=Decimal("12.50")), Modality.MUST, P.PLAN), "", "đạt 12,5% trở lên trong cả kỳ kế hoạch"),
        (facts(Measure(MeasureKind.RATIO, percent=Decimal("100.00")), Modality.MUST, P.PLAN), "", "đạt 100% trong cả kỳ kế hoạch"),
        (facts(Measure(MeasureKind.RATIO), Modality.MUST, P.PLAN), "", "chưa nêu tỷ lệ trong cả kỳ kế hoạch"),
        (facts(Measure(MeasureKind.DELIVERABLE), Modality.MUST, P.QUARTER, P.HALF_YEAR, P.YEAR), "", "hoàn thành mỗi quý, mỗi 6 tháng và mỗi năm"),
    ],
)  # fmt: skip
def test_how_much_and_how_often(commitment: CommitmentFacts, unit: str, words: str) -> None:
    assert measure_words(commitment, unit) == words


@pytest.mark.parametrize(
    ("rule", "window", "words"),
    [
        ({}, P.PLAN, "đến hết kỳ kế hoạch"),
        ({}, P.MONTH, "chậm nhất ngày cuối của mỗi tháng"),
        ({"kind": DueKind.DAY_OF_LAST_MONTH, "day": 5, "before": True}, P.QUARTER, "trước ngày 05 tháng cuối của mỗi quý"),
        ({"kind": DueKind.DAY_OF_LAST_MONTH, "day": 25}, P.MONTH, "chậm nhất ngày 25 hằng tháng"),
        ({"kind": DueKind.DAY_OF_LAST_MONTH}, P.MONTH, "chưa nhập ngày trong tháng"),
        ({"kind": DueKind.FIXED_DATE, "on": date(2025, 12, 5), "before": True}, P.PLAN, "trước ngày 05/12/2025"),
        ({"kind": DueKind.FIXED_DATE}, P.PLAN, "chưa nhập ngày"),
        ({"kind": DueKind.DAYS_AFTER_EVENT, "days": 20, "event": "ngày ban hành hướng dẫn"}, P.PLAN, "chậm nhất 20 ngày kể từ ngày ban hành hướng dẫn"),
        ({"kind": DueKind.DAYS_AFTER_EVENT, "days": 5, "working_days": True, "event": "khai mạc", "event_on": date(2025, 3, 1)}, P.PLAN, "chậm nhất 05 ngày làm việc kể từ khai mạc (01/03/2025)"),
        ({"kind": DueKind.DAYS_AFTER_EVENT}, P.PLAN, "chưa nhập số ngày"),
        ({"kind": DueKind.ROSTER}, P.MONTH, "theo lịch phân công"),
        ({"kind": DueKind.HIGHER_CALENDAR, "on": date(2025, 9, 2)}, P.PLAN, "theo lịch của cấp trên: 02/09/2025"),
        ({"kind": DueKind.NONE}, P.PLAN, "thường xuyên, không có hạn riêng"),
    ],
)  # fmt: skip
def test_by_when(rule: dict[str, Any], window: P, words: str) -> None:
    assert due_words(DueRule(**rule), window) == words


@pytest.mark.parametrize("kind", list(DueKind))
@pytest.mark.parametrize("window", list(P))
def test_every_rule_has_words_for_every_window(kind: DueKind, window: P) -> None:
    assert due_words(DueRule(kind, on=date(2025, 1, 1), days=3, day=5), window)


def test_entries_of_the_ledger_have_words_even_without_their_facts() -> None:
    assert ledger_words("plan.adopted", {"due": 43}) == "Ban hành, lập 43 việc đến hạn"
    assert all("{" not in ledger_words(action, {}) for action in LEDGER)
    assert ledger_words("plan.something_new", {}) == "plan.something_new"
