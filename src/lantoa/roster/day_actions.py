"""Writes about days: who is away, which days the commune has off or works. Each leaves one entry."""

from datetime import date

from django.db import transaction

from lantoa.communes.models import CalendarDay, Commune, Person
from lantoa.core.errors import Refused
from lantoa.ledger.actions import record
from lantoa.plans.models import Commitment
from lantoa.plans.queries import adopted_commitments
from lantoa.plans.rules.commitment import DueKind
from lantoa.plans.scheduling import refresh_due_work
from lantoa.roster.models import Absence
from lantoa.roster.rules import AbsenceReason

LONGEST_ABSENCE = 400
"""Days: a longer one is a wrong year."""


@transaction.atomic
def add_absence(
    *, commune: Commune, person: Person, start: date, end: date, reason: AbsenceReason, by: Person
) -> Absence:
    """Say when somebody is not there.

    Raises:
        Refused: ``absence_backwards``, ``absence_long``.
    """
    if end < start:
        raise Refused("absence_backwards", "Ngày cuối phải bằng hoặc sau ngày đầu. Hãy kiểm tra lại hai ngày.")
    if (end - start).days > LONGEST_ABSENCE:
        raise Refused("absence_long", "Thời gian vắng dài hơn một năm: hãy kiểm tra lại năm.")
    row = Absence.of(commune.pk, person=person, start=start, end=end, reason=reason.value, added_by=by)
    row.save(force_insert=True)
    record(action="absence.added", on=row, by=by, person=person.pk, start=start.isoformat(), end=end.isoformat())
    return row


@transaction.atomic
def drop_absence(*, absence: Absence, by: Person) -> None:
    """Take an absence back."""
    record(action="absence.dropped", on=absence, by=by, person=absence.person_id)
    absence.delete()


@transaction.atomic
def set_day(*, commune: Commune, on: date, is_off: bool, name: str, source: str, by: Person) -> CalendarDay:
    """Say that a day is off, or worked, in this commune; the same day again corrects it. Deadlines that count from an
    event follow.

    Returns the row.
    """
    row = CalendarDay.objects.filter(on=on).first() or CalendarDay.of(commune.pk, on=on, added_by=by)
    row.is_off, row.name, row.source = is_off, " ".join(name.split())[:100], " ".join(source.split())[:200]
    row.save()
    record(action="calendar_day.set", on=row, by=by, day=on.isoformat(), is_off=is_off)
    _recount()
    return row


@transaction.atomic
def drop_day(*, day: CalendarDay, by: Person) -> None:
    """Let a day be again what the public calendar says."""
    record(action="calendar_day.dropped", on=day, by=by, day=day.on.isoformat())
    day.delete()
    _recount()


def _recount() -> None:
    counted = adopted_commitments().filter(due_kind=DueKind.DAYS_AFTER_EVENT.value, due_event_on__isnull=False)
    commitment: Commitment
    for commitment in counted:
        refresh_due_work(commitment)
