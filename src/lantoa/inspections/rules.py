"""Inspections of units (kiểm tra) as pure functions: days, the checklist, closing, what becomes of a finding.

Requirement B7. No clock, no Django: ``today`` and the calendar are arguments.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lantoa.core.errors import Refused
from lantoa.core.holidays import WorkCalendar
from vanban.vocabulary import Labelled

DAYS_TO_MEND = 10
"""Working days that a unit gets for a finding, unless the inspector says otherwise."""
MOST_UNITS = 40


class InspectionState(Labelled):
    """Trạng thái của một cuộc kiểm tra."""

    PLANNED = "planned", "Đã lên lịch"
    RUNNING = "running", "Đang kiểm tra"
    CLOSED = "closed", "Đã kết thúc"
    CANCELLED = "cancelled", "Đã hủy"


class Mark(Labelled):
    """Kết quả của một mục kiểm tra."""

    PASSED = "passed", "Đạt"
    FAILED = "failed", "Chưa đạt"
    NOT_APPLICABLE = "not_applicable", "Không áp dụng"


class LineSource(Labelled):
    """Mục kiểm tra từ đâu ra."""

    COMMITMENT = "commitment", "Theo kế hoạch"
    STANDING = "standing", "Mục chung"
    EARLIER = "earlier", "Kiến nghị lần trước"
    OWN = "own", "Người kiểm tra thêm"


class FindingKind(Labelled):
    """Loại phát hiện."""

    SHORTCOMING = "shortcoming", "Tồn tại"
    RECOMMENDATION = "recommendation", "Kiến nghị"


class FindingState(Labelled):
    """Trạng thái khắc phục."""

    OPEN = "open", "Chờ khắc phục"
    ANSWERED = "answered", "Đã báo cáo, chờ xác nhận"
    CLOSED = "closed", "Đã khắc phục"


class FollowUpStep(Labelled):
    """Một bước theo dõi sau kiểm tra."""

    ANSWERED = "answered", "Báo cáo khắc phục"
    RETURNED = "returned", "Trả lại"
    CLOSED = "closed", "Xác nhận đã khắc phục"


NEXT: Mapping[tuple[FindingState, FollowUpStep], FindingState] = {
    (FindingState.OPEN, FollowUpStep.ANSWERED): FindingState.ANSWERED,
    (FindingState.ANSWERED, FollowUpStep.RETURNED): FindingState.OPEN,
    (FindingState.ANSWERED, FollowUpStep.CLOSED): FindingState.CLOSED,
}
"""Every step that a finding can take; anything else is refused."""

STANDING: tuple[tuple[str, str], ...] = (
    ("spread", "Triển khai Kế hoạch đến cán bộ, công chức, người lao động; có người được phân công phụ trách."),
    ("reports", "Thực hiện chế độ báo cáo định kỳ đúng hạn, đủ nội dung; số liệu khớp với minh chứng."),
    ("procedures", "Niêm yết công khai thủ tục hành chính thuộc lĩnh vực phụ trách: đầy đủ, đang có hiệu lực."),
    ("hotline", "Công khai địa chỉ, số điện thoại tiếp nhận phản ánh, kiến nghị; trả lời đúng thời hạn."),
    ("approval", "Tin, bài, nội dung phát thanh được người có thẩm quyền duyệt trước khi đăng, phát."),
    ("records", "Lưu giữ hồ sơ, minh chứng của từng hoạt động: ảnh, văn bản, đường dẫn bài đăng."),
    ("money", "Sử dụng kinh phí tuyên truyền đúng mục đích, có chứng từ; hoặc không được giao kinh phí."),
)
"""Asked at every unit, whatever the plan says."""

URGENT_FIRST = (
    "missed", "late", "at_risk", "waiting_date", "on_pace", "not_due", "done", "optional", "waived", "alternative",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SeenActivity:
    """A piece of work behind a line, as it stood when the checklist was drawn."""

    id: int
    title: str
    on: str
    grade: str


@dataclass(frozen=True, slots=True)
class Seen:
    """One commitment of the unit as the system saw it on the day of the inspection.

    ``state``: code of the most urgent window that has begun; ``label`` its word; ``done`` of ``owed`` windows that have
    begun; ``figure``: how far the present window is; ``grades``: pieces of work by grade of evidence.
    """

    commitment_id: int
    text: str
    state: str
    label: str
    done: int
    owed: int
    figure: str = ""
    grades: Mapping[str, int] = field(default_factory=dict)
    activities: tuple[SeenActivity, ...] = ()


@dataclass(frozen=True, slots=True)
class LineDraft:
    """One line of a checklist before it is written down."""

    source: LineSource
    text: str
    code: str = ""
    seen: Seen | None = None


def draw(seen: Iterable[Seen], *, earlier: Sequence[str] = ()) -> list[LineDraft]:
    """The checklist of a unit: its commitments, the most urgent first; what an earlier inspection asked for and is
    still open; the standing questions. Each commitment stands once."""
    once = {one.commitment_id: one for one in seen}
    ranked = sorted(once.values(), key=lambda one: (_urgency(one.state), one.commitment_id))
    lines = [LineDraft(LineSource.COMMITMENT, one.text, seen=one) for one in ranked]
    lines += [LineDraft(LineSource.EARLIER, f"Đã thực hiện kiến nghị lần trước: {text}") for text in earlier]
    return lines + [LineDraft(LineSource.STANDING, text, code) for code, text in STANDING]


def _urgency(state: str) -> int:
    return URGENT_FIRST.index(state) if state in URGENT_FIRST else len(URGENT_FIRST)


def proposed_days(first: date, count: int, calendar: WorkCalendar, *, gap: int = 1) -> list[date]:
    """So many working days, from the first working day on or after ``first``, ``gap`` working days apart."""
    days = [calendar.next_working(first)]
    while len(days) < count:
        days.append(calendar.add_working_days(days[-1], max(gap, 1)))
    return days[:count]


def proposed_deadline(day: date, calendar: WorkCalendar) -> date:
    """When a finding of this day is to be mended."""
    return calendar.add_working_days(day, DAYS_TO_MEND)


def check_planned_on(day: date, calendar: WorkCalendar) -> None:
    """An inspection is not planned for a day off.

    Raises:
        Refused("inspection_day_off").
    """
    if calendar.is_off(day):
        raise Refused(
            "inspection_day_off",
            f"Ngày {day:%d/%m/%Y} là ngày nghỉ ({calendar.reason(day)}). Hãy chọn ngày làm việc, ví dụ"
            f" {calendar.next_working(day):%d/%m/%Y}.",
        )


def check_units(count: int) -> None:
    """At least one unit, and no more than a commune has.

    Raises:
        Refused("inspection_no_unit", "inspection_many").
    """
    if not count:
        raise Refused("inspection_no_unit", "Chưa chọn đơn vị nào để kiểm tra. Hãy chọn ít nhất một đơn vị.")
    if count > MOST_UNITS:
        raise Refused("inspection_many", f"Mỗi lần lên lịch tối đa {MOST_UNITS} đơn vị.")


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """What closing needs to know of a line. ``has_finding``: a finding was written to it."""

    mark: str
    note: str
    has_finding: bool = False


def tally(marks: Iterable[str]) -> Counter[str]:
    """How many lines have which mark; lines without one under ""."""
    return Counter(marks)


def check_can_close(lines: Sequence[MarkedLine]) -> None:
    """Every line has its mark, and what was not passed says why.

    Raises:
        Refused("inspection_unfinished", "inspection_unexplained").
    """
    open_ones = sum(not line.mark for line in lines)
    if open_ones:
        raise Refused(
            "inspection_unfinished",
            f"Còn {open_ones} mục chưa ghi kết quả. Hãy chọn đạt, chưa đạt hoặc không áp dụng cho từng mục.",
        )
    silent = sum(line.mark == Mark.FAILED.value and not line.note and not line.has_finding for line in lines)
    if silent:
        raise Refused(
            "inspection_unexplained",
            f"Có {silent} mục chưa đạt nhưng chưa ghi nhận xét hoặc tồn tại. Hãy ghi rõ để đơn vị biết việc phải làm.",
        )


def check_finding(text: str, *, due_on: date | None, held_on: date) -> str:
    """A finding says what, and by when a day after the inspection. Returns the text in one line.

    Raises:
        Refused("finding_empty", "finding_due").
    """
    clean = " ".join(text.split())
    if len(clean) < 10:
        raise Refused("finding_empty", "Hãy ghi rõ tồn tại hoặc kiến nghị (ít nhất 10 ký tự).")
    if due_on is None or due_on < held_on:
        raise Refused("finding_due", f"Hạn khắc phục phải từ ngày kiểm tra ({held_on:%d/%m/%Y}) trở đi. Hãy sửa ngày.")
    return clean[:1000]


def next_state(state: str, step: FollowUpStep) -> FindingState:
    """Where a step leads.

    Raises:
        Refused("finding_step"): the finding is not there (any more).
    """
    found = NEXT.get((FindingState(state), step))
    if found is None:
        raise Refused(
            "finding_step", f"Kiến nghị này đang ở trạng thái “{FindingState(state).label}”. Hãy tải lại trang để xem."
        )
    return found


def check_answer(text: str, *, pieces: int) -> str:
    """A unit answers with words and with evidence.

    Raises:
        Refused("answer_empty", "answer_without_evidence").
    """
    clean = text.strip()
    if len(clean) < 5:
        raise Refused("answer_empty", "Hãy ghi đơn vị đã làm gì để khắc phục.")
    if not pieces:
        raise Refused(
            "answer_without_evidence", "Báo cáo khắc phục cần minh chứng: hãy chọn ảnh, tệp hoặc dán đường dẫn."
        )
    return clean[:2000]


def check_return(text: str) -> str:
    """What is returned says why.

    Raises:
        Refused("return_without_note").
    """
    clean = text.strip()
    if len(clean) < 5:
        raise Refused("return_without_note", "Hãy ghi rõ điều đơn vị còn phải làm trước khi trả lại.")
    return clean[:2000]


def is_overdue(state: str, due_on: date, today: date) -> bool:
    """Whether the unit owes an answer and its day has gone by."""
    return state == FindingState.OPEN.value and today > due_on


def progress_code(state: str, due_on: date, today: date) -> str:
    """The code under which lists of due work show a finding: late, on_pace (answered), not_due, done."""
    if state == FindingState.CLOSED.value:
        return "done"
    if state == FindingState.ANSWERED.value:
        return "on_pace"
    return "late" if today > due_on else "not_due"
