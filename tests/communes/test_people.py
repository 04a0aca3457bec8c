"""People: invited by a link, in with a role, out again; and who may give a new password to whom."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from lantoa.communes import actions
from lantoa.communes.invitation_actions import Offer, accept_as_new, invite, offer_new_password, revoke
from lantoa.communes.models import Invitation, Membership, Person
from lantoa.communes.roles import Role
from lantoa.communes.rules import BAD_LINK
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.core.tenancy import scope
from lantoa.ledger.models import Entry
from tests.factories import World, build_world, make_person

pytestmark = pytest.mark.django_db
NEW = {
    "username": "Ha.Nguyen",
    "password1": "sông núi trăng 9",
    "password2": "sông núi trăng 9",
    "phone": "0912 345 678",
}


@pytest.fixture
def world() -> World:
    cache.clear()
    return build_world()


@pytest.fixture
def admin(world: World) -> Client:
    return world.client(Role.ADMINISTRATOR)


def link_for(world: World, role: Role = Role.OFFICER, name: str = "Nguyễn Thị Hà") -> str:
    with scope([world.commune.pk]):
        return invite(commune=world.commune, offer=Offer(name=name, role=role), by=world.owner)[1]


def accept_path(token: str) -> str:
    return reverse("communes_accept", args=[token])


def test_the_link_is_shown_once_and_kept_only_as_a_hash(world: World, admin: Client) -> None:
    response = admin.post(reverse("communes_invite"), {"name": "Nguyễn Thị Hà", "role": "officer"})
    page = response.content.decode()
    token = re.search(r"/xa/loi-moi/([\w.-]+)/", page)
    assert token is not None
    assert "data:image/svg+xml;base64," in page
    assert "no-store" in response.headers["Cache-Control"]
    with scope([world.commune.pk]):
        row = Invitation.objects.get()
        said = "".join(map(str, row.__dict__.values())) + "".join(str(entry.data) for entry in Entry.objects.all())
    assert token[1].partition(".")[2] not in said
    assert "Nguyễn Thị Hà" not in "".join(str(entry) for entry in [said.replace(row.name, "")])
    assert token[1] not in admin.get(reverse("communes_people")).content.decode()


def test_somebody_comes_in_by_the_link_and_is_signed_in(world: World) -> None:
    client, path = Client(), accept_path(link_for(world))
    page = client.get(path).content.decode()
    assert 'value="ha.nguyenthi"' in page
    assert "Nguyễn Thị Hà" in page
    response = client.post(path, NEW)
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    person = Person.objects.get(username="ha.nguyen")
    assert person.check_password(NEW["password1"])
    assert client.get(reverse("communes_overview")).status_code == 200
    with scope([world.commune.pk]):
        assert [m.role for m in Membership.objects.filter(person=person)] == ["officer"]
        entry = Entry.objects.order_by("-seq")[0]
    assert (entry.action, entry.actor_id) == ("role.given", person.pk)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"username": "hà nguyễn"}, "chữ không dấu"),
        ({"password1": "ngắn", "password2": "ngắn"}, "Mật khẩu quá ngắn, cần ít nhất 10 ký tự"),
        ({"password2": "khác hẳn 123"}, "Hai lần nhập mật khẩu chưa giống nhau"),
        ({"password1": "password123", "password2": "password123"}, "quá phổ biến"),
        ({"phone": "<script>alert(1)"}, "Số điện thoại chỉ gồm chữ số"),
        ({"username": "", "password1": "", "password2": ""}, "không được để trống"),
    ],
)
def test_a_bad_account_is_sent_back_and_the_link_still_waits(
    change: dict[str, str], message: str, world: World
) -> None:
    token = link_for(world)
    response = Client().post(accept_path(token), {**NEW, **change})
    assert message in response.content.decode()
    assert Client().post(accept_path(token), NEW).status_code == 302


def test_a_login_name_is_taken_once_whatever_its_letters(world: World) -> None:
    Person.objects.create(username="ha.nguyen", name="Người khác")
    assert "đã có người dùng" in Client().post(accept_path(link_for(world)), NEW).content.decode()
    with scope([world.commune.pk]), pytest.raises(Refused) as caught:  # two at once get as far as the database
        accept_as_new(token=link_for(world), username="ha.nguyen", password="x")
    assert caught.value.code == "login_name_taken"


def spoilt_links(world: World) -> dict[str, str]:
    """One link for each way not to be usable."""
    links = {name: link_for(world) for name in ("used", "revoked", "expired")}
    other = build_world("Phường Hai")
    with scope([world.commune.pk]):
        rows = list(Invitation.objects.order_by("pk"))
        accept_as_new(token=links["used"], username="da.dung", password="x")
        revoke(invitation=rows[1], by=world.owner)
        Invitation.objects.filter(pk=rows[2].pk).update(expires_at=clock.now() - timedelta(seconds=1))
    secret = link_for(world).partition(".")[2]
    return {
        **links, "unknown": f"{world.commune.pk}.{'x' * 43}", "other commune": f"{other.commune.pk}.{secret}",
        "no commune": f"1.{secret}", "nonsense": "..%2e", "sql": "1'--", "long": "1." + "a" * 5000,
    }  # fmt: skip


def test_every_unusable_link_gets_the_same_answer(world: World) -> None:
    pages = {}
    for name, token in spoilt_links(world).items():
        for method in ("get", "post"):
            response = getattr(Client(), method)(accept_path(token), NEW if method == "post" else None)
            assert response.status_code == 404, name
            pages[name, method] = re.sub(r'name="csrfmiddlewaretoken"[^>]*', "", response.content.decode())
    assert BAD_LINK in pages["used", "get"]
    assert len(set(pages.values())) == 1
    assert not Person.objects.filter(username="ha.nguyen").exists()


def test_looking_for_links_by_trial_is_stopped(world: World) -> None:
    path = accept_path(f"{world.commune.pk}.{'x' * 43}")
    codes = [Client().get(path).status_code for _ in range(32)]
    assert codes == [404] * 30 + [429] * 2
    assert "chờ 5 phút" in Client().post(accept_path(link_for(world)), NEW).content.decode()
    assert Client(REMOTE_ADDR="203.0.113.9").get(path).status_code == 404


def test_a_person_with_an_account_takes_a_second_role(world: World) -> None:
    other = build_world("Xã Hai")
    client = other.client(Role.OFFICER)
    path = accept_path(link_for(world))
    assert "đang đăng nhập là" in client.get(path).content.decode()
    assert client.post(path).status_code == 302
    assert world.commune.name in client.get(reverse("communes_overview")).content.decode()
    page = client.get(reverse("communes_choose")).content.decode()
    assert world.commune.name in page
    assert other.commune.name in page
    assert client.post(path).status_code == 404


def test_a_revoked_invitation_is_gone_and_logged(world: World, admin: Client) -> None:
    token = link_for(world)
    with scope([world.commune.pk]):
        row = Invitation.objects.get()
    question = admin.get(reverse("communes_invitation_revoke", args=[row.pk])).content.decode()
    assert "không dùng được nữa" in question
    admin.post(reverse("communes_invitation_revoke", args=[row.pk]))
    assert Client().get(accept_path(token)).status_code == 404
    admin.post(reverse("communes_invitation_revoke", args=[row.pk]))
    with scope([world.commune.pk]):
        assert Entry.objects.filter(action="invitation.revoked").count() == 1


def test_an_administrator_cannot_make_an_official_of_the_province(admin: Client) -> None:
    response = admin.post(reverse("communes_invite"), {"name": "Ai đó", "role": "province_official"})
    assert 'id="id_role_error"' in response.content.decode()


def test_a_unit_of_another_commune_is_no_choice(admin: Client) -> None:
    other = build_world("Phường Hai")
    with scope([other.commune.pk]):
        unit = other.unit("Công an")
    response = admin.post(reverse("communes_invite"), {"name": "Ai đó", "role": "officer", "unit": unit.pk})
    assert 'id="id_unit_error"' in response.content.decode()


def test_roles_are_given_changed_and_ended(world: World, admin: Client) -> None:
    officer = world.people[Role.OFFICER]
    person_path = reverse("communes_person", args=[officer.pk])
    admin.post(person_path, {"role": "editor", "title": "Biên tập"})
    with scope([world.commune.pk]):
        role = Membership.objects.get(person=officer, role="editor", ended_at=None)
        unit = world.unit("Công an")
    admin.post(reverse("communes_role", args=[role.pk]), {"title": "Phát thanh", "unit": unit.pk})
    assert "Phát thanh" in admin.get(person_path).content.decode()
    admin.post(reverse("communes_role_end", args=[role.pk]))
    assert "Phát thanh" not in admin.get(person_path).content.decode()
    assert admin.get(reverse("communes_role", args=[role.pk])).status_code == 404
    with scope([world.commune.pk]):
        said = list(Entry.objects.exclude(action="person.opened").order_by("-seq").values_list("action", flat=True)[:3])
    assert said == ["role.ended", "role.changed", "role.given"]


def test_who_lost_the_last_role_finds_nothing(world: World, admin: Client) -> None:
    client = world.client(Role.OFFICER)
    with scope([world.commune.pk]):
        role = Membership.objects.get(person=world.people[Role.OFFICER])
    admin.post(reverse("communes_role_end", args=[role.pk]))
    assert client.get(reverse("communes_overview")).status_code == 404
    assert client.get(reverse("communes_account")).status_code == 200


def test_the_last_administrator_stays_until_there_is_another(world: World, admin: Client) -> None:
    with scope([world.commune.pk]):
        role = Membership.objects.get(person=world.people[Role.ADMINISTRATOR])
    refused = admin.post(reverse("communes_role_end", args=[role.pk]))
    assert (refused.status_code, "người quản trị cuối cùng" in refused.content.decode()) == (409, True)
    with scope([world.commune.pk]):
        actions.give_role(person=world.owner, commune=world.commune, role=Role.ADMINISTRATOR)
    assert admin.post(reverse("communes_role_end", args=[role.pk])).status_code == 302


def test_a_new_password_comes_by_a_link_and_ends_the_old_sessions(world: World, admin: Client) -> None:
    officer, client = world.people[Role.OFFICER], world.client(Role.OFFICER)
    page = admin.post(reverse("communes_person_password", args=[officer.pk])).content.decode()
    path = re.search(r"/xa/loi-moi/[\w.-]+/", page)
    assert path is not None
    response = Client().post(path[0], {"password1": "sông núi trăng 9", "password2": "sông núi trăng 9"})
    assert response.headers["Location"] == reverse("account_login")
    assert client.get(reverse("communes_overview")).status_code == 302
    officer.refresh_from_db()
    assert officer.check_password("sông núi trăng 9")
    assert Client().get(path[0]).status_code == 404


def test_a_password_link_gives_no_role(world: World) -> None:
    with scope([world.commune.pk]):
        _, token = offer_new_password(commune=world.commune, person=world.owner, by=world.owner)
        with pytest.raises(Refused):
            accept_as_new(token=token, username="ke.la", password="x")


def test_nobody_opens_another_commune_with_a_new_password(world: World, admin: Client) -> None:
    other = build_world("Phường Hai")
    shared = world.people[Role.OFFICER]
    with scope([other.commune.pk]):
        actions.give_role(person=shared, commune=other.commune, role=Role.ADMINISTRATOR)
    official = make_person("Công chức tỉnh")
    official.province = world.commune.province
    official.save()
    with scope([world.commune.pk]):
        actions.give_role(person=official, commune=world.commune, role=Role.INSPECTOR)
    for person in (shared, official):
        assert admin.post(reverse("communes_person_password", args=[person.pk])).status_code == 403
        assert "đặt lại mật khẩu" not in admin.get(reverse("communes_person", args=[person.pk])).content.decode()


def test_people_are_found_without_diacritics(world: World, admin: Client) -> None:
    path = reverse("communes_people")
    assert "Cộng tác viên" in admin.get(path, {"q": "cong tac"}).content.decode()
    assert "Không tìm thấy ai" in admin.get(path, {"q": "zzz"}).content.decode()
    for hostile in ("%_'\"<script>alert(1)</script>", "x\x00", "a" * 5000, "\ud7ff"):
        page = admin.get(path, {"q": hostile})
        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()


def test_one_changes_ones_own_details(world: World) -> None:
    client, officer = world.client(Role.OFFICER), world.people[Role.OFFICER]
    client.post(
        reverse("communes_account"), {"name": "Lê  Thị Mới", "phone": "0912 345 678", "email": "moi@example.vn"}
    )
    officer.refresh_from_db()
    assert (officer.name, officer.phone, officer.email) == ("Lê Thị Mới", "0912 345 678", "moi@example.vn")
    with scope([world.commune.pk]):
        entry = Entry.objects.order_by("-seq")[0]
    assert entry.action == "person.changed"
    assert "Mới" not in str(entry.data)
    bad = client.post(reverse("communes_account"), {"name": "", "phone": "abc", "email": "x@"}).content.decode()
    assert bad.count("field__error-list") == 3


def test_the_language_is_a_persons_choice(world: World) -> None:
    client = world.client(Role.OFFICER)
    path = reverse("communes_account")
    client.post(reverse("set_language"), {"language": "en", "next": path})
    assert '<html lang="en">' in client.get(path).content.decode()
    client.post(reverse("set_language"), {"language": "xx", "next": "https://ke-xau.example/"})
    assert '<html lang="en">' in client.get(path).content.decode()
    away = client.post(reverse("set_language"), {"language": "vi", "next": "https://ke-xau.example/"})
    assert "ke-xau" not in away.headers["Location"]
