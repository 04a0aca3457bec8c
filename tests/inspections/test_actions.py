"""Inspections in the database: drawn from the plan, marked by two at once, closed with an activity of grade A."""

import io
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import docx
import pytest

from lantoa.activities.models import Activity
from lantoa.communes.models import Unit
from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.core.grades import effective_grades
from lantoa.files import store
from lantoa.inspections import actions, following
from lantoa.inspections.jobs import make_documents
from lantoa.inspections.models import Finding, Inspection
from lantoa.inspections.queries import follow_ups, inspection_commitments, waiting_for_inspector
from lantoa.inspections.rules import STANDING, FindingState, InspectionState, LineSource, Mark
from lantoa.ledger.models import Entry
from lantoa.plans.models import Commitment, PlanVersion
from lantoa.progress.due import following as following_lines
from lantoa.progress.queries import plan_progress
from lantoa.progress.rules import ProgressState
from tests.factories import World, make_world
from tests.inspections.made import answered, closed, found, marked, open_finding, photo, planned, running
from tests.progress.ward import TODAY, add_commitment, running_plan


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any) -> Iterator[World]:
    settings.FILES_ROOT = tmp_path
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    with make_world() as made:
        version = running_plan(made)
        add_commitment(version, Unit.objects.order_by("id")[0], 20, {
            "kind": "task", "text": "Kiểm tra công tác tuyên truyền tại các đơn vị", "measure": "deliverable",
            "window": "half_year",
        })  # fmt: skip
        yield made


def task() -> Commitment:
    return inspection_commitments()[0]


def states(row: Commitment) -> list[ProgressState]:
    progress = plan_progress(PlanVersion.objects.get(), today=TODAY)
    return [one.state for one in progress.windows if one.commitment_id == str(row.pk)]


def last() -> Entry:
    entry: Entry = Entry.objects.order_by("-seq")[0]
    return entry


def test_the_likeliest_commitment_is_the_one_that_begins_with_inspecting(world: World) -> None:
    assert task().text.startswith("Kiểm tra công tác")
    assert all("tập huấn" not in row.text for row in inspection_commitments())


def test_several_units_are_planned_on_working_days_with_one_entry(world: World) -> None:
    units, before = list(Unit.objects.order_by("id")[:3]), Entry.objects.count()
    rows = actions.plan_inspections(
        commune=world.commune, units=units, first=date(2026, 8, 29), gap=1, lead=world.owner, commitment=None,
        by=world.owner,
    )  # fmt: skip
    assert [row.planned_on for row in rows] == [date(2026, 9, 3), date(2026, 9, 4), date(2026, 9, 7)], "29/8 to 2/9 off"
    assert Entry.objects.count() == before + 1


def test_the_checklist_is_drawn_from_the_plan_and_keeps_what_was_seen(world: World) -> None:
    row = running(world)
    own = [line for line in row.lines.all() if line.source == LineSource.COMMITMENT.value]
    led = set(Commitment.objects.filter(lead=row.unit).values_list("pk", flat=True))
    assert {line.commitment_id for line in own} == led
    first = own[0]
    assert first.seen["state"] in {"missed", "late"}, "the urgent ones first"
    assert first.seen["owed"] >= first.seen["done"] == 0
    assert row.lines.count() == len(own) + len(STANDING)
    Activity.objects.all().delete()
    assert row.lines.get(pk=first.pk).seen == first.seen
    assert (row.state, row.held_on) == (InspectionState.RUNNING.value, TODAY)
    with pytest.raises(Refused, match="inspection_state"):
        actions.open_inspection(inspection=row, seen=[], by=row.lead)


def test_what_an_earlier_inspection_asked_and_is_open_is_asked_again(world: World) -> None:
    finding = open_finding(world)
    again = running(world)
    earlier = [line.text for line in again.lines.filter(source=LineSource.EARLIER.value)]
    assert earlier == [f"Đã thực hiện kiến nghị lần trước: {finding.text}"]


def test_two_inspectors_at_one_line_the_second_is_told(world: World) -> None:
    row = running(world)
    line = row.lines.all()[0]
    done = actions.mark_line(line=line, mark=Mark.FAILED, note="Thiếu ảnh", seen=0, by=row.lead, files=[photo(world)])
    assert (done.mark, done.photos.count()) == ("failed", 1)
    with pytest.raises(Refused, match="line_changed"):
        actions.mark_line(line=line, mark=Mark.PASSED, note="", seen=0, by=world.owner)
    again = actions.mark_line(line=line, mark=Mark.PASSED, note="", seen=1, by=row.lead, files=[photo(world)])
    assert (again.mark, again.photos.count()) == ("passed", 1), "the same photo once"


def test_it_closes_only_when_each_line_has_its_result(world: World) -> None:
    row = running(world)
    with pytest.raises(Refused, match="inspection_unfinished"):
        actions.close_inspection(inspection=row, present="", opinion="", conclusion="Đạt", by=row.lead)
    assert Activity.objects.count() == 0
    done = closed(row)
    assert done.state == InspectionState.CLOSED.value
    with pytest.raises(Refused, match="inspection_state"):
        actions.close_inspection(inspection=done, present="", opinion="", conclusion="x", by=row.lead)
    with pytest.raises(Refused, match="inspection_state"):
        found(world, done)


def test_closing_records_the_activity_and_the_minutes_are_its_evidence_of_grade_a(world: World) -> None:
    assert states(task())[1] is not ProgressState.DONE
    row = closed(running(world, commitment=task()))
    activity = row.activity
    assert activity is not None
    assert (activity.kind, activity.happened_on) == ("inspection", TODAY)
    assert [one.commitment_id for one in activity.services.all()] == [task().pk]
    assert states(task())[1] is ProgressState.DONE
    make_documents.function(world.commune.pk, row.pk)
    make_documents.function(world.commune.pk, row.pk)
    grades = effective_grades((piece.grade, piece.state) for piece in activity.evidence.all())
    assert grades == ("A",), "once, though the job ran twice"
    row.refresh_from_db()
    assert row.minutes_docx
    assert row.conclusion_docx


def words(row: Inspection, name: str) -> str:
    file = getattr(row, name)
    made = docx.Document(io.BytesIO(store.opened(file.commune_id, file.sha256).read()))
    cells = [cell.text for table in made.tables for line in table.rows for cell in line.cells]
    return "\n".join([*(one.text for one in made.paragraphs), *cells])


def test_the_documents_say_what_was_found(world: World) -> None:
    row = running(world, commitment=task())
    finding = found(world, row)
    row = closed(row)
    make_documents.function(world.commune.pk, row.pk)
    row.refresh_from_db()
    minutes, conclusion = words(row, "minutes_docx"), words(row, "conclusion_docx")
    for text in (minutes, conclusion):
        assert finding.text in text
        assert f"{finding.due_on:%d/%m/%Y}" in text
        assert row.unit.name in text
    assert "BIÊN BẢN" in minutes
    assert row.lead.name in minutes
    assert "Bà Lê Thị Thu" in minutes
    assert "THÔNG BÁO" in conclusion
    assert "cần lưu minh chứng đầy đủ hơn" in conclusion


def test_a_cancelled_inspection_counts_nowhere(world: World) -> None:
    row = running(world, commitment=task())
    finding = found(world, row)
    actions.cancel_inspection(inspection=marked(row), by=row.lead)
    assert Activity.objects.count() == 0
    assert follow_ups(today=TODAY) == [], "its findings were notes only"
    assert Finding.objects.get().pk == finding.pk


def test_findings_are_due_work_of_the_unit_once_the_inspection_is_closed(world: World) -> None:
    row = running(world)
    finding = found(world, row)
    assert follow_ups(today=TODAY) == []
    closed(row)
    (line,) = follow_ups(today=TODAY)
    assert (line.unit_id, line.due_on, line.code) == (row.unit_id, finding.due_on, "not_due")
    assert follow_ups(today=finding.due_on + timedelta(1))[0].is_overdue
    other = Unit.objects.exclude(pk=row.unit_id)[0]
    assert follow_ups(today=TODAY, unit_id=other.pk) == []

    def shown(**filters: str) -> int:
        return len(following_lines(follow_ups(today=TODAY), **{"unit": "", "person": "", "show": "open", **filters}))

    assert (shown(), shown(unit=str(row.unit_id)), shown(unit=str(other.pk))) == (1, 1, 0)
    assert (shown(show="late"), shown(show="done"), shown(show="all"), shown(person="1")) == (0, 0, 1, 0)


def test_a_unit_answers_the_inspector_returns_and_then_closes(world: World) -> None:
    finding = open_finding(world)
    officer, inspector = world.person(Role.OFFICER), world.person(Role.INSPECTOR)
    with pytest.raises(Refused, match="answer_without_evidence"):
        following.answer_finding(finding=finding, text="Đã làm xong", by=officer)
    with pytest.raises(Refused, match="finding_step"):
        following.close_finding(finding=finding, text="", by=inspector)
    following.answer_finding(finding=finding, text="Đã lưu ảnh", by=officer, links=["https://phuong.gov.vn/anh"])
    assert [one.pk for one in waiting_for_inspector(inspector.pk)] == [finding.pk]
    with pytest.raises(Refused, match="return_without_note"):
        following.return_finding(finding=finding, text="", by=inspector)
    following.return_finding(finding=finding, text="Còn thiếu ảnh tháng 7", by=inspector)
    step = following.answer_finding(finding=finding, text="Đã bổ sung", by=officer, files=[photo(world)])
    assert step.files.count() == 1
    following.close_finding(finding=finding, text="", by=inspector)
    finding.refresh_from_db()
    assert finding.state == FindingState.CLOSED.value
    assert [one.kind for one in finding.steps.all()] == ["answered", "returned", "answered", "closed"]
    assert last().action == "finding.closed"
    assert follow_ups(today=TODAY, open_only=True) == []


def test_two_inspectors_decide_at_once_the_second_is_told(world: World) -> None:
    finding = answered(world)
    following.close_finding(finding=finding, text="", by=world.person(Role.INSPECTOR))
    with pytest.raises(Refused, match="finding_step"):
        following.return_finding(finding=finding, text="Chưa đủ ảnh", by=world.owner)


def test_while_the_inspection_runs_nothing_is_answered_and_a_finding_may_be_taken_back(world: World) -> None:
    row = running(world)
    finding = found(world, row)
    with pytest.raises(Refused, match="finding_running"):
        following.answer_finding(
            finding=finding, text="Đã làm xong", by=world.person(Role.OFFICER), links=["https://phuong.gov.vn/a"]
        )
    actions.drop_finding(finding=finding, by=row.lead)
    assert not Finding.objects.exists()


def test_the_plan_of_an_inspection_can_be_changed_until_it_is_closed(world: World) -> None:
    row = planned(world)
    with pytest.raises(Refused, match="inspection_day_off"):
        actions.change_plan(
            inspection=row, planned_on=date(2026, 9, 2), lead=world.owner, place="", others="", by=world.owner
        )
    changed = actions.change_plan(
        inspection=row, planned_on=date(2026, 9, 4), lead=world.owner, place="Phòng họp", others="Ông A", by=world.owner
    )
    assert (changed.planned_on, changed.lead, changed.place) == (date(2026, 9, 4), world.owner, "Phòng họp")


def test_no_name_and_no_free_text_goes_to_the_ledger(world: World) -> None:
    finding = answered(world)
    said = " ".join(str(entry.data) for entry in Entry.objects.all())
    for words_ in (finding.text, "Đã lưu đủ ảnh", "Bà Lê Thị Thu", "cần lưu minh chứng", world.owner.name):
        assert words_ not in said
