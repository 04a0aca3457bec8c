"""Reads of the ledger."""

from lantoa.ledger.models import Entry
from lantoa.ledger.rules import GENESIS


def head_of(commune_id: int) -> str:
    """The hash of the latest entry of a commune: it changes with every change, and never comes back."""
    last = Entry.objects.filter(commune_id=commune_id).order_by("-seq").values_list("hash", flat=True).first()
    return last or GENESIS
