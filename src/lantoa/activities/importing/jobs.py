"""Work on imports that happens later: reading a spreadsheet, entering its rows."""

from collections.abc import Callable

from lantoa.activities.importing import reading
from lantoa.activities.importing.queries import locked_run
from lantoa.activities.importing.rules.states import RunState
from lantoa.activities.importing.writing import write_batch
from lantoa.activities.models import ImportRow, ImportRun
from lantoa.communes.access import Actor
from lantoa.communes.models import Person
from lantoa.communes.queries import actor_for, own_memberships
from lantoa.core.jobs import job
from lantoa.core.tenancy import scope, set_person
from lantoa.files import store
from lantoa.ledger.actions import record
from vanban.errors import ReadError
from vanban.sheets import Book, read_book

Tell = Callable[[int, str], None]
LOST = ReadError("sheet_lost", "Không tìm thấy tệp đã lưu. Hãy tải bảng tính lên lại.")
NO_LONGER = ReadError("sheet_nobody", "Người gửi tệp này không còn quyền nhập hoạt động ở đây.")


@job("activities.read_import", lock="import-{run_id}", in_steps=True)
def read_import(commune_id: int, run_id: int) -> None:
    """Read the file and put its rows before the person. Killed in between, it begins anew; done, it does nothing."""
    with scope([commune_id]):
        run = ImportRun.objects.select_related("file").filter(pk=run_id).first()
    if run is None or run.state != RunState.READING.value:
        return
    tell = _teller(commune_id, run_id)
    try:
        tell(5, "Đang mở tệp")
        book = read_book(store.read(commune_id, run.file.sha256), lambda rows: tell(20, f"Đã đọc {rows} dòng"))
        _check_rows(commune_id, run_id, book)
    except FileNotFoundError:
        _fail(commune_id, run_id, LOST)
    except ReadError as error:
        _fail(commune_id, run_id, error)


def _teller(commune_id: int, run_id: int) -> Tell:
    """Say how far it is, in a transaction of its own, so that the page sees it at once."""

    def tell(percent: int, stage: str) -> None:
        with scope([commune_id]):
            ImportRun.objects.filter(pk=run_id, state=RunState.READING.value).update(progress=percent, stage=stage)

    return tell


def _check_rows(commune_id: int, run_id: int, book: Book) -> None:
    """Rows batch by batch, each in its transaction; they are before the person only when all are there."""
    with scope([commune_id]):
        run = locked_run(ImportRun(pk=run_id))
        sheet, layout = reading.chosen_sheet(run, book)
        reading.note_book(run, book, layout, sheet=sheet)
        run.save()
        ImportRow.objects.filter(run=run).delete()  # of a reading that was killed, or with other columns
        rows = reading.rows_of(run, sheet, _actor(run), header=layout.header)
    made, more = 0, 1
    while more:
        with scope([commune_id]):
            if locked_run(run).state != RunState.READING.value:
                return  # given up meanwhile
            more = reading.save_some(rows)
            made += more
            _note(run, 25 + 70 * made // len(sheet.rows), f"Đã kiểm tra {made} dòng")
            if not more:
                reading.settle(run)


def _note(run: ImportRun, percent: int, stage: str) -> None:
    run.progress, run.stage = percent, stage
    run.save(update_fields=["progress", "stage"])


def _actor(run: ImportRun) -> Actor:
    person: Person = run.created_by
    set_person(person.pk)
    actor = actor_for(person, own_memberships(person), run.commune_id)
    if actor is None:
        raise NO_LONGER
    return actor


def _fail(commune_id: int, run_id: int, error: ReadError) -> None:
    with scope([commune_id]):
        run = locked_run(ImportRun(pk=run_id))
        if run.state != RunState.READING.value:
            return
        run.state, run.stage = RunState.UNREADABLE.value, ""
        run.error_code, run.error_message = error.code[:40], error.message[:500]
        run.save()
        record(action="import.unreadable", on=run, by=run.created_by, code=run.error_code)


@job("activities.write_import", lock="import-{run_id}", in_steps=True)
def write_rows(commune_id: int, run_id: int) -> None:
    """Enter the good rows, a batch in each transaction: the page sees how far it is; goes on where it was killed."""
    left = True
    while left:
        with scope([commune_id]):
            left = write_batch(run_id)
