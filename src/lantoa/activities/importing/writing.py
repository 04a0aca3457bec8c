"""From good rows to activities, a batch at a time: each batch is whole or not there, and none is there twice."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from lantoa.activities.counts import forget, recount_all
from lantoa.activities.importing.queries import locked_run, writable
from lantoa.activities.importing.reading import draft_columns
from lantoa.activities.importing.rules.states import RowState, RunState
from lantoa.activities.models import Activity, Evidence, ImportRow, ImportRun, Service
from lantoa.activities.queries import servable
from lantoa.activities.rules import Served, grade_of_entry
from lantoa.core import clock
from lantoa.core.bulk import insert_all
from lantoa.core.folding import fold
from lantoa.ledger.actions import record

BATCH = 1000
NEEDED = ("commune_id", "run_id", "number", "key", "draft", "links", "suggested")
"""Of a row; its cells as they were are not read again."""


def write_batch(run_id: int) -> bool:
    """Enter the next rows of an import in the transaction that is open. Returns whether any may be left.

    The run is locked and the rows carry their activity from then on: a second worker, or the same after a kill, goes on
    with the rest.
    """
    found = ImportRun.objects.filter(pk=run_id).first()
    if found is None:
        return False
    run = locked_run(found)
    if run.state != RunState.WRITING.value:
        return False
    rows = list(writable(run).only(*NEEDED)[:BATCH])
    if rows:
        _enter(run, rows)
    left = writable(run).count() if len(rows) == BATCH else 0
    _note_progress(run, left)
    return left > 0


def _enter(run: ImportRun, rows: Sequence[ImportRow]) -> None:
    insert_all([_activity(run, row) for row in rows])
    keys = dict(Activity.objects.filter(key__in=[row.key for row in rows]).values_list("key", "pk"))
    _serve(run, rows, keys)
    insert_all([_link(run, link, keys[row.key]) for row in rows for link in row.links])
    _mark_entered({row.pk: keys[row.key] for row in rows})
    record(action="import.written", on=run, by=run.created_by, activities=sorted(keys.values()))
    forget(run.commitments)


_ENTERED = """
UPDATE activities_importrow AS given SET activity_id = made.activity, state = %s
FROM unnest(%s::bigint[], %s::bigint[]) AS made(row, activity) WHERE given.id = made.row
"""


def _mark_entered(made: Mapping[int, int]) -> None:
    """Each row carries its activity. One statement: asking the database for each row's key again took as long as
    entering it. The wall stands in it as in any other."""
    with connection.cursor() as cursor:
        cursor.execute(_ENTERED, [RowState.IMPORTED.value, list(made), list(made.values())])


def _link(run: ImportRun, link: str, activity_id: int) -> Evidence:
    grade = grade_of_entry(has_file=False, has_link=True).value
    by, today = run.created_by, clock.today()
    return Evidence.of(run.commune_id, activity_id=activity_id, url=link, added_by=by, dated_on=today, grade=grade)


def _activity(run: ImportRun, row: ImportRow) -> Activity:
    activity = Activity.of(run.commune_id, key=row.key, logged_by=run.created_by, **draft_columns(_draft(row)))
    activity.folded = fold(f"{activity.title} {activity.place} {activity.note}")  # bulk_create does not call save
    return activity


def _draft(row: ImportRow) -> Mapping[str, Any]:
    """What the row will become: only rows that were understood are written."""
    assert row.draft is not None  # noqa: S101 - for the type: the query takes such rows only
    draft: Mapping[str, Any] = row.draft
    return draft


def _serve(run: ImportRun, rows: Sequence[ImportRow], keys: Mapping[UUID, int]) -> None:
    """The confirmed commitments of each row, where its plan had begun on the day."""
    served = {one.id: one for one in servable() if one.id in set(run.commitments) and not one.is_ratio}
    insert_all(
        [
            Service.of(run.commune_id, activity_id=keys[row.key], commitment_id=commitment)
            for row in rows
            for commitment in row.suggested
            if commitment in served and _had_begun(served[commitment], _draft(row)["happened_on"])
        ]
    )


def _had_begun(served: Served, happened_on: str) -> bool:
    return served.period is None or date.fromisoformat(happened_on) >= served.period.start


def _note_progress(run: ImportRun, left: int) -> None:
    done = run.rows.filter(state=RowState.IMPORTED.value).count()
    run.progress, run.stage = 100 * done // max(done + left, 1), f"Đã nhập {done} dòng"
    if not left:
        run.state, run.stage, run.imported_at = RunState.IMPORTED.value, "", clock.now()
        recount_all(run.commitments)  # once, after the last batch: each of them would count everything anew
    run.save(update_fields=["progress", "stage", "state", "imported_at"])
