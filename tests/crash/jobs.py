"""A job as the product's are: it takes ids, does one action with a key, and may run twice without harm."""

import os
import time
from pathlib import Path
from uuid import UUID

from lantoa.activities.actions import log_activity
from lantoa.activities.rules import ActivityDraft
from lantoa.communes.models import Commune, Person
from lantoa.core import clock
from lantoa.core.jobs import job


@job("tests.enter", attempts=20)
def enter(commune_id: int, person_id: int, key: str, notes: str, seconds: float = 0.05) -> None:
    """Log one activity, slowly. When it began and ended is noted outside of the database."""
    note(notes, "begun", key)
    draft = ActivityDraft(key=UUID(key), title="Phát thanh bản tin", kind="broadcast", happened_on=clock.today())
    log_activity(commune=Commune.objects.get(pk=commune_id), draft=draft, by=Person.objects.get(pk=person_id))
    time.sleep(seconds)
    note(notes, "ended", key)


def note(notes: str, what: str, key: str) -> None:
    """One line, written whole."""
    descriptor = os.open(Path(notes), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(descriptor, f"{what} {key} {time.time():.3f} {os.getpid()}\n".encode())
    os.close(descriptor)
