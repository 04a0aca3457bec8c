"""Writes about due work: who does it, when it falls due where the plan could not say, and what is released."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from lantoa.communes.models import Person
from lantoa.core.errors import Refused
from lantoa.ledger.actions import record
from lantoa.plans.models import Commitment, DueWork
from lantoa.plans.rules.commitment import DueKind
from lantoa.plans.scheduling import refresh_due_work

CALENDAR_KINDS = frozenset({DueKind.ROSTER.value, DueKind.HIGHER_CALENDAR.value})


@transaction.atomic
def assign_work(*, work: DueWork, assignee: Person | None, by: Person) -> None:
    """Give a piece of due work to a person, or take it back."""
    work.assignee = assignee
    work.save(update_fields=["assignee"])
    record(action="due_work.assigned", on=work, by=by, assignee=assignee.pk if assignee else None)


@transaction.atomic
def waive_work(*, work: DueWork, reason: str, by: Person) -> None:
    """Release one window with a reason; an empty reason takes the release back."""
    work.waived_reason = reason.strip()
    work.waived_by = by if work.waived_reason else None
    work.save(update_fields=["waived_reason", "waived_by"])
    record(action="due_work.waived" if work.waived_reason else "due_work.restored", on=work, by=by)


@transaction.atomic
def set_event_date(*, commitment: Commitment, event_on: date, by: Person) -> None:
    """Tell when the awaited document or event came; the deadline follows from it."""
    if commitment.due_kind != DueKind.DAYS_AFTER_EVENT.value:
        raise Refused("no_event_awaited", "Nhiệm vụ này không tính hạn từ một văn bản hay sự kiện.")
    commitment.due_event_on = event_on
    commitment.save(update_fields=["due_event_on"])
    refresh_due_work(commitment)
    record(action="commitment.event_dated", on=commitment, by=by, on_day=event_on.isoformat())


@transaction.atomic
def set_calendar_dates(*, commitment: Commitment, dates: Mapping[int, date], by: Person) -> None:
    """Set the dates that a roster or the higher level's calendar gave. ``dates``: by the id of the due work.

    Raises:
        Refused: a date that does not lie in its own window.
    """
    if commitment.due_kind not in CALENDAR_KINDS:
        raise Refused("no_calendar_awaited", "Hạn của nhiệm vụ này đã được tính từ kế hoạch, không cần ấn định ngày.")
    for work in commitment.due_work.all():
        _check_inside(work, dates.get(work.pk))
    commitment.due_dates = sorted({day.isoformat() for day in dates.values()})
    commitment.save(update_fields=["due_dates"])
    refresh_due_work(commitment)
    record(action="commitment.dates_set", on=commitment, by=by, dates=commitment.due_dates)


def _check_inside(work: DueWork, day: date | None) -> None:
    if day and not work.window_start <= day <= work.window_end:
        raise Refused(
            "date_outside_window",
            f"Ngày {day:%d/%m/%Y} không nằm trong kỳ từ {work.window_start:%d/%m/%Y} đến {work.window_end:%d/%m/%Y}."
            " Hãy chọn một ngày trong kỳ.",
        )
