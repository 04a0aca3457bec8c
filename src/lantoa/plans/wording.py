"""A commitment in the words of an official: "ít nhất 02 lần mỗi tháng", "trước ngày 05 hằng tháng"."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from lantoa.core.periods import PeriodKind
from lantoa.core.saying import said
from lantoa.plans.rules.commitment import CommitmentFacts, DueKind, DueRule, Measure, MeasureKind, Modality

PER = {
    PeriodKind.MONTH: "mỗi tháng",
    PeriodKind.QUARTER: "mỗi quý",
    PeriodKind.HALF_YEAR: "mỗi 6 tháng",
    PeriodKind.NINE_MONTHS: "trong 9 tháng đầu năm",
    PeriodKind.YEAR: "mỗi năm",
    PeriodKind.PLAN: "trong cả kỳ kế hoạch",
}

LAST_MONTH = {
    PeriodKind.MONTH: "hằng tháng",
    PeriodKind.QUARTER: "tháng cuối của mỗi quý",
    PeriodKind.HALF_YEAR: "tháng cuối của mỗi 6 tháng",
    PeriodKind.NINE_MONTHS: "tháng 9",
    PeriodKind.YEAR: "tháng 12",
    PeriodKind.PLAN: "tháng cuối của kế hoạch",
}


def measure_words(commitment: CommitmentFacts, unit: str = "") -> str:
    """How much and how often; ``unit`` is what is counted, as the plan says it ("lần", "tin, bài")."""
    often = per_words(commitment)
    measure = commitment.measure
    if measure.kind is MeasureKind.COUNT:
        return f"{_count(measure, commitment.modality, unit)} {often}"
    if measure.kind is MeasureKind.RATIO:
        return f"{_ratio(measure)} {often}"
    return _("hoàn thành %(often)s") % {"often": often}


def per_words(commitment: CommitmentFacts) -> str:
    """Over which windows: "mỗi quý và mỗi năm"."""
    kinds = dict.fromkeys((commitment.window_kind, *commitment.also_window_kinds))
    words = [said(PER[kind]) for kind in kinds]
    if len(words) == 1:
        return words[0]
    return _("%(first)s và %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def due_words(due: DueRule, window: PeriodKind) -> str:
    """When it is due."""
    if due.kind is DueKind.WINDOW_END:
        if window is PeriodKind.PLAN:
            return _("đến hết kỳ kế hoạch")
        return _("chậm nhất ngày cuối của %(period)s") % {"period": _window(window)}
    if due.kind is DueKind.DAY_OF_LAST_MONTH:
        if not due.day:
            return _("chưa nhập ngày trong tháng")
        return _by(due, _("ngày %(day)s %(month)s") % {"day": f"{due.day:02d}", "month": said(LAST_MONTH[window])})
    if due.kind is DueKind.FIXED_DATE:
        return _by(due, _("ngày %(day)s") % {"day": f"{due.on:%d/%m/%Y}"}) if due.on else _("chưa nhập ngày")
    if due.kind is DueKind.DAYS_AFTER_EVENT:
        return _after_event(due)
    return _by_calendar(due)


def percent_words(percent: Decimal) -> str:
    """80 → "80%"; 12.50 → "12,5%"."""
    text = f"{percent.normalize():f}"
    return f"{text.replace('.', ',')}%"


def _count(measure: Measure, modality: Modality, unit: str) -> str:
    if not measure.n:
        return _("chưa nêu số lượng")
    counted = f"{measure.n:02d} {unit or _('lần')}"
    return counted if modality is Modality.MUST else _("ít nhất %(counted)s") % {"counted": counted}


def _ratio(measure: Measure) -> str:
    if measure.percent is None:
        return _("chưa nêu tỷ lệ")
    percent = {"percent": percent_words(measure.percent)}
    if measure.above:
        return _("đạt trên %(percent)s") % percent
    return _("đạt %(percent)s") % percent if measure.percent >= 100 else _("đạt %(percent)s trở lên") % percent


def _window(kind: PeriodKind) -> str:
    return _("9 tháng đầu năm") if kind is PeriodKind.NINE_MONTHS else said(PER[kind])


def _by(due: DueRule, day: str) -> str:
    return _("trước %(day)s") % {"day": day} if due.before else _("chậm nhất %(day)s") % {"day": day}


def _after_event(due: DueRule) -> str:
    if due.days is None:
        return _("chưa nhập số ngày")
    event = due.event or _("ngày ban hành văn bản hoặc ngày diễn ra sự kiện")
    known = f" ({due.event_on:%d/%m/%Y})" if due.event_on else ""
    words = {"n": f"{due.days:02d}", "event": f"{event}{known}"}
    if due.working_days:
        return _("chậm nhất %(n)s ngày làm việc kể từ %(event)s") % words
    return _("chậm nhất %(n)s ngày kể từ %(event)s") % words


def _by_calendar(due: DueRule) -> str:
    dates = sorted({*due.dates, *([due.on] if due.on else [])})
    known = f": {', '.join(f'{day:%d/%m/%Y}' for day in dates)}" if dates else ""
    words = {DueKind.ROSTER: "theo lịch phân công", DueKind.HIGHER_CALENDAR: "theo lịch của cấp trên"}
    return f"{said(words[due.kind])}{known}" if due.kind in words else _("thường xuyên, không có hạn riêng")


LEDGER = {
    "plan.received": "Tải kế hoạch lên (lần {edition})",
    "plan.read": "Đọc xong, tìm được {items} mục",
    "plan.unreadable": "Không đọc được tệp",
    "plan.read_again": "Yêu cầu đọc lại",
    "plan.withdrawn": "Bỏ bản này",
    "plan.finding_dismissed": "Bỏ qua một nhận xét về văn bản (có ghi lý do)",
    "plan.finding_taken_back": "Lấy lại một nhận xét về văn bản đã bỏ qua",
    "plan.sure_accepted": "Đồng ý {items} mục đã rõ",
    "plan.head_changed": "Sửa phần đầu kế hoạch",
    "plan.commune_confirmed": "Xác nhận kế hoạch là của đơn vị mình",
    "plan.accepted_unattended": "Nhập bằng lệnh: nhận {accepted} mục",
    "plan.edition_started": "Soạn bản sửa đổi lần {edition} từ bản đang thực hiện",
    "plan.amended": "Ban hành bản sửa đổi: {continued} mục tiếp tục, lập thêm {planned} việc đến hạn",
    "plan.evidence_moved": "Chuyển {services} lượt minh chứng sang các mục của bản mới",
    "plan.adopted": "Ban hành, lập {due} việc đến hạn",
}
"""What an entry of the ledger says on the history of a plan."""
LEDGER_FACTS = ("edition", "items", "accepted", "due", "continued", "planned", "services")


def ledger_words(action: str, data: Mapping[str, Any]) -> str:
    """An entry in words; an action that is not known here is shown by its code."""
    facts = {**dict.fromkeys(LEDGER_FACTS, "?"), **data}
    return said(LEDGER.get(action, action).format_map(facts))
