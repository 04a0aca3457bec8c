"""What a person asks the care of the installation for."""

from django.db import transaction

from lantoa.care.jobs import backup_now
from lantoa.care.models import CareKind, CareRun
from lantoa.communes.models import Commune, CommuneSetting, Person
from lantoa.core import clock
from lantoa.ledger.actions import record


@transaction.atomic
def ask_backup(*, commune: Commune, by: Person) -> CareRun:
    """Have a backup made now, by the worker."""
    row = CareRun.objects.create(kind=CareKind.BACKUP.value, started_at=clock.now(), asked_by_hand=True)
    record(action="backup.asked", on=CommuneSetting.objects.get(commune=commune), by=by, run=row.pk)
    backup_now.defer(commune.pk, row.pk)
    return row
