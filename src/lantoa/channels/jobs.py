"""Work of the channels: sending what is due, account by account; checking connections; reading figures.

Each minute it is asked what is due: so whatever lost its job, and whatever should have gone while no worker ran, goes
then. All calls about one account are made one after another (the lock), so quotas and one-time tokens hold.
"""

import time

from django.db import transaction
from procrastinate.contrib.django import app

from lantoa.channels import accounts, queries, sending
from lantoa.channels.figures import keep_figures
from lantoa.channels.models import Account, Delivery
from lantoa.channels.protocol import Channel
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.core.jobs import job
from lantoa.core.tenancy import scope

MINUTELY = "* * * * *"
LONGEST_SECONDS = 30
"""Of one run; then others get their turn and the account comes again."""
MOST_FIGURES = 500


@app.periodic(cron=MINUTELY)
@app.task(name="channels.tick", queueing_lock="channels.tick")
def tick(timestamp: int) -> None:
    """The sweep: put every account to work where something is due or broken off."""
    now = clock.now()
    for commune_id, account_id in queries.accounts_to_serve(now):
        with transaction.atomic():
            serve.defer(commune_id, account_id)
    for commune_id, account_id in queries.accounts_to_check(now):
        with transaction.atomic():
            check.defer(commune_id, account_id)
    for commune_id, delivery_id in queries.figures_to_read(now, MOST_FIGURES):
        with transaction.atomic():
            read_figures.defer(commune_id, delivery_id)


@job("channels.serve", lock="channel-account-{account_id}", in_steps=True)
def serve(commune_id: int, account_id: int) -> None:
    """Send what is due at one account, one after the other. No transaction is open while somebody else's server is
    spoken to."""
    with scope([commune_id]):
        sending.give_up_silent(commune_id=commune_id, account_id=account_id, now=clock.now())
    ends = time.monotonic() + LONGEST_SECONDS
    while renewed(commune_id, account_id) and send_next(commune_id, account_id):
        if time.monotonic() > ends:
            with transaction.atomic():
                serve.defer(commune_id, account_id)
            return


def send_next(commune_id: int, account_id: int) -> bool:
    """The next attempt; False where none is due."""
    with scope([commune_id]):
        claimed = sending.claim(commune_id=commune_id, account_id=account_id, now=clock.now())
    if claimed is None:
        return False
    outcome = claimed.make()
    with scope([commune_id]):
        sending.receive(commune_id=commune_id, claimed=claimed, outcome=outcome, now=clock.now())
    return True


def renewed(commune_id: int, account_id: int) -> bool:
    """Whether the account has good tokens, after asking for new ones where they run out."""
    with scope([commune_id]):
        account = Account.objects.filter(pk=account_id).select_related("commune").first()
        if account is None:
            return False
        try:
            access = queries.access_of(account)
        except Refused as refusal:
            accounts.lose(account=account, words=refusal.message, now=clock.now())
            return False
        channel = queries.channel_of_account(account)
        if not accounts.to_renew(account, access, clock.now()):
            return True
    found = channel.renew(access, clock.now())
    with scope([commune_id]):
        return accounts.keep_renewed(account=account, renewed=found, now=clock.now())


@job("channels.check", lock="channel-account-{account_id}", in_steps=True)
def check(commune_id: int, account_id: int) -> None:
    """The connection check: new tokens where needed, then one reading call; what waited for the account goes on."""
    if not renewed(commune_id, account_id):
        return
    with scope([commune_id]):
        account = Account.objects.get(pk=account_id)
        channel, access = queries.channel_of_account(account), queries.access_of(account)
    found = channel.check(access)
    with scope([commune_id]):
        accounts.keep_checked(account=account, checked=found, now=clock.now())
        if found.ok:
            serve.defer(commune_id, account_id)  # what waited goes on


@job("channels.figures", in_steps=True)
def read_figures(commune_id: int, delivery_id: int) -> None:
    """What the service counts of one publication now."""
    now = clock.now()
    with scope([commune_id]):
        row = Delivery.objects.select_related("account__commune", "original", "receipt").filter(pk=delivery_id).first()
        if row is None or row.figures_at is None or row.figures_at > now:
            return
        channel: Channel = queries.channel_of_account(row.account)
        call = sending.call_of(row, now)
    readings = channel.figures(call)
    with scope([commune_id]):
        keep_figures(delivery=row, readings=readings, now=clock.now())
