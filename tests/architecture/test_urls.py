"""Every address is tried as a stranger, as someone without a commune, as a member of another commune, as each role."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from lantoa.communes.roles import Permission, Role
from lantoa.core.tenancy import scope
from tests.architecture import url_roles
from tests.architecture.url_roles import PERSON, PUBLIC, URL_ROLES, may
from tests.factories import World, build_world, make_person

STAFF = sorted(name for name, (_, who) in URL_ROLES.items() if not isinstance(who, str))
FOR_PERSONS = sorted(name for name, (_, who) in URL_ROLES.items() if who == PERSON)
FOR_ALL = sorted(name for name, (_, who) in URL_ROLES.items() if who == PUBLIC)
OF_THE_INSTALLATION = {"care_retry"}
"""Their number is of no commune: only who looks after the installation gets in (care/access.py)."""
WITH_OBJECT = sorted(name for name in STAFF if URL_ROLES[name][0] and name not in OF_THE_INSTALLATION)


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    """All addresses below a resolver."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield entry
        else:
            yield from patterns(entry)


def test_every_address_has_a_name_and_stands_in_the_table() -> None:
    named = {entry.name or f"(no name: {entry.pattern})" for entry in patterns(get_resolver())}
    missing, gone = sorted(named - set(URL_ROLES)), sorted(set(URL_ROLES) - named)
    assert (missing, gone) == ([], []), f"not in url_roles.py: {missing}; no longer an address: {gone}"


@pytest.mark.parametrize(
    ("roles", "permission"),
    [
        (url_roles.SEES, Permission.SEE),
        (url_roles.LOGS, Permission.LOG_ACTIVITY),
        (url_roles.OWNS, Permission.REVIEW_PLAN),
        (url_roles.WRITES, Permission.WRITE_CONTENT),
        (url_roles.EDITS, Permission.EDIT_CONTENT),
        (url_roles.DECIDES, Permission.ADOPT_PLAN),
        (url_roles.MANAGES_COMMUNE, Permission.MANAGE_COMMUNE),
        (url_roles.MANAGES_PEOPLE, Permission.MANAGE_PEOPLE),
    ],
)
def test_the_words_of_the_table_say_what_the_roles_give(roles: frozenset[Role], permission: Permission) -> None:
    assert roles == may(permission)


@pytest.fixture
def world(db: None) -> World:
    return build_world("Phường Một")


def path_of(name: str, world: World) -> str:
    """The address with parameters made in the world's commune."""
    maker = URL_ROLES[name][0]
    with scope([world.commune.pk]):
        return reverse(name, kwargs=maker(world) if maker else {})


def try_it(client: Client, path: str) -> HttpResponse:
    """GET, or an empty POST where GET is not taken; whatever it changes is taken back."""
    with transaction.atomic():
        response: Any = client.get(path)
        if response.status_code == 405:
            response = client.post(path)
        transaction.set_rollback(True)
    return response


def asks_to_sign_in(response: HttpResponse) -> bool:
    return response.status_code == 302 and response.headers["Location"].startswith(reverse(settings.LOGIN_URL))


@pytest.mark.parametrize("name", [*STAFF, *FOR_PERSONS])
def test_a_stranger_is_sent_to_the_sign_in_page(name: str, world: World) -> None:
    assert asks_to_sign_in(try_it(Client(), path_of(name, world)))


@pytest.mark.parametrize("name", FOR_ALL)
def test_a_public_page_answers_a_stranger(name: str, world: World) -> None:
    bound = 504 if name == "care_health" else 500  # no worker runs here, and it says so
    assert try_it(Client(), path_of(name, world)).status_code < bound


@pytest.mark.parametrize("name", FOR_PERSONS)
def test_a_personal_page_answers_everyone_signed_in(name: str, world: World) -> None:
    client = Client()
    client.force_login(make_person())
    assert try_it(client, path_of(name, world)).status_code not in {403, 500}


@pytest.mark.parametrize("name", STAFF)
def test_a_person_without_a_commune_finds_nothing(name: str, world: World) -> None:
    client = Client()
    client.force_login(make_person())
    assert try_it(client, path_of(name, world)).status_code == 404


@pytest.mark.parametrize("name", WITH_OBJECT)
def test_a_member_of_another_commune_finds_nothing(name: str, world: World) -> None:
    path, who = path_of(name, world), URL_ROLES[name][1]
    other = build_world("Phường Hai")
    answers = {role: try_it(other.client(role), path).status_code for role in Role if role in who}
    assert set(answers.values()) == {404}, answers


@pytest.mark.parametrize("name", STAFF)
def test_each_role_gets_in_or_is_refused(name: str, world: World) -> None:
    path, who = path_of(name, world), URL_ROLES[name][1]
    answers = {role: try_it(world.client(role), path).status_code for role in Role}
    wrong = {role: code for role, code in answers.items() if (code in {403, 404, 500}) == (role in who)}
    assert not wrong, wrong
    assert {answers[role] for role in Role if role not in who} <= {403}
