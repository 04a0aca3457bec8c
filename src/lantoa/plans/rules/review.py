"""The life of a plan's version and of each item read from it; what stands between a review and its
adoption."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lantoa.core.errors import Refused
from lantoa.core.periods import Window
from lantoa.plans.rules.commitment import CommitmentKind, DueKind, DueRule, Measure
from vanban.vocabulary import Labelled


class VersionState(Labelled):
    """Trạng thái của một bản kế hoạch."""

    READING = "reading", "Đang đọc"
    UNREADABLE = "unreadable", "Không đọc được"
    IN_REVIEW = "in_review", "Đang rà soát"
    ADOPTED = "adopted", "Đang thực hiện"
    SUPERSEDED = "superseded", "Đã được thay thế"
    WITHDRAWN = "withdrawn", "Đã bỏ"


VERSION_TRANSITIONS: dict[VersionState, frozenset[VersionState]] = {
    VersionState.READING: frozenset(
        {VersionState.IN_REVIEW, VersionState.UNREADABLE, VersionState.WITHDRAWN},
    ),
    VersionState.UNREADABLE: frozenset({VersionState.READING, VersionState.WITHDRAWN}),
    VersionState.IN_REVIEW: frozenset(
        {VersionState.READING, VersionState.ADOPTED, VersionState.WITHDRAWN},
    ),
    VersionState.ADOPTED: frozenset({VersionState.SUPERSEDED}),
    VersionState.SUPERSEDED: frozenset(),
    VersionState.WITHDRAWN: frozenset(),
}
"""A review may be thrown away for a new reading; what is adopted is frozen and can only be superseded."""


class Decision(Labelled):
    """Quyết định của người rà soát về một mục."""

    PENDING = "pending", "Chưa quyết định"
    ACCEPTED = "accepted", "Đã nhận"
    DROPPED = "dropped", "Đã bỏ"
    MERGED = "merged", "Đã gộp"


class Origin(Labelled):
    """Một mục từ đâu mà có."""

    READ = "read", "Đọc từ kế hoạch"
    ADDED = "added", "Người rà soát thêm"
    PROPOSED = "proposed", "Phần mềm đề xuất"
    CARRIED = "carried", "Giữ từ bản trước"


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """One item under review. ``sure`` is False where the reader doubted; ``merged_into`` is the id of
    another item."""

    id: str
    kind: CommitmentKind
    decision: Decision = Decision.PENDING
    origin: Origin = Origin.READ
    measure: Measure | None = None
    due: DueRule = field(default_factory=DueRule)
    lead_unit_id: str | None = None
    merged_into: str | None = None
    sure: bool = True
    place: int = 0


@dataclass(frozen=True, slots=True)
class ContradictionFacts:
    """Two places of a document that disagree (body and appendix); a person decides, never the program."""

    id: str
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Blocker:
    """Why a plan cannot be adopted yet (or, as a warning, what is better put right first). ``ids``: the
    items."""

    code: str
    message: str
    ids: tuple[str, ...] = ()


def check_transition(state: VersionState, to: VersionState) -> None:
    """Raises Refused("plan_state") when the table does not allow the step."""
    if to not in VERSION_TRANSITIONS[state]:
        message = f"Bản kế hoạch đang ở trạng thái “{state.label}”, không chuyển sang “{to.label}” được."
        raise Refused("plan_state", message)


def adoption_blockers(
    items: Sequence[ItemFacts], contradictions: Iterable[ContradictionFacts], period: Window | None
) -> list[Blocker]:
    """Everything that stands before adoption, most basic first; empty = the plan may be adopted."""
    pending = [item for item in items if item.decision is Decision.PENDING]
    accepted = [item for item in items if item.decision is Decision.ACCEPTED]
    undecided = [contradiction.id for contradiction in contradictions if not contradiction.decided]
    read = [item.id for item in pending if item.origin is not Origin.PROPOSED]
    proposed = [item.id for item in pending if item.origin is Origin.PROPOSED]
    unmeasured = [item.id for item in accepted if _is_unmeasured(item)]
    unfinished = [item.id for item in accepted if not is_due_complete(item.due)]
    adrift = _merged_nowhere(items)
    found = [] if period else [Blocker("period_missing", MESSAGES["period_missing"])]
    if not accepted:
        found.append(Blocker("nothing_accepted", MESSAGES["nothing_accepted"]))
    found += _blocker("contradictions_undecided", undecided)
    found += _blocker("items_pending", read)
    found += _blocker("proposals_pending", proposed)
    found += _blocker("target_unmeasured", unmeasured)
    found += _blocker("due_incomplete", unfinished)
    found += _blocker("merged_nowhere", adrift)
    return found


def adoption_warnings(items: Iterable[ItemFacts]) -> list[Blocker]:
    """What does not stand in the way but will be missed later: an accepted item without a lead unit."""
    accepted = [item for item in items if item.decision is Decision.ACCEPTED]
    return _blocker("lead_missing", [item.id for item in accepted if item.lead_unit_id is None])


def review_order(items: Iterable[ItemFacts]) -> list[ItemFacts]:
    """What needs a person first: undecided before decided, doubted before sure, then by place in the
    document."""
    return sorted(items, key=lambda item: (item.decision is not Decision.PENDING, item.sure, item.place, item.id))


def is_due_complete(due: DueRule) -> bool:
    """Whether a rule has what it needs by itself (an awaited event or calendar may come after adoption)."""
    needed = {
        DueKind.FIXED_DATE: due.on,
        DueKind.DAYS_AFTER_EVENT: due.days,
        DueKind.DAY_OF_LAST_MONTH: due.day,
    }
    return needed.get(due.kind, True) is not None


MESSAGES = {
    "period_missing": "Chưa có thời gian thực hiện của kế hoạch. Hãy nhập ngày bắt đầu và ngày kết thúc.",
    "nothing_accepted": "Chưa có chỉ tiêu hoặc nhiệm vụ nào được đồng ý. Hãy đồng ý ít nhất một mục.",
    "contradictions_undecided": "Còn {n} chỗ mâu thuẫn trong văn bản. Hãy chọn nội dung đúng cho từng chỗ.",
    "items_pending": "Còn {n} mục đọc từ văn bản chưa quyết định. Hãy đồng ý, gộp hoặc bỏ từng mục.",
    "proposals_pending": "Còn {n} đề xuất của phần mềm chưa quyết định. Hãy đồng ý hoặc bỏ từng đề xuất.",
    "target_unmeasured": "Có {n} chỉ tiêu chưa có cách đo. Hãy nhập số lượng hoặc tỷ lệ, hoặc bỏ đi.",
    "due_incomplete": "Có {n} mục chưa nhập đủ hạn thực hiện. Hãy nhập ngày hoặc số ngày còn thiếu.",
    "merged_nowhere": "Có {n} mục gộp vào một mục không được đồng ý. Hãy chọn lại mục nhận.",
    "lead_missing": "Có {n} mục chưa có đơn vị chủ trì. Nên giao đơn vị chủ trì trước khi thực hiện.",
}


def _blocker(code: str, ids: Sequence[str]) -> list[Blocker]:
    return [Blocker(code, MESSAGES[code].format(n=len(ids)), tuple(ids))] if ids else []


def _is_unmeasured(item: ItemFacts) -> bool:
    if item.measure is None:
        return item.kind is CommitmentKind.TARGET
    return not item.measure.is_measurable


def _merged_nowhere(items: Sequence[ItemFacts]) -> list[str]:
    accepted = {item.id for item in items if item.decision is Decision.ACCEPTED}
    merged = (item for item in items if item.decision is Decision.MERGED)
    return [item.id for item in merged if item.merged_into not in accepted]
