"""Content as Excel, in the order and under the filter of its list."""

from collections.abc import Iterator, Sequence

from django.db import models
from django.http import FileResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.downloads import excel, filter_note
from lantoa.communes.roles import Permission
from lantoa.content.lists import filter_of, listed, words_of
from lantoa.content.models import Item
from lantoa.content.rules.kinds import Mark
from lantoa.core.saying import said
from lantoa.core.spreadsheet import Cell, CellKind, Column, Sheet
from vanban.vocabulary import Audience, Labelled, Topic

CHUNK = 500


@require_safe
@staff(Permission.SEE)
def content_excel(request: StaffRequest) -> FileResponse:
    """The list of content as it is filtered."""
    wanted, title = filter_of(request.GET), _("Nội dung tuyên truyền")
    rows = listed(request.actor, wanted)
    sheet = Sheet(title, _columns(), _rows(rows), _("Nội dung"), filter_note(*words_of(wanted)))
    return excel(request.actor, (sheet,), title)


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("TT"), 6, CellKind.NUMBER), Column(_("Tiêu đề"), 55), Column(_("Loại"), 20),
        Column(_("Trạng thái"), 18), Column(_("Lần sửa"), 9, CellKind.NUMBER), Column(_("Nội dung tuyên truyền"), 34),
        Column(_("Đối tượng"), 28), Column(_("Đơn vị"), 32), Column(_("Người viết"), 24),
        Column(_("Bút danh, tác giả"), 24), Column(_("Điển hình, tồn tại"), 24),
        Column(_("Hạn xong"), 14, CellKind.DATE),
        Column(_("Người đang xử lý"), 24), Column(_("Phát hành lần đầu"), 18, CellKind.MOMENT),
        Column(_("Sửa lúc"), 18, CellKind.MOMENT),
    )  # fmt: skip


def _rows(rows: models.QuerySet[Item]) -> Iterator[Sequence[Cell]]:
    for number, row in enumerate(rows.iterator(chunk_size=CHUNK), start=1):
        yield (
            number, row.title, said(row.get_kind_display()), said(row.get_state_display()), row.current.number,
            _labels(Topic, row.topics), _labels(Audience, row.audiences), str(row.unit or ""), _name(row.author),
            row.credit, said(row.get_mark_display()) if row.mark != Mark.NONE.value else "", row.due_on,
            _name(row.holder), row.first_published_at, row.changed_at,
        )  # fmt: skip


def _labels(labels: type[Labelled], codes: Sequence[str]) -> str:
    return "; ".join(said(labels(code).label) for code in codes if code in labels._value2member_map_)


def _name(person: object) -> str:
    return str(getattr(person, "name", ""))
