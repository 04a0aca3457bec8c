"""What follows from an amendment for each commitment. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lantoa.core.errors import Refused
from lantoa.core.periods import Window
from lantoa.plans.rules.amending import Replanned
from vanban.compare import Change, ChangeKind
from vanban.vocabulary import Labelled

PLANNED_BY = frozenset({"measure", "modality", "due", "active"})
"""Facts whose change means that the work is planned again; another lead or output moves no date."""


class Fate(Labelled):
    """Hệ quả đối với một chỉ tiêu, nhiệm vụ."""

    KEPT = "kept", "Giữ nguyên"
    AGAIN = "again", "Lập lại"
    NEW = "new", "Lập mới"
    DROPPED = "dropped", "Bỏ"


def fate_of(change: Change) -> Fate:
    """What follows from a change: only what is owed otherwise is planned again."""
    if change.kind is ChangeKind.NEW:
        return Fate.NEW
    if change.kind is ChangeKind.DROPPED:
        return Fate.DROPPED
    again = any(fact.name in PLANNED_BY for fact in change.facts)
    return Fate.AGAIN if again or change.kind in (ChangeKind.SPLIT, ChangeKind.MERGED) else Fate.KEPT


def heirs(changes: Iterable[Change], handed: Mapping[int, int | None]) -> dict[int, int]:
    """Former commitment → the one that its evidence goes to. What was merged goes with the whole, what was split with
    the main part; what was dropped where a person said, else nowhere."""
    found: dict[int, int] = {}
    for change in changes:
        for clause in change.old:
            key = int(clause.key)
            to = int(change.new[0].key) if change.new else handed.get(key)
            if to is not None:
                found[key] = to
    return found


@dataclass(frozen=True, slots=True)
class Totals:
    """How many commitments have which fate, and how much due work is kept, goes on, is new, stays behind."""

    kept: int = 0
    again: int = 0
    new: int = 0
    dropped: int = 0
    works_on: int = 0
    works_new: int = 0
    works_left: int = 0


def totals_of(changes: Iterable[Change], plans: Mapping[str, Replanned], dropped_works: int = 0) -> Totals:
    """The sum of an amendment, for the head of its page. ``dropped_works``: due work of dropped commitments."""
    fates = [fate_of(change) for change in changes]
    return Totals(
        kept=fates.count(Fate.KEPT),
        again=fates.count(Fate.AGAIN),
        new=fates.count(Fate.NEW),
        dropped=fates.count(Fate.DROPPED),
        works_on=sum(len(plan.kept) + len(plan.on) for plan in plans.values()),
        works_new=sum(len(plan.new) for plan in plans.values()),
        works_left=sum(len(plan.left) for plan in plans.values()) + dropped_works,
    )


def check_effective(day: date | None, period: Window | None) -> None:
    """Raises Refused("effective_outside"): an amendment cannot hold from a day on which the plan does not."""
    if day is not None and period is not None and day not in period:
        words = f"Ngày áp dụng phải trong thời gian của kế hoạch: {period.start:%d/%m/%Y} đến {period.end:%d/%m/%Y}."
        raise Refused("effective_outside", words)
