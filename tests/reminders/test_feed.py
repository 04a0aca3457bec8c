"""A person's calendar by its secret address: own work only, stable, closed when renewed or when the person left."""

import json
import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from icalendar import Calendar

from lantoa.communes import actions
from lantoa.communes.models import Membership
from lantoa.communes.roles import Role
from lantoa.core.tenancy import scope
from lantoa.ledger.models import Entry
from lantoa.plans import due_actions
from lantoa.reminders.feed import feed_of, make_feed
from lantoa.reminders.models import CalendarFeed
from tests.factories import build_world
from tests.reminders.ward import TODAY, Clock, Reminded


def address_of(ward: Reminded, *, holidays: bool = False) -> str:
    with scope([ward.commune_id]):
        _feed, token = make_feed(
            commune=ward.world.commune, person=ward.head, with_holidays=holidays, by=ward.head
        )  # fmt: skip
    return f"/lich-rieng/{token}.ics"


def events(address: str) -> dict[str, dict[str, object]]:
    """What a calendar program reads: by the words of the event."""
    response = Client().get(address)
    assert response.status_code == 200
    calendar = Calendar.from_ical(response.content)
    return {
        str(one["SUMMARY"]): {
            "uid": str(one["UID"]), "on": one["DTSTART"].dt, "n": one["SEQUENCE"], "status": str(one["STATUS"]),
        }
        for one in calendar.walk("VEVENT")
    }  # fmt: skip


def test_it_holds_the_persons_work_and_nobody_elses(ward: Reminded) -> None:
    found = events(address_of(ward))
    assert {name[:20] for name in found} == {"Quá hạn: Báo cáo kết", "Hạn: Hội nghị tuyên ", "Hạn: Đăng ít nhất 90"}
    assert all(type(one["on"]) is date for one in found.values())
    with scope([ward.commune_id]):
        work = ward.work("Hội nghị")
        due_actions.assign_work(work=work, assignee=ward.clerk, by=ward.world.owner)
    after = events(address_of(ward))
    gone = after["Hạn: Hội nghị tuyên truyền sắp tới"]
    assert (gone["status"], gone["n"]) == ("CANCELLED", 1), "told once more, under its old name"


def test_a_change_keeps_the_uid_and_counts_on(ward: Reminded, hands: Clock) -> None:
    address = address_of(ward)
    first = events(address)["Hạn: Hội nghị tuyên truyền sắp tới"]
    with scope([ward.commune_id]):
        work = ward.work("Hội nghị")
        work.due_on = TODAY + timedelta(9)
        work.save()
        due_actions.assign_work(work=work, assignee=None, by=ward.world.owner)
    hands.on(hours=1)
    second = events(address)["Hạn: Hội nghị tuyên truyền sắp tới"]
    assert (second["uid"], second["n"], second["on"]) == (first["uid"], 1, TODAY + timedelta(9))
    renewed = events(address_of(ward))["Hạn: Hội nghị tuyên truyền sắp tới"]
    assert renewed["n"] == 1, "a new address goes on where the old one stood"


def test_unchanged_it_costs_a_304(ward: Reminded, hands: Clock) -> None:
    address = address_of(ward)
    first = Client().get(address)
    hands.on(hours=2)
    again = Client().get(address, headers={"If-None-Match": first.headers["ETag"]})
    since = Client().get(address, headers={"If-Modified-Since": first.headers["Last-Modified"]})
    assert (again.status_code, since.status_code, again.content) == (304, 304, b"")
    assert Client().get(address).content == first.content


def test_holidays_come_where_they_are_wanted(ward: Reminded) -> None:
    assert not any(name.startswith("Nghỉ: ") for name in events(address_of(ward)))
    wanted = events(address_of(ward, holidays=True))
    assert str(wanted["Nghỉ: Quốc khánh"]["uid"]).startswith("nghi-2027090")


@pytest.mark.parametrize("how", ["renewed", "off", "left", "inactive", "elsewhere", "made up", "bad"])
def test_a_closed_address_gives_nothing(ward: Reminded, how: str) -> None:
    address = address_of(ward)
    other = build_world("Phường Khác")
    with scope([ward.commune_id]):
        if how == "renewed":
            address_of(ward)
        elif how == "off":
            CalendarFeed.objects.update(revoked_at=ward.head.joined_at)
        elif how == "left":
            actions.end_role(membership=Membership.objects.get(person=ward.head), by=ward.world.owner)
        elif how == "inactive":
            ward.head.is_active = False
            ward.head.save()
    changed = {
        "elsewhere": re.sub(r"/\d+\.", f"/{other.commune.pk}.", address), "made up": f"/lich-rieng/1.{'A' * 43}.ics",
        "bad": "/lich-rieng/%00'%22.ics",
    }  # fmt: skip
    response = Client().get(changed.get(how, address))
    assert response.status_code == 404
    assert b"VEVENT" not in response.content


def test_asking_too_often_is_told_to_wait(ward: Reminded) -> None:
    address = address_of(ward)
    codes = [Client().get(address).status_code for _ in range(62)]
    assert codes == [200] * 60 + [429] * 2
    cache.clear()


def test_the_secret_is_shown_once_and_kept_as_a_hash(ward: Reminded) -> None:
    client = Client()
    client.force_login(ward.head)
    made = client.post("/nhac-viec/lich/", {}).content.decode()
    (token,) = set(re.findall(r"/lich-rieng/([\w.-]+)\.ics", made))
    assert "no-store" in client.post("/nhac-viec/lich/", {}).headers["Cache-Control"]
    assert token not in client.get("/nhac-viec/lich/").content.decode()
    with scope([ward.commune_id]):
        feed = feed_of(ward.head)
        assert feed is not None
        assert token not in json.dumps([list(Entry.objects.values_list("data", flat=True)), feed.token_hash])


def test_switching_off(ward: Reminded) -> None:
    address = address_of(ward)
    client = Client()
    client.force_login(ward.head)
    assert client.post("/nhac-viec/lich/thu-hoi/").status_code == 302
    assert Client().get(address).status_code == 404


def test_a_day_without_a_plan_is_an_empty_calendar(ward: Reminded) -> None:
    world = build_world("Phường Trống")
    with scope([world.commune.pk]):
        _feed, token = make_feed(
            commune=world.commune, person=world.person(Role.OFFICER), with_holidays=False, by=world.owner
        )  # fmt: skip
    assert events(f"/lich-rieng/{token}.ics") == {}
