"""From the file to rows with their faults: what the reading job writes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import Max

from lantoa.activities.importing.rules.days import DayOrder, suspicious
from lantoa.activities.importing.rules.headings import Field, Layout, recognise
from lantoa.activities.importing.rules.rows import NO_KEY, Context, Row, fingerprint, read_row, unit_finder
from lantoa.activities.importing.rules.states import RowState, RunState
from lantoa.activities.importing.suggesting import suggester
from lantoa.activities.models import Activity, ImportRow, ImportRun
from lantoa.activities.queries import earliest_day
from lantoa.activities.rules import ActivityDraft
from lantoa.communes.access import Actor
from lantoa.communes.roles import Permission
from lantoa.core import clock
from lantoa.core.bulk import insert_all
from lantoa.ledger.actions import record
from lantoa.plans.queries import unit_facts
from vanban.errors import ReadError
from vanban.sheets import MOST_ROWS, Book, Cell, SheetRows

BATCH = 1000
NO_HEADINGS = ReadError(
    "sheet_no_headings",
    "Không thấy dòng tiêu đề cột (ví dụ “Ngày thực hiện”, “Nội dung hoạt động”) trong 25 dòng đầu: "
    "hãy thêm dòng tiêu đề, hoặc chép dữ liệu vào tệp mẫu rồi gửi.",
)


def chosen_sheet(run: ImportRun, book: Book) -> tuple[SheetRows, Layout]:
    """The sheet that the person chose, else the one whose headings say most; with where its headings stand.

    Raises:
        ReadError("sheet_no_headings"): no sheet has any.
    """
    found = [(sheet, layout) for sheet in book.sheets if (layout := recognise(sheet.rows))]
    wanted = [pair for pair in found if pair[0].name == run.sheet]
    if wanted:
        return wanted[0]
    if not found:
        raise NO_HEADINGS
    return max(found, key=lambda pair: len(pair[1].columns))


def note_book(run: ImportRun, book: Book, layout: Layout, *, sheet: SheetRows) -> None:
    """What the file holds and which column is what, on the run. Columns that a person set stay, unless the sheet has
    other headings now."""
    headings = list(layout.headings)
    if not run.chosen or run.headings != headings:
        run.columns, run.chosen = dict(layout.columns), False
    run.headings, run.header, run.sheet = headings, layout.header, sheet.name
    run.sheets, run.hidden = [one.name for one in book.sheets], list(book.hidden)
    column = run.columns.get(Field.HAPPENED_ON.value)
    days = [cells[column] for _n, cells in _below(sheet, layout) if column is not None and column < len(cells)]
    run.notes = [note for note in (suspicious(days), _cut_words(sheet), _seen_before(run)) if note]


def _cut_words(sheet: SheetRows) -> str:
    if not sheet.cut:
        return ""
    return f"Bảng dài hơn {MOST_ROWS} dòng: chỉ đọc {MOST_ROWS} dòng đầu, hãy nhập phần sau ở tệp khác."


def _seen_before(run: ImportRun) -> str:
    same = ImportRun.objects.filter(file__sha256=run.file.sha256, state=RunState.IMPORTED.value).exclude(pk=run.pk)
    first = same.order_by("imported_at").select_related("created_by").first()
    if first is None:
        return ""
    day = first.imported_at.astimezone(clock.WARD_TIME)
    return (
        f"Tệp này đã được {first.created_by.name} nhập ngày {day:%d/%m/%Y}: các dòng đã nhập được ghi là trùng "
        "và không nhập lần nữa."
    )


def _below(sheet: SheetRows, layout: Layout) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    return ((number, cells) for number, cells in sheet.rows if number > layout.header)


def context_of(run: ImportRun, actor: Actor) -> Context:
    """What the rows are read with: the person's rights decide for which units."""
    for_others = actor.may(Permission.LOG_FOR_OTHERS)
    return Context(
        columns=run.columns, today=clock.today(), earliest=earliest_day(), order=DayOrder(run.order),
        unit_of=unit_finder(unit_facts()), own_unit=actor.unit_id,
        may_log=lambda unit: for_others or unit == actor.unit_id,
    )  # fmt: skip


def rows_of(run: ImportRun, sheet: SheetRows, actor: Actor, *, header: int) -> Iterator[ImportRow]:
    """The rows below the headings, each read, matched and compared with what is there."""
    context, suggest = context_of(run, actor), suggester()
    twins, seen = Twins(), dict[str, int]()
    for number, cells in sheet.rows:
        if number <= header:
            continue
        row = read_row(cells, context)
        made = _row(run, number, cells, row=row)
        if row.draft is not None:
            made.suggested = suggest(row.draft)
            made.fingerprint = fingerprint(row.draft)
            _compare(made, row.draft, seen, twins=twins)
        yield made


def _row(run: ImportRun, number: int, cells: Sequence[Cell], *, row: Row) -> ImportRow:
    state = RowState.SKIPPED if row.skipped else RowState.GOOD if row.draft else RowState.BAD
    return ImportRow.of(
        run.commune_id, run=run, number=number, cells=list(cells), state=state.value, draft=draft_json(row.draft),
        links=list(row.links), problems=[asdict(one) for one in row.problems],
        remarks=[asdict(one) for one in row.remarks],
    )  # fmt: skip


def _compare(made: ImportRow, draft: ActivityDraft, seen: dict[str, int], *, twins: "Twins") -> None:
    made.twin_row = seen.get(made.fingerprint)
    made.twin_id = twins.of(draft, made.fingerprint)
    if made.twin_row or made.twin_id:
        made.state = RowState.DUPLICATE.value
    seen.setdefault(made.fingerprint, made.number)


class Twins:
    """The activities that are there, by what makes two entries the same; read month by month, as rows ask for them."""

    def __init__(self) -> None:
        self._months: dict[tuple[int, int], dict[str, int]] = {}

    def of(self, draft: ActivityDraft, mark: str) -> int | None:
        """The id of a standing activity that tells of the same thing."""
        day = draft.happened_on
        if (day.year, day.month) not in self._months:
            self._months[day.year, day.month] = _marks(day)
        return self._months[day.year, day.month].get(mark)


def _marks(day: date) -> dict[str, int]:
    rows = Activity.objects.filter(
        withdrawn_at__isnull=True, happened_on__year=day.year, happened_on__month=day.month
    ).values_list("pk", "happened_on", "title", "kind", "unit_id", "place")
    return {
        fingerprint(_told(on, title, kind=kind, unit=unit, place=place)): pk
        for pk, on, title, kind, unit, place in rows
    }


def _told(on: date, title: str, *, kind: str, unit: int | None, place: str) -> ActivityDraft:
    return ActivityDraft(key=NO_KEY, title=title, kind=kind, happened_on=on, unit_id=unit, place=place)


def save_some(rows: Iterator[ImportRow]) -> int:
    """Check and write the next batch of rows. Returns how many; 0 at the end."""
    batch = list(islice(rows, BATCH))
    insert_all(batch)
    return len(batch)


def settle(run: ImportRun) -> None:
    """The rows are there: before the person now."""
    run.state, run.progress, run.stage = RunState.READY.value, 100, ""
    run.error_code = run.error_message = ""
    run.save()
    record(action="import.read", on=run, by=run.created_by, rows=run.rows.count(), last=_last(run))


def _last(run: ImportRun) -> int | None:
    found: int | None = run.rows.aggregate(last=Max("number"))["last"]
    return found


_DRAFTED = tuple(field.name for field in fields(ActivityDraft) if field.name not in {"key", "services"})


def draft_json(draft: ActivityDraft | None) -> dict[str, Any] | None:
    """A draft as JSON; the day in ISO."""
    if draft is None:
        return None
    plain = {name: getattr(draft, name) for name in _DRAFTED}
    return {**plain, "happened_on": draft.happened_on.isoformat()}


def draft_columns(plain: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of an activity from the JSON of a draft."""
    return {**plain, "happened_on": date.fromisoformat(plain["happened_on"])}
