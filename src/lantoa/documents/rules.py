"""What makes two acts one, what an entry must say, and which entry stands where several speak of one act."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lantoa.core.errors import Refused
from vanban.register import RegisteredAct, Status, number_key

KINDS = (
    "Bộ luật", "Luật", "Pháp lệnh", "Nghị quyết", "Nghị định", "Quyết định", "Chỉ thị", "Thông tư",
    "Thông tư liên tịch", "Kế hoạch", "Chương trình", "Kết luận", "Quy định", "Hướng dẫn", "Công văn", "Công điện",
    "Thông báo", "Báo cáo", "Tờ trình", "Đề án", "Tiêu chuẩn",
)  # fmt: skip
EVERYBODYS = ("Kế hoạch", "Công văn", "Công điện", "Thông báo", "Báo cáo", "Tờ trình", "Hướng dẫn", "Chương trình")
"""Kinds whose numbers every body counts for itself: only with its date is such a number one act."""


def act_key(kind: str, number: str, issued_on: date | None, *, local: bool = False) -> str:
    """What makes an act the same act: its number; for local numbers its day, too."""
    key = number_key(number)
    if issued_on and (local or is_local(kind, number)):
        return f"{key}@{issued_on.isoformat()}"
    return key


def is_local(kind: str, number: str) -> bool:
    """Whether others give the same number to acts of their own: plans and letters, and all that a People's Committee or
    a Party committee below the centre issues without a year in the number."""
    letters = number_key(number).partition("|")[2]
    return kind in EVERYBODYS or letters.endswith(("ubnd", "hdnd", "tu", "du", "hu"))


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person says of an act."""

    kind: str
    number: str
    issued_on: date | None = None
    issuer: str = ""
    title: str = ""
    status: Status = Status.UNKNOWN
    effective: date | None = None
    until: date | None = None
    replaced_by: str = ""
    source: str = ""
    link: str = ""
    checked_on: date | None = None
    note: str = ""


def check_draft(draft: Draft, today: date) -> None:
    """Raises Refused: ``act_number``, ``act_dates``, ``act_replaced``, ``act_source``."""
    if not any(char.isdigit() for char in draft.number):
        raise Refused("act_number", "Số, ký hiệu phải có chữ số, ví dụ 76/NQ-CP hoặc 30/2020/NĐ-CP.")
    late = [day for day in (draft.issued_on, draft.checked_on) if day and day > today]
    if late or (draft.effective and draft.until and draft.until <= draft.effective):
        raise Refused(
            "act_dates",
            "Ngày chưa hợp lý: ngày ban hành, ngày đối chiếu không ở tương lai; "
            "ngày hết hiệu lực sau ngày có hiệu lực.",
        )
    if draft.status is Status.REPLACED and not draft.replaced_by:
        raise Refused("act_replaced", "Văn bản đã được thay thế thì hãy ghi số, ký hiệu của văn bản thay thế.")
    if draft.status is not Status.UNKNOWN and not draft.source:
        raise Refused(
            "act_source",
            "Hãy ghi nguồn đã đối chiếu (ví dụ: vbpl.vn, Công báo số …) khi ghi tình trạng hiệu lực; "
            "chưa đối chiếu thì chọn “Chưa rõ”.",
        )


def standing(shipped: Iterable[RegisteredAct], own: Iterable[RegisteredAct]) -> list[RegisteredAct]:
    """All acts, each once: what the commune says of an act stands in place of what ships."""
    ours = list(own)
    keys = {act_key(act.kind, act.number, act.issued_on, local=act.local) for act in ours}
    rest = [act for act in shipped if act_key(act.kind, act.number, act.issued_on, local=act.local) not in keys]
    return [*ours, *rest]
