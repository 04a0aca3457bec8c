"""Who was reminded of what and what came back, as Excel: the table of "Theo dõi đôn đốc"."""

from collections.abc import Iterable, Iterator, Sequence

from django.http import FileResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.downloads import excel
from lantoa.communes.roles import Permission
from lantoa.core.saying import said
from lantoa.core.spreadsheet import Cell, CellKind, Column, Sheet
from lantoa.reminders.models import Answer
from lantoa.reminders.pages import DigestRow, answers_of_watch, rows_of_watch


@require_safe
@staff(Permission.ASSIGN_WORK)
def watched(request: StaffRequest) -> FileResponse:
    """One row for each thing that somebody was reminded of; the answers on a second sheet."""
    sheets = (
        Sheet(_("Theo dõi đôn đốc"), _digest_columns(), _digest_rows(rows_of_watch()), _("Đã nhắc")),
        Sheet(_("Trả lời đôn đốc"), _answer_columns(), _answer_rows(answers_of_watch()), _("Trả lời")),
    )
    return excel(request.actor, sheets, _("Theo dõi đôn đốc"))


def _digest_columns() -> tuple[Column, ...]:
    return (
        Column(_("Ngày nhắc"), 14, CellKind.DATE), Column(_("Người được nhắc"), 26), Column(_("Nhắc về"), 60),
        Column(_("Hạn"), 14, CellKind.DATE), Column(_("Thư"), 26), Column(_("Đã trả lời"), 11, CellKind.CENTER),
    )  # fmt: skip


def _digest_rows(rows: Iterable[DigestRow]) -> Iterator[Sequence[Cell]]:
    for row in rows:
        for item in row.digest.items.all():
            answered = _("Có") if item.answers.all() else ""
            yield row.digest.on, row.digest.person.name, item.subject, item.due_on, row.state, answered


def _answer_columns() -> tuple[Column, ...]:
    return (
        Column(_("Lúc"), 18, CellKind.MOMENT), Column(_("Người trả lời"), 26), Column(_("Việc"), 60),
        Column(_("Trả lời"), 24), Column(_("Hẹn ngày"), 14, CellKind.DATE), Column(_("Lời nhắn"), 44),
    )  # fmt: skip


def _answer_rows(rows: Iterable[Answer]) -> Iterator[Sequence[Cell]]:
    for one in rows:
        subject = one.work.commitment.text if one.work else ""
        yield one.at, one.person.name, subject, said(one.get_kind_display()), one.promised_on, one.note
