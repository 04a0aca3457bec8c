"""``lantoa create-admin``: the first person of a commune, and a province's official."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from lantoa.communes.actions import load_gazetteer
from lantoa.communes.models import Commune, Membership, Person, Unit
from lantoa.communes.roles import Role
from lantoa.core.tenancy import scope
from tests.factories import build_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def gazetteer(db: None) -> None:
    if Commune.objects.count() < 3321:  # a test before that empties the tables takes it along
        load_gazetteer()


def run(**options: object) -> str:
    said = StringIO()
    call_command("create_admin", stdout=said, **{"name": "Nguyễn Thị Hà", **options})
    return said.getvalue()


def a_commune() -> Commune:
    """A real one whose name only it has."""
    return Commune.objects.get(folded__contains="thach khoi")


def test_a_link_opens_the_commune_for_its_first_administrator() -> None:
    said = run(commune="phuong thach khoi", url="https://lantoa.example/")
    link = re.search(r"https://lantoa\.example(/xa/loi-moi/\S+)", said)
    assert link is not None
    client = Client()
    twice = {"username": "ha.nguyen", "password1": "sông núi trăng 9", "password2": "sông núi trăng 9"}
    assert client.post(link[1], twice).status_code == 302
    assert "Phường Thạch Khôi" in client.get("/xa/").content.decode()
    with scope([a_commune().pk]):
        assert [m.role for m in Membership.objects.all()] == [Role.ADMINISTRATOR.value]
        assert Unit.objects.count() >= 8


def test_an_account_at_once_with_a_password_told_once() -> None:
    said = run(commune=str(a_commune().pk), password=True)
    password = re.search(r"xin đổi ngay\): (\S+)", said)
    assert password is not None
    person = Person.objects.get(username="ha.nguyenthi")
    assert person.check_password(password[1])
    with pytest.raises(CommandError, match="đã có người dùng"):
        run(commune=str(a_commune().pk), password=True)


def test_an_official_of_the_province_sees_its_communes_and_no_others() -> None:
    commune = a_commune()
    run(commune=str(commune.pk))
    elsewhere = build_world("Phường Tỉnh Khác")
    run(province=str(commune.province_id), username="tinh.hp", name="Công chức tỉnh")
    client = Client()
    client.force_login(Person.objects.get(username="tinh.hp"))
    page = client.get("/xa/chon/").content.decode()
    assert commune.name in page
    assert elsewhere.commune.name not in page
    assert client.post("/xa/chon/", {"commune": elsewhere.commune.pk}).status_code == 404
    assert client.get("/xa/don-vi/them/").status_code == 403


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"commune": "Tân Phú"}, "Có nhiều nơi tên"),
        ({"commune": "Không Có Đâu"}, "Không tìm thấy"),
        ({"commune": "999999999"}, "Không tìm thấy"),
        ({"province": "zzz"}, "Không tìm thấy"),
        ({"commune": "Thạch Khôi", "name": "  "}, "Thiếu họ và tên"),
        ({"province": "Hải Phòng", "username": "hà"}, "Tên đăng nhập gồm"),
    ],
)
def test_what_cannot_be_done_is_said(options: dict[str, str], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        run(**options)


def test_all_communes_are_found_without_diacritics() -> None:
    assert (Commune.objects.exclude(pk__gt=900_000).count(), a_commune().name) == (3321, "Phường Thạch Khôi")
