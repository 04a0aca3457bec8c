"""The sentence of a target or a task, written from its fields; the same words go into the body and the appendix."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lantoa.core.periods import PeriodKind
from lantoa.drafting.rules.blocks import Amount, Block, BlockKind, Timing
from vanban import deadlines
from vanban.letters import bare

Names = Mapping[str, str]
"""Id of a unit → its name."""

PER = {
    PeriodKind.MONTH.value: "/tháng", PeriodKind.QUARTER.value: "/quý", PeriodKind.HALF_YEAR.value: "/6 tháng",
    PeriodKind.NINE_MONTHS.value: "/9 tháng", PeriodKind.YEAR.value: "/năm",
    PeriodKind.PLAN.value: " trong kỳ kế hoạch",
}  # fmt: skip
RHYTHM = {
    Timing.MONTH.value: ("hằng tháng", "tháng"), Timing.QUARTER.value: ("hằng quý", "tháng cuối quý"),
    Timing.HALF_YEAR.value: ("06 tháng một lần", "tháng cuối kỳ 6 tháng"),
    Timing.YEAR.value: ("hằng năm", "tháng cuối năm"),
}  # fmt: skip
BLANK = "[cần điền]"


@dataclass(frozen=True, slots=True)
class Told:
    """A task in parts, as a line of the appendix."""

    what: str
    lead: str
    coordinating: str
    when: str
    output: str


def sentence(block: Block, names: Names, *, under: str = "") -> str:
    """What the body says for this block. ``under``: id of the unit that the heading above names already."""
    if block.wording:
        return block.wording
    if block.kind == BlockKind.TARGET.value:
        return f"{_bare(block.text)}: {amount_words(block)}.{_led(block, names)}"
    if block.kind == BlockKind.TASK.value:
        return _task(block, names, under=under)
    return block.text


def told(block: Block, names: Names) -> Told:
    """The task for the appendix."""
    return Told(
        what=_bare(block.text),
        lead=names.get(block.lead, ""),
        coordinating=", ".join(names[one] for one in block.coordinating if one in names),
        when=_capital(when_words(block)),
        output=_bare(block.output),
    )


def amount_words(block: Block) -> str:
    """ "tối thiểu 02 tin, bài/tháng", "đạt từ 80% trở lên"; a number that is missing stays blank."""
    if block.amount == Amount.WHOLE.value:
        return "đạt 100%"
    number = block.number or BLANK
    if block.amount == Amount.RATIO.value:
        return f"đạt từ {number}% trở lên"
    if block.amount == Amount.ABOVE.value:
        return f"đạt trên {number}%"
    count = f"{int(number):02}" if number.isdigit() else number
    return f"tối thiểu {count} {block.unit or 'lần'}{PER.get(block.per, '')}"


def when_words(block: Block) -> str:
    """ "chậm nhất ngày 30/6/2026", "hằng quý, trước ngày 05 của tháng cuối quý"."""
    if block.timing in RHYTHM:
        rhythm, last = RHYTHM[block.timing]
        return f"{rhythm}, trước ngày {int(block.day):02} của {last}" if block.day else rhythm
    made = {
        Timing.FIXED.value: f"chậm nhất ngày {day_words(block.on)}",
        Timing.AFTER.value: f"chậm nhất {block.days or BLANK} ngày kể từ ngày {block.event or BLANK}",
        Timing.ROSTER.value: "theo lịch phân công",
        Timing.HIGHER.value: "theo lịch của cấp trên",
    }
    return made.get(block.timing, "trong kỳ kế hoạch")


def day_words(iso: str) -> str:
    """ "05/02/2026", "30/6/2026": days below 10 and the months 1 and 2 take a 0."""
    if not iso:
        return BLANK
    on = date.fromisoformat(iso)
    return f"{on.day:02}/{on.month:02}/{on.year}" if on.month < 3 else f"{on.day:02}/{on.month}/{on.year}"


def _task(block: Block, names: Names, *, under: str) -> str:
    """Each part a sentence of its own, as the reader of plans knows them: "Đơn vị phối hợp: …. Thời gian: …."."""
    said = told(block, names)
    parts = [
        said.what,
        f"Đơn vị chủ trì: {said.lead}" if said.lead and block.lead != under else "",
        f"Đơn vị phối hợp: {said.coordinating}" if said.coordinating else "",
        "" if _says_when(block) else f"Thời gian: {when_words(block)}",
        f"Sản phẩm: {said.output}" if said.output else "",
    ]
    return " ".join(f"{part}." for part in parts if part)


def _says_when(block: Block) -> bool:
    """Whether the words of the task name its time already: "Hằng tháng xây dựng …" needs no "Thời gian: hằng tháng"."""
    if block.timing == Timing.PLAN.value:
        return deadlines.best(block.text) is not None
    words = bare(block.text)
    if block.timing == Timing.FIXED.value and block.on:
        return day_words(block.on) in block.text
    if block.timing in RHYTHM and not block.day:
        period = RHYTHM[block.timing][0].split(" ", 1)[-1].removesuffix(" một lần")
        return bool(re.search(rf"(?:hang|moi) {bare(period)}(?! \d| cuoi)", words))
    return bare(when_words(block)) in words


def _led(block: Block, names: Names) -> str:
    lead = names.get(block.lead, "")
    return f" Đơn vị chủ trì: {lead}." if lead else ""


def _bare(text: str) -> str:
    return text.strip().rstrip(".;:, ")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
