"""A contradiction that was decided changes the items that it concerns; decided anew, it first gives back what it took.

Two items that say one thing become one: it stands where the body says it, with what the chosen place says of the lead,
the number or the deadline. A wrong name or year is replaced in the words of the items.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Field

from lantoa.plans.models import Commitment, Contradiction
from lantoa.plans.rules.review import Decision

DUE = (
    "due_kind", "due_on", "due_days", "due_working_days", "due_event", "due_day", "due_before", "deadline_text",
    "window", "also_windows", "active_from", "active_to",
)  # fmt: skip
CONCERNS = {
    "lead": ("lead_id", "lead_text"),
    "frequency": ("measure", "quantity", "percent", "above", "unit_text", "modality", "window", "also_windows"),
    "deadline": DUE,
}
"""What a contradiction of a kind is about."""
IN_WORDS = ("name", "year")
GONE = (Decision.DROPPED.value, Decision.MERGED.value)
CHOSEN_ELSEWHERE = "chosen_elsewhere"
"""Doubt of an item whose other place was chosen, where that place is no item to copy from."""


def settle(row: Contradiction) -> None:
    """Bring the items into line with ``row.decision``, under the lock of the version. Fills ``row.applied``."""
    _give_back(row)
    row.applied = []
    if row.decision == "both":
        return
    if row.kind in IN_WORDS:
        _replace_words(row)
    elif row.kind in CONCERNS:
        _choose(row)


def _choose(row: Contradiction) -> None:
    left, right = _item_at(row, row.left_start, row.left_end), _item_at(row, row.right_start, row.right_end)
    if left is None or right is None or left.pk == right.pk:
        chosen_is_other = (row.decision == "right") == (right is None)
        if (only := left or right) and left is not right and chosen_is_other:
            _write(row, only, {"doubts": sorted({*only.doubts, CHOSEN_ELSEWHERE}), "decision": Decision.PENDING.value})
        return
    survivor, other = (right, left) if left.decision in GONE and right.decision not in GONE else (left, right)
    chosen = left if row.decision == "left" else right
    settled = {"doubts": [code for code in survivor.doubts if code != "looks_repeated"]}
    _write(row, survivor, {**settled, **{name: getattr(chosen, name) for name in CONCERNS[row.kind]}})
    if other.decision not in GONE:
        _write(row, other, {"decision": Decision.MERGED.value, "merged_into_id": survivor.pk})


def _replace_words(row: Contradiction) -> None:
    right, wrong = row.left_text, row.right_text
    if row.decision == "right":
        right, wrong = wrong, right
    if not wrong:
        return
    for item in Commitment.objects.filter(version=row.version_id, text__icontains=wrong):
        at = item.text.casefold().find(wrong.casefold())
        if at >= 0:
            _write(row, item, {"text": f"{item.text[:at]}{right}{item.text[at + len(wrong) :]}"})


def _item_at(row: Contradiction, start: int | None, end: int | None) -> Commitment | None:
    """The item that was read at this place: exactly there, else the one that covers most of it."""
    if start is None or end is None:
        return None
    rows = Commitment.objects.filter(version=row.version_id, span_start__lt=end, span_end__gt=start).exclude(
        origin="proposed"
    )
    return max(rows, key=lambda one: (_shared(one, start, end), -one.pk), default=None)


def _shared(item: Commitment, start: int, end: int) -> float:
    first, last = item.span_start or 0, item.span_end or 0
    return (min(last, end) - max(first, start)) / max(last - first, end - start, 1)


def _write(row: Contradiction, item: Commitment, values: dict[str, Any]) -> None:
    before = {name: _plain(getattr(item, name)) for name in values}
    row.applied.append({"item": item.pk, "before": before})
    _save(item, values)


def _give_back(row: Contradiction) -> None:
    """Undo in reverse order. An item that a person has changed since keeps the person's words of other fields."""
    for one in reversed(row.applied):
        item = Commitment.objects.filter(version=row.version_id, pk=one["item"]).first()
        if item is not None:
            _save(item, {name: _parsed(item, name, value) for name, value in one["before"].items()})


def _save(item: Commitment, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(item, name, value)
    item.revision += 1
    item.save(update_fields=[*_columns(values), "revision"])


def _columns(names: Iterable[str]) -> list[str]:
    return [name.removesuffix("_id") for name in names]


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal | date) else value


def _parsed(item: Commitment, name: str, value: Any) -> Any:
    field = item._meta.get_field(name.removesuffix("_id"))
    return field.to_python(value) if isinstance(field, Field) and not name.endswith("_id") else value
