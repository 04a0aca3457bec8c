"""Intent, attempt, receipt: each way in which a mail can end, and what is never done again."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection

from lantoa.communes.models import Person
from lantoa.communes.roles import Role
from lantoa.core.mail import Outcome, Receipt
from lantoa.core.places import ROOT
from lantoa.core.tenancy import scope
from lantoa.reminders import drawing, jobs, sending
from lantoa.reminders.models import Digest
from lantoa.reminders.states import DigestState
from tests.core.mail_sink import Sink
from tests.factories import build_world
from tests.reminders.ward import Clock, Reminded, member, reminded

S = DigestState


def drawn(ward: Reminded, hands: Clock) -> Digest:
    """The head's digest, waiting to be sent."""
    with scope([ward.commune_id]):
        drawing.plan_round(commune_id=ward.commune_id, now=hands.at)
        drawing.hold_round(commune_id=ward.commune_id, now=hands.at)
        row: Digest = Digest.objects.get(person=ward.head)
        return row


def now_of(ward: Reminded, pk: int) -> Digest:
    with scope([ward.commune_id]):
        row: Digest = Digest.objects.get(pk=pk)
        return row


@pytest.mark.parametrize(
    ("where", "answer", "state", "arrived"),
    [
        ("at_end", "250 OK", S.SENT, 1),
        ("at_mailbox", "550 no such mailbox", S.REFUSED, 0),
        ("at_end", "554 spam", S.REFUSED, 0),
        ("at_end", "drop", S.UNKNOWN, 1),
    ],
)
def test_outcomes_that_stay(
    ward: Reminded, hands: Clock, server: Sink, where: str, answer: str, state: DigestState, arrived: int
) -> None:  # fmt: skip
    row = drawn(ward, hands)
    getattr(server, where)[ward.head.email] = answer
    for _ in range(6):
        jobs.serve(ward.commune_id)
        hands.on(minutes=61)
    assert (now_of(ward, row.pk).state, now_of(ward, row.pk).attempts) == (state.value, 1)
    assert len(server.received) == arrived, "whatever it was, it is not done again"


def test_a_refusal_for_now_is_tried_later_and_then_arrives_once(ward: Reminded, hands: Clock, server: Sink) -> None:
    row = drawn(ward, hands)
    server.at_mailbox[ward.head.email] = "451 greylisted"
    jobs.serve(ward.commune_id)
    later = now_of(ward, row.pk)
    assert (later.state, later.send_after) == (S.PLANNED.value, hands.at + timedelta(minutes=5))
    jobs.serve(ward.commune_id)
    assert now_of(ward, row.pk).attempts == 1, "not before its time"
    server.at_mailbox.clear()
    hands.on(minutes=5)
    jobs.serve(ward.commune_id)
    assert now_of(ward, row.pk).state == S.SENT.value
    assert len(server.received) == 1


def test_a_refusal_for_now_that_lasts_all_day_is_given_up(ward: Reminded, hands: Clock, server: Sink) -> None:
    row = drawn(ward, hands)
    server.at_mailbox[ward.head.email] = "451 later"
    for _ in range(14):
        jobs.serve(ward.commune_id)
        hands.on(minutes=60)
    given_up = now_of(ward, row.pk)
    assert (given_up.state, given_up.why) == (S.REFUSED.value, "put_off")


def test_a_mail_that_waited_past_the_day_is_dropped(ward: Reminded, hands: Clock, server: Sink) -> None:
    row = drawn(ward, hands)
    hands.on(days=1)
    jobs.serve(ward.commune_id)
    assert (now_of(ward, row.pk).state, now_of(ward, row.pk).attempts) == (S.DROPPED.value, 0)
    assert [message["Subject"][:19] for message in server.messages] == ["Nhắc việc 21/08/202"], "that day's own"


def test_an_attempt_without_a_receipt_is_asked_about_and_not_repeated(
    ward: Reminded, hands: Clock, server: Sink
) -> None:
    row = drawn(ward, hands)
    with scope([ward.commune_id]):
        assert sending.claim(now=hands.at) is not None  # and the process dies here
    jobs.serve(ward.commune_id)
    assert now_of(ward, row.pk).state == S.SENDING.value, "it may still be speaking"
    hands.on(minutes=11)
    jobs.serve(ward.commune_id)
    assert now_of(ward, row.pk).state == S.TO_CONFIRM.value
    hands.on(minutes=60)
    jobs.serve(ward.commune_id)
    assert server.received == []


def test_a_receipt_that_comes_late_still_counts(ward: Reminded, hands: Clock, server: Sink) -> None:
    row = drawn(ward, hands)
    with scope([ward.commune_id]):
        attempt = sending.claim(now=hands.at)
        assert attempt is not None
        sending.give_up_silent(now=hands.on(minutes=30))
        sending.receive(attempt=attempt, receipt=Receipt(Outcome.SENT, "end", 250), now=hands.at)
    assert now_of(ward, row.pk).state == S.SENT.value


def test_a_receipt_of_an_older_attempt_changes_nothing(ward: Reminded, hands: Clock, server: Sink) -> None:
    row = drawn(ward, hands)
    with scope([ward.commune_id]):
        first = sending.claim(now=hands.at)
        assert first is not None
        sending.receive(attempt=first, receipt=Receipt(Outcome.LATER, "connect"), now=hands.at)
        second = sending.claim(now=hands.on(minutes=6))
        assert second is not None
        sending.receive(attempt=second, receipt=Receipt(Outcome.SENT, "end", 250), now=hands.at)
        sending.receive(attempt=first, receipt=Receipt(Outcome.REFUSED, "end", 550), now=hands.at)
    assert now_of(ward, row.pk).state == S.SENT.value


@pytest.mark.parametrize(("arrived", "state"), [(True, S.SENT), (False, S.REFUSED)])
def test_a_person_says_whether_it_arrived(
    ward: Reminded, hands: Clock, server: Sink, arrived: bool, state: DigestState
) -> None:
    row = drawn(ward, hands)
    server.at_end[ward.head.email] = "drop"
    jobs.serve(ward.commune_id)
    with scope([ward.commune_id]):
        sending.confirm(digest=row, arrived=arrived, by=ward.world.owner, now=hands.at)
        sending.confirm(digest=row, arrived=not arrived, by=ward.world.owner, now=hands.at)
    assert now_of(ward, row.pk).state == state.value


def test_no_address_and_no_name_in_the_log(
    ward: Reminded, hands: Clock, server: Sink, caplog: pytest.LogCaptureFixture
) -> None:
    drawn(ward, hands)
    server.at_mailbox[ward.head.email] = "550 no such mailbox"
    jobs.serve(ward.commune_id)
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("mail.log")]
    assert not any(ward.head.email in line or ward.head.name in line for line in ours)


# With real commits: several workers at once, and processes that die.


@pytest.fixture
def real(transactional_db: None, hands: Clock) -> Reminded:
    world = build_world("Phường Hai")
    with scope([world.commune.pk]):
        ward = reminded(world)
        for number in range(11):
            unit = ward.version.commitments.first().lead
            one = member(world, Role.OFFICER, unit=unit, title="Trưởng phòng", email=f"nguoi{number}@phuong.example")
            assert isinstance(one, Person)
    return ward


def together(*calls: Callable[[], object]) -> None:
    def run(call: Callable[[], object]) -> None:
        try:
            call()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)


@pytest.mark.django_db(transaction=True)
def test_workers_side_by_side_share_the_mails_and_send_none_twice(real: Reminded, hands: Clock, server: Sink) -> None:
    with scope([real.commune_id]):
        drawing.plan_round(commune_id=real.commune_id, now=hands.at)
    server.slow = 0.02
    together(*(lambda: jobs.serve(real.commune_id) for _ in range(4)))
    addresses = [to for to, _data in server.received]
    assert len(addresses) == len(set(addresses)) == 12
    with scope([real.commune_id]):
        assert set(Digest.objects.filter(person__email__gt="").values_list("state", flat=True)) == {S.SENT.value}


KILLED = """
import django; django.setup()
from datetime import datetime, UTC, timedelta
from lantoa.core import clock, mail
from lantoa.core.clock import WARD_TIME
at = datetime(2026, 8, 20, 0, 31, tzinfo=UTC)
clock.now = lambda: at
clock.today = lambda: at.astimezone(WARD_TIME).date()
from lantoa.reminders import jobs
jobs.serve({commune})
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("after", [0.0, 0.5])
def test_kill_9_in_the_middle_leads_to_no_double_mail(
    real: Reminded, hands: Clock, server: Sink, tmp_path: Any, after: float
) -> None:  # fmt: skip
    """A worker is killed while it sends; then others take over, also much later. Each mailbox has one mail at most,
    and of each mail without one it is known that nobody knows, or that it was not tried."""
    with scope([real.commune_id]):
        drawing.plan_round(commune_id=real.commune_id, now=hands.at)
    server.slow = 0.15
    worker = subprocess.Popen([sys.executable, "-c", KILLED.format(commune=real.commune_id)], env=_environment(server))
    _wait_for(lambda: len(server.asked) > 0 or worker.poll() is not None)
    threading.Event().wait(after)
    worker.send_signal(signal.SIGKILL)
    worker.wait(10)
    server.slow = 0
    for _ in range(4):
        jobs.serve(real.commune_id)
        hands.on(minutes=15)
    addresses = [to for to, _data in server.received]
    assert len(addresses) == len(set(addresses))
    with scope([real.commune_id]):
        rows = list(Digest.objects.filter(person__email__gt="").select_related("person"))
    assert {row.state for row in rows} <= {S.SENT.value, S.TO_CONFIRM.value}
    assert {row.person.email for row in rows if row.state == S.SENT.value} <= set(addresses)
    assert sum(row.state == S.TO_CONFIRM.value for row in rows) <= 1
    assert len(rows) == 12


def _wait_for(done: Callable[[], bool]) -> None:
    for _ in range(600):
        if done():
            return
        threading.Event().wait(0.05)
    raise AssertionError("waited too long")


def _environment(server: Sink) -> dict[str, str]:
    """The test's database and the sink, as a process of its own reads them."""
    given = connection.settings_dict
    url = (
        f"postgresql://{quote(given['USER'])}:{quote(given['PASSWORD'])}@/{given['NAME']}"
        f"?host={quote(given['HOST'])}&port={given['PORT'] or 5432}"
    )
    return {
        **os.environ, "DATABASE_URL": url, "DATABASE_OWNER_URL": "", "LANTOA_DB_ROLE": "app",
        "DJANGO_SETTINGS_MODULE": "lantoa.settings", "PYTHONPATH": str(ROOT / "src"), "LANTOA_SMTP_TLS": "0",
        "LANTOA_SMTP_HOST": server.host, "LANTOA_SMTP_PORT": str(server.port),
    }  # fmt: skip
