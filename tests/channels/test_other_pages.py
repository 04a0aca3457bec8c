"""Other people's pages: by a signed call, by mail to their editor, and outlets of the press that a person serves."""

import io
import json
from typing import Any

import docx
import pytest
from django.test import Client
from django.urls import reverse

from lantoa.activities.models import Evidence
from lantoa.channels import actions, jobs
from lantoa.channels.accounts import Entered, change_account
from lantoa.channels.callbacks import address_of
from lantoa.channels.handover.word import word_of
from lantoa.channels.models import Account, Callback, Delivery
from lantoa.channels.registry import channel_of
from lantoa.channels.rules.signing import SLACK_SECONDS, signed, what_is_wrong
from lantoa.communes.roles import Role
from lantoa.content.access import standing_of
from lantoa.content.rules.words import Picture
from lantoa.core import clock
from lantoa.files.actions import store_upload
from tests.channels.made import account, again, open_portal, ordered, served
from tests.core.mail_sink import Sink
from tests.factories import World
from tests.files.samples import jpeg
from tests.standins.other_page import KEY, OtherPage
from tests.standins.server import said
from tests.vanban.docx_schema import faults

pytestmark = pytest.mark.django_db


def page_account(world: World, page: OtherPage, **values: str) -> Account:
    return account(world, "webhook", url=f"{page.address}/nhan", **values)


def recall(world: World, row: Delivery) -> None:
    actor, item = world.actor(Role.EDITOR), again(row).item
    actions.recall_everywhere(item=item, standing=standing_of(actor, item), note="Thu hồi thử", by=actor.person)


def tell(row: Account, told: dict[str, Any], *, key: str = KEY, at: int | None = None, body: bytes = b"") -> Any:
    at = int(clock.now().timestamp()) if at is None else at
    body = body or json.dumps(told).encode()
    return Client().post(
        reverse("channels_answered", args=[address_of(row)]), body, content_type="application/json",
        headers={"LanToa-Time": str(at), "LanToa-Signature": signed(key, at, body)},
    )  # fmt: skip


# The signature


@pytest.mark.parametrize("change", ["body", "time", "key", "none"])
def test_a_changed_letter_time_or_key_is_found_out(change: str) -> None:
    good = signed(KEY, 1000, b"{}")
    given = {
        "body": {"body": b"{ }"}, "time": {"at": "1001"}, "key": {"key": KEY + "x"}, "none": {"said": ""},
    }[change]  # fmt: skip
    values: dict[str, Any] = {"key": KEY, "said": good, "at": "1000", "body": b"{}", "now": 1000, **given}
    assert what_is_wrong(values.pop("key"), **values) in {"forged", "unsigned"}
    assert what_is_wrong(KEY, said=good, at="1000", body=b"{}", now=1000) == ""
    assert what_is_wrong(KEY, said=good, at="1000", body=b"{}", now=1001 + SLACK_SECONDS) == "old"


# Webhook


def test_an_item_goes_out_signed_and_comes_back_as_a_receipt(in_commune: World, other_page: OtherPage) -> None:
    place = page_account(in_commune, other_page)
    (row,) = ordered(in_commune, place)
    served(place)
    row = again(row)
    assert (row.state, row.receipt.grade) == ("sent", "B")
    assert row.receipt.url == f"https://tinh.example/tin/{row.key}"
    (article,) = other_page.articles.values()
    assert article["title"] == "Nộp hồ sơ khai sinh tại nhà"
    assert row.receipt.activity.channels == ["higher_portal"]


@pytest.mark.parametrize("how", ["cut_done", "error_done", "late"])
def test_a_lost_answer_is_repeated_where_the_page_knows_keys(
    in_commune: World, other_page: OtherPage, how: str
) -> None:
    place = page_account(in_commune, other_page)
    other_page.then = [how]
    other_page.late_seconds = 1.5
    (row,) = ordered(in_commune, place)
    served(place)
    assert (again(row).state, len(other_page.articles)) == ("sent", 1)


def test_where_it_does_not_a_person_is_asked(in_commune: World, other_page: OtherPage) -> None:
    place = page_account(in_commune, other_page, repeats="unknown")
    other_page.then, other_page.honours = ["cut_done"], False
    (row,) = ordered(in_commune, place)
    served(place)
    assert (again(row).state, len(other_page.articles)) == ("to_confirm", 1)


@pytest.mark.parametrize(
    ("answer", "state", "place_state"),
    [
        (said({"reason": "Sai chuyên mục"}, 422), "refused", "ready"),
        (said({}, 403), "waiting", "broken"),
        (said({}, 410), "waiting", "broken"),
        (said({}, 202), "handed_over", "ready"),
        ((302, {"Location": "http://127.0.0.1:1/"}, b""), "refused", "ready"),
        ((200, {}, b"<html>"), "sent", "ready"),
        ((200, {"Content-Type": "application/json"}, b'{"url": "javascript:alert(1)"}'), "sent", "ready"),
    ],
)
def test_each_answer_is_understood(
    in_commune: World, other_page: OtherPage, answer: Any, state: str, place_state: str
) -> None:
    place = page_account(in_commune, other_page)
    other_page.answers = answer
    (row,) = ordered(in_commune, place)
    served(place)
    place.refresh_from_db()
    assert (again(row).state, place.state) == (state, place_state)
    if state == "sent":
        assert again(row).receipt.url == ""


def test_it_is_corrected_and_taken_down_under_the_name_that_they_gave(in_commune: World, other_page: OtherPage) -> None:
    place = page_account(in_commune, other_page)
    (row,) = ordered(in_commune, place)
    served(place)
    recall(in_commune, row)
    served(place)
    assert other_page.articles == {}
    assert other_page.events[-1]["id"] == str(row.key)
    assert "article" not in other_page.events[-1]


def test_the_check_puts_nothing_up_and_says_what_is_wrong(in_commune: World, other_page: OtherPage) -> None:
    place = page_account(in_commune, other_page)
    jobs.check(place.commune_id, place.pk)
    place.refresh_from_db()
    assert (place.state, other_page.events) == ("ready", [])

    values = {**place.settings, "key": "mot-khoa-khac-cung-dai-24"}
    change_account(account=place, entered=Entered("webhook", "Cổng tỉnh", values), by=in_commune.owner)
    jobs.check(place.commune_id, place.pk)
    place.refresh_from_db()
    assert place.state == "broken"


def test_an_address_inside_of_the_office_is_never_called(in_commune: World) -> None:
    place = account(in_commune, "webhook", url="http://127.0.0.1:1/nhan")
    (row,) = ordered(in_commune, place)
    served(place)
    assert (again(row).state, again(row).code) == ("refused", "inside")


# What the page says later


@pytest.fixture
def handed(in_commune: World, other_page: OtherPage) -> Delivery:
    place = page_account(in_commune, other_page)
    other_page.answers = said({"id": "77"}, 202)
    (row,) = ordered(in_commune, place)
    served(place)
    assert again(row).state == "handed_over"
    return again(row)


def test_published_at_makes_the_receipt_and_the_evidence(handed: Delivery) -> None:
    told = {"key": str(handed.key), "state": "published", "url": "https://tinh.example/tin/77"}
    assert tell(handed.account, told).json() == {"state": "sent"}
    row = again(handed)
    assert (row.receipt.remote_id, row.receipt.url) == ("77", "https://tinh.example/tin/77")
    assert Evidence.objects.get().grade == "B"
    later = int(clock.now().timestamp()) + 5
    assert tell(handed.account, told, at=later).json() == {"state": "sent"}, "said twice is the same"
    assert Evidence.objects.count() == 1


def test_refused_because_is_shown_to_people(handed: Delivery) -> None:
    assert tell(handed.account, {"key": str(handed.key), "state": "refused", "reason": "Trùng bài"}).status_code == 200
    row = again(handed)
    assert (row.state, row.words) == ("refused", "Trang kia không nhận bài: Trùng bài")


def test_forged_old_replayed_and_senseless_answers_change_nothing(handed: Delivery, caplog: Any) -> None:
    told = {"key": str(handed.key), "state": "published", "url": "https://tinh.example/tin/77"}
    place, now = handed.account, int(clock.now().timestamp())
    assert tell(place, told, key="khong-phai-khoa-nay-dau-nhe").status_code == 401
    assert tell(place, told, at=now - SLACK_SECONDS - 1).status_code == 401
    for body in (b"[" * 5000, b"{}", b"null", b'{"key": 1}', json.dumps({**told, "url": "javascript:x"}).encode()):
        assert tell(place, {}, body=body).status_code == 400
    assert tell(place, {**told, "key": "5a0c5c1e-6d6a-4b7b-9a55-0d2f3f0e7a11"}).status_code == 404
    assert Client().post(reverse("channels_answered", args=["mo-ho"]), b"{}", content_type="x/y").status_code == 404
    assert tell(place, {}, body=b" " * 70_000).status_code == 413
    assert again(handed).state == "handed_over"
    assert "forged" in caplog.text
    assert "tinh.example" not in caplog.text
    assert tell(place, {**told, "state": "refused"}).status_code == 200
    count = Callback.objects.count()
    assert tell(place, {**told, "state": "refused"}, at=now).status_code in {200, 409}
    assert tell(place, {**told, "state": "refused"}, at=now).status_code == 409, "a recording is played back"
    assert Callback.objects.count() <= count + 1


def test_an_account_that_is_off_takes_no_answer(handed: Delivery) -> None:
    Account.objects.filter(pk=handed.account_id).update(state="off")
    assert tell(handed.account, {"key": str(handed.key), "state": "published"}).status_code == 404


# By mail


def test_the_editor_gets_text_word_file_and_pictures_and_it_is_not_published_yet(
    in_commune: World, server: Sink
) -> None:
    place = account(in_commune, "handover")
    photo = store_upload(commune=in_commune.commune, upload=jpeg(), name="a.jpg", by=in_commune.person(Role.EDITOR))
    (row,) = ordered(in_commune, place, media=(Picture(photo.pk, "", "Người dân nộp hồ sơ", "Ảnh: Lan"),))
    served(place)
    row = again(row)
    assert row.state == "handed_over"
    assert not Evidence.objects.exists(), "a mail is no publication"
    (message,) = server.messages
    assert message["Subject"] == "Đề nghị đăng bài: Nộp hồ sơ khai sinh tại nhà"
    body = message.get_body(("plain",))
    assert body is not None
    assert "Kính gửi: Ban biên tập Cổng tỉnh" in body.get_content()
    assert "Lệ phí bản sao là 8.000 đồng" in body.get_content()
    assert [one.get_filename() for one in message.iter_attachments()] == ["bai-viet.docx", "anh-1.jpg"]
    assert str(row.key) in message["Message-ID"]


def test_pictures_that_do_not_fit_go_as_links(in_commune: World, server: Sink) -> None:
    open_portal(in_commune)
    place = account(in_commune, "handover")
    Account.objects.filter(pk=place.pk).update(settings=place.settings | {"most_mb": "0"})
    photo = store_upload(commune=in_commune.commune, upload=jpeg(), name="a.jpg", by=in_commune.person(Role.EDITOR))
    Account.objects.filter(pk=place.pk).update(settings=place.settings | {"most_mb": "-1"})
    ordered(in_commune, place, media=(Picture(photo.pk, "", "Người dân nộp hồ sơ", "Ảnh: Lan"),))
    served(place)
    (message,) = server.messages
    assert [one.get_filename() for one in message.iter_attachments()] == ["bai-viet.docx"]
    body = message.get_body(("plain",))
    assert body is not None
    assert "Ảnh lớn, tải tại https://lantoa.example/cong/" in body.get_content()


def test_what_the_mail_server_says_is_understood(in_commune: World, server: Sink) -> None:
    place = account(in_commune, "handover")
    server.at_mailbox["bbt@tinh.example"] = "550 no such mailbox"
    jobs.check(place.commune_id, place.pk)
    place.refresh_from_db()
    assert place.state == "broken"
    assert server.received == []
    server.at_mailbox.clear()
    jobs.check(place.commune_id, place.pk)
    server.at_end["bbt@tinh.example"] = "drop"
    (row,) = ordered(in_commune, place)
    served(place)
    assert (again(row).state, len(server.received)) == ("to_confirm", 1), "it may have gone: not sent again"


def test_a_correction_and_a_recall_of_what_was_handed_over_reach_the_editor(in_commune: World, server: Sink) -> None:
    place = account(in_commune, "handover")
    (row,) = ordered(in_commune, place)
    served(place)
    recall(in_commune, row)
    served(place)
    assert [one["Subject"].partition(":")[0] for one in server.messages] == [
        "Đề nghị đăng bài",
        "Đề nghị gỡ, không đăng bài",
    ]
    taken = Delivery.objects.get(purpose="recall")
    assert taken.state == "handed_over"
    actions.take_over(delivery=taken, link="", by=in_commune.person(Role.EDITOR))
    assert again(row).recalled_at is not None


def test_a_person_says_where_it_appeared(in_commune: World, server: Sink) -> None:
    place = account(in_commune, "handover")
    (row,) = ordered(in_commune, place)
    served(place)
    shown = in_commune.client(Role.EDITOR).get(reverse("channels_log"), {"xem": "cho-dang"}).content.decode()
    assert "Đã chuyển, chờ đăng" in shown
    url = reverse("channels_take_over", args=[row.pk])
    in_commune.client(Role.EDITOR).post(url, {"link": "https://tinh.example/tin/1", "on": "", "place": ""})
    assert (again(row).state, Evidence.objects.get().grade) == ("taken_over", "C")


def test_the_word_file_has_lists_tables_and_the_addresses_of_links() -> None:
    html = (
        "<p>Nộp <strong>hồ sơ</strong> tại <a href='https://dvc.example'>Cổng</a>.</p><ol><li><p>Một</p></li><li>Hai"
        "</li></ol><table><tr><th><p>Việc</p></th><td><p>8.000</p></td></tr></table></b></p><img src='/x'>"
    )
    data = word_of("Tên", "", html, foot="Nguồn")
    assert faults(data) == []
    made = docx.Document(io.BytesIO(data))
    assert [one.text.strip() for one in made.paragraphs] == [
        "Tên", "Nộp hồ sơ tại Cổng (https://dvc.example).", "1. Một", "2. Hai", "Việc\t8.000", "Nguồn",
    ]  # fmt: skip


# Press


def test_an_outlet_without_mail_is_served_by_hand(in_commune: World) -> None:
    paper = account(in_commune, "press", kind="party")
    (row,) = ordered(in_commune, paper)
    served(paper)
    assert (again(row).state, again(row).code) == ("to_confirm", "send_by_hand")
    client = in_commune.client(Role.EDITOR)
    assert "Đã gửi, chờ đăng" in client.get(reverse("channels_delivery", args=[row.pk])).content.decode()
    client.post(reverse("channels_sent_by_hand", args=[row.pk]))
    assert again(row).state == "handed_over"
    answer = client.post(
        reverse("channels_take_over", args=[row.pk]),
        {"link": "https://bao.example/tin/1", "on": "01/01/2099", "place": "trang 3"},
    )
    assert "chưa tới" in answer.content.decode()
    client.post(
        reverse("channels_take_over", args=[row.pk]),
        {"link": "https://bao.example/tin/1", "on": "", "place": "trang 3"},
    )
    row = again(row)
    assert (row.state, row.receipt.place, row.receipt.activity.channels) == ("taken_over", "trang 3", ["bulletin"])
    assert "trang 3" in Evidence.objects.get().caption


def test_what_is_prepared_is_the_same_each_time(in_commune: World) -> None:
    from lantoa.channels import queries
    from lantoa.content.approved import approved
    from tests.content.made import approved_item

    found = approved(approved_item(in_commune).pk)
    for code in ("webhook", "handover", "press"):
        place, channel = account(in_commune, code), channel_of(code)
        first = channel.prepare(found, queries.preparing(place))
        assert first == channel.prepare(found, queries.preparing(place))
        assert not channel.remarks(first)
