"""The home page offers to each role only what opens for it."""

import re

import pytest
from django.test import Client

from lantoa.communes.roles import Role
from lantoa.core.tenancy import scope
from lantoa.plans.actions.adoption import adopt_version
from lantoa.plans.actions.unattended import accept_what_was_read
from lantoa.plans.models import Plan, PlanVersion
from tests.factories import World, build_world
from tests.plans.samples import in_review, read

LOGS = {Role.LEADER, Role.PLAN_OWNER, Role.OFFICER}


@pytest.fixture
def world(db: None) -> World:
    """A ward with an adopted plan."""
    world = build_world()
    with scope([world.commune.pk]):
        running = read(world.commune)
        accept_what_was_read(version=running, by=world.owner)
        adopt_version(version=PlanVersion.objects.get(pk=running.pk), by=world.owner)
    return world


def links(client: Client, path: str = "/") -> list[str]:
    """Where the page itself leads, the menu left out."""
    page = client.get(path).content.decode()
    return re.findall(r'href="(/[^"#?]*)', page[page.index("<main") : page.index("</main>")])


@pytest.mark.parametrize("role", [*sorted(LOGS), Role.INSPECTOR, Role.ADMINISTRATOR])
def test_nothing_on_the_home_page_is_closed_to_the_one_who_reads_it(world: World, role: Role) -> None:
    with scope([world.commune.pk]):
        Plan.of(world.commune.pk, title="Kế hoạch không có bản nào").save()
        version = in_review(world.commune)
        assert version.plan_id != version.pk, "the numbers must differ for this test to say anything"
    client = world.client(role)
    found = links(client)
    assert [path for path in found if client.get(path).status_code not in {200, 302}] == []
    assert ("/hoat-dong/ghi/" in found) == (role in LOGS)
    waiting = any(path.startswith(f"/ke-hoach/{version.plan_id}/") for path in found)
    assert waiting == (role in {Role.LEADER, Role.PLAN_OWNER})
