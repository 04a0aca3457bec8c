"""What the linter says of a draft, line by line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lantoa.communes.queries import unit_wordings
from lantoa.documents.queries import register_here
from lantoa.drafting.models import Draft
from lantoa.drafting.queries import blocks_of, document_of
from lantoa.drafting.rules.blanks import lacks
from lantoa.drafting.rules.blocks import Block, BlockKind
from lantoa.drafting.rules.composing import ROW
from vanban.check import Examined, TreeFinding, examine
from vanban.errors import ReadError
from vanban.reading import Level


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding of the linter with the line that it is about; "" for the draft as a whole."""

    key: str
    level: str
    code: str
    message: str
    mend: str


def findings_of(draft: Draft) -> list[Remark]:
    """What the linter says of the draft as it stands, the gravest first; blanks stand in the other list."""
    blocks = blocks_of(draft)
    try:
        examined = examine(document_of(draft), acts=register_here(), names=unit_wordings())
    except ReadError:
        return []
    blank = {lack.key for lack in lacks(blocks) if lack.must and lack.key}
    said = [_remark(one, blocks) for one in examined.findings if one.finding.code not in GIVEN_AT_ISSUE]
    return [*_lost_duties(examined, blocks), *(one for one in said if one.key not in blank)]


GIVEN_AT_ISSUE = frozenset({"number_missing", "issued_on_missing"})
"""What no draft has: number and date come with the issue."""


LOST = (
    "Câu này giống một chỉ tiêu, nhiệm vụ, nhưng khi ban hành chỉ các dòng Chỉ tiêu, Nhiệm vụ thành việc phải theo dõi."
)
LOST_MEND = "Nếu đúng là việc phải làm, hãy thêm một dòng Chỉ tiêu hoặc Nhiệm vụ cho nó."


def _lost_duties(examined: Examined, blocks: Iterable[Block]) -> list[Remark]:
    """Sentences in free lines that ask for something: on issue only rows become commitments (ADR 0028)."""
    kinds = {BlockKind.TEXT.value, BlockKind.ITEM.value, BlockKind.POINT.value, BlockKind.TABLE.value}
    free = {block.key for block in blocks if block.kind in kinds and "[" not in block.text}  # a blank is told elsewhere
    return [Remark(key, Level.WARNING.value, "duty_in_text", LOST, LOST_MEND) for key in examined.duties if key in free]


def _remark(one: TreeFinding, blocks: Sequence[Block]) -> Remark:
    finding = one.finding
    key = one.anchor.removesuffix(ROW)
    if one.part == "basis" and one.index is not None:
        key = _nth(blocks, BlockKind.BASIS, one.index)
    elif one.part == "recipients" and one.index is not None:
        key = _nth(blocks, BlockKind.RECIPIENT, one.index)
    elif one.part == "appendix" and finding.excerpt:
        key = next((block.key for block in blocks if block.text and block.text in finding.excerpt), "")
    there = any(block.key == key for block in blocks)
    return Remark(key if there else "", finding.level.value, finding.code, finding.message, finding.mend)


def _nth(blocks: Iterable[Block], kind: BlockKind, index: int) -> str:
    keys = [block.key for block in blocks if block.kind == kind.value and block.text]
    return keys[index] if index < len(keys) else ""
