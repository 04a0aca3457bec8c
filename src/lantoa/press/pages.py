"""What the pages of the register show."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.channels.pages import ACCOUNT_CODES
from lantoa.channels.rules.outlets import OutletKind
from lantoa.communes.access import Actor
from lantoa.communes.tabs import Tab
from lantoa.core import clock
from lantoa.core.saying import said
from lantoa.press import queries
from lantoa.press.access import WRITES
from lantoa.press.models import Placement
from lantoa.press.queries import Line
from lantoa.press.rules import PlacementState, state_now

PER_PAGE = 40
P = PlacementState
CODES = {P.TO_SEND: "late", P.SENT: "on_pace", P.SILENT: "at_risk", P.APPEARED: "done", P.UNUSED: "waived"}
FILTERS = {"cho-dang": (P.TO_SEND, P.SENT, P.SILENT), "chua-thay": (P.SILENT,), "da-dang": (P.APPEARED,)}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for."""

    which: str = ""
    outlet: int | None = None
    number: str = "1"


@dataclass(frozen=True, slots=True)
class Shown:
    """A line with its colour and its address."""

    line: Line
    code: str
    url: str


def tabs(here: str) -> list[Tab]:
    """The pages of the room."""
    pages = (("press_list", _("Đã gửi, đã đăng")), ("press_outlets", _("Báo, đài, bản tin")))
    return [Tab(reverse(name), label, name == here) for name, label in pages]


def chosen(asked: Asked) -> list[Line]:
    """The lines of the filter."""
    rows = queries.lines(today=clock.today(), outlet=asked.outlet)
    return [line for line in rows if line.state in FILTERS[asked.which]] if asked.which in FILTERS else rows


def list_page(actor: Actor, asked: Asked) -> dict[str, object]:
    """The register."""
    page: Page[Line] = Paginator(chosen(asked), PER_PAGE).get_page(asked.number)
    kinds = (
        ("", _("Tất cả")),
        ("cho-dang", _("Chờ đăng")),
        ("chua-thay", _("Lâu chưa thấy")),
        ("da-dang", _("Đã đăng")),
    )
    also = f"&bao={asked.outlet}" if asked.outlet else ""
    address = reverse("press_list")
    filters = [Tab(f"{address}?xem={code}{also}", label, code == asked.which) for code, label in kinds]
    return {
        "tabs": tabs("press_list"), "filters": filters, "page": page, "rows": [shown(line) for line in page],
        "outlets": queries.outlets(), "asked": asked, "may_write": actor.may(WRITES), "silent": _silent(),
        "excel": f"{reverse('press_excel')}?xem={asked.which}{also}",
    }  # fmt: skip


def _silent() -> int:
    return len(queries.silent(today=clock.today()))


def shown(line: Line) -> Shown:
    """One line with where it leads."""
    if line.delivery is not None:
        return Shown(line, CODES[line.state], reverse("channels_delivery", args=[line.delivery.pk]))
    url = reverse("press_show", args=[line.placement.pk]) if line.placement else ""
    return Shown(line, CODES[line.state], url)


def outlets_page(actor: Actor) -> dict[str, object]:
    """The outlets."""
    known = {one.value: one.label for one in OutletKind}
    rows = [
        (row, ACCOUNT_CODES[row.state], said(known.get(row.settings.get("kind", ""), "")))
        for row in queries.outlets()
    ]  # fmt: skip
    return {"tabs": tabs("press_outlets"), "rows": rows, "may_write": actor.may(WRITES)}


def show_page(actor: Actor, row: Placement) -> dict[str, object]:
    """One placement without an item."""
    state = state_now(row.state, row.sent_on, clock.today())
    return {
        "row": row, "state": said(state.label), "code": CODES[state], "is_open": row.state == P.SENT.value,
        "may_write": actor.may(WRITES),
    }  # fmt: skip
