"""A leader's link by e-mail: over a real SMTP server, once, and nowhere but in the mail."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from lantoa.communes.roles import Role
from lantoa.content.jobs import mail_link
from lantoa.content.link_actions import Decision, decide_by_link
from lantoa.content.link_mail import mail_link_to
from lantoa.content.models import ApprovalLink, Item
from lantoa.core.errors import Refused
from lantoa.core.tenancy import scope
from lantoa.ledger.models import Entry
from tests.content.made import submitted
from tests.core.mail_sink import Sink, sink, use
from tests.factories import World

pytestmark = pytest.mark.django_db
ADDRESS = "lanh-dao@hoamai.example"


@pytest.fixture
def server(settings: Any) -> Iterator[Sink]:
    with sink() as listening:
        use(settings, listening)
        yield listening


@pytest.fixture
def item(in_commune: World) -> Item:
    leader = in_commune.person(Role.LEADER)
    leader.email = ADDRESS
    leader.save(update_fields=["email"])
    return submitted(in_commune)


def ordered(world: World, item: Item) -> ApprovalLink:
    return mail_link_to(item=item, person=world.person(Role.LEADER), by=world.person(Role.EDITOR))


def test_the_leader_approves_with_the_link_of_the_mail(in_commune: World, item: Item, server: Sink) -> None:
    link = ordered(in_commune, item)
    shown = link.token_hash
    mail_link(in_commune.commune.pk, link.pk)
    mail_link(in_commune.commune.pk, link.pk)  # a job may run twice
    (message,) = server.messages
    assert server.received[0][0] == ADDRESS
    assert "Xin duyệt" in str(message["Subject"])
    plain = message.get_body(("plain",))
    assert plain is not None
    found = re.search(r"/noi-dung/duyet/(\S+?)/\s", plain.get_content())
    assert found
    link.refresh_from_db()
    assert (link.mail_state, link.token_hash != shown) == ("sent", True)
    assert not [one for one in Entry.objects.values_list("data", flat=True) if found[1] in str(one)]
    assert decide_by_link(token=found[1], decision=Decision(approves=True)).state == "approved"


def test_a_refused_mailbox_is_told_on_the_page(in_commune: World, item: Item, server: Sink) -> None:
    server.at_mailbox[ADDRESS] = "550 no such mailbox"
    link = ordered(in_commune, item)
    mail_link(in_commune.commune.pk, link.pk)
    link.refresh_from_db()
    assert link.mail_state == "refused"
    page = in_commune.client(Role.EDITOR).get(reverse("content_show", args=[item.pk])).content.decode()
    assert "Máy chủ thư từ chối địa chỉ" in page


def test_who_died_while_sending_is_not_sent_again(in_commune: World, item: Item, server: Sink) -> None:
    link = ordered(in_commune, item)
    ApprovalLink.objects.filter(pk=link.pk).update(mail_state="sending")
    mail_link(in_commune.commune.pk, link.pk)
    link.refresh_from_db()
    assert (link.mail_state, server.received) == ("unknown", [])


def test_without_an_address_the_link_goes_by_hand(in_commune: World, server: Sink) -> None:
    item = submitted(in_commune)
    with pytest.raises(Refused, match="content_no_address"):
        ordered(in_commune, item)
    page = in_commune.client(Role.EDITOR).get(reverse("content_link", args=[item.pk])).content.decode()
    assert "gửi Zalo" in page
    assert 'value="mail"' not in page


def test_the_button_mails_and_leads_back(in_commune: World, item: Item, server: Sink) -> None:
    client, url = in_commune.client(Role.EDITOR), reverse("content_link", args=[item.pk])
    assert 'value="mail"' in client.get(url).content.decode()
    answer = client.post(url, {"person": in_commune.person(Role.LEADER).pk, "do": "mail"})
    assert answer.url == reverse("content_show", args=[item.pk])
    with scope([in_commune.commune.pk]):
        assert ApprovalLink.objects.get().mail_state == "waiting"
