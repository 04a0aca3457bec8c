"""A commitment in the words of an official: "ít nhất 02 lần mỗi tháng", "trước ngày 05 hằng tháng". Pure."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from lantoa.core.periods import PeriodKind
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
    return f"hoàn thành {often}"


def per_words(commitment: CommitmentFacts) -> str:
    """Over which windows: "mỗi quý và mỗi năm"."""
    kinds = dict.fromkeys((commitment.window_kind, *commitment.also_window_kinds))
    words = [PER[kind] for kind in kinds]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} và {words[-1]}"


def due_words(due: DueRule, window: PeriodKind) -> str:
    """When it is due."""
    if due.kind is DueKind.WINDOW_END:
        return "đến hết kỳ kế hoạch" if window is PeriodKind.PLAN else f"chậm nhất ngày cuối của {_window(window)}"
    if due.kind is DueKind.DAY_OF_LAST_MONTH:
        return f"{_before(due)} ngày {due.day:02d} {LAST_MONTH[window]}" if due.day else "chưa nhập ngày trong tháng"
    if due.kind is DueKind.FIXED_DATE:
        return f"{_before(due)} ngày {due.on:%d/%m/%Y}" if due.on else "chưa nhập ngày"
    if due.kind is DueKind.DAYS_AFTER_EVENT:
        return _after_event(due)
    return _by_calendar(due)


def percent_words(percent: Decimal) -> str:
    """80 → "80%"; 12.50 → "12,5%"."""
    text = f"{percent.normalize():f}"
    return f"{text.replace('.', ',')}%"


def _count(measure: Measure, modality: Modality, unit: str) -> str:
    if not measure.n:
        return "chưa nêu số lượng"
    floor = "" if modality is Modality.MUST else "ít nhất "
    return f"{floor}{measure.n:02d} {unit or 'lần'}"


def _ratio(measure: Measure) -> str:
    if measure.percent is None:
        return "chưa nêu tỷ lệ"
    if measure.above:
        return f"đạt trên {percent_words(measure.percent)}"
    return f"đạt {percent_words(measure.percent)}" + ("" if measure.percent >= 100 else " trở lên")


def _window(kind: PeriodKind) -> str:
    return "9 tháng đầu năm" if kind is PeriodKind.NINE_MONTHS else PER[kind]


def _before(due: DueRule) -> str:
    return "trước" if due.before else "chậm nhất"


def _after_event(due: DueRule) -> str:
    if due.days is None:
        return "chưa nhập số ngày"
    event = due.event or "ngày ban hành văn bản hoặc ngày diễn ra sự kiện"
    known = f" ({due.event_on:%d/%m/%Y})" if due.event_on else ""
    return f"chậm nhất {due.days:02d} ngày{' làm việc' if due.working_days else ''} kể từ {event}{known}"


def _by_calendar(due: DueRule) -> str:
    dates = sorted({*due.dates, *([due.on] if due.on else [])})
    known = f": {', '.join(f'{day:%d/%m/%Y}' for day in dates)}" if dates else ""
    words = {DueKind.ROSTER: "theo lịch phân công", DueKind.HIGHER_CALENDAR: "theo lịch của cấp trên"}
    return f"{words[due.kind]}{known}" if due.kind in words else "thường xuyên, không có hạn riêng"


LEDGER = {
    "plan.received": "Tải kế hoạch lên (lần {edition})",
    "plan.read": "Đọc xong, tìm được {items} mục",
    "plan.unreadable": "Không đọc được tệp",
    "plan.read_again": "Yêu cầu đọc lại",
    "plan.withdrawn": "Bỏ bản này",
    "plan.sure_accepted": "Đồng ý {items} mục đã rõ",
    "plan.head_changed": "Sửa phần đầu kế hoạch",
    "plan.commune_confirmed": "Xác nhận kế hoạch là của đơn vị mình",
    "plan.accepted_unattended": "Nhập bằng lệnh: nhận {accepted} mục",
    "plan.adopted": "Ban hành, lập {due} việc đến hạn",
}
"""What an entry of the ledger says on the history of a plan."""


def ledger_words(action: str, data: Mapping[str, Any]) -> str:
    """An entry in words; an action that is not known here is shown by its code."""
    facts = {"edition": "?", "items": "?", "accepted": "?", "due": "?", **data}
    return LEDGER.get(action, action).format_map(facts)
