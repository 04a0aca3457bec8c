"""Every table of a report as Excel, with the words and figures of its document."""

import re
from collections.abc import Iterator, Sequence

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.downloads import excel
from lantoa.communes.roles import Permission
from lantoa.core.saying import said
from lantoa.core.spreadsheet import Cell, CellKind, Column, Sheet
from lantoa.reports.access import access_report
from lantoa.reports.documents import document_of
from lantoa.reports.models import Report, ReportState
from lantoa.reports.queries import period_of
from lantoa.reports.units import HEAVY
from vanban.form.document import Block, DataTable, Heading, OfficialDocument, plain

MM_PER_CHARACTER = 2.0
NARROWEST, WIDEST = 8, 70
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+")


@require_safe
@staff(Permission.SEE)
def tables(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The tables of one report, a sheet for each. Raises ``Http404`` while it is being made."""
    report = access_report(request.actor, pk)
    if report.state != ReportState.READY.value:
        raise Http404
    document = document_of(report, request.actor.commune)
    note = f"{document.kind} {document.title}".strip()
    sheets = [
        _sheet(title, table, number=number, note=note)
        for number, (title, table) in enumerate(tables_in(document), start=1)
    ]
    if not sheets:
        raise Http404
    return excel(request.actor, sheets, _("Số liệu báo cáo"))


@require_safe
@staff(Permission.SEE)
def made(request: StaffRequest) -> HttpResponseBase:
    """The reports that were made, the latest first."""
    columns = (
        Column(_("Kỳ"), 26), Column(_("Đơn vị"), 34), Column(_("Tình trạng"), 22), Column(_("Số, ký hiệu"), 18),
        Column(_("Ngày ban hành"), 14, CellKind.DATE), Column(_("Số liệu từ"), 14, CellKind.DATE),
        Column(_("Số liệu đến"), 14, CellKind.DATE), Column(_("Hạn gửi"), 14, CellKind.DATE),
        Column(_("Người lập"), 26), Column(_("Lập lúc"), 18, CellKind.MOMENT),
    )  # fmt: skip
    title = _("Các báo cáo đã lập")
    return excel(request.actor, (Sheet(title, columns, _made_rows(), _("Báo cáo")),), title)


def _made_rows() -> Iterator[Sequence[Cell]]:
    for row in Report.objects.select_related("made_by", "unit").defer(*HEAVY).order_by("-id").iterator():
        is_ready = row.state == ReportState.READY.value
        yield (
            said(period_of(row).label), str(row.unit or ""),
            said(row.get_stage_display() if is_ready else row.get_state_display()), row.number, row.dated_on,
            row.data_from, row.data_to, row.due_on, row.made_by.name if row.made_by else "", row.made_at,
        )  # fmt: skip


def tables_in(document: OfficialDocument) -> Iterator[tuple[str, DataTable]]:
    """Each table with the heading under which it stands."""
    yield from _tables(document.body, document.title)
    for appendix in document.appendices:
        yield from _tables(appendix.blocks, appendix.title)


def _tables(blocks: Sequence[Block], title: str) -> Iterator[tuple[str, DataTable]]:
    for block in blocks:
        if isinstance(block, Heading):
            title = plain(block.title)
        elif isinstance(block, DataTable):
            yield title, block


def _sheet(title: str, table: DataTable, *, number: int, note: str) -> Sheet:
    widths = table.widths or tuple(34.0 for _column in table.header)
    columns = tuple(
        Column(plain(head), int(min(max(width / MM_PER_CHARACTER, NARROWEST), WIDEST)), _kind(table, column))
        for column, (head, width) in enumerate(zip(table.header, widths, strict=True))
    )
    rows = (tuple(_value(plain(cell)) for cell in row) for row in table.rows)
    return Sheet(title, columns, rows, f"{number}. {title}", notes=(note,))


def _kind(table: DataTable, column: int) -> CellKind:
    aligned = table.aligns[column] if table.aligns else "left"
    return CellKind.CENTER if aligned == "center" else CellKind.TEXT


def _value(text: str) -> Cell:
    """A plain whole number as a number; "MC-001", "3/4" and "05" stay text."""
    if _NUMBER.fullmatch(text) and not (text.startswith("0") and len(text) > 1):
        return int(text.replace(".", ""))
    return text
