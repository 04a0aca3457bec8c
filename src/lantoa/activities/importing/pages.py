"""What the pages of an import need, gathered once."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.activities.importing.access import imports_of
from lantoa.activities.importing.intake import ACCEPT, MOST
from lantoa.activities.importing.queries import counts_of, still_standing, suggested_for, writable
from lantoa.activities.importing.rules.days import DayOrder
from lantoa.activities.importing.rules.headings import REQUIRED, Field
from lantoa.activities.importing.rules.states import RowState, RunState
from lantoa.activities.importing.workbooks import heading_of
from lantoa.activities.models import ImportRow, ImportRun
from lantoa.communes.access import Actor
from lantoa.communes.models import Unit
from lantoa.core import clock
from lantoa.core.saying import said
from lantoa.files.checks import MB
from vanban.vocabulary import ActivityKind

PER_PAGE = 50
RECENT = 20
SLOW_SECONDS = 60
UNDER_WAY = frozenset({RunState.READING.value, RunState.WRITING.value})


def start_page(actor: Actor, refusal: str = "") -> dict[str, Any]:
    """The upload, and the imports of before."""
    runs = imports_of(actor).exclude(state=RunState.DROPPED.value)[:RECENT]
    return {"runs": list(runs), "refusal": refusal, "accept": ACCEPT, "max_mb": MOST // MB, "crumbs": _crumbs()}


def _crumbs(*more: dict[str, str]) -> list[dict[str, str]]:
    first = {"url": reverse("activities_list"), "label": _("Hoạt động")}
    second = {"url": reverse("imports_start"), "label": _("Nhập từ Excel")}
    return [first, second, *more] if more else [first, {"label": second["label"]}]


def job_page(run: ImportRun) -> dict[str, Any]:
    """While the file is read, or the rows are entered."""
    waited = (clock.now() - run.asked_at).total_seconds()
    reading = run.state == RunState.READING.value
    return {
        "run": run, "crumbs": _crumbs({"label": run.file.name}), "url": reverse("imports_show", args=[run.pk]),
        "job_title": _("Đang đọc bảng tính") if reading else _("Đang nhập các hoạt động"),
        "slow": waited > SLOW_SECONDS and run.progress == 0,
    }  # fmt: skip


TABS = (
    (RowState.GOOD, "Nhập được"),
    (RowState.BAD, "Cần sửa"),
    (RowState.DUPLICATE, "Trùng"),
    (RowState.SKIPPED, "Bỏ qua"),
    (RowState.IMPORTED, "Đã nhập"),
)


def run_page(run: ImportRun, query: dict[str, str]) -> dict[str, Any]:
    """The preview, and later what became of it."""
    counts = counts_of(run)
    shown = _shown_state(query.get("xem", ""), counts)
    rows = run.rows.filter(state=shown).select_related("twin", "activity").order_by("number")
    page = Paginator(rows, PER_PAGE).get_page(query.get("trang"))
    units = dict(Unit.objects.values_list("pk", "name"))
    return {
        "run": run, "counts": counts, "shown": shown, "page": page, "crumbs": _crumbs({"label": run.file.name}),
        "rows": [_preview(row, run, units) for row in page.object_list],
        "tabs": _tabs(run, counts, shown), "to_write": writable(run).count(),
        "is_ready": run.state == RunState.READY.value,
        "is_imported": run.state == RunState.IMPORTED.value, "is_undone": run.state == RunState.UNDONE.value,
        "suggested": suggested_for(run) if run.state == RunState.READY.value else [],
        "standing": still_standing(run).count() if run.imported_at else 0, "columns": _column_choices(run),
        "missing": [said(field.label) for field in REQUIRED if field.value not in run.columns],
        "orders": [(one.value, said(one.label), one.value == run.order) for one in DayOrder],
    }  # fmt: skip


def _shown_state(wanted: str, counts: dict[str, int]) -> str:
    if wanted in counts:
        return wanted
    first = (RowState.IMPORTED, RowState.BAD, RowState.GOOD, RowState.DUPLICATE, RowState.SKIPPED)
    return next((state.value for state in first if counts[state.value]), RowState.GOOD.value)


def _tabs(run: ImportRun, counts: dict[str, int], shown: str) -> list[dict[str, object]]:
    return [
        {
            "url": f"?xem={state.value}",
            "label": said(label),
            "active": state.value == shown,
            "count": counts[state.value],
        }
        for state, label in TABS
        if counts[state.value] or state.value == shown
    ]


def _column_choices(run: ImportRun) -> list[dict[str, object]]:
    """For each thing that a row may hold, the columns of the file to choose from."""
    names = [(str(n), heading or _("Cột %(n)s") % {"n": n + 1}) for n, heading in enumerate(run.headings)]
    return [
        {
            "name": field.value, "label": said(field.label), "required": field in REQUIRED,
            "options": [(value, label, run.columns.get(field.value) == int(value)) for value, label in names],
        }
        for field in Field
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A fault or a remark with the column that it is about."""

    column: str
    text: str


@dataclass(frozen=True, slots=True)
class Preview:
    """One row of the file as the page shows it."""

    row: ImportRow
    title: str
    day: str
    kind: str
    unit: str
    more: tuple[str, ...]
    faults: tuple[Told, ...]
    remarks: tuple[Told, ...]


def _preview(row: ImportRow, run: ImportRun, units: dict[int, str]) -> Preview:
    plain = row.draft or {}
    day = plain.get("happened_on", "")
    kind = plain.get("kind", "")
    people, times = plain.get("people"), plain.get("times", 1)
    more = [
        f"{people} {_('người')}" if people else "",
        f"{times} {_('lần')}" if times > 1 else "",
        plain.get("place", ""),
    ]
    return Preview(
        row=row, title=plain.get("title") or _raw(row, run), day="/".join(reversed(day.split("-"))) if day else "",
        kind=said(ActivityKind(kind).label) if kind else "", unit=units.get(plain.get("unit_id") or 0, ""),
        more=tuple(one for one in (*more, *row.links) if one),
        faults=tuple(_told(one, run) for one in row.problems), remarks=tuple(_told(one, run) for one in row.remarks),
    )  # fmt: skip


def _raw(row: ImportRow, run: ImportRun) -> str:
    """What stands in the row, for one that is no activity."""
    column = run.columns.get(Field.TITLE.value)
    if column is not None and column < len(row.cells) and row.cells[column]:
        return str(row.cells[column])[:200]
    return " · ".join(str(cell)[:60] for cell in row.cells if cell != "" and not isinstance(cell, dict))[:200]


def _told(one: dict[str, str], run: ImportRun) -> Told:
    known = one["field"] in Field._value2member_map_
    return Told(heading_of(run, Field(one["field"])) if known else "", one["text"])


def undo_words(run: ImportRun) -> str:
    """What undoing takes back, and what was changed since."""
    made = still_standing(run)
    changed = made.filter(
        models.Q(evidence__added_at__gt=run.imported_at) | models.Q(evidence__judged_at__isnull=False)
    ).distinct().count()  # fmt: skip
    words = _("Rút %(n)s hoạt động đã nhập từ tệp “%(name)s”. Các hoạt động vẫn được lưu để tra cứu.") % {
        "n": made.count(), "name": run.file.name,
    }  # fmt: skip
    more = _("Trong đó %(n)s hoạt động đã được bổ sung hoặc xác nhận minh chứng sau khi nhập.") % {"n": changed}
    return f"{words} {more}" if changed else words
