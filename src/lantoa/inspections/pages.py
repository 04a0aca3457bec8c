"""What the pages of inspections show: rows put together for the templates, no decisions."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.communes.access import Actor
from lantoa.communes.roles import Permission
from lantoa.communes.tabs import Tab
from lantoa.core import clock
from lantoa.inspections.access import may_answer
from lantoa.inspections.facts import seen_words
from lantoa.inspections.models import ChecklistLine, Finding, Inspection
from lantoa.inspections.queries import follow_ups, inspections, lines_of, steps_of
from lantoa.inspections.rules import (
    FindingState,
    InspectionState,
    Mark,
    is_overdue,
    progress_code,
    tally,
)

STATE_CODES = {
    InspectionState.PLANNED.value: "not_due", InspectionState.RUNNING.value: "on_pace",
    InspectionState.CLOSED.value: "done", InspectionState.CANCELLED.value: "waived",
}  # fmt: skip
"""Under which colour and sign of progress a state is shown."""
MARK_CODES = {Mark.PASSED.value: "done", Mark.FAILED.value: "late", Mark.NOT_APPLICABLE.value: "waived"}


def tabs(here: str) -> list[Tab]:
    """The pages of the room; ``here`` is the URL name of the open one."""
    pages = (("inspection_list", _("Các cuộc kiểm tra")), ("finding_list", _("Kiến nghị, khắc phục")))
    return [Tab(reverse(name), label, name == here) for name, label in pages]


@dataclass(frozen=True, slots=True)
class InspectionLine:
    """One inspection in the list."""

    row: Inspection
    code: str
    findings: int
    open_findings: int


def list_page(actor: Actor) -> dict[str, object]:
    """All inspections: what is to come and what runs first, then the history."""
    found: dict[int, list[Finding]] = {}
    for finding in Finding.objects.all():
        found.setdefault(finding.inspection_id, []).append(finding)
    lines = [
        InspectionLine(
            row, STATE_CODES[row.state], len(found.get(row.pk, ())),
            sum(one.state != FindingState.CLOSED.value for one in found.get(row.pk, ())),
        )
        for row in inspections()
    ]  # fmt: skip
    ahead = {InspectionState.PLANNED.value, InspectionState.RUNNING.value}
    return {
        "tabs": tabs("inspection_list"), "may_inspect": actor.may(Permission.INSPECT), "today": clock.today(),
        "coming": sorted((line for line in lines if line.row.state in ahead), key=lambda one: one.row.planned_on),
        "past": [line for line in lines if line.row.state not in ahead],
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of a checklist as a page shows it."""

    line: ChecklistLine
    seen: str
    code: str


def line_row(line: ChecklistLine) -> LineRow:
    """The line with what the system saw in words."""
    return LineRow(line, seen_words(line.seen), MARK_CODES.get(line.mark, ""))


def show_page(actor: Actor, row: Inspection) -> dict[str, object]:
    """One inspection: its checklist, findings, documents."""
    lines = [line_row(line) for line in lines_of(row)]
    is_running = row.state == InspectionState.RUNNING.value
    may = actor.may(Permission.INSPECT)
    is_planned = row.state == InspectionState.PLANNED.value
    return {
        "inspection": row, "code": STATE_CODES[row.state], "lines": lines,
        "findings": [FindingRow.of(one) for one in row.findings.select_related("unit")] if may or row.closed_at else [],
        "marks": [(mark.label, tally(one.line.mark for one in lines)[mark.value]) for mark in Mark],
        "left": sum(not one.line.mark for one in lines), "may_inspect": may, "is_running": is_running,
        "may_mark": may and is_running, "may_change": may and (is_running or is_planned),
        "may_open": may and is_planned,
        "mark_choices": list(Mark), "making": row.closed_at is not None and row.minutes_docx_id is None,
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding as a list shows it."""

    finding: Finding
    code: str
    label: str

    @classmethod
    def of(cls, finding: Finding) -> "FindingRow":
        """The finding with the sign and the word of its state today."""
        today = clock.today()
        late = is_overdue(finding.state, finding.due_on, today)
        label = _("Quá hạn khắc phục") if late else str(finding.get_state_display())
        return cls(finding, progress_code(finding.state, finding.due_on, today), label)


def findings_page(actor: Actor) -> dict[str, object]:
    """What inspections ask of units: the open ones, the reader's unit first, then what is mended."""
    rows = [FindingRow.of(one.finding) for one in follow_ups(today=clock.today())]
    open_rows = [row for row in rows if row.finding.state != FindingState.CLOSED.value]
    return {
        "tabs": tabs("finding_list"),
        "open": sorted(open_rows, key=lambda row: row.finding.unit_id != actor.unit_id),
        "closed": [row for row in rows if row.finding.state == FindingState.CLOSED.value],
    }  # fmt: skip


def finding_page(actor: Actor, finding: Finding) -> dict[str, object]:
    """One finding and everything that became of it."""
    closed = finding.inspection.closed_at is not None
    return {
        "row": FindingRow.of(finding), "finding": finding, "steps": list(steps_of(finding)),
        "may_answer": closed and finding.state == FindingState.OPEN.value and may_answer(actor, finding),
        "may_decide": finding.state == FindingState.ANSWERED.value and actor.may(Permission.INSPECT),
    }  # fmt: skip


def line_page(inspection: Inspection, line: ChecklistLine) -> dict[str, object]:
    """One line drawn again after it was marked."""
    return {
        "inspection": inspection, "row": line_row(line), "may_mark": True, "mark_choices": list(Mark), "is_saved": True
    }  # fmt: skip
