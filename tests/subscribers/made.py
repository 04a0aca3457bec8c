"""Subscribers, browsers and their accounts for tests."""

from typing import Any

from lantoa.channels.accounts import Entered, add_account
from lantoa.channels.models import Account
from lantoa.core import clock
from lantoa.subscribers import browsers, queries
from lantoa.subscribers.models import PushSubscription, Subscriber
from tests.factories import World
from tests.standins.push import Browser

NAMES = {"newsletter": "Bản tin của phường", "web_push": "Thông báo của phường"}
VALUES: dict[str, dict[str, str]] = {
    "newsletter": {"per_minute": "600", "reply_to": "ubnd@phuong.example"},
    "web_push": {"contact": "ubnd@phuong.example"},
}


def opened(world: World, channel: str = "newsletter", **values: str) -> Account:
    """The ward's account of the channel, ready."""
    known: Account | None = Account.objects.select_related("commune").filter(channel=channel).first()
    if known is None:
        entered = Entered(channel, NAMES[channel], {**VALUES[channel], **values})
        known = add_account(commune=world.commune, entered=entered, by=world.owner)
        Account.objects.filter(pk=known.pk).update(state="ready")
        known.refresh_from_db()
    return known


def reader(world: World, address: str = "an@example.com", **values: Any) -> Subscriber:
    """Somebody who confirmed."""
    now = clock.now()
    given = {"state": "confirmed", "confirmed_at": now, "place": "phuong", "asked_at": now, **values}
    row = Subscriber.of(
        world.commune.pk, address=address, digest=queries.digests(world.commune.pk, address)[0], **given
    )  # fmt: skip
    row.save(force_insert=True)
    return row


def readers(world: World, count: int) -> list[Subscriber]:
    """So many."""
    return [reader(world, f"nguoi{number}@example.com") for number in range(count)]


def told(world: World, browser: Browser) -> PushSubscription:
    """A browser that wants notices."""
    return browsers.take_up(commune=world.commune, offered=browser.offered)
