"""The end of personal data: what is erased of a row, and what goes whole."""

from datetime import datetime

from django.db import transaction

from lantoa.subscribers import queries
from lantoa.subscribers.models import Subscriber
from lantoa.subscribers.rules import LetterState, State


def erased(row: Subscriber, now: datetime) -> None:
    """The address goes; its keyed hash, the state and the moments stay. In the transaction of the caller."""
    row.state, row.left_at = State.LEFT.value, now
    row.address, row.topics, row.token_hash, row.token_until = "", [], "", None
    row.bounced_at, row.bounce_code, row.consent_where = None, None, ""
    row.letter = LetterState.NONE.value
    row.save()


@transaction.atomic
def drop_unanswered(*, now: datetime) -> int:
    """Addresses that nobody confirmed are deleted whole; of one that had left before, its hash stays."""
    rows = list(queries.unanswered(now).select_for_update(skip_locked=True))
    for row in rows:
        if row.left_at is not None:
            erased(row, row.left_at)
        else:
            row.delete()
    return len(rows)
