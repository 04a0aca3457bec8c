"""Writes about the signers of a commune. The ledger holds no names."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from lantoa.communes.models import Commune, Person, Signer
from lantoa.ledger.actions import record


@transaction.atomic
def add_signer(*, commune: Commune, values: Mapping[str, Any], by: Person | None) -> Signer:
    """One more signer. ``values``: name, form, is_active."""
    row = Signer.of(commune.pk, **values)
    row.save(force_insert=True)
    record(action="signer.added", on=row, by=by)
    return row


@transaction.atomic
def save_signer(*, signer: Signer, values: Mapping[str, Any], by: Person) -> None:
    """Change a signer; documents that were signed stay as they are."""
    for name, value in values.items():
        setattr(signer, name, value)
    signer.save()
    record(action="signer.changed", on=signer, by=by)
