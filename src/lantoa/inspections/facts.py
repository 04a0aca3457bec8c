"""An inspection as the plain values that its documents are written from."""

from datetime import datetime

from lantoa.core.clock import WARD_TIME
from lantoa.inspections.documents import FindingFacts, InspectionFacts, LineFacts
from lantoa.inspections.models import ChecklistLine, Inspection
from lantoa.inspections.queries import lines_of
from lantoa.inspections.rules import FindingKind, LineSource, Mark


def facts_of(row: Inspection) -> InspectionFacts:
    """Everything that minutes and conclusion say. Needs ``unit`` and ``lead``; times in ward time."""
    opened, closed = _on_the_day(row.opened_at, row), _on_the_day(row.closed_at, row)
    findings = row.findings.select_related("unit")
    plan = row.commitment.version.plan if row.commitment else None
    return InspectionFacts(
        unit=row.unit.name, lead=row.lead.name, others=_lines(row.others), present=_lines(row.present),
        place=row.place, held_on=row.held_on or row.planned_on, opened=opened, closed=closed,
        lines=tuple(_line(line) for line in lines_of(row)),
        findings=tuple(
            FindingFacts(FindingKind(one.kind), one.text, one.unit.name, one.due_on) for one in findings
        ),
        opinion=_lines(row.opinion), conclusion=_lines(row.conclusion),
        plan_number=plan.number if plan else "", plan_on=plan.issued_on if plan else None,
        plan_title=plan.title if plan else "",
    )  # fmt: skip


def _on_the_day(at: datetime | None, row: Inspection) -> datetime | None:
    """The moment in ward time; None where it was entered on another day than the inspection's."""
    local = at.astimezone(WARD_TIME) if at else None
    return local if local and local.date() == row.held_on else None


def _line(line: ChecklistLine) -> LineFacts:
    return LineFacts(
        LineSource(line.source), line.text, seen=seen_words(line.seen), mark=Mark(line.mark).label if line.mark else "",
        note=line.note, photos=len(line.photos.all()),
    )  # fmt: skip


def seen_words(seen: dict[str, object]) -> str:
    """What the system saw, in one sentence: "Quá hạn; đạt 8/10 kỳ; 2/4 lần"; empty where it knows nothing."""
    if not seen:
        return ""
    words = [str(seen["label"]), f"đạt {seen['done']}/{seen['owed']} kỳ đã bắt đầu"]
    return "; ".join([*words, *([str(seen["figure"])] if seen.get("figure") else [])])


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
