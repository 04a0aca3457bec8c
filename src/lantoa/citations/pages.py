"""What the pages of the register show, prepared."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404
from django.utils.translation import gettext as _

from lantoa.citations.queries import entries, entry_of
from lantoa.citations.rules import SHOWN, Entry, Wanted, found, is_stale
from lantoa.communes.downloads import filter_note
from lantoa.core import clock
from lantoa.core.saying import said
from lantoa.core.spreadsheet import Cell, CellKind, Column, Sheet
from vanban.register import Status

PAGE_SIZE = 30
LONGEST_SEARCH = 100


def wanted_of(query: Mapping[str, Any]) -> Wanted:
    """The filter of an address; values that make no sense are left out."""
    shown, status = str(query.get("xem", "")), str(query.get("hieu-luc", ""))
    return Wanted(
        words=str(query.get("q", "")).replace("\x00", "").strip()[:LONGEST_SEARCH],
        shown=shown if shown in SHOWN else "",
        status=status if status in Status._value2member_map_ else "",
    )


def list_page(wanted: Wanted, number: str | None) -> dict[str, object]:
    """One page of the register."""
    today, every = clock.today(), entries()
    page: Page[Entry] = Paginator(found(every, wanted, today), PAGE_SIZE).get_page(number)
    return {
        "page": page, "wanted": wanted, "shown": SHOWN.items(), "statuses": list(Status), "total": len(every),
        "stale": sum(is_stale(entry, today) for entry in every), "unchecked": _unchecked(every),
    }  # fmt: skip


def _unchecked(every: Sequence[Entry]) -> int:
    return sum(bool(entry.citations) and not entry.act.verified for entry in every)


def access_act(slug: str) -> Entry:
    """The act of an address. Raises Http404."""
    entry = entry_of(slug)
    if entry is None:
        raise Http404
    return entry


def sheet_of(wanted: Wanted) -> Sheet:
    """The register as it is filtered, for Excel."""
    columns = (
        Column(_("Loại"), 18), Column(_("Số, ký hiệu"), 24), Column(_("Ngày ban hành"), 14, CellKind.DATE),
        Column(_("Cơ quan ban hành"), 30), Column(_("Trích yếu"), 60), Column(_("Hiệu lực"), 20),
        Column(_("Thay bằng"), 22), Column(_("Nguồn"), 40), Column(_("Đã đối chiếu"), 14, CellKind.DATE),
        Column(_("Viện dẫn tại"), 60),
    )  # fmt: skip
    notes = filter_note(wanted.words, said(SHOWN.get(wanted.shown, "")), _status(wanted))
    return Sheet(_("Sổ văn bản"), columns, _rows(wanted), _("Văn bản"), notes=notes)


def _status(wanted: Wanted) -> str:
    return said(Status(wanted.status).label) if wanted.status else ""


def _rows(wanted: Wanted) -> Iterator[Sequence[Cell]]:
    for entry in found(entries(), wanted, clock.today()):
        act = entry.act
        places = dict.fromkeys(f"{one.plan_title} ({_('lần')} {one.edition})" for one in entry.citations)
        yield (
            act.kind, act.number, act.issued_on, act.issuer, act.title, said(act.status.label), act.replaced_by,
            act.source, act.checked_on, "; ".join(places),
        )  # fmt: skip
