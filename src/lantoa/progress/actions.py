"""Writes about planned work: what is to close a gap, by whom, when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from lantoa.communes.models import Person
from lantoa.core.errors import Refused
from lantoa.core.periods import Window
from lantoa.ledger.actions import record
from lantoa.plans.models import DueWork
from lantoa.progress.models import PlannedWork
from lantoa.progress.rules.closing import MOST_PROPOSED, check_day

MOST_PLANNED = 40
"""Rows of one window: beyond that the page no longer helps anybody."""


@dataclass(frozen=True, slots=True)
class Item:
    """One planned piece of work, as a person confirmed it."""

    on: date
    pieces: int
    fills: int
    assignee: Person | None = None


@transaction.atomic
def plan_work(*, work: DueWork, items: Sequence[Item], left: Window | None, by: Person) -> list[PlannedWork]:
    """Take over proposed days. ``left``: the days on which the window can still be filled (``closing.time_left``).

    Raises:
        Refused: ``planned_day``; ``planned_many``.
    """
    locked: DueWork = DueWork.objects.select_for_update(of=("self",)).select_related("commitment").get(pk=work.pk)
    if len(items) > MOST_PROPOSED or locked.planned.count() + len(items) > MOST_PLANNED:
        raise Refused("planned_many", f"Mỗi kỳ chỉ lập được {MOST_PLANNED} việc dự kiến: hãy sửa các việc đã có.")
    for item in items:
        check_day(item.on, left)
    rows = [
        PlannedWork.of(
            work.commune_id, work=locked, planned_on=item.on, pieces=item.pieces, fills=item.fills,
            unit=locked.commitment.lead, assignee=item.assignee, made_by=by,
        )
        for item in items
    ]  # fmt: skip
    for row in rows:
        row.save(force_insert=True)
    if rows:
        days = [row.planned_on.isoformat() for row in rows]
        record(action="due_work.planned", on=work, by=by, days=days, pieces=[row.pieces for row in rows])
    return rows


@transaction.atomic
def change_planned(*, row: PlannedWork, on: date, assignee: Person | None, left: Window | None, by: Person) -> None:
    """Another day, another person.

    Raises:
        Refused: ``planned_day``.
    """
    if on != row.planned_on:
        check_day(on, left)
    row.planned_on, row.assignee = on, assignee
    row.save(update_fields=["planned_on", "assignee"])
    record(
        action="due_work.planned_again", on=row.work, by=by, day=on.isoformat(),
        assignee=assignee.pk if assignee else None,
    )  # fmt: skip


@transaction.atomic
def drop_planned(*, row: PlannedWork, by: Person) -> None:
    """Take a planned piece of work away; what was done stays."""
    work, day = row.work, row.planned_on
    row.delete()
    record(action="due_work.plan_dropped", on=work, by=by, day=day.isoformat())
