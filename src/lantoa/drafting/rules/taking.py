"""Commitments of another plan as rows of a draft: the ward's own of last year, or the duties of a higher plan."""

import re
from dataclasses import dataclass, replace
from datetime import date

from lantoa.core.periods import PeriodKind
from lantoa.drafting.rules.blocks import Amount, Block, BlockKind, Timing
from lantoa.plans.rules.commitment import DueKind, DueRule, Measure, MeasureKind

TIMING_OF = {
    DueKind.FIXED_DATE: Timing.FIXED, DueKind.DAYS_AFTER_EVENT: Timing.AFTER, DueKind.ROSTER: Timing.ROSTER,
    DueKind.HIGHER_CALENDAR: Timing.HIGHER,
}  # fmt: skip
OF_WINDOW = {
    PeriodKind.MONTH.value: Timing.MONTH, PeriodKind.QUARTER.value: Timing.QUARTER,
    PeriodKind.HALF_YEAR.value: Timing.HALF_YEAR, PeriodKind.YEAR.value: Timing.YEAR,
}  # fmt: skip
AMOUNT = r"[,;:]?\s*(?:(?:đạt|ít nhất|tối thiểu|không dưới|từ)\s+){0,2}0?%d\s+(?P<unit>[^\d;.()/]{2,40}?)\s*"
PER = r"(?:/|mỗi\s+|một\s+|trong\s+(?:một\s+|mỗi\s+)?|hằng\s+|hàng\s+)(?:0?[0-9]{1,2}\s+)?(?:tháng|quý|năm)"
WHOLE = re.compile(r"^100\s?%\s+(?:số\s+)?")
SHORTEST = 15


@dataclass(frozen=True, slots=True)
class Taken:
    """One commitment of another plan. ``lead`` and ``coordinating``: ids of the ward's units, as far as known."""

    id: str
    is_target: bool
    text: str
    measure: Measure
    window: str
    due: DueRule
    lead: str = ""
    coordinating: tuple[str, ...] = ()
    output: str = ""
    unit: str = ""


def row_of(taken: Taken, *, years: int = 0, old: int | None = None) -> Block:
    """The commitment as a row; ``years``: by how many its days move; ``old``: the year whose name moves with them."""
    text = shifted(taken.text, old, years) if old and years else " ".join(taken.text.split())
    kind = BlockKind.TARGET if taken.is_target else BlockKind.TASK
    base = Block(
        "d0", kind.value, text[:1].upper() + text[1:6000], source=taken.id,
        lead=taken.lead, coordinating=taken.coordinating, output=taken.output[:200],
    )  # fmt: skip
    return _target(base, taken) if taken.is_target else _task(base, taken, years)


def shifted(text: str, old: int, years: int) -> str:
    """ "năm 2025" → "năm 2026", "30/6/2025" → "30/6/2026"; the year of a cited act stays: it is a name."""
    words = " ".join(text.split())
    cited = re.compile(rf"(?:số\s+\S*|ngày\s+\d{{1,2}}/\d{{1,2}}/){old}(?:/\S+|\s+của\b)")
    kept = [found.span() for found in cited.finditer(words)]

    def move(found: re.Match[str]) -> str:
        inside = any(start <= found.start() < end for start, end in kept)
        return found.group() if inside else str(old + years)

    return re.sub(rf"(?<!\d){old}(?!\d)", move, words)


def day_after(on: date | None, years: int) -> str:
    """The same day in another year; 29 February becomes the 28th."""
    if on is None:
        return ""
    try:
        return on.replace(year=on.year + years).isoformat()
    except ValueError:
        return on.replace(year=on.year + years, day=28).isoformat()


def _target(base: Block, taken: Taken) -> Block:
    measure, match = taken.measure, taken.measure.match
    base = replace(
        base, activity=next(iter(sorted(match.kinds)), ""), channel=next(iter(sorted(match.channels)), ""),
        per=taken.window,
    )  # fmt: skip
    if measure.kind is MeasureKind.RATIO:
        return _ratio(base, measure)
    number = measure.n or 0
    bare, unit = without_amount(base.text, number)
    wording = "" if bare else base.text
    return replace(
        base, text=bare or base.text, wording=wording, amount=Amount.FLOOR.value, number=str(number or ""),
        unit=(unit or taken.unit)[:60],
    )  # fmt: skip


def _ratio(base: Block, measure: Measure) -> Block:
    if measure.percent == 100:
        bare = WHOLE.sub("", base.text)
        is_bare = bare != base.text and len(bare) >= SHORTEST
        text = bare[:1].upper() + bare[1:] if is_bare else base.text
        return replace(base, text=text, amount=Amount.WHOLE.value, wording="" if is_bare else base.text)
    amount = Amount.ABOVE if measure.above else Amount.RATIO
    number = str(int(measure.percent)) if measure.percent is not None else ""
    return replace(base, amount=amount.value, number=number, wording=base.text)


def without_amount(text: str, number: int) -> tuple[str, str]:
    """ "Đăng ít nhất 02 tin, bài/tháng trên Trang …", 2 → "Đăng tin, bài trên Trang …", "tin, bài". Both empty where
    the words are not of this kind: then the sentence is kept as it is."""
    found = re.search(AMOUNT % number + PER, text, re.IGNORECASE) if number else None
    if found is None:
        return "", ""
    unit = found["unit"].strip(" ,")
    counted = unit.split(" về ")[0]  # "tin, bài về CCHC": what they are about stays in the words
    rest = text[found.end() :].strip(" ,;.")
    bare = f"{text[: found.start()].rstrip(' ,;:')} {unit} {rest}" if rest else text[: found.start()].rstrip(" ,;:")
    bare = bare.strip()
    return (bare[:1].upper() + bare[1:], counted) if len(bare) >= SHORTEST else ("", "")


def _task(base: Block, taken: Taken, years: int) -> Block:
    due = taken.due
    timing = TIMING_OF.get(due.kind) or OF_WINDOW.get(taken.window, Timing.PLAN)
    day = str(due.day) if due.day and timing in OF_WINDOW.values() else ""
    return replace(
        base, timing=timing.value, on=day_after(due.on, years) if timing is Timing.FIXED else "", day=day,
        days=str(due.days or "") if timing is Timing.AFTER else "",
        event=due.event[:200] if timing is Timing.AFTER else "",
    )  # fmt: skip
