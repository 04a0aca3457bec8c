"""Two people at one draft: changes come block by block, each with the revision that its writer saw.

What nobody else touched is taken over at once. A block that somebody else changed meanwhile keeps their words, and the
later text is laid aside for a decision. An edit wins over a deletion. So nothing that anybody wrote is ever lost.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lantoa.core.errors import Refused
from lantoa.drafting.rules.blocks import MOST_BLOCKS, Block


@dataclass(frozen=True, slots=True)
class Content:
    """The blocks of a draft; ``order_rev``: the revision that last changed their order."""

    blocks: tuple[Block, ...]
    order_rev: int = 0

    def by_key(self) -> dict[str, Block]:
        """The blocks, to be looked up."""
        return {block.key: block for block in self.blocks}


@dataclass(frozen=True, slots=True)
class Changes:
    """What one writer did: changed and new blocks, deleted ones (key → revision seen), the order as the page has it."""

    blocks: tuple[Block, ...] = ()
    deleted: Mapping[str, int] = field(default_factory=dict)
    order: tuple[str, ...] | None = None
    order_rev: int = 0


@dataclass(frozen=True, slots=True)
class Merged:
    """``aside``: the blocks that came second. ``changed``: whether the draft is another now."""

    content: Content
    aside: tuple[Block, ...]
    changed: bool


def merge(content: Content, changes: Changes, *, number: int) -> Merged:
    """The draft with the changes in it, as revision ``number``.

    Raises:
        Refused("draft_long"): more blocks than a draft may have.
    """
    now, aside = content.by_key(), []
    for key, seen in changes.deleted.items():
        if key in now and now[key].rev == seen:
            del now[key]
    for block in changes.blocks:
        there = now.get(block.key)
        if there is not None and there.same_as(block):
            continue
        if there is not None and there.rev != block.rev:
            aside.append(block)
            continue
        now[block.key] = replace(block, rev=number)
    before = [block.key for block in content.blocks]
    order = _order(before, changes, content.order_rev, present=now)
    if len(order) > MOST_BLOCKS:
        raise Refused("draft_long", f"Bản soạn dài quá {MOST_BLOCKS} dòng. Hãy tách bớt sang phụ lục riêng.")
    moved = order != before
    blocks = tuple(now[key] for key in order)
    made = Content(blocks, number if moved else content.order_rev)
    return Merged(made, tuple(aside), moved or blocks != content.blocks)


def _order(before: Sequence[str], changes: Changes, order_rev: int, *, present: Mapping[str, Block]) -> list[str]:
    """The page's order where nobody else moved anything since; else ours, with what is new put behind its neighbour."""
    theirs = list(dict.fromkeys(changes.order if changes.order is not None else before))
    first, second = (theirs, list(before)) if changes.order_rev == order_rev else (list(before), theirs)
    found = [key for key in first if key in present]
    for key in _rest(second, found, present):
        found.insert(_behind(second, key, found), key)
    left = [key for key in present if key not in set(found)]
    return found + left


def _rest(order: Iterable[str], found: Sequence[str], present: Mapping[str, Block]) -> list[str]:
    there = set(found)
    return [key for key in order if key in present and key not in there]


def _behind(order: Sequence[str], key: str, found: Sequence[str]) -> int:
    for before in reversed(order[: order.index(key)]):
        if before in found:
            return found.index(before) + 1
    return 0
