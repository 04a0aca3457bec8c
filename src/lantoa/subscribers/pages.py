"""What the page of subscribers shows, and the tabs that it shares with the channels."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.communes.access import Actor
from lantoa.communes.roles import Permission
from lantoa.communes.tabs import Tab
from lantoa.subscribers import queries
from lantoa.subscribers.models import Subscriber
from lantoa.subscribers.rules import State
from vanban.vocabulary import Topic

PER_PAGE = 50
CODES = {State.PENDING.value: "waiting_date", State.CONFIRMED.value: "done", State.BOUNCED.value: "missed"}
"""Under which colour and sign of progress a state is shown."""


@dataclass(frozen=True, slots=True)
class Line:
    """One subscriber in the list."""

    row: Subscriber
    code: str
    topics: tuple[str, ...]


def channel_tabs(actor: Actor, here: str) -> list[Tab]:
    """The pages about channels that the person may see; ``here`` is the URL name of the open one."""
    pages = [("channels_accounts", _("Tài khoản kênh")), ("channels_log", _("Nhật ký phát"))]
    if actor.may(Permission.PUBLISH_CONTENT):
        pages.append(("subscribers_list", _("Người đăng ký nhận tin")))
    return [Tab(reverse(name), label, name == here) for name, label in pages]


def list_page(actor: Actor, *, state: str, number: str) -> dict[str, object]:
    """How many, and who."""
    page: Page[Subscriber] = Paginator(queries.listed(state), PER_PAGE).get_page(number)
    address = reverse("subscribers_list")
    kinds = [("", _("Tất cả")), *((one.value, one.label) for one in State if one is not State.LEFT)]
    return {
        "tabs": channel_tabs(actor, "subscribers_list"), "tally": queries.tally(), "page": page, "state": state,
        "filters": [Tab(f"{address}?xem={code}" if code else address, label, code == state) for code, label in kinds],
        "rows": [Line(row, CODES[row.state], _labels(row.topics)) for row in page],
        "may_export": actor.may(Permission.MANAGE_COMMUNE),
    }  # fmt: skip


def _labels(codes: list[str]) -> tuple[str, ...]:
    return tuple(Topic(code).label for code in codes if code in Topic._value2member_map_)
