"""Printed matter by place, as Excel: the public-posting list (danh mục niêm yết) of the ward."""

from collections.abc import Iterator, Sequence

from django.http import FileResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.downloads import excel
from lantoa.communes.models import Commune
from lantoa.communes.roles import Permission
from lantoa.core import clock
from lantoa.core.saying import said
from lantoa.core.spreadsheet import Cell, CellKind, Column, Sheet
from lantoa.printed.queries import lines_of, postings_of


@require_safe
@staff(Permission.SEE)
def tables(request: StaffRequest) -> FileResponse:
    """Every place, what hangs there, since when, and how often its code was scanned."""
    name = _("Ấn phẩm, niêm yết")
    sheet = Sheet(_("Ấn phẩm, niêm yết theo nơi dán"), _columns(), _rows(request.actor.commune), name)
    return excel(request.actor, (sheet,), name)


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("TT"), 6, CellKind.NUMBER), Column(_("Nơi dán"), 40), Column(_("Kiểu"), 20), Column(_("Nội dung"), 60),
        Column(_("Dán ngày"), 14, CellKind.DATE), Column(_("Hết hiệu lực"), 14, CellKind.DATE),
        Column(_("Gỡ ngày"), 14, CellKind.DATE), Column(_("Tình trạng"), 14),
        Column(_("Lượt quét"), 12, CellKind.NUMBER), Column(_("Mã"), 14),
    )  # fmt: skip


def _rows(commune: Commune) -> Iterator[Sequence[Cell]]:
    lines = lines_of(postings_of(commune).order_by("place", "id"), today=clock.today())
    for number, line in enumerate(lines, start=1):
        row, print_ = line.posting, line.posting.print
        yield (
            number, row.place, said(print_.get_layout_display()), str(print_.item), row.put_up_on, print_.expires_on,
            row.taken_down_on, said(line.state.label), line.scans, row.code,
        )  # fmt: skip
