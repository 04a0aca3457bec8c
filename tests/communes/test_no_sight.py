"""Acting in two communes: names of the one never appear in a page, a search or an address of the other."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from lantoa.communes import actions
from lantoa.communes.invitation_actions import Offer, invite
from lantoa.communes.models import Invitation, Membership, Neighbourhood, Unit
from lantoa.communes.roles import Role
from lantoa.core.tenancy import scope
from lantoa.plans.models import Commitment, Plan
from tests import engines
from tests.activities.samples import adopted_plan, logged
from tests.architecture.test_urls import patterns
from tests.factories import World, build_world


def takes_values(entry: URLPattern) -> bool:
    """Whether the address names an object."""
    try:
        reverse(str(entry.name))
    except NoReverseMatch:
        return True
    return False


LISTS = sorted({entry.name for entry in patterns(get_resolver()) if entry.name and not takes_values(entry)})
"""Every address without an object of its own: lists, searches, home pages, forms with choices."""

SECRETS = (
    "Đơn vị Kín",
    "Gọi Kín",
    "Thôn Kín",
    "Người Kín",
    "Khách Kín",
    "Phường Kín",
    "Kế hoạch Kín",
    "Chỉ tiêu Kín",
    "Hoạt động Kín",
)


def hide(world: World) -> None:
    """Fill the commune with names that nobody else may read."""
    with scope([world.commune.pk]):
        details = actions.UnitDetails(name="Đơn vị Kín", short_name="Gọi Kín", aliases=("Gọi Kín khác",))
        unit = actions.add_unit(commune=world.commune, details=details, by=world.owner)
        actions.add_neighbourhoods(commune=world.commune, names=["Thôn Kín"])
        invite(commune=world.commune, offer=Offer("Khách Kín", Role.OFFICER, unit), by=world.owner)
        version = adopted_plan(world)
        Plan.objects.filter(pk=version.plan_id).update(title="Kế hoạch Kín")
        Commitment.objects.update(text="Chỉ tiêu Kín")
        activity = logged(world, Role.PLAN_OWNER)
        activity.title = "Hoạt động Kín"
        activity.save()
    for person in world.people.values():
        person.name = f"Người Kín {person.pk}"
        person.save()


@pytest.fixture
def two(db: None) -> tuple[World, World]:
    open_one, hidden = build_world("Phường Mở"), build_world("Phường Kín")
    hide(hidden)
    with scope([open_one.commune.pk]):
        adopted_plan(open_one)
    return open_one, hidden


def pages(client: Client, names: list[str], query: str = "") -> Iterator[tuple[str, str]]:
    for name in names:
        response = client.get(reverse(name) + query, follow=False)
        if not response.streaming:
            yield name, response.content.decode(errors="replace")


@pytest.mark.parametrize("role", engines.MANY_PAGES if engines.IS_SECOND else Role)
def test_no_page_of_any_role_names_anything_of_another_commune(role: Role, two: tuple[World, World]) -> None:
    seen = [(name, secret) for name, page in pages(two[0].client(role), LISTS) for secret in SECRETS if secret in page]
    assert seen == []


QUERIES = ("?q=kin", "?q=K%C3%ADn", "?q=%25", "?q=_", "?q=don+vi+kin&trang=1", "?q='%20OR%201=1--")


def test_no_search_finds_anything_of_another_commune(two: tuple[World, World]) -> None:
    """Asked of every page with a search of its own, and of what is no page: parts, files, answers in JSON."""
    client = two[0].client(Role.ADMINISTRATOR)
    asked = [name for name, page in pages(client, LISTS) if 'name="q"' in page or "<html" not in page]
    assert "activities_list" in asked
    for query in QUERIES:
        found = pages(client, asked, query)
        seen = [
            (name, secret) for name, page in found for secret in SECRETS if f"{secret} " in page or f"{secret}<" in page
        ]
        assert seen == [], query


def test_the_hidden_names_do_show_to_their_own_people(two: tuple[World, World]) -> None:
    clients = [two[1].client(role) for role in (Role.ADMINISTRATOR, Role.PLAN_OWNER)]
    page = "".join(page for client in clients for _, page in pages(client, LISTS))
    assert [secret for secret in SECRETS if secret not in page] == []


ACTS = ("unit", "neighbourhood", "invite", "role")


class TwoCommunes(TestCase):
    """Whatever is done in two communes by turns, each keeps exactly its own."""

    @given(st.lists(st.tuples(st.sampled_from([0, 1]), st.sampled_from(ACTS)), min_size=1, max_size=8))
    @settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def test_each_commune_keeps_exactly_its_own(self, steps: list[tuple[int, str]]) -> None:
        worlds = [build_world("Phường A"), build_world("Phường B")]
        before = [self.count(world) for world in worlds]
        for number, (which, act) in enumerate(steps):
            self.do(worlds[which], act, number)
        for which, world in enumerate(worlds):
            done = [act for place, act in steps if place == which]
            grown = [b - a for a, b in zip(before[which], self.count(world), strict=True)]
            assert grown == [done.count(act) for act in ACTS]
            page = "".join(
                page for _, page in pages(world.client(Role.ADMINISTRATOR), ["communes_units", "communes_people"])
            )
            for number, (place, act) in enumerate(steps):
                if act in {"unit", "invite"}:
                    assert (f"Tên {number}!" in page) == (place == which)

    @staticmethod
    def count(world: World) -> list[int]:
        with scope([world.commune.pk]):
            rows = (Unit, Neighbourhood, Invitation, Membership)
            return [model.objects.count() for model in rows]

    @staticmethod
    def do(world: World, act: str, number: int) -> None:
        client, name = world.client(Role.ADMINISTRATOR), f"Tên {number}!"
        if act == "unit":
            client.post(reverse("communes_unit_add"), {"name": name})
        elif act == "neighbourhood":
            client.post(reverse("communes_neighbourhoods"), {"names": name})
        elif act == "invite":
            client.post(reverse("communes_invite"), {"name": name, "role": "officer"})
        else:
            with scope([world.commune.pk]):
                membership = Membership.objects.get(person=world.owner, role=Role.PLAN_OWNER.value, ended_at=None)
            client.post(reverse("communes_role_end", args=[membership.pk]))
            client.post(reverse("communes_invite"), {"name": "", "role": "officer"})
            with scope([world.commune.pk]):
                actions.give_role(person=world.owner, commune=world.commune, role=Role.PLAN_OWNER)
