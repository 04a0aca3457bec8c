"""What is not sure about an item of a review, in words; and whether a person has to look before it is accepted.

The codes of the reader stand in ``vanban.reading.DOUBTS``; the ones here come up when names meet the commune's units.
"""

from collections.abc import Iterable

from lantoa.plans.rules.commitment import CommitmentKind
from vanban.reading import DOUBTS

DIFFERS = "differs_from_former"
"""The words are those of the edition in force, what was read from them is not: a person had corrected it."""

OWN_DOUBTS = {
    "lead_likely": "Tên đơn vị chủ trì gần giống một đơn vị của xã, phường; cần xác nhận.",
    "lead_unknown": "Đơn vị chủ trì chưa có trong danh sách đơn vị; cần chọn.",
    "looks_repeated": "Mục này giống một mục khác của kế hoạch; có thể cần gộp.",
    DIFFERS: "Câu chữ như bản đang thực hiện nhưng cách đo, hạn hoặc đơn vị khác; cần chọn.",
    "chosen_elsewhere": "Anh/chị đã chọn nội dung ở chỗ khác của văn bản; hãy sửa mục này theo chỗ đó.",
    "no_measure": "Chưa có con số để đo.",
    "no_window": "Chưa rõ tính theo tháng, quý hay năm.",
    "no_frequency": "Kế hoạch ghi “định kỳ” nhưng chưa nêu chu kỳ.",
}

QUIET = frozenset({"coordinating_vague", "deadline_vague", "quantity_word"})
"""Worth a word beside the item, not worth holding it back."""


def doubt_label(code: str) -> str:
    """The Vietnamese words of a doubt; an unknown code of a newer reader is shown as it is."""
    return OWN_DOUBTS.get(code) or DOUBTS.get(code) or code


def is_sure(doubts: Iterable[str], kind: CommitmentKind) -> bool:
    """Whether an item may be accepted together with others. A target without a lead is usual; a task is not."""
    quiet = QUIET | {"lead_missing"} if kind is CommitmentKind.TARGET else QUIET
    return set(doubts) <= quiet
