"""The list and the calendar of due work: which lines stand where."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.core.holidays import NATIONAL, WorkCalendar
from lantoa.core.periods import PeriodKind, Window, label_of
from lantoa.core.saying import said
from lantoa.inspections.queries import FollowUp
from lantoa.progress.models import PlannedWork
from lantoa.progress.presenting import WorkLine, sorted_lines
from lantoa.progress.rules import NOT_OWED, SHORT, ProgressState

SHOWN: dict[str, frozenset[ProgressState]] = {
    "open": frozenset(ProgressState) - NOT_OWED - {ProgressState.DONE},
    "done": frozenset({ProgressState.DONE}),
    "late": SHORT,
    "missing": frozenset(ProgressState),
    "all": frozenset(ProgressState),
}

MISSING = "missing"
"""The filter for what will be missed: by forecast, not by state."""

HEADINGS = (
    "Quá hạn",
    "Đến hạn trong tuần này",
    "Đến hạn trong tháng này",
    "Các tháng sau",
    "Đang chờ ngày",
    "Đã qua",
)


@dataclass(frozen=True, slots=True)
class DueGroup:
    """Lines under one heading of the list."""

    title: str
    lines: list[WorkLine] = field(default_factory=list)


def matching(lines: Iterable[WorkLine], *, unit: str, person: str, show: str) -> list[WorkLine]:
    """The lines of a unit (leading or coordinating), a person, and the states that are to be shown."""
    states = SHOWN.get(show) or SHOWN["open"]
    return sorted_lines(
        line
        for line in lines
        if line.progress.state in states
        and (show != MISSING or (line.outlook and line.outlook.will_miss))
        and _is_of_unit(line, unit)
        and _is_of_person(line, person)
    )


def _is_of_unit(line: WorkLine, unit: str) -> bool:
    if not unit:
        return True
    involved = {line.commitment.lead_id, line.work.unit_id, *(c.unit_id for c in line.commitment.coordinating.all())}
    return unit in {str(pk) for pk in involved}


def _is_of_person(line: WorkLine, person: str) -> bool:
    return not person or str(line.work.assignee_id) == person


def grouped(lines: Iterable[WorkLine], today: date) -> list[DueGroup]:
    """Late first, then this week, this month, later, and what waits for its date."""
    week_end = today + timedelta(days=6 - today.weekday())
    month_end = today.replace(day=calendar.monthrange(today.year, today.month)[1])
    groups = {name: DueGroup(said(name)) for name in HEADINGS}
    for line in lines:
        groups[_group_of(line, today, week_end=week_end, month_end=month_end)].lines.append(line)
    return [group for group in groups.values() if group.lines]


def _group_of(line: WorkLine, today: date, *, week_end: date, month_end: date) -> str:
    state, deadline = line.progress.state, line.progress.deadline
    if state is ProgressState.LATE:
        return "Quá hạn"
    if state is ProgressState.MISSED:
        return "Đã qua"
    if state is ProgressState.WAITING_DATE:
        return "Đang chờ ngày"
    if deadline < today:
        return "Đã qua"
    if deadline <= week_end:
        return "Đến hạn trong tuần này"
    return "Đến hạn trong tháng này" if deadline <= month_end else "Các tháng sau"


def _planned_item(line: WorkLine, row: PlannedWork) -> dict[str, str]:
    words = {"text": line.commitment.text, "who": row.assignee.name if row.assignee else str(row.unit or "")}
    label = _("Dự kiến: %(text)s (%(who)s)") % words if words["who"] else _("Dự kiến: %(text)s") % words
    return {"label": label, "url": line.url, "state": "on_pace"}


@dataclass(frozen=True, slots=True)
class FollowLine:
    """What an inspection asks of a unit, among the due work."""

    follow: FollowUp
    label: str

    @property
    def url(self) -> str:
        """Its page."""
        return reverse("finding_show", args=[self.follow.finding.pk])


def following(rows: Iterable[FollowUp], *, unit: str, person: str, show: str) -> list[FollowLine]:
    """What inspections ask, under the filters of the list. It belongs to a unit, so a person's list has none of it."""
    codes = {"open": {"late", "on_pace", "not_due"}, "done": {"done"}, "late": {"late"}, MISSING: set[str]()}
    return [
        FollowLine(row, _("Quá hạn khắc phục") if row.is_overdue else str(row.finding.get_state_display()))
        for row in rows
        if not person and unit in {"", str(row.unit_id)} and row.code in codes.get(show, {row.code})
    ]


def _follow_item(line: FollowLine) -> dict[str, str]:
    finding = line.follow.finding
    words = {"text": finding.text, "unit": str(finding.unit)}
    label = _("Khắc phục sau kiểm tra: %(text)s (%(unit)s)") % words
    return {"label": label, "url": line.url, "state": line.follow.code}


def month_of(
    year: int, month: int, lines: Iterable[WorkLine], *, today: date, days: WorkCalendar = NATIONAL,
    follow: Iterable[FollowLine] = (),
) -> dict[str, object]:  # fmt: skip
    """A month for ``components/calendar.html``: each piece of due work on its deadline, days off with their names."""
    by_day: dict[date, list[dict[str, str]]] = {}
    for one in follow:
        by_day.setdefault(one.follow.due_on, []).append(_follow_item(one))
    for line in sorted_lines(lines):
        who = str(line.commitment.lead or line.commitment.lead_text)
        label = f"{line.commitment.text} ({who})" if who else line.commitment.text
        item = {"label": label, "url": line.url, "state": line.progress.state.value}
        by_day.setdefault(line.progress.deadline, []).append(item)
        for row in line.outlook.planned if line.outlook else ():
            by_day.setdefault(row.planned_on, []).append(_planned_item(line, row))
    weeks = [
        [
            {
                "date": day,
                "inside": day.month == month,
                "today": day == today,
                "items": by_day.get(day, []),
                "off": days.is_off(day),
                "holiday": said(days.holiday(day)) if days.is_off(day) else "",
            }
            for day in week
        ]
        for week in calendar.Calendar().monthdatescalendar(year, month)
    ]
    last = calendar.monthrange(year, month)[1]
    title = said(label_of(PeriodKind.MONTH, Window(date(year, month, 1), date(year, month, last))))
    return {"title": title, "weeks": weeks}
