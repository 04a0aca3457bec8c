"""The ward decides what it shows."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lantoa.communes.roles import Role
from lantoa.ledger.models import Entry
from lantoa.portal.models import Portal
from lantoa.portal.queries import portal_of
from lantoa.portal.rules import Hotline, Section
from tests.factories import World
from tests.portal.made import opened

PATH = reverse("portal_settings")


def typed(world: World, *lines: tuple[str, str, str], **more: Any) -> dict[str, Any]:
    values = {
        "is_on": "on", "intro": "Xin chào", "address": "Số 1", "phone": "", "email": "", "hours": "",
        "sections": [one.value for one in Section], "shown": "links", "seen": portal_of(world.commune).revision,
        "hotlines-TOTAL_FORMS": len(lines), "hotlines-INITIAL_FORMS": 0,
    }  # fmt: skip
    for place, (label, phone, note) in enumerate(lines):
        values |= {f"hotlines-{place}-label": label, f"hotlines-{place}-phone": phone, f"hotlines-{place}-note": note}
    return values | more


def test_the_first_saving_opens_the_portal_at_its_address(in_commune: World) -> None:
    answer: Any = in_commune.client().post(PATH, typed(in_commune, ("Một cửa", "0912 345 678", ""), ("", "", "")))
    assert answer.status_code == 302, answer.content.decode()
    portal = portal_of(in_commune.commune)
    assert (portal.slug, portal.is_on, portal.lines) == (
        "phuong-thu-nghiem", True, [Hotline("Một cửa", "0912 345 678")],
    )  # fmt: skip
    page = Client().get(f"/cong/{portal.slug}/").content.decode()
    assert "Xin chào" in page
    assert 'href="tel:0912345678"' in page
    entry = Entry.objects.filter(action="portal.changed").get()
    assert "0912" not in str(entry.data), "the ledger says what was changed, not to what"


def test_unticked_it_is_closed_at_once(in_commune: World) -> None:
    portal = opened(in_commune)
    values = typed(in_commune)
    del values["is_on"]
    in_commune.client().post(PATH, values)
    assert Client().get(f"/cong/{portal.slug}/").status_code == 404
    assert portal_of(in_commune.commune).slug == portal.slug


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"hotlines-0-phone": ""}, "hãy ghi cả tên và số"),
        ({"hotlines-0-phone": "gọi chị Hoa"}, "hãy ghi cả tên và số"),
        ({"seen": "77"}, "Người khác vừa sửa"),
        ({"email": "khong-phai"}, "thư điện tử"),
        ({"shown": "everything"}, "xin sửa các mục sau"),
        ({"sections": ["khac"]}, "xin sửa các mục sau"),
        ({"intro": "x" * 601}, "600"),
        ({"hotlines-TOTAL_FORMS": "x"}, ""),
        ({"hotlines-TOTAL_FORMS": "5000"}, ""),
    ],
)
def test_wrong_values_are_told_and_change_nothing(wrong: dict[str, Any], said: str, in_commune: World) -> None:
    values = typed(in_commune, ("Một cửa", "0912345678", "")) | wrong
    answer: Any = in_commune.client().post(PATH, values)
    assert answer.status_code in {200, 422}
    assert said.lower() in answer.content.decode().lower()
    assert not Portal.objects.exists()


def test_what_was_typed_stays_after_a_mistake(in_commune: World) -> None:
    page: Any = in_commune.client().post(PATH, typed(in_commune, ("Một cửa", "", "Giờ hành chính"), intro="Lời đã gõ"))
    assert "Lời đã gõ" in page.content.decode()
    assert "Giờ hành chính" in page.content.decode()


def test_the_history_tells_who_changed_it(in_commune: World) -> None:
    portal = opened(in_commune)
    page: Any = in_commune.client().get(reverse("history_show", args=["cong-cong-khai", portal.pk]))
    assert "sửa cổng công khai" in page.content.decode()


def test_only_who_looks_after_the_commune_may(in_commune: World) -> None:
    answers = {role: in_commune.client(role).get(PATH).status_code for role in Role}
    assert {role for role, code in answers.items() if code == 200} == {Role.PLAN_OWNER, Role.ADMINISTRATOR}
