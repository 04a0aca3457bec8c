"""Due work, the board and the units as Excel, under the same filters as their pages."""

from collections.abc import Iterable, Iterator, Sequence

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.downloads import excel, filter_note
from lantoa.communes.roles import Permission
from lantoa.core.grades import EvidenceGrade
from lantoa.core.saying import said
from lantoa.core.spreadsheet import Cell, CellKind, Column, Sheet
from lantoa.progress.access import running_plan
from lantoa.progress.due_views import due_filters, due_lines
from lantoa.progress.forms import DueFilterForm
from lantoa.progress.pages import unit_rows
from lantoa.progress.presenting import WorkLine, board_of, work_lines
from lantoa.progress.queries import PlanProgress

NO_PLAN = "progress/no_plan.html"


@require_safe
@staff(Permission.SEE)
def due(request: StaffRequest) -> HttpResponseBase:
    """The list of due work as it is filtered."""
    filters = due_filters(request, show="open")
    lines = due_lines(request, filters)
    if lines is None:
        return render(request, NO_PLAN)
    title = _("Việc đến hạn")
    sheet = Sheet(title, _due_columns(), _due_rows(lines), title, filter_note(*_chosen(filters)))
    return excel(request.actor, (sheet,), title)


@require_safe
@staff(Permission.SEE)
def board(request: StaffRequest) -> HttpResponseBase:
    """The board by month, every window behind it, and the units."""
    progress = running_plan(request.actor)
    if progress is None:
        return _no_plan(request)
    notes = (progress.version.plan.title, _("Tính đến ngày %(day)s") % {"day": f"{progress.today:%d/%m/%Y}"})
    every = Sheet(_("Từng kỳ của mỗi cam kết"), _due_columns(), _due_rows(work_lines(progress)), _("Từng kỳ"), notes)
    sheets = (_board_sheet(progress, notes), every, _units_sheet(progress, notes))
    return excel(request.actor, sheets, _("Tiến độ kế hoạch"))


def _no_plan(request: StaffRequest) -> HttpResponse:
    return render(request, NO_PLAN)


def _chosen(filters: DueFilterForm) -> Iterator[str]:
    """What was chosen in each field, as the page says it."""
    for name, field in filters.fields.items():
        labels = {str(value): str(label) for value, label in getattr(field, "choices", ())}
        value = filters.value(name)
        yield labels.get(value, "") if value else ""


def _due_columns() -> tuple[Column, ...]:
    return (
        Column(_("TT"), 6, CellKind.NUMBER), Column(_("Loại"), 12), Column(_("Chỉ tiêu, nhiệm vụ"), 60),
        Column(_("Đơn vị chủ trì"), 32), Column(_("Đơn vị phối hợp"), 32), Column(_("Kỳ"), 18),
        Column(_("Hạn"), 14, CellKind.DATE), Column(_("Người thực hiện"), 24), Column(_("Đã đạt"), 10, CellKind.NUMBER),
        Column(_("Phải đạt"), 10, CellKind.NUMBER), Column(_("Kết quả"), 22), Column(_("Đánh giá"), 20),
        *(Column(_("Hạng %(grade)s") % {"grade": grade.value}, 9, CellKind.NUMBER) for grade in EvidenceGrade),
    )  # fmt: skip


def _due_rows(lines: Sequence[WorkLine]) -> Iterator[Sequence[Cell]]:
    for number, line in enumerate(lines, start=1):
        row, one = line.commitment, line.progress
        yield (
            number, said(row.get_kind_display()), row.text, str(row.lead or row.lead_text),
            "; ".join(str(link.unit) for link in row.coordinating.all()), line.period, one.due_on or one.deadline,
            line.work.assignee.name if line.work.assignee else "", one.have, one.need, line.figure,
            said(one.state.label), *(one.grades.get(grade.value, 0) for grade in EvidenceGrade),
        )  # fmt: skip


def _board_sheet(progress: PlanProgress, notes: tuple[str, ...]) -> Sheet:
    found = board_of(progress)
    months: list[dict[str, object]] = found["months"]  # type: ignore[assignment]
    columns = (
        Column(_("Nhóm"), 12), Column(_("Chỉ tiêu, nhiệm vụ"), 60), Column(_("Đơn vị chủ trì"), 32),
        *(Column(str(month["full"]), 16, CellKind.CENTER) for month in months),
    )  # fmt: skip
    return Sheet(_("Tất cả cam kết theo tháng"), columns, _board_rows(found), _("Theo tháng"), notes)


def _board_rows(found: dict[str, object]) -> Iterator[Sequence[Cell]]:
    groups: list[dict[str, object]] = found["groups"]  # type: ignore[assignment]
    for group in groups:
        rows: list[dict[str, object]] = group["rows"]  # type: ignore[assignment]
        for row in rows:
            cells: list[dict[str, object] | None] = row["cells"]  # type: ignore[assignment]
            words = [str(cell["title"]) if cell else "" for cell in cells]
            yield (str(group["title"]), str(row["title"]), str(row["unit"]), *words)


def _units_sheet(progress: PlanProgress, notes: tuple[str, ...]) -> Sheet:
    columns = (
        Column(_("Đơn vị chủ trì"), 44), Column(_("Hoàn thành"), 12, CellKind.NUMBER),
        Column(_("Phải hoàn thành"), 12, CellKind.NUMBER), Column(_("Chậm, nguy cơ"), 12, CellKind.NUMBER),
        Column(_("Chưa đến hạn"), 12, CellKind.NUMBER), Column(_("Hoạt động"), 12, CellKind.NUMBER),
        *(Column(_("Hạng %(grade)s") % {"grade": grade.value}, 9, CellKind.NUMBER) for grade in EvidenceGrade),
    )  # fmt: skip
    rows: Iterable[Sequence[Cell]] = (
        (
            row.name, row.totals.done, row.totals.owed, row.short, row.ahead, row.activities,
            *(row.totals.grades.get(grade.value, 0) for grade in EvidenceGrade),
        )
        for row in unit_rows(progress)
    )  # fmt: skip
    return Sheet(_("Tiến độ theo đơn vị"), columns, rows, _("Theo đơn vị"), notes)
