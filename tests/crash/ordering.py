"""What the web process does when an editor publishes, killable: accounts, approved items, orders; each item with its
orders in one transaction, so that it may be run again. As a program of an installation: ``ordering.py COMMUNE ITEMS
PAGES OAS``; with one more word it ticks as the clock does, for ever."""

# ruff: noqa: E402

import sys
import time

import django

django.setup()

from lantoa.channels import actions, jobs
from lantoa.channels.accounts import Entered, add_account
from lantoa.channels.models import Account, Delivery
from lantoa.communes.models import Commune, Membership
from lantoa.communes.roles import Role
from lantoa.content.models import Item
from lantoa.core.tenancy import scope
from tests.channels.made import VALUES, account, order
from tests.content.made import approved_item
from tests.factories import World

COMMUNE, ITEMS, PAGES, OAS = (int(word) for word in sys.argv[1:5])


def world() -> World:
    made = World(Commune.objects.get(pk=COMMUNE))
    for row in Membership.objects.select_related("person"):
        made.people[Role(row.role)] = row.person
    return made


def accounts(of: World) -> list[int]:
    """The portal, so many Facebook pages, so many Zalo accounts."""
    account(of)
    wanted = [("facebook_page", {"page_id": str(100_000 + number)}) for number in range(1, PAGES + 1)]
    wanted += [("zalo_oa", {"app_id": str(number)}) for number in range(1, OAS + 1)]
    for number, (code, values) in enumerate(wanted):
        if not Account.objects.filter(name=f"Tài khoản {number}").exists():
            entered = Entered(code, f"Tài khoản {number}", {**VALUES[code], **values})
            add_account(commune=of.commune, entered=entered, by=of.owner)
    Account.objects.filter(state="new").update(state="ready")
    return list(Account.objects.values_list("pk", flat=True))


def publish(number: int) -> None:
    """One item at every account."""
    with scope([COMMUNE]):
        title, of = f"Tin số {number} về thủ tục hành chính", world()
        if Item.objects.filter(title=title).exists():
            return
        item = approved_item(of, title=title)
        actions.publish(item=item, accounts=accounts(of), order=order(of, item))


def hurry() -> None:
    """Time passes quickly: what rests is due."""
    with scope([COMMUNE]):
        resting = Delivery.objects.filter(state__in=["waiting", "unknown"])
        resting.exclude(code="quota").update(next_at="2026-01-01T00:00:00Z")


if len(sys.argv) > 5:
    while True:
        hurry()
        jobs.tick.func(0)
        time.sleep(2)
for number in range(ITEMS):
    publish(number)
