"""Every address is tried as a stranger, as someone without a commune, as a member of another commune, as each role."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from lantoa.communes.roles import Permission, Role
from lantoa.core.tenancy import scope
from tests import engines
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


@dataclass
class Doors:
    """Who knocks: the people of a ward by role, those of the ward beside it, somebody signed in who is of no ward."""

    world: World
    own: dict[Role, Client]
    other: dict[Role, Client]
    of_none: Client


@pytest.fixture(scope="module")
def doors(django_db_setup: None, django_db_blocker: Any) -> Iterator[Doors]:
    """Signed in once for all addresses; taken back after them. Of two wards one looks after the installation."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        world, beside, person = build_world("Phường Một"), build_world("Phường Hai"), Client()
        patch.setenv("LANTOA_CARE_COMMUNE", str(world.commune.pk))
        person.force_login(make_person())
        own, other = ({role: one.client(role) for role in Role} for one in (world, beside))
        yield Doors(world, own, other, person)
        transaction.set_rollback(True)


@pytest.fixture
def world(doors: Doors, db: None) -> World:
    return doors.world


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


@pytest.mark.parametrize("name", FOR_PERSONS)
def test_a_stranger_is_sent_to_the_sign_in_page(name: str, world: World) -> None:
    assert asks_to_sign_in(try_it(Client(), path_of(name, world)))


@pytest.mark.parametrize("name", FOR_ALL)
def test_a_public_page_answers_a_stranger(name: str, world: World) -> None:
    bound = 504 if name == "care_health" else 500  # no worker runs here, and it says so
    assert try_it(Client(), path_of(name, world)).status_code < bound


@pytest.mark.parametrize("name", FOR_PERSONS)
def test_a_personal_page_answers_everyone_signed_in(name: str, doors: Doors, world: World) -> None:
    assert try_it(doors.of_none, path_of(name, world)).status_code not in {403, 500}


def asking(who: frozenset[Role] | str) -> list[Role]:
    """Every role; on the second engine one that gets in: the statements are the same."""
    return insiders(who) if engines.IS_SECOND else list(Role)


def insiders(who: frozenset[Role] | str) -> list[Role]:
    return engines.some([role for role in Role if role in who])


@pytest.mark.parametrize("name", STAFF)
def test_each_role_gets_in_or_is_refused_and_nobody_else_does(name: str, doors: Doors, world: World) -> None:
    """One test for each address: making what it shows takes longer than asking for it."""
    path, who = path_of(name, world), URL_ROLES[name][1]
    assert asks_to_sign_in(try_it(Client(), path)), "a stranger is sent to the sign-in page"
    assert try_it(doors.of_none, path).status_code == 404, "a person without a commune finds nothing"
    if name in WITH_OBJECT:
        strangers = {role: try_it(doors.other[role], path).status_code for role in insiders(who)}
        assert set(strangers.values()) == {404}, f"a member of another commune finds nothing: {strangers}"
        assert try_it(doors.other[Role.ADMINISTRATOR], path).status_code in {403, 404}, "nor does who is no member here"
    answers = {role: try_it(doors.own[role], path).status_code for role in asking(who)}
    wrong = {role: code for role, code in answers.items() if (code in {403, 404, 500}) == (role in who)}
    assert not wrong, wrong
    assert {code for role, code in answers.items() if role not in who} <= {403}
