"""What reviewers chose about the same words before, as offers for the items of a review. Nothing here is applied."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from lantoa.core.saying import said
from lantoa.plans.models import Commitment, Contradiction, StandingDecision
from lantoa.plans.queries import commitment_facts, due_rule
from lantoa.plans.rules.commitment import DueKind
from lantoa.plans.rules.doubts import DIFFERS
from lantoa.plans.rules.review import Decision, Origin
from lantoa.plans.rules.standing import StandingKind, key_of
from lantoa.plans.wording import due_words, measure_words

KEPT = (
    "kind", "modality", "lead_id", "output", "measure", "quantity", "percent", "above", "unit_text", "window",
    "also_windows", "due_kind", "due_days", "due_working_days", "due_event", "due_day", "due_before", "match_kinds",
    "match_channels", "match_topics", "match_audiences",
)  # fmt: skip
"""What a decision on an item keeps for other plans: no day of one year's calendar."""
DAYS = ("active_from", "active_to", "due_on")
"""What goes along only within one plan, from one edition to the next."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What was chosen before, in words, and as the values to write. ``is_drop``: the item was left out."""

    words: str
    values: Mapping[str, Any]
    coordinating: tuple[int, ...] = ()
    is_drop: bool = False


def read_words(row: Commitment, text: str) -> str:
    """What the document says at the place of an item, whatever was corrected since; ``text``: of the version."""
    if row.origin != Origin.READ.value or row.span_start is None or row.span_end is None:
        return row.text
    return text[row.span_start : row.span_end] or row.text


def item_value(row: Commitment) -> dict[str, Any]:
    """What a person made of an item, as JSON."""
    value = {name: _plain(getattr(row, name)) for name in KEPT}
    if row.due_kind == DueKind.FIXED_DATE.value:
        del value["due_kind"]
    return value


def item_words(row: Commitment) -> str:
    """What a person made of an item, in a line."""
    facts = commitment_facts(row)
    parts = [measure_words(facts, row.unit_text), due_words(due_rule(row), facts.window_kind)]
    lead = row.lead.name if row.lead else ""
    return "; ".join(part for part in (*parts, _("chủ trì: %(unit)s") % {"unit": lead} if lead else "") if part)


def offers_for(rows: Iterable[Commitment], text: str) -> dict[int, Offer]:
    """Item → what was chosen about its words before, where that differs from what it says now. Two queries.

    The edition in force speaks before the memory of other plans.
    """
    pending = [row for row in rows if row.decision == Decision.PENDING.value]
    keys = {row.pk: key_of(read_words(row, text)) for row in pending}
    known = StandingDecision.objects.filter(kind=StandingKind.ITEM.value, key__in=set(keys.values()))
    by_key = {one.key: one for one in known}
    former = _former_of(pending)
    found: dict[int, Offer] = {}
    for row in pending:
        one, old = by_key.get(keys[row.pk]), former.get(row.continues_id or 0)
        offer = _of_former(old) if old else _of_memory(row, one) if one else None
        if offer and (offer.is_drop or _differs(row, offer.values)):
            found[row.pk] = offer
    return found


def contradiction_offers(rows: Iterable[Contradiction]) -> dict[int, StandingDecision]:
    """Open contradiction → what was chosen between the same two places before. One query."""
    keys = {row.pk: contradiction_key(row) for row in rows if not row.decision}
    known = StandingDecision.objects.filter(kind=StandingKind.CONTRADICTION.value, key__in=set(keys.values()))
    by_key = {one.key: one for one in known}
    return {pk: by_key[key] for pk, key in keys.items() if key in by_key}


def contradiction_key(row: Contradiction) -> str:
    """The two places, by their words."""
    return key_of(row.kind, row.left_text, row.right_text)


def _former_of(rows: list[Commitment]) -> dict[int, Commitment]:
    ids = [row.continues_id for row in rows if row.continues_id and DIFFERS in row.doubts]
    found = Commitment.objects.filter(pk__in=ids).select_related("lead").prefetch_related("coordinating")
    return {row.pk: row for row in found}


def _of_former(old: Commitment) -> Offer:
    values = {name: getattr(old, name) for name in (*KEPT, *DAYS)}
    words = _("Bản đang thực hiện: %(words)s") % {"words": item_words(old)}
    return Offer(words, values, tuple(link.unit_id for link in old.coordinating.all()))


def _of_memory(row: Commitment, one: StandingDecision) -> Offer | None:
    words = _("Lần trước anh/chị đã chọn: %(words)s") % {"words": said(one.words)}
    if one.value.get("decision") == Decision.DROPPED.value:
        return Offer(words, {}, is_drop=True)
    return Offer(words, _parsed(one.value.get("fields") or {}), tuple(one.value.get("coordinating") or ()))


def _parsed(value: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: value[name] for name in KEPT if name in value}
    if found.get("percent") is not None:
        found["percent"] = Decimal(str(found["percent"]))
    return found


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal | date) else value


def _differs(row: Commitment, values: Mapping[str, Any]) -> bool:
    return any(getattr(row, name) != value for name, value in values.items())
