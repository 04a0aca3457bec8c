"""The commitments of a plan as Excel."""

from collections.abc import Iterator, Sequence

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.downloads import excel
from lantoa.communes.roles import Permission
from lantoa.core.saying import said
from lantoa.core.spreadsheet import Cell, CellKind, Column, Sheet
from lantoa.plans.access import access_version
from lantoa.plans.models import PlanVersion
from lantoa.plans.plan_page import commitments_by_unit


@require_safe
@staff(Permission.SEE)
def commitments(request: StaffRequest, pk: int) -> HttpResponseBase:
    """What the plan promises, by unit, as on its page."""
    version = access_version(request.actor, pk)
    title = _("Chỉ tiêu, nhiệm vụ của kế hoạch")
    sheet = Sheet(title, _columns(), _rows(version), _("Chỉ tiêu, nhiệm vụ"), notes=(version.plan.title,))
    return excel(request.actor, (sheet,), title)


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("TT"), 6, CellKind.NUMBER), Column(_("Đơn vị chủ trì"), 34), Column(_("Loại"), 12),
        Column(_("Nội dung"), 64), Column(_("Mức độ"), 18), Column(_("Cách đo"), 34), Column(_("Hạn"), 34),
        Column(_("Đơn vị phối hợp"), 36), Column(_("Hoạt động được tính"), 36),
        Column(_("Số việc đến hạn"), 10, CellKind.NUMBER), Column(_("Mục trong kế hoạch"), 30),
    )  # fmt: skip


def _rows(version: PlanVersion) -> Iterator[Sequence[Cell]]:
    views = [(group.title, view) for group in commitments_by_unit(version) for view in group.rows]
    for number, (lead, view) in enumerate(views, start=1):
        row = view.row
        yield (
            number, lead, said(row.get_kind_display()), row.text, said(row.get_modality_display()), view.measure,
            view.due, "; ".join(view.coordinating), "; ".join(view.counted), view.due_count, row.section,
        )  # fmt: skip
