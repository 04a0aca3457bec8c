"""What a person does with an import: give the file, set its columns, enter its good rows, take all of it back."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from lantoa.activities.counts import recount_all
from lantoa.activities.importing.intake import receive_spreadsheet
from lantoa.activities.importing.jobs import read_import, write_rows
from lantoa.activities.importing.queries import locked_run, still_standing, writable
from lantoa.activities.importing.rules.days import DayOrder
from lantoa.activities.importing.rules.headings import chosen_columns
from lantoa.activities.importing.rules.states import RowState, RunState, check_step
from lantoa.activities.models import Activity, ImportRow, ImportRun
from lantoa.communes.models import Commune, Person
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.files.actions import enter
from lantoa.files.uploads import Upload
from lantoa.ledger.actions import record

WAITING = "Đang đợi đọc"
UNDONE_REASON = "Hoàn tác lần nhập từ bảng tính"


def start_import(
    *, commune: Commune, upload: "Upload | bytes", name: str, by: Person, later: bool = True
) -> ImportRun:  # fmt: skip
    """Keep the file and have it read (``later``: by a worker). Raises ``Refused`` as ``intake.receive_spreadsheet``."""
    received = receive_spreadsheet(commune=commune, upload=upload, name=name)
    with transaction.atomic():
        file = enter(commune=commune, received=received, by=by)
        run = ImportRun.of(commune.pk, file=file, created_by=by, asked_at=clock.now(), stage=WAITING)
        run.save(force_insert=True)
        record(action="import.started", on=run, by=by, file=file.pk, sha256=file.sha256)
        if later:
            read_import.defer(run.commune_id, run.pk)
    return run


@transaction.atomic
def set_columns(*, run: ImportRun, columns: Mapping[str, str], sheet: str, order: str, by: Person) -> ImportRun:
    """Which column is what, which sheet, how days are written: the rows are read anew.

    Raises:
        Refused: ``import_state``; ``import_columns``: two things in one column, or no such sheet.
    """
    row = locked_run(run)
    check_step(row.state, RunState.READING)
    chosen = chosen_columns(columns, len(row.headings))
    if len(set(chosen.values())) != len(chosen):
        raise Refused("import_columns", "Có hai mục cùng chọn một cột: mỗi cột chỉ là một mục, hãy chọn lại.")
    if sheet and sheet not in row.sheets:
        raise Refused("import_columns", "Không có trang tính này trong tệp: hãy tải lại trang và chọn lại.")
    if sheet and sheet != row.sheet:
        row.sheet, row.chosen = sheet, False
    else:
        row.columns, row.chosen = chosen, True
    row.order = order if order in DayOrder._value2member_map_ else row.order
    row.state, row.progress, row.stage, row.asked_at = RunState.READING.value, 0, WAITING, clock.now()
    row.save()
    record(action="import.columns_set", on=row, by=by, columns=row.columns)
    read_import.defer(row.commune_id, row.pk)
    return row


@transaction.atomic
def keep_duplicate(*, row: ImportRow, wanted: bool, by: Person) -> ImportRow:
    """Enter a row although the same is there: it did happen twice. Raises ``import_state``."""
    run = locked_run(row.run)
    check_step(run.state, RunState.WRITING)
    if row.state != RowState.DUPLICATE.value:
        raise Refused("import_state", "Dòng này không còn là dòng trùng: hãy tải lại trang.")
    row.wanted = wanted
    row.save(update_fields=["wanted"])
    record(action="import.row_kept", on=run, by=by, row=row.number, wanted=wanted)
    return row


@transaction.atomic
def write_import(*, run: ImportRun, commitments: Iterable[int], by: Person) -> ImportRun:
    """Have the good rows entered, serving those of their suggested commitments that were confirmed.

    Raises:
        Refused: ``import_state``; ``import_nothing``: no row can be entered.
    """
    row = locked_run(run)
    check_step(row.state, RunState.WRITING)
    if not writable(row).exists():
        raise Refused("import_nothing", "Chưa có dòng nào nhập được: hãy sửa các dòng báo lỗi rồi tải tệp lên lại.")
    row.commitments = sorted(set(commitments))
    row.state, row.progress, row.stage, row.asked_at = RunState.WRITING.value, 0, "Đang đợi nhập", clock.now()
    row.save()
    record(action="import.ordered", on=row, by=by, commitments=row.commitments)
    write_rows.defer(row.commune_id, row.pk)
    return row


@transaction.atomic
def undo_import(*, run: ImportRun, by: Person) -> int:
    """Withdraw every activity of the import that still stands. Returns how many. Nothing is deleted.

    Raises:
        Refused: ``import_state``.
    """
    row = locked_run(run)
    check_step(row.state, RunState.UNDONE)
    ids = list(still_standing(row).order_by("pk").values_list("pk", flat=True))
    moment = clock.now()
    Activity.objects.filter(pk__in=ids).update(withdrawn_at=moment, withdrawn_by=by, withdrawn_reason=UNDONE_REASON)
    row.state, row.undone_at, row.undone_by = RunState.UNDONE.value, moment, by
    row.save()
    record(action="import.undone", on=row, by=by, activities=ids)
    recount_all(row.commitments)
    return len(ids)


@transaction.atomic
def drop_import(*, run: ImportRun, by: Person) -> None:
    """Give up an import that was not entered: its rows go, its file stays. Raises ``import_state``."""
    row = locked_run(run)
    check_step(row.state, RunState.DROPPED)
    row.rows.all().delete()
    row.state = RunState.DROPPED.value
    row.save(update_fields=["state"])
    record(action="import.dropped", on=row, by=by)
