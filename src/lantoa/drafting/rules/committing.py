"""From the rows of an issued plan to its commitments: as if the plan had been read, with nothing left to guess."""

from collections.abc import Iterable, Mapping
from typing import Any

from lantoa.drafting.rules.blocks import Amount, Block, BlockKind, Timing
from lantoa.drafting.rules.sentences import Names, amount_words, sentence, when_words
from lantoa.plans.rules.commitment import CommitmentKind
from lantoa.plans.rules.defaults import defaults_from_reading
from lantoa.plans.rules.intake import ItemDraft

Raw = dict[str, Any]
EVERY = frozenset({Timing.MONTH.value, Timing.QUARTER.value, Timing.HALF_YEAR.value, Timing.YEAR.value})


def items_of(blocks: Iterable[Block], names: Names, *, asked: frozenset[str], text: str) -> list[ItemDraft]:
    """Every target and task with its place in the text of the plan. ``asked``: units that are asked, not ordered."""
    section, found, under = "", [], ""
    for block in blocks:
        if block.kind in {BlockKind.SECTION.value, BlockKind.HEADING.value}:
            section, under = block.text, block.lead
        if block.is_commitment and block.text:
            words = sentence(block, names, under=under)
            found.append(_item(block, names, section=section, words=words, requested=block.lead in asked, text=text))
    return found


def _item(block: Block, names: Names, *, section: str, words: str, requested: bool, text: str) -> ItemDraft:
    is_target = block.kind == BlockKind.TARGET.value
    raw = {"text": block.text, **(_target(block) if is_target else _task(block, requested=requested))}
    defaults = defaults_from_reading(raw, CommitmentKind.TARGET if is_target else CommitmentKind.TASK)
    at = text.find(words)
    helpers = tuple(one for one in block.coordinating if one in names and one != block.lead)
    return ItemDraft(
        text=block.wording or (words if is_target else block.text), span=(at, at + len(words)) if at >= 0 else None,
        section=section[:300], defaults=defaults, lead_id=block.lead or None, lead_text=names.get(block.lead, "")[:300],
        coordinating_text=tuple(names[one] for one in helpers), coordinating_ids=helpers, output=block.output,
        unit_text=block.unit[:120], deadline_text=(amount_words(block) if is_target else when_words(block))[:300],
    )  # fmt: skip


def _target(block: Block) -> Raw:
    measure: Raw = {
        "activity": [block.activity] if block.activity else [], "channel": [block.channel] if block.channel else [],
        "per": block.per or "plan",
    }  # fmt: skip
    number = int(block.number or 0)
    if block.amount == Amount.FLOOR.value:
        return {"measure": {**measure, "kind": "count", "n": number}, "modality": "floor"}
    percent = 100 if block.amount == Amount.WHOLE.value else number
    above = block.amount == Amount.ABOVE.value
    return {"measure": {**measure, "kind": "ratio", "percent": percent, "above": above}, "modality": "must"}


def _task(block: Block, *, requested: bool) -> Raw:
    return {"deadline": _deadline(block), "modality": "requested" if requested else "must", "output": block.output}


def _deadline(block: Block) -> Mapping[str, Any]:
    if block.timing in EVERY:
        day = {"day": int(block.day), "before": True} if block.day else {}
        return {"kind": "periodic", "frequencies": [block.timing], **day}
    if block.timing == Timing.FIXED.value:
        return {"kind": "fixed_date", "date": block.on}
    if block.timing == Timing.AFTER.value:
        return {"kind": "days_after_event", "days": int(block.days or 0), "event": block.event}
    if block.timing == Timing.ROSTER.value:
        return {"kind": "roster", "frequencies": ["month"]}
    return {"kind": "higher_calendar" if block.timing == Timing.HIGHER.value else "period"}
