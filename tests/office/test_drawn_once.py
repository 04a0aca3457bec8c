"""What pages draw once and share: the same for all who may see it, and what belongs to one page stays its own."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from lantoa.activities.models import Activity
from lantoa.communes.roles import Role
from lantoa.core.tenancy import scope
from lantoa.ledger.actions import record
from lantoa.plans.models import PlanVersion, VersionState
from tests.activities.samples import adopted_plan, commitment
from tests.factories import World, build_world

pytestmark = pytest.mark.django_db(transaction=True)  # what a transaction has written itself is not kept

KEY = re.compile(r'name="key" value="([0-9a-f-]{36})"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w{64})"')


@pytest.fixture
def world() -> World:
    """A ward with a plan; a meeting counts for one of its commitments."""
    world = build_world()
    with scope([world.commune.pk]):
        version = adopted_plan(world)
        radio = commitment("phát thanh")
        radio.match_channels = ["briefing"]
        radio.save()
        record(action="plan.adopted", on=version, by=world.owner)
    return world


def due_list(client: Client) -> str:
    return client.get("/viec/?show=all").content.decode()


def test_each_page_has_its_own_keys_and_token_in_the_buttons_that_all_share(world: World) -> None:
    one, other = world.client(Role.OFFICER), world.client(Role.OFFICER)
    pages = [due_list(one), due_list(other), due_list(other)]
    keys = [key for page in pages for key in KEY.findall(page)]
    assert len(keys) == len(set(keys)) >= 6, "a key that comes twice is one activity"
    assert all(len(set(TOKEN.findall(page))) == 1 for page in pages)
    assert len({TOKEN.findall(page)[0] for page in pages}) == 3
    assert not any("\x00" in page for page in pages)


def test_a_button_drawn_for_another_is_sent_and_logs_once(world: World) -> None:
    due_list(world.client(Role.OFFICER))
    client = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
    client.force_login(world.person(Role.OFFICER))
    form = re.search(r'<form class="quick".*?</form>', due_list(client), re.DOTALL)
    assert form
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form[0]))
    assert client.post(reverse("activities_log"), fields).status_code == 302
    assert client.post(reverse("activities_log"), {**fields, "csrfmiddlewaretoken": "x" * 64}).status_code == 403
    with scope([world.commune.pk]):
        assert Activity.objects.count() == 1


def test_who_may_not_log_gets_no_button_from_who_may(world: World) -> None:
    assert "Lồng ghép giao ban" in due_list(world.client(Role.OFFICER))
    assert "Lồng ghép giao ban" not in due_list(world.client(Role.INSPECTOR))


def test_the_list_of_plans_shows_how_far_a_reading_is_although_it_leaves_no_entry(world: World) -> None:
    client = world.client()
    assert "việc đến hạn" in client.get("/ke-hoach/").content.decode()
    with scope([world.commune.pk]):
        version = PlanVersion.objects.get()
        PlanVersion.objects.update(state=VersionState.READING.value, progress=10)
        record(action="plan.read_again", on=version, by=world.owner)
    assert "10 %" in client.get("/ke-hoach/").content.decode()
    with scope([world.commune.pk]):
        PlanVersion.objects.update(progress=60)
    assert "60 %" in client.get("/ke-hoach/").content.decode()


def test_languages_and_people_do_not_see_each_others_menu(world: World) -> None:
    client = world.client()
    pages = []
    for code in ("vi", "en"):
        client.cookies["django_language"] = code
        pages.append(client.get("/").content.decode())
    assert "Đổi mật khẩu" in pages[0]
    assert "Đổi mật khẩu" not in pages[1]
    leader = world.client(Role.LEADER).get("/").content.decode()
    assert world.owner.name not in re.search(r'<details class="menu">.*?</details>', leader, re.DOTALL)[0]  # type: ignore[index]
