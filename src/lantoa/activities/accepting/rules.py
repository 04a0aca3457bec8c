"""Which way a piece of evidence may go, and who may say so. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from lantoa.core.errors import Refused
from lantoa.core.grades import NEEDS_NO_LOOK, EvidenceState

S = EvidenceState

TRANSITIONS: Mapping[EvidenceState, frozenset[EvidenceState]] = {
    S.WAITING: frozenset({S.ACCEPTED, S.RETURNED, S.REPLACED, S.WITHDRAWN}),
    S.ACCEPTED: frozenset({S.WAITING, S.RETURNED, S.WITHDRAWN}),
    S.RETURNED: frozenset({S.WAITING, S.REPLACED, S.WITHDRAWN}),
    S.REPLACED: frozenset(),
    S.WITHDRAWN: frozenset(),
}
"""Back to waiting is the undoing of a judgement. What was replaced or withdrawn stays so: it is history."""

SHORTEST_NOTE = 5
LONGEST_NOTE = 300

QUICK_NOTES = (
    "Ảnh mờ, không rõ nội dung",
    "Ảnh không phải của hoạt động này",
    "Ảnh đã dùng cho hoạt động khác",
    "Thiếu chữ ký hoặc con dấu",
    "Đường dẫn không mở được",
)
"""What is most often wrong: one tap in place of typing."""

_OVER = {
    S.ACCEPTED: "Minh chứng này đã được xác nhận rồi: hãy tải lại trang để xem trạng thái mới nhất.",
    S.RETURNED: "Minh chứng này đã bị trả lại: hãy tải lại trang để xem trạng thái mới nhất.",
    S.REPLACED: "Minh chứng này đã được thay bằng minh chứng khác nên không thay đổi được nữa.",
    S.WITHDRAWN: "Minh chứng này đã được rút nên không thay đổi được nữa.",
    S.WAITING: "Minh chứng này đang chờ xác nhận: hãy tải lại trang để xem trạng thái mới nhất.",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence as the rules see it. ``giver_id`` None = nobody in particular (a machine)."""

    id: int
    grade: str
    state: str
    giver_id: int | None = None


def check_way(piece: Piece, to: EvidenceState) -> None:
    """Refuse a way that the piece cannot go from where it is: ``evidence_state``."""
    if to not in TRANSITIONS[EvidenceState(piece.state)]:
        raise Refused("evidence_state", _OVER[EvidenceState(piece.state)])


def may_judge(piece: Piece, person_id: int) -> bool:
    """Whether this person may be the second one: never who gave it, and nobody where a machine saw it."""
    return piece.grade not in NEEDS_NO_LOOK and piece.giver_id != person_id


def check_judge(piece: Piece, person_id: int) -> None:
    """Raises ``evidence_own`` for one's own, ``evidence_no_need`` for what a machine captured."""
    if piece.grade in NEEDS_NO_LOOK:
        raise Refused("evidence_no_need", "Minh chứng do hệ thống ghi nhận (hạng A, B) không cần người xác nhận.")
    if piece.giver_id == person_id:
        raise Refused(
            "evidence_own",
            "Minh chứng do chính anh/chị gửi phải do người khác xác nhận. "
            "Hãy nhờ lãnh đạo hoặc người phụ trách kế hoạch xem giúp.",
        )


def check_note(note: str) -> str:
    """What is wrong with a piece that is returned, in one line, long enough to be of use."""
    clean = " ".join(note.replace("\x00", "").split())
    if len(clean) < SHORTEST_NOTE:
        raise Refused("note_missing", "Hãy ghi rõ vì sao trả lại để người gửi biết cần sửa gì (ví dụ: ảnh mờ).")
    return clean[:LONGEST_NOTE]
