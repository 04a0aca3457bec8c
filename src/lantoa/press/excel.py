"""The register as Excel, with the filter of the page."""

from collections.abc import Iterator, Sequence

from django.http import FileResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.downloads import excel
from lantoa.communes.roles import Permission
from lantoa.core.saying import said
from lantoa.core.spreadsheet import Cell, CellKind, Column, Sheet
from lantoa.press import pages
from lantoa.press.queries import Line
from lantoa.press.views import asked_of


@require_safe
@staff(Permission.SEE)
def table(request: StaffRequest) -> FileResponse:
    """What was sent, what appeared."""
    name = _("Báo, đài, bản tin")
    columns = (
        Column(_("TT"), 6, CellKind.NUMBER), Column(_("Báo, đài, bản tin"), 30), Column(_("Loại"), 22),
        Column(_("Bài, nội dung"), 60), Column(_("Ngày gửi"), 12, CellKind.DATE), Column(_("Gửi cho"), 30),
        Column(_("Tình trạng"), 24), Column(_("Ngày đăng, phát"), 14, CellKind.DATE),
        Column(_("Chương trình, số báo, trang"), 30), Column(_("Đường dẫn"), 50),
    )  # fmt: skip
    sheet = Sheet(_("Bài gửi báo, đài, bản tin"), columns, _rows(pages.chosen(asked_of(request))), name)
    return excel(request.actor, (sheet,), name)


def _rows(lines: Sequence[Line]) -> Iterator[Sequence[Cell]]:
    for number, line in enumerate(lines, start=1):
        yield (
            number, line.outlet.name, line.kind, line.title, line.sent_on, line.sent_to, said(line.state.label),
            line.appeared_on, line.place, line.url,
        )  # fmt: skip
