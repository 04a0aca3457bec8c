"""The duties of a higher plan beside the lines of a draft: covered, weaker, perhaps, missing. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from lantoa.core.periods import PeriodKind
from lantoa.drafting.rules.blocks import Amount, Block, BlockKind, Timing
from lantoa.drafting.rules.likeness import reworded
from lantoa.drafting.rules.sentences import amount_words, day_words, when_words
from vanban.compare import Clause, matched
from vanban.vocabulary import Labelled

A_YEAR = {
    PeriodKind.MONTH.value: 12, PeriodKind.QUARTER.value: 4, PeriodKind.HALF_YEAR.value: 2, Timing.MONTH.value: 12,
    Timing.QUARTER.value: 4, Timing.HALF_YEAR.value: 2,
}  # fmt: skip
"""Windows in a year; any other comes once."""


class Cover(Labelled):
    """Bản soạn đã có nhiệm vụ cấp trên giao chưa."""

    MISSING = "missing", "Chưa có"
    MAYBE = "maybe", "Có thể tương ứng"
    WEAKER = "weaker", "Thấp hơn cấp trên giao"
    COVERED = "covered", "Đã có"


@dataclass(frozen=True, slots=True)
class Beside:
    """A duty and the line of the draft that carries it out. ``why``: in what the line is weaker. ``judged``: a person
    said whether the two are one."""

    duty: Block
    own: Block | None
    cover: Cover
    why: str = ""
    judged: bool = False


Judged = Mapping[str, str]
"""Key of a duty → key of the line that a person says is the same; "" where none is."""


def compared(duties: Sequence[Block], blocks: Iterable[Block], judged: Judged | None = None) -> list[Beside]:
    """Every duty once, in its order; what is missing and weaker can be seen at once by ``cover``. What a person judged
    holds as long as the line stands in the draft; a duty of which it was said that nothing is the same is covered only
    by a line with its words."""
    own = [block for block in blocks if block.is_commitment and block.text]
    by_key = {block.key: block for block in own}
    said = {duty: by_key.get(line) for duty, line in (judged or {}).items() if not line or line in by_key}
    sure = {duty: line for duty, line in said.items() if line}
    asked = [replace(duty, activity="") if duty.key in said else duty for duty in duties if duty.key not in sure]
    pairs = _pairs(asked, own) | sure
    perhaps = reworded([duty for duty in duties if duty.key not in pairs and duty.key not in said], own)
    found = [
        Beside(duty, perhaps[duty.key], Cover.MAYBE) if duty.key in perhaps else _beside(duty, pairs.get(duty.key))
        for duty in duties
    ]
    return [replace(one, judged=one.duty.key in said and one.own == said[one.duty.key]) for one in found]


def _pairs(duties: Sequence[Block], own: Sequence[Block]) -> dict[str, Block]:
    """By the words; then targets by what is counted, where only one line counts it."""
    old = [Clause(duty.key, duty.text, place=at) for at, duty in enumerate(duties)]
    new = [Clause(block.key, block.text, place=at) for at, block in enumerate(own)]
    by_key = {block.key: block for block in own}
    found = {duty: by_key[line] for line, duty in matched(old, new).items()}
    taken = {block.key for block in found.values()}
    for duty in duties:
        if duty.key in found or not duty.activity:
            continue
        same = [one for one in own if one.key not in taken and _counts_same(duty, one)]
        if len(same) == 1:
            found[duty.key] = same[0]
            taken.add(same[0].key)
    return found


def _counts_same(duty: Block, own: Block) -> bool:
    return (duty.kind, duty.activity) == (own.kind, own.activity) and duty.channel in {"", own.channel}


def _beside(duty: Block, own: Block | None) -> Beside:
    if own is None:
        return Beside(duty, None, Cover.MISSING)
    why = _weaker_target(duty, own) if BlockKind.TARGET.value in {duty.kind, own.kind} else _weaker_task(duty, own)
    return Beside(duty, own, Cover.WEAKER if why else Cover.COVERED, why)


def _weaker_target(duty: Block, own: Block) -> str:
    if duty.kind != own.kind:
        return (
            "Cấp trên giao chỉ tiêu có con số, bản soạn ghi là nhiệm vụ." if duty.kind == BlockKind.TARGET.value else ""
        )
    if not (asked := _level(duty)) or (asked[0] != _level(own)[0] and duty.amount == Amount.FLOOR.value):
        return ""
    if _level(own)[1] < asked[1]:
        return f"Cấp trên giao {amount_words(duty)}; bản soạn ghi {amount_words(own)}."
    return ""


def _level(block: Block) -> tuple[str, int]:
    """What kind of amount, and how much of it in a year or per cent."""
    number = int(block.number or 0)
    if block.amount == Amount.FLOOR.value:
        return "count", number * A_YEAR.get(block.per, 1)
    return "percent", 100 if block.amount == Amount.WHOLE.value else number


def _weaker_task(duty: Block, own: Block) -> str:
    if duty.timing == Timing.FIXED.value and duty.on:
        late = own.timing == Timing.FIXED.value and own.on > duty.on
        open_end = own.timing == Timing.PLAN.value
        if late or open_end:
            return f"Cấp trên yêu cầu chậm nhất ngày {day_words(duty.on)}; bản soạn ghi {when_words(own)}."
    if A_YEAR.get(duty.timing, 1) > A_YEAR.get(own.timing, 1):
        return f"Cấp trên yêu cầu {when_words(duty)}; bản soạn ghi {when_words(own)}."
    return ""


def raised(own: Block, duty: Block) -> Block:
    """The line with the amount or the deadline that the level above asks for; where its words name the old one, they
    say the new one, else the words are written from the fields again."""
    if duty.kind == BlockKind.TARGET.value:
        made = replace(own, amount=duty.amount, number=duty.number, per=duty.per or own.per, unit=own.unit or duty.unit)
        return _renamed(made, _figures(own), _figures(duty))
    made = replace(own, timing=duty.timing, on=duty.on, day=duty.day)
    return _renamed(made, _days(own), day_words(duty.on) if duty.on else "")


def _figures(block: Block) -> str:
    number = "100" if block.amount == Amount.WHOLE.value else block.number
    return f"{int(number or 0):02}" if block.amount == Amount.FLOOR.value else f"{number}%"


def _days(block: Block) -> str:
    return day_words(block.on) if block.on else ""


def _renamed(block: Block, old: str, new: str) -> Block:
    if not old.strip("0%") or not new:
        return replace(block, wording="")
    pattern = re.compile(rf"(?<![\d/])0?{re.escape(old.lstrip('0'))}(?![\d/])")
    text, wording = pattern.sub(new, block.text, count=1), pattern.sub(new, block.wording, count=1)
    return replace(block, text=text, wording=wording if wording != block.wording else "")
