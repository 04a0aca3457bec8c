"""Numbers and letters of blocks anew, after some came or went: I. 1. 1.1., khoản 1., Điều 1., a) b) c) d) đ) e)."""

from collections.abc import Iterable
from dataclasses import replace

from vanban.form.document import Article, Block, Clause, Heading, Point
from vanban.readers.numbering import roman

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The Vietnamese alphabet as điểm are lettered (điểm đ khoản 6 mục II, Phụ lục I): no f, j, w, z."""


def relabelled(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with labels in order; headings without a number stay without."""
    counts = _Counts()
    return tuple(counts.label(block) for block in blocks)


def is_regular(blocks: Iterable[Block]) -> bool:
    """Whether the labels of blocks run in order as they are."""
    given = tuple(blocks)
    return relabelled(given) == given


class _Counts:
    def __init__(self) -> None:
        self.headings = [0, 0, 0]
        self.article = self.clause = self.point = 0

    def label(self, block: Block) -> Block:
        if isinstance(block, Heading):
            self.clause = self.point = 0
            return self._heading(block)
        if isinstance(block, Article):
            self.article += 1
            self.clause = self.point = 0
            return replace(block, number=str(self.article))
        if isinstance(block, Clause):
            self.clause += 1
            self.point = 0
            return replace(block, number=str(self.clause))
        if isinstance(block, Point):
            self.point += 1
            return replace(block, label=LETTERS[self.point - 1] if self.point <= len(LETTERS) else str(self.point))
        return block

    def _heading(self, block: Heading) -> Heading:
        if not block.number:
            return block
        depth = block.level - 1
        self.headings[depth] += 1
        self.headings[depth + 1 :] = [0] * (2 - depth)
        first, second, third = self.headings
        return replace(block, number=(roman(first), str(second), f"{second}.{third}")[depth])
