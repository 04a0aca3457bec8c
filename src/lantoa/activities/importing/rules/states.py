"""The life of an import and of its rows. Pure."""

from collections.abc import Mapping

from lantoa.core.errors import Refused
from vanban.vocabulary import Labelled


class RunState(Labelled):
    """Trạng thái của một lần nhập."""

    READING = "reading", "Đang đọc tệp"
    UNREADABLE = "unreadable", "Không đọc được"
    READY = "ready", "Chờ kiểm tra"
    WRITING = "writing", "Đang nhập"
    IMPORTED = "imported", "Đã nhập"
    UNDONE = "undone", "Đã hoàn tác"
    DROPPED = "dropped", "Đã bỏ"


class RowState(Labelled):
    """Trạng thái của một dòng."""

    GOOD = "good", "Nhập được"
    BAD = "bad", "Cần sửa"
    DUPLICATE = "duplicate", "Trùng"
    SKIPPED = "skipped", "Bỏ qua"
    IMPORTED = "imported", "Đã nhập"


S = RunState
TRANSITIONS: Mapping[RunState, frozenset[RunState]] = {
    S.READING: frozenset({S.READY, S.UNREADABLE, S.DROPPED}),
    S.UNREADABLE: frozenset({S.READING, S.DROPPED}),
    S.READY: frozenset({S.READING, S.WRITING, S.DROPPED}),
    S.WRITING: frozenset({S.IMPORTED}),
    S.IMPORTED: frozenset({S.UNDONE}),
    S.UNDONE: frozenset(),
    S.DROPPED: frozenset(),
}


def check_step(state: str, to: RunState) -> None:
    """Refuse a step that the import cannot take from where it is: ``import_state``."""
    if to not in TRANSITIONS[RunState(state)]:
        raise Refused(
            "import_state",
            f"Lần nhập này đang ở trạng thái “{RunState(state).label}” nên bước này không thực hiện được: "
            "hãy tải lại trang để xem trạng thái mới nhất.",
        )
