"""The list as Excel, for whoever looks after the ward's data: each taking is written in the ledger."""

from collections.abc import Iterator, Sequence

from django.http import FileResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.downloads import excel
from lantoa.communes.roles import Permission
from lantoa.core.clock import WARD_TIME
from lantoa.core.saying import said
from lantoa.core.spreadsheet import Cell, CellKind, Column, Sheet
from lantoa.subscribers import actions, queries


@require_POST
@staff(Permission.MANAGE_COMMUNE)
def tables(request: StaffRequest) -> FileResponse:
    """Everybody who is there, with the proof of consent."""
    actions.note_export(by=request.actor.person)
    name = _("Người đăng ký nhận tin")
    return excel(request.actor, (Sheet(name, _columns(), _rows(), name),), name)


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Địa chỉ"), 40), Column(_("Trạng thái"), 28), Column(_("Đăng ký bằng"), 16),
        Column(_("Đồng ý ngày"), 14, CellKind.DATE), Column(_("Nơi lưu phiếu"), 40), Column(_("Lời đã đồng ý"), 80),
    )  # fmt: skip


def _rows() -> Iterator[Sequence[Cell]]:
    for row in queries.listed("").order_by("id"):
        day = row.consent_on or (row.confirmed_at.astimezone(WARD_TIME).date() if row.confirmed_at else None)
        yield (
            row.address, said(row.get_state_display()), said(row.get_origin_display()), day, row.consent_where,
            row.agreed,
        )  # fmt: skip
