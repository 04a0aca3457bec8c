"""The amendment of the sample's plan in the middle of the year, as its owner would edit it and its leader adopt it."""

from datetime import date

from lantoa.amendments.actions import adopt_amendment, choose_consequences
from lantoa.communes.models import Person, Unit
from lantoa.plans.actions.editions import start_edition
from lantoa.plans.actions.review import add_item, correct_item, decide_item, edit_head
from lantoa.plans.models import Commitment, Plan, PlanVersion
from lantoa.plans.rules.commitment import CommitmentKind, DueKind, MeasureKind
from lantoa.plans.rules.review import Decision, VersionState
from lantoa.sample.year import HCC

CONTEST = "Tham gia Cuộc thi viết về CCHC do tỉnh tổ chức, theo lịch của tỉnh."
GUIDANCE = "Tổ chức điểm hướng dẫn người dân nộp hồ sơ trực tuyến tại nhà văn hóa tổ dân phố mỗi quý một lần."


def amend(plan: Plan, year: int, *, today: date, owner: Person, leader: Person) -> None:
    """From the 1st of July on: one target raised, one date fixed, one task dropped, two added. Once."""
    from_day = date(year, 7, 1)
    editions = list(PlanVersion.objects.filter(plan=plan).defer("text", "reading"))
    if today < from_day or [one.state for one in editions] != [VersionState.ADOPTED.value]:
        return
    version = start_edition(plan=plan, by=owner)
    head = {"number": "47/KH-UBND", "issued_on": date(year, 6, 25)}
    edit_head(version=version, values=head, by=owner)
    _edit(version, year, owner)
    choose_consequences(version=version, effective_on=from_day, handed={}, by=owner)
    adopt_amendment(version=version, by=leader)


def _edit(version: PlanVersion, year: int, owner: Person) -> None:
    rows = list(Commitment.objects.filter(version=version).prefetch_related("coordinating__unit"))
    for row in rows:
        units = [link.unit for link in row.coordinating.all()]
        if "ít nhất 02 hội nghị" in row.text:
            values = {"quantity": 3, "text": row.text.replace("ít nhất 02 hội nghị", "ít nhất 03 hội nghị")}
            correct_item(item=row, values=values, coordinating=units, seen=None, by=owner, accept=True)
        elif "Cuộc thi tìm hiểu về CCHC trên địa bàn" in row.text:
            due = {"due_kind": DueKind.FIXED_DATE.value, "due_on": date(year, 12, 10)}
            correct_item(item=row, values=due, coordinating=units, seen=None, by=owner, accept=True)
        elif "lớp tập huấn về CCHC, chuyển đổi số do tỉnh" in row.text:
            decide_item(item=row, decision=Decision.DROPPED, seen=None, by=owner)
    new = {
        "kind": CommitmentKind.TASK.value, "text": GUIDANCE, "measure": MeasureKind.DELIVERABLE.value,
        "window": "quarter", "lead": Unit.objects.filter(name=HCC).first(),
    }  # fmt: skip
    add_item(version=version, values=new, coordinating=(), by=owner)
    waits = {**new, "text": CONTEST, "window": "plan", "due_kind": DueKind.HIGHER_CALENDAR.value}
    add_item(version=version, values=waits, coordinating=(), by=owner)
