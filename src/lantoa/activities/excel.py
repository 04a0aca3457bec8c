"""Activities and evidence as Excel, in the order and under the filter of their list."""

from collections.abc import Iterator, Sequence

from django.db import models
from django.http import FileResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lantoa.activities.accepting.queries import waiting_for
from lantoa.activities.lists import ActivityFilter, filter_of, listed
from lantoa.activities.models import Activity, Evidence
from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.downloads import excel, filter_note
from lantoa.communes.models import Unit
from lantoa.communes.roles import Permission
from lantoa.core.grades import SHOWN, best_grade, effective_grades
from lantoa.core.saying import said
from lantoa.core.spreadsheet import Cell, CellKind, Column, Sheet
from vanban.vocabulary import ActivityKind, Audience, Channel, Labelled, Topic

CHUNK = 500


@require_safe
@staff(Permission.SEE, Permission.LOG_ACTIVITY)
def activities(request: StaffRequest) -> FileResponse:
    """The list of activities as it is filtered, and their evidence on a second sheet."""
    wanted = filter_of(request.GET)
    notes = filter_note(*_words(wanted))
    rows = listed(request.actor, wanted)
    title = _("Hoạt động đã ghi")
    sheets = (
        Sheet(title, _activity_columns(), _activity_rows(rows), _("Hoạt động"), notes),
        Sheet(
            _("Minh chứng của các hoạt động"), _evidence_columns(), _evidence_rows(_of(rows)), _("Minh chứng"), notes
        ),
    )
    return excel(request.actor, sheets, title)


@require_safe
@staff(Permission.ACCEPT_EVIDENCE)
def waiting(request: StaffRequest) -> FileResponse:
    """What waits for this person to look at."""
    title = _("Minh chứng chờ xác nhận")
    sheet = Sheet(title, _evidence_columns(), _evidence_rows(waiting_for(request.actor).order_by("id")), title)
    return excel(request.actor, (sheet,), title)


def _of(rows: models.QuerySet[Activity]) -> models.QuerySet[Evidence]:
    found: models.QuerySet[Evidence] = Evidence.objects.filter(activity__in=rows.order_by().values("pk"))
    return found.order_by("activity__happened_on", "activity_id", "id")


def _words(wanted: ActivityFilter) -> Iterator[str]:
    """The filter as a person reads it."""
    yield f"“{wanted.words}”" if wanted.words else ""
    yield _("tháng %(month)s") % {"month": f"{wanted.month:%m/%Y}"} if wanted.month else ""
    unit = Unit.objects.filter(pk=wanted.unit_id).first() if wanted.unit_id else None
    yield str(unit or "")
    chosen: tuple[tuple[type[Labelled], str], ...] = (
        (ActivityKind, wanted.kind), (Channel, wanted.channel), (Topic, wanted.topic), (Audience, wanted.audience),
    )  # fmt: skip
    yield from (said(labels(code).label) for labels, code in chosen if code)
    yield _("đã rút") if wanted.withdrawn else ""


def _activity_columns() -> tuple[Column, ...]:
    return (
        Column(_("TT"), 6, CellKind.NUMBER), Column(_("Ngày thực hiện"), 14, CellKind.DATE),
        Column(_("Đã làm gì"), 55), Column(_("Loại hoạt động"), 24), Column(_("Đơn vị thực hiện"), 32),
        Column(_("Kênh, hình thức"), 30), Column(_("Nội dung tuyên truyền"), 30), Column(_("Đối tượng"), 26),
        Column(_("Số người tham dự, tiếp cận"), 13, CellKind.NUMBER),
        Column(_("Số lần, số lượng"), 10, CellKind.NUMBER),
        Column(_("Địa điểm"), 24), Column(_("Lồng ghép"), 11, CellKind.CENTER), Column(_("Hạng"), 8, CellKind.CENTER),
        Column(_("Số minh chứng"), 11, CellKind.NUMBER), Column(_("Ghi chú"), 30), Column(_("Người ghi"), 24),
        Column(_("Ghi lúc"), 18, CellKind.MOMENT),
    )  # fmt: skip


def _activity_rows(rows: models.QuerySet[Activity]) -> Iterator[Sequence[Cell]]:
    rows = rows.select_related("unit", "logged_by").prefetch_related("evidence")
    for number, row in enumerate(rows.iterator(chunk_size=CHUNK), start=1):
        pieces = [piece for piece in row.evidence.all() if piece.state in SHOWN]
        grade = best_grade(effective_grades((piece.grade, piece.state) for piece in pieces))
        yield (
            number, row.happened_on, row.title, said(row.get_kind_display()), str(row.unit or ""),
            _labels(Channel, row.channels), _labels(Topic, row.topics), _labels(Audience, row.audiences),
            row.people, row.times, row.place, _("có") if row.integrated else "", grade.value, len(pieces),
            row.note, row.logged_by.name, row.logged_at,
        )  # fmt: skip


def _labels(labels: type[Labelled], codes: Sequence[str]) -> str:
    return "; ".join(said(labels(code).label) for code in codes if code in labels._value2member_map_)


def _evidence_columns() -> tuple[Column, ...]:
    return (
        Column(_("TT"), 6, CellKind.NUMBER), Column(_("Hoạt động"), 55), Column(_("Ngày thực hiện"), 14, CellKind.DATE),
        Column(_("Đơn vị thực hiện"), 32), Column(_("Tệp hoặc đường dẫn"), 44),
        Column(_("Ngày của minh chứng"), 14, CellKind.DATE), Column(_("Hạng"), 8, CellKind.CENTER),
        Column(_("Trạng thái"), 18), Column(_("Người gửi"), 24), Column(_("Người xác nhận"), 24),
        Column(_("Xác nhận lúc"), 18, CellKind.MOMENT), Column(_("Lý do trả lại, rút"), 34),
    )  # fmt: skip


def _evidence_rows(rows: models.QuerySet[Evidence]) -> Iterator[Sequence[Cell]]:
    rows = rows.select_related("activity__unit", "file", "added_by", "judged_by")
    for number, piece in enumerate(rows.iterator(chunk_size=CHUNK), start=1):
        worth = piece.worth
        yield (
            number, piece.activity.title, piece.activity.happened_on, str(piece.activity.unit or ""),
            piece.file.name if piece.file else piece.url, piece.dated_on, worth.value if worth else "–",
            said(piece.get_state_display()), _name(piece.added_by), _name(piece.judged_by), piece.judged_at, piece.note,
        )  # fmt: skip


def _name(person: object) -> str:
    return str(getattr(person, "name", ""))
