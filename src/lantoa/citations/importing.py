"""The register from a spreadsheet: the table that "Tải Excel" gives, corrected or continued, comes back.

A row that says what is known already is left alone, so the same file twice does nothing. Good rows go in while faulty
ones are told by their number; what has no column (link, note, days of effect) stays as it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import transaction

from lantoa.citations.queries import entries
from lantoa.citations.rules import Entry
from lantoa.communes.models import Commune, Person
from lantoa.core.errors import Refused
from lantoa.core.folding import fold
from lantoa.core.saying import said
from lantoa.documents.actions import change_act, enter_act
from lantoa.documents.forms import ActForm
from lantoa.documents.models import ActEntry
from lantoa.documents.rules import Draft, act_key
from lantoa.files import store
from lantoa.files.actions import Received, receive
from lantoa.files.checks import FileKind
from lantoa.files.uploads import Upload
from vanban.errors import ReadError
from vanban.register import RegisteredAct, Status
from vanban.sheets import Cell, SheetRows, read_book

SHEETS = frozenset({FileKind.SHEET})
MOST_ROWS = 500
"""Written while the sender waits: 6 seconds on a machine with a test run beside it. A ward's register has a hundred."""
HEADINGS = {
    "loai": "kind", "loai van ban": "kind", "so, ky hieu": "number", "so ky hieu": "number",
    "ngay ban hanh": "issued_on", "co quan ban hanh": "issuer", "trich yeu": "title", "hieu luc": "status",
    "thay bang": "replaced_by", "van ban thay the": "replaced_by", "nguon": "source", "da doi chieu": "checked_on",
    "ngay doi chieu": "checked_on",
}  # fmt: skip
NEEDED = {"kind", "number"}
STATUSES = {fold(status.label): status.value for status in Status}
NO_HEADINGS = (
    "Không thấy dòng tiêu đề có cột “Loại” và “Số, ký hiệu”. Hãy bấm Tải Excel ở Sổ văn bản, ghi vào chính bảng đó rồi"
    " tải lên."
)


@dataclass(slots=True)
class Imported:
    """What became of the rows. ``faults``: number of the row on the sheet, what it is about, what is wrong."""

    entered: int = 0
    changed: int = 0
    same: int = 0
    faults: list[tuple[int, str, str]] = field(default_factory=list)


def import_acts(*, commune: Commune, upload: "Upload | bytes", name: str, by: Person) -> Imported:
    """Enter and correct acts from a spreadsheet.

    Raises:
        Refused: see ``files.checks``; why it could not be read; ("act_columns"); ("act_many").
    """
    received = _received(commune, upload, name)
    try:
        book = read_book(store.read(commune.pk, received.sha256))
    except ReadError as error:
        raise Refused(error.code, error.message) from error
    columns, rows = _table(book.sheets)
    if len(rows) > MOST_ROWS:
        raise Refused("act_many", f"Bảng có quá {MOST_ROWS} dòng. Hãy chia thành nhiều tệp rồi tải lên lần lượt.")
    work = _Work(commune, by, {entry.key: entry for entry in entries()}, Imported())
    for number, cells in rows:
        _take(number, {name: _text(cells, at) for name, at in columns.items()}, work)
    return work.found


def _received(commune: Commune, upload: "Upload | bytes", name: str) -> Received:
    try:
        return receive(commune=commune, upload=upload, name=name, allowed=SHEETS)
    except Refused as refused:
        if refused.code != "file_kind":
            raise
        words = "Ở đây chỉ nhận bảng Excel (.xlsx) tải từ Sổ văn bản. Hãy bấm Tải Excel, ghi vào bảng đó rồi tải lên."
        raise Refused("file_kind", words) from refused


def _table(sheets: Sequence[SheetRows]) -> tuple[dict[str, int], list[tuple[int, tuple[Cell, ...]]]]:
    """Field → column, and the rows below the headings of the first sheet that has any. Raises Refused."""
    for sheet in sheets:
        for at, (_number, cells) in enumerate(sheet.rows):
            columns: dict[str, int] = {}
            for column, cell in enumerate(cells):
                if name := HEADINGS.get(" ".join(fold(str(cell)).rstrip(" *").split())):
                    columns.setdefault(name, column)
            if set(columns) >= NEEDED:
                return columns, list(sheet.rows[at + 1 :])
    raise Refused("act_columns", NO_HEADINGS)


def _text(cells: Sequence[Cell], at: int) -> str:
    cell = cells[at] if at < len(cells) else ""
    if isinstance(cell, dict):
        return f"{date.fromisoformat(cell['d']):%d/%m/%Y}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).replace("\x00", " ").split()).removeprefix("'")


@dataclass(frozen=True, slots=True)
class _Work:
    commune: Commune
    by: Person
    known: Mapping[str, Entry]
    found: Imported


def _take(number: int, row: Mapping[str, str], work: _Work) -> None:
    found = work.found
    if not row.get("number") and not row.get("title"):
        return
    form = ActForm({**row, "status": STATUSES.get(fold(row.get("status", "")), Status.UNKNOWN.value)})
    if not form.is_valid():
        found.faults.append((number, row.get("number", ""), _errors(form)))
        return
    draft = form.draft()
    entry = work.known.get(act_key(draft.kind, draft.number, draft.issued_on))
    if entry and _shown(entry.act) == _shown(draft):
        found.same += 1
        return
    try:
        with transaction.atomic():
            _write(draft, entry, work)
    except Refused as refused:
        found.faults.append((number, draft.number, said(refused.message)))
        return
    if entry and entry.own_id:
        found.changed += 1
    else:
        found.entered += 1


def _write(draft: Draft, entry: Entry | None, work: _Work) -> None:
    if entry is None or entry.own_id is None:
        enter_act(commune=work.commune, draft=draft, by=work.by)
        return
    row = ActEntry.objects.get(pk=entry.own_id)
    whole = replace(draft, link=row.link, note=row.note, effective=row.effective, until=row.until)
    change_act(entry=row, draft=whole, seen=row.revision, by=work.by)


def _shown(act: "RegisteredAct | Draft") -> tuple[Any, ...]:
    """What a row of the table says."""
    return (
        act.kind, act.number, act.issued_on, act.issuer or "", act.title or "", act.status, act.replaced_by or "",
        act.source or "", act.checked_on,
    )  # fmt: skip


def _errors(form: ActForm) -> str:
    words = []
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        said_here = " ".join(line.removeprefix("* ") for line in errors.as_text().splitlines())
        words.append(f"{label}: {said_here}" if label else said_here)
    return " ".join(words)
