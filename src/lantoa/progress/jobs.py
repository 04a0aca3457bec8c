"""Work of the night: the kept counts are proved against the activities (ADR 0020)."""

from django.db import transaction
from procrastinate.contrib.django import app

from lantoa.activities.count_checks import check_counts
from lantoa.communes.models import Commune
from lantoa.core.jobs import job

EVERY_NIGHT = "40 18 * * *"
"""20 to 2 at night in Viet Nam; procrastinate's clock is UTC."""


@app.periodic(cron=EVERY_NIGHT)
@app.task(name="progress.counts_tonight", queueing_lock="progress.counts_tonight")
def counts_tonight(timestamp: int) -> None:
    """One check for each commune, so that one that fails holds up no other."""
    for commune_id in Commune.objects.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            check_counts_of.defer(commune_id=commune_id)


@job("progress.check_counts", lock="counts-{commune_id}")
def check_counts_of(commune_id: int) -> None:
    """Counts every window of a commune anew; what was wrong is mended and stands in the ledger."""
    check_counts()
