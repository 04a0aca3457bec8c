"""The home page offers to each role only what opens for it."""

import re

import pytest
from django.test import Client

from lantoa.communes.models import Membership, Neighbourhood
from lantoa.communes.roles import Role
from lantoa.core import clock
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


def first_and_last_of_each_kind(found: list[str]) -> list[str]:
    """A list of forty commitments leads to forty pages of one kind; opening them all took 38 seconds."""
    kinds: dict[str, list[str]] = {}
    for path in dict.fromkeys(found):
        kinds.setdefault(re.sub(r"\d+", "1", path), []).append(path)
    return [path for paths in kinds.values() for path in dict.fromkeys([paths[0], paths[-1]])]


@pytest.mark.parametrize("role", [*sorted(LOGS), Role.INSPECTOR, Role.ADMINISTRATOR])
def test_nothing_on_the_home_page_is_closed_to_the_one_who_reads_it(world: World, role: Role) -> None:
    with scope([world.commune.pk]):
        Plan.of(world.commune.pk, title="Kế hoạch không có bản nào").save()
        version = in_review(world.commune)
        if version.plan_id == version.pk:
            Plan.of(world.commune.pk, title="Thêm một kế hoạch không có bản nào").save()
            version = in_review(world.commune)
        assert version.plan_id != version.pk, "the numbers must differ for this test to say anything"
    client = world.client(role)
    found = links(client)
    assert [path for path in first_and_last_of_each_kind(found) if client.get(path).status_code not in {200, 302}] == []
    assert ("/hoat-dong/ghi/" in found) == (role in LOGS)
    waiting = any(path.startswith(f"/ke-hoach/{version.plan_id}/") for path in found)
    assert waiting == (role in {Role.LEADER, Role.PLAN_OWNER})


def test_an_administrator_is_told_what_the_ward_still_lacks(world: World) -> None:
    with scope([world.commune.pk]):
        Membership.objects.filter(role=Role.PLAN_OWNER.value).update(ended_at=clock.now())
        Neighbourhood.objects.all().delete()
    page = world.client(Role.ADMINISTRATOR).get("/").content.decode()
    assert f"Chưa có {Role.PLAN_OWNER.label}" in page
    assert f"Chưa có {Role.LEADER.label}" not in page
    assert "Đơn vị chưa có người dùng" in page
    assert "Chưa khai báo địa bàn" in page
    assert "Chưa đặt người ký văn bản" in page
    for role in (Role.LEADER, Role.OFFICER, Role.INSPECTOR):
        assert "Chưa khai báo địa bàn" not in world.client(role).get("/").content.decode()


def test_an_officer_sees_the_own_unit_first_and_can_see_all(world: World) -> None:
    client = world.client(Role.OFFICER)
    own, whole = client.get("/").context["home"], client.get("/", {"toan-phuong": ""}).context["home"]
    with scope([world.commune.pk]):
        unit_id = world.actor(Role.OFFICER).unit_id
    shown = [line.commitment for line in [*own.late, *own.missed, *own.at_risk, *own.soon]]
    assert all(c.lead_id == unit_id or unit_id in {u.unit_id for u in c.coordinating.all()} for c in shown)
    assert own.own_unit
    assert not whole.own_unit
    assert own.totals == whole.totals, "the share of the whole plan is the ward's for everyone"
    assert "Chỉ xem việc của đơn vị mình" in client.get("/", {"toan-phuong": ""}).content.decode()


def test_a_province_official_reads_and_changes_nothing(world: World) -> None:
    client = world.client(Role.PROVINCE_OFFICIAL)
    page = client.get("/").content.decode()
    assert "Chờ anh/chị xử lý" not in page
    assert "Ghi hoạt động" not in page
    assert client.get("/bao-cao/lap/").status_code == 403


def test_a_contributor_is_sent_to_the_form_for_news(world: World) -> None:
    assert world.client(Role.CONTRIBUTOR).get("/").headers["Location"] == "/cong-tac-vien/gui/"
