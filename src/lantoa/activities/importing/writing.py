"""From good rows to activities, a batch at a time: each batch is whole or not there, and none is there twice."""

from collections.abc import Sequence

from lantoa.activities.counts import recount_all
from lantoa.activities.importing.queries import locked_run, writable
from lantoa.activities.importing.reading import draft_columns
from lantoa.activities.importing.rules.states import RowState, RunState
from lantoa.activities.models import Activity, Evidence, ImportRow, ImportRun, Service
from lantoa.activities.queries import servable
from lantoa.activities.rules import Served, grade_of_entry
from lantoa.core import clock
from lantoa.core.folding import fold
from lantoa.ledger.actions import record

BATCH = 1000


def write_batch(run_id: int) -> bool:
    """Enter the next rows of an import in the transaction that is open. Returns whether any may be left.

    The run is locked and the rows carry their activity from then on: a second worker, or the same after a kill, goes on
    with the rest.
    """
    run = locked_run(ImportRun(pk=run_id))
    if run.state != RunState.WRITING.value:
        return False
    rows = list(writable(run)[:BATCH])
    if rows:
        _enter(run, rows)
    left = writable(run).count() if len(rows) == BATCH else 0
    _note_progress(run, left)
    return left > 0


def _enter(run: ImportRun, rows: Sequence[ImportRow]) -> None:
    made = Activity.objects.bulk_create([_activity(run, row) for row in rows])
    _serve(run, list(zip(rows, made, strict=True)))
    Evidence.objects.bulk_create(
        [
            Evidence.of(
                run.commune_id, activity=activity, url=link, added_by=run.created_by, dated_on=clock.today(),
                grade=grade_of_entry(has_file=False, has_link=True).value,
            )
            for row, activity in zip(rows, made, strict=True)
            for link in row.links
        ]
    )  # fmt: skip
    for row, activity in zip(rows, made, strict=True):
        row.activity, row.state = activity, RowState.IMPORTED.value
    ImportRow.objects.bulk_update(rows, ["activity", "state"], batch_size=250)
    record(action="import.written", on=run, by=run.created_by, activities=[one.pk for one in made])
    recount_all(run.commitments)


def _activity(run: ImportRun, row: ImportRow) -> Activity:
    activity = Activity.of(run.commune_id, key=row.key, logged_by=run.created_by, **draft_columns(row.draft))
    activity.folded = fold(f"{activity.title} {activity.place} {activity.note}")  # bulk_create does not call save
    return activity


def _serve(run: ImportRun, pairs: Sequence[tuple[ImportRow, Activity]]) -> None:
    """The confirmed commitments of each row, where its plan had begun on the day."""
    served = {one.id: one for one in servable() if one.id in set(run.commitments) and not one.is_ratio}
    Service.objects.bulk_create(
        [
            Service.of(run.commune_id, activity=activity, commitment_id=key)
            for row, activity in pairs
            for key in row.suggested
            if key in served and _had_begun(served[key], activity)
        ]
    )


def _had_begun(served: Served, activity: Activity) -> bool:
    return served.period is None or activity.happened_on >= served.period.start


def _note_progress(run: ImportRun, left: int) -> None:
    done = run.rows.filter(state=RowState.IMPORTED.value).count()
    run.progress, run.stage = 100 * done // max(done + left, 1), f"Đã nhập {done} dòng"
    if not left:
        run.state, run.stage, run.imported_at = RunState.IMPORTED.value, "", clock.now()
    run.save(update_fields=["progress", "stage", "state", "imported_at"])
