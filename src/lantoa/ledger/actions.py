"""Writing to the ledger: every action of every room leaves exactly one entry, in its own transaction."""

from datetime import datetime, time
from typing import Any, Protocol

from django.db import connection, models

from lantoa.core import clock
from lantoa.core.tenancy import CommuneModel
from lantoa.ledger.models import Entry
from lantoa.ledger.rules import GENESIS, entry_hash, plain


class HasKey(Protocol):
    """Whoever acted: the ledger keeps only the number, and so knows no room of people."""

    pk: Any


def record(*, action: str, on: CommuneModel, by: HasKey | None, **data: Any) -> Entry:
    """Append one entry about ``on``. ``data``: JSON values, ids and facts, never names of people or free text.

    Entries of one commune are written one after another (an advisory lock until the end of the transaction), so the
    chain has no forks.
    """
    queue_up(on.commune_id)
    last = Entry.objects.filter(commune_id=on.commune_id).order_by("-seq").first()
    entry = Entry.of(
        on.commune_id,
        seq=last.seq + 1 if last else 1,
        at=clock.now(),
        actor_id=by.pk if by else None,
        action=action,
        object_type=_kind(on),
        object_id=on.pk,
        data=plain(data),
        previous_hash=last.hash if last else GENESIS,
    )
    entry.hash = _hash(entry)
    entry.save(force_insert=True)
    return entry


def note_opening(*, action: str, on: CommuneModel, by: HasKey) -> None:
    """Append who opened something that holds personal data or leaves the house: once a day for each person and object.

    What counts as such is a short list (ADR 0015); ordinary reading is not recorded.
    """
    day = clock.today()
    begin = datetime.combine(day, time.min, clock.WARD_TIME)
    today = Entry.objects.filter(action=action, actor_id=by.pk, object_type=_kind(on), object_id=on.pk, at__gte=begin)
    if not today.exists():
        record(action=action, on=on, by=by)


def _kind(row: models.Model) -> str:
    return row._meta.label_lower


def queue_up(commune_id: int) -> None:
    """Wait until no other transaction writes about the commune; the next one waits for the end of this one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('ledger'), %s)", [commune_id])


def _hash(entry: Entry) -> str:
    return entry_hash(
        commune_id=entry.commune_id, seq=entry.seq, at=entry.at, actor_id=entry.actor_id, action=entry.action,
        object_type=entry.object_type, object_id=entry.object_id, data=entry.data, previous_hash=entry.previous_hash,
    )  # fmt: skip
