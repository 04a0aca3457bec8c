"""Sources: added, changed, switched, read at once."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from lantoa.activities.rules import clean_link
from lantoa.channels.models import Account
from lantoa.communes.models import Commune, Person
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.ledger.actions import record
from lantoa.watching.jobs import read_now
from lantoa.watching.models import Source
from lantoa.watching.rules.states import SourceState

MOST_SOURCES = 30


@dataclass(frozen=True, slots=True)
class Entered:
    """What a person entered about a source."""

    name: str
    kind: str
    url: str
    medium: str
    account: Account | None
    outside: bool
    names: str
    since: date
    every: int


@transaction.atomic
def add_source(*, commune: Commune, entered: Entered, by: Person) -> Source:
    """A page to be watched; it is read at once.

    Raises:
        Refused: ``source_twice``; ``source_many``; ``link_bad``.
    """
    if Source.objects.count() >= MOST_SOURCES:
        raise Refused("source_many", f"Đã theo dõi {MOST_SOURCES} trang: hãy tắt hoặc sửa trang không cần nữa.")
    now = clock.now()
    row = Source.of(commune.pk, made_by=by, made_at=now, next_at=now)
    _filled(row, entered)
    record(action="source.added", on=row, by=by)
    read_now(row)
    return row


@transaction.atomic
def change_source(*, source: Source, entered: Entered, by: Person) -> Source:
    """Other settings. Raises as ``add_source``."""
    row: Source = Source.objects.select_for_update(of=("self",)).get(pk=source.pk)
    row.state, row.etag, row.modified, row.failures, row.next_at = SourceState.NEW.value, "", "", 0, clock.now()
    _filled(row, entered)
    record(action="source.changed", on=row, by=by)
    read_now(row)
    return row


@transaction.atomic
def switch_source(*, source: Source, on: bool, by: Person) -> Source:
    """Leave it alone for a while, or watch it again."""
    row: Source = Source.objects.select_for_update(of=("self",)).get(pk=source.pk)
    row.state = (SourceState.NEW if on else SourceState.OFF).value
    row.failures, row.next_at = 0, clock.now()
    row.save(update_fields=["state", "failures", "next_at"])
    record(action="source.switched", on=row, by=by, active=on)
    if on:
        read_now(row)
    return row


def _filled(row: Any, entered: Entered) -> None:
    for name in ("kind", "medium", "account", "outside", "since", "every"):
        setattr(row, name, getattr(entered, name))
    row.name, row.names = " ".join(entered.name.split())[:120], " ".join(entered.names.split())[:300]
    row.url = clean_link(entered.url)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Refused("source_twice", "Địa chỉ này đã được theo dõi: hãy sửa trang đã có.") from error
