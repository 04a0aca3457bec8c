"""The pages: accounts whose secrets are never shown, publishing with a preview, the log and what a person decides."""

import pytest
from django.urls import reverse

from lantoa.activities.models import Evidence
from lantoa.channels import actions
from lantoa.channels.models import Account, Delivery
from lantoa.communes.roles import Role
from lantoa.content.access import standing_of
from lantoa.content.life_actions import submit
from tests.channels.made import VALUES, account, again, ordered, served
from tests.content.made import approve_latest, approved_item, revised
from tests.factories import World
from tests.standins.facebook import Facebook

pytestmark = pytest.mark.django_db


def test_an_account_is_added_and_its_secrets_are_never_shown_again(in_commune: World) -> None:
    client = in_commune.client()
    values = VALUES["facebook_page"] | {"name": "Trang của phường"}
    answer = client.post(reverse("channels_account_add") + "?kenh=facebook_page", values, follow=True)
    assert answer.status_code == 200
    row = Account.objects.get(channel="facebook_page")
    assert "page-token" not in row.sealed
    assert "page-token" not in answer.content.decode()
    answer = client.post(reverse("channels_account", args=[row.pk]), {"name": "Tên khác", "page_id": "2"}, follow=True)
    row.refresh_from_db()
    assert (row.name, row.settings["page_id"]) == ("Tên khác", "2")
    assert row.sealed, "a secret left empty stays"


def test_what_is_missing_is_said(in_commune: World) -> None:
    answer = in_commune.client().post(reverse("channels_account_add") + "?kenh=facebook_page", {"name": "Trang"})
    assert answer.status_code == 200
    assert not Account.objects.filter(channel="facebook_page").exists()


def test_an_editor_publishes_from_the_page_and_sees_exactly_what_is_sent(in_commune: World) -> None:
    item, portal = approved_item(in_commune), account(in_commune)
    page = account(in_commune, "facebook_page")
    client, url = in_commune.client(Role.EDITOR), reverse("channels_publish", args=[item.pk])
    shown = client.get(url).content.decode()
    answer = client.post(url, {"accounts": [portal.pk, page.pk]}, follow=True)
    assert "Đã đặt phát ở 2 kênh" in answer.content.decode()
    row = Delivery.objects.get(account=page)
    for line in row.sending.text.splitlines():
        assert line in shown, "the preview is what is sent"


def test_a_time_that_has_passed_is_refused_in_words(in_commune: World) -> None:
    item, portal = approved_item(in_commune), account(in_commune)
    url = reverse("channels_publish", args=[item.pk])
    answer = in_commune.client(Role.EDITOR).post(url, {"accounts": [portal.pk], "at": "2020-01-01T08:00"})
    assert "Giờ phát đã qua" in answer.content.decode()
    assert not Delivery.objects.exists()


def test_an_officer_may_look_and_not_publish(in_commune: World) -> None:
    item, portal = approved_item(in_commune), account(in_commune)
    client, url = in_commune.client(Role.OFFICER), reverse("channels_publish", args=[item.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"accounts": [portal.pk]}).status_code == 403


def test_done_by_hand_needs_a_link_or_picture_and_becomes_evidence_of_grade_c(
    in_commune: World, facebook: Facebook
) -> None:
    page = account(in_commune, "facebook_page")
    facebook.then, facebook.about = ["cut"], lambda asked: asked.path.endswith("/feed")
    (row,) = ordered(in_commune, page)
    served(page)
    client, url = in_commune.client(Role.EDITOR), reverse("channels_take_over", args=[row.pk])
    assert "Hãy dán đường dẫn" in client.post(url, {"link": ""}).content.decode()
    client.post(url, {"link": "https://www.facebook.com/phuong/posts/1"})
    assert again(row).state == "taken_over"
    piece = Evidence.objects.get()
    assert (piece.grade, piece.state, piece.url) == ("C", "waiting", "https://www.facebook.com/phuong/posts/1")


def test_a_correction_reaches_every_place_and_shows_where_a_person_must_do_it(
    in_commune: World, facebook: Facebook
) -> None:
    portal, page = account(in_commune), account(in_commune, "facebook_page")
    second = account(in_commune, "facebook_page", name="Trang đăng tay")
    rows = {row.account_id: row for row in ordered(in_commune, portal, page, second)}
    actions.take_over(delivery=rows[second.pk], link="https://fb.com/x/1", by=in_commune.person(Role.EDITOR))
    for one in (portal, page):
        served(one)
    item = again(rows[portal.pk]).item
    revised(in_commune, item, forms={}, summary="Đính chính: lệ phí là [[le-phi]].")
    item.refresh_from_db()
    submit(item=item, standing=standing_of(in_commune.actor(Role.EDITOR), item), by=in_commune.person(Role.EDITOR))
    approve_latest(in_commune, item)
    shown = in_commune.client(Role.EDITOR).get(reverse("channels_publish", args=[item.pk])).content.decode()
    assert "Đính chính ở mọi nơi" in shown
    in_commune.client(Role.EDITOR).post(reverse("channels_correct", args=[item.pk]))
    for one in (portal, page, second):
        served(one)
    ends = {row.account_id: row.state for row in Delivery.objects.filter(purpose="correct")}
    assert ends == {portal.pk: "sent", page.pk: "sent", second.pk: "to_confirm"}
    assert facebook.posts[0]["message"] == Delivery.objects.get(purpose="correct", account=page).sending.text
    item.refresh_from_db()
    assert item.state == "corrected"
    shown = in_commune.client(Role.EDITOR).get(reverse("channels_publish", args=[item.pk])).content.decode()
    assert "Đính chính ở mọi nơi" not in shown
    in_commune.client(Role.EDITOR).post(reverse("channels_correct", args=[item.pk]))
    assert Delivery.objects.filter(purpose="correct").count() == len(ends), "pressed twice, corrected once"


def test_a_recall_takes_down_what_is_out_and_cancels_what_waits(in_commune: World, facebook: Facebook) -> None:
    portal, page = account(in_commune), account(in_commune, "facebook_page")
    rows = ordered(in_commune, portal, page)
    served(page)
    url = reverse("channels_recall", args=[rows[0].item_id])
    answer = in_commune.client(Role.LEADER).post(url, {"note": "Sai số điện thoại"}, follow=True)
    assert answer.status_code == 200
    for one in (portal, page):
        served(one)
    assert facebook.posts == []
    assert len(facebook.deleted) == 1
    assert Delivery.objects.get(account=portal, purpose="publish").state == "cancelled"
    assert Delivery.objects.get(account=page, purpose="publish").recalled_at is not None


def test_the_log_lists_what_a_person_should_look_at(in_commune: World, facebook: Facebook) -> None:
    page = account(in_commune, "facebook_page")
    facebook.then, facebook.about = ["error_done"], lambda asked: asked.path.endswith("/feed")
    ordered(in_commune, page)
    served(page)
    shown = in_commune.client(Role.EDITOR).get(reverse("channels_log"), {"xem": "can-xu-ly"}).content.decode()
    assert "Chưa rõ, đang dò lại" in shown
