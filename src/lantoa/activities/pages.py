"""What each page of activities needs, gathered once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lantoa.activities import access
from lantoa.activities.accepting.pages import shown_pieces
from lantoa.activities.accepting.queries import returned_to
from lantoa.activities.actions import Logged
from lantoa.activities.forms import ActivityForm
from lantoa.activities.importing.queries import origin_of
from lantoa.activities.lists import THUMBNAILS, ActivityFilter, months_of, page_number, page_of
from lantoa.activities.models import Activity, Evidence, Service
from lantoa.activities.queries import history_of
from lantoa.activities.rules import is_far
from lantoa.activities.suggest import Suggestions, suggestions
from lantoa.communes.access import Actor, StaffRequest
from lantoa.communes.queries import units_in_use
from lantoa.communes.roles import Permission
from lantoa.core.grades import NEEDS_NO_LOOK, SHOWN, EvidenceGrade, EvidenceState, best_grade, effective_grades
from lantoa.core.saying import said
from lantoa.files.checks import EVERYTHING, accepted_endings
from lantoa.ledger.kept import kept
from vanban.vocabulary import ActivityKind, Audience, Channel, Labelled, Topic

HISTORY_WORDS = {
    "activity.logged": "Ghi hoạt động",
    "activity.changed": "Sửa hoạt động",
    "activity.evidence_added": "Thêm minh chứng",
    "activity.counted_for": "Chọn kỳ được tính",
    "activity.withdrawn": "Rút hoạt động",
    "activity.evidence_accepted": "Xác nhận minh chứng",
    "activity.evidence_returned": "Trả lại minh chứng",
    "activity.evidence_reopened": "Đưa minh chứng về chờ xác nhận",
    "activity.evidence_replaced": "Thay minh chứng",
    "activity.evidence_withdrawn": "Rút minh chứng",
    "activity.imported": "Nhập từ bảng tính",
    "activity.import_undone": "Rút cả lần nhập từ bảng tính",
}
HISTORY_ICONS = {
    "activity.logged": "plus",
    "activity.changed": "pencil",
    "activity.evidence_added": "paperclip",
    "activity.counted_for": "calendar-clock",
    "activity.withdrawn": "undo-2",
    "activity.evidence_accepted": "badge-check",
    "activity.evidence_returned": "undo-2",
    "activity.evidence_reopened": "hourglass",
    "activity.evidence_replaced": "refresh-cw",
    "activity.evidence_withdrawn": "undo-2",
    "activity.imported": "file-up",
    "activity.import_undone": "undo-2",
}
CHANGED_WORDS = {
    "title": "nội dung", "kind": "loại", "happened_on": "ngày", "unit_id": "đơn vị", "channels": "kênh",
    "topics": "nội dung tuyên truyền", "audiences": "đối tượng", "people": "số người", "times": "số lần",
    "place": "địa điểm", "note": "ghi chú", "integrated": "lồng ghép", "services": "chỉ tiêu, nhiệm vụ được tính",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One activity in the list."""

    activity: Activity
    grade: EvidenceGrade
    pictures: tuple[Evidence, ...]
    others: int
    state: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history (components/timeline.html)."""

    at: datetime
    who: str
    text: str
    icon: str


def log_page(request: StaffRequest, form: ActivityForm, activity: Activity | None = None) -> dict[str, Any]:
    """The form with its suggested commitments."""
    return {
        "form": form,
        "activity": activity,
        "options": options_of(form, exact=form.is_bound or activity is not None),
        "accept": accepted_endings(EVERYTHING),
        "lost_files": bool(form.errors and request.FILES),
        "own_unit": "" if "unit" in form.fields else _unit_name(request.actor, activity),
    }


def _unit_name(actor: Actor, activity: Activity | None) -> str:
    if activity is not None:
        return str(activity.unit or "")
    found = units_in_use().filter(pk=actor.unit_id).first() if actor.unit_id else None
    return str(found or "")


def options_of(form: ActivityForm, *, exact: bool = False) -> Suggestions:
    """The commitments to tick, for what is entered so far. A form that was sent keeps exactly what stood ticked."""
    ticks = replace(form.ticks, exact=exact or form.ticks.exact)
    return suggestions(form.rough_draft(), ticks, also=ticks.chosen)


def list_page(actor: Actor, wanted: ActivityFilter, number: str | None) -> dict[str, Any]:
    """The list and the choices of its filters. What was searched for by words is not kept: nobody asks it twice."""
    commune, whose = actor.commune.pk, None if actor.may(Permission.SEE) else actor.person.pk
    name = ("activities", whose, wanted, page_number(number), get_language())

    def make() -> dict[str, Any]:
        return _listed(actor, wanted, number)

    listed = make() if wanted.words else kept(commune, name, make)
    return {
        **listed,
        "filter": wanted,
        "months": kept(commune, ("months", whose), lambda: months_of(actor)),
        "units": kept(commune, "units in use", lambda: list(units_in_use())),
        "kinds": list(ActivityKind),
        "channels": list(Channel),
        "topics": list(Topic),
        "may_log": actor.may(Permission.LOG_ACTIVITY),
        "may_import": actor.may(Permission.IMPORT_ACTIVITIES),
        "returned": _returned(actor),
        "only_own": not actor.may(Permission.SEE),
    }


def _listed(actor: Actor, wanted: ActivityFilter, number: str | None) -> dict[str, Any]:
    """One page of the list, its lines drawn."""
    page = page_of(actor, wanted, number)
    rows = [_row(activity) for activity in page.object_list]
    return {"page": page, "lines": render_to_string("activities/_rows.html", {"rows": rows}) if rows else ""}


def _returned(actor: Actor) -> int:
    if not actor.may(Permission.LOG_ACTIVITY):
        return 0
    return kept(actor.commune.pk, ("returned to", actor.person.pk), lambda: returned_to(actor).count())


def _row(activity: Activity) -> Row:
    pieces = [piece for piece in activity.evidence.all() if piece.state in SHOWN]
    pictures = [piece for piece in pieces if piece.file and piece.file.is_picture]
    shown = tuple(pictures[:THUMBNAILS])
    return Row(activity, _grade(pieces), shown, len(pieces) - len(shown), _state(pieces))


def _grade(pieces: Iterable[Evidence]) -> EvidenceGrade:
    return best_grade(effective_grades((piece.grade, piece.state) for piece in pieces))


def _state(pieces: Iterable[Evidence]) -> str:
    """What of the evidence is not settled: returned before waiting; empty where all is accepted."""
    open_states = {piece.state for piece in pieces if piece.grade not in NEEDS_NO_LOOK}
    return next((state.value for state in (EvidenceState.RETURNED, EvidenceState.WAITING) if state in open_states), "")


def show_page(actor: Actor, activity: Activity) -> dict[str, Any]:
    """One activity with everything that hangs on it."""
    every = list(activity.evidence.select_related("file", "added_by", "judged_by", "activity"))
    pieces = [piece for piece in every if piece.state in SHOWN]
    shown = shown_pieces(actor, pieces)
    services: Iterable[Service] = activity.services.select_related("commitment__version__plan", "commitment__lead")
    return {
        "activity": activity,
        "crumbs": [{"url": reverse("activities_list"), "label": _("Hoạt động")}, {"label": activity.title}],
        "grade": _grade(pieces),
        "pictures": [one for one in shown if one.piece.is_picture],
        "documents": [one for one in shown if not one.piece.is_picture],
        "gone": [piece for piece in every if piece.state not in SHOWN],
        "may_accept_all": sum(one.judges and one.waits for one in shown) > 1,
        "far": [piece for piece in pieces if piece.file and is_far(_taken_on(piece), activity.happened_on)],
        "services": list(services),
        "labels": _labels(activity),
        "events": [_event(entry, who) for entry, who in history_of(activity)],
        "origin": origin_of(activity),
        "may_edit": access.may_edit(actor, activity),
        "may_withdraw": access.may_withdraw(actor, activity),
        "may_add": access.may_add_evidence(actor, activity),
        "may_see_plan": actor.may(Permission.SEE),
        "accept": accepted_endings(EVERYTHING),
    }


def _taken_on(piece: Evidence) -> date | None:
    return piece.dated_on if piece.file and piece.file.taken_at else None


def _labels(activity: Activity) -> dict[str, list[str]]:
    fields: tuple[tuple[str, type[Labelled]], ...] = (("channels", Channel), ("topics", Topic), ("audiences", Audience))
    return {
        name: [said(labels(code).label) for code in getattr(activity, name) if code in labels._value2member_map_]
        for name, labels in fields
    }


def _event(entry: Any, who: str) -> Event:
    words = said(HISTORY_WORDS.get(entry.action, entry.action))
    if changed := [said(CHANGED_WORDS[name]) for name in entry.data.get("changed", ()) if name in CHANGED_WORDS]:
        words = f"{words}: {', '.join(changed)}"
    if added := len(entry.data.get("evidence", ())):
        words = _("%(words)s (%(n)s minh chứng)") % {"words": words, "n": added}
    return Event(entry.at, who, words, HISTORY_ICONS.get(entry.action, "history"))


def logged_words(logged: Logged) -> str:
    """The message after the form was sent: kind, and honest about a second sending."""
    if not logged.is_new:
        return _("Hoạt động này đã được ghi trước đó, không ghi thêm lần nữa. Nếu cần, bấm “Sửa” để thay đổi.")
    if logged.activity.evidence.exists():
        return _("Đã ghi hoạt động cùng minh chứng.")
    return _("Đã ghi hoạt động. Chưa có ảnh hoặc đường dẫn kèm theo; anh/chị có thể thêm ngay bên dưới hoặc để sau.")


def attached_words(number: int) -> str:
    """The message after evidence was added."""
    if number == 0:
        return _("Minh chứng này đã có từ trước, không thêm lần nữa.")
    return _("Đã thêm %(number)s minh chứng.") % {"number": number}
