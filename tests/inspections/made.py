"""Inspections of the tests' ward, made through the actions that the pages use."""

from datetime import timedelta

from lantoa.communes.models import Unit
from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.holidays import NATIONAL
from lantoa.files.actions import Received, receive
from lantoa.inspections import actions, following
from lantoa.inspections.actions import FindingDraft
from lantoa.inspections.models import Finding, Inspection
from lantoa.inspections.rules import FindingKind, Mark
from lantoa.plans.models import Commitment
from lantoa.plans.queries import adopted_version
from lantoa.progress.inspecting import seen_of
from lantoa.progress.queries import plan_progress
from tests.factories import World
from tests.files.samples import jpeg


def unit_of(world: World) -> Unit:
    """The unit of the tests' officer."""
    found: Unit = Unit.objects.order_by("pk")[0]
    return found


def planned(world: World, *, commitment: Commitment | None = None, unit: Unit | None = None) -> Inspection:
    rows = actions.plan_inspections(
        commune=world.commune, units=[unit or unit_of(world)], first=NATIONAL.next_working(clock.today()), gap=1,
        lead=world.person(Role.INSPECTOR), commitment=commitment, by=world.person(Role.INSPECTOR),
    )  # fmt: skip
    return rows[0]


def running(world: World, *, commitment: Commitment | None = None, unit: Unit | None = None) -> Inspection:
    row = planned(world, commitment=commitment, unit=unit)
    version = adopted_version()
    progress = plan_progress(version, today=clock.today()) if version else None
    seen = seen_of(progress, row.unit) if progress else []
    return actions.open_inspection(inspection=row, seen=seen, by=row.lead)


def photo(world: World, *, shade: int = 8) -> Received:
    return receive(commune=world.commune, upload=jpeg(size=(shade, 8), exif=False), name="anh.jpg")


def found(world: World, row: Inspection, *, days: int = 10, text: str = "Chưa lưu ảnh các buổi phát thanh") -> Finding:
    draft = FindingDraft(FindingKind.SHORTCOMING, text, row.unit, clock.today() + timedelta(days), None)
    return actions.add_finding(inspection=row, draft=draft, by=row.lead)


def marked(row: Inspection, mark: Mark = Mark.PASSED) -> Inspection:
    for line in row.lines.all():
        actions.mark_line(line=line, mark=mark, note="Đã xem hồ sơ.", seen=line.revision, by=row.lead)
    return row


def closed(row: Inspection, conclusion: str = "Đơn vị làm tốt, cần lưu minh chứng đầy đủ hơn.") -> Inspection:
    return actions.close_inspection(
        inspection=marked(row), present="Bà Lê Thị Thu, Trưởng phòng", opinion="", conclusion=conclusion, by=row.lead
    )


def open_finding(world: World, *, days: int = 10) -> Finding:
    """A finding of a closed inspection, which the unit has to mend."""
    row = running(world)
    finding = found(world, row, days=days)
    closed(row)
    finding.refresh_from_db()
    return finding


def answered(world: World) -> Finding:
    """A finding that waits for the inspector."""
    finding = open_finding(world)
    following.answer_finding(
        finding=finding, text="Đã lưu đủ ảnh từ tháng 8", by=world.person(Role.OFFICER), files=[photo(world)]
    )
    finding.refresh_from_db()
    return finding
