"""Which reports wait for a person: to be approved, numbered, taken in, mended."""

from dataclasses import dataclass

from lantoa.communes.access import Actor
from lantoa.communes.roles import Permission
from lantoa.reports.models import Report
from lantoa.reports.queries import period_of
from lantoa.reports.rules.life import Stage
from lantoa.reports.units import HEAVY

WORDS = {
    (False, Stage.SUBMITTED): "Báo cáo đã trình, chờ anh/chị duyệt hoặc trả lại.",
    (False, Stage.APPROVED): "Đã được duyệt, chờ ghi số và ngày văn thư cấp.",
    (False, Stage.RETURNED): "Lãnh đạo trả lại kèm ý cần sửa.",
    (True, Stage.SUBMITTED): "Đơn vị đã gửi, chờ tiếp nhận hoặc trả lại.",
    (True, Stage.RETURNED): "Được trả lại kèm ý cần sửa.",
}
MOST = 10


@dataclass(frozen=True, slots=True)
class OnDesk:
    """A report that waits for this person, and for what."""

    report: Report
    label: str
    words: str


def reports_on_desk(actor: Actor) -> list[OnDesk]:
    """The newest reports that wait for this person. One query, none for who has no part in reports."""
    keeps, signs = actor.may(Permission.MAKE_REPORT), actor.may(Permission.SIGN_REPORT)
    own = actor.unit_id if actor.may(Permission.DRAFT_UNIT_REPORT) else None
    if not (keeps or signs or own):
        return []
    rows = Report.objects.filter(stage__in=[stage.value for stage in (Stage.SUBMITTED, Stage.APPROVED, Stage.RETURNED)])
    rows = rows.filter(replaced_by__isnull=True).select_related("unit").defer(*HEAVY).order_by("-id")
    found = [row for row in rows[: MOST * 5] if _waits(row, keeps=keeps, signs=signs, own=own)]
    return [
        OnDesk(row, period_of(row).label, WORDS[row.unit_id is not None, Stage(row.stage)]) for row in found[:MOST]
    ]  # fmt: skip


def _waits(row: Report, *, keeps: bool, signs: bool, own: int | None) -> bool:
    stage = Stage(row.stage)
    if row.unit_id is None:
        return signs if stage is Stage.SUBMITTED else keeps and not signs
    return own == row.unit_id if stage is Stage.RETURNED else keeps and not signs
