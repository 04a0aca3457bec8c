"""A new plan from last year's: its commitments taken over, with what became of them said beside each."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest

from lantoa.core.holidays import WorkCalendar
from lantoa.drafting.rules.blocks import Block, BlockKind, Flag
from lantoa.drafting.rules.sentences import day_words
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


def from_last(last: LastPlan, ward: Ward, *, year: int, calendar: WorkCalendar | None = None) -> tuple[Block, ...]:
    """The template with last year's commitments in place of its own. ``calendar``: the ward's days off, so that no
    deadline falls on one."""
    rows = [told(one, last.year, year) for one in last.lines]
    rows = [on_working_day(row, calendar) for row in rows] if calendar else rows
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
    made = f", làm được {one.have}, kế hoạch {one.need}" if one.need > 1 and row.kind == BlockKind.TARGET.value else ""
    if one.short:
        words = f"Năm {old}: đạt {one.done}/{one.owed} kỳ phải làm{made}; đề xuất thực hiện lại."
        return replace(row, flag=Flag.MISSED.value, note=f"{words} Xem cần đổi mức hay cách làm.")
    if one.have > one.need > 0 and row.kind == BlockKind.TARGET.value:
        note = f"Năm {old}: làm được {one.have}, kế hoạch {one.need}. Có thể nâng mức."
        return replace(row, flag=Flag.OVER.value, note=note)
    if not one.owed:
        return replace(row, flag=Flag.KEPT.value, note=f"Năm {old}: chưa có kỳ nào phải đánh giá.")
    rest = f"; còn {one.owed - one.done} kỳ đang thực hiện" if one.done < one.owed else ""
    return replace(row, flag=Flag.KEPT.value, note=f"Năm {old}: đạt {one.done}/{one.owed} kỳ{made}{rest}.")


def on_working_day(row: Block, calendar: WorkCalendar) -> Block:
    """A deadline that the new year puts on a day off is proposed for the last working day before it, in the field and
    where the words name the day; the note says so."""
    if not row.on or not calendar.is_off(date.fromisoformat(row.on)):
        return row
    old = date.fromisoformat(row.on)
    new = calendar.last_working(old)
    named = re.compile(rf"(?<!\d)0?{old.day}/0?{old.month}/{old.year}(?!\d)")
    words = day_words(new.isoformat())
    note = f"{row.note} Ngày {day_words(row.on)} là {calendar.reason(old)}: đề xuất ngày {words}.".strip()
    text, wording = (named.sub(words, one) for one in (row.text, row.wording))
    return replace(row, on=new.isoformat(), text=text, wording=wording, note=note[:500])


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
