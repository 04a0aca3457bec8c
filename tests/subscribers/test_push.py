"""Web push by the RFCs: the example of RFC 8291, and a service that opens what it gets."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lantoa.channels import jobs
from lantoa.channels.models import Account, Delivery, Recipient
from lantoa.channels.web_push.crypto import MOST_PLAIN, Dice, private_key, sealed, unb64
from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.portal.models import Portal
from lantoa.subscribers.models import PushSubscription
from tests.channels.made import again, ordered, served
from tests.factories import World
from tests.portal.made import opened as portal_opened
from tests.standins.push import Browser, PushService
from tests.subscribers.made import opened, told
from tests.subscribers.test_newsletter import corrected, recalled

# RFC 8291, appendix A
PLAIN = b"When I grow up, I want to be a watermelon"
AUTH, SALT = "BTBZMqHH6r4Tts7J_aSIgg", "DGv6ra1nlYgDCS1FRnbzlw"
OURS = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
THEIRS = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95b"
    "Qpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_the_example_of_the_rfc() -> None:
    dice = Dice(private_key(OURS), unb64(SALT))
    assert sealed(PLAIN, p256dh=THEIRS, auth=AUTH, dice=dice) == unb64(BODY)


def test_a_message_has_an_end() -> None:
    browser = Browser("https://push.example/1")
    keys = {"p256dh": browser.offered.p256dh, "auth": browser.offered.auth, "dice": Dice.thrown()}
    whole = sealed(b"x" * MOST_PLAIN, **keys)
    assert len(whole) == 4096
    assert browser.opened(whole) == b"x" * MOST_PLAIN
    with pytest.raises(ValueError, match="too long"):
        sealed(b"x" * (MOST_PLAIN + 1), **keys)


def sent(world: World, push: PushService, **values: Any) -> tuple[Account, Delivery]:
    account = opened(world, "web_push")
    push.server_key = account.settings["public_key"]
    (row,) = ordered(world, account, **values)
    served(account)
    return account, again(row)


@pytest.mark.django_db
def test_a_notice_arrives_and_is_replaced_by_its_correction(in_commune: World, push: PushService) -> None:
    browser = push.subscribe("a")
    told(in_commune, browser)
    account, row = sent(in_commune, push)
    assert (row.state, row.receipt.grade) == ("sent", "B")
    (notice,) = browser.shown.values()
    assert notice["title"] == row.sending.title
    assert notice["url"] == row.sending.link
    assert len(push.asked[-1].body) < 1500
    item = corrected(in_commune, row.item)
    served(account)
    (notice,) = browser.shown.values()
    assert notice["title"].startswith("Đính chính: "), "one topic: the former is gone"
    recalled(in_commune, item)
    served(account)
    (notice,) = browser.shown.values()
    assert notice["title"].startswith("Đã thu hồi: ")
    assert "Lệ phí" not in notice["body"]
    assert browser.arrived == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "state", "is_gone"),
    [
        (404, "refused", True), (410, "refused", True), (403, "refused", True), (413, "refused", False),
        (500, "waiting", False), (503, "waiting", False),
    ],
)  # fmt: skip
def test_what_a_service_answers(
    in_commune: World, push: PushService, status: int, state: str, is_gone: bool
) -> None:  # fmt: skip
    bad, good = told(in_commune, push.subscribe("a")), push.subscribe("b")
    told(in_commune, good)
    push.answers["/nhan/a"] = [status]
    sent(in_commune, push)
    bad.refresh_from_db()
    assert (bad.gone_at is not None, bad.endpoint == "") == (is_gone, is_gone)
    assert Recipient.objects.get(browser=bad).state == state
    assert good.arrived == 1


@pytest.mark.django_db
def test_too_many_pauses_all_and_then_goes_on(in_commune: World, push: PushService) -> None:
    browsers = [push.subscribe(name) for name in "abc"]
    for one in browsers:
        told(in_commune, one)
    push.answers["/nhan/a"] = [429]
    account = opened(in_commune, "web_push")
    (row,) = ordered(in_commune, account)
    jobs.serve(in_commune.commune.pk, account.pk)
    account.refresh_from_db()
    assert account.resume_at is not None
    assert account.resume_at - clock.now() < timedelta(seconds=8), "Retry-After"
    served(account)
    assert (again(row).state, [one.arrived for one in browsers]) == ("sent", [1, 1, 1])


@pytest.mark.django_db
def test_silence_is_repeated_and_shows_once(in_commune: World, push: PushService) -> None:
    browser = push.subscribe("a")
    told(in_commune, browser)
    push.then = ["cut_done"]
    account, row = sent(in_commune, push)
    assert Recipient.objects.get().state == "waiting"
    Recipient.objects.update(next_at=clock.now())
    served(account)
    assert (again(row).state, browser.arrived, len(browser.shown)) == ("sent", 2, 1)


@pytest.mark.django_db
def test_inside_addresses_are_never_called(in_commune: World, push: PushService, settings: Any) -> None:
    browser = push.subscribe("a")
    told(in_commune, browser)
    settings.OUTWARD_INSIDE = frozenset()
    _account, row = sent(in_commune, push)
    assert (row.state, row.code, push.asked) == ("refused", "all_refused", [])
    assert PushSubscription.objects.get().gone_at is not None


@pytest.fixture
def portal(in_commune: World) -> Portal:
    opened(in_commune, "web_push")
    return portal_opened(in_commune)


def offer(portal: Portal, said: Any) -> Any:
    path = reverse("portal_join_push", args=[portal.slug])
    data = said if isinstance(said, bytes | str) else json.dumps(said)
    return Client(enforce_csrf_checks=True).post(path, data, content_type="application/json")


def subscription(browser: Browser) -> dict[str, Any]:
    keys = {"p256dh": browser.offered.p256dh, "auth": browser.offered.auth}
    return {"endpoint": browser.endpoint, "expirationTime": None, "keys": keys}


@pytest.mark.django_db
def test_a_browser_joins_and_leaves(portal: Portal) -> None:
    browser = Browser("https://push.example/send/abc")
    for _ in range(2):
        answer = offer(portal, subscription(browser))
        assert answer.status_code == 201
    assert not answer.cookies
    assert "no-store" in answer.headers["Cache-Control"]
    row = PushSubscription.objects.get()
    assert row.endpoint == browser.endpoint
    assert offer(portal, {"endpoint": browser.endpoint}).json() == {"on": False}
    row.refresh_from_db()
    assert (row.endpoint, row.p256dh, row.auth) == ("", "", "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "said",
    [
        b"", b"{", b"[]", b"null", {"endpoint": 3}, {"endpoint": ""}, b"\xff\xfe", {"endpoint": "https://a.example/\x00"},
        {"endpoint": "http://push.example/1", "keys": {"p256dh": THEIRS, "auth": AUTH}},
        {"endpoint": "https://push.example:8443/1", "keys": {"p256dh": THEIRS, "auth": AUTH}},
        {"endpoint": "https://u:p@push.example/1", "keys": {"p256dh": THEIRS, "auth": AUTH}},
        {"endpoint": "https://push.example:x/1", "keys": {"p256dh": THEIRS, "auth": AUTH}},
        {"endpoint": "https://push.example/1", "keys": {"p256dh": "AAAA", "auth": AUTH}},
        {"endpoint": "https://push.example/1", "keys": {"p256dh": THEIRS, "auth": "ấ"}},
        {"endpoint": "https://push.example/" + "x" * 1000, "keys": {"p256dh": THEIRS, "auth": AUTH}},
        b"x" * 10_000,
    ],
)  # fmt: skip
def test_what_no_browser_sends_is_refused(portal: Portal, said: Any) -> None:
    assert offer(portal, said).status_code == 400
    assert not PushSubscription.objects.exists()


@pytest.mark.django_db
def test_the_key_is_the_communes_own_and_sealed(in_commune: World) -> None:
    account = opened(in_commune, "web_push")
    assert len(unb64(account.settings["public_key"])) == 65
    assert "private_key" not in account.settings
    client = in_commune.client()
    client.post(reverse("channels_account", args=[account.pk]), {"name": "Thông báo", "contact": "khac@phuong.example"})
    before = account.settings["public_key"]
    account.refresh_from_db()
    assert account.settings["public_key"] == before, "a new key would lose every browser"
    jobs.check(in_commune.commune.pk, account.pk)
    account.refresh_from_db()
    assert account.state == "ready"


@pytest.mark.django_db
def test_the_worker_reaches_its_portal_alone(in_commune: World, portal: Portal) -> None:
    answer = Client().get(reverse("portal_join_worker", args=[portal.slug]))
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.request["PATH_INFO"] == f"/cong/{portal.slug}/thong-bao.js"
    assert "fetch" not in answer.content.decode(), "no page passes through it"
    shown = in_commune.client(Role.EDITOR).get(reverse("channels_accounts")).content.decode()
    assert "Thông báo trên trình duyệt" in shown
