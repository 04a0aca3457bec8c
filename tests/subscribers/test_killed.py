"""Workers killed with -9 while an issue goes out: nobody gets it twice, nobody is forgotten, unknowns are listed."""

import signal
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from lantoa.channels import jobs
from lantoa.channels.models import Delivery, Recipient
from lantoa.core import clock
from lantoa.core.tenancy import scope
from tests.channels.made import ordered
from tests.core.mail_sink import Sink
from tests.factories import build_world
from tests.reminders.test_sending import _environment, _wait_for
from tests.subscribers.made import opened, readers

PEOPLE, KILLS = 24, 2
SERVE = "import django; django.setup()\nfrom lantoa.channels import jobs\njobs.serve({commune}, {account})"


@pytest.mark.django_db(transaction=True)
def test_kill_9_in_the_middle_of_an_issue(server: Sink, settings: Any) -> None:
    world = build_world()
    commune = world.commune.pk
    with scope([commune]):
        people = {one.address for one in readers(world, PEOPLE)}
        account = opened(world)
        (row,) = ordered(world, account)
    server.slow = 0.05
    for number in range(KILLS):
        before = len(server.asked)
        code = SERVE.format(commune=commune, account=account.pk)
        worker = subprocess.Popen([sys.executable, "-W", "ignore", "-c", code], env=_environment(server))
        _wait_for(lambda before=before, worker=worker: len(server.asked) > before + 3 or worker.poll() is not None)
        worker.send_signal(signal.SIGKILL)
        worker.wait(10)
        assert number or len(server.received) < PEOPLE, "killed in the middle"
        _later(commune)
    server.slow = 0
    for _ in range(3):
        jobs.serve(commune, account.pk)
        _later(commune)
    with scope([commune]):
        states = Counter(Recipient.objects.values_list("state", flat=True))
        assert Delivery.objects.get(pk=row.pk).state == "sent"
        known = set(Recipient.objects.filter(state="sent").values_list("subscriber__address", flat=True))
        unknown = set(Recipient.objects.filter(state="unknown").values_list("subscriber__address", flat=True))
    arrived = Counter(to for to, _data in server.received)
    assert max(arrived.values()) == 1, "nobody twice"
    assert set(states) <= {"sent", "unknown"}
    assert sum(states.values()) == PEOPLE, "nobody forgotten"
    assert known <= set(arrived) <= known | unknown == people
    assert len(unknown) <= KILLS


def _later(commune: int) -> None:
    """The silence is over, and what rests is due."""
    with scope([commune]):
        Delivery.objects.update(claimed_at=clock.now() - timedelta(hours=1), next_at=clock.now())
