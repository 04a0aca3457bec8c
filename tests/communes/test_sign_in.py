"""Signing in: tries are limited, cookies are guarded, a new password ends old sessions, the second step holds."""

from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from lantoa.communes.roles import Role
from tests.factories import PASSWORD, World, build_world

pytestmark = pytest.mark.django_db
LOGIN = "/tai-khoan/login/"


@pytest.fixture
def world() -> World:
    cache.clear()
    return build_world()


def sign_in(client: Client, username: str, password: str, follow: str = "") -> str:
    response = client.post(LOGIN + follow, {"login": username, "password": password})
    return response.headers.get("Location") or response.content.decode()


def test_the_right_password_opens_the_home_page(world: World) -> None:
    assert sign_in(Client(), world.owner.username, PASSWORD) == "/"
    assert sign_in(Client(), world.owner.username.upper(), PASSWORD) == "/"


def test_after_too_many_tries_even_the_right_password_waits(world: World) -> None:
    name = world.owner.username
    said = [sign_in(Client(), name, f"sai-{n}") for n in range(6)]
    assert all("Tên đăng nhập hoặc mật khẩu chưa đúng" in page for page in said)
    for password in (PASSWORD, "sai"):
        assert "Nhập sai quá nhiều lần" in sign_in(Client(), name, password)
    assert sign_in(Client(), world.people[Role.LEADER].username, PASSWORD) == "/"


def test_many_names_from_one_place_are_stopped_too(world: World) -> None:
    said = [sign_in(Client(), f"nguoi-{n}", "sai") for n in range(21)]
    assert "Nhập sai quá nhiều lần" not in said[19]
    assert "Nhập sai quá nhiều lần" in said[20]
    assert "Nhập sai quá nhiều lần" in sign_in(Client(), world.owner.username, PASSWORD)


@pytest.mark.parametrize(("proxies", "stopped"), [(0, True), (1, False)])
def test_behind_our_proxy_each_address_is_counted_alone(
    proxies: int, stopped: bool, world: World, settings: Any
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    for n in range(21):
        sign_in(Client(HTTP_X_FORWARDED_FOR=f"198.51.100.{n}, 203.0.113.5"), f"nguoi-{n}", "sai")
    for address, refused in (("203.0.113.5", True), ("203.0.113.6", stopped)):
        said = sign_in(Client(HTTP_X_FORWARDED_FOR=f"192.0.2.1, {address}"), world.owner.username, PASSWORD)
        assert ("Nhập sai quá nhiều lần" in said) is refused


def test_a_wrong_name_and_a_wrong_password_sound_the_same(world: World) -> None:
    unknown, wrong = sign_in(Client(), "khong-co-ai", "sai"), sign_in(Client(), world.owner.username, "sai")
    assert "chưa đúng" in unknown
    assert ("chưa đúng" in unknown) == ("chưa đúng" in wrong)


def test_nobody_signs_up_alone() -> None:
    response = Client().post("/tai-khoan/signup/", {"username": "ke-la", "password1": "x" * 12, "password2": "x" * 12})
    assert "Người quản trị" in response.content.decode() or "quản trị" in response.content.decode()


def test_the_session_cookie_is_guarded(world: World, settings: Any) -> None:
    client = Client()
    sign_in(client, world.owner.username, PASSWORD)
    cookie = client.cookies["lantoa_phien"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    settings.SESSION_COOKIE_SECURE = True  # what LANTOA_HTTPS=1 sets
    sign_in(other := Client(), world.owner.username, PASSWORD)
    assert other.cookies["lantoa_phien"]["secure"]


def test_a_session_has_an_end() -> None:
    assert 0 < settings.SESSION_COOKIE_AGE <= 24 * 3600


def test_signing_in_changes_the_sessions_number(world: World) -> None:
    client = Client()
    client.get(LOGIN)
    before = client.session.session_key
    sign_in(client, world.owner.username, PASSWORD)
    assert client.session.session_key not in {None, before}


def test_a_new_password_ends_the_other_sessions(world: World) -> None:
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        sign_in(client, world.owner.username, PASSWORD)
        assert client.get(reverse("communes_account")).status_code == 200
    new = {"oldpassword": PASSWORD, "password1": "sông núi trăng 9", "password2": "sông núi trăng 9"}
    assert here.post(reverse("account_change_password"), new).status_code == 302
    assert here.get(reverse("communes_account")).status_code == 200
    assert elsewhere.get(reverse("communes_account")).status_code == 302


def test_the_old_password_is_asked_for(world: World) -> None:
    client = world.client()
    new = {"oldpassword": "sai", "password1": "sông núi trăng 9", "password2": "sông núi trăng 9"}
    assert "Mật khẩu hiện tại chưa đúng" in client.post(reverse("account_change_password"), new).content.decode()


def test_signing_out_ends_the_session(world: World) -> None:
    client = world.client()
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get(reverse("communes_account")).status_code == 200, "a link alone signs nobody out"
    client.post(reverse("account_logout"))
    assert client.get(reverse("communes_account")).status_code == 302


def test_after_signing_in_one_is_not_sent_elsewhere(world: World) -> None:
    assert sign_in(Client(), world.owner.username, PASSWORD, "?next=https://ke-xau.example/") == "/"
    assert sign_in(Client(), world.owner.username, PASSWORD, "?next=/xa/") == "/xa/"


def code(secret: str, step: int = 0) -> str:
    """What the telephone shows now, or in ``step`` half minutes."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())) + step))


def switch_on(client: Client) -> str:
    """Switch two-factor sign-in on. Returns the secret that the telephone keeps."""
    asked = client.get(reverse("mfa_activate_totp"))
    assert asked.headers["Location"].startswith(reverse("account_reauthenticate")), "the password is asked for again"
    client.post(asked.headers["Location"], {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    assert "<svg" in page.content.decode() or "data:image/svg" in page.content.decode()
    secret: str = page.context["form"].secret
    assert client.post(reverse("mfa_activate_totp"), {"code": code(secret)}).status_code == 302
    return secret


def test_the_second_step_from_the_first_code_to_the_recovery_codes(world: World) -> None:
    here = Client()
    sign_in(here, world.owner.username, PASSWORD)
    secret = switch_on(here)
    cache.clear()  # a code is good once; the next half minute is not waited for

    other = Client()
    assert sign_in(other, world.owner.username, PASSWORD) == reverse("mfa_authenticate")
    assert other.get(reverse("communes_account")).status_code == 302, "the password alone is not enough"
    wrong = other.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()
    assert "Mã chưa đúng" in wrong
    assert other.post(reverse("mfa_authenticate"), {"code": code(secret)}).headers["Location"] == "/"
    assert other.get(reverse("communes_account")).status_code == 200

    codes = here.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert len(codes) >= 8
    for expected in (302, 200):  # a recovery code is good once
        lost = Client()
        sign_in(lost, world.owner.username, PASSWORD)
        assert lost.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == expected


def test_a_code_is_good_once(world: World) -> None:
    here = Client()
    sign_in(here, world.owner.username, PASSWORD)
    secret = switch_on(here)
    cache.clear()
    answers = []
    for _ in range(2):
        client = Client()
        sign_in(client, world.owner.username, PASSWORD)
        answers.append(client.post(reverse("mfa_authenticate"), {"code": code(secret)}).status_code)
    assert answers == [302, 200]


def test_guessing_codes_is_stopped(world: World) -> None:
    here = Client()
    sign_in(here, world.owner.username, PASSWORD)
    secret = switch_on(here)
    cache.clear()
    client = Client()
    sign_in(client, world.owner.username, PASSWORD)
    for n in range(10):
        client.post(reverse("mfa_authenticate"), {"code": f"{n:06d}"})
    last = client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert last.status_code != 302
    assert client.get(reverse("communes_account")).status_code == 302
