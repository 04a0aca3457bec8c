"""What the pages of watching show."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.communes.access import Actor
from lantoa.communes.tabs import Tab
from lantoa.core.saying import said
from lantoa.plans.models import Commitment
from lantoa.watching import queries
from lantoa.watching.access import DECIDES
from lantoa.watching.models import Entry, Source
from lantoa.watching.recording import ticked
from lantoa.watching.rules.states import EntryState, SourceState
from vanban.vocabulary import Channel, Topic

PER_PAGE = 20
E, S = EntryState, SourceState
ENTRY_CODES = {
    E.MATCHED.value: "done", E.RECORDED.value: "done", E.KNOWN.value: "done", E.ASKED.value: "late",
    E.OUTSIDE.value: "at_risk", E.DISMISSED.value: "waived", E.OLD.value: "waived", E.NEW.value: "waiting_date",
    E.UNREAD.value: "missed",
}  # fmt: skip
SOURCE_CODES = {S.NEW.value: "waiting_date", S.READING.value: "done", S.TROUBLE.value: "late", S.OFF.value: "waived"}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in a list."""

    row: Entry
    code: str
    topics: str
    commitments: tuple[Commitment, ...] = ()

    @property
    def where(self) -> str:
        """Which page it was seen on."""
        return str(self.row.source) if self.row.source else said(_("Địa chỉ do cán bộ nhập"))


def tabs(here: str) -> list[Tab]:
    """The pages of the room."""
    pages = (
        ("watching_list", _("Cần xem")), ("watching_settled", _("Đã xử lý")), ("watching_sources", _("Trang theo dõi"))
    )  # fmt: skip
    return [Tab(reverse(name), label, name == here) for name, label in pages]


def list_page(actor: Actor, number: str) -> dict[str, object]:
    """What a person is asked, and what was found outside of the program."""
    page: Page[Entry] = Paginator(queries.outside(), PER_PAGE).get_page(number)
    rows = list(page)
    counted = ticked(rows)
    return {
        "tabs": tabs("watching_list"), "asked": [line_of(one) for one in queries.asked()[:PER_PAGE]],
        "rows": [line_of(one, counted) for one in rows], "page": page, "count": page.paginator.count,
        "may_decide": actor.may(DECIDES), "has_sources": queries.sources().exists(),
    }  # fmt: skip


def settled_page(number: str) -> dict[str, object]:
    """What became of what was found."""
    page: Page[Entry] = Paginator(queries.settled(), PER_PAGE * 2).get_page(number)
    return {"tabs": tabs("watching_settled"), "rows": [line_of(one) for one in page], "page": page}


def sources_page(actor: Actor) -> dict[str, object]:
    """The pages that are watched."""
    rows = [(row, SOURCE_CODES[row.state], said(Channel(row.medium).label)) for row in queries.sources()]
    return {"tabs": tabs("watching_sources"), "rows": rows, "may_decide": actor.may(DECIDES)}


def source_context(source: Source) -> dict[str, object]:
    """What its own page says besides the form."""
    return {"source": source, "code": SOURCE_CODES[source.state]}


def entry_page(actor: Actor, entry: Entry) -> dict[str, object]:
    """One entry with its proof."""
    return {
        "line": line_of(entry, ticked([entry]) if entry.state == E.OUTSIDE.value else {}), "row": entry,
        "may_decide": actor.may(DECIDES),
        "facts": [(name, value) for name, value in entry.facts.items() if name != "at"],
    }  # fmt: skip


def line_of(row: Entry, counted: Mapping[int, list[Commitment]] | None = None) -> Line:
    """One entry for a list."""
    topics = ", ".join(said(Topic(code).label) for code in row.topics)
    return Line(row, ENTRY_CODES[row.state], topics, tuple((counted or {}).get(row.pk, ())))
