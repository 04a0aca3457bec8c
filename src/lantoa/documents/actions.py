"""Writes of the register. Each leaves one entry in the ledger."""

from dataclasses import asdict

from django.db import IntegrityError, transaction

from lantoa.communes.models import Commune, Person
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.documents.models import ActEntry
from lantoa.documents.rules import Draft, act_key, check_draft
from lantoa.ledger.actions import record

THERE = "Văn bản này đã có trong sổ do xã, phường ghi. Hãy mở mục đó để sửa."


@transaction.atomic
def enter_act(*, commune: Commune, draft: Draft, by: Person) -> ActEntry:
    """Put an act into the commune's register.

    Raises:
        Refused: ``act_there`` where the commune has it already; as ``rules.check_draft``.
    """
    check_draft(draft, clock.today())
    row = ActEntry.of(commune.pk, entered_by=by)
    _write(row, draft)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("act_there", THERE) from error
    record(action="act.entered", on=row, by=by, number=row.number, state=row.status)
    return row


@transaction.atomic
def change_act(*, entry: ActEntry, draft: Draft, seen: int, by: Person) -> ActEntry:
    """Correct an entry.

    Raises:
        Refused: ``act_changed`` where somebody else was quicker; ``act_there``; as ``rules.check_draft``.
    """
    check_draft(draft, clock.today())
    row: ActEntry = ActEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if row.revision != seen:
        raise Refused("act_changed", "Người khác vừa sửa văn bản này. Hãy mở lại trang, xem rồi sửa tiếp.")
    _write(row, draft)
    row.revision += 1
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Refused("act_there", THERE) from error
    record(action="act.changed", on=row, by=by, number=row.number, state=row.status)
    return row


@transaction.atomic
def drop_act(*, entry: ActEntry, by: Person) -> None:
    """Take an entry out again; what ships, and what plans say, stands in its place."""
    record(action="act.dropped", on=entry, by=by, number=entry.number)
    entry.delete()


def _write(row: ActEntry, draft: Draft) -> None:
    for name, value in asdict(draft).items():
        setattr(row, name, value)
    row.status = draft.status.value
    row.key = act_key(draft.kind, draft.number, draft.issued_on)
