"""From the form on the portal to the last mail, on a real SMTP server."""

import re
from datetime import timedelta
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.ledger.models import Entry
from lantoa.portal.models import Portal
from lantoa.subscribers import actions, erasing, jobs, queries
from lantoa.subscribers.models import Subscriber
from tests.core.mail_sink import Sink
from tests.factories import World
from tests.portal.made import opened as portal_opened
from tests.subscribers.made import opened, reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal(in_commune: World, server: Sink) -> Portal:
    opened(in_commune)
    return portal_opened(in_commune)


def ask(portal: Portal, email: str = "Lan@Example.com", **values: Any) -> Any:
    path = reverse("portal_join", args=[portal.slug])
    given = urlencode({"email": email, "agree": "yes", **values}, doseq=True)
    return Client().post(path, given, content_type="application/x-www-form-urlencoded")


def mailed(world: World) -> None:
    """The jobs that wait."""
    for row in Subscriber.objects.filter(letter="planned"):
        jobs.mail_confirmation(world.commune.pk, row.pk)


def link_in(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    found = re.search(r"http\S+/xac-nhan/\S+", part.get_content())
    assert found is not None
    return found.group().split("127.0.0.1:8000")[-1]


def test_subscribe_confirm_leave(in_commune: World, portal: Portal, server: Sink) -> None:
    answer = ask(portal, topics=["digital", "no-such"])
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert not answer.cookies
    mailed(in_commune)
    (message,) = server.messages
    assert (message["To"], Subscriber.objects.get().state) == ("lan@example.com", "pending")
    link = link_in(message)
    assert "Xác nhận" in Client().get(link).content.decode()
    assert Subscriber.objects.get().state == "pending", "scanners of mails look"
    for _ in range(2):
        assert "Đã đăng ký" in Client().post(link).content.decode()
    row = Subscriber.objects.get()
    assert (row.state, row.topics, row.origin) == ("confirmed", ["digital"], "page")
    assert "91/2025" not in row.agreed
    assert "phường" in row.agreed, "the words that were agreed to are kept"
    path = reverse("portal_join_leave", args=[portal.slug, queries.leave_token(in_commune.commune.pk, row.pk)])
    assert "Thôi nhận" in Client().get(path).content.decode()
    assert Client().post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    row.refresh_from_db()
    assert (row.state, row.address, row.topics) == ("left", "", [])
    assert row.digest == queries.digests(in_commune.commune.pk, "lan@example.com")[0]
    actions_of = list(Entry.objects.filter(action__startswith="subscriber.").values_list("action", flat=True))
    assert actions_of == ["subscriber.confirmed", "subscriber.left"]
    assert "lan@" not in str(list(Entry.objects.values()))


def test_one_press_works_while_the_portal_is_closed(in_commune: World, portal: Portal) -> None:
    row = reader(in_commune)
    Portal.objects.update(is_on=False)
    path = reverse("portal_join_leave", args=[portal.slug, queries.leave_token(in_commune.commune.pk, row.pk)])
    for _ in range(2):
        assert Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    row.refresh_from_db()
    assert row.state == "left"


def test_nobody_learns_who_is_subscribed(in_commune: World, portal: Portal, server: Sink) -> None:
    reader(in_commune, "lan@example.com")
    known, other = ask(portal), ask(portal, "minh@example.com")
    assert known.content == other.content
    mailed(in_commune)
    assert [message["To"] for message in server.messages] == ["minh@example.com"]


def test_asking_twice_sends_one_mail(in_commune: World, portal: Portal, server: Sink) -> None:
    ask(portal)
    mailed(in_commune)
    ask(portal)
    mailed(in_commune)
    assert len(server.messages) == 1
    Subscriber.objects.update(mailed_at=clock.now() - timedelta(minutes=11))
    ask(portal)
    mailed(in_commune)
    assert len(server.messages) == 2
    first, second = map(link_in, server.messages)
    assert Client().post(first).status_code == 404, "the newer link is the one that counts"
    assert Client().post(second).status_code == 200


def test_machines_and_crowds(in_commune: World, portal: Portal, server: Sink) -> None:
    assert ask(portal, website="http://spam").status_code == 200
    assert not Subscriber.objects.exists(), "who fills in the hidden field is told nothing, and nothing is kept"
    answers = [ask(portal, f"a{number}@example.com").status_code for number in range(10)]
    assert answers.count(400) == 2, "eight an hour from one place"
    assert "quá nhiều lần" in ask(portal, "b@example.com").content.decode()


@pytest.mark.parametrize("email", ["", "khong-phai", "a@b.vn\r\nBcc: c@d.vn", "ạ@b.vn", "x" * 5000])
def test_wrong_addresses_are_told(in_commune: World, portal: Portal, email: str) -> None:
    answer = ask(portal, email)
    assert answer.status_code == 400
    assert "chưa đúng" in answer.content.decode()


def test_files_of_strangers_are_not_read(portal: Portal) -> None:
    path = reverse("portal_join", args=[portal.slug])
    assert Client().post(path, {"email": "a@example.com", "agree": "yes"}).status_code == 415


def test_consent_is_needed(portal: Portal) -> None:
    assert "đồng ý" in ask(portal, agree="").content.decode()
    assert not Subscriber.objects.exists()


def test_links_that_are_none(in_commune: World, portal: Portal) -> None:
    for name in ("portal_join_confirm", "portal_join_leave"):
        for token in ("x", "1.x", f"{in_commune.commune.pk}.x", "99999999.x"):
            answer = Client().get(reverse(name, args=[portal.slug, token]))
            assert answer.status_code == 404
            assert "no-store" in answer.headers["Cache-Control"]


def test_a_link_ends(in_commune: World, portal: Portal, server: Sink) -> None:
    ask(portal)
    mailed(in_commune)
    Subscriber.objects.update(token_until=clock.now() - timedelta(seconds=1))
    assert Client().post(link_in(server.messages[0])).status_code == 404
    assert Subscriber.objects.get().state == "pending"


def test_unanswered_wishes_are_deleted_whole(in_commune: World, portal: Portal) -> None:
    ask(portal)
    Subscriber.objects.update(asked_at=clock.now() - timedelta(days=8))
    assert queries.communes_with_unanswered(clock.now()) == [in_commune.commune.pk]
    assert erasing.drop_unanswered(now=clock.now()) == 1
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize(("answer", "state", "arrived"), [("451 later", "planned", 0), ("550 no", "refused", 0)])
def test_the_mail_that_asks_is_judged_as_all_mail(
    in_commune: World, portal: Portal, server: Sink, answer: str, state: str, arrived: int
) -> None:  # fmt: skip
    ask(portal)
    server.at_mailbox["lan@example.com"] = answer
    mailed(in_commune)
    assert (Subscriber.objects.get().letter, len(server.messages)) == (state, arrived)


def test_a_dead_process_sends_no_second_mail(in_commune: World, portal: Portal, server: Sink) -> None:
    ask(portal)
    Subscriber.objects.update(letter="sending")
    jobs.mail_confirmation(in_commune.commune.pk, Subscriber.objects.get().pk)
    assert server.messages == []


def test_slips_of_paper(in_commune: World, portal: Portal) -> None:
    gone = reader(in_commune, "thoi@example.com")
    actions.leave(subscriber_id=gone.pk)
    reader(in_commune, "co@example.com")
    client, path = in_commune.client(Role.EDITOR), reverse("subscribers_paper")
    values = {
        "text": "moi@example.com\nthoi@example.com\nco@example.com\nsai",
        "signed_on": "01/02/2026",
        "where": "Hồ sơ 12",
    }
    shown = client.post(path, values, follow=True).content.decode()
    assert "Đã thêm 1 địa chỉ" in shown
    assert "rút lại đồng ý" in shown
    assert "sai" in shown
    row = Subscriber.objects.get(address="moi@example.com")
    assert (row.state, row.origin, row.consent_where, row.added_by) == (
        "confirmed", "paper", "Hồ sơ 12", in_commune.person(Role.EDITOR)
    )  # fmt: skip
    assert "không sau hôm nay" in client.post(path, {**values, "signed_on": "01/02/2050"}).content.decode()


def test_staff_sees_erases_and_takes_the_list(in_commune: World, portal: Portal) -> None:
    row = reader(in_commune)
    editor, owner = in_commune.client(Role.EDITOR), in_commune.client()
    assert "an@example.com" in editor.get(reverse("subscribers_list")).content.decode()
    assert in_commune.client(Role.OFFICER).get(reverse("subscribers_list")).status_code == 403
    assert editor.post(reverse("subscribers_excel")).status_code == 403
    assert owner.post(reverse("subscribers_excel")).status_code == 200
    assert Entry.objects.filter(action="subscriber.exported", actor_id=in_commune.owner.pk).exists()
    path = reverse("subscribers_erase", args=[row.pk])
    assert "an@example.com" in editor.get(path).content.decode()
    shown = editor.post(path, follow=True).content.decode()
    assert "an@example.com" not in shown
    row.refresh_from_db()
    assert row.address == ""


def test_the_form_is_there_only_where_mail_can_go(in_commune: World, portal: Portal, settings: Any) -> None:
    path = reverse("portal_join", args=[portal.slug])
    assert "nhan-tin/" in Client().get(f"/cong/{portal.slug}/").content.decode()
    assert Client().get(path).status_code == 200
    settings.MAIL_HOST = ""
    assert Client().get(path).status_code == 404
    assert "nhan-tin/" not in Client().get(f"/cong/{portal.slug}/").content.decode()
