"""Small worlds for tests: a commune with people of each role, and a stranger's commune beside it."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection
from django.test import Client

from lantoa.communes import actions
from lantoa.communes.access import Actor
from lantoa.communes.models import Commune, CommuneSetting, Membership, Person, Province, Unit
from lantoa.communes.queries import actor_for, own_memberships
from lantoa.communes.roles import Role
from lantoa.core.tenancy import scope, set_person

PASSWORD = "mat-khau-thu-nghiem-1"
_numbers = itertools.count(910_001)
"""Numbers before these are of the worlds in stock, which another process may have made."""


@dataclass
class World:
    """One commune and its people, by role."""

    commune: Commune
    people: dict[Role, Person] = field(default_factory=dict)

    @property
    def owner(self) -> Person:
        return self.people[Role.PLAN_OWNER]

    def person(self, role: Role) -> Person:
        return self.people[role]

    def unit(self, name: str) -> Unit:
        return Unit.objects.get(name=name)

    def actor(self, role: Role = Role.PLAN_OWNER) -> Actor:
        set_person(self.people[role].pk)
        actor = actor_for(self.people[role], own_memberships(self.people[role]), self.commune.pk)
        assert actor is not None
        return actor

    def client(self, role: Role = Role.PLAN_OWNER) -> Client:
        """A browser signed in as the person of this role."""
        client = Client()
        client.force_login(self.people[role])
        return client


def make_commune(name: str = "Phường Thử Nghiệm", kind: str = "phường", *, number: int | None = None) -> Commune:
    province, _ = Province.objects.get_or_create(
        id=998, defaults={"name": "Tỉnh Thử Nghiệm", "folded": "tinh thu nghiem"}
    )
    return Commune.objects.create(
        id=number or next(_numbers), province=province, name=name, kind=kind, folded=name.casefold()
    )


def make_person(name: str = "Nguyễn Văn Thử", *, username: str = "") -> Person:
    person = Person(username=username or f"nguoi{next(_numbers)}", name=name)
    person.set_password(PASSWORD)
    person.save()
    return person


def build_world(name: str = "Phường Thử Nghiệm") -> World:
    """A commune that is in use, with one person of each role; out of the stock, if any is left. Opens no scope."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regproc('stock.take') IS NOT NULL")
        if cursor.fetchone() == (True,):
            cursor.execute("SELECT stock.take()")
            (number,) = cursor.fetchone()
            if number is not None:
                return _taken(number, name)
    return build_anew(name)


def _taken(number: int, name: str) -> World:
    world = World(Commune.objects.get(pk=number))
    with scope([number]):
        if name != world.commune.name:
            world.commune.name, world.commune.folded = name, name.casefold()
            world.commune.save(update_fields=["name", "folded"])
            CommuneSetting.objects.update(place=world.commune.short_name)
        for membership in Membership.objects.select_related("person"):
            world.people[Role(membership.role)] = membership.person
    return world


def build_anew(name: str, *, number: int | None = None) -> World:
    """Like ``build_world``, by the product's own actions. ``number``: of the commune."""
    world = World(make_commune(name, number=number))
    with scope([world.commune.pk]):
        actions.open_commune(commune=world.commune)
        for role in Role:
            person = make_person(f"{role.label} {world.commune.pk}", username=f"{role.value}{world.commune.pk}")
            unit = Unit.objects.first() if role in {Role.PLAN_OWNER, Role.OFFICER, Role.EDITOR} else None
            actions.give_role(person=person, commune=world.commune, role=role, unit=unit)
            world.people[role] = person
    return world


@contextmanager
def make_world(name: str = "Phường Thử Nghiệm") -> Iterator[World]:
    """``build_world`` with its scope open."""
    world = build_world(name)
    with scope([world.commune.pk]):
        yield world
