"""A new plan from last year's: its commitments taken over, with what became of them said beside each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from lantoa.drafting.rules.blocks import Block, BlockKind, Flag
from lantoa.drafting.rules.taking import Taken, row_of
from lantoa.drafting.rules.template import Ward, from_template, keyed, line

DOING = "Tổ chức thực hiện"


@dataclass(frozen=True, slots=True)
class Kept:
    """A commitment and what became of it. Windows that somebody owed, that were fulfilled, that are missed or late;
    ``have`` and ``need``: pieces of work."""

    taken: Taken
    owed: int = 0
    done: int = 0
    short: int = 0
    have: int = 0
    need: int = 0


@dataclass(frozen=True, slots=True)
class LastPlan:
    """Last year's plan: its year, how it is cited, its commitments, and what it named besides them."""

    year: int
    name: str
    lines: tuple[Kept, ...]
    contents: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


def from_last(last: LastPlan, ward: Ward, *, year: int) -> tuple[Block, ...]:
    """The template with last year's commitments in place of its own."""
    rows = [told(one, last.year, year) for one in last.lines]
    targets = [row for row in rows if row.kind == BlockKind.TARGET.value]
    tasks: dict[str, list[Block]] = {}
    for row in rows:
        if row.kind == BlockKind.TASK.value:
            tasks.setdefault(row.lead, []).append(row)
    texts = {"Nội dung tuyên truyền": last.contents, "Hình thức tuyên truyền": last.forms}
    return keyed(_without_idle(_woven(from_template(ward), targets, tasks, texts=texts)))


def told(one: Kept, old: int, year: int) -> Block:
    """The commitment as a row of the new plan, with what became of it."""
    row = row_of(one.taken, years=year - old, old=old)
    if one.short:
        note = f"Năm {old}: đạt {one.done}/{one.owed} kỳ phải làm, đề xuất thực hiện lại. Xem cần đổi mức hay cách làm."
        return replace(row, flag=Flag.MISSED.value, note=note)
    if one.have > one.need > 0 and row.kind == BlockKind.TARGET.value:
        note = f"Năm {old}: làm được {one.have}, kế hoạch {one.need}. Có thể nâng mức."
        return replace(row, flag=Flag.OVER.value, note=note)
    note = f"Năm {old}: đạt {one.done}/{one.owed} kỳ." if one.owed else f"Năm {old}: chưa có kỳ nào phải đánh giá."
    return replace(row, flag=Flag.KEPT.value, note=note)


def _woven(
    blocks: Iterable[Block],
    targets: Sequence[Block],
    tasks: dict[str, list[Block]],
    *,
    texts: Mapping[str, Sequence[str]],
) -> list[Block]:
    """Targets where the template has its own; tasks under the heading of their unit, the others before the money."""
    found: list[Block] = []
    section, waiting = "", list(targets)
    for block in blocks:
        if block.kind == BlockKind.SECTION.value:
            if section == DOING:
                found += [row for rows in tasks.values() for row in rows]
            section = block.text
            found += [block, *(line(BlockKind.ITEM, text[:1].upper() + text[1:]) for text in texts.get(section, ()))]
            continue
        if block.is_commitment or (block.kind == BlockKind.ITEM.value and (texts.get(section) or _is_blank(block))):
            found, waiting = (found + waiting, []) if block.kind == BlockKind.TARGET.value else (found, waiting)
            continue
        found.append(block)
        if block.kind == BlockKind.HEADING.value:
            found += tasks.pop(block.lead, [])
    return found


def _without_idle(blocks: Sequence[Block]) -> Iterable[Block]:
    """No heading of a unit that had nothing to do last year: "6. Công an" and nothing under it."""
    heads = {BlockKind.HEADING.value, BlockKind.SECTION.value, BlockKind.RECIPIENT.value}
    for block, after in zip_longest(blocks, blocks[1:]):
        idle = block.kind == BlockKind.HEADING.value and block.lead and (after is None or after.kind in heads)
        if not idle:
            yield block


def _is_blank(block: Block) -> bool:
    """The template's line for a unit that it knows nothing of: what the unit did last year says more."""
    return block.text.startswith("[") and block.text.endswith("]")
