"""What each page of contributors needs, gathered once."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.communes.access import Actor
from lantoa.communes.roles import Permission
from lantoa.contributors import queries
from lantoa.contributors.access import visible_to
from lantoa.contributors.actions import neighbourhood_of
from lantoa.contributors.forms import PeriodForm, SendForm
from lantoa.contributors.models import Submission
from lantoa.contributors.rules import Consent, Fate, SubmissionKind, SubmissionState
from lantoa.core import clock
from lantoa.core.periods import Window
from lantoa.core.saying import said
from lantoa.files.checks import FileKind, accepted_endings

TAKEN_KINDS = frozenset({FileKind.PICTURE, FileKind.SOUND, FileKind.VIDEO})
"""What a contributor may send: pictures, sound, video."""
PER_PAGE, NEWEST = 30, 10
SHOWN = (("waiting", _("Chờ xem")), ("", _("Tất cả")), *((one.value, one.label) for one in SubmissionState))


def send_page(actor: Actor, form: SendForm, *, lost_files: bool, sent_key: str = "") -> dict[str, Any]:
    """The big form, and what the person sent last."""
    own = visible_to(actor).filter(sent_by=actor.person)
    return {
        "form": form, "accept": accepted_endings(TAKEN_KINDS), "lost_files": lost_files, "sent_key": sent_key,
        "where": neighbourhood_of(actor.commune, actor.person), "lines": [queries.line_of(row) for row in own[:NEWEST]],
        "has_more": own.count() > NEWEST,
    }  # fmt: skip


def own_list(actor: Actor, number: str | None) -> dict[str, Any]:
    """Everything that the person sent."""
    return _paged(visible_to(actor).filter(sent_by=actor.person).order_by("-sent_at", "-id"), number)


def _paged(rows: Any, number: str | None) -> dict[str, Any]:
    page: Page[Submission] = Paginator(rows, PER_PAGE).get_page(number)
    return {"page": page, "lines": [queries.line_of(row) for row in page]}


def own_page(row: Submission) -> dict[str, Any]:
    """One's own submission: what became of it, and nothing else of the ward."""
    line = queries.line_of(row)
    return {
        "line": line, "row": row, "files": [one.file for one in row.files.select_related("file")],
        "said": list(row.messages.all()),
        "next_words": _next_words(line), "places": queries.places_of(row) if line.fate is Fate.PUBLISHED else [],
    }  # fmt: skip


def _next_words(line: queries.Line) -> str:
    return {
        Fate.RECEIVED: _("Biên tập viên sẽ xem và trả lời ở trang này."),
        Fate.EDITING: _("Biên tập viên đã lấy tin này để biên tập; khi đăng, đường dẫn hiện ở trang này."),
        Fate.PUBLISHED: _("Tin đã được đăng. Cảm ơn anh/chị đã đóng góp."),
        Fate.RECALLED: _("Tin đã đăng rồi được thu hồi. Anh/chị hỏi biên tập viên ở ô nhắn bên dưới."),
        Fate.SHELVED: _("Phường, xã đã biên tập nhưng chưa đăng được."),
        Fate.NOTED: _("Phường, xã đã ghi nhận, không đăng công khai. Cảm ơn anh/chị."),
        Fate.DECLINED: _("Phường, xã không sử dụng tin này. Lý do ghi bên dưới."),
    }[line.fate]


def inbox_page(actor: Actor, query: Mapping[str, str]) -> dict[str, Any]:
    """What came in, what waits first."""
    show = query.get("show", "waiting")
    wanted = {"words": query.get("q", "")[:100], "kind": query.get("kind", ""), "show": show}
    rows = queries.matching(visible_to(actor), **wanted).select_related("item", "neighbourhood", "sent_by")
    shown = [(code, said(label)) for code, label in SHOWN]
    return {
        **_paged(rows, query.get("trang")), "wanted": wanted, "shown": shown, "kinds": list(SubmissionKind),
        "tabs": tabs(actor, "inbox"),
    }  # fmt: skip


def tabs(actor: Actor, here: str) -> list[dict[str, Any]]:
    """Inbox, opinions, neighbourhoods."""
    waiting = queries.waiting_count(actor.commune)
    named = (
        ("inbox", _("Tin gửi đến"), reverse("contributors_inbox"), waiting),
        ("opinions", _("Ý kiến người dân"), reverse("contributors_opinions"), None),
        ("places", _("Theo tổ dân phố, thôn"), reverse("contributors_places"), None),
    )
    return [{"label": label, "url": url, "active": code == here, "count": n} for code, label, url, n in named]


def desk_page(actor: Actor, row: Submission) -> dict[str, Any]:
    """One submission before the editors, with what they may do."""
    state, opinion = SubmissionState(row.state), row.kind == SubmissionKind.OPINION.value
    decides = actor.may(Permission.EDIT_CONTENT)
    open_or_refused = state in {SubmissionState.RECEIVED, SubmissionState.DECLINED}
    return {
        **own_page(row), "decides": decides, "is_opinion": opinion,
        "may_take": decides and not opinion and open_or_refused,
        "may_note": decides and state is not SubmissionState.TAKEN,
        "may_decline": decides and state in {SubmissionState.RECEIVED, SubmissionState.NOTED},
        "not_asked": row.consent == Consent.NOT_ASKED.value,
        "item_url": item_url(row),
    }  # fmt: skip


def item_url(row: Submission) -> str:
    """The page of the content that was made of it."""
    return reverse("content_show", args=[row.item_id]) if row.item_id else ""


def period_of(query: Mapping[str, str]) -> tuple[PeriodForm, Window]:
    """The asked days; this year up to today where nothing (or nonsense) was asked."""
    today = clock.today()
    usual = Window(date(today.year, 1, 1), today)
    form = PeriodForm(query if query.get("since") or query.get("until") else None, initial=_initial(usual))
    if not form.is_bound or not form.is_valid():
        return form, usual
    since, until = sorted((form.cleaned_data["since"], form.cleaned_data["until"]))
    return form, Window(since, until)


def _initial(window: Window) -> dict[str, date]:
    return {"since": window.start, "until": window.end}


def opinions_page(actor: Actor, query: Mapping[str, str]) -> dict[str, Any]:
    """Opinions for the report, by field."""
    form, window = period_of(query)
    rows = list(queries.opinions(actor.commune, window))
    return {"form": form, "window": window, "rows": rows, "tabs": tabs(actor, "opinions")}


def places_page(actor: Actor, query: Mapping[str, str]) -> dict[str, Any]:
    """Counts by neighbourhood."""
    form, window = period_of(query)
    rows = queries.by_place(actor.commune, window, today=clock.today())
    return {
        "form": form, "window": window, "rows": rows, "silent": [row for row in rows if row.silent and row.people],
        "empty": [row for row in rows if not row.people], "tabs": tabs(actor, "places"),
    }  # fmt: skip
