"""Accounts, items and deliveries for tests."""

from datetime import datetime
from typing import Any

from lantoa.channels import actions, jobs
from lantoa.channels.accounts import Entered, add_account, ensure_built_in
from lantoa.channels.models import Account, Delivery
from lantoa.communes.roles import Role
from lantoa.content.access import standing_of
from lantoa.content.life_actions import submit
from lantoa.content.models import Item
from lantoa.core import clock
from tests.content.made import approve_latest, approved_item, revised
from tests.factories import World
from tests.standins.other_page import KEY

VALUES: dict[str, dict[str, str]] = {
    "zalo_oa": {
        "app_id": "1", "app_secret": "khoa", "refresh_token": "ref-1", "broadcast": "yes",
        "cover": "https://phuong.example/bia.jpg",
    },
    "facebook_page": {"page_id": "100001", "page_token": "page-token"},
    "youtube": {"client_id": "c", "client_secret": "s", "refresh_token": "1//refresh", "privacy": "public"},
    "webhook": {
        "url": "https://tinh.example/nhan", "key": KEY, "repeats": "known", "pictures": "link", "own_page": "higher",
    },
    "handover": {"to": "bbt@tinh.example", "most_mb": "10", "own_page": "higher", "editor": "Ban biên tập Cổng tỉnh"},
    "press": {"kind": "newspaper", "most_mb": "10"},
}  # fmt: skip
NAMES = {"zalo_oa": "OA Phường", "facebook_page": "Trang Phường", "youtube": "Kênh Phường", "webhook": "Cổng tỉnh",
         "handover": "Trang thành phố", "press": "Báo Tỉnh"}  # fmt: skip


def account(world: World, channel: str = "portal", *, state: str = "ready", **values: str) -> Account:
    """An account of the channel, ready to be used."""
    if channel == "portal":
        return open_portal(world)
    entered = Entered(channel, values.pop("name", NAMES[channel]), {**VALUES[channel], **values})
    row = add_account(commune=world.commune, entered=entered, by=world.owner)
    Account.objects.filter(pk=row.pk).update(state=state)
    row.refresh_from_db()
    return row


def open_portal(world: World) -> Account:
    """The ward's own portal as its room tells of it: open, at an address."""
    ensure_built_in(world.commune)
    found: Account = Account.objects.select_related("commune").get(channel="portal")
    if not found.settings.get("place"):
        found.settings = {**found.settings, "place": "phuong-thu-nghiem"}
        found.save(update_fields=["settings"])
    return found


def order(world: World, item: Item, *, due_at: datetime | None = None, role: Role = Role.EDITOR) -> actions.Order:
    """Now, by the editor."""
    actor = world.actor(role)
    return actions.Order(actor.person, standing_of(actor, item), due_at or clock.now())


def ordered(world: World, *accounts: Account, item: Item | None = None, **values: Any) -> list[Delivery]:
    """An approved item, to be published at the accounts."""
    item = item or approved_item(world, **values)
    return actions.publish(item=item, accounts=[one.pk for one in accounts], order=order(world, item))


def served(account: Account, *, again: int = 12) -> None:
    """Everything that is due at the account, and what becomes due by that, without waiting."""
    for _ in range(again):
        Delivery.objects.filter(account=account, state="waiting").update(next_at=clock.now())
        Account.objects.filter(pk=account.pk).update(resume_at=None)
        before = list(Delivery.objects.filter(account=account).values_list("id", "steps"))
        jobs.serve(account.commune_id, account.pk)
        if list(Delivery.objects.filter(account=account).values_list("id", "steps")) == before:
            return


def looked(account: Account, times: int = 1) -> None:
    """What is unknown is looked for now."""
    for _ in range(times):
        Delivery.objects.filter(account=account, state="unknown").update(next_at=clock.now())
        Account.objects.filter(pk=account.pk).update(resume_at=None)
        jobs.serve(account.commune_id, account.pk)


def again(row: Delivery) -> Delivery:
    """As it is now."""
    found: Delivery = Delivery.objects.select_related("account", "item", "receipt__activity").get(pk=row.pk)
    return found


def corrected(world: World, item: Item, **values: Any) -> Item:
    """Said differently, approved again, and on its way to every place where it went."""
    revised(world, item, **values)
    item.refresh_from_db()
    actor = world.actor(Role.EDITOR)
    submit(item=item, standing=standing_of(actor, item), by=actor.person)
    item = approve_latest(world, item)
    actions.correct_everywhere(item=item, by=actor.person)
    return item
