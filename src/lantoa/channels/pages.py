"""What the pages of channels show: rows put together for the templates, no decisions."""

from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.channels import queries
from lantoa.channels.access import may_order, may_recall
from lantoa.channels.figures import latest_figures
from lantoa.channels.models import Account, Attempt, Delivery, Figure
from lantoa.channels.protocol import Channel, Prepared, Remark
from lantoa.channels.recipients import told
from lantoa.channels.registry import all_channels, channel_of
from lantoa.channels.rules.states import (
    FOR_PEOPLE,
    MAY_CANCEL,
    MAY_REPEAT,
    MAY_TAKE_OVER,
    THERE,
    AccountState,
    DeliveryState,
    Purpose,
)  # fmt: skip
from lantoa.communes.access import Actor
from lantoa.communes.roles import Permission
from lantoa.communes.tabs import Tab
from lantoa.content.approved import Approved, approved
from lantoa.content.models import Item
from lantoa.core.errors import Refused
from lantoa.subscribers.pages import channel_tabs

PER_PAGE = 50
S, A = DeliveryState, AccountState
CODES = {
    S.WAITING.value: "waiting_date", S.SENDING.value: "on_pace", S.SENT.value: "done", S.REFUSED.value: "missed",
    S.UNKNOWN.value: "at_risk", S.TO_CONFIRM.value: "late", S.CANCELLED.value: "waived",
    S.HANDED.value: "on_pace", S.TAKEN_OVER.value: "done",
}  # fmt: skip
"""Under which colour and sign of progress a state is shown."""
ACCOUNT_CODES = {A.NEW.value: "waiting_date", A.READY.value: "done", A.BROKEN.value: "late", A.OFF.value: "waived"}


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account in the list."""

    row: Account
    channel: Channel
    code: str


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """One delivery in a list."""

    row: Delivery
    channel: Channel
    code: str
    figures: list[Figure] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Where it is to be seen."""
        receipt = getattr(self.row, "receipt", None)
        return receipt.url if receipt and receipt.url.startswith("http") else ""


def accounts_page(actor: Actor) -> dict[str, object]:
    """Every account, and the channels that could be added."""
    rows = [AccountLine(row, channel_of(row.channel), ACCOUNT_CODES[row.state]) for row in queries.accounts()]
    return {
        "tabs": channel_tabs(actor, "channels_accounts"), "rows": rows, "waiting": queries.counted(FOR_PEOPLE),
        "channels": _to_add(rows),
        "may_change": actor.may(Permission.MANAGE_COMMUNE),
    }  # fmt: skip


def _to_add(rows: list[AccountLine]) -> list[Channel]:
    """Those that an account can be added of: not the built-in ones, and of some one is enough."""
    there = {line.channel.code for line in rows}
    return [one for one in all_channels() if not one.built_in and not (one.single and one.code in there)]


def line_of(row: Delivery) -> DeliveryLine:
    """One delivery for a list."""
    return DeliveryLine(row, channel_of(row.account.channel), CODES[row.state], latest_figures(row))


def log_page(actor: Actor, *, which: str, number: str) -> dict[str, object]:
    """The log: what waits for people, what is to come, or all."""
    rows = queries.all_deliveries().prefetch_related("figures")
    chosen = {
        "can-xu-ly": rows.filter(state__in=FOR_PEOPLE),
        "cho-dang": rows.filter(state=S.HANDED.value).order_by("settled_at", "id"),
        "cho-phat": rows.filter(state__in=[S.WAITING.value, S.SENDING.value]).order_by("due_at", "id"),
    }.get(which, rows)  # fmt: skip
    page: Page[Delivery] = Paginator(chosen, PER_PAGE).get_page(number)
    kinds = (
        ("", _("Tất cả")),
        ("can-xu-ly", _("Cần xử lý")),
        ("cho-phat", _("Chờ phát")),
        ("cho-dang", _("Chờ nơi khác đăng")),
    )
    address = reverse("channels_log")
    filters = [Tab(f"{address}?xem={code}" if code else address, label, code == which) for code, label in kinds]
    return {
        "tabs": channel_tabs(actor, "channels_log"), "filters": filters, "page": page, "which": which,
        "rows": [line_of(row) for row in page], "waiting": queries.counted(FOR_PEOPLE),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """One account on the page of publishing: what would go out there, or where it is already."""

    account: Account
    channel: Channel
    prepared: Prepared | None
    remarks: tuple[Remark, ...]
    there: DeliveryLine | None

    @property
    def stops(self) -> bool:
        """Whether it cannot go out there like this."""
        return any(remark.stops for remark in self.remarks)


def publish_page(actor: Actor, item: Item) -> dict[str, object]:
    """What would go out where, and where it is."""
    found, why_not = _approved(item)
    rows = [line_of(row) for row in queries.deliveries_of(item).prefetch_related("figures")]
    there = {
        line.row.account_id: line
        for line in reversed(rows)
        if line.row.purpose == Purpose.PUBLISH.value and line.row.recalled_at is None
        and line.row.state not in {S.CANCELLED.value, S.REFUSED.value}
    }  # fmt: skip
    choices = [_choice(account, found, there.get(account.pk)) for account in queries.usable()]
    return {
        "item": item, "why_not": why_not, **_folded(choices), "rows": rows, "may_order": may_order(actor),
        "open": [one for one in choices if one.there is None and not one.stops and found],
        "may_correct": bool(found) and any(_is_older(line, found) for line in there.values()) and may_order(actor),
        "may_recall": bool(there) and may_recall(actor), "back": item.pk,
    }  # fmt: skip


FEW = 2
"""Outlets of the press from which they are one list: the text is the same, only whom it addresses differs."""


def _folded(choices: list[Choice]) -> dict[str, list[Choice]]:
    """Channels with a card each; outlets of the press that have nothing yet, together."""
    press = [one for one in choices if one.channel.code == "press" and one.there is None and one.prepared]
    outlets = press if len(press) >= FEW else []
    return {"choices": [one for one in choices if one not in outlets], "outlets": outlets}


def _approved(item: Item) -> tuple[Approved | None, str]:
    try:
        return approved(item.pk), ""
    except Refused as refusal:
        return None, refusal.message


def _is_older(line: DeliveryLine, found: Approved | None) -> bool:
    return found is not None and line.row.state in THERE and queries.revision_at(line.row) != found.revision_id


def _choice(account: Account, found: Approved | None, there: DeliveryLine | None) -> Choice:
    channel = channel_of(account.channel)
    if found is None or there is not None:
        return Choice(account, channel, None, (), there)
    prepared = channel.prepare(found, queries.preparing(account))
    return Choice(account, channel, prepared, channel.remarks(prepared), None)


def delivery_page(actor: Actor, row: Delivery) -> dict[str, object]:
    """One delivery: what went out, the attempts, the receipt, the figures, what a person may do."""
    may, state = may_order(actor), row.state
    is_out = row.purpose == Purpose.PUBLISH.value and state in THERE and row.recalled_at is None
    attempts: list[Attempt] = list(row.attempts.all())
    return {
        "line": line_of(row), "row": row, "prepared": row.sending, "attempts": attempts,
        "figures": list(row.figures.all()[:40]), "receipt": getattr(row, "receipt", None),
        "may_cancel": may and state in MAY_CANCEL and not (row.trail and row.purpose == Purpose.PUBLISH.value),
        "may_repeat": may and state in MAY_REPEAT and row.code != "recalled",
        "may_take_over": may and state in MAY_TAKE_OVER,
        "may_hand": may and state == S.TO_CONFIRM.value and channel_of(row.account.channel).by_hand,
        "may_recall": may_recall(actor) and is_out,
        "people": told(row, may_see=may),
        "must_decide": state in FOR_PEOPLE, "followers": [line_of(one) for one in _followers(row)],
    }  # fmt: skip


def _followers(row: Delivery) -> list[Delivery]:
    return list(queries.all_deliveries().filter(original=row).prefetch_related("figures"))
