"""Writes about inspections: plan, open, mark, find, close. Each leaves one entry; the inspection's row is locked
first."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from lantoa.activities.captured import record_captured
from lantoa.activities.models import Activity
from lantoa.activities.rules import ActivityDraft, ServiceDraft
from lantoa.communes.models import Commune, Membership, Person, Unit
from lantoa.communes.queries import work_calendar
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.files.actions import Received, enter
from lantoa.inspections.jobs import make_documents
from lantoa.inspections.models import ChecklistLine, Finding, Inspection, LinePhoto
from lantoa.inspections.queries import still_open
from lantoa.inspections.rules import (
    FindingKind,
    InspectionState,
    LineDraft,
    LineSource,
    Mark,
    MarkedLine,
    Seen,
    check_can_close,
    check_finding,
    check_planned_on,
    check_units,
    draw,
    proposed_days,
    tally,
)
from lantoa.ledger.actions import record
from lantoa.plans.models import Commitment
from lantoa.plans.queries import adopted_commitments
from vanban.vocabulary import ActivityKind, Audience, Topic

STATE_WORDS = {
    InspectionState.PLANNED: "Cuộc kiểm tra này chưa bắt đầu.",
    InspectionState.RUNNING: "Cuộc kiểm tra này đang tiến hành.",
    InspectionState.CLOSED: "Cuộc kiểm tra này đã kết thúc nên không sửa được nữa.",
    InspectionState.CANCELLED: "Cuộc kiểm tra này đã hủy.",
}


@transaction.atomic
def plan_inspections(
    *, commune: Commune, units: Sequence[Unit], first: date, gap: int, lead: Person, commitment: Commitment | None,
    by: Person,
) -> list[Inspection]:  # fmt: skip
    """One inspection for each unit, on working days ``gap`` working days apart.

    Raises:
        Refused: ``inspection_no_unit``, ``inspection_many``.
    """
    check_units(len(units))
    days = proposed_days(first, len(units), work_calendar(), gap=gap)
    rows = []
    for unit, day in zip(units, days, strict=True):
        row = Inspection.of(
            commune.pk, unit=unit, planned_on=day, lead=lead, commitment=commitment, planned_by=by
        )  # fmt: skip
        row.save(force_insert=True)
        rows.append(row)
    facts = [[row.pk, row.unit_id, row.planned_on.isoformat()] for row in rows]
    record(action="inspection.planned", on=rows[0], by=by, inspections=facts, lead=lead.pk)
    return rows


@transaction.atomic
def change_plan(
    *, inspection: Inspection, planned_on: date, lead: Person, place: str, others: str, by: Person
) -> Inspection:  # fmt: skip
    """Another day, lead or place while it has not been closed.

    Raises:
        Refused: ``inspection_state``, ``inspection_day_off``.
    """
    row = _locked(inspection, InspectionState.PLANNED, InspectionState.RUNNING)
    if planned_on != row.planned_on:
        check_planned_on(planned_on, work_calendar())
    row.planned_on, row.lead, row.place, row.others = planned_on, lead, place.strip(), others.strip()
    row.save(update_fields=["planned_on", "lead", "place", "others"])
    record(action="inspection.changed", on=row, by=by, planned_on=planned_on.isoformat(), lead=lead.pk)
    return row


@transaction.atomic
def cancel_inspection(*, inspection: Inspection, by: Person) -> Inspection:
    """Give an inspection up that was not closed.

    Raises:
        Refused("inspection_state").
    """
    row = _locked(inspection, InspectionState.PLANNED, InspectionState.RUNNING)
    row.state = InspectionState.CANCELLED.value
    row.save(update_fields=["state"])
    record(action="inspection.cancelled", on=row, by=by)
    return row


@transaction.atomic
def open_inspection(
    *, inspection: Inspection, seen: Iterable[Seen], by: Person, held_on: date | None = None
) -> Inspection:  # fmt: skip
    """Begin: the checklist is drawn and keeps what the system saw on this day. ``seen``: from progress; ``held_on``:
    the day, where it is not today.

    Raises:
        Refused("inspection_state"): it runs already, or is over.
    """
    row = _locked(inspection, InspectionState.PLANNED)
    lines = draw(seen, earlier=still_open(row.unit_id, before=row))
    ChecklistLine.objects.bulk_create(_line(row, place, draft) for place, draft in enumerate(lines, start=1))
    row.state, row.opened_at, row.held_on = InspectionState.RUNNING.value, clock.now(), held_on or clock.today()
    row.save(update_fields=["state", "opened_at", "held_on"])
    record(action="inspection.opened", on=row, by=by, unit=row.unit_id, lines=len(lines))
    return row


def _line(row: Inspection, place: int, draft: LineDraft) -> ChecklistLine:
    return ChecklistLine.of(
        row.commune_id, inspection=row, position=place, source=draft.source.value, code=draft.code, text=draft.text,
        commitment_id=draft.seen.commitment_id if draft.seen else None, seen=asdict(draft.seen) if draft.seen else {},
    )  # fmt: skip


def _locked(inspection: Inspection, *states: InspectionState) -> Inspection:
    row: Inspection = Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)
    if row.state not in {state.value for state in states}:
        words = STATE_WORDS[InspectionState(row.state)]
        raise Refused("inspection_state", f"{words} Hãy tải lại trang để xem.")
    return row


@transaction.atomic
def add_line(*, inspection: Inspection, text: str, by: Person) -> ChecklistLine:
    """A question of the inspector's own.

    Raises:
        Refused: ``inspection_state``, ``line_empty``.
    """
    row = _locked(inspection, InspectionState.RUNNING)
    clean = " ".join(text.split())[:500]
    if len(clean) < 5:
        raise Refused("line_empty", "Hãy ghi rõ nội dung cần kiểm tra (ít nhất 5 ký tự).")
    line = _line(row, row.lines.count() + 1, LineDraft(LineSource.OWN, clean))
    line.save(force_insert=True)
    record(action="inspection.line_added", on=row, by=by, line=line.pk)
    return line


@transaction.atomic
def mark_line(
    *, line: ChecklistLine, mark: Mark | None, note: str, seen: int, by: Person, files: Sequence[Received] = ()
) -> ChecklistLine:  # fmt: skip
    """What the inspector found at one line, with photos. ``seen``: the line's revision on the page.

    Raises:
        Refused: ``inspection_state``; ``line_changed``: another inspector was quicker.
    """
    inspection = _locked(line.inspection, InspectionState.RUNNING)
    row: ChecklistLine = ChecklistLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    if row.revision != seen:
        raise Refused(
            "line_changed", "Người khác vừa ghi mục này. Hãy tải lại trang để xem kết quả đã ghi rồi sửa nếu cần."
        )
    row.mark, row.note = (mark.value if mark else ""), note.strip()[:2000]
    row.revision, row.marked_by, row.marked_at = row.revision + 1, by, clock.now()
    row.save(update_fields=["mark", "note", "revision", "marked_by", "marked_at"])
    for received in files:
        file = enter(commune=inspection.commune, received=received, by=by)
        LinePhoto.objects.get_or_create(commune=inspection.commune, line=row, file=file, defaults={"added_by": by})
    record(action="inspection.line_marked", on=inspection, by=by, line=row.pk, mark=row.mark, files=len(files))
    return row


@dataclass(frozen=True, slots=True)
class FindingDraft:
    """What the inspector wrote down."""

    kind: FindingKind
    text: str
    unit: Unit
    due_on: date | None
    line: ChecklistLine | None = None


@transaction.atomic
def add_finding(*, inspection: Inspection, draft: FindingDraft, by: Person) -> Finding:
    """A shortcoming or a recommendation with who mends it by when.

    Raises:
        Refused: ``inspection_state``, ``finding_empty``, ``finding_due``.
    """
    row = _locked(inspection, InspectionState.RUNNING)
    text = check_finding(draft.text, due_on=draft.due_on, held_on=row.held_on or clock.today())
    finding = Finding.of(
        row.commune_id, inspection=row, line=draft.line, kind=draft.kind.value, text=text, unit=draft.unit,
        due_on=draft.due_on, found_by=by,
    )  # fmt: skip
    finding.save(force_insert=True)
    record(action="finding.added", on=finding, by=by, inspection=row.pk, unit=draft.unit.pk)
    return finding


@transaction.atomic
def drop_finding(*, finding: Finding, by: Person) -> None:
    """Take a finding back while the inspection still runs.

    Raises:
        Refused("inspection_state").
    """
    _locked(finding.inspection, InspectionState.RUNNING)
    record(action="finding.dropped", on=finding, by=by)
    finding.delete()


@transaction.atomic
def close_inspection(
    *, inspection: Inspection, present: str, opinion: str, conclusion: str, by: Person
) -> Inspection:  # fmt: skip
    """End it: the activity is recorded by itself, minutes and conclusion are made by a job, findings become due work.

    Raises:
        Refused: ``inspection_state``, ``inspection_unfinished``, ``inspection_unexplained``.
    """
    row = _locked(inspection, InspectionState.RUNNING)
    lines = list(row.lines.prefetch_related("findings"))
    check_can_close([MarkedLine(line.mark, line.note, bool(line.findings.all())) for line in lines])
    row.present, row.opinion, row.conclusion = present.strip(), opinion.strip(), conclusion.strip()
    row.state, row.closed_at, row.closed_by = InspectionState.CLOSED.value, clock.now(), by
    row.activity = _activity(row, by)
    row.save()
    marks = dict(tally(line.mark for line in lines))
    record(action="inspection.closed", on=row, by=by, marks=marks, findings=row.findings.count())
    make_documents.defer(row.commune_id, row.pk)
    return row


def _activity(row: Inspection, by: Person) -> Activity:
    served = adopted_commitments().filter(pk=row.commitment_id).first() if row.commitment_id else None
    seat = Membership.objects.filter(person=row.lead, ended_at__isnull=True, unit__isnull=False).first()
    unit_id = seat.unit_id if seat else (served.lead_id if served else None)
    draft = ActivityDraft(
        key=uuid5(NAMESPACE_URL, f"lantoa/inspection/{row.commune_id}/{row.pk}"),
        title=f"Kiểm tra công tác tuyên truyền CCHC tại {row.unit}"[:300], kind=ActivityKind.INSPECTION.value,
        happened_on=row.held_on or clock.today(), unit_id=unit_id, topics=(Topic.LEADERSHIP.value,),
        audiences=(Audience.OFFICIALS.value,), place=row.place,
        services=(ServiceDraft(served.pk),) if served else (),
    )  # fmt: skip
    return record_captured(commune=row.commune, draft=draft, by=by)
