"""Where entries of a phone arrive: once, in order, by whom they belong to, and never without a word."""

import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from lantoa.activities.actions import change_activity, withdraw_activity
from lantoa.activities.models import Activity
from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.tenancy import scope
from lantoa.ledger.models import Entry
from lantoa.phone.queries import draft_of
from lantoa.phone.who import tag_of
from lantoa.plans.models import Decision, PlanVersion
from lantoa.reports.models import Report, ReportState
from tests.activities.samples import adopted_plan, commitment, entered
from tests.factories import World, build_world
from tests.files import samples

SEND = "/dien-thoai/gui/"


@pytest.fixture
def world(in_commune: World, tmp_path: Any, settings: Any) -> World:
    settings.FILES_ROOT = tmp_path
    adopted_plan(in_commune)
    return in_commune


def posted(world: World, role: Role = Role.OFFICER, **values: Any) -> dict[str, Any]:
    """What the phone of this person sends."""
    now = clock.now().isoformat()
    return {**entered(values.pop("key", None)), "nguoi": tag_of(world.actor(role)), "luc": now, **values}


def sent(world: World, data: dict[str, Any], role: Role = Role.OFFICER) -> Any:
    return world.client(role).post(SEND, data)


def photo(name: str = "anh.jpg", size: tuple[int, int] = (80, 60)) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, samples.jpeg(size=size), "image/jpeg")


def test_it_is_entered_with_its_photo_and_says_where(world: World) -> None:
    answer = sent(world, posted(world, files=[photo()], commitments=[str(commitment("phát thanh").pk)]))
    row = Activity.objects.get()
    assert answer.status_code == 201
    assert answer.json() == {
        "state": "sent", "is_new": True, "title": row.title, "url": reverse("activities_show", args=[row.pk]),
        "serves": [commitment("phát thanh").text],
    }  # fmt: skip
    assert row.evidence.count() == 1


def test_the_same_entry_again_is_answered_alike_and_entered_once(world: World) -> None:
    data = posted(world)
    first = sent(world, {**data, "files": [photo()]})
    head = Entry.objects.count()
    again = sent(world, {**data, "files": [photo()]})
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["url"] == again.json()["url"]
    assert (Activity.objects.count(), Activity.objects.get().evidence.count()) == (1, 1)
    assert Entry.objects.count() == head  # nothing happened, so nothing is written


def test_a_photo_that_was_added_on_the_phone_meanwhile_is_added(world: World) -> None:
    data = posted(world)
    sent(world, data)
    answer = sent(world, {**data, "files": [photo()]})
    assert (answer.status_code, Activity.objects.get().evidence.count()) == (200, 1)


def test_it_is_refused_in_words_beside_its_fields(world: World) -> None:
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    answer = sent(world, posted(world, title="", happened_on=tomorrow, times="0"))
    found = {one["field"] for one in answer.json()["errors"]}
    assert (answer.status_code, found) == (422, {"title", "times"})
    answer = sent(world, posted(world, happened_on=tomorrow))
    assert "chưa tới" in answer.json()["errors"][0]["message"]
    answer = sent(world, posted(world, files=[SimpleUploadedFile("a.jpg", b"<html>")]))
    assert "a.jpg" in answer.json()["errors"][0]["message"]
    assert not Activity.objects.exists()


def test_one_persons_entry_is_never_entered_as_anothers(world: World) -> None:
    answer = sent(world, posted(world, Role.EDITOR))
    assert (answer.status_code, answer.json()["state"]) == (409, "other_person")
    assert not Activity.objects.exists()


def test_nor_in_another_commune(world: World) -> None:
    data = posted(world)
    other = build_world("Phường Khác")
    assert sent(other, data).json()["state"] == "other_person"


def test_another_persons_key_is_refused(world: World) -> None:
    key = uuid4()
    sent(world, posted(world, key=key))
    answer = sent(world, posted(world, Role.EDITOR, key=key), Role.EDITOR)
    assert (answer.status_code, answer.json()["state"]) == (422, "refused")


def test_a_stranger_is_sent_to_sign_in_and_an_old_token_is_refused(world: World) -> None:
    assert Client().post(SEND, {}).status_code == 302
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.people[Role.OFFICER])
    assert strict.post(SEND, posted(world)).status_code == 403
    assert not Activity.objects.exists()


def test_changed_in_the_ward_since_is_shown_and_decided(world: World) -> None:
    data = posted(world)
    sent(world, data)
    row = Activity.objects.get()
    change_activity(activity=row, draft=replace(draft_of(row), title="Đã sửa trên máy tính"), by=row.logged_by)
    asked = sent(world, {**data, "files": [photo()]})
    body = asked.json()
    assert (asked.status_code, body["code"]) == (409, "entry_differs")
    assert body["differences"] == [
        {"label": "Nội dung", "phone": data["title"], "server": "Đã sửa trên máy tính"}
    ]  # fmt: skip
    assert Activity.objects.get().evidence.count() == 0

    kept = sent(world, {**data, "files": [photo()], "quyet-dinh": ["entry_differs:keep"]})
    row.refresh_from_db()
    assert (kept.status_code, row.title, row.evidence.count()) == (200, "Đã sửa trên máy tính", 1)

    replaced = sent(world, {**data, "quyet-dinh": ["entry_differs:replace"]})
    row.refresh_from_db()
    assert (replaced.status_code, row.title) == (200, data["title"])
    assert Activity.objects.count() == 1


def test_withdrawn_in_the_ward_since_is_told(world: World) -> None:
    data = posted(world)
    sent(world, data)
    withdraw_activity(activity=Activity.objects.get(), reason="ghi trùng với hôm qua", by=world.owner)
    body = sent(world, data).json()
    assert (body["code"], "ghi trùng với hôm qua" in body["message"]) == ("entry_withdrawn", True)


def test_a_commitment_that_is_no_longer_there_is_asked_about(world: World) -> None:
    row = commitment("phát thanh")
    data = posted(world, commitments=[str(row.pk)])
    row.decision = Decision.PENDING.value
    row.save()
    asked = sent(world, data)
    assert (asked.status_code, asked.json()["code"]) == (409, "commitment_gone")
    assert not Activity.objects.exists()
    answer = sent(world, {**data, "quyet-dinh": ["commitment_gone:without"]})
    assert (answer.status_code, Activity.objects.get().services.count()) == (201, 0)


def test_a_plan_that_is_no_longer_there_is_asked_about(world: World) -> None:
    data = posted(world, commitments=[str(commitment("phát thanh").pk)])
    PlanVersion.objects.update(state="in_review")
    assert sent(world, data).json()["code"] == "commitment_gone"


def report_of_this_month(world: World) -> Report:
    today = clock.today()
    row = Report.of(
        world.commune.pk, version=PlanVersion.objects.get(), kind="month", period_start=today.replace(day=1),
        period_end=today, data_from=today.replace(day=1), data_to=today, state=ReportState.READY.value,
    )  # fmt: skip
    row.save()
    return row


def test_a_report_made_while_it_waited_is_asked_about(world: World) -> None:
    written = (clock.now() - timedelta(hours=5)).isoformat()
    data = posted(world, luc=written)
    report_of_this_month(world)
    asked = sent(world, data)
    assert (asked.status_code, asked.json()["code"]) == (409, "period_reported")
    assert sent(world, {**data, "quyet-dinh": ["period_reported:anyway"]}).status_code == 201


@pytest.mark.parametrize("told", ["", "hôm qua", "2999-01-01T00:00:00+00:00", "2020-01-01"])
def test_an_entry_written_after_the_report_is_simply_entered(world: World, told: str) -> None:
    report_of_this_month(world)
    assert sent(world, posted(world, luc=told)).status_code == 201  # a clock that speaks nonsense means now


def test_without_a_connection_the_machine_ticks_when_it_arrives(world: World) -> None:
    data = posted(world, **{"tu-chon": "1"})
    answer = sent(world, data)
    assert answer.json()["serves"] == [commitment("phát thanh").text]
    again = sent(world, data)  # what the machine chose is no difference
    assert (again.status_code, again.json()["serves"]) == (200, answer.json()["serves"])


def test_only_who_waits_before_the_form_is_greeted(world: World) -> None:
    client = world.client(Role.OFFICER)
    client.post(SEND, posted(world))
    assert "Đã ghi hoạt động" not in client.get("/hoat-dong/").content.decode()
    client.post(SEND, posted(world), headers={"X-Lantoa-Here": "1"})
    assert "Đã ghi hoạt động" in client.get("/hoat-dong/").content.decode()


def test_whose_session_it_is(world: World) -> None:
    assert Client().get("/dien-thoai/toi/").json() == {"who": "", "csrf": ""}
    found = world.client(Role.OFFICER).get("/dien-thoai/toi/").json()
    assert found["who"] == tag_of(world.actor(Role.OFFICER))
    assert len(found["csrf"]) > 30


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_the_same_moment_enter_it_once(tmp_path: Any, settings: Any) -> None:
    settings.FILES_ROOT = tmp_path
    world = build_world()
    with scope([world.commune.pk]):
        adopted_plan(world)
        data = posted(world)
        clients = [world.client(Role.OFFICER) for _ in range(4)]
    answers: list[Any] = []
    start = threading.Barrier(len(clients))

    def send(client: Client) -> None:
        start.wait()
        try:
            answers.append(client.post(SEND, {**data, "files": [photo()]}))
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 201]
    assert len({answer.json()["url"] for answer in answers}) == 1
    with scope([world.commune.pk]):
        assert (Activity.objects.count(), Activity.objects.get().evidence.count()) == (1, 1)


def test_nothing_of_a_person_is_in_the_ledger(world: World) -> None:
    sent(world, posted(world, note="Bà Nguyễn Thị Kín, 0912 345 678", files=[photo()]))
    assert "Kín" not in str(list(Entry.objects.values_list("data", flat=True)))
