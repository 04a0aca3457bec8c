"""Inspections and what they ask of units, as Excel."""

from collections.abc import Iterator, Sequence

from django.http import FileResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.downloads import excel
from lantoa.communes.roles import Permission
from lantoa.core import clock
from lantoa.core.saying import said
from lantoa.core.spreadsheet import Cell, CellKind, Column, Sheet
from lantoa.inspections.pages import FindingRow
from lantoa.inspections.queries import follow_ups, inspections


@require_safe
@staff(Permission.SEE)
def tables(request: StaffRequest) -> FileResponse:
    """Every inspection, and on a second sheet the findings of those that are closed."""
    name = _("Kiểm tra đơn vị")
    sheets = (
        Sheet(_("Các cuộc kiểm tra"), _inspection_columns(), _inspection_rows(), _("Kiểm tra")),
        Sheet(_("Kiến nghị sau kiểm tra"), _finding_columns(), _finding_rows(), _("Kiến nghị")),
    )
    return excel(request.actor, sheets, name)


def _inspection_columns() -> tuple[Column, ...]:
    return (
        Column(_("TT"), 6, CellKind.NUMBER), Column(_("Đơn vị được kiểm tra"), 40),
        Column(_("Ngày theo lịch"), 14, CellKind.DATE), Column(_("Ngày kiểm tra"), 14, CellKind.DATE),
        Column(_("Người kiểm tra"), 26), Column(_("Tình trạng"), 18), Column(_("Địa điểm"), 28),
        Column(_("Nhận xét, kết luận"), 60),
    )  # fmt: skip


def _inspection_rows() -> Iterator[Sequence[Cell]]:
    for number, row in enumerate(inspections(), start=1):
        lead = row.lead.name if row.lead else ""
        state = said(row.get_state_display())
        yield number, str(row.unit), row.planned_on, row.held_on, lead, state, row.place, row.conclusion


def _finding_columns() -> tuple[Column, ...]:
    return (
        Column(_("TT"), 6, CellKind.NUMBER), Column(_("Loại"), 16), Column(_("Nội dung"), 60),
        Column(_("Đơn vị chịu trách nhiệm"), 36), Column(_("Hạn khắc phục"), 14, CellKind.DATE),
        Column(_("Tình trạng"), 24), Column(_("Cuộc kiểm tra"), 44),
    )  # fmt: skip


def _finding_rows() -> Iterator[Sequence[Cell]]:
    for number, one in enumerate(follow_ups(today=clock.today()), start=1):
        row = one.finding
        kind, state = said(row.get_kind_display()), FindingRow.of(row).label
        yield number, kind, row.text, str(row.unit), row.due_on, state, str(row.inspection)
