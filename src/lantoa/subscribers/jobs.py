"""Work of the room: mails that ask for confirmation; addresses that nobody confirmed go away."""

from django.db import transaction
from procrastinate.contrib.django import app

from lantoa.core import clock, mail
from lantoa.core.jobs import job
from lantoa.core.tenancy import scope
from lantoa.subscribers import erasing, letters, queries

HOURLY = "17 * * * *"


@app.periodic(cron=HOURLY)
@app.task(name="subscribers.tick", queueing_lock="subscribers.tick")
def tick(timestamp: int) -> None:
    """Where an address waits that nobody confirmed, it is deleted."""
    for commune_id in queries.communes_with_unanswered(clock.now()):
        with transaction.atomic():
            forget.defer(commune_id)


@job("subscribers.forget", lock="subscribers-{commune_id}")
def forget(commune_id: int) -> None:
    """Delete what was not confirmed in time."""
    erasing.drop_unanswered(now=clock.now())


@job("subscribers.confirm", lock="subscriber-{subscriber_id}", in_steps=True)
def mail_confirmation(commune_id: int, subscriber_id: int) -> None:
    """Ask one mailbox. No transaction is open while the mail server is spoken to."""
    with scope([commune_id]):
        letter = letters.begin(subscriber_id=subscriber_id, now=clock.now())
    if letter is None:
        return
    receipt = mail.send(letter.message, to=letter.to)
    with scope([commune_id]):
        again = letters.end(letter=letter, receipt=receipt, now=clock.now())
        if again is not None:
            mail_confirmation.defer_at(again, commune_id, subscriber_id)
