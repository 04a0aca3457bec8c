"""Contributors as Excel: by neighbourhood, what was sent, opinions for the report."""

from collections.abc import Iterable, Iterator, Sequence

from django.http import FileResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.downloads import excel, filter_note
from lantoa.contributors import queries
from lantoa.contributors.access import DESK, visible_to
from lantoa.contributors.models import Submission
from lantoa.contributors.pages import period_of
from lantoa.core import clock
from lantoa.core.periods import Window
from lantoa.core.saying import said
from lantoa.core.spreadsheet import Cell, CellKind, Column, Sheet

CHUNK = 500


@require_safe
@staff(*DESK)
def download(request: StaffRequest) -> FileResponse:
    """Three sheets about one period."""
    _form, window = period_of(request.GET)
    note = filter_note(_days(window))
    rows = queries.within(visible_to(request.actor), window).order_by("sent_at", "id")
    commune, today = request.actor.commune, clock.today()
    sheets = (
        Sheet(_("Cộng tác viên theo tổ dân phố, thôn"), _place_columns(), _places(
            queries.by_place(commune, window, today=today)), _("Theo địa bàn"), note),
        Sheet(_("Tin cộng tác viên đã gửi"), _sent_columns(), _sent(rows.iterator(chunk_size=CHUNK)), _("Tin gửi"),
              note),
        Sheet(_("Ý kiến người dân"), _opinion_columns(), _opinions(queries.opinions(commune, window)), _("Ý kiến"),
              note),
    )  # fmt: skip
    return excel(request.actor, sheets, _("Cộng tác viên"))


def _days(window: Window) -> str:
    return _("từ %(start)s đến %(end)s") % {"start": f"{window.start:%d/%m/%Y}", "end": f"{window.end:%d/%m/%Y}"}


def _place_columns() -> tuple[Column, ...]:
    number = CellKind.NUMBER
    return (
        Column(_("Tổ dân phố, thôn"), 30), Column(_("Cộng tác viên"), 12, number), Column(_("Tin đã gửi"), 12, number),
        Column(_("Trong đó ý kiến người dân"), 14, number), Column(_("Đã lấy vào nội dung"), 14, number),
        Column(_("Đã đăng"), 10, number), Column(_("Không sử dụng"), 12, number),
        Column(_("Gửi lần cuối"), 14, CellKind.DATE), Column(_("Ghi chú"), 30),
    )  # fmt: skip


def _places(rows: Iterable[queries.PlaceLine]) -> Iterator[Sequence[Cell]]:
    for row in rows:
        name = str(row.neighbourhood or _("Chưa ghi địa bàn"))
        note = _("chưa có cộng tác viên") if not row.people else _("lâu không gửi tin") if row.silent else ""
        yield (
            name, row.people, row.sent, row.opinions, row.taken, row.published, row.declined, row.last_on, note
        )  # fmt: skip


def _sent_columns() -> tuple[Column, ...]:
    return (
        Column(_("TT"), 6, CellKind.NUMBER), Column(_("Gửi lúc"), 18, CellKind.MOMENT),
        Column(_("Tổ dân phố, thôn"), 26), Column(_("Người gửi"), 26), Column(_("Loại"), 22),
        Column(_("Tóm lược"), 60), Column(_("Kết quả"), 22), Column(_("Lý do không sử dụng"), 40),
    )  # fmt: skip


def _sent(rows: Iterable[Submission]) -> Iterator[Sequence[Cell]]:
    for number, row in enumerate(rows, 1):
        line = queries.line_of(row)
        place = str(row.neighbourhood or "")
        yield number, row.sent_at, place, row.sent_by.name, line.kind, row.title, line.label, row.reason


def _opinion_columns() -> tuple[Column, ...]:
    return (
        Column(_("TT"), 6, CellKind.NUMBER), Column(_("Lĩnh vực"), 34), Column(_("Ý kiến"), 80),
        Column(_("Tổ dân phố, thôn"), 26), Column(_("Ngày nhận"), 14, CellKind.DATE),
    )  # fmt: skip


def _opinions(rows: Iterable[Submission]) -> Iterator[Sequence[Cell]]:
    for number, row in enumerate(rows, 1):
        topic = said(row.get_topic_display()) if row.topic else ""
        day = row.sent_at.astimezone(clock.WARD_TIME).date()
        yield number, topic, row.told, str(row.neighbourhood or ""), day
