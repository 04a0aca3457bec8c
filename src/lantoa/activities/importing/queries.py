"""Reads about imports: one run, its rows by state, what they may serve."""

from collections import Counter

from django.db import models

from lantoa.activities.importing.rules.states import RowState
from lantoa.activities.models import Activity, ImportRow, ImportRun
from lantoa.ledger.actions import queue_up
from lantoa.plans.models import Commitment
from lantoa.plans.queries import adopted_commitments


def locked_run(run: ImportRun) -> ImportRun:
    """The run, locked until the end of the transaction, after the commune's queue."""
    queue_up(run.commune_id or ImportRun.objects.values_list("commune_id", flat=True).get(pk=run.pk))
    row: ImportRun = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    return row


def writable(run: ImportRun) -> models.QuerySet[ImportRow]:
    """The rows that are to be entered and are not yet."""
    good = models.Q(state=RowState.GOOD.value) | models.Q(state=RowState.DUPLICATE.value, wanted=True)
    rows: models.QuerySet[ImportRow] = ImportRow.objects.filter(good, run=run, activity__isnull=True)
    return rows.order_by("number")


def counts_of(run: ImportRun) -> dict[str, int]:
    """How many rows are in each state; every state is named."""
    found = dict(run.rows.order_by().values_list("state").annotate(n=models.Count("pk")))
    return {state.value: found.get(state.value, 0) for state in RowState}


def suggested_for(run: ImportRun) -> list[tuple[Commitment, int]]:
    """The commitments that rows to be entered may serve, with how many; the most first."""
    counted: Counter[int] = Counter()
    for ids in writable(run).values_list("suggested", flat=True):
        counted.update(ids)
    rows = {row.pk: row for row in adopted_commitments().filter(pk__in=counted)}
    return [(rows[pk], n) for pk, n in counted.most_common() if pk in rows]


def origin_of(activity: Activity) -> ImportRow | None:
    """The row of a spreadsheet that an activity came from."""
    found: ImportRow | None = activity.import_rows.select_related("run__file", "run__created_by").first()
    return found


def still_standing(run: ImportRun) -> models.QuerySet[Activity]:
    """The activities of an import that were not withdrawn."""
    rows: models.QuerySet[Activity] = Activity.objects.filter(import_rows__run=run, withdrawn_at__isnull=True)
    return rows
