"""From a reading to what is put before the reviewer: items with units matched, defaults, doubts and likely repeats.

The form is that of ``vanban.reading`` as JSON (``../shared/gold/README.md`` in short); unknown keys are tolerated.
Nothing is decided here: every item comes out undecided.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lantoa.core.periods import FIRST_DAY, LAST_DAY, LONGEST_PLAN, Window
from lantoa.plans.rules.commitment import CommitmentKind, Modality
from lantoa.plans.rules.defaults import NOTES, CommitmentDefaults, defaults_from_reading
from lantoa.plans.rules.likeness import repeated
from lantoa.plans.rules.review import Origin
from lantoa.plans.rules.units import Certainty, UnitFacts, match_unit

Json = Mapping[str, Any]

DOUBT_OF_NOTE = {
    NOTES["no_measure"]: "no_measure",
    NOTES["no_window"]: "no_window",
    NOTES["no_frequency"]: "no_frequency",
}
"""Assumptions that a person has to look at are doubts; the others stand beside the item."""

LEAD_DOUBTS = {
    Certainty.LIKELY: "lead_likely",
    Certainty.GROUP: "lead_group",
    Certainty.NONE: "lead_unknown",
}

ELEMENT_KINDS = {
    "contents": "content",
    "channels": "channel",
    "audiences": "audience",
    "organisations": "organisation",
    "recipients": "recipient",
    "funding": "funding",
    "references": "reference",
}


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """One item for review. ``same_as``: index in the list of the item that it seems to repeat."""

    text: str
    span: tuple[int, int] | None
    section: str
    defaults: CommitmentDefaults
    origin: Origin = Origin.READ
    reason: str = ""
    doubts: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    alternative_group: str = ""
    lead_text: str = ""
    lead_id: str | None = None
    coordinating_text: tuple[str, ...] = ()
    coordinating_ids: tuple[str, ...] = ()
    output: str = ""
    unit_text: str = ""
    deadline_text: str = ""
    same_as: int | None = None


@dataclass(frozen=True, slots=True)
class ElementDraft:
    """What a plan names besides commitments."""

    kind: str
    text: str
    code: str
    span: tuple[int, int] | None
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class HeadDraft:
    """What a plan says about itself; empty where it says nothing."""

    title: str
    number: str
    issued_on: date | None
    period: Window | None


def items_from_reading(reading: Json, units: Sequence[UnitFacts], proposals: Iterable[Json] = ()) -> list[ItemDraft]:
    """Targets and tasks in the order of the document, then the proposals."""
    found = [_item(raw, CommitmentKind.TARGET, units) for raw in _list(reading, "targets")]
    found += [_item(raw, CommitmentKind.TASK, units) for raw in _list(reading, "tasks")]
    found.sort(key=lambda item: item.span or (0, 0))
    found = _with_repeats(_with_groups(found))
    return found + [_proposal(raw, units) for raw in proposals]


def elements_from_reading(reading: Json) -> list[ElementDraft]:
    """Contents, channels, audiences, bodies, recipients, funding and references."""
    return [
        ElementDraft(
            kind=kind,
            text=_line(raw.get("text")),
            code=str(raw.get("code") or "")[:40],
            span=_span(raw.get("span")),
            data={key: value for key, value in raw.items() if key not in ("text", "span", "code")},
        )
        for name, kind in ELEMENT_KINDS.items()
        for raw in _list(reading, name)
        if _line(raw.get("text"))
    ]


def head_from_reading(reading: Json) -> HeadDraft:
    """Title, number, date and period of the plan."""
    period = reading.get("period")
    period = period if isinstance(period, Mapping) else {}
    start, end = day_or_none(period.get("start")), day_or_none(period.get("end"))
    return HeadDraft(
        title=_line(reading.get("title"))[:500],
        number=_line(reading.get("number"))[:60],
        issued_on=day_or_none(reading.get("issued_on")),
        period=Window(start, end) if start and end and 0 <= (end - start).days <= LONGEST_PLAN else None,
    )


def head_texts(reading: Json) -> list[str]:
    """The places of a document that say whose it is."""
    commune = reading.get("commune")
    commune = commune.get("text") if isinstance(commune, Mapping) else commune
    return [
        _line(text) for text in (commune, reading.get("issuer"), reading.get("title"), reading.get("place")) if text
    ]


def day_or_none(value: object) -> date | None:
    """An ISO date of this century; None for anything else."""
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return day if day and FIRST_DAY <= day <= LAST_DAY else None


def _item(raw: Json, kind: CommitmentKind, units: Sequence[UnitFacts]) -> ItemDraft:
    defaults = defaults_from_reading(raw, kind)
    deadline = raw.get("deadline")
    lead_text = _line(raw.get("lead"))[:300]
    lead_id, lead_doubts = _lead(lead_text, units)
    coordinating = tuple(_line(name) for name in _strings(raw.get("coordinating")))
    return ItemDraft(
        text=_line(raw.get("text")),
        span=_span(raw.get("span")),
        section=_line(raw.get("section"))[:300],
        defaults=defaults,
        doubts=_doubts([*_strings(raw.get("doubts")), *lead_doubts], defaults),
        assumptions=tuple(note for note in defaults.notes if note not in DOUBT_OF_NOTE),
        lead_text=lead_text,
        lead_id=lead_id,
        coordinating_text=coordinating,
        coordinating_ids=_sure_units(coordinating, units, lead_id),
        output=_line(raw.get("output"))[:300],
        unit_text=_line(raw.get("unit"))[:120],
        deadline_text=_line(deadline.get("text") if isinstance(deadline, Mapping) else deadline)[:300],
    )


def _proposal(raw: Json, units: Sequence[UnitFacts]) -> ItemDraft:
    """A proposal is a target; it may stand on a sentence of the plan, which it then points at."""
    item = _item(raw, CommitmentKind.TARGET, units)
    return replace(item, origin=Origin.PROPOSED, reason=_line(raw.get("reason"))[:500])


def _lead(text: str, units: Sequence[UnitFacts]) -> tuple[str | None, list[str]]:
    if not text:
        return None, []
    match = match_unit(text, units)
    if match.unit_id is None and match.candidates:
        return None, ["lead_unknown"]
    doubt = LEAD_DOUBTS.get(match.certainty)
    return match.unit_id, [doubt] if doubt else []


def _sure_units(names: Iterable[str], units: Sequence[UnitFacts], lead_id: str | None) -> tuple[str, ...]:
    """Only names that are certain; the others stay words until a person chooses."""
    matches = (match_unit(name, units) for name in names)
    sure = (m.unit_id for m in matches if m.unit_id and m.certainty in (Certainty.EXACT, Certainty.ALIAS))
    return tuple(dict.fromkeys(unit_id for unit_id in sure if unit_id != lead_id))


def _doubts(codes: Iterable[str], defaults: CommitmentDefaults) -> tuple[str, ...]:
    own = [DOUBT_OF_NOTE[note] for note in defaults.notes if note in DOUBT_OF_NOTE]
    return tuple(dict.fromkeys([*codes, *own]))


def _with_groups(items: list[ItemDraft]) -> list[ItemDraft]:
    """Items of one section of which one is enough share a group; a single one needs none."""
    ones = [item for item in items if item.defaults.modality is Modality.ONE_OF]
    shared = {item.section for item in ones if sum(other.section == item.section for other in ones) > 1}
    return [
        replace(item, alternative_group=f"muc-{item.section}"[:40])
        if item.defaults.modality is Modality.ONE_OF and item.section in shared
        else item
        for item in items
    ]


def _with_repeats(items: list[ItemDraft]) -> list[ItemDraft]:
    repeats = repeated([item.text for item in items])
    return [
        replace(item, same_as=repeats[i], doubts=(*item.doubts, "looks_repeated")) if i in repeats else item
        for i, item in enumerate(items)
    ]


def _list(reading: Json, name: str) -> list[Json]:
    value = reading.get(name)
    return [raw for raw in value if isinstance(raw, Mapping)] if isinstance(value, (list, tuple)) else []


def _strings(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, (list, tuple)) else []


def _line(value: object) -> str:
    """Words of the document on one line; PostgreSQL takes no NUL."""
    return " ".join(str(value).replace("\x00", "").split()) if value else ""


def _span(value: object) -> tuple[int, int] | None:
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        return None
    start, end = value
    return (start, end) if isinstance(start, int) and isinstance(end, int) and 0 <= start < end else None
