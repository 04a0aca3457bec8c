"""What the linter says of a draft, line by line, and which remarks somebody set aside with a reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from lantoa.communes.queries import unit_wordings
from lantoa.core.folding import fold
from lantoa.documents.queries import register_here
from lantoa.drafting.models import Draft, DraftDismissal
from lantoa.drafting.queries import blocks_of, document_of
from lantoa.drafting.rules.blanks import lacks
from lantoa.drafting.rules.blocks import Block, BlockKind
from lantoa.drafting.rules.composing import ROW
from lantoa.ledger.kept import kept
from vanban.check import Examined, TreeFinding, examine
from vanban.errors import ReadError
from vanban.reading import Level


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding of the linter with the line that it is about; "" for the draft as a whole. ``mark``: by which it is
    known again as long as the place says the same; ``dismissal`` once it was set aside."""

    key: str
    level: str
    code: str
    message: str
    mend: str
    mark: str = ""
    dismissal: DraftDismissal | None = None


@dataclass(frozen=True, slots=True)
class Remarks:
    """Those that stand, and those that were set aside."""

    open: tuple[Remark, ...]
    dismissed: tuple[Remark, ...]

    @property
    def grave(self) -> int:
        """Errors among those that stand."""
        return sum(one.level == Level.ERROR.value for one in self.open)


def remarks_of(draft: Draft) -> Remarks:
    """The linter's remarks on a draft. One query besides those of the document."""
    rows = {row.key: row for row in DraftDismissal.objects.filter(draft=draft).select_related("by")}
    found = [replace(one, dismissal=rows.get(one.mark)) for one in findings_of(draft)]
    return Remarks(tuple(one for one in found if not one.dismissal), tuple(one for one in found if one.dismissal))


def remark_of(draft: Draft, mark: str) -> Remark | None:
    """One remark by its mark, whether it stands or not."""
    return next((one for one in findings_of(draft) if one.mark == mark), None)


def findings_of(draft: Draft) -> list[Remark]:
    """What the linter says of the draft as it stands, the gravest first; blanks stand in the other list. A plan of 300
    tasks takes a second: what was said of this revision is kept until anything happens in the ward (a sitting leaves
    one entry in the ledger, so the revision is part of the name)."""
    name = ("draft.findings", draft.pk, draft.revision, draft.title, draft.stage)
    return list(kept(draft.commune_id, name, lambda: tuple(_found(draft))))


def _found(draft: Draft) -> list[Remark]:
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
    listed = list(blocks)
    free = {block.key for block in listed if block.kind in kinds and "[" not in block.text}  # a blank is told elsewhere
    words = {block.key: block.text for block in listed}
    lost = [key for key in examined.duties if key in free]
    return [Remark(key, Level.WARNING.value, "duty_in_text", LOST, LOST_MEND, _mark(words[key])) for key in lost]


def _mark(words: str) -> str:
    return sha256(f"duty_in_text|{fold(words)}".encode()).hexdigest()[:20]


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
    return Remark(key if there else "", finding.level.value, finding.code, finding.message, finding.mend, finding.key)


def _nth(blocks: Iterable[Block], kind: BlockKind, index: int) -> str:
    keys = [block.key for block in blocks if block.kind == kind.value and block.text]
    return keys[index] if index < len(keys) else ""
