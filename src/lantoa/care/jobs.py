"""The program looks after itself: every ten minutes it asks what is due, and does it."""

from procrastinate.contrib.django import app

from lantoa.care import running
from lantoa.care.models import CareKind, CareRun
from lantoa.core.jobs import job

EVERY_TEN_MINUTES = "*/10 * * * *"


@app.periodic(cron=EVERY_TEN_MINUTES)
@app.task(name="care.tick", queueing_lock="care.tick", lock="care")
def tick(timestamp: int) -> None:
    """Backup, rehearsal, proof of the ledger, as far as each is due."""
    running.do_what_is_due()


@job("care.backup_now", lock="care", in_steps=True, attempts=1)
def backup_now(commune_id: int, run_id: int) -> None:
    """The backup that somebody asked for. A second run after a kill goes on with the same row."""
    row = CareRun.objects.filter(pk=run_id, ended_at__isnull=True).first()
    if row is not None:
        running.run(CareKind.BACKUP, row)
