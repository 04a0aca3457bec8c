"""What a page says of a deadline that has to do with a day off. The rule itself stands in ``expansion``."""

from datetime import date

from lantoa.core.holidays import WEEKDAYS, WorkCalendar
from lantoa.plans.rules.commitment import DueRule
from lantoa.plans.rules.expansion import counted_day


def day_note(deadline: date | None, rule: DueRule, calendar: WorkCalendar) -> str:
    """One Vietnamese sentence, or nothing where the deadline is an ordinary working day.

    A deadline that the plan names and that is a day off stays; the sentence names the last working day before it. A
    period that was prolonged to the next working day says to which day it had counted.
    """
    if deadline is None:
        return ""
    if calendar.is_off(deadline):
        before = calendar.last_working(deadline)
        return (
            f"Ngày {deadline:%d/%m/%Y} là {_off(calendar.reason(deadline))}; ngày làm việc cuối cùng trước hạn là"
            f" {WEEKDAYS[before.weekday()]} {before:%d/%m/%Y}."
        )
    counted = counted_day(rule, calendar)
    if counted is None or counted == deadline or calendar.next_working(counted) != deadline:
        return ""
    return (
        f"Tính đủ thời hạn là ngày {counted:%d/%m/%Y}, {_off(calendar.reason(counted))}; theo khoản 5 Điều 148 Bộ"
        f" luật Dân sự 2015, thời hạn kết thúc vào ngày làm việc tiếp theo, {deadline:%d/%m/%Y}."
    )


def _off(reason: str) -> str:
    """ "ngày nghỉ (Quốc khánh)"; a swapped day is called "ngày nghỉ" by its own name."""
    return f"n{reason[1:]}" if reason.startswith("Ngày nghỉ") else f"ngày nghỉ ({reason})"
