"""Work that happens by the clock: each minute it is asked what is due; nothing is remembered between two minutes."""

from django.db import transaction
from procrastinate.contrib.django import app

from lantoa.core import clock, mail
from lantoa.core.jobs import job
from lantoa.core.tenancy import scope
from lantoa.reminders import drawing, sending
from lantoa.reminders.mailing import compose
from lantoa.reminders.queries import communes_to_serve, communes_without_plan

MINUTELY = "* * * * *"
MOST_AT_ONCE = 200
"""Mails of one run; the next minute goes on. So one large commune cannot keep the worker for itself."""


@app.periodic(cron=MINUTELY)
@app.task(name="reminders.tick", queueing_lock="reminders.tick")
def tick(timestamp: int) -> None:
    """Plan what is not planned, and put the communes where something is due to work. The moment that the queue names
    is not looked at: a minute that was missed is not made up for."""
    now = clock.now()
    for commune_id in communes_without_plan(now):
        with scope([commune_id]):
            drawing.plan_round(commune_id=commune_id, now=now)
    for commune_id in communes_to_serve(now):
        with transaction.atomic():
            serve.defer(commune_id)


@job("reminders.serve", lock="reminders-{commune_id}", in_steps=True)
def serve(commune_id: int) -> None:
    """Hold the round that is due, then send what is due, one mail after the other. Each step is a transaction of its
    own, and no transaction is open while the mail server is spoken to."""
    with scope([commune_id]):
        drawing.hold_round(commune_id=commune_id, now=clock.now())
        sending.give_up_silent(now=clock.now())
    for _ in range(MOST_AT_ONCE):
        if not send_next(commune_id):
            return


def send_next(commune_id: int) -> bool:
    """Send the next mail that is due; False where none is left."""
    with scope([commune_id]):
        attempt = sending.claim(now=clock.now())
        message = compose(attempt) if attempt else None
    if attempt is None or message is None:
        return False
    receipt = mail.send(message, to=attempt.digest.person.email)
    with scope([commune_id]):
        sending.receive(attempt=attempt, receipt=receipt, now=clock.now())
    return True
