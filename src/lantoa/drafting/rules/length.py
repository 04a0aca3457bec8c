"""How long a draft is on paper, about; whether its PDF is made at once or by a worker."""

from collections.abc import Iterable

from lantoa.drafting.rules.blocks import Block, BlockKind

ON_A_PAGE = 2600
"""Letters of the body on a page of A4, 14 pt."""
IN_THE_APPENDIX = 1100
"""Letters of tasks on a lying page of the appendix; the other columns take the rest. Drafts of 10, 17, 46 and 67 pages
come out as 10, 17, 50 and 74."""
LONG = 15
"""Pages from which a worker prints: below that a PDF takes less than a second of processor time (ADR 0028)."""


def pages_about(blocks: Iterable[Block]) -> int:
    """Pages that the draft has, about."""
    listed = list(blocks)
    whole = sum(_letters(block) for block in listed)
    tasks = sum(_letters(block) for block in listed if block.kind == BlockKind.TASK.value)
    return 1 + round(whole / ON_A_PAGE + tasks / IN_THE_APPENDIX)


def _letters(block: Block) -> int:
    return len(block.wording or block.text)


def is_long(blocks: Iterable[Block]) -> bool:
    """Whether somebody who asks for the PDF should not wait for it on the page."""
    return pages_about(blocks) > LONG
