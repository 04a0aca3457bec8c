"""Small worlds for tests: a commune with people of each role, and a stranger's commune beside it."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.test import Client

from lantoa.communes import actions
from lantoa.communes.access import Actor
from lantoa.communes.models import Commune, Person, Province, Unit
from lantoa.communes.queries import actor_for, own_memberships
from lantoa.communes.roles import Role
from lantoa.core.tenancy import scope, set_person

PASSWORD = "mat-khau-thu-nghiem-1"
_numbers = itertools.count(900_001)


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


def make_commune(name: str = "Phường Thử Nghiệm", kind: str = "phường") -> Commune:
    province, _ = Province.objects.get_or_create(
        id=998, defaults={"name": "Tỉnh Thử Nghiệm", "folded": "tinh thu nghiem"}
    )
    return Commune.objects.create(id=next(_numbers), province=province, name=name, kind=kind, folded=name.casefold())


def make_person(name: str = "Nguyễn Văn Thử") -> Person:
    person = Person(username=f"nguoi{next(_numbers)}", name=name)
    person.set_password(PASSWORD)
    person.save()
    return person


def build_world(name: str = "Phường Thử Nghiệm") -> World:
    """A commune that is in use, with one person of each role. Leaves no scope open."""
    world = World(make_commune(name))
    with scope([world.commune.pk]):
        actions.open_commune(commune=world.commune)
        for role in Role:
            person = make_person(f"{role.label} {world.commune.pk}")
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
