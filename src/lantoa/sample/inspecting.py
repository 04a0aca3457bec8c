"""The sample's roster and inspection: turns for news items with a swap that waits, one inspection with one finding that
is mended and one that is not."""

from datetime import date, timedelta

from lantoa.communes.models import Commune, Person, Unit
from lantoa.communes.queries import work_calendar
from lantoa.core import clock
from lantoa.files.actions import receive
from lantoa.inspections import actions, following
from lantoa.inspections.actions import FindingDraft
from lantoa.inspections.models import Finding, Inspection
from lantoa.inspections.queries import inspection_commitments
from lantoa.inspections.rules import FindingKind, LineSource, Mark
from lantoa.plans.models import Commitment
from lantoa.plans.queries import adopted_commitments, adopted_version
from lantoa.progress.inspecting import seen_of
from lantoa.progress.queries import plan_progress
from lantoa.roster.actions import RosterDraft, make_roster, propose_swap
from lantoa.roster.day_actions import add_absence
from lantoa.roster.models import Duty, Roster
from lantoa.roster.queries import duties
from lantoa.roster.rules import AbsenceReason, PartyKind
from lantoa.sample.pictures import sample_picture
from lantoa.sample.year import HCC

WRITERS = ("vhxh", "motcua", "truyenthanh", "vanphong")
DAY = 24
NOTES = {
    "records": "Ảnh các buổi hướng dẫn tháng 8, tháng 9 chưa được lưu cùng hoạt động.",
    "procedures": "Bảng niêm yết còn 02 thủ tục đã được thay thế.",
}  # fmt: skip
CONCLUSION = (
    "Đơn vị triển khai kế hoạch đúng nội dung, cán bộ một cửa nắm vững quy trình hướng dẫn nộp hồ sơ trực tuyến.\n"
    "Còn hạn chế trong cập nhật bảng niêm yết và lưu giữ minh chứng; yêu cầu khắc phục theo các kiến nghị dưới đây."
)


def make_turns(commune: Commune, year: int, *, people: dict[str, Person]) -> None:
    """The year's turns for news items; the officer of the one-stop centre asks the editor to exchange two of them."""
    commitment = adopted_commitments().filter(text__contains="tin, bài về CCHC mỗi tháng").first()
    if commitment is None or Roster.objects.exists():
        return
    owner, today = people["vhxh"], clock.today()
    draft = RosterDraft(PartyKind.PERSON, people=tuple(people[name] for name in WRITERS), day=DAY)
    away = today + timedelta(40)
    add_absence(
        commune=commune, person=people["vanphong"], start=away, end=away + timedelta(4), reason=AbsenceReason.STUDY,
        by=people["vanphong"],
    )  # fmt: skip
    make_roster(commitment=commitment, draft=draft, by=owner, start=date(year, 1, 1))
    _ask(list(duties().filter(on__gt=today).order_by("on")[:2]))


def _ask(coming: list[Duty]) -> None:
    """Who has the next turn asks who has the one after it; at the end of a year nobody is left to ask."""
    if len(coming) == 2 and coming[0].work.assignee:
        propose_swap(
            duty=coming[0], wanted=coming[1], note="Tuần đó đơn vị kiểm kê hồ sơ cuối năm.",
            by=coming[0].work.assignee,
        )  # fmt: skip


def inspect(commune: Commune, *, people: dict[str, Person]) -> None:
    """One inspection of the one-stop centre, held two weeks ago; another is planned."""
    unit, version = Unit.objects.filter(name=HCC).first(), adopted_version()
    if unit is None or version is None or Inspection.objects.exists():
        return
    by, today = people["kiemtra"], clock.today()
    held = work_calendar().last_working(today - timedelta(14))
    commitment = next(iter(inspection_commitments()), None)
    row = _planned(commune, [unit], held, commitment=commitment, by=by)
    seen = seen_of(plan_progress(version, today=held), unit)
    row = actions.open_inspection(inspection=row, seen=seen, by=by, held_on=held)
    findings = _fill(row, by=by)
    actions.close_inspection(
        inspection=row, present="Bà Nguyễn Thị Hòa, Giám đốc Trung tâm\nÔng Lê Quốc Bảo, viên chức", opinion="",
        conclusion=CONCLUSION, by=by,
    )  # fmt: skip
    _mend(commune, findings[0], unit_person=people["motcua"], inspector=by)
    others = list(Unit.objects.filter(is_active=True, asked=False).exclude(pk=unit.pk)[:2])
    _planned(commune, others, today + timedelta(5), commitment=commitment, by=by)


def _planned(
    commune: Commune, units: list[Unit], first: date, *, commitment: Commitment | None, by: Person
) -> Inspection:  # fmt: skip
    return actions.plan_inspections(
        commune=commune, units=units, first=first, gap=2, lead=by, commitment=commitment, by=by
    )[0]


def _fill(row: Inspection, *, by: Person) -> list[Finding]:
    """Mark every line, and write down two findings."""
    for line in row.lines.all():
        note = NOTES.get(line.code, "")
        if line.source == LineSource.COMMITMENT.value and line.seen["state"] in {"late", "missed"}:
            note = "Đơn vị xác nhận số liệu hệ thống ghi nhận; có kỳ chưa thực hiện."
        mark = Mark.NOT_APPLICABLE if line.code == "money" else Mark.FAILED if note else Mark.PASSED
        actions.mark_line(line=line, mark=mark, note=note, seen=0, by=by)
    held = row.held_on or clock.today()
    texts = (
        (FindingKind.SHORTCOMING, "Thay 02 thủ tục đã hết hiệu lực trên bảng niêm yết tại nơi tiếp nhận hồ sơ", 5),
        (FindingKind.RECOMMENDATION, "Bổ sung ảnh các buổi hướng dẫn tháng 8, tháng 9 vào hoạt động đã ghi", 14),
    )
    days = work_calendar()
    drafts = [FindingDraft(kind, text, row.unit, days.add_working_days(held, count)) for kind, text, count in texts]
    return [actions.add_finding(inspection=row, draft=draft, by=by) for draft in drafts]


def _mend(commune: Commune, finding: Finding, *, unit_person: Person, inspector: Person) -> None:
    """The unit answers with a photo, the inspector is content."""
    photo = receive(commune=commune, upload=sample_picture("posting", 77), name="bang-niem-yet-moi.jpg")
    text = "Đã thay bảng niêm yết mới, gỡ 02 thủ tục hết hiệu lực."
    following.answer_finding(finding=finding, text=text, by=unit_person, files=[photo])
    following.close_finding(finding=finding, text="Đã kiểm tra tại chỗ.", by=inspector)
