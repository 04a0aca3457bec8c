"""What the review page shows, prepared: the document with its marks, the items by how much they need a look."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from lantoa.core.folding import fold
from lantoa.core.saying import said
from lantoa.plans.models import Commitment, Contradiction, PlanElement, PlanVersion
from lantoa.plans.queries import commitment_facts, due_rule, source_of
from lantoa.plans.rules.commitment import CommitmentKind
from lantoa.plans.rules.doubts import doubt_label, is_sure
from lantoa.plans.rules.marks import Mark, Marker, Paragraph, Piece, Stretch
from lantoa.plans.rules.review import Decision, Origin
from lantoa.plans.standing import offers_for
from lantoa.plans.wording import due_words, measure_words
from vanban.vocabulary import Labelled


class Pile(Labelled):
    """Where an item lies on the page, in the order of attention."""

    UNSURE = "chua-chac", "Cần anh/chị xem"
    PROPOSED = "de-xuat", "Đề xuất"
    SURE = "ro", "Đã rõ, chờ đồng ý"
    ACCEPTED = "da-nhan", "Đã đồng ý"
    GONE = "da-bo", "Đã bỏ, đã gộp"


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item as the page shows it."""

    row: Commitment
    pile: Pile
    measure: str
    due: str
    doubts: tuple[str, ...]
    coordinating: tuple[str, ...]
    offer: str = ""
    """What was chosen about the same words before, where that differs from what the item says now."""

    @property
    def is_pending(self) -> bool:
        return self.pile in (Pile.UNSURE, Pile.PROPOSED, Pile.SURE)

    @property
    def lead(self) -> str:
        """The unit's own name, else what the plan says, else nothing."""
        return self.row.lead.name if self.row.lead else self.row.lead_text


@dataclass(frozen=True, slots=True)
class Group:
    """Items under one heading."""

    title: str
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class PileView:
    """One pile with its items by unit; ``count`` is of all its items, also those that a filter hides."""

    pile: Pile
    groups: tuple[Group, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reviewer wants to see: one pile or all, one unit or all, words in the text."""

    pile: str = ""
    unit: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How far a review is."""

    piles: dict[str, int] = field(default_factory=dict)
    contradictions: int = 0
    total: int = 0

    @property
    def decided(self) -> int:
        return self.piles.get(Pile.ACCEPTED.value, 0) + self.piles.get(Pile.GONE.value, 0)

    @property
    def percent(self) -> int:
        return self.decided * 100 // self.total if self.total else 0

    @property
    def sure(self) -> int:
        return self.piles.get(Pile.SURE.value, 0)

    @property
    def open(self) -> int:
        return self.total - self.decided + self.contradictions


NO_LEAD = "Chưa rõ đơn vị"


def items_of(version: PlanVersion) -> models.QuerySet[Commitment]:
    """All items of a version with their units, in the order of the document. Three queries."""
    rows = Commitment.objects.filter(version=version).select_related("lead", "merged_into", "same_as")
    return rows.prefetch_related("coordinating__unit").order_by("position", "id")


def item_views(rows: Iterable[Commitment], version: PlanVersion) -> list[ItemView]:
    """Items ready to be shown, with what is offered from earlier reviews. Two queries."""
    listed = list(rows)
    offers = offers_for(listed, version.text)
    return [item_view(row, offers[row.pk].words if row.pk in offers else "") for row in listed]


def item_view(row: Commitment, offer: str = "") -> ItemView:
    """One item, ready to be shown."""
    facts = commitment_facts(row)
    return ItemView(
        row=row,
        pile=pile_of(row),
        measure=measure_words(facts, row.unit_text),
        due=due_words(due_rule(row), facts.window_kind),
        doubts=tuple(doubt_label(code) for code in row.doubts),
        coordinating=tuple(link.unit.name for link in row.coordinating.all()),
        offer=offer,
    )


def pile_of(row: Commitment) -> Pile:
    """Decided items lie apart; proposals are never mixed with what was read; doubt comes before certainty."""
    if row.decision == Decision.ACCEPTED.value:
        return Pile.ACCEPTED
    if row.decision != Decision.PENDING.value:
        return Pile.GONE
    if row.origin == Origin.PROPOSED.value:
        return Pile.PROPOSED
    return Pile.SURE if is_sure(row.doubts, CommitmentKind(row.kind)) else Pile.UNSURE


def counts_of(items: Iterable[Commitment], contradictions: Iterable[Contradiction]) -> Counts:
    """How many items lie in each pile, and how many contradictions are open."""
    piles = {pile.value: 0 for pile in Pile}
    for row in items:
        piles[pile_of(row).value] += 1
    return Counts(piles, sum(not one.decision for one in contradictions), sum(piles.values()))


def piles_of(items: Iterable[ItemView], asked: Asked) -> list[PileView]:
    """The piles that are asked for, in the order of attention; empty ones are left out."""
    listed = list(items)
    wanted = [item for item in listed if _is_asked(item, asked)]
    found = []
    for pile in Pile:
        here = [item for item in wanted if item.pile is pile]
        count = sum(item.pile is pile for item in listed)
        if here and asked.pile in ("", pile.value):
            found.append(PileView(pile, _groups(pile, here), count))
    return found


def _groups(pile: Pile, items: list[ItemView]) -> tuple[Group, ...]:
    """What is clear is read unit by unit; what is doubtful in the order of the document."""
    if pile not in (Pile.SURE, Pile.ACCEPTED):
        return (Group("", tuple(items)),)
    by_unit: dict[str, list[ItemView]] = {}
    for item in items:
        by_unit.setdefault(item.lead or said(NO_LEAD), []).append(item)
    return tuple(Group(unit, tuple(there)) for unit, there in by_unit.items())


def _is_asked(item: ItemView, asked: Asked) -> bool:
    if asked.unit and asked.unit != (str(item.row.lead_id) if item.row.lead_id else "khong"):
        return False
    return fold(asked.words) in fold(item.row.text)


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell of a table of the document."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the document: a paragraph or a table."""

    paragraph: Paragraph | None = None
    rows: tuple[tuple[CellView, ...], ...] = ()


def document_parts(
    version: PlanVersion, items: Iterable[Commitment], remarks: Iterable[tuple[int, int, str]] = ()
) -> list[Part]:
    """The text of a version as paragraphs and tables, with what was read marked in place; ``remarks``: start, end and
    key of the linter's."""
    reading = version.reading or {}
    remarked = [Mark(start, end, key, "finding") for start, end, key in remarks]
    marker = Marker(version.text, [*_marks(version, items), *remarked])
    tables = [table for table in map(_table_span, reading.get("tables") or []) if table]
    stretches = [Stretch(*one) for one in reading.get("paragraphs") or []]
    end_of_text = len(version.text)
    parts: list[Part] = []
    at = 0
    for start, end, rows in [*sorted(tables, key=lambda table: table[:2]), (end_of_text, end_of_text, [])]:
        if start < at:
            continue
        parts += [Part(paragraph) for paragraph in marker.paragraphs(stretches, (at, start))]
        if rows:
            cells = tuple(tuple(CellView(marker.cell(cell["span"])) for cell in row) for row in rows)
            parts.append(Part(rows=cells))
        at = end
    return parts


def _table_span(table: dict[str, Any]) -> tuple[int, int, list[Any]] | None:
    """Where a true table lies. One that was guessed from flattened text is left as text."""
    rows = table.get("rows") or []
    spans = [cell["span"] for row in rows for cell in row if cell["span"][1] > cell["span"][0]]
    if not spans or not table.get("certain", True):
        return None
    return min(span[0] for span in spans), max(span[1] for span in spans), rows


def _marks(version: PlanVersion, items: Iterable[Commitment]) -> list[Mark]:
    found = [
        Mark(row.span_start, row.span_end, str(row.pk), row.kind)
        for row in items
        if row.span_start is not None and row.span_end is not None and row.origin != Origin.PROPOSED.value
    ]
    elements = PlanElement.objects.filter(version=version, span_start__isnull=False, kind__in=MARKED_ELEMENTS)
    found += [Mark(row.span_start, row.span_end or row.span_start, f"e{row.pk}", row.kind) for row in elements]
    return found + _doubtful_marks(version)


def _doubtful_marks(version: PlanVersion) -> list[Mark]:
    """Words read from a picture or restored that are not plainly what stands on the paper."""
    source = source_of(version)
    kinds = {"restored": "restored", "repaired": "restored"}
    return [
        Mark(one.start, one.end, f"u{number}", kinds.get(one.kind, "doubt"))
        for number, one in enumerate(source.uncertain if source else ())
    ]


MARKED_ELEMENTS = ("reference",)
"""Shown in the document beside the items; the other elements would only make it restless."""
