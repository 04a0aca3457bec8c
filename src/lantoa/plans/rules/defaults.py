"""From an item of a reading to the commitment that is offered for review: measure, windows, due rule.

The form is that of ``vanban.reading`` as JSON; keys and kinds that are missing or unknown are tolerated,
because a stored reading may be older than the program. Nothing is invented silently: every assumption is a
Vietnamese note.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from lantoa.core.periods import MONTHS_IN, PeriodKind
from lantoa.plans.rules.commitment import (
    CommitmentKind,
    DueKind,
    DueRule,
    Match,
    Measure,
    MeasureKind,
    Modality,
    WindowKind,
)
from vanban.vocabulary import ActivityKind, Audience, Channel, Labelled

Json = Mapping[str, Any]

MOST = 10_000
"""No commune promises more of anything per window; a larger number is a reading error."""

WEEKS_IN_MONTH = 4

NOTES = {
    "no_deadline": "Kế hoạch không nêu thời hạn; tạm lấy ngày cuối của kỳ kế hoạch.",
    "vague": "Thời hạn nêu chung chung; tạm lấy ngày cuối của kỳ kế hoạch.",
    "no_frequency": "Kế hoạch ghi “định kỳ” nhưng chưa nêu chu kỳ; tạm tính một lần trong kỳ kế hoạch.",
    "continuous": "Việc thường xuyên: tạm tính mỗi tháng ít nhất một lần.",
    "weekly": "Kế hoạch tính theo tuần; tạm quy đổi 4 lần mỗi tháng.",
    "weekly_task": "Kế hoạch ghi hằng tuần; tạm tính mỗi tháng ít nhất một lần.",
    "no_window": "Chỉ tiêu chưa nêu kỳ; tạm tính cho cả kỳ kế hoạch.",
    "no_measure": "Chưa có con số để đo; cần nhập trước khi đưa vào thực hiện.",
}

CARRIED_AS = {
    Channel.BROADCAST.value: ActivityKind.BROADCAST.value,
    Channel.ZALO.value: ActivityKind.POST.value,
    Channel.FACEBOOK.value: ActivityKind.POST.value,
    Channel.SOCIAL.value: ActivityKind.POST.value,
    Channel.YOUTUBE.value: ActivityKind.FEATURE.value,
}
"""What people log when a news item goes over a channel: "02 tin, bài trên truyền thanh" may be broadcasts."""


@dataclass(frozen=True, slots=True)
class CommitmentDefaults:
    """What is offered; ``measure`` may still lack its number (``is_measurable``). ``notes`` say what was
    assumed."""

    kind: CommitmentKind
    modality: Modality
    measure: Measure
    window_kind: WindowKind
    also_window_kinds: tuple[WindowKind, ...] = ()
    active_from: date | None = None
    active_to: date | None = None
    due: DueRule = field(default_factory=DueRule)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Timing:
    """When: the windows, the days, the due rule."""

    kinds: tuple[WindowKind, ...] = (PeriodKind.PLAN,)
    due: DueRule = field(default_factory=DueRule)
    active_from: date | None = None
    active_to: date | None = None
    notes: tuple[str, ...] = ()


def defaults_from_reading(item: Json, kind: CommitmentKind | None = None) -> CommitmentDefaults:
    """The defaults of a target or a task of a reading. Without ``kind`` an item with a quantity or measure
    is a target.

    A task without a number is one accepted thing per window. Never raises on odd values: it notes and goes
    on.
    """
    kind = kind or (CommitmentKind.TARGET if item.get("measure") or item.get("quantity") else CommitmentKind.TASK)
    measure = _mapping(item.get("measure"))
    timing = _target_timing(measure, item) if measure else _deadline_timing(_mapping(item.get("deadline")))
    found = _measure(measure, item, kind)
    notes = timing.notes if found.is_measurable else (*timing.notes, NOTES["no_measure"])
    return CommitmentDefaults(
        kind=kind,
        modality=_member(Modality, item.get("modality")) or Modality.MUST,
        measure=found,
        window_kind=timing.kinds[0],
        also_window_kinds=timing.kinds[1:],
        active_from=timing.active_from,
        active_to=timing.active_to,
        due=timing.due,
        notes=notes,
    )


def _measure(measure: Json, item: Json, kind: CommitmentKind) -> Measure:
    if not measure:
        return Measure(MeasureKind.DELIVERABLE if kind is CommitmentKind.TASK else MeasureKind.COUNT)
    code = measure.get("kind")
    match = _match(measure, str(item.get("text") or ""))
    if code in ("ratio", "coverage"):
        percent = _percent(measure.get("percent")) or (Decimal(100) if code == "coverage" else None)
        return Measure(MeasureKind.RATIO, percent=percent, above=measure.get("above") is True, match=match)
    if code == "deliverable":
        return Measure(MeasureKind.DELIVERABLE, match=match)
    n = _whole(measure.get("n"))
    weekly = n is not None and measure.get("per") == "week"
    return Measure(MeasureKind.COUNT, n=n * WEEKS_IN_MONTH if n and weekly else n, match=match)


def _match(measure: Json, text: str) -> Match:
    """What counts. A kind that says no more than its channel is left out, so that whatever goes over it
    counts."""
    channels = _codes(Channel, measure.get("channel"))
    kinds = _codes(ActivityKind, measure.get("options")) or _codes(ActivityKind, measure.get("activity"))
    if kinds and kinds <= channels:
        kinds = frozenset()
    if ActivityKind.NEWS.value in kinds:
        kinds |= {CARRIED_AS[channel] for channel in channels & CARRIED_AS.keys()}
    if ActivityKind.CONFERENCE.value in kinds and "lồng ghép" in " ".join(text.split()):
        kinds |= {ActivityKind.MEETING.value}
    return Match(kinds=kinds, channels=channels, audiences=_codes(Audience, measure.get("audience")))


def _target_timing(measure: Json, item: Json) -> _Timing:
    """A target's window is what it counts "per"; its due date is its deadline's, where it has one."""
    deadline = _mapping(item.get("deadline"))
    by_deadline = _deadline_timing(deadline) if deadline else _Timing()
    notes = by_deadline.notes
    kinds, found = _window_kinds(measure.get("per"), "weekly")
    notes += found
    if not kinds:
        kinds = by_deadline.kinds
        if kinds == (PeriodKind.PLAN,) and measure.get("kind") == "count":
            notes += (NOTES["no_window"],)
    start = _day(measure.get("from")) or by_deadline.active_from
    end = _day(measure.get("to")) or by_deadline.active_to
    return _Timing(kinds, by_deadline.due, *_in_order(start, end), tuple(dict.fromkeys(notes)))


ALSO_CALLED = {
    "periodic-date": "day_of_last_month",
    "relative": "days_after_event",
    "year": "period",
    "none": "vague",
}
"""Kinds of deadline under the names of older readings and of the gold."""


def _deadline_timing(deadline: Json) -> _Timing:
    if not deadline:
        return _Timing(notes=(NOTES["no_deadline"],))
    code = str(deadline.get("kind") or "vague")
    code = ALSO_CALLED.get(code, code)
    kinds, notes = _window_kinds(deadline.get("frequencies") or deadline.get("per"))
    start, end = _in_order(_day(deadline.get("start")), _day(deadline.get("end")))
    if code == "continuous":
        kinds, notes = kinds or (PeriodKind.MONTH,), (*notes, NOTES["continuous"])
    elif code == "vague":
        notes = (*notes, NOTES["vague"])
    elif code == "periodic" and not kinds:
        notes = (*notes, NOTES["no_frequency"])
    due = _due_rule(code, deadline)
    return _Timing(kinds or (PeriodKind.PLAN,), due, start, end, notes)


def _due_rule(code: str, deadline: Json) -> DueRule:
    if deadline.get("roster") is True or code == "roster":
        return DueRule(DueKind.ROSTER)
    if code == "higher_calendar":
        return DueRule(DueKind.HIGHER_CALENDAR)
    before = deadline.get("before") is True
    if code == "fixed_date" and (on := _day(deadline.get("date"))):
        return DueRule(DueKind.FIXED_DATE, on=on, before=before)
    if code == "days_after_event":
        event = " ".join(str(deadline.get("event") or "").split())[:300]
        days, working_days = _whole(deadline.get("days")), deadline.get("working_days") is True
        return DueRule(DueKind.DAYS_AFTER_EVENT, days=days, working_days=working_days, event=event)
    day = _whole(deadline.get("day"))
    if code in ("day_of_last_month", "periodic") and day and day <= 31:
        return DueRule(DueKind.DAY_OF_LAST_MONTH, day=day, before=before)
    return DueRule()


def _window_kinds(codes: object, weekly: str = "weekly_task") -> tuple[tuple[WindowKind, ...], tuple[str, ...]]:
    """Window kinds of one code or a list of codes, the shortest first, each once; a week is counted by the
    month."""
    listed = [codes] if isinstance(codes, str) else codes if isinstance(codes, (list, tuple)) else []
    notes = (NOTES[weekly],) if "week" in listed else ()
    found = {_member(PeriodKind, "month" if code == "week" else code) for code in listed}
    kinds = sorted((kind for kind in found if kind), key=lambda kind: MONTHS_IN.get(kind, 99))
    return tuple(kinds), notes


def _mapping(value: object) -> Json:
    return value if isinstance(value, Mapping) else {}


def _member(labels: type[Labelled], code: object) -> Any:
    """The member of a closed list with this code, or None."""
    return next((member for member in labels if member.value == code), None)


def _codes(labels: type[Labelled], value: object) -> frozenset[str]:
    listed = [value] if isinstance(value, str) else value if isinstance(value, (list, tuple)) else []
    known = {member.value for member in labels}
    return frozenset(code for code in listed if isinstance(code, str) and code in known)


def _whole(value: object) -> int | None:
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    return value if isinstance(value, int) and is_whole and 0 < value <= MOST else None


def _percent(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str, Decimal)):
        return None
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() and 0 < found <= 100 else None


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _in_order(start: date | None, end: date | None) -> tuple[date | None, date | None]:
    """Two days that do not contradict each other; both are forgotten where they do."""
    return (None, None) if start and end and start > end else (start, end)
