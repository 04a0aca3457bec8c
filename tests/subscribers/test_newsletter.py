"""One issue to many mailboxes on a real SMTP server: nobody twice, nobody after leaving, every unknown listed."""

from collections import Counter
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lantoa.activities.models import Activity
from lantoa.channels import jobs
from lantoa.channels.actions import correct_everywhere, recall_everywhere
from lantoa.channels.models import Account, Attempt, Delivery, Recipient
from lantoa.channels.newsletter.channel import judged
from lantoa.channels.registry import channel_of
from lantoa.channels.rules.states import OutcomeKind
from lantoa.communes.roles import Role
from lantoa.content.access import standing_of
from lantoa.content.life_actions import submit
from lantoa.content.models import Item
from lantoa.content.rules.life import StepKind
from lantoa.content.rules.words import Picture
from lantoa.core import clock
from lantoa.core.mail import Outcome, Receipt
from lantoa.files.actions import store_upload
from lantoa.subscribers import actions
from lantoa.subscribers.models import Subscriber
from tests.channels.made import account as channel_account
from tests.channels.made import again, ordered, served
from tests.content.made import approve_latest, approved_item, revised
from tests.core.mail_sink import Sink
from tests.factories import World
from tests.files.samples import jpeg
from tests.portal.made import opened as portal_opened
from tests.subscribers.made import opened, reader, readers

pytestmark = pytest.mark.django_db


def sent(world: World, *, item: Item | None = None, **values: Any) -> tuple[Account, Delivery]:
    """An issue, ordered and served."""
    account = opened(world)
    (row,) = ordered(world, account, item=item, **values)
    served(account)
    return account, again(row)


def due_now() -> None:
    Recipient.objects.filter(state="waiting").update(next_at=clock.now())


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def corrected(world: World, item: Item) -> Item:
    """A correction, approved and ordered everywhere."""
    revised(world, item, forms={}, summary="Đính chính: lệ phí là [[le-phi]].")
    item.refresh_from_db()
    editor = world.actor(Role.EDITOR)
    submit(item=item, standing=standing_of(editor, item), by=editor.person)
    item = approve_latest(world, item)
    correct_everywhere(item=item, by=editor.person)
    return item


def recalled(world: World, item: Item) -> None:
    item.refresh_from_db()
    leader = world.actor(Role.LEADER)
    recall_everywhere(item=item, standing=standing_of(leader, item), note="Sai lệ phí", by=leader.person)


def test_one_message_for_each_mailbox_and_what_stands_in_it(in_commune: World, server: Sink) -> None:
    portal_opened(in_commune)
    file = store_upload(commune=in_commune.commune, upload=jpeg(), name="a.jpg", by=in_commune.owner)
    readers(in_commune, 3)
    reader(in_commune, "cho@example.com", state="pending", confirmed_at=None)
    reader(in_commune, "khac@example.com", topics=["quality"])
    _account, row = sent(in_commune, media=(Picture(file=file.pk, alt="Cán bộ hướng dẫn", credit="Nam"),))
    assert (row.state, row.receipt.grade) == ("sent", "B")
    assert sorted(message["To"] for message in server.messages) == [f"nguoi{number}@example.com" for number in range(3)]
    message = server.messages[0]
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    leave = str(message["List-Unsubscribe"]).strip("<>")
    assert "/cong/phuong/nhan-tin/thoi/" in leave
    assert len({one["List-Unsubscribe"] for one in server.messages}) == 3, "each has a link of their own"
    assert message["Reply-To"] == "ubnd@phuong.example"
    assert "Cán bộ hướng dẫn" in body(message, "plain")
    assert 'alt="Cán bộ hướng dẫn"' in body(message, "html")
    assert row.sending.text.splitlines()[0] in body(message, "plain"), "the preview is what is sent"
    assert leave in body(message, "plain")
    assert leave in body(message, "html")
    activity = Activity.objects.get()
    assert (activity.kind, activity.channels) == ("news", ["bulletin"])
    assert Client().post(leave.removeprefix("http://127.0.0.1:8000")).status_code == 200
    assert Subscriber.objects.filter(state="left").count() == 1


def test_each_end_of_a_mail_is_an_end_of_its_row(in_commune: World, server: Sink) -> None:
    good, absent, spam, cut, full = readers(in_commune, 5)
    server.at_mailbox[absent.address] = "550 no such mailbox"
    server.at_end[spam.address] = "554 spam"
    server.at_end[cut.address] = "drop"
    server.at_mailbox[full.address] = "452 full"
    account, row = sent(in_commune)
    states = dict(Recipient.objects.values_list("subscriber__address", "state"))
    assert states == {
        good.address: "sent", absent.address: "refused", spam.address: "refused", cut.address: "unknown",
        full.address: "waiting",
    }  # fmt: skip
    assert (row.state, row.code) == ("waiting", "some_left")
    assert Subscriber.objects.get(pk=absent.pk).state == "bounced"
    assert Subscriber.objects.get(pk=spam.pk).state == "confirmed", "a policy says nothing about the mailbox"
    server.at_mailbox.clear()
    due_now()
    served(account)
    assert again(row).state == "sent"
    assert Counter(to for to, _data in server.received) == {good.address: 1, cut.address: 1, full.address: 1}
    shown = in_commune.client(Role.EDITOR).get(reverse("channels_delivery", args=[row.pk])).content.decode()
    assert cut.address in shown
    assert absent.address in shown
    assert good.address not in shown
    officer = in_commune.client(Role.OFFICER).get(reverse("channels_delivery", args=[row.pk])).content.decode()
    assert cut.address not in officer, "addresses are for those who send"
    jobs.read_figures(in_commune.commune.pk, row.pk)
    figures = {one.name: one.value for one in row.figures.all()}
    assert figures == {"Thư đã gửi": 2, "Bị từ chối": 2, "Chưa rõ": 1}


class Died(BaseException):
    """The process is gone."""


@pytest.mark.parametrize("before", [True, False])
def test_a_process_that_dies_in_the_middle_mails_nobody_twice(
    in_commune: World, server: Sink, monkeypatch: pytest.MonkeyPatch, before: bool
) -> None:
    readers(in_commune, 6)
    account = opened(in_commune)
    (row,) = ordered(in_commune, account)
    channel: Any = channel_of("newsletter")
    real, calls = type(channel)._mailed, []

    def dying(self: Any, call: Any, one: Any) -> Any:
        calls.append(one.id)
        if len(calls) == 3 and before:
            raise Died
        ended = real(self, call, one)
        if len(calls) == 3:
            raise Died
        return ended

    monkeypatch.setattr(type(channel), "_mailed", dying)
    with pytest.raises(Died):
        jobs.serve(in_commune.commune.pk, account.pk)
    assert again(row).state == "sending"
    Delivery.objects.update(claimed_at=clock.now() - timedelta(hours=1))
    jobs.serve(in_commune.commune.pk, account.pk)
    served(account)
    row = again(row)
    arrived = Counter(to for to, _data in server.received)
    assert row.state == "sent"
    assert max(arrived.values()) == 1, "nobody twice"
    assert len(arrived) == (5 if before else 6)
    assert list(Recipient.objects.filter(state="unknown").values_list("code", flat=True)) == ["no_end"]
    assert len({message["Message-ID"] for message in server.messages}) == len(arrived)


def test_a_server_in_trouble_is_nobodys_fault(in_commune: World, server: Sink, settings: Any) -> None:
    readers(in_commune, 3)
    port = settings.EMAIL_PORT
    settings.EMAIL_PORT = 1
    account = opened(in_commune)
    (row,) = ordered(in_commune, account)
    for _ in range(12):
        Account.objects.update(resume_at=None)
        Delivery.objects.update(next_at=clock.now())
        jobs.serve(in_commune.commune.pk, account.pk)
    assert (again(row).state, set(Recipient.objects.values_list("tries", flat=True))) == ("waiting", {0})
    settings.EMAIL_PORT = port
    served(account)
    assert (again(row).state, len(server.messages)) == ("sent", 3)


def test_in_the_measure_of_the_minute(in_commune: World, server: Sink) -> None:
    readers(in_commune, 6)
    account = opened(in_commune, per_minute="4")
    (row,) = ordered(in_commune, account)
    jobs.serve(in_commune.commune.pk, account.pk)
    assert (len(server.messages), again(row).state) == (4, "waiting")
    assert "Đã gửi 4 trong 6" in again(row).words
    assert again(row).next_at > clock.now()
    Recipient.objects.filter(state="sent").update(began_at=clock.now() - timedelta(minutes=2))
    served(account)
    assert (len(server.messages), again(row).state) == (6, "sent")
    assert Attempt.objects.filter(delivery=row).count() == 2


def test_who_leaves_in_the_middle_gets_no_more(in_commune: World, server: Sink) -> None:
    people = readers(in_commune, 5)
    account = opened(in_commune, per_minute="4")
    (row,) = ordered(in_commune, account)
    jobs.serve(in_commune.commune.pk, account.pk)
    actions.leave(subscriber_id=people[-1].pk)
    Recipient.objects.filter(state="sent").update(began_at=clock.now() - timedelta(minutes=2))
    served(account)
    assert (len(server.messages), again(row).state) == (4, "sent")


def test_a_correction_and_a_recall_reach_who_got_it(in_commune: World, server: Sink) -> None:
    one, two, gone = readers(in_commune, 3)
    server.at_mailbox[gone.address] = "550 no"
    account, row = sent(in_commune)
    actions.leave(subscriber_id=two.pk)
    reader(in_commune, "moi@example.com")
    server.received.clear()
    item = corrected(in_commune, row.item)
    served(account)
    (message,) = server.messages
    assert message["To"] == one.address, "not who left, not who came later, not who never got it"
    assert message["Subject"].startswith("Đính chính: ")
    assert "thay cho bản đã gửi" in body(message, "plain")
    server.received.clear()
    recalled(in_commune, item)
    served(account)
    (message,) = server.messages
    assert message["Subject"].startswith("Thu hồi: ")
    assert "Lệ phí" not in body(message, "plain")
    assert again(row).recalled_at is not None
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}


def test_a_recall_in_the_middle_stops_the_rest(in_commune: World, server: Sink) -> None:
    readers(in_commune, 6)
    account = opened(in_commune, per_minute="4")
    (row,) = ordered(in_commune, account)
    jobs.serve(in_commune.commune.pk, account.pk)
    recalled(in_commune, row.item)
    server.received.clear()
    Recipient.objects.filter(state="sent").update(began_at=clock.now() - timedelta(minutes=2))
    for _ in range(3):
        Recipient.objects.filter(state="sent").update(began_at=clock.now() - timedelta(minutes=2))
        served(account)
    assert Counter(Recipient.objects.filter(delivery=row).values_list("state", flat=True)) == {
        "sent": 4,
        "cancelled": 2,
    }
    assert len(server.messages) == 4
    assert all(message["Subject"].startswith("Thu hồi: ") for message in server.messages)


def test_a_newer_text_in_the_middle_reaches_everybody(in_commune: World, server: Sink) -> None:
    readers(in_commune, 6)
    account = opened(in_commune, per_minute="4")
    (row,) = ordered(in_commune, account)
    jobs.serve(in_commune.commune.pk, account.pk)
    server.received.clear()
    corrected(in_commune, row.item)
    for _ in range(4):
        Recipient.objects.filter(state="sent").update(began_at=clock.now() - timedelta(minutes=2))
        served(account)
    assert again(row).state == "sent"
    assert Counter(message["To"] for message in server.messages) == {one.address: 1 for one in Subscriber.objects.all()}
    assert all("Đính chính" in message["Subject"] for message in server.messages)
    item = Item.objects.get(pk=row.item_id)
    assert item.live_id == item.approved_id, "the older letters that still went out do not bring the older text back"
    assert item.steps.filter(kind=StepKind.PUBLISH.value).count() == 2, "each text is out once, however many got it"
    server.received.clear()
    recalled(in_commune, row.item)
    for _ in range(3):
        Recipient.objects.filter(state="sent").update(began_at=clock.now() - timedelta(minutes=2))
        served(account)
    told = Counter(message["To"] for message in server.messages)
    assert told == {one.address: 1 for one in Subscriber.objects.all()}, "also those who have only the correction"


def test_nobody_to_send_to_is_said_before(in_commune: World, server: Sink) -> None:
    opened(in_commune)
    shown = in_commune.client(Role.EDITOR).get(reverse("channels_publish", args=[approved_item(in_commune).pk]))
    assert "Chưa có ai đăng ký nhận thư" in shown.content.decode()


def test_one_newsletter_is_enough(in_commune: World, server: Sink) -> None:
    client, path = in_commune.client(), f"{reverse('channels_account_add')}?kenh=newsletter"
    assert client.post(path, {"name": "Bản tin", "per_minute": "60"}, follow=True).status_code == 200
    assert "hãy mở tài khoản ấy" in client.post(path, {"name": "Khác", "per_minute": "60"}).content.decode()
    assert "kenh=newsletter" not in client.get(reverse("channels_accounts")).content.decode()
    jobs.check(in_commune.commune.pk, Account.objects.get(channel="newsletter").pk)
    assert Account.objects.get(channel="newsletter").state == "ready"


@pytest.mark.parametrize(
    ("receipt", "kind", "is_gone", "pauses"),
    [
        (Receipt(Outcome.LATER, "connect"), OutcomeKind.LATER, False, True),
        (Receipt(Outcome.REFUSED, "sender", 550), OutcomeKind.LATER, False, True),
        (Receipt(Outcome.REFUSED, "mailbox", 550), OutcomeKind.REFUSED, True, False),
        (Receipt(Outcome.REFUSED, "mailbox", 552), OutcomeKind.REFUSED, False, False),
        (Receipt(Outcome.UNKNOWN, "end"), OutcomeKind.UNKNOWN, False, False),
        (Receipt(Outcome.LATER, "end", 451), OutcomeKind.LATER, False, False),
    ],
)  # fmt: skip
def test_what_the_mail_server_says(receipt: Receipt, kind: OutcomeKind, is_gone: bool, pauses: bool) -> None:
    ended = judged(receipt)
    assert (ended.kind, ended.is_gone, bool(ended.pause)) == (kind, is_gone, pauses)


def test_an_old_text_that_ends_late_does_not_come_back(in_commune: World, server: Sink) -> None:
    readers(in_commune, 6)
    account = opened(in_commune, per_minute="4")
    (row,) = ordered(in_commune, account)
    jobs.serve(in_commune.commune.pk, account.pk)
    row.item.refresh_from_db()
    assert row.item.state == "published", "the first mail is out, so the text is"
    portal = channel_account(in_commune)
    ordered(in_commune, portal, item=row.item)
    served(portal)
    item = corrected(in_commune, row.item)
    served(portal)
    for _ in range(4):
        Recipient.objects.filter(state="sent").update(began_at=clock.now() - timedelta(minutes=2))
        served(account)
    item.refresh_from_db()
    assert (item.live_id, item.state) == (item.approved_id, "corrected")
