"""What is said of a deadline that has to do with a day off."""

from datetime import date

import pytest

from lantoa.core.holidays import NATIONAL, WorkCalendar
from lantoa.plans.rules.commitment import DueKind, DueRule
from lantoa.plans.rules.days_off import day_note
from lantoa.plans.rules.expansion import event_due_date

BEFORE = "; ngày làm việc cuối cùng trước hạn là"


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        (date(2026, 11, 30), ""),
        (None, ""),
        (date(2026, 10, 31), f"Ngày 31/10/2026 là ngày nghỉ (Thứ Bảy){BEFORE} Thứ Sáu 30/10/2026."),
        (date(2026, 4, 30), f"Ngày 30/04/2026 là ngày nghỉ (Ngày Chiến thắng){BEFORE} Thứ Tư 29/04/2026."),
        (date(2026, 8, 31), f"Ngày 31/08/2026 là ngày nghỉ (thay cho ngày 22/08/2026){BEFORE} Thứ Sáu 28/08/2026."),
    ],
)  # fmt: skip
def test_a_named_day_stays_and_the_last_working_day_before_it_is_named(deadline: date | None, words: str) -> None:
    assert day_note(deadline, DueRule(), NATIONAL) == words


def test_a_prolonged_period_says_to_which_day_it_had_counted_and_why() -> None:
    rule = DueRule(DueKind.DAYS_AFTER_EVENT, days=20, event_on=date(2026, 8, 3))
    deadline = event_due_date(rule)
    assert deadline == date(2026, 8, 24)
    words = day_note(deadline, rule, NATIONAL)
    assert "23/08/2026, ngày nghỉ (Chủ nhật)" in words
    assert "khoản 5 Điều 148 Bộ luật Dân sự 2015" in words
    ordinary = DueRule(DueKind.DAYS_AFTER_EVENT, days=18, event_on=date(2026, 8, 3))
    assert day_note(event_due_date(ordinary), ordinary, NATIONAL) == ""


def test_own_days_count() -> None:
    own = WorkCalendar(off={date(2026, 11, 30): "Lễ hội"})
    assert "(Lễ hội)" in day_note(date(2026, 11, 30), DueRule(), own)
