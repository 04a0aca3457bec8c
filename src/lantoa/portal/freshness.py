"""Whether a public page that is kept is still true: the head of the commune's ledger, and the day (ADR 0031)."""

from django.db import connection, transaction

from lantoa.core import clock
from lantoa.core.tenancy import scope_of_transaction

HEADER = "X-Lantoa-Portal"
"""Between a view and the cache in front of it, never sent out: "<commune> <version>", or ``NOT_KEPT``."""
NOT_KEPT = "-"
_HEAD = "SELECT hash FROM ledger_entry WHERE commune_id = %s ORDER BY seq DESC LIMIT 1"


def version_here(commune_id: int) -> str:
    """The version of what the commune shows, in the open scope. Read it before the rows that it stands for."""
    with connection.cursor() as cursor:
        cursor.execute(_HEAD, [commune_id])
        row = cursor.fetchone()
    return f"{row[0][:24] if row else 'empty'}.{clock.today():%Y%m%d}"


def version_of(commune_id: int) -> str:
    """The same for the cache in front of Django: opens the scope, and gives the connection back."""
    try:
        with transaction.atomic(), scope_of_transaction([commune_id]):
            return version_here(commune_id)
    finally:
        if not connection.in_atomic_block:
            connection.close()  # back to the pool
