"""What a draft still lacks before it can be submitted: blanks in the words, rows with fields that say nothing."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lantoa.drafting.rules.blocks import Amount, Block, BlockKind, Timing

BLANK = re.compile(r"\[[^\[\]]{1,120}\]")
"""A blank of the template: "[số tổ dân phố]"."""


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing, and the line where; ``key`` is empty for the draft as a whole. ``must``: it cannot be
    submitted without. ``of``: how the target or task begins, because several lines may lack the same."""

    key: str
    words: str
    must: bool = True
    of: str = ""


def lacks(blocks: Iterable[Block]) -> list[Lack]:
    """Everything that is missing, in the order of the lines."""
    listed = list(blocks)
    found = [replace(lack, of=_beginning(block)) for block in listed for lack in _of_block(block)]
    if not any(block.is_commitment and block.text for block in listed):
        found.insert(0, Lack("", "Bản soạn chưa có chỉ tiêu, nhiệm vụ nào. Hãy thêm ít nhất một dòng."))
    if not any(block.kind == BlockKind.RECIPIENT.value and block.text for block in listed):
        found.append(Lack("", "Chưa có nơi nhận. Hãy thêm ở cuối trang soạn hoặc đặt sẵn trong Thiết lập.", must=False))
    return found


def _beginning(block: Block) -> str:
    words = block.text.split() if block.is_commitment else []
    return " ".join(words[:8]) + ("…" if len(words) > 8 else "")


def _of_block(block: Block) -> Iterator[Lack]:
    for blank in BLANK.findall(f"{block.text} {block.wording}"):
        yield Lack(block.key, f"Cần điền {blank}")
    if not block.is_commitment:
        return
    if not block.text:
        yield Lack(block.key, f"{BlockKind(block.kind).label} chưa có nội dung. Hãy ghi hoặc xóa dòng.")
    yield from _of_target(block) if block.kind == BlockKind.TARGET.value else _of_task(block)
    if not block.lead:
        yield Lack(block.key, "Chưa chọn đơn vị chủ trì", must=False)


def _of_target(block: Block) -> Iterator[Lack]:
    if block.amount != Amount.WHOLE.value and not int(block.number or 0):
        yield Lack(block.key, "Chỉ tiêu chưa có con số")
    if block.amount in {Amount.RATIO.value, Amount.ABOVE.value} and int(block.number or 0) > 100:
        yield Lack(block.key, "Tỷ lệ không quá 100%")
    if block.amount == Amount.FLOOR.value and not block.per:
        yield Lack(block.key, "Chỉ tiêu chưa nêu tính theo tháng, quý hay năm")


def _of_task(block: Block) -> Iterator[Lack]:
    if block.timing == Timing.FIXED.value and not block.on:
        yield Lack(block.key, "Nhiệm vụ chưa có ngày phải xong")
    if block.timing == Timing.AFTER.value and not (int(block.days or 0) and block.event):
        yield Lack(block.key, "Nhiệm vụ chưa ghi đủ số ngày và mốc bắt đầu tính")
    if block.day and not 2 <= int(block.day) <= 28:
        yield Lack(block.key, "Ngày trong tháng phải từ 02 đến 28")
