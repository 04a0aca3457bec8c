"""The sample ward's reports: last quarter's of three units (two accepted, one returned) and of the ward (issued), and
the one that is due next as a draft. Made through the same actions that the pages use, after everything that they tell
of: publications, good models, opinions."""

from collections.abc import Mapping
from datetime import date, timedelta

from lantoa.communes.models import Commune, Person, Unit
from lantoa.core.periods import PeriodKind
from lantoa.reports.actions import ask_report
from lantoa.reports.documents import desk_of
from lantoa.reports.life_actions import issue_report, take_step
from lantoa.reports.making import take_figures
from lantoa.reports.models import Report
from lantoa.reports.queries import ReportSlot, slots_of_year
from lantoa.reports.rules.calendar import SlotState
from lantoa.reports.rules.causes import CauseKind, owing
from lantoa.reports.rules.life import Hat, Stage, Standing, Step
from lantoa.reports.wording_actions import tell_causes
from lantoa.sample.year import DVSNC, HCC, VP

UNITS = (
    (VP, "vanphong", "accept", {
        "directing": "Đã tham mưu ban hành 02 văn bản đôn đốc các đơn vị thực hiện kế hoạch.",
        "proposals": "Đề nghị Sở Nội vụ cung cấp bộ tài liệu tuyên truyền thống nhất toàn tỉnh.",
    }),
    (DVSNC, "truyenthanh", "accept", {
        "results": "Đã sửa chữa cụm loa tổ dân phố 5, hệ thống truyền thanh hoạt động ổn định trở lại.",
        "next_work": "Mở chuyên mục hỏi đáp về dịch vụ công trực tuyến trên hệ thống truyền thanh.",
    }),
    (HCC, "motcua", "return", {"results": "Đã hướng dẫn người dân nộp hồ sơ trực tuyến tại bộ phận tiếp nhận."}),
)  # fmt: skip
CAUSES = (
    (CauseKind.STAFF, "cán bộ phụ trách kiêm nhiệm nhiều việc sau sắp xếp bộ máy"),
    (CauseKind.FUNDING, "cụm loa tổ dân phố 5 hỏng trong nửa đầu tháng"),
    (CauseKind.COORDINATION, ""),
)
RETURN_NOTES = {"results": "Nêu rõ số lượt hướng dẫn theo từng tháng.", "short": "Bổ sung giải pháp khắc phục."}
WARD = {
    "directing": "Ủy ban nhân dân phường đã họp giao ban chuyên đề về công tác tuyên truyền cải cách hành chính.",
    "next_work": "Ra mắt chuyên mục “Cải cách hành chính phường Hoa Mai” trên trang thông tin điện tử.",
    "proposals": "Đề nghị Sở Nội vụ tổ chức tập huấn kỹ năng viết tin, bài cho cán bộ cơ sở.",
}
ALL_HATS = frozenset(Hat)


def ensure_reports(commune: Commune, year: int, *, today: date, people: Mapping[str, Person]) -> None:
    """Make the reports once; somebody who tries the sample may do with them what they like."""
    if Report.objects.exists():
        return
    slots = slots_of_year(commune, year, today=today)
    quarters = [one for one in slots if one.period.kind is PeriodKind.QUARTER and one.period.data.end < today]
    if quarters:
        _last_quarter(commune, quarters[-1], today=today, people=people)
    coming = next((one for one in slots if one.state is SlotState.NEXT), None)
    if coming:
        ask_report(
            commune=commune, version=coming.version, period=coming.period, by=people["vhxh"], remarks=WARD
        )  # fmt: skip


def _last_quarter(commune: Commune, slot: ReportSlot, *, today: date, people: Mapping[str, Person]) -> None:
    owner, leader = people["vhxh"], people["lanhdao"]
    for name, who, end, remarks in UNITS:
        unit = Unit.objects.filter(name=name).first()
        if unit is not None:
            report = _submitted(commune, slot, unit=unit, by=people[who], remarks=remarks)
            notes = RETURN_NOTES if end == "return" else None
            take_step(report=report, step=Step(end), standing=_standing(report), by=owner, notes=notes)
    report = _submitted(commune, slot, unit=None, by=owner, remarks=WARD)
    take_step(report=report, step=Step.APPROVE, standing=_standing(report), by=leader)
    dated_on = min(today, slot.period.data.end + timedelta(days=4))
    number = f"{30 + slot.period.period.end.month * 7}/BC-UBND"
    issue_report(report=report, standing=_standing(report), by=owner, number=number, dated_on=dated_on)


def _submitted(
    commune: Commune, slot: ReportSlot, *, unit: Unit | None, by: Person, remarks: Mapping[str, str]
) -> Report:
    report = ask_report(
        commune=commune, version=slot.version, period=slot.period, by=by, remarks=remarks, unit=unit
    )  # fmt: skip
    take_figures(report=report)
    report.refresh_from_db()
    desk = desk_of(report, commune)
    told = {
        line.commitment_id: {"kind": kind.value, "words": words}
        for number, line in enumerate(owing(desk.facts))
        for kind, words in (CAUSES[number % len(CAUSES)],)
    }
    asked = {one.key: {"outcome": "partly", "words": "đang hoàn thiện"} for one in desk.facts.followed if one.asked}
    tell_causes(report=report, causes=told, answers=asked, remarks={}, by=by)
    take_step(report=report, step=Step.SUBMIT, standing=_standing(report), by=by)
    return report


def _standing(report: Report) -> Standing:
    """The sample's people do what they may; who may what is tried elsewhere."""
    return Standing(Stage(report.stage), report.unit_id is not None, ALL_HATS)
